"""Finding many phrases in a text at once: a tree of folded words, longest match first.

Words are compared without case, diacritics and joiners; spaces, hyphens of any kind and non-breaking spaces
between words are one. Letters that the phrase writes large must be large in the text too, and an acronym
must stand in capitals, so that "us" is no state and "who" no body. A possessive 's is no part of a word, so
it is never inside a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from depositary.model.text import fold

T = TypeVar("T")

# "U.S." is one word; "N'Djamena" too, but not the 's of a possessive. \u200c and its like join Persian words.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[\u200c\u200d\u00ad]+[^\W_]+|['’ʼ](?!s\b)[^\W\d_]+)*")
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]*[-‐‑–—]?[ \t\u00a0\u2009\u202f]*")
_LONGEST_ABBREVIATION = 4
_POSSESSIVE = ("'", "’", "ʼ", "’ ", "' ")
_END = ""
# Cases of Russian and Ukrainian names are endings ("-a", "-u", "-ym"); both sides are compared without them.
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ")
_RUSSIAN_ENDING = re.compile(r"(?<=...)[аеиоуыэюяь]+(?:м|ми|х|в|го|му)?$")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found at these offsets, with everything that was filed under it."""

    start: int
    end: int
    items: tuple[T, ...]


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    folded = fold(word)
    if len(folded) <= _SHORTEST_STEM or folded[0] not in _CYRILLIC:
        return folded
    # twice: the last letters of a bare name may look like an ending too, and stand before the ending
    # elsewhere
    return _RUSSIAN_ENDING.sub("", _RUSSIAN_ENDING.sub("", folded))


@lru_cache(maxsize=16)
def _cut(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """The words of a text and their keys: several matchers look at the same text."""
    words = list(WORD.finditer(text))
    return words, [_key(word[0]) for word in words]


def _gap(text: str, start: int, end: int, before: str) -> str | None:
    """The mark between two words that a phrase must share; "" for a space, hyphen or a dot of
    abbreviation.
    """
    between = text[start:end]
    if _GAP.fullmatch(between):
        return ""
    if between in _POSSESSIVE or (between in (". ", ".\u00a0", ".") and len(before) <= _LONGEST_ABBREVIATION):
        return ""
    mark = between.strip(" \u00a0")
    return mark if len(mark) == 1 and mark in ",/&" else None


def _agrees(phrase: str, word: str) -> bool:
    if not phrase[0].isupper():
        return True
    if not word[0].isupper():
        return False
    return not (len(phrase) > 1 and phrase.isupper()) or word.isupper()


class Matcher(Generic[T]):
    """Phrases with an item each; the same phrase may carry several items, which a hit gives in the order of
    filing.
    """

    def __init__(self, pairs: Iterable[tuple[str, T]]) -> None:
        self._root: dict[str, Any] = {}
        for phrase, item in pairs:
            self.add(phrase, item)

    def add(self, phrase: str, item: T) -> None:
        """File one more phrase."""
        words = list(WORD.finditer(phrase))
        node = self._root
        for number, word in enumerate(words):
            before = words[number - 1] if number else None
            mark = _gap(phrase, before.end(), word.start(), before[0]) if before else ""
            node = node.setdefault((mark or "") + _key(word[0]), {})
        if words:
            node.setdefault(_END, []).append((tuple(word[0] for word in words), item))

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Hits in text order; they do not overlap, and at each place the longest wins."""
        words, keys = _cut(text)
        root, done = self._root, 0
        for number in [place for place, key in enumerate(keys) if key in root]:
            if number >= done:
                hit, last = self._longest(text, words, number, root[keys[number]])
                if hit:
                    yield hit
                done = last + 1

    def _longest(
        self, text: str, words: list[re.Match[str]], first: int, node: dict[str, Any]
    ) -> tuple[Hit[T] | None, int]:
        hit, last, number = None, first, first
        while True:
            items = self._items(node, words[first : number + 1])
            if items:
                hit, last = Hit(words[first].start(), words[number].end(), items), number
            number += 1
            if number >= len(words) or len(node) == (_END in node):
                return hit, last
            before, word = words[number - 1], words[number]
            mark = _gap(text, before.end(), word.start(), before[0])
            following = None if mark is None else node.get(mark + _key(word[0]))
            if following is None:
                return hit, last
            node = following

    def _items(self, node: dict[str, Any], words: list[re.Match[str]]) -> tuple[T, ...]:
        filed = node.get(_END)
        if not filed:
            return ()
        return tuple(item for phrase, item in filed if all(map(_agrees, phrase, (word[0] for word in words))))
