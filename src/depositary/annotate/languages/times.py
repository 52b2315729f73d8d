"""Times of a language from its patterns (`calendar.yml`): found by expressions, then hung on days as English ones are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from depositary.annotate import times as english
from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.cues import any_of, body, whole
from depositary.annotate.layers import Page
from depositary.annotate.times import anchoring
from depositary.annotate.times.anchoring import Anchor
from depositary.annotate.times.find import Found
from depositary.annotate.times.sense import Length, Point, Range, Sense, Sub
from depositary.model import dates
from depositary.model.nouns import Span

_PART = re.compile(r"\{(\w+?)(2?)\}")
_SINCE_UNITS = ("Q", "HY", "M")


@dataclass(frozen=True)
class Calendar:
    """The patterns of a language with the values of their words."""

    patterns: tuple[re.Pattern[str], ...]
    values: Mapping[str, tuple[tuple[re.Pattern[str], Any], ...]]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    ranges: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    lone: re.Pattern[str]
    hijri: range
    past: re.Pattern[str]
    ahead: re.Pattern[str]


@dataclass(frozen=True)
class _Core:
    """A time without its preposition, in offsets of the copy."""

    start: int
    end: int
    sense: Sense
    lone: bool = False


@cache
def calendar(lang: str) -> Calendar:
    """The calendar of a language."""
    raw = body(lang, "calendar")
    forms = {name: any_of(values) for name, values in raw["words"].items()}
    for name, digits in raw["digits"].items():
        forms[name] = f"(?:{digits}|{forms[name]})" if name in forms else f"(?:{digits})"
    forms["mm"] = r"(?:0?[1-9]|1[0-2])"
    values = {
        name: tuple((re.compile(form), value) for form, value in words.items())
        for name, words in raw["words"].items()
    }
    made = tuple(_compiled(str(one), forms, raw["year"]) for one in raw["patterns"])
    return Calendar(
        patterns=made,
        values=values,
        bounds=tuple((name, _before(words)) for name, words in raw["bounds"].items()),
        ranges=tuple((re.compile(f"{one['first']}$"), re.compile(one["between"])) for one in raw["ranges"]),
        lone=_before(raw["lone"]),
        hijri=range(*raw["calendar"].get("hijri", (0, 0))),
        past=whole(f"(?:{raw['past']})"),
        ahead=whole(f"(?:{raw['ahead']})"),
    )


def _compiled(pattern: str, forms: Mapping[str, str], year: str) -> re.Pattern[str]:
    def group(found: re.Match[str]) -> str:
        name, second = found.groups()
        return f"(?P<{name}{second}>{forms[name]})"

    made = _PART.sub(group, pattern.replace("{year}", year)).replace(" ", "[ ]")
    return re.compile(rf"(?<![\w./]){made}(?!\w)")


def _before(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words)} $")


def times(page: Page, copy: Copy, lang: str) -> Iterator[Span]:
    """Spans of the layer "times"."""
    document = page.document
    dated = document.published or document.written
    anchor = dates.parse(dated.start) if dated and dated.start else None
    for one in find_times(copy, lang, anchor):
        start, end = copy.back(one.outer_start, one.end)
        yield page.span(start, end, "times", one.label, **one.value())


def find_times(copy: Copy, lang: str, anchor: date | None = None) -> Iterator[english.Time]:
    """The times of a copy in order, with offsets of the copy; the first of a pair may lack what the second tells."""
    held = calendar(lang)
    low = copy.low
    for core in _ranged(_cores(low, held), low, held):
        bound, outer = _bound(low, core.start, held) if not isinstance(core.sense, Length) else (None, core.start)
        found = Found(0, 1, core.sense, 0, bound)
        days = anchoring.resolve(core.sense, Anchor(anchor, None, _cue(low, core, held)))
        yield english.time_of(found, days, core.start, core.end, outer, copy.text, ())


def _cores(low: str, held: Calendar) -> list[_Core]:
    """Times without overlap: the longest, of equals the earlier pattern."""
    found: list[tuple[int, int, _Core]] = []
    for rank, pattern in enumerate(held.patterns):
        for match in pattern.finditer(low):
            sense = _sense(match, held)
            if sense is not None:
                core = _Core(*match.span(), sense, "lone" in match.groupdict())
                found.append((-(core.end - core.start), rank, core))
    taken: list[_Core] = []
    for _, _, core in sorted(found, key=lambda one: (one[0], one[1], one[2].start)):
        if all(core.end <= one.start or one.end <= core.start for one in taken):
            taken.append(core)
    return sorted(taken, key=lambda one: one.start)


def _value(name: str, words: str, held: Calendar) -> Any:
    if words.isdigit():
        return int(words)
    return next(value for form, value in held.values[name] if form.fullmatch(words))


def _sense(match: re.Match[str], held: Calendar) -> Sense | None:
    told = {
        name: _value(name.rstrip("2"), words, held) if name.rstrip("2") in (*held.values, "d", "y", "n", "mm") else words
        for name, words in match.groupdict().items()
        if words is not None
    }
    unit = next((name for name in _SINCE_UNITS if name in told), None)
    if unit is not None:
        return _sub(told, unit, held)
    if "u" in told:
        return Length(((float(told["n"]), str(told["u"])),))
    if "r" in told:
        return Point(rel=tuple(told["r"]), part=told.get("part"))
    first = _point({name: value for name, value in told.items() if not name.endswith("2")}, held)
    if not any(name.endswith("2") for name in told):
        return first
    last = _point({**told, **{name[:-1]: value for name, value in told.items() if name.endswith("2")}}, held)
    return Range(first, last) if first is not None and last is not None else None


def _sub(told: Mapping[str, Any], unit: str, held: Calendar) -> Sense | None:
    """A quarter or half of a year, or its first months."""
    of = Point(rel=tuple(told["r"])) if "r" in told else _point({"y": told.get("y")}, held) if "y" in told else None
    if of is None:
        return None
    if unit == "M":
        return Sub(1, int(told["n"]), "M", of)
    if unit == "HY" and of.calendar is None and of.year:
        return replace(of, half=told["o"]) if told["o"] <= 2 else None
    return Sub(told["o"], 1, unit, of)


def _point(told: Mapping[str, Any], held: Calendar) -> Point | None:
    year, month = told.get("y"), told.get("m") or told.get("mm")
    solar = told.get("s") or (year in held.hijri and not told.get("m"))
    if solar:
        month = told.get("s") or month
        return Point(year=year, month=month, day=told.get("d"), part=told.get("part"), calendar="hijri")
    if year is not None and not 1000 <= year <= 2999:
        return None
    made = Point(year=year, month=month, day=told.get("d"), weekday=told.get("w"), part=told.get("part"))
    made = replace(made, season=told["season"]) if "season" in told else made
    return made if _exists(made) else None


def _exists(one: Point) -> bool:
    if not one.month or not one.day:
        return True
    try:
        date(one.year or 2000, one.month, one.day)
    except ValueError:
        return False
    return True


def _ranged(cores: list[_Core], low: str, held: Calendar) -> Iterator[_Core]:
    """Cores with those joined that are the two ends of a stretch; a month alone stays only behind its preposition."""
    waiting: list[_Core] = list(cores)
    while waiting:
        one = waiting.pop(0)
        joined = _joined(one, waiting[0], low, held) if waiting else None
        if joined is not None:
            waiting.pop(0)
            yield joined
        elif not one.lone or held.lone.search(low, max(0, one.start - 20), one.start):
            yield one


def _joined(one: _Core, other: _Core, low: str, held: Calendar) -> _Core | None:
    if not isinstance(one.sense, Point) or not isinstance(other.sense, Point) or one.sense.rel or other.sense.rel:
        return None
    if bool(one.sense.day) != bool(other.sense.day) or bool(one.sense.month) != bool(other.sense.month):
        return None
    for first, between in held.ranges:
        opened = first.search(low, max(0, one.start - 12), one.start)
        if opened is None or between.fullmatch(low, one.end, other.start) is None:
            continue
        start = one.sense
        if start.year is None:
            start = replace(start, year=other.sense.year, calendar=other.sense.calendar)
        if start.calendar != other.sense.calendar:
            return None
        return _Core(opened.start() if first.pattern != "$" else one.start, other.end, Range(start, other.sense))
    return None


_STOP = re.compile(r"[,،.;:!?؟«»\n]")
_NEAR = 80


def _cue(low: str, core: _Core, held: Calendar) -> int:
    """+1 or -1 where the verbs of the clause speak of what comes or of what was; 0 where they do not tell."""
    before = [stop.end() for stop in _STOP.finditer(low, max(0, core.start - _NEAR), core.start)]
    behind = _STOP.search(low, core.end, core.end + _NEAR)
    first, last = before[-1] if before else max(0, core.start - _NEAR), behind.start() if behind else core.end + _NEAR
    pieces = (low[first : core.start], low[core.end : last])
    if any(held.past.search(piece) for piece in pieces):
        return -1
    return 1 if any(held.ahead.search(piece) for piece in pieces) else 0


def _bound(low: str, start: int, held: Calendar) -> tuple[str | None, int]:
    """The bound that the preposition before a time gives it, and where that preposition stands."""
    for name, expression in held.bounds:
        found = expression.search(low, max(0, start - 24), start)
        if found is not None:
            return name, found.start()
    return None, start


