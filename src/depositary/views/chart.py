"""The figures of a series as a drawing: each claim a point with its interval, never an average.

What follows from the figures without being said is a band; a line joins points that stand in conflict. Positions are
numbers of an SVG; what stands for a point in words goes with it, so that the drawing can be read without seeing it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from depositary.model import dates
from depositary.model.nouns import Finding, Statement
from depositary.views import implied, text
from depositary.views.lines import Desk, tone

WIDTH, HEIGHT = 760, 260
_LEFT, _RIGHT, _TOP, _FOOT = 76, 20, 18, 34
# Years that a drawing names at most; labels would run into each other.
_YEARS = 9
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim: its middle, the ends of its interval and of its period, and in words. `open` is up, down or "" where one end is
    not told ("over 5")."""

    id: str
    x: float
    y: float
    top: float
    foot: float
    left: float
    right: float
    open: str
    title: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A value that follows: a box over its period."""

    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two claims that cannot both hold, and the finding that says so."""

    id: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of the claims of one series in one unit. `left_out` counts claims of it that tell no period or no number."""

    width: int
    height: int
    measure: str
    unit: str
    dots: tuple[Dot, ...]
    bands: tuple[Band, ...]
    joins: tuple[Join, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """From days and values to places in the drawing."""

    first: int
    last: int
    low: float
    high: float

    def x(self, day: int) -> float:
        share = (day - self.first) / max(self.last - self.first, 1)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / ((self.high - self.low) or 1.0)
        return round(HEIGHT - _FOOT - share * (HEIGHT - _TOP - _FOOT), 1)


def charts(desk: Desk, key: str) -> list[Chart]:
    """The drawings of a series: one a unit and measure, that with most points first. A single point needs none."""
    said = [one for one in desk.record.statements if one.series == key and one.value is not None]
    groups: dict[tuple[str, str], list[Statement]] = {}
    for one in said:
        groups.setdefault((one.value.unit if one.value else "", one.measure or ""), []).append(one)
    made = [_chart(desk, key, items) for items in groups.values()]
    return sorted((one for one in made if one is not None), key=lambda one: (-len(one.dots), one.unit, one.measure))


def _chart(desk: Desk, key: str, items: Sequence[Statement]) -> Chart | None:
    """The drawing of claims in one unit; None where fewer than two tell a period."""
    value = items[0].value
    assert value is not None
    drawn = [one for one in items if _ends(one) is not None and one.when is not None and one.when.start]
    if len(drawn) < 2:
        return None
    follows = [one for one in desk.record.findings if _follows(one, key, value.unit)]
    frame = _frame(drawn, follows)
    dots = tuple(_dot(desk, frame, one) for one in drawn)
    unit = text.unit_label(value)
    return Chart(
        width=WIDTH, height=HEIGHT, measure=items[0].measure or "", unit=unit, dots=dots,
        bands=tuple(_band(frame, one, unit) for one in follows),
        joins=tuple(_joins(desk, {dot.id: dot for dot in dots})),
        across=tuple(_across(frame)), up=tuple(_up(frame)), left_out=len(items) - len(drawn),
    )  # fmt: skip


def _ends(one: Statement) -> tuple[float, float] | None:
    """The interval of a claim; where one end is not told it is a point at the other."""
    ends = [end for end in (one.value.low, one.value.high) if end is not None] if one.value else []
    return (min(ends), max(ends)) if ends else None


def _days(start: str | None, end: str | None) -> tuple[int, int]:
    first = dates.parse(str(start)).toordinal()
    return first, max(dates.parse(end).toordinal(), first + 1) if end else first + 1


def _frame(drawn: Sequence[Statement], follows: Sequence[Finding]) -> _Frame:
    spans = [_days(one.when.start, one.when.end) for one in drawn if one.when]
    spans += [_days(_seen(one)["start"], _seen(one)["end"]) for one in follows]
    values = [end for one in drawn for end in _ends(one) or ()]
    values += [float(_seen(one)[name]) for one in follows for name in ("low", "high")]
    low, high = _room(min(values), max(values)) if values else (0.0, 1.0)
    return _Frame(min((one[0] for one in spans), default=0), max((one[1] for one in spans), default=1), low, high)


def _room(low: float, high: float) -> tuple[float, float]:
    """The ends of the axis: some room beyond the values, and nought where it is not far."""
    size = high - low or abs(high) * 0.5 or 1.0
    top = high + size * 0.1 if high > 0 or low == high else max(high + size * 0.1, 0.0)
    return (0.0 if 0 <= low < high / 2 else low - size * 0.1), top


def _dot(desk: Desk, frame: _Frame, one: Statement) -> Dot:
    low, high = _ends(one) or (0.0, 0.0)
    first, last = _days(one.when.start, one.when.end) if one.when else (0, 0)
    value = one.value
    opened = "" if value is None or None not in (value.low, value.high) else "up" if value.high is None else "down"
    title = f"{text.figure(one)}, {text.day(one.when)}: {desk.voice(one)}"
    return Dot(
        id=one.id, x=frame.x((first + last) // 2), y=frame.y((low + high) / 2), top=frame.y(high), foot=frame.y(low),
        left=frame.x(first), right=frame.x(last), open=opened, title=title, contested=one.id in desk.contested,
    )  # fmt: skip


def _seen(one: Finding) -> Mapping[str, str]:
    return one.observed if isinstance(one.observed, Mapping) else {}


def _follows(one: Finding, key: str, unit: str) -> bool:
    """A value of this series in this unit that follows, with both ends and a whole period."""
    seen = _seen(one)
    told = all(seen.get(name) is not None for name in ("low", "high", "start", "end"))
    is_value = one.relation == "implies" and one.check == implied.CHECK and seen.get("series") == key
    return is_value and told and seen.get("unit") == unit


def _band(frame: _Frame, one: Finding, unit: str) -> Band:
    seen = _seen(one)
    first, last = _days(seen["start"], seen["end"])
    low, high = float(seen["low"]), float(seen["high"])
    top = frame.y(high)
    ends = f"{text.number(low)} to {text.number(high)} {unit}"
    width = max(frame.x(last) - frame.x(first), 3.0)
    return Band(frame.x(first), top, round(width, 1), max(round(frame.y(low) - top, 1), 3.0), f"follows: {ends}")


def _joins(desk: Desk, dots: Mapping[str, Dot]) -> Iterator[Join]:
    for one in desk.record.findings:
        held = [dots[name] for name in one.statements if name in dots] if tone(one) == "conflict" else []
        for a, b in pairwise(held):
            yield Join(one.id, a.x, a.y, b.x, b.y)


def _across(frame: _Frame) -> Iterator[Tick]:
    """Whole years, so many that their names do not touch."""
    first, last = (dates.iso(date.fromordinal(day)) for day in (frame.first, frame.last))
    years = range(int(first[:4]), int(last[:4]) + 1)
    step = max(1, math.ceil(len(years) / _YEARS))
    for year in years[::step]:
        day = dates.parse(f"{year:04d}-01-01").toordinal()
        if frame.first <= day <= frame.last:
            yield Tick(frame.x(day), str(year))


def _up(frame: _Frame) -> Iterator[Tick]:
    """Round values."""
    rough = (frame.high - frame.low) / _STEPS or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * many for many in (1, 2, 2.5, 5, 10) if size * many >= rough * 0.999)
    value = math.ceil(frame.low / step - 1e-9) * step
    while value <= frame.high + step * 1e-9:
        yield Tick(frame.y(value), _short(value))
        value += step


def _short(value: float) -> str:
    """5, 2.5 billion."""
    size, word = next(((size, word) for size, word in text.LARGE if abs(value) >= size), (1.0, ""))
    return f"{value / size:,.6g} {word}".rstrip()


def legend(found: Iterable[Chart]) -> list[str]:
    """What of points, bands and conflicts the drawings hold, for a legend that names nothing which is not there."""
    held = list(found)
    return [name for name in ("dots", "bands", "joins") if any(getattr(one, name) for one in held)]
