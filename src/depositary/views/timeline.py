"""What happened when, as told: dated events, states and due days in order, one row a fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Period, Statement
from depositary.views import rank, text
from depositary.views.lines import Desk, Line
from depositary.views.promises import due_of, is_promise

KINDS = ("event", "status", "commitment")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and what is told of it. `planned` marks what was still to come when it was said."""

    start: str
    date: str
    until: str
    planned: bool
    line: Line


def timeline(
    desk: Desk, statements: Iterable[Statement], limit: int = 100_000, *, exact: bool = False
) -> list[Moment]:
    """The best `limit` dated facts in the order of their days. `exact` keeps days and months only."""
    dated = [
        item
        for item in statements
        if (item.kind in KINDS or is_promise(desk, item)) and (_start(desk, item) or "")
    ]
    if exact:
        dated = [item for item in dated if (_when(desk, item) or Period()).precision in ("day", "month")]
    rows = [_moment(desk, fact) for fact in rank.facts(desk, dated, limit)]
    return sorted(rows, key=lambda row: (row.start, row.line.doc, row.line.id))


def _moment(desk: Desk, fact: rank.Fact) -> Moment:
    item = fact.best
    planned = is_promise(desk, item) or item.stance in ("plans", "promises", "predicts")
    day, _, until = text.day(_when(desk, item)).partition(" to ")
    return Moment(
        dates.sort_key(_when(desk, item))[0], day, until, planned, desk.line(item, fact.voices(desk))
    )


def _when(desk: Desk, item: Statement) -> Period | None:
    return due_of(item) if is_promise(desk, item) else item.when


def _start(desk: Desk, item: Statement) -> str | None:
    found = _when(desk, item)
    return (found.start or found.end) if found else None
