"""Offices and positions of a speaker over time: as lists with what they rest on, and as a drawing of lanes.

An office is told by the case, with its days, or by documents, which only tell when somebody was called so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from depositary.model import dates
from depositary.model.nouns import Statement
from depositary.model.text import fold
from depositary.views import text
from depositary.views.actors import own_words
from depositary.views.chart import Tick
from depositary.views.lines import Desk, Line
from depositary.views.positions import Issue, Positions

WIDTH = 900
_LEFT, _RIGHT, _TOP, _ROW, _FOOT = 216, 20, 12, 30, 30
# Lanes of issues in a drawing; the others are in the list.
MOST = 10
_YEARS = 12
_LABEL = 30


@dataclass(frozen=True, slots=True)
class Office:
    """An office, with its days as told ("" open or not known) and whose word that is. By documents: the first and the last day
    on which they call somebody so, in how many statements, and one of them."""

    office: str
    first: str
    last: str
    by_case: bool
    count: int = 0
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """An office in its lane; an end that is not known is open."""

    x: float
    width: float
    opens: bool
    ends: bool
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A position in the lane of its issue."""

    id: str
    x: float
    changed: bool
    title: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane with its label."""

    y: float
    label: str
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The drawing; `others` counts issues that have no lane."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    across: tuple[Tick, ...]
    others: int

    @property
    def left(self) -> int:
        """Where lanes begin."""
        return _LEFT

    @property
    def changed(self) -> bool:
        """True where a position changed."""
        return any(dot.changed for lane in self.lanes for dot in lane.dots)


def offices(desk: Desk, name: str) -> list[Office]:
    """Offices by the case, oldest first, then those by which documents call the speaker. Raises BadArgument."""
    who, said = own_words(desk, name)
    thing = desk.entity(who.entity) if who.entity else None
    rows = (thing.props.get("offices") or ()) if thing else ()
    told = (one for one in rows if one.get("office"))
    case = [Office(str(one["office"]), str(one.get("from") or ""), str(one.get("to") or ""), True) for one in told]
    return [*sorted(case, key=lambda one: (one.first, one.last, one.office)), *_called(desk, said)]


def _called(desk: Desk, said: Sequence[Statement]) -> Iterator[Office]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for one in said:
        if one.speaker is not None and one.speaker.role:
            found[fold(text.flat(one.speaker.role))].append(one)
    made = [_told(desk, held) for held in found.values()]
    yield from sorted(made, key=lambda one: (one.first or "9999", one.last, one.office))


def _told(desk: Desk, held: Sequence[Statement]) -> Office:
    days = sorted(text.heard(period) for one in held if (period := desk.said_on(one)) is not None and text.heard(period))
    role = held[0].speaker.role if held[0].speaker else ""
    ends = (days[0], days[-1]) if days else ("", "")
    return Office(text.flat(role or ""), *ends, False, len(held), desk.line(held[0]))


def lanes(desk: Desk, held: Sequence[Office], told: Positions) -> Lanes | None:
    """The drawing of offices and positions; None where no day of any is known."""
    issues = [one for one in told.issues if any(_day(desk, each.line) for each in one.positions)]
    dated = [one for one in held if one.first or one.last]
    days = [_ordinal(day) for one in dated for day in (one.first, one.last) if day]
    days += [day for one in issues[:MOST] for each in one.positions if (day := _day(desk, each.line))]
    if not days:
        return None
    if desk.as_of:
        days.append(dates.parse(desk.as_of).toordinal())
    first, last = date.fromordinal(min(days)).year, date.fromordinal(max(days)).year + 1
    frame = _Frame(dates.parse(f"{first:04d}-01-01").toordinal(), dates.parse(f"{last:04d}-01-01").toordinal())
    made = [Lane(0, text.shorten(one.office, _LABEL), (_bar(frame, one),), ()) for one in dated]
    made += [Lane(0, text.shorten(text.capital(one.name), _LABEL), (), tuple(_dots(desk, frame, one))) for one in issues[:MOST]]
    placed = tuple(Lane(_TOP + _ROW * (at + 0.5), one.label, one.bars, one.dots) for at, one in enumerate(made))
    height = _TOP + _ROW * len(placed) + _FOOT
    return Lanes(WIDTH, height, placed, tuple(frame.years(first, last)), len(issues) - len(issues[:MOST]))


@dataclass(frozen=True, slots=True)
class _Frame:
    """From days to places."""

    first: int
    last: int

    def at(self, day: int) -> float:
        share = (day - self.first) / max(self.last - self.first, 1)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def years(self, first: int, last: int) -> Iterator[Tick]:
        step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / one < _YEARS)
        for year in range(first + -first % step, last + 1, step):
            yield Tick(self.at(dates.parse(f"{year:04d}-01-01").toordinal()), str(year))


def _ordinal(day: str) -> int:
    """The first day of a year, month or day."""
    return dates.parse((day + "-01-01")[:10]).toordinal()


def _day(desk: Desk, line: Line) -> int:
    """When a position was told, 0 where it is not known."""
    period = desk.said_on(desk.record.by_id[line.id])
    day = text.heard(period) if period is not None else ""
    return _ordinal(day) if day else 0


def _bar(frame: _Frame, one: Office) -> Bar:
    start = frame.at(_ordinal(one.first)) if one.first else float(_LEFT)
    end = frame.at(_ordinal(one.last)) if one.last else float(WIDTH - _RIGHT)
    days = f"{one.first or 'not known since when'} to {one.last or 'no end told'}"
    whose = "by the case" if one.by_case else f"called so in {text.counted(one.count, 'statement')}"
    return Bar(start, round(max(end - start, 5.0), 1), not one.first, not one.last, f"{one.office}, {days}, {whose}")


def _dots(desk: Desk, frame: _Frame, issue: Issue) -> Iterator[Dot]:
    for one in issue.positions:
        day = _day(desk, one.line)
        if day:
            words = f"{one.day}: {text.shorten(one.line.quote, 110)}"
            yield Dot(one.line.id, frame.at(day), bool(one.change), f"{words} (changed: {one.change})" if one.change else words)
