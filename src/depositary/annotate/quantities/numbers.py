"""Numbers in figures and in words: where they stand and what range they mean.

`find_numbers` gives every number of a text, whatever it counts. Values are floats; `place` is the size of the last place
that was written, so that rounding can be told ("4.26 billion" has place 1e7); 0 marks a number that is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from depositary.annotate.quantities.reader import Reader
from depositary.annotate.quantities.words import FIGURE, GLYPHS, SMALL, VAGUE, Number, place_of, value_of
from depositary.model.alternatives import grouped

_PLAIN = sorted(
    [*SMALL, *VAGUE, "hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "quarter"],
    key=len,
    reverse=True,
)
_ARTICLE = (
    r"an?[ \t]+(?=(?:half|third|quarter|fourth|fifth|tenth|dozen|score|couple|hundred|thousand|million|billion|trillion)"
    r"|\w+(?:th|st|nd|rd)\b)"
)
_START = re.compile(
    rf"(?P<figure>(?=[\d.{''.join(GLYPHS)}])(?<!\d)(?<!\d\.)(?:{FIGURE}))"
    rf"|\b(?P<word>{_ARTICLE}|{grouped(_PLAIN)}(?:\b|(?=fold\b)))",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"(?:(?<![\w.)\]%–-])(?<!\d\s)(?<!\d\s\s)[-−]|(?:^|\n)\s*[-−]\s+|\b(?:minus|negative)\s+)$", re.IGNORECASE
)
# A longer row of figures is a code; a larger number is no count of anything.
_LONGEST = 24
_LARGEST = 1e24


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a text, in order, without overlap."""
    at = 0
    while found := _START.search(text, at):
        number = read(text, found) if found.end() - found.start() <= _LONGEST else None
        at = found.end() if number is None else max(number.end, found.end())
        if number is not None and abs(number.value) < _LARGEST:
            yield number


def read(text: str, found: re.Match[str]) -> Number | None:
    """The number that starts at a match of the start pattern; None for an article with nothing behind it."""
    if found["figure"] is not None:
        quick = _figure(text, found)
        if quick is not None:
            return quick
    return Reader(text, found.start()).number()


def _figure(text: str, found: re.Match[str]) -> Number | None:
    """A number in figures with nothing of a number behind it, which is the common case; None when there may be more."""
    start, end = found.span()
    after = text[end : end + 2]
    if not after or after[0] in ".,;:)\n%" or (after == " (" and not text[start:end].startswith(".")):
        return Number(
            start,
            end,
            value_of(found["figure"]),
            place_of(found["figure"]),
            "figure",
            written=found["figure"],
        )
    return None


def signed(text: str, number: Number) -> Number:
    """The number with the sign written before it, in a mark or in a word."""
    found = _SIGN.search(text[max(0, number.start - 10) : number.start])
    if not found or (number.kind == "word" and found[0][0] in "-−\n"):
        return number
    start = number.start - len(found[0])
    return replace(number, start=start, value=-number.value)
