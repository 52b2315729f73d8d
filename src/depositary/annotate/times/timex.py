"""TIMEX3 values (ISO-TimeML) of senses, with X for what is not known."""

from __future__ import annotations

from datetime import date, timedelta

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

_UNIT = {
    "D": "D",
    "NT": "D",
    "BD": "BD",
    "W": "W",
    "M": "M",
    "Q": "M",
    "HY": "M",
    "Y": "Y",
    "DE": "Y",
    "CE": "Y",
    "ML": "Y",
    "FN": "W",
    "WE": "WE",
}
_TIMES = {"Q": 3, "HY": 6, "DE": 10, "CE": 100, "ML": 1000, "FN": 2}
_CLOCK = {"TH": "H", "TM": "M", "TS": "S"}
_MODS = {"START": "START", "MID": "MID", "END": "END"}


def label(sense: Sense) -> str:
    """DATE, TIME, DURATION or SET."""
    match sense:
        case Length() | Stretch():
            return "DURATION"
        case Repeat():
            return "SET"
        case Point() if sense.daypart or sense.clock:
            return "TIME"
        case Shift(event=True):
            return "DURATION"
    return "DATE"


def mod(sense: Sense) -> str | None:
    """START, MID or END where the words name a part."""
    return _MODS.get(sense.part or "") if isinstance(sense, Point) else None


def value(sense: Sense, held: Interval | None) -> str:
    """The TIMEX3 value of a sense; `held` are its days where they are known."""
    match sense:
        case Point():
            return _point(sense, held)
        case Sub():
            return _sub(sense, held)
        case WeekOf():
            return week(held.start) if held and held.start else "XXXX-WXX"
        case Shift():
            return _shift(sense, held)
        case Stretch():
            return amount(((sense.amount, sense.unit),))
        case Length():
            return amount(sense.parts)
        case Repeat():
            return _point(sense.point, None) if sense.point else amount(((sense.amount, sense.unit),))
        case Range():
            return (
                f"{value(sense.first, _half(held, first=True))}/{value(sense.last, _half(held, first=False))}"
            )
        case Vague():
            return sense.name


def _half(held: Interval | None, *, first: bool) -> Interval | None:
    """The days of one end of a range: its first, or its last day."""
    if held is None or held.end is None:
        return held
    return Interval(held.start, None, "") if first else Interval(held.end - timedelta(days=1), None, "")


def week(day: date | None) -> str:
    """YYYY-Wnn of a day."""
    if day is None:
        return "XXXX-WXX"
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def amount(parts: tuple[tuple[float | None, str], ...]) -> str:
    """P2Y, PT3H, P1Y2M, PXD."""
    days, clock = "", ""
    for number, unit in parts:
        text = "X" if number is None else f"{number * _TIMES.get(unit, 1):g}"
        if unit in _CLOCK:
            clock += text + _CLOCK[unit]
        else:
            days += text + _UNIT[unit]
    return f"P{days}" + (f"T{clock}" if clock else "")


def _point(one: Point, held: Interval | None) -> str:
    start = held.start if held else None
    if one.fiscal:
        return f"{one.fiscal}{one.year or (start.year if start else 'XXXX')}"
    text = _date(one, start, held.end if held else None)
    if one.daypart:
        text += f"T{one.daypart}"
    elif one.clock:
        text += f"T{one.clock}"
    return text


def _date(one: Point, start: date | None, end: date | None) -> str:
    year = f"{start.year:04d}" if start else f"{one.year:04d}" if one.year and not one.calendar else "XXXX"
    if one.calendar == "hijri":
        return (
            start.isoformat()
            if start and one.day
            else f"{start}/{(end - timedelta(days=1))}"
            if start and end
            else "XXXX"
        )
    if one.century:
        return f"{one.century - 1:02d}"
    if one.decade is not None:
        return f"{start.year // 10:03d}" if start else f"XX{one.decade // 10 % 10}"
    unit = one.rel[0] if one.rel else None
    if one.month and one.day:
        return f"{year}-{one.month:02d}-{one.day:02d}"
    if one.weekday or one.day or one.feast or unit in ("D", "NT", "BD"):
        if start:
            return start.isoformat()
        return (
            f"XXXX-WXX-{one.weekday}"
            if one.weekday
            else f"XXXX-XX-{one.day:02d}"
            if one.day
            else "XXXX-XX-XX"
        )
    if one.month:
        return f"{year}-{one.month:02d}"
    if one.quarter or one.half:
        return f"{year}-Q{one.quarter}" if one.quarter else f"{year}-H{one.half}"
    if one.season:
        return f"{year}-{one.season}"
    return _whole(one, unit, start, year)


def _whole(one: Point, unit: str | None, start: date | None, year: str) -> str:
    if one.week or unit in ("W", "WE", "FN"):
        text = week(start) if start else f"XXXX-W{one.week:02d}" if one.week else "XXXX-WXX"
        return text + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{year}-{start.month:02d}" if start else "XXXX-XX"
    if unit == "Q":
        return f"{year}-Q{(start.month + 2) // 3}" if start else "XXXX-QX"
    if unit == "HY":
        return f"{year}-H{1 if start.month < 7 else 2}" if start else "XXXX-HX"
    if unit in ("DE", "CE", "ML"):
        return year[: {"DE": 3, "CE": 2, "ML": 1}[unit]]
    if unit in ("TH", "TM", "TS"):
        return "PRESENT_REF"
    if one.clock or one.daypart:
        return start.isoformat() if start else ""
    return year if unit == "Y" or one.year else (start.isoformat() if start else "XXXX-XX-XX")


def _sub(sense: Sub, held: Interval | None) -> str:
    if not held or not held.start:
        return amount(((sense.count, sense.unit),))
    if sense.count > 1:
        return amount(((sense.count, sense.unit),))
    return of_unit(held.start, sense.unit)


def of_unit(day: date, unit: str) -> str:
    """The value of the unit that holds a day."""
    match unit:
        case "W" | "FN" | "WE":
            return week(day)
        case "M":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "HY":
            return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
        case "Y":
            return f"{day.year:04d}"
        case "DE":
            return f"{day.year // 10:03d}"
        case "CE":
            return f"{(day.year - 1) // 100:02d}"
    return day.isoformat()


def _shift(sense: Shift, held: Interval | None) -> str:
    if held is None or held.start is None:
        parts = sense.length.parts
        vague = parts[0][0] is None and not sense.event
        return ("PAST_REF" if sense.sign < 0 else "FUTURE_REF") if vague else amount(parts)
    finest = sense.length.parts[-1][1]
    grain = {"day": "D", "month": "M", "year": "Y", "quarter": "Q", "decade": "DE", "century": "CE"}.get(
        held.precision, finest
    )
    return of_unit(held.start, grain)
