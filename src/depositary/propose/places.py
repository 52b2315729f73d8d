"""Where words stand in a stretch of text: to the last character, or folded as names and numbers are compared."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.model.nouns import Offsets
from depositary.model.text import shadow


def exact(text: str, words: str, inside: Offsets) -> list[Offsets]:
    """Every place of these very characters, in text order, where no word or number is cut."""
    return list(_places(text, words, *inside))


def folded(text: str, words: str, inside: Offsets) -> list[Offsets]:
    """Every place of these words but for case, quotation marks and the like, where no word or number is cut."""
    own = shadow(text[slice(*inside)])
    wanted = shadow(words.strip()).text
    found = (own.back(start, end) for start, end in _places(own.text, wanted, 0, len(own.text)))
    return [(inside[0] + start, inside[0] + end) for start, end in found]


def _places(text: str, words: str, first: int, last: int) -> Iterator[Offsets]:
    at = text.find(words, first, last) if words else -1
    while at >= 0:
        if _whole(text, at, at + len(words)):
            yield at, at + len(words)
        at = text.find(words, at + 1, last)


def _whole(text: str, start: int, end: int) -> bool:
    """False where the stretch begins or ends within a word, or within a number: "8" in "3.8"."""
    return not (_joined(text[max(0, start - 2) : start][::-1], text[start]) or _joined(text[end : end + 2], text[end - 1]))


def _joined(beside: str, edge: str) -> bool:
    """True where what stands beside, read away from the edge, goes on with the word or number of the edge."""
    if not beside or not edge.isalnum():
        return False
    return beside[0].isalnum() or (edge.isdigit() and beside[0] in ".,'" and beside[1:].isdigit())
