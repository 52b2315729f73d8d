"""Each day planned for a thing, as told over time: a drawing with the day of telling across and the day planned upwards.

A plan that is put off climbs from one telling to the next. A day that is only told to a month or a year is a bar as long as
that. Lines join two tellings only where a finding says that the day moved from the one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from depositary.model import dates
from depositary.model.nouns import Finding, Statement
from depositary.model.ontology import ontology
from depositary.views import outcomes, text
from depositary.views.chart import Tick
from depositary.views.lines import Desk, Line
from depositary.views.promises import due_of, fate, is_promise, standing
from depositary.views.slippage import FIRST

WIDTH, HEIGHT = 760, 380
_LEFT, _RIGHT, _TOP, _FOOT = 62, 22, 16, 40
# A bar is never thinner than it can be seen and pointed at.
_THIN = 7.0
# Years that an axis names at most; labels would run into each other.
_YEARS = 9
# So many letters of a verb tell states apart: complete(d), open(ed).
_STEM = 4
# Days that a period may last and still be a point in a drawing of years.
_POINT = 31


@dataclass(frozen=True, slots=True)
class Plan:
    """One telling of a planned day. `what` is the state to be reached; `said` and `due` are the first and the last day of telling
    and of the plan, as ordinals; `opening` is true where it is told as the first of several, so before what it moved to."""

    line: Line
    what: str
    said: tuple[int, int] | None
    due: tuple[int, int]
    said_words: str
    due_words: str
    fate: str
    tone: str
    came: int | None
    opening: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A plan in the drawing: a box, and a point where both of its days are told to the month or better."""

    id: str
    x: float
    y: float
    width: float
    height: float
    point: bool
    tone: str
    title: str


@dataclass(frozen=True, slots=True)
class Move:
    """A line from a plan to the one it moved to, and the finding that says so."""

    id: str
    x1: float
    y1: float
    x2: float
    y2: float
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing; `today` joins the days that are told on themselves, `came` are days on which it came. `left_out` counts
    plans of which no day of telling is known."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    moves: tuple[Move, ...]
    today: tuple[float, float, float, float] | None
    came: tuple[tuple[float, float, str], ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    left_out: int

    @property
    def vague(self) -> bool:
        """True where a bar stands in it."""
        return any(not one.point for one in self.marks)

    @property
    def late(self) -> bool:
        """True where a plan is late, moved or dropped."""
        return any(one.tone == "late" for one in self.marks)


def plans(desk: Desk, key: str) -> list[Plan]:
    """Every planned day told of a thing and of what belongs to it, the first said first; what copies tell again is left out."""
    own = [one for one in desk.about(key) if is_promise(desk, one)]
    # Words that do not hold the name of the thing are known to be of it by the findings on its promises.
    own += [one for name in _things(desk, key) for found in desk.of_states.get(name, ()) for one in _promised(desk, found)]
    told = {one.id: one for one in own if not desk.document(one).copy_of}
    made = [plan for one in told.values() if (plan := _plan(desk, one)) is not None]
    return sorted(made, key=lambda one: (not one.opening, one.said is None, one.said or (0, 0), one.due, one.line.id))


def _things(desk: Desk, key: str) -> list[str]:
    """The thing and what belongs to it, by id."""
    thing, case = desk.entity(key), desk.record.case
    own = thing.props.get("key") if thing else None
    below = [one.id for one in case.entities if own and one.props.get("parent") == own] if case else []
    return [thing.id, *below] if thing else []


def _promised(desk: Desk, found: Finding) -> list[Statement]:
    """The promises among the statements of a finding: the first, and the new one where the day moved."""
    return desk.named(found)[: 2 if _moved(found) else 1] if outcomes.outcome(found) or _moved(found) else []


def _plan(desk: Desk, one: Statement) -> Plan | None:
    found, said = fate(desk, one), desk.said_on(one)
    expected = outcomes.promised(found) if found is not None else {}
    when = due_of(one)
    due = _days(when.start, when.end) if when is not None else None
    due = due or _days(str(expected.get("start") or "") or None, str(expected.get("end") or "") or None)
    if due is None or one.stance in ("denies", "supposes") or one.negated:
        return None
    opening = expected.get("said") == FIRST
    told = outcomes.told(found) if found is not None else {}
    kept = found is not None and outcomes.outcome(found) in ("kept", "kept_late")
    came = str(told.get("start") or "") if kept else ""
    late = found is not None and outcomes.outcome(found) in outcomes.LATE
    words = text.told_on(said)
    # What is told as the first of several was said before that which it moved to.
    said = desk.said_on(desk.named(found)[1]) if opening and found is not None and _moved(found) else said
    return Plan(
        desk.line(one), what_of(one, expected), _days(said.start, said.end) if said is not None else None, due,
        f"{FIRST}, told {words}" if opening else words, text.day(when) or str(expected.get("due") or ""),
        standing(desk, one), "late" if late else "kept" if kept else "", dates.parse(came).toordinal() if came else None, opening,
    )  # fmt: skip


def what_of(one: Statement, expected: Mapping[str, Any]) -> str:
    """The state that is to be reached by the day, by the finding, the statement or its verb; "" where none of them tells one."""
    states = ontology().statuses
    told = str(expected.get("state") or one.attributes.get("state") or (one.predicate if one.kind == "status" else ""))
    verb = str(one.attributes.get("verb") or one.predicate)
    stemmed = (key for key in states if len(verb) >= _STEM and key.startswith(verb))
    key = told if told in states else next(stemmed, "")
    return states[key].label if key else ""


def _days(start: str | None, end: str | None) -> tuple[int, int] | None:
    """The first and the last day; where one end is open both are the other."""
    first = dates.parse(start).toordinal() if start else None
    last = dates.parse(end).toordinal() - 1 if end else None
    low = first if first is not None else last
    high = last if last is not None else first
    return (low, max(low, high)) if low is not None and high is not None else None


@dataclass(frozen=True, slots=True)
class _Axis:
    """From days to places."""

    first: int
    last: int
    start: float
    end: float

    def at(self, day: int) -> float:
        share = (min(max(day, self.first), self.last) - self.first) / max(self.last - self.first, 1)
        return round(self.start + share * (self.end - self.start), 1)

    def years(self) -> Iterator[Tick]:
        first, last = (date.fromordinal(day).year for day in (self.first, self.last))
        step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / one < _YEARS)
        for year in range(first + -first % step, last + 1, step):
            day = dates.parse(f"{year:04d}-01-01").toordinal()
            if self.first <= day <= self.last:
                yield Tick(self.at(day), str(year))


