"""Times: dates, ranges, durations and sets, with TIMEX3 values and, where an anchor allows, days.

Words become symbols (`tokens`), symbols match rules (`grammar`, `find`), rules build a sense (`sense`), a sense is hung
on a date (`anchoring`) and written as TIMEX3 (`timex`). `find_times` needs no parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from depositary.annotate.layers import Page, annotator
from depositary.annotate.times import anchoring, timex
from depositary.annotate.times.anchoring import Anchor
from depositary.annotate.times.find import Found, find
from depositary.annotate.times.sense import Point, Range, Sense, Shift, Stretch, Sub
from depositary.annotate.times.tokens import tokens
from depositary.annotate.times.units import Interval
from depositary.model import dates
from depositary.model.nouns import Document, Period, Span
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_ROLES = {"since": "since", "until": "until", "by": "due"}
_NEEDS = {"day": "DMY", "month": "MY"}
_BOUND_MODS = {"before": "BEFORE", "after": "AFTER"}


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `start` and `end` are characters, from `outer_start` with its preposition; `held` are its days."""

    start: int
    end: int
    outer_start: int
    text: str
    sense: Sense
    label: str
    timex: str
    mod: str | None
    held: Interval | None
    role: str | None
    relative: bool
    bound: str | None = None
    about: str | None = None
    ends: tuple[tuple[int, int, str], ...] = ()

    def value(self) -> dict[str, object]:
        """The value of a span of the layer "times"."""
        held = self.held
        return {
            "timex": self.timex,
            "mod": self.mod,
            "start": dates.iso(held.start) if held and held.start else None,
            "end": dates.iso(held.end) if held and held.end else None,
            "precision": held.precision if held else "unknown",
            "anchor": held.anchor
            if held
            else "event"
            if isinstance(self.sense, Shift) and self.sense.event
            else "none",
            "role": self.role,
            "timex_type": self.label,
            "relative": self.relative,
        }


def find_times(text: str, anchor: date | None = None, grain: str = "day") -> list[Time]:
    """All time expressions of a text in order.

    `anchor` is the day the text is of; without it relative ones keep no days. `grain` is how well that day is known: where
    only the month or the year is, what needs a finer anchor ("on Tuesday") keeps no days either.
    """
    needs = _NEEDS.get(grain, "Y")
    k = tokens(text)
    found: list[Time] = []
    last: Interval | None = None
    fine: Interval | None = None
    iranian = _solar_words().search(text) is not None
    for one in find(k):
        one = replace(one, sense=_solar(one.sense)) if iranian else one
        known = anchor if needs == "DMY" or anchoring.grain_of(one.sense) in needs else None
        # "Five months later" counts from a day or month that was named, not from a year named in between.
        near = last if anchoring.grain_of(one.sense) == "Y" else fine
        held = anchoring.resolve(one.sense, Anchor(known, near, one.cue))
        start, end, outer = k.starts[one.first], k.ends[one.last - 1], k.starts[one.outer]
        written = timex.value(one.sense, held).split("/")
        ends = tuple(
            (k.starts[a], k.ends[b - 1], said) for (a, b), said in zip(one.ends, written, strict=False)
        )
        found.append(time_of(one, held, start, end, outer, text, ends))
        if held and held.start and not isinstance(one.sense, Stretch | Range):
            last = held
            fine = held if held.precision in ("day", "month") else fine
    return found


# Years of the Solar Hijri calendar from 1921 on, as a text writes them that speaks of that calendar.
_SOLAR = range(1300, 1450)


@cache
def _solar_words() -> re.Pattern[str]:
    phrases = read_yaml(DATA / "cues" / "en" / "calendar.yml")["iranian_text"]
    return re.compile(rf"\b(?:{'|'.join(phrases)})")


def _solar(sense: Sense) -> Sense:
    """The sense with its bare years of that calendar told as such: "the first nine months of 1403"."""
    match sense:
        case Point() if sense.year in _SOLAR and sense.calendar != "hijri" and not sense.month:
            return replace(sense, calendar="hijri")
        case Sub():
            return replace(sense, of=_solar(sense.of))
        case Range():
            return replace(sense, first=_solar(sense.first), last=_solar(sense.last))
    return sense


def time_of(
    one: Found,
    held: Interval | None,
    start: int,
    end: int,
    outer: int,
    text: str,
    ends: tuple[tuple[int, int, str], ...],
) -> Time:
    """The time of what was found, with its days if they are known; offsets are those of `text`."""
    written = timex.value(one.sense, held)
    role = (
        "said"
        if one.said and isinstance(one.sense, Point) and one.bound is None
        else _ROLES.get(one.bound or "")
    )
    mod = one.about or timex.mod(one.sense) or _BOUND_MODS.get(one.bound or "")
    return Time(
        start,
        end,
        outer,
        text[outer:end],
        one.sense,
        timex.label(one.sense),
        written,
        mod,
        _bounded(one, held),
        role,
        relative(one.sense),
        one.bound,
        one.about,
        ends,
    )


def _bounded(one: Found, held: Interval | None) -> Interval | None:
    """Open one end for since, until, by, before and after; "more than 20 years ago" is before what it names."""
    if held is None or (isinstance(one.sense, Point) and one.sense.fiscal):
        return None  # when a fiscal or school year starts is not said
    bound = one.bound
    if isinstance(one.sense, Shift) and one.about in ("MORE", "LESS"):
        bound = "before" if (one.about == "MORE") == (one.sense.sign < 0) else "after"
        if bound == "before":
            return Interval(None, held.end, "bounds", held.anchor)
        return Interval(held.start, None, "bounds", held.anchor)
    if bound == "since":
        return Interval(held.start, None, "bounds", held.anchor)
    if bound == "after":
        return Interval(held.end, None, "bounds", held.anchor)
    if bound == "before":
        at_end = isinstance(one.sense, Point) and one.sense.part == "END"
        return Interval(None, held.end if at_end else held.start, "bounds", held.anchor)
    if bound in ("by", "until"):
        return Interval(None, held.end, "bounds", held.anchor)
    return held


def relative(sense: Sense) -> bool:
    """Whether the words alone do not fix the days."""
    match sense:
        case Point():
            return (
                sense.year is None and sense.century is None and (sense.decade is None or sense.decade < 100)
            )
        case Sub():
            return relative(sense.of)
        case Range():
            return relative(sense.first) or relative(sense.last)
        case Shift():
            return sense.base is None or relative(sense.base)
    return isinstance(sense, Stretch)


@annotator("times")
def times(page: Page) -> Iterator[Span]:
    """Time expressions of a document, anchored on the day it was published (or written)."""
    document = page.document
    dated = document.published or document.written
    anchor = dates.parse(dated.start) if dated and dated.start else None
    for one in find_times(document.text, anchor, dated.precision if dated else "day"):
        yield page.span(one.outer_start, one.end, "times", one.label, **one.value())


def period(span: Span, document: Document) -> Period:
    """The Period of a span of the layer "times"; both ends None where nothing is known."""
    value = span.value or {}
    literal, start, end = span.quote(document), value.get("start"), value.get("end")
    precision, anchor = str(value.get("precision", "unknown")), str(value.get("anchor", "none"))
    edtf = dates.edtf_interval(start, end, precision) if start or end else ""
    if precision == "century" and start:
        edtf = f"{(int(start[:4]) - 1) // 100:02d}XX"
    elif precision == "decade" and start:
        edtf = f"{start[:3]}X"
    elif precision == "quarter" and start:
        edtf = f"{start[:4]}-{33 + (int(start[5:7]) - 1) // 3}"
    return Period(start, end, precision, edtf, literal, anchor)
