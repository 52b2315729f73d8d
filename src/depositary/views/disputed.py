"""Events for which more than one day is told, or which somebody denies: the days of each side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Finding, Statement
from depositary.views import text
from depositary.views.conflicts import order, subject_of, what_of
from depositary.views.lines import Desk, Line, tone

_KINDS = ("event", "status", "commitment", "position")
# What is set against each other there is no day.
_NOT_DAYS = ("opinion", "headline")
DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Day:
    """A day told for an event, or its denial, and who tells it; `sort` orders the days."""

    day: str
    sort: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """An event with its days; `cites` are the findings, `reasons` what they say."""

    name: str
    days: tuple[Day, ...]
    reasons: tuple[str, ...]
    cites: tuple[str, ...]


def conflicting(desk: Desk) -> list[Finding]:
    """Conflicts about whether or when something happened, weightiest first."""
    found = [item for item in desk.record.findings if _is_one(desk, item)]
    return sorted(found, key=lambda item: order(desk, item))


def against(desk: Desk, statements: Iterable[Statement]) -> list[Finding]:
    """Those of them that name one of these statements."""
    named = {one.id: one for item in statements for one in desk.findings_of.get(item.id, ())}
    return sorted((one for one in named.values() if _is_one(desk, one)), key=lambda item: order(desk, item))


def _is_one(desk: Desk, item: Finding) -> bool:
    if tone(item) != "conflict" or item.difference in _NOT_DAYS or item.key.startswith("figure:"):
        return False
    said = desk.named(item)
    return bool(said) and item.check.startswith("reconcile.") and all(one.kind in _KINDS for one in said)


def disputed(desk: Desk, among: Iterable[Statement] | None = None) -> list[Disputed]:
    """Events in dispute by their first day; `among` narrows to those that one of these statements tells."""
    wanted = None if among is None else {item.id for item in among}
    events: dict[tuple[str, str], list[Finding]] = {}
    for item in conflicting(desk):
        if wanted is None or not wanted.isdisjoint(item.statements):
            events.setdefault((subject_of(desk, item), what_of(desk, item)), []).append(item)
    made = [_event(desk, f"{name} ({what})" if what else name, held) for (name, what), held in events.items()]
    told = [one for one in made if len(one.days) > 1 or any(day.day == DENIED for day in one.days)]
    return sorted(told, key=lambda one: (one.days[0].sort, one.name))


def _event(desk: Desk, name: str, held: Sequence[Finding]) -> Disputed:
    said = {one.id: one for item in held for one in desk.named(item)}
    by_day: dict[tuple[str, str], list[Statement]] = {}
    for one in said.values():
        by_day.setdefault(_day(desk, one), []).append(one)
    days = [
        Day(day, sort, tuple(desk.lines(desk.record.sorted(found))))
        for (sort, day), found in sorted(by_day.items())
    ]
    reasons = tuple(dict.fromkeys(text.flat(item.reason) for item in held))
    return Disputed(name, tuple(days), reasons, tuple(f"[{desk.cite.id(item.id)}]" for item in held))


def _day(desk: Desk, one: Statement) -> tuple[str, str]:
    """(sort key, words): the day told, else that by which it was told as done, or that it is denied."""
    if one.stance == "denies" or one.negated:
        return "9999-denied", DENIED
    if one.when is not None and one.when.known:
        return dates.sort_key(one.when)[0], text.day(one.when)
    said = desk.said_on(one)
    return (dates.sort_key(said)[0], f"by {text.day(said)}") if said and said.known else ("9999-99", "no day")
