"""Ordinals that count units: "the second and third units", "phase"-like nouns after an ordinal. A label, not a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from depositary.annotate.quantities.cues import cues
from depositary.annotate.quantities.figure import Figure
from depositary.annotate.quantities.words import ORDINALS

_WORDS = sorted((word for word in ORDINALS if ORDINALS[word] < 100), key=len, reverse=True)
_ONE = (
    rf"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in _WORDS)}|\d{{1,3}}(?:st|nd|rd|th))"
)


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(cues().ranked))
    return re.compile(
        rf"\b({_ONE}(?:(?:\s*,\s*|,?\s+(?:and|or|to)\s+){_ONE}){{0,4}})\s+((?:[a-z]+\s+){{0,2}}?(?:{nouns}))\b"
    )


def find(text: str) -> Iterator[Figure]:
    """Ordinals with the unit they count, as figures of label ORDINAL with the list of values."""
    for found in _pattern().finditer(text):
        values = tuple(_value(word) for word in re.findall(_ONE, found[1]))
        start, end = found.span(1)
        made = Figure(
            start,
            end,
            "ORDINAL",
            min(values),
            max(values),
            values[0],
            "count",
            (start, end),
            measure="rank",
            values=values,
        )
        made.of, made.of_at = found[2], found.span(2)
        yield made


def _value(word: str) -> float:
    return float(ORDINALS.get(word.lower()) or re.sub(r"\D", "", word))
