"""Patterns of calendar expressions over token symbols, and the senses they build.

A rule is a pattern, the symbols it can start with, and a builder. Groups have the same names everywhere (yr, mon, day,
wd, rel, unit, n ...), so most rules share one builder. The longest match that builds wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from depositary.annotate.times import words
from depositary.annotate.times.sense import Length, Point, Range, Repeat, Sense, Shift, Stretch, Sub, Vague
from depositary.annotate.times.tokens import Tokens

Build = Callable[[Tokens, "re.Match[str]"], Sense | None]


class Rule(NamedTuple):
    """A pattern with the symbols it may start with."""

    starts: str
    pattern: re.Pattern[str]
    build: Build


_CARD = "c(?:[-&]?c)*"
_NUM = f"(?:[DNY](?:&a?h)?|{_CARD}(?:&a?(?:h|U(?=-?[Uu])))?|a?vf?t?|hat?|ah|aoU?(?=-?[Uu])|a)"
_NUM_PLAIN = f"(?:[DN]|{_CARD}|v)"
_MON = r"(?P<mon>[Mm])\.?"
_WD = r"(?:t?(?P<wd>[Ww])\.?[-,]?\(?)"
_DAY = "(?P<day>[DO]|c-?o|o)"
_REL_YEAR = "(?:,|f|(?P<z>z))?t?(?P<rel>L)(?P<unit>U)"
_YR = r"(?:[-/,.]|,?f(?:tU)?|,?(?P<in>z))?(?P<yr>Y)"
_AT = "(?:z|,)?(?P<clock>C)"
_NONE = "(?P<num>(?!))?(?P<deictic>(?!))?(?P<wd2>(?!))?"


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


def deictic(k: Tokens, m: re.Match[str]) -> Sense | None:
    """ "Today", "tomorrow morning", "tonight"."""
    at = m.start("day")
    part = k.values[m.start("daypart")] if m.group("daypart") else "NI" if k.lows[at] == "tonight" else None
    return Point(rel=("D", k.values[at]), daypart=part)


def part_of_day(k: Tokens, m: re.Match[str]) -> Sense | None:
    """"This morning", "last night"."""
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


def _rules() -> list[Rule]:
    table: list[tuple[str, str, Build]] = [
        ("WwtDOoc", rf"(?:{_WD})?t?{_DAY}(?:[-/]|ft?)?{_MON}(?:{_YR}|{_REL_YEAR})?", point),
        (
            "WwMmtL",
            rf"(?:(?P<near>L)(?=[Ww]))?(?:{_WD})?{_MON}[-/,]?t?(?P<day>[DO]|c-?[oc]|o)(?!-?[Uu]|-x)\)?(?:{_YR}|{_REL_YEAR})?",
            point,
        ),
        ("tDOoc", rf"t?(?P<one>[DO]|c-?o|o)(?P<join>[-j&])t?{_DAY}f?{_MON}(?:{_YR}|{_REL_YEAR})?", days),
        ("Mm", rf"{_MON}t?(?P<one>[DO]|c-?o|o)(?P<join>[-j])t?{_DAY}(?:{_YR})?", days),
        ("Mm", rf"{_MON}{_YR}", point),
        ("Y", rf"(?P<yr>Y)[-/]?{_MON}(?:[-/]?(?P<day>[DO])(?!-?[Uu]))?", point),
        ("MmtL", rf"(?:t?(?P<near>L))?{_MON}", alone),
        ("Mm", rf"{_MON}{_REL_YEAR}", point),
        ("LDOtoc", rf"(?:t?(?P<near>L))t?{_DAY}f{_MON}", point),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww])\.?", alone),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww])z?t?(?P<daypart>P)", point),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww]),?t?(?P<day>O|o|c-?o|D)(?![-]?[Uux:])", point),
        ("Ww", r"(?P<wd>[Ww]),?(?:f|z)?t?(?P<rel>L)(?P<unit>U)", relative),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)(?:-|z)?(?P<wd>[Ww])", relative),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)", relative),
        ("tUXY", r"(?:t?(?P<fx>X)?Uf?)?t?(?P<yr>Y)", year),
        ("X", r"(?P<fx>X)(?P<yr>Y)", year),
        ("Y", r"(?P<yr>Y)[-/](?P<n>[DN])(?![-/.]?[DNY])", split_year),
        ("tLX", r"(?:t?(?P<rel>L))?t?(?P<fx>X)(?P<unit>U)", fiscal),
        ("tL", rf"t?(?P<rel>L)(?P<n>{_NUM_PLAIN})f?t?(?P<unit>[Uu])", stretch),
        ("DNcv", rf"(?P<n>{_NUM_PLAIN})(?P<rel>L)(?P<unit>[Uu])", stretch),
        ("tU", r"t?(?P<unit>U)(?P<g>g)", ahead),
        ("tOoc", r"t?(?P<ord>O|c-?o|o)(?:[&j-]t?(?P<ord2>O|c-?o|o))?-?(?P<unit>U)", century),
        ("tK", r"t?(?P<dec>K)", decade),
        ("q", r"(?P<q>q)(?:(?:[-,/]|f|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U)))?", quarter),
        ("Y", r"(?P<yr>Y)[-,/]?(?P<q>q)", quarter),
        (
            "tOoL",
            r"t?(?P<ord>[oOL])-?(?P<unit2>U|h)(?:[-,f]|ft?U|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U))",
            quarter,
        ),
        ("tOo", r"t?(?P<ord>[oO])-?(?P<unit2>U)", quarter),
        ("tOo", r"t?(?P<ord>[oO])-?(?P<unit2>[Uh])(?P<whole>ftU)", quarter),
        ("Y", r"(?P<yr>Y)p(?P<ord>[oO])(?P<unit2>[Uh])", quarter),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)p(?P<ord>[oO])(?P<unit2>[Uh])", quarter),
        ("tLS", r"(?:t?(?P<near>L))?(?P<sea>S)", alone),
        ("tLS", r"(?P<sea>S)(?:f|z|,)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U))", point),
        ("T", r"(?P<day>T)z?t?(?P<daypart>P)?", deictic),
        ("L", r"(?P<rel>L)(?P<daypart>P)", part_of_day),
        (
            "WwtIiNyL",
            r"(?:(?P<near>L)(?=[Wwi]))?(?:(?P<wd>[Ww])\.?,?)?t?(?P<num>[IiyN])(?:,?(?P<yr>(?<=i|,)Y))?",
            numeric,
        ),
        ("DOosct", r"t?(?P<day>[DO]|o|c-?o)(?:f)?(?P<mon>s)(?:,?(?P<yr>Y))?", hijri),
        ("s", r"(?P<mon>s)(?:(?P<day>[DO]),)?(?P<yr>Y)", hijri),
        ("s", r"(?P<mon>s)(?P<day>[DO])(?P<yr>)", hijri),
        ("J", r"(?P<feast>J)(?:(?:,|f|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U)))?", point),
        ("tL", r"(?P<near>L)(?P<feast>J)", point),
        ("R", "R(?!-)", vague),
        ("z", "z(?P<L>tL)(?![UuDNYcvaXMmWwSJPh])", past),
        ("e", "e", lambda k, m: Point(rel=("Y", 0), part="END")),
        ("A", "At(?P<unit>U)", over_the),
        ("tU", "t(?P<unit>U)(?P<z>z)(?P<rel>L)?(?=[-.,;\n&)]|$)", neighbour),
        ("tU", "t(?P<unit>U)(?P<fx>j)x", to_date),
        ("C", r"(?P<clock>C)\(?(?P<zone>x)\)?", clock),
        ("C", r"(?P<clock>C)(?P<zone>)", clock),
        (
            "t",
            r"t(?P<unit>U)",
            lambda k, m: Point(rel=("WE", 0)) if k.values[m.start("unit")] == "WE" else None,
        ),
        ("MmWw", rf"(?:{_WD})?{_MON}{_DAY}(?:{_YR})?{_AT}{_NONE}", dated_clock),
        ("DOWwt", rf"(?:{_WD})?t?{_DAY}f?{_MON}(?:{_YR})?{_AT}{_NONE}", dated_clock),
        ("WwTIL", rf"(?:(?P<near>L)?(?P<wd2>[Ww])|(?P<deictic>T)|(?P<num>I)){_AT}", dated_clock),
        ("U", "(?P<unit>U)", lambda k, m: Repeat(1, "WE") if k.lows[m.start()] == "weekends" else None),
        ("tO", r"t?(?P<day>O)(?:f?t?(?P<rel>L)(?P<unit>U))?", bare_day),
        ("tU", r"t?(?P<unit>U)(?P<n>[DN])(?:(?:f|z|,)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit3>U)))?", the_unit),
        ("V", rf"V(?P<n>{_NUM_PLAIN}|o)?(?P<unit>[Uu])", repeat),
        ("V", r"V(?P<wd>[Ww])", repeat),
        ("V", r"V(?P<daypart>P)", repeat),
        ("W", r"(?P<wd>W)", lambda k, m: repeat(k, m) if k.values[m.start()] < 0 else None),
        ("Z", "(?P<z>Z)", repeat),
        ("x", r"(?P<per>x)a?(?P<unit>[Uu])", repeat),
        ("tO", r"t?(?P<day>O)fV(?P<unit>U)", repeat),
        ("a", r"a(?P<unit>[Uu])", a_unit),
        ("U", r"(?P<unit>U)-x", long),
        (
            "DNYcvhat",
            rf"(?P<len>{_NUM}-?(?:[Uu]|o)(?:&a?[hU](?![-Uu])|(?:[,&]|,&)?{_NUM_PLAIN}-?[Uu])*)(?:-x)?",
            length,
        ),
    ]
    return [Rule(starts, re.compile(pattern), build) for starts, pattern, build in table]


RULES = _rules()
BY_SYMBOL: dict[str, list[Rule]] = {
    symbol: [rule for rule in RULES if symbol in rule.starts]
    for symbol in {one for rule in RULES for one in rule.starts}
}


def core(k: Tokens, at: int) -> tuple[int, Sense] | None:
    """The longest expression that starts at token `at`, as (end token, sense)."""
    best: tuple[int, Sense] | None = None
    matches = []
    for rule in BY_SYMBOL.get(k.symbols[at : at + 1], ()):
        found = rule.pattern.match(k.symbols, at)
        if found and found.end() > at:
            matches.append((found.end(), rule, found))
    for end, rule, found in sorted(matches, key=lambda item: -item[0]):
        made = rule.build(k, found)
        if made is not None:
            best = (end, made)
            break
    return best


_SUB = re.compile(rf"t?(?P<ord>c-?o|[oOL])(?P<n>{_NUM_PLAIN})?-?(?P<unit>U)(?:f|z)t?")
_WEEK = re.compile(r"t?(?P<unit>U)f")


def inside(k: Tokens, at: int) -> tuple[int, Sense] | None:
    """Units inside a longer stretch that is named after them; None when no such stretch follows."""
    found = _SUB.match(k.symbols, at)
    if not found:
        return None
    nth = (
        words.number(k, found.start("ord"), found.end("ord"))
        if k.symbols[found.start("ord")] != "L"
        else k.values[found.start("ord")]
    )
    if not isinstance(nth, int | float) or (
        k.symbols[found.start("ord")] == "L" and k.lows[found.start("ord")] != "last"
    ):
        return None
    outer = core(k, found.end()) or whole(k, found.end() - (k.symbols[found.end() - 1] == "t"))
    if outer is None or not isinstance(outer[1], Point):
        return None
    count = words.number(k, found.start("n"), found.end("n")) if found.group("n") else 1
    return outer[0], Sub(int(nth), int(count or 1), k.values[found.start("unit")], outer[1])


_WHOLE = re.compile(r"t(?P<fx>X)?(?P<unit>U)(?![\w-])")


def whole(k: Tokens, at: int) -> tuple[int, Sense] | None:
    """ "The year", where something before it ("the end of", "earlier in") shows that one year is meant."""
    found = _WHOLE.match(k.symbols, at)
    if not found or k.lows[found.start("unit")].endswith("s"):
        found = re.compile(r"(?P<fx>X)?(?P<unit>U)(?![\w-])").match(k.symbols, at)
        if (
            not found
            or k.values[found.start("unit")] not in ("Y", "M")
            or k.lows[found.start("unit")].endswith("s")
        ):
            return None
    fiscal_kind = k.values[found.start("fx")] if found.group("fx") else None
    return found.end(), Point(
        rel=(k.values[found.start("unit")], 0), fiscal=None if fiscal_kind == "CY" else fiscal_kind
    )
