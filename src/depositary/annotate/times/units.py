"""Intervals of days and the arithmetic of units: days, weeks from Monday, months, quarters, years and longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from depositary.annotate.times.sense import Length
from depositary.model.dates import add_months

MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS = {"D": 1, "NT": 1, "BD": 1, "W": 7, "FN": 14, "WE": 7, "TH": 0, "TM": 0, "TS": 0}
GRAIN = {
    "D": "day",
    "NT": "day",
    "BD": "day",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` up to `end`, either may be open; `anchor` says what it hangs on."""

    start: date | None
    end: date | None
    precision: str
    anchor: str = "stated"


def unit_at(day: date | None, unit: str, steps: int, anchor: str) -> Interval | None:
    """The unit `steps` away from the one that holds `day`."""
    if day is None:
        return None
    if unit in MONTHS:
        size = MONTHS[unit]
        index = (day.year * 12 + day.month - 1) // size * size
        if unit in ("CE", "ML"):
            index = ((day.year - 1) * 12 + day.month - 1) // size * size + 12
        first = month(index + steps * size)
        return Interval(first, month(index + (steps + 1) * size), GRAIN.get(unit, "bounds"), anchor)
    if unit in ("W", "FN", "WE"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * steps * (2 if unit == "FN" else 1))
        if unit == "WE":
            return Interval(monday + timedelta(days=5), monday + timedelta(days=7), "bounds", anchor)
        return Interval(monday, monday + timedelta(days=14 if unit == "FN" else 7), "bounds", anchor)
    if unit in ("TH", "TM", "TS"):
        return Interval(day, day + timedelta(days=1), "day", anchor)
    first = day + timedelta(days=steps)
    return Interval(first, first + timedelta(days=1), "day", anchor)


def month(index: int) -> date:
    """The month from its first day."""
    return date(index // 12, index % 12 + 1, 1)


def iso_first_week(day: date) -> date:
    """A day in the first week with most of its days on or after `day` (ISO's rule for years)."""
    return day if day.weekday() <= 3 else day + timedelta(days=7 - day.weekday())


def plus(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month."""
    first = add_months(day, months)
    last = add_months(first, 1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def moved(day: date, length: Length, sign: int) -> date:
    """`day` moved by a length. Raises ValueError outside the calendar."""
    for amount, unit in length.parts:
        if amount is None:
            raise ValueError("no amount")
        if unit in MONTHS:
            day = plus(day, sign * round(amount * MONTHS[unit]))
        else:
            day += timedelta(days=sign * round(amount * DAYS[unit]))
    return day


def way(start: date, end: date, fourths: int) -> date:
    """The day so many fourths of the way, on the first of a month where the stretch is of years."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return plus(start, months * fourths // 4) if months >= 12 else start + (end - start) * fourths / 4
