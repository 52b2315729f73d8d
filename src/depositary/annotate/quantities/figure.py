"""A quantity as found in a text, and how far a number reaches: rounding, bounds, approximation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depositary.annotate.quantities.words import Number

Offsets = tuple[int, int]

# "About" reaches five per cent to each side, or the rounding of the number if that is wider. Reports that round to one or
# two figures ("about 1.4 billion") differ from the exact figure by less; wider, and real differences would be lost.
APPROX = 0.05
# Counts below this, and numbers in words below a thousand, are meant exactly.
EXACT_BELOW = 1000


@dataclass(slots=True)
class Figure:
    """One quantity. `low` and `high` bound the value in `unit` (None: open); `start` and `end` take in the bound words.

    `number` are the offsets of the number with its unit alone; `baseline` those of what it is compared with.
    """

    start: int
    end: int
    label: str
    low: float | None
    high: float | None
    value: float
    unit: str
    number: Offsets
    bound: str = "exact"
    direction: str | None = None
    measure: str | None = None
    per: str | None = None
    of: str | None = None
    of_at: Offsets | None = None
    baseline: Offsets | None = None
    comparison: str | None = None
    values: tuple[float, ...] = ()
    aside: bool = False  # no news by itself: "after half a century of its rule"

    def as_value(self) -> dict[str, Any]:
        """The value of the span, JSON-plain."""
        made: dict[str, Any] = {
            "low": self.low, "high": self.high, "value": self.value, "unit": self.unit, "bound": self.bound,
            "direction": self.direction, "measure": self.measure, "per": self.per, "of": self.of,
            "of_at": list(self.of_at) if self.of_at else None,
            "baseline": list(self.baseline) if self.baseline else None, "comparison": self.comparison,
            "number": list(self.number),
        }  # fmt: skip
        if self.aside:
            made["aside"] = True
        return {**made, "values": list(self.values), "count": len(self.values)} if self.values else made


def half_width(number: Number, dimension: str) -> float:
    """Half of what rounding may hide.

    Decimals and numbers with a scale word are rounded to their last place (4.26 billion: 0.005 billion). Plain whole
    numbers are exact when they count and are small or end in no zero; trailing zeros count as rounding, but two figures
    are always meant (3,400 km: 50 km; 300,000 tonnes: 5,000 tonnes). Whole percentages are rounded to one per cent.
    """
    if number.kind in ("fraction", "vague") or dimension in ("duration", "age", "ratio"):
        return number.place / 2 if number.place < 1 else 0.0
    if number.kind == "word":
        return number.place / 2
    if number.place != 1 or dimension in ("percent", "percentage_point"):
        return number.place / 2
    if dimension in ("count", "boxes", "money") and number.value < EXACT_BELOW:
        return 0.0
    place = _zeros(abs(number.value))
    return place / 2 if place > 1 or dimension not in ("count", "boxes", "money") else 0.0


def _zeros(value: float) -> float:
    digits = f"{int(value)}" if value < 1e15 else "1"
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0 ** max(0, min(zeros, len(digits) - 2))


def interval(value: float, half: float, bound: str) -> tuple[float | None, float | None, str]:
    """Low, high and the bound as it is told, for a value with its rounding and the kind of bound word before it."""
    wide = max(half, abs(value) * APPROX)
    low, high = tidy(value - half), tidy(value + half)
    if bound in ("over", "at_least"):
        return tidy(value), None, bound
    if bound in ("under", "at_most"):
        return None, tidy(value), bound
    if bound == "about":
        return tidy(value - wide), tidy(value + wide), "about"
    if bound == "below":
        return tidy(value - wide), tidy(value), "about"
    if bound == "above":
        return tidy(value), tidy(value + wide), "about"
    return low, high, "exact"


def tidy(value: float) -> float:
    """Without the dust of binary fractions: twelve significant figures."""
    return float(f"{value:.12g}")
