"""Times in the notation of Recognizers-Text: TIMEX with X for what the words leave open, and every candidate value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from depositary.annotate.times import Time, anchoring, timex, units
from depositary.annotate.times.anchoring import Anchor
from depositary.annotate.times.sense import (
    Length,
    Point,
    Range,
    Repeat,
    Sense,
    Shift,
    Stretch,
    Sub,
    Vague,
    WeekOf,
)
from depositary.annotate.times.units import Interval

Values = list[dict[str, Any]]
# Seconds of a unit, a month counted as 30 days and a year as 365.
_DAY = 86400
_SECONDS = {unit: _DAY * count for unit, count in units.DAYS.items()} | {
    "WE": 2 * _DAY, "M": 30 * _DAY, "Q": 90 * _DAY, "HY": 180 * _DAY, "Y": 365 * _DAY,
    "DE": 3650 * _DAY, "CE": 36500 * _DAY, "ML": 365000 * _DAY, "TH": 3600, "TM": 60, "TS": 1,
}  # fmt: skip
_PARTS = {
    "MO": ("08:00:00", "12:00:00"), "AF": ("12:00:00", "16:00:00"), "EV": ("16:00:00", "20:00:00"),
    "NI": ("20:00:00", "23:59:59"), "MI": ("12:00:00", "12:00:00"),
}  # fmt: skip


def render(one: Time, anchor: date | None) -> tuple[str, Values]:
    """TIMEX and values of a time in this notation."""
    sense = one.sense
    if isinstance(sense, Length):
        sense = Length(tuple((3.0 if amount is None else amount, unit) for amount, unit in sense.parts))
        return timex.amount(sense.parts), [
            _value("duration", value=_number(sum((n or 0) * _SECONDS[u] for n, u in sense.parts)))
        ]
    if isinstance(sense, Repeat):
        return timex.value(sense, None), [_value("set", value="not resolved")]
    if isinstance(sense, Vague):
        return sense.name, [_value("datetime", value=f"{anchor} 00:00:00")] if anchor else []
    if isinstance(sense, Point) and sense.clock:
        return _clocked(sense, anchor)
    if isinstance(sense, Point) and sense.daypart and _loose(sense) and not (sense.weekday or sense.month):
        return f"T{sense.daypart}", [
            _value("timerange", start=_PARTS[sense.daypart][0], end=_PARTS[sense.daypart][1])
        ]
    if isinstance(sense, Range) and _is_clock(sense.first) and _is_clock(sense.last):
        return _clocks(sense)
    if isinstance(sense, Point) and (sense.fiscal or sense.season):
        return one.timex, [_value("daterange", value="not resolved")]
    held = [made for cue in (-1, 1) if (made := _resolve(sense, anchor, cue)) is not None]
    held = list(dict.fromkeys(held))
    return _timex(sense, held), [_bounded(one, sense, made) for made in held] or [
        _value("date", value="not resolved")
    ]


def _is_clock(one: Sense) -> bool:
    return isinstance(one, Point) and one.clock is not None and replace(one, clock=None) == Point()


def _clocks(sense: Range) -> tuple[str, Values]:
    first, last = (_minutes(one.clock or "0") for one in (sense.first, sense.last) if isinstance(one, Point))
    length = (last - first) % 1440
    hours, minutes = divmod(length, 60)
    text = "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    told = [one.clock or "" for one in (sense.first, sense.last) if isinstance(one, Point)]
    full = [f"{one // 60:02d}:{one % 60:02d}:00" for one in (first, last)]
    return f"(T{told[0]},T{told[1]},{text})", [_value("timerange", start=full[0], end=full[1])]


def _minutes(told: str) -> int:
    hour, minute, *_ = [int(one) for one in told.rstrip("Z").split(":")] + [0]
    return hour * 60 + minute


def _clocked(sense: Point, anchor: date | None) -> tuple[str, Values]:
    told = (sense.clock or "").rstrip("Z")
    full = ":".join([*told.split(":"), "00", "00"][:3])
    day = replace(sense, clock=None)
    if day == Point():
        return f"T{told}", [_value("time", value=full)]
    held = [made for cue in (-1, 1) if (made := _resolve(day, anchor, cue)) is not None]
    held = list(dict.fromkeys(held))
    return f"{_timex(day, held)}T{told}", [_value("datetime", value=f"{made.start} {full}") for made in held]


def _number(value: float) -> str:
    return f"{value:.10g}" if value < 1e9 else str(int(value))


def _value(kind: str, **parts: str) -> dict[str, Any]:
    return {"type": kind, **parts}


def _resolve(sense: Sense, anchor: date | None, cue: int) -> Interval | None:
    if anchor is None:
        return anchoring.resolve(sense, Anchor(None, None, 0))
    if isinstance(sense, Shift):
        return _shift(sense, anchor, cue)
    if isinstance(sense, Stretch):
        return _stretch(sense, anchor)
    if isinstance(sense, Range):
        return _range(sense, anchor, cue)
    if isinstance(sense, Sub) and isinstance(sense.of, Point):
        made = _resolve(sense.of, anchor, cue)
        return (
            anchoring.resolve(
                replace(sense, of=Point(year=made.start.year, month=sense.of.month)), Anchor(anchor)
            )
            if made and made.start
            else None
        )
    if isinstance(sense, WeekOf):
        made = _resolve(sense.of, anchor, cue)
        if made and made.start:
            monday = made.start - timedelta(days=made.start.weekday())
            return Interval(monday, monday + timedelta(days=7), "bounds")
        return None
    if isinstance(sense, Point):
        return _point(sense, anchor, cue)
    return None


def _range(sense: Range, anchor: date, cue: int) -> Interval | None:
    last = (
        _resolve(sense.last, anchor, cue)
        if not isinstance(sense.last, Vague)
        else Interval(anchor, anchor, "day")
    )
    first = (
        _resolve(sense.first, anchor, cue)
        if not isinstance(sense.first, Vague)
        else Interval(anchor, anchor, "day")
    )
    if not first or not last or not first.start or not last.start:
        return None
    start, end = first.start, last.start
    if end < start and _loose(sense.last) and isinstance(sense.last, Point):
        end = units.plus(end, 12) if sense.last.month else end + timedelta(days=7)
    if end < start and _loose(sense.first):
        start = units.plus(start, -12)
    if isinstance(sense.first, Point) and (sense.first.decade is not None or sense.first.century):
        end = last.end or end
    return Interval(start, end, "bounds") if end > start else None


def _loose(sense: Sense) -> bool:
    return isinstance(sense, Point) and sense.year is None and sense.rel is None and sense.near is None


def _point(one: Point, anchor: date, cue: int) -> Interval | None:
    whole = replace(one, part=None, calendar=one.calendar)
    if one.century:
        return Interval(date(one.century * 100 - 100, 1, 1), date(one.century * 100, 1, 1), "century")
    if one.decade is not None and one.decade < 100:
        first = date((1900 if cue < 0 else 2000) + one.decade, 1, 1)
        return Interval(first, date(first.year + 10, 1, 1), "decade")
    if one.weekday and one.day is None and one.rel is None and one.near is None:
        back = (anchor.isoweekday() - one.weekday) % 7
        first = anchor - timedelta(days=back or 7) if cue < 0 else anchor + timedelta(days=(7 - back) % 7)
        return Interval(first, first + timedelta(days=1), "day")
    held = (
        _yearless(whole, anchor, cue)
        if _loose(whole) and (one.month or one.feast or one.day)
        else anchoring.resolve(whole, Anchor(anchor, None, cue))
    )
    return _narrow(one, held, anchor)


def _yearless(one: Point, anchor: date, cue: int) -> Interval | None:
    if one.weekday and one.day:
        return anchoring.resolve(one, Anchor(anchor, None, cue))
    if not one.month and not one.feast:
        return anchoring.resolve(one, Anchor(anchor, None, cue)) if cue > 0 else _past_day(one, anchor)
    around = [
        made
        for year in range(anchor.year - 4, anchor.year + 5)
        if (made := anchoring.resolve(replace(one, year=year), Anchor(anchor)))
    ]
    if one.day or one.feast:
        past = [made for made in around if made.start and made.start <= anchor]
        future = [made for made in around if made.start and made.start > anchor]
    else:
        past = [made for made in around if made.start and made.start <= anchor]
        future = [
            made for made in around if made.start and made.start > anchor.replace(day=1) - timedelta(days=0)
        ]
        if around and past and (past[-1].end or anchor) > anchor:
            future = [past[-1], *future]
            past = past[:-1]
    return (past[-1] if past else None) if cue < 0 else (future[0] if future else None)


def _past_day(one: Point, anchor: date) -> Interval | None:
    for step in (0, -1, -2):
        try:
            day = units.plus(anchor.replace(day=1), step).replace(day=one.day or 1)
        except ValueError:
            continue
        if day < anchor:
            return Interval(day, day + timedelta(days=1), "day")
    return None


def _narrow(one: Point, held: Interval | None, anchor: date) -> Interval | None:
    """Their halves: a year at July, a month at the 16th, a week after Wednesday; "later" starts at the reference."""
    if not held or not one.part or not held.start or not held.end:
        return held
    start, end = held.start, held.end
    days = (end - start).days
    if days > 300:
        middle, third = units.plus(start, 6), (units.plus(start, 3), units.plus(start, 9))
    elif days > 25:
        middle, third = start + timedelta(days=15), (start + timedelta(days=9), start + timedelta(days=20))
    else:
        middle, third = start + timedelta(days=3), (start + timedelta(days=1), start + timedelta(days=4))
    if one.part == "MID":
        start, end = third
    elif one.part in ("START", "EARLIER"):
        end = min(middle, anchor) if one.part == "EARLIER" and start < anchor < middle else middle
    else:
        start = max(middle, anchor) if one.part == "LATER" and anchor < end else middle
    return Interval(start, end, "bounds")


def _shift(sense: Shift, anchor: date, cue: int) -> Interval | None:
    base = anchor
    if sense.base is not None and sense.base != Point(rel=("D", "same")):
        made = _resolve(sense.base, anchor, cue)
        if not made or not made.start:
            return None
        base = made.start
    length = Length(tuple((3.0 if amount is None else amount, unit) for amount, unit in sense.length.parts))
    day = units.moved(base, length, sense.sign)
    return Interval(day, day + timedelta(days=1), "day")


def _stretch(sense: Stretch, anchor: date) -> Interval | None:
    amount = 3.0 if sense.amount is None else sense.amount
    if sense.unit in ("DE", "CE"):
        size = {"DE": 10, "CE": 100}[sense.unit]
        first = anchor.year // size * size
        if sense.sign > 0:
            return Interval(date(first + size, 1, 1), date(int(first + size * (1 + amount)), 1, 1), "decade")
        return Interval(date(int(first - size * amount), 1, 1), date(first, 1, 1), "decade")
    if sense.unit == "Q":
        first_month = anchor.month - (anchor.month - 1) % 3
        here = date(anchor.year, first_month, 1)
        if sense.sign > 0:
            return Interval(units.plus(here, 3), units.plus(here, int(3 + 3 * amount)), "bounds")
        return Interval(units.plus(here, int(-3 * amount)), here, "bounds")
    start = anchor + timedelta(days=1) if sense.sign > 0 and not sense.within else anchor
    far = units.moved(start, Length(((amount, sense.unit),)), sense.sign)
    return Interval(start, far, "bounds") if sense.sign > 0 else Interval(far, start, "bounds")


def _bounded(one: Time, sense: Sense, held: Interval) -> dict[str, Any]:
    assert held.start and held.end
    if isinstance(sense, Point) and sense.daypart:
        first, last = _PARTS[sense.daypart]
        return _value("datetimerange", start=f"{held.start} {first}", end=f"{held.start} {last}")
    single = held.precision == "day" and not isinstance(sense, Range | Stretch)
    bound = one.bound
    if bound is None:
        if single:
            return _value("date", value=held.start.isoformat())
        return _value("daterange", start=held.start.isoformat(), end=held.end.isoformat())
    if bound == "after":
        return _value("daterange", start=(held.start if single else held.end).isoformat())
    if bound == "since":
        return _value("daterange", start=held.start.isoformat())
    end = held.start if bound in ("before", "until") or single else held.end
    return _value("daterange", end=end.isoformat())


def _timex(sense: Sense, held: list[Interval]) -> str:
    first = held[0] if held else None
    if isinstance(sense, Range):
        start, end = (first.start, first.end) if first else (None, None)
        return _triple(_end(sense.first, start), _end(sense.last, end), first, sense)
    if isinstance(sense, Stretch) and first and first.start and first.end:
        length = timex.amount(((3.0 if sense.amount is None else sense.amount, sense.unit),))
        return f"({first.start},{first.end},{length})"
    if isinstance(sense, Shift) and first and first.start:
        return first.start.isoformat()
    if isinstance(sense, WeekOf):
        return timex.value(sense.of, None) if _loose(sense.of) else timex.value(sense.of, first)
    if isinstance(sense, Sub):
        inner = timex.value(sense.of, None) if _loose(sense.of) else timex.value(sense.of, first)
        if sense.unit == "W" and isinstance(sense.of, Point) and sense.of.month:
            return f"{inner}-W{(5 if sense.nth < 0 else sense.nth):02d}"
        return timex.value(sense, first)
    if not isinstance(sense, Point):
        return timex.value(sense, first)
    return _point_timex(sense, first)


def _point_timex(sense: Point, first: Interval | None) -> str:
    if sense.decade is not None and sense.decade < 100:
        return f"(XX{sense.decade:02d}-01-01,XX{(sense.decade + 10) % 100:02d}-01-01,P10Y)"
    if first and first.start and first.end and (sense.decade is not None or sense.century):
        return f"({first.start},{first.end},P{10 if sense.decade is not None else 100}Y)"
    quarterly = sense.quarter or sense.half or (sense.rel and sense.rel[0] in ("Q", "HY"))
    if quarterly and first and first.start and first.end:
        return f"({first.start},{first.end},P{3 if sense.quarter or (sense.rel and sense.rel[0] == 'Q') else 6}M)"
    if sense.near is not None and sense.month and not sense.day and first and first.start:
        return f"{first.start:%Y-%m}"
    if _loose(sense) and not sense.feast:
        return timex.value(sense, None)
    if sense.feast and _loose(sense) and first and first.start:
        return f"XXXX-{first.start:%m-%d}"
    if sense.month and sense.day and sense.near is not None:
        return timex.value(replace(sense, near=None), None)
    if isinstance(sense.rel, tuple) and sense.rel[1] == "same":
        return timex.value(sense, None)
    return timex.value(sense, first)


def _end(sense: Sense, day: date | None) -> str:
    if isinstance(sense, Point) and _loose(sense) and day:
        if sense.month and sense.day:
            return f"XXXX-{sense.month:02d}-{sense.day:02d}"
        if sense.month:
            return f"XXXX-{sense.month:02d}-01"
        if sense.weekday:
            return f"XXXX-WXX-{sense.weekday}"
        if sense.day:
            return f"XXXX-XX-{sense.day:02d}"
    return day.isoformat() if day else "XXXX-XX-XX"


def _triple(start: str, end: str, held: Interval | None, sense: Range) -> str:
    return f"({start},{end},{length_of(sense, held)})"


def length_of(sense: Range, held: Interval | None) -> str:
    """The length of a range in its own grain, its last unit not counted: 2009 to 2011 is P2Y."""
    if held is None or held.start is None or held.end is None:
        return "PX"
    months = (held.end.year - held.start.year) * 12 + held.end.month - held.start.month
    if any(_fine(one) for one in (sense.first, sense.last)):
        return f"P{(held.end - held.start).days}D"
    coarse = all(
        isinstance(one, Point) and one.year and not one.month and not one.quarter
        for one in (sense.first, sense.last)
    )
    return f"P{months // 12}Y" if coarse else f"P{months}M"


def _fine(one: Sense) -> bool:
    if not isinstance(one, Point):
        return isinstance(one, Vague)
    return bool(one.day or one.weekday or (one.rel and one.rel[0] == "D"))


def range_of(sense: Range, anchor: date | None) -> Interval | None:
    """Starts of both ends of a range."""
    return _range(sense, anchor, -1) if anchor else None
