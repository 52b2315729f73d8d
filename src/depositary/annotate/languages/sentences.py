"""Sentences of a plain copy: cut at line ends and full stops, never inside quotation marks that are closed in the line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.cues import body
from depositary.model.nouns import Offsets

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0c]+")
# Opening and closing marks; the straight one closes itself.
QUOTED = re.compile(r"«[^«»]{1,1500}»|“[^“”]{1,1500}”|„[^„“”]{1,1500}[“”]|\"[^\"]{1,1500}\"")


@cache
def _stops(lang: str) -> re.Pattern[str]:
    return re.compile(body(lang, "letters")["sentence"])


@cache
def _short(lang: str) -> frozenset[str]:
    return frozenset(str(one) for one in body(lang, "letters")["short"])


def sentences(copy: Copy, lang: str) -> Iterator[Offsets]:
    """Offsets in the copy of every sentence, without the spaces around."""
    for line in _LINE.finditer(copy.text):
        start = line.start()
        quoted = [found.span() for found in QUOTED.finditer(copy.text, *line.span())]
        for stop in _stops(lang).finditer(copy.text, *line.span()):
            inside = any(first < stop.start() and stop.end() < last for first, last in quoted)
            if not inside and not _is_short(copy.low, stop, lang):
                yield from _trimmed(copy.text, start, stop.end())
                start = stop.end()
        yield from _trimmed(copy.text, start, line.end())


def _is_short(low: str, stop: re.Match[str], lang: str) -> bool:
    """True for the full stop of an abbreviation or an initial."""
    if stop[0][0] != "." or len(stop[0]) > 1:
        return False
    begin = stop.start()
    while begin > 0 and (low[begin - 1].isalpha() or (low[begin - 1] == "." and begin < stop.start())):
        begin -= 1
    word = low[begin : stop.start()]
    return word in _short(lang) or (len(word) == 1 and word.isalpha())


# A longer one, which is no sentence, is cut at a space: who says what is looked for in it many times over.
LONGEST = 1_500
_EDGES = " \t\n\u00a0,،;:—–-.!?…؟"
_PAIRS = {"«": "»", "(": ")", "“": "”", "„": "“", "[": "]"}
_CLOSING = frozenset(_PAIRS.values())


def stripped(text: str, start: int, end: int) -> Offsets | None:
    """A stretch without marks, spaces and unseen characters at its ends, and without quotation marks that hold it whole or
    have no partner in it; None when nothing is left."""
    while start < end:
        first, last, inside = text[start], text[end - 1], text[start:end]
        if _is_edge(first) or (first in _CLOSING and _PAIRS.get(first) is None) or _unpaired(first, inside, inside[1:]):
            start += 1
        elif _is_edge(last) or (last in _PAIRS and last not in _CLOSING) or _unpaired(last, inside, inside[:-1]):
            end -= 1
        elif end - start > 1 and _PAIRS.get(first, first) == last and not _parted(inside):
            start, end = start + 1, end - 1
        else:
            return start, end
    return None


def _is_edge(char: str) -> bool:
    return char in _EDGES or unicodedata.category(char) == "Cf"


def _unpaired(mark: str, inside: str, rest: str) -> bool:
    """True for a quotation mark or bracket at an end whose partner is not in the rest."""
    if mark == '"':
        return inside.count(mark) % 2 == 1
    partners = {_PAIRS[mark]} if mark in _PAIRS else {one for one, other in _PAIRS.items() if other == mark}
    return bool(partners) and not any(one in rest for one in partners)


def _parted(inside: str) -> bool:
    """True for marks at both ends that do not belong together: "«One» and «two»"."""
    if inside[0] == '"':
        return inside.count('"') > 2
    if inside[0] not in _PAIRS:
        return True
    depth = 0
    for place, char in enumerate(inside):
        depth += (char == inside[0]) - (char == _PAIRS[inside[0]])
        if depth == 0:
            return place < len(inside) - 1
    return True


def _trimmed(text: str, start: int, end: int) -> Iterator[Offsets]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        stop = space if space > start else start + LONGEST
        yield start, stop
        start = stop + (stop == space)
    if end > start:
        yield start, end
