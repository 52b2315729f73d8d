"""Sentences of a plain copy: cut at line ends and full stops, never inside quotation marks that are closed in the line."""

from __future__ import annotations

import re
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


def _trimmed(text: str, start: int, end: int) -> Iterator[Offsets]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
