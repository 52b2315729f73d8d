"""Spans of time in words as a number of years."""

from __future__ import annotations

import re

from depositary.annotate.quantities.numbers import find_numbers

_UNITS = {"year": 1.0, "month": 1 / 12, "decade": 10.0}
_UNIT = re.compile(r"\b(year|month|decade)s?\b")


def in_years(words: str) -> int | str | None:
    """ "twenty (20) years" is 20, "18 months" "18 months", "indefinitely" "indefinite"; None where no number is told."""
    if re.search(r"\b(?:indefinite|unlimited|without limit)", words):
        return "indefinite"
    unit = _UNIT.search(words)
    number = next(iter(find_numbers(words)), None)
    if unit is None or number is None:
        return None
    years = number.value * _UNITS[unit[1]]
    return round(years) if abs(years - round(years)) < 1e-9 else f"{number.value:g} {unit[1]}s"
