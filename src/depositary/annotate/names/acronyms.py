"""Short forms that a text defines itself: "Gulf of Somewhere Forum (GSF)" makes GSF a name of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.annotate.matching import WORD, Matcher
from depositary.annotate.names.mention import Mention

_SHORT = re.compile(r"\s?\((?:the )?[“\"']?([A-Z][A-Za-z&-]{0,8}[A-Z])s?[”\"']?\)")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "a", "de", "&"})


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form at its definition, and the words it is short for."""

    start: int
    end: int
    short: str
    long: tuple[int, int]


def definitions(text: str) -> Iterator[Definition]:
    """Definitions in a text: the capitals of the short form are the initials of the words before the
    bracket.
    """
    for found in _SHORT.finditer(text):
        words = list(WORD.finditer(text, max(0, found.start() - 160), found.start()))
        start = _long_form(
            [word for word in words if "\n" not in text[word.start() : found.start()]], found[1]
        )
        if start is not None:
            yield Definition(found.start(1), found.end(1), found[1], (start, words[-1].end()))


def _long_form(words: Sequence[re.Match[str]], short: str) -> int | None:
    """The start of the shortest run of words, ending at the bracket, whose initials give the short form."""
    letters = [char.lower() for char in short if char.isupper()]
    for first in range(len(words) - 1, max(-1, len(words) - 13), -1):
        word = words[first][0]
        if word[0].isupper() and _initials(words[first:], letters):
            return words[first].start()
    return None


def _initials(words: Sequence[re.Match[str]], letters: Sequence[str]) -> bool:
    wanted = list(letters)
    for word in words:
        piece = word[0].lower()
        if wanted and piece[0] == wanted[0]:
            wanted.pop(0)
        elif piece not in _SMALL:
            return False
    return not wanted


def short_forms(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Every use of a short form that the text defines, named after the long form; a known name keeps its
    entity.
    """
    by_end = {one.end: one for one in mentions}
    pairs: list[tuple[str, Mention]] = []
    for item in definitions(text):
        start, end = item.long
        long = by_end.get(end)
        name = " ".join(text[start:end].split())
        if long is None or (not long.known and long.start != start):
            label = long.label if long else "Organization"
            long = Mention(start, end, label, name, "statistical")
            yield long
        pairs.append((item.short, long))
    if pairs:
        for hit in Matcher(pairs).find(text):
            long = hit.items[0]
            yield Mention(hit.start, hit.end, long.label, long.name, "alias", long.entity)
