"""Builders of days, months and clock times. Each takes the tokens and a match of its pattern and gives a sense, or None."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from depositary.annotate.times import words
from depositary.annotate.times.sense import Point, Sense
from depositary.annotate.times.tokens import Tokens


def point(k: Tokens, m: re.Match[str]) -> Sense | None:
    """A Point of the groups that matched; None when their values do not go together."""
    found: dict[str, Any] = {}
    groups = m.groupdict()
    if groups.get("in") and k.lows[m.start("in")] != "in":
        return None
    for name, key in (
        ("yr", "year"),
        ("mon", "month"),
        ("sea", "season"),
        ("feast", "feast"),
        ("part", "part"),
        ("daypart", "daypart"),
    ):
        if groups.get(name):
            found[key] = k.values[m.start(name)]
    if groups.get("wd"):
        found["weekday"] = k.values[m.start("wd")]
        if found["weekday"] < 0:
            return None
    if groups.get("day"):
        found["day"] = words.number(k, m.start("day"), m.end("day"))
        if not found["day"] or not 1 <= found["day"] <= 31:
            return None
        if (
            m.start("day") == m.start() > 0
            and "month" in found
            and "year" not in found
            and words.is_counted(k, m.start(), m.end())
        ):
            return None
    if groups.get("rel"):
        found["rel"] = words.relative(k, m.start("rel"), m.start("unit"))
        if "month" in found and found["rel"][0] != "Y":
            return None
    if groups.get("near"):
        step = k.values[m.start("near")]
        nearest = k.lows[m.start("near")] in (
            "past",
            "coming",
            "upcoming",
            "this coming",
            "this upcoming",
            "this past",
        )
        found["near"] = 0 if step == "same" else step * 2 if nearest else step
    return _checked(Point(**found))


def _checked(one: Point) -> Point | None:
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    if one.month and one.day and one.day > longest.get(one.month, 31):
        return None
    if (
        one.month == 2
        and one.day == 29
        and one.year
        and (one.year % 4 or (one.year % 100 == 0 and one.year % 400))
    ):
        return None
    return one


def alone(k: Tokens, m: re.Match[str]) -> Sense | None:
    """A month, a weekday or a season with nothing beside it: it must stand like one."""
    at = (
        m.start("mon")
        if "mon" in m.groupdict()
        else m.start("wd")
        if "wd" in m.groupdict()
        else m.start("sea")
    )
    near = "near" in m.groupdict() and m.group("near")
    if near and k.symbols[at] == "m" and k.text[k.starts[at]].islower():
        return None
    if not near and not words.stands_as_date(k, at):
        return None
    return point(k, m)


def deictic(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Today", "tomorrow morning", "tonight"."""
    at = m.start("day")
    part = k.values[m.start("daypart")] if m.group("daypart") else "NI" if k.lows[at] == "tonight" else None
    return Point(rel=("D", k.values[at]), daypart=part)


def part_of_day(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "This morning", "last night"."""
    return Point(rel=("D", k.values[m.start("rel")]), daypart=k.values[m.start("daypart")])


def numeric(k: Tokens, m: re.Match[str]) -> Sense | None:
    """Dates in digits; slashes and hyphens are month first, dots day first, unless only the other order can be."""
    at = m.start("num")
    weekday = k.values[m.start("wd")] if m.groupdict().get("wd") else None
    made = words.digits(k.symbols[at], k.lows[at], weekday is not None or words.stands_as_date(k, at))
    if made is None:
        return None
    near = k.values[m.start("near")] if m.groupdict().get("near") else None
    if m.groupdict().get("yr"):
        made.setdefault("year", k.values[m.start("yr")])
    return _checked(Point(**made, weekday=weekday, near=near if isinstance(near, int) else None))


def hijri(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "28 Dey 1403", "Farvardin 1404"."""
    day = words.number(k, m.start("day"), m.end("day")) if m.group("day") else None
    named = k.values[m.start("yr")] if m.group("yr") else None
    if named and not 1200 <= named <= 1500:
        return None
    return Point(year=named, month=k.values[m.start("mon")], day=int(day) if day else None, calendar="hijri")


def clock(k: Tokens, m: re.Match[str]) -> Sense | None:
    """A time of the clock, with Z where the zone is named as universal time."""
    zone = k.lows[m.start("zone")] if m.group("zone") else ""
    if zone not in ("", "utc", "gmt"):
        return None
    told = words.clock(k.lows[m.start("clock")])
    return Point(clock=told + ("Z" if zone in ("utc", "gmt") else "")) if told else None


def dated_clock(k: Tokens, m: re.Match[str]) -> Sense | None:
    """A day with a time of the clock."""
    told = words.clock(k.lows[m.start("clock")])
    if m.group("num"):
        made = words.digits("I", k.lows[m.start("num")], True)
        day: Sense | None = Point(**made) if made else None
    elif m.group("deictic"):
        day = Point(rel=("D", k.values[m.start("deictic")]))
    elif m.group("wd2"):
        near = k.values[m.start("near")] if m.group("near") else None
        weekday = k.values[m.start("wd2")]
        day = Point(weekday=weekday, near=near if isinstance(near, int) else None) if weekday > 0 else None
    else:
        day = point(k, m)
    return replace(day, clock=told) if isinstance(day, Point) and told else None


def bare_day(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "On the 18th", "around the 21st this month"."""
    if m.group("rel"):
        return point(k, m) if k.values[m.start("unit")] == "M" else None
    end = m.end()
    before = k.lows[m.start() - 1] if m.start() else ""
    if before not in ("on", "by", "until", "till", "since") or k.symbols[end : end + 1] not in (
        "",
        ".",
        ",",
        ";",
        "\n",
        ")",
    ):
        return None
    return point(k, m)
