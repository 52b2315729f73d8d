"""Spans of time in words as a number of years or months."""

from __future__ import annotations

import re

from depositary.annotate.quantities.numbers import find_numbers

_MONTHS = {"year": 12.0, "month": 1.0, "decade": 120.0, "day": 12 / 365}
_UNIT = re.compile(r"\b(year|month|decade|day)s?\b")


def in_unit(words: str, unit: str) -> int | str | None:
    """ "twenty (20) years" in the unit "year" is 20; what is no whole number of it stays as told ("18 months"), without end is
    "indefinite"; None where no number is told."""
    if re.search(r"\b(?:indefinite|unlimited|without limit)", words):
        return "indefinite"
    told = _UNIT.search(words)
    number = next(iter(find_numbers(words)), None)
    if told is None or number is None:
        return None
    value = number.value * _MONTHS[told[1]] / _MONTHS[unit]
    return round(value) if abs(value - round(value)) < 1e-9 else f"{number.value:g} {told[1]}s"
