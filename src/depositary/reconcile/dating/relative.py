"""Relative expressions ("last year", "by the end of the year") as bounds, by the bounds of the writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from depositary.annotate.times import find_times
from depositary.annotate.times.units import Interval
from depositary.model.dates import between, edtf_interval, iso, parse
from depositary.model.nouns import Period, Statement

Days = tuple[int | None, int | None]


def resolved(one: Statement, days: Days, *, own: bool = False) -> Statement:
    """The statement with its relative expressions filled in, for words written from the first to the last of `days`.
    Words, spans and id stay. What is told as having happened is not put after the writing. `own` when the document states
    its day: only then does "today" become one."""
    if days == (None, None):
        return one
    when, said, due = (_filled(period, one, days, own) for period in (one.when, one.said, one.due))
    if _is_told(one) and _after(when, days[1]):
        when = one.when
    if one.value is not None and one.value.baseline is not None:
        value = replace(one.value, baseline=_filled(one.value.baseline, one, days, own))
        one = replace(one, value=value) if value != one.value else one
    if (when, said, due) == (one.when, one.said, one.due):
        return one
    return replace(one, when=when, said=said, due=due)


def _is_told(one: Statement) -> bool:
    return one.kind in ("event", "figure") and one.stance == "asserts"


def _after(period: Period | None, last: int | None) -> bool:
    if period is None or period.start is None or last is None:
        return False
    return parse(period.start).toordinal() > last


def _filled(period: Period | None, one: Statement, days: Days, own: bool) -> Period | None:
    if period is None or period.known or not period.literal:
        return period
    found = bounds(period.literal, one.quote, *days, own=own)
    return found if found is not None else period


# Days of writing that are further apart than this tell nothing of "last year" or "the next 20 years".
LONGEST = 731


def bounds(literal: str, quote: str, low: int | None, high: int | None, *, own: bool = False) -> Period | None:
    """What an expression may mean when it was written from day `low` to day `high`; None when nothing follows. Where all
    days of writing give the same year, month or day, that; else the earliest start and the latest end."""
    if low is not None and high is not None and high - low > LONGEST:
        return None
    seen = [_seen(literal, quote, day) for day in (low, high) if day is not None]
    held = [one for one in seen if one is not None]
    if not held or len(held) < len(seen):
        return None
    first, last = held[0], held[-1]
    start = _iso(first.start) if low is not None else None
    end = _iso(last.end) if high is not None else None
    if low is not None and high is not None and (first.start, first.end) == (last.start, last.end):
        grain = first.precision if own or low < high or first.precision != "day" else "bounds"
        return Period(start, end, grain, edtf_interval(start, end, grain), literal, "inferred")
    if (start is None and end is None) or (start is not None and end is not None and start >= end):
        return None
    return between(start, end, "bounds", literal, "inferred")


def _iso(day: date | None) -> str | None:
    return iso(day) if day is not None else None


@lru_cache(maxsize=4096)
def _seen(literal: str, quote: str, day: int) -> Interval | None:
    """The days of the expression when the text is of this day. The words around tell whether it looks ahead or back."""
    for text in (quote, literal):
        for one in find_times(text, date.fromordinal(day)):
            if one.text == literal:
                return one.held
    return None
