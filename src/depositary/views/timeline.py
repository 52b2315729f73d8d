"""What happened when, as told: dated events, states and due days in order, one row a fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from depositary.dossier.filters import days
from depositary.model import dates
from depositary.model.errors import BadArgument
from depositary.model.nouns import Period, Statement
from depositary.reconcile.states import until
from depositary.views import outcomes, rank, text
from depositary.views.disputed import against as disputes
from depositary.views.lines import Desk, Line
from depositary.views.promises import PASSED, due_of, fate, is_promise, standing

KINDS = ("event", "status", "commitment")
# How a day begins that is one end of a time, and how a row says so.
_BOUNDS = {"since ": "Since then. ", "by ": "By then. ", "until ": "Until then. "}


# The first day, and the day after the last; "" where that end is open.
Between = tuple[str, str]
ALL: Between = ("", "")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and what is told of it. `planned` marks what was still to come when it was said, `passed` that its day is over and
    nothing is told of it, `disputed` cites the findings that put another day or a denial against it."""

    start: str
    date: str
    until: str
    planned: bool
    line: Line
    disputed: str = ""
    passed: bool = False

    @property
    def day(self) -> str:
        """The day in ten columns; whether it is the first or the last possible one is told by `bound`."""
        return next((self.date.removeprefix(one) for one in _BOUNDS if self.date.startswith(one)), self.date)

    @property
    def bound(self) -> str:
        """Since then, by then or until then: where only one end of the time is told."""
        return next((words for one, words in _BOUNDS.items() if self.date.startswith(one)), "")


# Of more dated statements it is not counted how many facts they tell: of 45,000 that took half a minute.
COUNTED = 5_000


def timeline(
    desk: Desk, statements: Iterable[Statement], limit: int = 100_000, *, exact: bool = False, between: Between = ALL
) -> list[Moment]:
    """The best `limit` dated facts in the order of their days. `exact` keeps days and months only, `between` what lies or is
    due in this time, whenever it was said."""
    dated = _dated(desk, statements, between)
    if exact:
        dated = [item for item in dated if (_when(desk, item) or Period()).precision in ("day", "month")]
    return _moments(desk, rank.facts(desk, dated, limit))


def best(desk: Desk, statements: Iterable[Statement], limit: int, between: Between = ALL) -> tuple[list[Moment], int | None]:
    """The rows of `timeline`, and how many there are without a limit; None where they are very many."""
    dated = _dated(desk, statements, between)
    if len(dated) > COUNTED:
        return _moments(desk, rank.facts(desk, dated, limit)), None
    every = rank.facts(desk, dated, len(dated))
    return _moments(desk, every[:limit]), len(every)


def _dated(desk: Desk, statements: Iterable[Statement], between: Between) -> list[Statement]:
    return [
        item
        for item in statements
        if (item.kind in KINDS or is_promise(desk, item)) and (_start(desk, item) or "") and _lies(_when(desk, item), between)
    ]


def _moments(desk: Desk, facts: Sequence[rank.Fact]) -> list[Moment]:
    against = _against(desk, [one for fact in facts for one in (fact.best, *fact.others)])
    rows = [_moment(desk, fact, against) for fact in facts]
    return sorted(rows, key=lambda row: (row.start, row.line.doc, row.line.id))


def _against(desk: Desk, dated: Iterable[Statement]) -> dict[str, list[str]]:
    """Short ids of the findings that dispute what one of these statements tells, by statement."""
    found: dict[str, list[str]] = {}
    against = list(disputes(desk, dated))
    desk.cite.ahead(item.id for item in against)
    for item in against:
        for name in item.statements:
            found.setdefault(name, []).append(desk.cite.id(item.id))
    return found


def _moment(desk: Desk, fact: rank.Fact, against: dict[str, list[str]]) -> Moment:
    item = fact.best
    planned = _planned(desk, item)
    when = _when(desk, item)
    day, _, last = text.day(when).partition(" to ")
    if until(str(item.attributes.get("state") or item.predicate), when):
        day = f"until {day.removeprefix('by ')}"
    start = dates.sort_key(when)[0]
    names = dict.fromkeys(name for one in (item, *fact.others) for name in against.get(one.id, ()))
    disputed = f"[{' '.join(names)}]" if names else ""
    found = fate(desk, item)
    silent = outcomes.outcome(found) == "overdue" if found is not None else standing(desk, item) == PASSED
    passed = planned and silent
    return Moment(start, day, last, planned, desk.line(item, fact.voices(desk)), disputed, passed)


def _planned(desk: Desk, item: Statement) -> bool:
    """True for what was still to come when it was said. An understanding that was reached happened, whatever it aims at."""
    happened = item.kind == "event" and item.stance == "asserts" and not (item.due and item.due.known)
    return not happened and (is_promise(desk, item) or item.stance in ("plans", "promises", "predicts"))


def _when(desk: Desk, item: Statement) -> Period | None:
    return due_of(item) if is_promise(desk, item) else item.when


def asked(since: str | None, until: str | None) -> Between:
    """The time from one day, month or year as typed to another. Raises BadArgument."""
    if since is not None and until is not None and days(since)[0] >= days(until)[1]:
        raise BadArgument(f"{since} is after {until}", "Give the earlier day with --since")
    return days(since)[0] if since is not None else "", days(until)[1] if until is not None else ""


def _lies(when: Period | None, between: Between) -> bool:
    return when is not None and lies(when.start, when.end, between)


def lies(start: str | None, end: str | None, between: Between) -> bool:
    """True for a time, its end the day after its last, that has a day in common with this one. Of one told by a single end
    that end counts: "by 2026" is of 2026, and of no year before it."""
    first, after = start or _moved(end, -1), end or _moved(start, 1)
    return (not between[0] or after > between[0]) and (not between[1] or first < between[1])


def _moved(day: str | None, count: int) -> str:
    return dates.iso(dates.parse(day) + timedelta(days=count)) if day else ""


def _start(desk: Desk, item: Statement) -> str | None:
    found = _when(desk, item)
    return (found.start or found.end) if found else None
