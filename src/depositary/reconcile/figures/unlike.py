"""Figures that look like a conflict and are none: what they differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import isclose

from depositary.model.units import units
from depositary.reconcile.figures.relations import Cluster
from depositary.reconcile.figures.sayings import TIMELESS, Span, Variable, dated, identities, indicator
from depositary.reconcile.solve.relations import beyond

Pair = tuple[str, Cluster, Cluster]

# Explained differences that are told of one series and measure: the next ones repeat them.
MOST = 12
# Earlier figures that differ in one thing which are looked at: the nearest.
LOOK_BACK = 16
_SETTING = ("reporter", "calendar", "valuation", "coverage")


def unlike(found: Sequence[Cluster]) -> Iterator[Pair]:
    """(difference, one figure, another) for figures that a reader may take for the same."""
    yield from _rounded(found)
    yield from _but_for_one_thing(found)
    yield from _alike(found)


def _rounded(found: Sequence[Cluster]) -> Iterator[Pair]:
    """Unequal figures of one quantity whose ranges meet."""
    by_variable: dict[Variable, list[Cluster]] = defaultdict(list)
    for one in found:
        if dated(one.variable):
            by_variable[one.variable._replace(setting=())].append(one)
    for held in by_variable.values():
        ordered = sorted(held, key=lambda one: (one.low + one.high, not _prose(one), one.high - one.low, one.number))
        apart = [one for at, one in enumerate(ordered) if not at or not _one_number(ordered[at - 1], one)]
        for one, other in pairwise(apart):
            if _meet(one, other):
                yield ("rounding" if _unit(one) == _unit(other) else "unit"), one, other


def _unit(one: Cluster) -> str:
    """The unit that a figure is told in, which may be another than that of its variable."""
    return one.first.value.unit if one.first.value else ""


def _but_for_one_thing(found: Sequence[Cluster]) -> Iterator[Pair]:
    """Figures that differ and are about the same but for one thing: time, base, unit, scope, or how they were counted. Each
    is told with one earlier figure."""
    seen: dict[tuple[str, Variable], list[Cluster]] = defaultdict(list)
    told: dict[tuple[str, str], int] = defaultdict(int)
    for one in found:
        where = (one.variable.series, one.variable.kind)
        pair = _nearest(one, seen)
        if pair is not None and told[where] < MOST:
            told[where] += 1
            yield (*pair, one)
        for difference, key in _marks(one.variable):
            seen[difference, key].append(one)


def _marks(name: Variable) -> Iterator[tuple[str, Variable]]:
    """The variable without one of its marks at a time: figures with the same key differ in nothing else."""
    if not dated(name):
        yield "year_unknown", name
    yield "unit", name._replace(unit="")
    yield "period", name._replace(at=TIMELESS, base=TIMELESS)
    yield "baseline", name._replace(base=TIMELESS)
    for place, difference in enumerate(_SETTING):
        yield difference, name._replace(setting=(*name.setting[:place], "", *name.setting[place + 1 :]))
    yield "scope", name._replace(series="/".join(name.series.split("/")[:3]))


def _nearest(one: Cluster, seen: Mapping[tuple[str, Variable], list[Cluster]]) -> tuple[str, Cluster] | None:
    for difference, key in _marks(one.variable):
        near = seen.get((difference, key), [])[-LOOK_BACK:]
        for other in sorted(near, key=lambda each: (_on_one_day(one, each), each.number), reverse=True):
            apart = difference == "unit" or not _meet(one, other)
            alike = other.variable == one.variable and difference != "year_unknown"
            if apart and not alike and _mistaken(difference, one, other):
                known = dated(one.variable) and dated(other.variable)
                return (difference if known else "year_unknown"), other
    return None


def _on_one_day(one: Cluster, other: Cluster) -> bool:
    """True for figures told on one day: "4.2 billion dollars", "4 billion euro"."""
    return one.first.said is not None and one.first.said == other.first.said


def _mistaken(difference: str, one: Cluster, other: Cluster) -> bool:
    """True when a reader may take two figures for the same. Figures of different times: where the one lies in the other, or
    texts tell them of something that is no flow."""
    left, right = one.variable, other.variable
    if difference == "unit":
        return left.unit in currencies() and right.unit in currencies()
    if difference == "year_unknown":
        return _prose(one) and _prose(other)
    # The length of a line and of the corridor that it lies in are not taken for each other.
    if difference == "scope":
        return "/flow/" in left.series
    if difference != "period":
        return True
    if left.at == right.at:
        return False
    prose = _prose(one) and _prose(other)
    if not dated(left) or not dated(right):
        return prose
    return _within(left.at, right.at) or (prose and "/flow" not in left.series)


def _alike(found: Sequence[Cluster]) -> Iterator[Pair]:
    """Equal numbers of two indicators that readers take for one another."""
    names = {name for group in identities()["alike"] for name in group}
    by_number: dict[tuple[float, float], list[Cluster]] = defaultdict(list)
    for one in found:
        if indicator(one.variable.series) in names and one.variable.kind == "level":
            by_number[one.low, one.high].append(one)
    for held in by_number.values():
        seen: dict[str, Cluster] = {}
        for one in held:
            seen.setdefault(indicator(one.variable.series), one)
        first, *rest = seen.values()
        for other in rest:
            yield ("measure" if first.variable.unit == other.variable.unit else "unit"), first, other


@cache
def currencies() -> frozenset[str]:
    """Units of money: nothing converts between them."""
    return frozenset(key for key, one in units().items() if one.factor is None)


def _one_number(one: Cluster, other: Cluster) -> bool:
    """True for one number in two spellings, "4.18 billion" and "4,180 million": nobody takes them for a conflict."""
    return isclose(one.low + one.high, other.low + other.high, rel_tol=1e-9)


def _meet(one: Cluster, other: Cluster) -> bool:
    """True when the two ranges have a value in common."""
    return not beyond(one.low, other.high) and not beyond(other.low, one.high)


def _prose(one: Cluster) -> bool:
    """True when a text tells it: rows of a table are not mistaken for each other."""
    return any(not each.one.made_by.startswith("extract.tables") for each in one.sayings)


def _within(one: Span, other: Span) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )
