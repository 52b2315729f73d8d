"""What holds of figures whatever they say: of small worlds made up by hypothesis."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Finding, Period, Quantity, Statement
from depositary.model.record import Record
from depositary.reconcile.figures.check import figures
from depositary.reconcile.figures.relations import clusters, system
from depositary.reconcile.figures.sayings import sayings
from depositary.reconcile.solve import System

CONFLICT = ("contradicts", "in_tension")
# Weight in units of one dimension, with tonnes to each.
UNITS = {"t": 1.0, "kg": 1000.0}
TIMES = {
    "2020": factory.period("2020"),
    "2021": factory.period("2021"),
    "half": Period("2021-01-01", "2021-07-01", "bounds", "", "the first half of 2021"),
    "rest": Period("2021-07-01", "2022-01-01", "bounds", "", "the second half of 2021"),
}


@dataclass(frozen=True)
class Told:
    """One figure, in tonnes or percent."""

    measure: str
    name: str
    at: str
    low: float
    high: float

    def statement(self, place: int, unit: str = "t") -> tuple[Document, Statement]:
        doc = factory.document(f"Text {place} tells a figure.", f"{place:02d}.txt")
        value = Quantity(self.low * UNITS[unit], self.high * UNITS[unit], unit, f"number {place}")
        if self.measure == "growth":
            value = Quantity(self.low, self.high, "percent", f"number {place}", direction="up")
        if self.measure != "level":
            value = replace(value, direction="up", baseline=TIMES["2020"])
        return doc, factory.statement(
            doc, "tells a figure", "figure", value=value, when=TIMES[self.at], measure=self.measure,
            series=f"trade.{self.name}/XOS+XVA/flow/goods", attributes={"reporter": "Verania"},
        )  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> Told:
    measure = draw(st.sampled_from(["level", "level", "level", "growth", "change"]))
    low = draw(st.integers(1, 9)) * 10.0
    return Told(
        measure,
        draw(st.sampled_from(["turnover", "turnover", "exports", "imports"])),
        draw(st.sampled_from(sorted(TIMES))) if measure == "level" else "2021",
        low,
        low + draw(st.sampled_from([0.0, 1.0, 20.0])),
    )


WORLDS = st.lists(told(), min_size=1, max_size=8)


def held(world: Sequence[Told], unit: str = "t") -> list[tuple[Document, Statement]]:
    return [one.statement(place, unit) for place, one in enumerate(world)]


def found(rows: Sequence[tuple[Document, Statement]]) -> list[Finding]:
    record = Record({doc.id: doc for doc, _ in rows}, [one for _, one in rows])
    return list(figures(record))


def conflicts(rows: Sequence[tuple[Document, Statement]]) -> list[Finding]:
    return [one for one in found(rows) if one.relation in CONFLICT]


@given(WORLDS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter(world: list[Told], chance: random.Random) -> None:
    rows = held(world)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert [dumps(one) for one in found(rows)] == [dumps(one) for one in found(shuffled)]


@given(WORLDS)
@settings(max_examples=60, deadline=None)
def test_a_told_set_holds_when_any_member_is_taken_away(world: list[Told]) -> None:
    rows = held(world)
    record = Record({doc.id: doc for doc, _ in rows}, [one for _, one in rows])
    known = clusters(sayings(record.sorted(record.statements), record))
    whole = system(known)
    number = {one.one.id: cluster.number for cluster in known for one in cluster.sayings}
    for one in conflicts(rows):
        members = [number[item] for item in one.statements]
        assert _clash(whole, members)
        for away in members:
            assert not _clash(whole, [item for item in members if item != away])


def _clash(whole: System, members: Sequence[int]) -> bool:
    bounds = [one for one in whole.bounds if one.by in members]
    return bool(replace(whole, bounds=bounds).conflicts())


@given(WORLDS, told())
@settings(max_examples=60, deadline=None)
def test_one_more_statement_mends_no_conflict(world: list[Told], more: Told) -> None:
    if conflicts(held(world)):
        assert conflicts(held([*world, more]))


def stated(world: Sequence[Told], reporters: Sequence[str]) -> list[tuple[Document, Statement]]:
    """The world with a named reporter for each figure."""
    rows = zip(held(world), reporters, strict=False)
    return [(doc, replace(one, attributes={"reporter": name})) for (doc, one), name in rows]


@given(WORLDS, told(), st.lists(st.sampled_from(["Verania", "Osmerra"]), min_size=9, max_size=9))
@settings(max_examples=60, deadline=None)
def test_one_more_count_of_anybody_leaves_every_conflict(world: list[Told], more: Told, reporters: list[str]) -> None:
    """The same quantities stay in conflict, by the same statements or by fewer."""
    before = conflicts(stated(world, reporters))
    after = conflicts(stated([*world, more], reporters))
    quantities = [_quantities(one, [*world, more], reporters) for one in after]
    for one in before:
        assert any(each <= _quantities(one, world, reporters) for each in quantities), one.reason


def _quantities(one: Finding, world: Sequence[Told], reporters: Sequence[str]) -> frozenset[tuple[str, str, str, str]]:
    named = {row[1].id: (told_, name) for row, told_, name in zip(held(world), world, reporters, strict=False)}
    return frozenset((t.measure, t.name, t.at, name) for t, name in (named[item] for item in one.statements))


@given(WORLDS)
@settings(max_examples=60, deadline=None)
def test_units_change_no_verdict(world: list[Told]) -> None:
    assert _verdicts(held(world)) == _verdicts(held(world, "kg"))


def _verdicts(rows: Sequence[tuple[Document, Statement]]) -> list[tuple[str, str, tuple[str, ...]]]:
    names = {one.id: one.doc_name for _, one in rows}
    return sorted(
        (one.relation, one.difference, tuple(sorted(names[item] for item in one.statements)))
        for one in found(rows)
    )


@st.composite
def true_worlds(draw: st.DrawFn) -> tuple[list[Told], dict[tuple[str, str], float]]:
    """Figures told of one truth, each as a range around it."""
    truth: dict[tuple[str, str], float] = {}
    for name in ("exports", "imports"):
        truth[name, "2020"] = draw(st.integers(10, 90))
        truth[name, "half"], truth[name, "rest"] = draw(st.integers(5, 45)), draw(st.integers(5, 45))
        truth[name, "2021"] = truth[name, "half"] + truth[name, "rest"]
    for at in TIMES:
        truth["turnover", at] = truth["exports", at] + truth["imports", at]
    world = []
    for _ in range(draw(st.integers(1, 10))):
        name, at = draw(st.sampled_from(sorted(truth)))
        measure, value = "level", truth[name, at]
        before = truth[name, "2020"]
        if at == "2021" and value > before:
            measure = draw(st.sampled_from(["level", "growth", "change"]))
            value = {"level": value, "growth": 100 * (value / before - 1), "change": value - before}[measure]
        wide = draw(st.sampled_from([0.001, 0.05, 1.0]))
        world.append(Told(measure, name, at, max(value - wide, 0.0), value + wide))
    return world, truth


@given(true_worlds())
@settings(max_examples=80, deadline=None)
def test_what_is_told_of_one_truth_is_no_conflict_and_implies_only_what_is_true(
    made: tuple[list[Told], dict[tuple[str, str], float]],
) -> None:
    world, truth = made
    names = {(period.start, period.end): at for at, period in TIMES.items()}
    for one in found(held(world)):
        assert one.relation not in CONFLICT, one.reason
        at = names.get((one.observed["start"], one.observed["end"])) if one.relation == "implies" else None
        if at is not None:
            value = truth[one.observed["series"].split("/")[0].removeprefix("trade."), at] * 1000
            assert one.observed["low"] <= value * (1 + 1e-6)
            assert one.observed["high"] >= value * (1 - 1e-6)
