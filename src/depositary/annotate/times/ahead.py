"""Lengths that count from the day of a saying: "in less than three years", "in three to four years"."""

from __future__ import annotations

from datetime import date

from depositary.annotate.times import find_times
from depositary.annotate.times.sense import Length, Shift
from depositary.annotate.times.units import moved
from depositary.model import dates
from depositary.model.nouns import Period

_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D"}


def counted(literal: str, said: Period, anchor: str) -> Period | None:
    """The days of a length ahead, from the first to the last day on which it may have been said; None where the words are
    no such length or the saying has no days. "Less than three years" ends three years after the last of them."""
    days = _days(said)
    found = next(iter(find_times(literal)), None) if days else None
    if days is None or found is None or not isinstance(found.sense, Shift):
        return None
    sense = found.sense
    if sense.sign < 0 or sense.base is not None or sense.event or any(n is None for n, _ in sense.length.parts):
        return None
    if found.about == "LESS":
        return _between(None, moved(days[1], sense.length, 1), literal, anchor)
    if found.about == "MORE":
        return _between(moved(days[0], sense.length, 1), None, literal, anchor)
    held = next(iter(find_times(literal, days[0], said.precision))).held
    if held is None or held.start is None or held.end is None:
        return None
    return dates.renamed(
        Period(
            dates.iso(held.start),
            dates.iso(held.end),
            held.precision,
            dates.edtf_interval(dates.iso(held.start), dates.iso(held.end), held.precision),
        ),
        literal,
        anchor,
    )


def ranged(low: float, high: float, unit: str, said: Period, literal: str, anchor: str) -> Period | None:
    """ "In three to four years": from the shorter length after the first day to the longer one after the last."""
    days, key = _days(said), _UNITS.get(unit)
    if days is None or key is None:
        return None
    first, last = (moved(day, Length(((n, key),)), 1) for day, n in zip(days, (low, high), strict=True))
    return _between(first, last, literal, anchor)


def _days(said: Period) -> tuple[date, date] | None:
    return (dates.parse(said.start), dates.parse(said.end)) if said.start and said.end else None


def _between(first: date | None, last: date | None, literal: str, anchor: str) -> Period:
    start, end = (dates.iso(one) if one else None for one in (first, last))
    return Period(start, end, "bounds", dates.edtf_interval(start, end), literal, anchor)
