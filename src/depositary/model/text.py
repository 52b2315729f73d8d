"""Folding text on a shadow that maps back.

Documents are never changed; matching happens on a folded copy (NFKC, straight quotes, plain hyphens, lower case)
of which every character knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Marks that mean the same to a reader; NFKC alone leaves them apart.
_SAME = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "\u00a0": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\u200e": "", "\u200f": "", "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip


# Texts up to so many characters are words and names, which come again and again: their folded form is kept. Sentences come
# once, and kept they fill each process with 40 MB; but checks ask for the one at hand several times, one after the other.
_SHORT, _AT_HAND = 64, 4


def fold(text: str) -> str:
    """Fold for comparison: NFKC, quotes and hyphens made plain, lower case, spaces single, diacritics dropped."""
    return _kept(text) if len(text) <= _SHORT else _lately(text)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    text = text.translate(_SAME)
    if text.isascii():  # it was marks alone that are no letters of ASCII
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.split())


_JOINERS = "\u200c\u200d"


def visible(name: str) -> str:
    """A name as it is seen: no sign that has no shape of its own (controls, turns of direction, spaces of no width), so that no
    two names look alike and none turns the line around that it stands in. Joiners stay in scripts that write with them."""
    kept: list[str] = []
    for place, char in enumerate(name):
        if char in _JOINERS:
            beside = name[place - 1 : place] + name[place + 1 : place + 2]
            kept += [char] if len(beside) == 2 and not any(one.isascii() for one in beside) else []
        elif unicodedata.category(char) == "Cc":
            kept.append(" ")
        elif unicodedata.category(char)[0] != "C":
            kept.append(char)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def printable(words: str) -> bool:
    """True where nothing in the words is a control or turns the direction of writing: such signs break XML and terminals."""
    return words.isprintable() or not any(
        unicodedata.category(char) in ("Cc", "Cs") or unicodedata.bidirectional(char) in _TURNS for char in words
    )


_TURNS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
@lru_cache(maxsize=1 << 14)
def _kept(text: str) -> str:
    return _folded(text)


@lru_cache(maxsize=_AT_HAND)
def _lately(text: str) -> str:
    return _folded(text)


_ASCII_OR_ONE = re.compile(r"[\x00-\x7f]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A folded copy of a text. `origin[i]` is the offset in the text of character i of `text`; one more at the end."""

    text: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for a half-open interval of the shadow."""
        if end <= start:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def shadow(text: str) -> Shadow:
    """Fold character by character (no space is merged, so lines stay lines) and remember where each came from."""
    chars: list[str] = []
    origin: list[int] = []
    for run in _ASCII_OR_ONE.finditer(text):
        start, end = run.span()
        if run[0].isascii():  # as long when folded
            chars.append(run[0].lower())
            origin.extend(range(start, end))
            continue
        folded = unicodedata.normalize("NFKC", run[0].translate(_SAME)).translate(_SAME).lower()
        chars.append(folded)
        origin.extend([start] * len(folded))
    origin.append(len(text))
    return Shadow("".join(chars), tuple(origin))
