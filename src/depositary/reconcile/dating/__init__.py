"""When documents were written that do not say so.

`dated` gives the bounds of every document and passage; the check tells them as findings, `resolved` hangs the relative
expressions of a document on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from depositary.model.codec import plain
from depositary.model.dates import between, iso, worded
from depositary.model.nouns import Cite, Finding, Period, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.reconcile import acts
from depositary.reconcile.dating.bounds import (
    Act,
    Bounds,
    Dating,
    End,
    Heard,
    dated,
    gives,
    hear,
    stated,
    telling,
)
from depositary.reconcile.dating.passages import Days
from depositary.reconcile.dating.relative import resolved

__all__ = [
    "Bounds",
    "Dating",
    "Heard",
    "dated",
    "dating",
    "days",
    "hear",
    "heard",
    "period",
    "resolved",
    "stated",
]

NAME = "reconcile.dating"
# Statements that a finding names at most (interfaces, Size).
MOST = 5


def _keys(one: Statement, record: Record) -> Iterator[str]:
    """Acts tie documents together in ways that no single key tells, so all statements with a say are one group."""
    dated = stated(record.documents[one.doc]) is not None
    if any(True for _ in gives(one, record)) or telling(one, record, dated=dated):
        yield "written"


@check(NAME, keys=_keys)
def dating(group: Group) -> Iterator[Finding]:
    """A document that does not say when it was written was written not before the latest thing that it tells as past and
    not after the earliest that it calls still to come; the day of an act is taken from the documents and the case that
    give it. Where passages tell different times, each has its bounds. Bounds never become a day."""
    record = group.record
    made = dated(heard(group.statements, record), record)
    for bounds in made.bounds.values():
        for one in bounds:
            if one.low is not None or one.high is not None:
                yield _told(one, made, record)


def heard(statements: Iterable[Statement], record: Record) -> dict[str, Heard]:
    """What each document tells; statements in the order of the export."""
    by_document = groupby(statements, key=lambda one: one.doc)
    return {doc: hear(record.documents[doc], held, record) for doc, held in by_document}


def days(one: Bounds) -> Days:
    """First and last day of writing as day numbers."""
    return (one.low.day if one.low else None), (one.high.day if one.high else None)


def period(one: Bounds) -> Period | None:
    """The bounds as a period, marked as inferred; None when there are none."""
    low, high = days(one)
    if low is None and high is None:
        return None
    start = iso(date.fromordinal(low)) if low is not None else None
    end = iso(date.fromordinal(high + 1)) if high is not None and high < date.max.toordinal() else None
    return between(start, end, "bounds", "", "inferred")


def _told(one: Bounds, made: Dating, record: Record) -> Finding:
    ends = [end for end in (one.low, one.high) if end is not None]
    told = [end.cue.one for end in ends if end.cue is not None] + [it for end in ends for it in end.rests]
    named = list(dict.fromkeys(it.id for it in told))[:MOST]
    keys = list(dict.fromkeys(end.cue.act for end in ends if end.cue is not None and end.cue.act is not None))
    written = period(one)
    why = list(dict.fromkeys(_why(end, record) for end in ends))
    return finding(
        NAME,
        one.passage.doc + (f"#{one.passage.start}" if one.passage.older else ""),
        "implies",
        tuple(named),
        about=tuple(dict.fromkeys(name.split("|")[1] for name in keys)),
        reason=f"{_what(one, record)} was written {_between(one)}: {' and '.join(why)}.",
        steps=tuple(dict.fromkeys(_steps(one, made.acts, record))),
        observed=plain(written),
        cites=tuple(_cites(keys, made.acts)),
    )


def _what(one: Bounds, record: Record) -> str:
    name = record.documents[one.passage.doc].name
    if not one.passage.older:
        return f"The document {name}"
    start, end = one.passage.parts[0]
    return f"An older passage of {name} (characters {start} to {end})"


def _between(one: Bounds) -> str:
    low, high = (iso(date.fromordinal(day)) if day is not None else None for day in days(one))
    if low and high:
        return f"between {low} and {high}"
    return f"on or after {low}" if low else f"on or before {high}"


def _why(end: End, record: Record) -> str:
    if end.cue is None:
        return "so other documents imply"
    return end.cue.why


def _steps(one: Bounds, held: dict[str, Act], record: Record) -> Iterator[str]:
    for end, side in ((one.low, "not before"), (one.high, "not after")):
        if end is None:
            continue
        if end.cue is not None:
            yield f"{end.cue.one.doc_name}: {end.cue.why}, so {side} {iso(date.fromordinal(end.day))}"
        act = held.get(end.cue.act) if end.cue is not None and end.cue.act is not None else None
        if act is not None and end.cue is not None and end.cue.act is not None:
            yield _days_of(end.cue.act, act, record)
        named = {it.id for it in act.told} if act is not None else set()
        yield from (f"{it.doc_name}: also rests on this" for it in end.rests if it.id not in named)


def _days_of(name: str, act: Act, record: Record) -> str:
    """Who puts the act on which day; where they differ, that the bounds hold for either."""
    days = [f"{worded(one.when)} ({one.doc_name})" for one in act.told[:MOST]]
    if len(act.told) > MOST:
        days.append(f"{len(act.told) - MOST} more")
    days += [f"{iso(date.fromordinal(one.low))} (the case: {one.source})" for one in act.known]
    if not days:
        return f"no document gives a day for {acts.label(name, record)}"
    told = f"{acts.label(name, record)} is put on {' and '.join(days)}"
    return told if act.low == act.high else f"{told}; they differ, and the bounds hold for either"


def _cites(keys: list[str], held: dict[str, Act]) -> Iterator[Cite]:
    for name in keys:
        for one in held[name].known:
            yield Cite("coded_fact", one.source, one.url)
