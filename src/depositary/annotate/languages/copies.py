"""A plain copy of a text that maps back: what is read of other languages is read there.

Marks that only help the eye are not in it: vowel signs and stress, joiners, marks of direction, tatweel. A mark that makes
another letter (a breve on "и") is joined to it, and letters that keyboards mix up are made one. Every character of the copy
knows the stretch of the text that it stands for, marks behind it included, so a span of the copy is exact in the text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from depositary.model.nouns import Offsets

TATWEEL = "\u0640"
_SPACES = frozenset("\u00a0\u2007\u2009\u202f\u2002\u2003")
_FORMS = (("\ufb50", "\ufdff"), ("\ufe70", "\ufefe"))  # letters of Arabic as older files of print hold them


@dataclass(frozen=True, slots=True)
class Copy:
    """`text` in its plain form, `low` in small letters; character i stands for `starts[i]` to `ends[i]` of the original."""

    text: str
    low: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, start: int, end: int) -> Offsets:
        """Offsets in the original of a stretch of the copy that is not empty."""
        return self.starts[start], self.ends[end - 1]

    def forth(self, start: int, end: int) -> Offsets:
        """Offsets in the copy of the characters that begin inside a stretch of the original."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def copy_of(text: str, same: Mapping[str, str]) -> Copy:
    """The plain copy of a text; `same` are letters with those they are read as, one for one."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, char in enumerate(text):
        for plain in _plain(char):
            kind = "L" if plain.isascii() else unicodedata.category(plain)
            if kind in ("Mn", "Me"):
                _mark(plain, chars, ends, place)
            elif kind != "Cf" and plain != TATWEEL:
                chars.append(plain)
                starts.append(place)
                ends.append(place + 1)
    made = "".join(same.get(char, char) for char in chars)
    low = "".join(char.lower() if len(char.lower()) == 1 else char for char in made)
    return Copy(made, low, tuple(starts), tuple(ends))


def _plain(char: str) -> str:
    if char in _SPACES:
        return " "
    if any(first <= char <= last for first, last in _FORMS):
        return unicodedata.normalize("NFKC", char).replace(" ", "")
    return char


def _mark(mark: str, chars: list[str], ends: list[int], place: int) -> None:
    """A mark belongs to the letter before it: it makes another letter of it, or is left out."""
    if not chars or ends[-1] != place:
        return
    ends[-1] = place + 1
    joined = unicodedata.normalize("NFC", chars[-1] + mark)
    if len(joined) == 1:
        chars[-1] = joined
