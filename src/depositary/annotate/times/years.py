"""Builders of years and their parts, decades, centuries, and ranges of days. Each gives a sense, or None."""

from __future__ import annotations

import re
from dataclasses import replace

from depositary.annotate.times import words
from depositary.annotate.times.points import point
from depositary.annotate.times.sense import Point, Range, Sense
from depositary.annotate.times.tokens import Tokens


def year(k: Tokens, m: re.Match[str]) -> Sense | None:
    """A bare year, if the words around do not speak against it."""
    at = m.start("yr")
    if words.iranian(k, m.start()):
        return Point(year=k.values[at], calendar="hijri")
    if m.group("fx"):
        kind = k.values[m.start("fx")]
        return Point(year=k.values[at], fiscal=None if kind == "CY" else kind)
    if m.start() == at and not words.stands_as_year(k, at):
        return None
    if m.start() != at and k.values[at - 1 if k.symbols[at - 1] == "U" else at - 2] != "Y":
        return None
    return Point(year=k.values[at])


def split_year(k: Tokens, m: re.Match[str]) -> Sense | None:
    """2024-25 or 2023/24."""
    first, last = k.values[m.start("yr")], k.values[m.start("n")]
    if not 1900 <= first < 2100 or not isinstance(last, int) or last != (first + 1) % 100:
        return None
    return Range(Point(year=first), Point(year=first + 1))


def fiscal(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "This fiscal year", "the last financial year"."""
    kind, unit = k.values[m.start("fx")], k.values[m.start("unit")]
    if unit != "Y":
        return None
    step = k.values[m.start("rel")] if m.group("rel") else 0
    return Point(rel=("Y", step), fiscal=None if kind == "CY" else kind)


def century(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The 16th century", "the 15th and 16th centuries"."""
    if k.values[m.start("unit")] != "CE":
        return None
    first = words.number(k, m.start("ord"), m.end("ord"))
    if not first or not 1 <= first <= 30:
        return None
    if not m.groupdict().get("ord2"):
        return Point(century=int(first))
    last = words.number(k, m.start("ord2"), m.end("ord2"))
    return Range(Point(century=int(first)), Point(century=int(last))) if last else None


def decade(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The 1990s"; two digits are left without century ("the 90s")."""
    value = k.values[m.start("dec")]
    if value >= 100 and value % 10:
        return None
    if value < 100 and not words.stands_as_decade(k, m.start("dec")):
        return None
    return Point(decade=value)


def quarter(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Q3 2024", "2024-H1", "third quarter of 2024", "first half of last year", "next year's first quarter"."""
    groups = m.groupdict()
    if groups.get("q"):
        kind, number = k.values[m.start("q")]
        if kind == "h" and number > 2:
            return None
    else:
        kind = "h" if k.symbols[m.start("unit2")] == "h" or k.values[m.start("unit2")] == "HY" else "q"
        number = words.number(k, m.start("ord"), m.end("ord")) if k.symbols[m.start("ord")] in "oO" else None
        if (k.values[m.start("unit2")] not in ("Q", "HY", 0.5)) or number is None:
            return None
        number = (2 if kind == "h" else 4) if number == -1 else int(number)
    base = Point(year=k.values[m.start("yr")]) if groups.get("yr") else Point()
    if groups.get("rel"):
        if k.values[m.start("unit")] != "Y":
            return None
        base = Point(rel=("Y", k.values[m.start("rel")]))
    limit = 4 if kind == "q" else 2
    if not 1 <= number <= limit:
        return None
    if kind == "h" and not groups.get("q") and base == Point() and not groups.get("whole"):
        return None
    return Point(year=base.year, rel=base.rel, **{"quarter" if kind == "q" else "half": number})


def the_unit(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "The week of the 18th", "week 31", "the year to date"."""
    number = k.values[m.start("n")]
    if k.values[m.start("unit")] != "W" or not isinstance(number, int) or not 1 <= number <= 53:
        return None
    base = point(k, m)
    if not isinstance(base, Point):
        return None
    return Point(year=base.year, rel=base.rel or (None if base.year else ("Y", 0)), week=number)


def days(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "3-12 September", "between the ninth and the seventeenth of April", "November 18-19, 2024"."""
    if k.symbols[m.start("join")] == "&" and (m.start() == 0 or k.symbols[m.start() - 1] != "B"):
        return None
    last = point(k, m)
    first = words.number(k, m.start("one"), m.end("one"))
    if not isinstance(last, Point) or not first or not last.day or not 1 <= first <= 31:
        return None
    month_first = m.start("mon") < m.start("one")
    if first > last.day:
        if not month_first or not last.month:
            return None
        return Range(replace(last, day=int(first)), replace(last, month=last.month % 12 + 1))
    return Range(replace(last, day=int(first)), last)
