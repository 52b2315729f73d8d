"""Hanging a sense on dates: the document's day, the last date in the text, or nothing.

Nothing is invented: without an anchor a relative expression has no days. Weeks are ISO weeks, from Monday.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from depositary.annotate.times import hijri
from depositary.annotate.times.feasts import feast
from depositary.annotate.times.sense import Length, Point, Range, Sense, Shift, Stretch, Sub, WeekOf
from depositary.annotate.times.units import (
    DAYS,
    GRAIN,
    MONTHS,
    Interval,
    iso_first_week,
    moved,
    plus,
    unit_at,
    way,
)
from depositary.model.dates import add_months

# A day of the calendar that comes only in nine months is sooner the past one, whatever the verb.
_SOON = 270
_SEASON = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


# The day last spoken of, from which "two days later" counts.
THEN = Point(rel=("D", "same"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """What expressions can be hung on: the document's day, the last date named in the text, the verb's direction."""

    document: date | None = None
    text: Interval | None = None
    cue: int = 0


def grain_of(sense: Sense) -> str:
    """The unit that an anchor must be known to for this sense to be placed: D, M or Y."""
    match sense:
        case Point():
            unit = sense.rel[0] if sense.rel else "D" if sense.day or sense.weekday or sense.clock else "M"
            if sense.rel and sense.weekday:
                unit = "D"
        case Sub() | WeekOf():
            return grain_of(sense.of)
        case Shift():
            unit = sense.length.parts[-1][1]
        case Stretch():
            unit = sense.unit
        case Range():
            return min(grain_of(sense.first), grain_of(sense.last))
        case _:
            return "D"
    return "Y" if unit in ("Y", "DE", "CE", "ML") else "M" if unit in MONTHS else "D"


def resolve(sense: Sense, anchor: Anchor) -> Interval | None:
    """The days of a sense; None when it cannot be placed or lies outside the years 1 to 9999."""
    try:
        return _resolve(sense, anchor)
    except (ValueError, OverflowError):
        return None


def _resolve(sense: Sense, anchor: Anchor) -> Interval | None:
    match sense:
        case Point():
            return _narrow(sense, _point(sense, anchor), anchor)
        case Sub():
            return _sub(sense, anchor)
        case WeekOf():
            inner = _resolve(sense.of, anchor)
            return unit_at(inner.start, "W", 0, inner.anchor) if inner and inner.start else None
        case Shift():
            return _shift(sense, anchor)
        case Stretch():
            return _stretch(sense, anchor)
        case Range():
            return _between(sense, anchor)
    return None


def _between(sense: Range, anchor: Anchor) -> Interval | None:
    first = _resolve(sense.first, anchor)
    last = _resolve(
        sense.last,
        replace(anchor, document=first.start, cue=2)
        if first and first.start and _open(sense.last)
        else anchor,
    )
    if not first or not last:
        return None
    if first.start and last.end and last.end <= first.start:
        return None
    grain = first.precision if first.precision == last.precision else "bounds"
    return Interval(
        first.start, last.end, grain, "stated" if first.anchor == last.anchor == "stated" else first.anchor
    )


def _open(sense: Sense) -> bool:
    return (
        isinstance(sense, Point)
        and sense.year is None
        and sense.rel is None
        and bool(sense.month or sense.weekday)
    )


def base_of(anchor: Anchor, *, same: bool = False) -> tuple[date | None, str]:
    """The day to count from and what it is: the document's; for "that year" or "two days later" the last in the text.

    "Last year" and "today" are said from the day of writing: a date that the text happens to name before is no anchor.
    """
    text = anchor.text.start if anchor.text else None
    if same and text:
        return text, "text"
    return anchor.document, "document" if anchor.document else "none"


def _point(one: Point, anchor: Anchor) -> Interval | None:
    if one.calendar == "hijri":
        return _hijri(one, anchor)
    if one.century:
        first = (one.century - 1) * 100 + 1
        return Interval(date(first, 1, 1), date(first + 100, 1, 1), "century")
    if one.decade is not None:
        return _decade(one.decade, anchor)
    if one.rel is not None:
        unit, steps = one.rel
        day, how = base_of(anchor, same=steps == "same")
        held = unit_at(day, unit, steps if isinstance(steps, int) else 0, how)
        if held is None or held.start is None:
            return None
        if one.weekday:
            return unit_at(held.start + timedelta(days=one.weekday - 1), "D", 0, how)
        if unit == "Y" and (one.month or one.quarter or one.half or one.season or one.feast or one.week):
            return _in_year(replace(one, rel=None), held.start.year, how)
        if unit == "M" and one.day:
            return unit_at(held.start.replace(day=one.day), "D", 0, how)
        return held
    if one.year:
        return _in_year(one, one.year, "stated")
    return _nearest(one, anchor)


def _decade(value: int, anchor: Anchor) -> Interval:
    if value < 100:
        here = anchor.document.year if anchor.document else 2025
        value = max(full for full in (1800 + value, 1900 + value, 2000 + value) if full <= here)
    return Interval(
        date(value, 1, 1), date(value + (100 if value % 100 == 0 and value < 1900 else 10), 1, 1), "decade"
    )


def _in_year(one: Point, year: int, how: str) -> Interval | None:
    if one.feast:
        return unit_at(feast(one.feast, year), "D", 0, how)
    if one.month and one.day:
        return unit_at(date(year, one.month, one.day), "D", 0, how)
    if one.month:
        return unit_at(date(year, one.month, 1), "M", 0, how)
    if one.quarter:
        return unit_at(date(year, 3 * one.quarter - 2, 1), "Q", 0, how)
    if one.half:
        return unit_at(date(year, 6 * one.half - 5, 1), "HY", 0, how)
    if one.season:
        first = date(year, _SEASON[one.season], 1)
        return Interval(first, add_months(first, 3), "bounds", how)
    if one.week:
        monday = date.fromisocalendar(year, one.week, 1)
        return Interval(monday, monday + timedelta(days=7), "bounds", how)
    return unit_at(date(year, 1, 1), "Y", 0, how)


def _nearest(one: Point, anchor: Anchor) -> Interval | None:
    """A point without year: the next or last one by "next", "last" or the verb; else the last month, the nearest day."""
    day, how = base_of(anchor)
    if day is None:
        return None
    if one.weekday and not one.day and not one.month:
        return _weekday(one, day, how, anchor.cue)
    if one.day and one.weekday and not one.month:
        return unit_at(_weekday_and_number(one.weekday, one.day, day, anchor.cue), "D", 0, how)
    if one.day and not one.month:
        return unit_at(_day_of_month(one.day, day, anchor.cue), "D", 0, how)
    if not (one.month or one.quarter or one.half or one.season or one.week or one.feast):
        return unit_at(base_of(anchor, same=True)[0], "D", 0, how) if one.daypart or one.clock else None
    around = [made for year in (day.year - 1, day.year, day.year + 1) if (made := _maybe(one, year, how))]
    return _choose(one, around, day, anchor.cue)


def _maybe(one: Point, year: int, how: str) -> Interval | None:
    try:
        return _in_year(one, year, how)
    except ValueError:
        return None


def _choose(one: Point, around: list[Interval], day: date, cue: int) -> Interval | None:
    past = [made for made in around if made.start and made.start <= day]
    future = [made for made in around if made.end and made.end > day]
    if one.near == 0 or (one.part in ("EARLIER", "LATER")):
        return next((made for made in around if made.start and made.start.year == day.year), None)
    if one.near is not None:
        return past[-1] if one.near < 0 and past else future[0] if future else None
    if cue > 0 and future and (not one.day or ((future[0].start or day) - day).days < _SOON):
        return future[0]
    if one.quarter or one.half or one.season:
        return next((made for made in around if made.start and made.start.year == day.year), None)
    if one.day or one.feast:
        return min(around, key=lambda made: abs((made.start or day) - day), default=None)
    return past[-1] if past else None


def _weekday(one: Point, day: date, how: str, cue: int) -> Interval | None:
    wanted = (one.weekday or 1) - 1
    back = (day.weekday() - wanted) % 7
    if one.near in (-1, 0, 1) and one.near is not None:
        return unit_at(
            day - timedelta(days=day.weekday() - wanted) + timedelta(days=7 * one.near), "D", 0, how
        )
    if one.near == 2 or (one.near is None and cue > 0):
        return unit_at(
            day + timedelta(days=(7 - back) % 7 or (7 if one.near == 2 or cue == 2 else 0)), "D", 0, how
        )
    return unit_at(day - timedelta(days=back or (7 if one.near == -2 else 0)), "D", 0, how)


def _day_of_month(number: int, day: date, cue: int) -> date:
    found = []
    for step in (-1, 0, 1):
        first = add_months(day, step)
        if (first + timedelta(days=number - 1)).month == first.month:
            found.append(first.replace(day=number))
    if cue > 0:
        return next(one for one in found if one >= day)
    return min(found, key=lambda one: abs(one - day))


def _weekday_and_number(weekday: int, number: int, day: date, cue: int) -> date | None:
    """The nearest "Monday 21": a month in which that day has that weekday, within three years."""
    found = []
    for step in range(-36, 37):
        first = add_months(day, step)
        one = first + timedelta(days=number - 1)
        if one.month == first.month and one.isoweekday() == weekday:
            found.append(one)
    if cue:
        found = [one for one in found if (one >= day if cue > 0 else one <= day)]
    return min(found, key=lambda one: abs(one - day), default=None)


def _hijri(one: Point, anchor: Anchor) -> Interval | None:
    grain = "day" if one.day else "bounds"
    if one.year:
        first, last = hijri.interval(one.year, one.month, one.day)
        return Interval(first, last, grain)
    day, how = base_of(anchor)
    if day is None:
        return None
    years = (day.year - 622, day.year - 621)
    held = [hijri.interval(year, one.month, one.day) for year in years]
    first, last = min(held, key=lambda pair: abs(pair[0] - day))
    return Interval(first, last, grain, how)


def _narrow(one: Point, held: Interval | None, anchor: Anchor) -> Interval | None:
    """Early, mid and late as halves of the whole; "earlier this year" up to the anchor, "later" from it."""
    if not held or not one.part or not held.start or not held.end:
        return held
    half, first_fourth, last_fourth = (way(held.start, held.end, share) for share in (2, 1, 3))
    day = base_of(anchor)[0]
    inside = day if day and held.start < day < held.end else None
    start, end = held.start, held.end
    if one.part == "START" or (one.part == "EARLIER" and not inside):
        end = half
    elif one.part == "END" or (one.part == "LATER" and not inside):
        start = half
    elif one.part == "MID":
        start, end = first_fourth, last_fourth
    elif one.part == "EARLIER":
        end = inside or end
    elif one.part == "LATER":
        start = inside or start
    return Interval(start, end, "bounds", held.anchor)


def _sub(sense: Sub, anchor: Anchor) -> Interval | None:
    outer = _resolve(sense.of, anchor)
    if not outer or not outer.start or not outer.end:
        return None
    if sense.unit in MONTHS:
        size = MONTHS[sense.unit]
        if sense.nth < 0:
            return Interval(plus(outer.end, -size * sense.count), outer.end, _sub_grain(sense), outer.anchor)
        first = plus(outer.start, size * (sense.nth - 1))
        return Interval(first, plus(first, size * sense.count), _sub_grain(sense), outer.anchor)
    size = DAYS.get(sense.unit, 1)
    if sense.unit == "W":
        monday = iso_first_week(outer.start) if sense.nth > 0 else outer.end - timedelta(days=1)
        monday -= timedelta(days=monday.weekday())
        if sense.nth < 0 and monday + timedelta(days=3) >= outer.end:
            monday -= timedelta(days=7)
        first = (
            monday + timedelta(days=7 * (sense.nth - 1))
            if sense.nth > 0
            else monday - timedelta(days=7 * (sense.count - 1))
        )
        return Interval(first, first + timedelta(days=7 * sense.count), "bounds", outer.anchor)
    if sense.nth < 0:
        return Interval(
            outer.end - timedelta(days=size * sense.count), outer.end, _sub_grain(sense), outer.anchor
        )
    first = outer.start + timedelta(days=size * (sense.nth - 1))
    return Interval(first, first + timedelta(days=size * sense.count), _sub_grain(sense), outer.anchor)


def _sub_grain(sense: Sub) -> str:
    return GRAIN.get(sense.unit, "bounds") if sense.count == 1 else "bounds"


def _shift(sense: Shift, anchor: Anchor) -> Interval | None:
    if sense.event or any(amount is None for amount, _ in sense.length.parts):
        return None
    finest = sense.length.parts[-1][1]
    if sense.base is not None and not (sense.base == THEN and anchor.text is None):
        base = anchor.text if sense.base == THEN else _resolve(sense.base, anchor)
        if not base or not base.start:
            return None
        first = moved(base.start, sense.length, sense.sign)
        grain = base.precision if base.precision in ("month", "year") else "day"
        unit = {"day": "D", "month": "M", "year": "Y"}[grain]
        if sense.base == THEN and finest in ("M", "Y"):
            unit = finest if unit == "D" or finest == "Y" else unit  # "five months later" names a month, no day
        return unit_at(
            first,
            unit if finest in MONTHS or grain == "day" else "D",
            0,
            "text" if sense.base == THEN else base.anchor,
        )
    day, how = base_of(anchor)
    if day is None or (sense.base == THEN and sense.sign > 0):
        return None  # "ten years later" than something that has no date
    return unit_at(
        moved(day, sense.length, sense.sign),
        finest if finest in ("W", "M", "Y", "DE", "CE", "Q") else "D",
        0,
        how,
    )


def _stretch(sense: Stretch, anchor: Anchor) -> Interval | None:
    day, how = base_of(anchor)
    if day is None:
        return None
    if sense.amount is None:
        return Interval(day if sense.sign > 0 else None, None if sense.sign > 0 else day, "bounds", how)
    far = moved(day, Length(((sense.amount, sense.unit),)), sense.sign)
    return Interval(day, far, "bounds", how) if sense.sign > 0 else Interval(far, day, "bounds", how)