def drawing(desk: Desk, told: Sequence[Plan]) -> Drawing | None:
    """The drawing of these plans; None where no two of them tell when they were said."""
    drawn = [one for one in told if one.said is not None]
    if len(drawn) < 2:
        return None
    came = sorted({one.came for one in drawn if one.came is not None})
    across = _axis([day for one in drawn for day in one.said or ()] + came, _LEFT, WIDTH - _RIGHT)
    up = _axis([day for one in drawn for day in one.due] + came, HEIGHT - _FOOT, _TOP)
    # What is late or kept is drawn last, so that nothing told on the same day hides it.
    marks = tuple(_mark(one, across, up) for one in sorted(drawn, key=lambda one: bool(one.tone)))
    return Drawing(
        WIDTH, HEIGHT, marks, tuple(_moves(desk, marks)), _today(across, up),
        tuple((across.at(day), up.at(day), f"came {date.fromordinal(day).isoformat()}") for day in came),
        tuple(across.years()), tuple(up.years()), len(told) - len(drawn),
    )  # fmt: skip


def _axis(days: Iterable[int], start: float, end: float) -> _Axis:
    """Whole years around the days, so that both ends are named."""
    held = list(days)
    first, last = date.fromordinal(min(held)).year, date.fromordinal(max(held)).year + 1
    low, high = (dates.parse(f"{year:04d}-01-01").toordinal() for year in (first, last))
    return _Axis(low, high, start, end)


def _mark(one: Plan, across: _Axis, up: _Axis) -> Mark:
    assert one.said is not None
    left, right = (across.at(day) for day in one.said)
    low, high = (up.at(day) for day in one.due)
    left = across.start if one.opening else left
    short = one.said[1] - one.said[0] <= _POINT and one.due[1] - one.due[0] <= _POINT and not one.opening
    width, height = max(right - left, _THIN), max(low - high, _THIN)
    x, y = (left + right) / 2 - width / 2, (low + high) / 2 - height / 2
    who = text.capital(one.line.speaker)
    lead = f"{text.capital(one.what)} " if one.what else ""
    words = f"{lead}{one.due_words or 'no day'}, as said {one.said_words or 'on no day'} by {who}; {one.fate}"
    return Mark(
        one.line.id, round(x, 1), round(y, 1), round(width, 1), round(height, 1), short, one.tone,
        f"{words}: {text.shorten(one.line.quote, 120)}",
    )  # fmt: skip


def _moves(desk: Desk, marks: Sequence[Mark]) -> Iterator[Move]:
    places = {one.id: (one.x + one.width / 2, one.y + one.height / 2) for one in marks}
    for found in desk.record.findings:
        ends = [places[name] for name in found.statements[:2] if name in places]
        if len(ends) == 2 and _moved(found):
            (x1, y1), (x2, y2) = ends
            words = outcomes.words(found) or "the day moved"
            yield Move(found.id, round(x1, 1), round(y1, 1), round(x2, 1), round(y2, 1), words)


def _moved(found: Finding) -> bool:
    return found.relation == "slips" or outcomes.outcome(found) in ("moved", "brought_forward")


def _today(across: _Axis, up: _Axis) -> tuple[float, float, float, float] | None:
    """Where the day told is the day of telling, as far as both axes have it."""
    first, last = max(across.first, up.first), min(across.last, up.last)
    return (across.at(first), up.at(first), across.at(last), up.at(last)) if first < last else None
