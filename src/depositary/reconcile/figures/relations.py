"""The system of one group of figures: clusters of equal sayings on variables, and what links the variables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from depositary.model.nouns import Statement
from depositary.reconcile.figures.sayings import (
    TIMELESS,
    Saying,
    Span,
    Variable,
    dated,
    identities,
    indicator,
    tilings,
)
from depositary.reconcile.solve import NotBelow, Product, Sets, Sum, System

# Tilings are looked for among at most so many spans of one series; past that a table tells its own sums.
MOST_SPANS = 400
# The unit of levels of which only growth is told.
UNTOLD = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Equal sayings: one variable, the same ends. The first in the order of the record stands for all, one that tells the figure
    before one that takes it back."""

    number: int
    variable: Variable
    low: float
    high: float
    sayings: tuple[Saying, ...]

    @property
    def first(self) -> Statement:
        return self.sayings[0].one


def clusters(sayings: Iterable[Saying]) -> list[Cluster]:
    """Equal sayings together, in the order of their first."""
    held: dict[tuple[Variable, float, float], list[Saying]] = {}
    for one in sayings:
        held.setdefault((one.variable, one.low, one.high), []).append(one)
    return [Cluster(number, *key, tuple(sorted(found, key=_taken_back))) for number, (key, found) in enumerate(held.items())]


def _taken_back(one: Saying) -> bool:
    return any(word in one.one.quote.lower() for word in identities()["revised"])


def system(found: Sequence[Cluster]) -> System:
    """All clusters as sayings of one system, with the relations between their variables. Figures without the time they
    need are left out: they can be held against nothing."""
    made = System()
    held: dict[Variable, None] = {}
    for one in found:
        if not dated(one.variable):
            continue
        made.say(one.variable, one.low, one.high, by=one.number)
        held[one.variable] = None
    units = _Units(held).of
    for variable in held:
        level = variable._replace(kind="level", base=TIMELESS)
        if variable.kind == "growth" and variable.at != TIMELESS and variable.base != TIMELESS:
            for unit in units(variable):
                grown = level._replace(unit=unit)
                made.add(Product(grown, variable, grown._replace(at=variable.base)))
        elif variable.kind == "change":
            made.free(variable)
            made.add(Sum(level, (level._replace(at=variable.base), variable)))
    levels = _levels(made, held)
    levels += _sums_of_indicators(made, levels)
    _sums_over_time(made, levels)
    _growing(made, levels)
    return made


def _company(name: Variable) -> tuple[str, tuple[str, ...]]:
    """What series that a definition may link have in common: all but the indicator, and the setting."""
    return name.series.partition("/")[2], name.setting


class _Units:
    """The units in which growth links levels: those told of a time that it leads to, be it by further growth, else all in
    which levels are told. That of a turnover is linked also where only its parts are told, and growth over two years with
    that of each also where no level is."""

    def __init__(self, held: Iterable[Variable]) -> None:
        self._times = Sets()
        self._told: dict[Hashable, set[str]] = defaultdict(set)
        held = list(held)
        for one in held:
            if one.kind == "growth":
                self._times.join((_company(one), one.at), (_company(one), one.base))
        for one in held:
            if one.kind == "level":
                self._told[_company(one)].add(one.unit)
                self._told[self._times.of((_company(one), one.at))].add(one.unit)

    def of(self, growth: Variable) -> list[str]:
        """The units for one growth."""
        company = _company(growth)
        near = self._told.get(self._times.of((company, growth.at)))
        return sorted(near or self._told.get(company) or [UNTOLD])


def _levels(made: System, held: Iterable[Variable]) -> list[Variable]:
    """All levels: those told and those that growth and change bring in."""
    found = dict.fromkeys(one for one in held if one.kind == "level")
    for relation in made.relations:
        found.update(
            dict.fromkeys(
                one for one in relation.variables if isinstance(one, Variable) and one.kind == "level"
            )
        )
    return list(found)


def _sums_of_indicators(made: System, levels: Sequence[Variable]) -> list[Variable]:
    """Totals and their parts, where the total and a part or all parts are told; the variables that this brings in."""
    told: dict[tuple[str, Variable], dict[str, Variable]] = defaultdict(dict)
    for one in levels:
        name, _, rest = one.series.partition("/")
        told[rest, one._replace(series="")][name] = one
    new: list[Variable] = []
    for (rest, where), held in told.items():
        for identity in identities()["sums"]:
            total, parts = identity["total"], identity["parts"]
            known = [part in held for part in parts]
            if all(known) or (any(known) and total in held):
                for name in (total, *parts):
                    if name not in held:
                        held[name] = where._replace(series=f"{name}/{rest}" if rest else name)
                        new.append(held[name])
                made.add(Sum(held[total], tuple(held[part] for part in parts)))
    return new


def _sums_over_time(made: System, levels: Sequence[Variable]) -> None:
    """A year is the sum of its quarters, where the series is a flow; and never below a part of it."""
    by_series: dict[Variable, list[Span]] = defaultdict(list)
    for one in levels:
        if "/flow" in one.series and one.at != TIMELESS:
            by_series[one._replace(at=TIMELESS)].append(one.at)
    for series, spans in by_series.items():
        whole = sorted(set(spans))[:MOST_SPANS]
        tiled = list(tilings(whole))
        for total, pieces in tiled:
            made.add(Sum(series._replace(at=total), tuple(series._replace(at=one) for one in pieces)))
        summed = {(total, piece) for total, pieces in tiled for piece in pieces}
        for outer, inner in _nested(whole):
            if (outer, inner) not in summed:
                made.add(NotBelow(series._replace(at=outer), series._replace(at=inner)))


def _nested(spans: Sequence[Span]) -> Iterable[tuple[Span, Span]]:
    """Each span with the least one around it."""
    for inner in spans:
        around = [one for one in spans if one != inner and one.start <= inner.start and inner.end <= one.end]
        if around:
            yield min(around, key=lambda one: (one.end, one.start)), inner


def _growing(made: System, levels: Sequence[Variable]) -> None:
    by_series: dict[Variable, list[Span]] = defaultdict(list)
    for one in levels:
        if indicator(one.series) in identities()["growing"]:
            by_series[one._replace(at=TIMELESS)].append(one.at)
    for series, spans in by_series.items():
        ordered = sorted(set(spans), key=lambda one: (one.end, one.start))
        for earlier, later in pairwise(ordered):
            made.add(NotBelow(series._replace(at=later), series._replace(at=earlier)))
