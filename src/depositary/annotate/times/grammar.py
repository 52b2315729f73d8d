"""Patterns of calendar expressions over token symbols, and the senses they build.

A rule is a pattern, the symbols it can start with, and a builder. Groups have the same names everywhere (yr, mon, day,
wd, rel, unit, n ...), so most rules share one builder. The longest match that builds wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from depositary.annotate.times import lengths, points, words, years
from depositary.annotate.times.sense import Point, Repeat, Sense, Sub
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


def _rules() -> list[Rule]:
    table: list[tuple[str, str, Build]] = [
        ("WwtDOoc", rf"(?:{_WD})?t?{_DAY}(?:[-/]|ft?)?{_MON}(?:{_YR}|{_REL_YEAR})?", points.point),
        (
            "WwMmtL",
            rf"(?:(?P<near>L)(?=[Ww]))?(?:{_WD})?{_MON}[-/,]?t?(?P<day>[DO]|c-?[oc]|o)(?!-?[Uu]|-x)\)?(?:{_YR}|{_REL_YEAR})?",
            points.point,
        ),
        (
            "tDOoc",
            rf"t?(?P<one>[DO]|c-?o|o)(?P<join>[-j&])t?{_DAY}f?{_MON}(?:{_YR}|{_REL_YEAR})?",
            years.days,
        ),
        ("Mm", rf"{_MON}t?(?P<one>[DO]|c-?o|o)(?P<join>[-j])t?{_DAY}(?:{_YR})?", years.days),
        ("Mm", rf"{_MON}{_YR}", points.point),
        ("Y", rf"(?P<yr>Y)[-/]?{_MON}(?:[-/]?(?P<day>[DO])(?!-?[Uu]))?", points.point),
        ("MmtL", rf"(?:t?(?P<near>L))?{_MON}", points.alone),
        ("Mm", rf"{_MON}{_REL_YEAR}", points.point),
        ("LDOtoc", rf"(?:t?(?P<near>L))t?{_DAY}f{_MON}", points.point),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww])\.?", points.alone),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww])z?t?(?P<daypart>P)", points.point),
        ("WwtL", r"(?:t?(?P<near>L))?(?P<wd>[Ww]),?t?(?P<day>O|o|c-?o|D)(?![-]?[Uux:])", points.point),
        ("Ww", r"(?P<wd>[Ww]),?(?:f|z)?t?(?P<rel>L)(?P<unit>U)", lengths.relative),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)(?:-|z)?(?P<wd>[Ww])", lengths.relative),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)", lengths.relative),
        ("tUXY", r"(?:t?(?P<fx>X)?Uf?)?t?(?P<yr>Y)", years.year),
        ("X", r"(?P<fx>X)(?P<yr>Y)", years.year),
        ("Y", r"(?P<yr>Y)[-/](?P<n>[DN])(?![-/.]?[DNY])", years.split_year),
        ("tLX", r"(?:t?(?P<rel>L))?t?(?P<fx>X)(?P<unit>U)", years.fiscal),
        ("tL", rf"t?(?P<rel>L)(?P<n>{_NUM_PLAIN})f?t?(?P<unit>[Uu])", lengths.stretch),
        ("DNcv", rf"(?P<n>{_NUM_PLAIN})(?P<rel>L)(?P<unit>[Uu])", lengths.stretch),
        ("tU", r"t?(?P<unit>U)(?P<g>g)", lengths.ahead),
        ("tOoc", r"t?(?P<ord>O|c-?o|o)(?:[&j-]t?(?P<ord2>O|c-?o|o))?-?(?P<unit>U)", years.century),
        ("tK", r"t?(?P<dec>K)", years.decade),
        ("q", r"(?P<q>q)(?:(?:[-,/]|f|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U)))?", years.quarter),
        ("Y", r"(?P<yr>Y)[-,/]?(?P<q>q)", years.quarter),
        (
            "tOoL",
            r"t?(?P<ord>[oOL])-?(?P<unit2>U|h)(?:[-,f]|ft?U|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U))",
            years.quarter,
        ),
        ("tOo", r"t?(?P<ord>[oO])-?(?P<unit2>U)", years.quarter),
        ("tOo", r"t?(?P<ord>[oO])-?(?P<unit2>[Uh])(?P<whole>ftU)", years.quarter),
        ("Y", r"(?P<yr>Y)p(?P<ord>[oO])(?P<unit2>[Uh])", years.quarter),
        ("tL", r"t?(?P<rel>L)(?P<unit>U)p(?P<ord>[oO])(?P<unit2>[Uh])", years.quarter),
        ("tLS", r"(?:t?(?P<near>L))?(?P<sea>S)", points.alone),
        ("tLS", r"(?P<sea>S)(?:f|z|,)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U))", points.point),
        ("T", r"(?P<day>T)z?t?(?P<daypart>P)?", points.deictic),
        ("L", r"(?P<rel>L)(?P<daypart>P)", points.part_of_day),
        (
            "WwtIiNyL",
            r"(?:(?P<near>L)(?=[Wwi]))?(?:(?P<wd>[Ww])\.?,?)?t?(?P<num>[IiyN])(?:,?(?P<yr>(?<=i|,)Y))?",
            points.numeric,
        ),
        ("DOosct", r"t?(?P<day>[DO]|o|c-?o)(?:f)?(?P<mon>s)(?:,?(?P<yr>Y))?", points.hijri),
        ("s", r"(?P<mon>s)(?:(?P<day>[DO]),)?(?P<yr>Y)", points.hijri),
        ("s", r"(?P<mon>s)(?P<day>[DO])(?P<yr>)", points.hijri),
        ("J", r"(?P<feast>J)(?:(?:,|f|z)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit>U)))?", points.point),
        ("tL", r"(?P<near>L)(?P<feast>J)", points.point),
        ("R", "R(?!-)", lengths.vague),
        ("z", "z(?P<L>tL)(?![UuDNYcvaXMmWwSJPh])", lengths.past),
        ("e", "e", lambda k, m: Point(rel=("Y", 0), part="END")),
        ("A", "At(?P<unit>U)", lengths.over_the),
        ("tU", "t(?P<unit>U)(?P<z>z)(?P<rel>L)?(?=[-.,;\n&)]|$)", lengths.neighbour),
        ("tU", "t(?P<unit>U)(?P<fx>j)x", lengths.to_date),
        ("C", r"(?P<clock>C)\(?(?P<zone>x)\)?", points.clock),
        ("C", r"(?P<clock>C)(?P<zone>)", points.clock),
        (
            "t",
            r"t(?P<unit>U)",
            lambda k, m: Point(rel=("WE", 0)) if k.values[m.start("unit")] == "WE" else None,
        ),
        ("MmWw", rf"(?:{_WD})?{_MON}{_DAY}(?:{_YR})?{_AT}{_NONE}", points.dated_clock),
        ("DOWwt", rf"(?:{_WD})?t?{_DAY}f?{_MON}(?:{_YR})?{_AT}{_NONE}", points.dated_clock),
        ("WwTIL", rf"(?:(?P<near>L)?(?P<wd2>[Ww])|(?P<deictic>T)|(?P<num>I)){_AT}", points.dated_clock),
        ("U", "(?P<unit>U)", lambda k, m: Repeat(1, "WE") if k.lows[m.start()] == "weekends" else None),
        ("tO", r"t?(?P<day>O)(?:f?t?(?P<rel>L)(?P<unit>U))?", points.bare_day),
        (
            "tU",
            r"t?(?P<unit>U)(?P<n>[DN])(?:(?:f|z|,)?(?:(?P<yr>Y)|t?(?P<rel>L)(?P<unit3>U)))?",
            years.the_unit,
        ),
        ("V", rf"V(?P<n>{_NUM_PLAIN}|o)?(?P<unit>[Uu])", lengths.repeat),
        ("V", r"V(?P<wd>[Ww])", lengths.repeat),
        ("V", r"V(?P<daypart>P)", lengths.repeat),
        ("W", r"(?P<wd>W)", lambda k, m: lengths.repeat(k, m) if k.values[m.start()] < 0 else None),
        ("Z", "(?P<z>Z)", lengths.repeat),
        ("x", r"(?P<per>x)a?(?P<unit>[Uu])", lengths.repeat),
        ("tO", r"t?(?P<day>O)fV(?P<unit>U)", lengths.repeat),
        ("a", r"a(?P<unit>[Uu])", lengths.a_unit),
        ("U", r"(?P<unit>U)-x", lengths.long),
        (
            "DNYcvhat",
            rf"(?P<len>{_NUM}-?(?:[Uu]|o)(?:&a?[hU](?![-Uu])|(?:[,&]|,&)?{_NUM_PLAIN}-?[Uu])*)(?:-x)?",
            lengths.length,
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
