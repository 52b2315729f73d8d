"""Builders of lengths, stretches from now, repeats and vague words. Each gives a sense, or None."""

from __future__ import annotations

import re

from depositary.annotate.times import words
from depositary.annotate.times.points import point
from depositary.annotate.times.sense import Length, Point, Repeat, Sense, Shift, Stretch, Vague
from depositary.annotate.times.tokens import Tokens


def relative(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Last week", "the next month", "this year"; "the past year" is the stretch that ends now."""
    low, unit = k.lows[m.start("rel")], k.values[m.start("unit")]
    plural = k.lows[m.start("unit")].endswith("s") and unit not in ("HY",)
    step = k.values[m.start("rel")]
    if m.groupdict().get("wd") or m.groupdict().get("daypart"):
        return point(k, m) if unit in ("W", "D") else None
    if plural:
        return Stretch(None, unit, step) if step in (-1, 1) else None
    if low == "past" or (unit in ("DE", "CE") and step == -1):
        return Stretch(1, unit, -1)
    if low == "that" and unit in ("BD", "NT"):
        return None
    return Point(rel=(unit, step)) if unit != "NT" else Point(rel=("D", step), daypart="NI")


def stretch(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The next four years", "the last two decades", "five upcoming years"."""
    step = k.values[m.start("rel")]
    amount = words.number(k, m.start("n"), m.end("n"))
    unit = k.values[m.start("unit")]
    if step not in (-1, 1):
        return None
    return Stretch(amount, unit, step)


def ahead(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "In the months ahead"."""
    return Stretch(None, k.values[m.start("unit")], 1) if k.lows[m.start("g")] == "ahead" else None


def length(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Two and a half years", "1 year and 2 months", "fifty-year", "several months"."""
    made = words.length(k, m.start("len"), m.end("len"))
    fraction = made and made.parts[-1][1] == "Q" and k.symbols[m.end("len") : m.end("len") + 1] == "f"
    return None if fraction else made


def long(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Decades-long", "over the years"."""
    if m.group(0)[0] != "z":
        return (
            Length(((None, k.values[m.start("unit")]),)) if k.lows[m.end() - 1] in ("long", "old") else None
        )
    return None


def repeat(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Every two days", "each Monday", "annual", "once a year", "per year"."""
    groups = m.groupdict()
    if groups.get("z"):
        if words.in_a_name(k, m.start()):
            return None
        value = k.values[m.start("z")]
        amount, unit = re.match(r"(\d*)(.+)", value).groups()  # type: ignore[union-attr]
        return Repeat(float(amount or 1), unit)
    if groups.get("wd"):
        return Repeat(1, "W", Point(weekday=abs(k.values[m.start("wd")])))
    if groups.get("daypart"):
        return Repeat(1, "D", Point(daypart=k.values[m.start("daypart")]))
    if groups.get("per") and k.lows[m.start("per")] not in ("per", "once", "twice", "thrice", "times"):
        return None
    amount = float(k.values[m.start()]) if k.symbols[m.start()] == "V" else 1.0
    if groups.get("n"):
        amount = words.number(k, m.start("n"), m.end("n")) or 1.0
    if groups.get("day"):
        return Repeat(1, k.values[m.start("unit")], Point(day=k.values[m.start("day")]))
    return Repeat(amount, k.values[m.start("unit")])


def a_unit(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "15 a year": a rate if a number stands shortly before and no preposition right before."""
    return Repeat(1, k.values[m.start("unit")]) if words.is_rate(k, m.start()) else None


def vague(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Recently", "at present"."""
    return Vague(k.values[m.start()])


def past(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "In the past"."""
    return Vague("PAST_REF") if k.lows[m.start()] == "in" and k.lows[m.end() - 1] == "past" else None


def over_the(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Over the years"."""
    plural = k.lows[m.start("unit")].endswith("s")
    return Length(((None, k.values[m.start("unit")]),)) if plural and k.lows[m.start()] == "over" else None


def neighbour(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The day before", "the week after next"."""
    sign = {"before": -1, "after": 1}.get(k.lows[m.start("z")])
    unit = k.values[m.start("unit")]
    if sign is None or (m.group("rel") and k.values[m.start("rel")] != sign):
        return None
    return (
        Point(rel=(unit, 2 * sign))
        if m.group("rel")
        else Shift(Length(((1, unit),)), sign, Point(rel=("D", "same")))
    )


def to_date(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The year to date"."""
    return (
        Point(rel=(k.values[m.start("unit")], 0), part="EARLIER") if k.lows[m.end() - 1] == "date" else None
    )
