"""The engine of sayings and definitions, held against an oracle: scipy's linear programs, and solutions known beforehand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import exp, inf, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.reconcile.solve import Bound, Component, NotBelow, Product, Relation, Sum, System

linprog = pytest.importorskip("scipy.optimize").linprog

NAMES = "abcdef"
ALL = 1000
Solution = dict[str, float]


# ---- systems made up


@st.composite
def sums(draw: st.DrawFn) -> list[Relation]:
    """Any relations of sums and order."""
    made: list[Relation] = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.permutations(NAMES))
        count = draw(st.integers(1, 3))
        if draw(st.booleans()):
            made.append(NotBelow(names[0], names[1]))
        else:
            made.append(Sum(names[0], tuple(names[1 : 1 + count])))
    return made


@st.composite
def trees(draw: st.DrawFn) -> list[Relation]:
    """Relations without a circle, products among them."""
    made: list[Relation] = []
    for number in range(draw(st.integers(1, 4))):
        held = draw(st.sampled_from([name for one in made for name in one.variables] or ["v"]))
        new = [f"{held}{number}x", f"{held}{number}y"]
        place = draw(st.integers(0, 2))
        names = [*new[:place], held, *new[place:]]
        kind = draw(st.sampled_from("spn"))
        if kind == "n":
            made.append(NotBelow(names[0], names[1]) if place < 2 else NotBelow(held, new[0]))
        else:
            made.append(Product(*names) if kind == "p" else Sum(names[0], (names[1], names[2])))
    return made


@st.composite
def gaps(draw: st.DrawFn) -> list[Relation]:
    """Differences in a circle: days, and gaps between them."""
    days = NAMES[: draw(st.integers(2, 4))]
    made: list[Relation] = []
    for number in range(draw(st.integers(len(days), len(days) + 2))):
        one, other = draw(st.permutations(days))[:2]
        made.append(NotBelow(one, other) if draw(st.booleans()) else Sum(one, (other, f"gap{number}")))
    return made


@st.composite
def quotients(draw: st.DrawFn) -> list[Relation]:
    """Levels and growth factors in a circle."""
    levels = NAMES[: draw(st.integers(2, 4))]
    made: list[Relation] = []
    for number in range(draw(st.integers(len(levels), len(levels) + 2))):
        one, other = draw(st.permutations(levels))[:2]
        made.append(Product(one, f"growth{number}", other))
    return made


def named(relations: Sequence[Relation]) -> list[str]:
    return sorted({str(name) for one in relations for name in one.variables})


@st.composite
def sayings(draw: st.DrawFn, relations: Sequence[Relation], least: int = 0) -> list[Bound]:
    """Ranges with whole ends, some open."""
    names = named(relations)
    made = []
    for number in range(draw(st.integers(1, 6))):
        low = draw(st.integers(least, 9))
        width = draw(st.sampled_from([0, 0, 1, 2, inf]))
        lower = -inf if draw(st.integers(0, 5)) == 0 else float(low)
        made.append(Bound(draw(st.sampled_from(names)), lower, low + width, number))
    return made


@st.composite
def problems(draw: st.DrawFn) -> Component:
    """A component of any method; products only where they form a tree or have positive sayings."""
    make, least, free = draw(
        st.sampled_from([(sums, 0, 0), (sums, -3, 1), (trees, 0, 0), (gaps, -3, 1), (quotients, 1, 0)])
    )
    relations = draw(make())
    held = draw(sayings(relations, least))
    return Component(held, relations, set(named(relations)) if free else ())


# ---- the oracle


def feasible(part: Component, bounds: Sequence[Bound]) -> bool:
    """True when all can hold, by a linear program: in logarithms where there are only products."""
    if part.relations and all(isinstance(one, Product) for one in part.relations):
        return _program(part, bounds, _log) is not None
    assert not any(isinstance(one, Product) for one in part.relations)
    return _program(part, bounds, float) is not None


def _log(value: float) -> float:
    return log(value) if value > 0 else -inf


def _exp(value: float) -> float:
    return inf if value == inf else exp(value)


def _program(part, bounds, scale, goal=None, sign=1.0):  # type: ignore[no-untyped-def]
    names = [str(one) for one in part.names]
    at = {name: place for place, name in enumerate(names)}
    equal, above = [], []
    for one in part.relations:
        row = [0.0] * len(names)
        first, *rest = one.variables
        row[at[first]] -= 1
        for other in rest:
            row[at[other]] += 1
        (above if isinstance(one, NotBelow) else equal).append(row)
    ranges = {name: (scale(part.least(name)), inf) for name in names}
    for one in bounds:
        low, high = ranges[one.variable]
        ranges[one.variable] = max(low, scale(one.low)), min(high, scale(one.high))
    if any(low > high for low, high in ranges.values()):
        return None
    cost = [sign if name == goal else 0.0 for name in names]
    limits = [(None if low == -inf else low, None if high == inf else high) for low, high in ranges.values()]
    rows = {"A_ub": above or None, "b_ub": [0.0] * len(above) or None}
    rows |= {"A_eq": equal or None, "b_eq": [0.0] * len(equal) or None}
    found = linprog(cost, bounds=limits, **rows)
    if found.status == 2:
        return None
    return found.fun if found.status == 0 else -inf


def linear(part: Component) -> bool:
    """True when the oracle can judge it."""
    products = [isinstance(one, Product) for one in part.relations]
    nought = any(one.high <= 0 for one in part.bounds)
    return not any(products) or (all(products) and not nought)


def without(part: Component, *away: object) -> list[Bound]:
    return [one for one in part.bounds if one.by not in away]


def holds(part: Component, bounds: Sequence[Bound]) -> bool:
    """True when the engine lists no conflict."""
    return not Component(bounds, part.relations, part.free).conflicts()


# ---- properties


@given(problems())
@settings(max_examples=150, deadline=None)
def test_a_conflict_is_told_exactly_when_there_is_one(part: Component) -> None:
    if linear(part):
        assert bool(part.conflicts()) is not feasible(part, part.bounds), part.method


@given(problems())
@settings(max_examples=150, deadline=None)
def test_a_minimal_set_holds_when_any_member_is_taken_away(part: Component) -> None:
    for found in part.conflicts():
        told = [one for one in part.bounds if one.by in found]
        assert not holds(part, told)
        for away in found:
            assert holds(part, [one for one in told if one.by != away]), part.method
        if linear(part):
            assert not feasible(part, told)
            assert all(feasible(part, [one for one in told if one.by != away]) for away in found)


@given(problems(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_does_not_matter(part: Component, chance: random.Random) -> None:
    bounds, relations = list(part.bounds), list(part.relations)
    chance.shuffle(bounds)
    chance.shuffle(relations)
    again = Component(bounds, relations, part.free)
    assert bool(part.conflicts()) is bool(again.conflicts())
    assert set(part.conflicts(ALL)) == set(again.conflicts(ALL))


@given(problems(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_new_saying_mends_nothing(part: Component, data: st.DataObject) -> None:
    before = set(part.conflicts(ALL))
    new = Bound(data.draw(st.sampled_from(named(part.relations))), 1.0, 4.0, "new")
    after = set(Component([*part.bounds, new], part.relations, part.free).conflicts(ALL))
    assert not before or after
    assert before <= after


@given(problems())
@settings(max_examples=100, deadline=None)
def test_conflicts_are_all_of_them(part: Component) -> None:
    """Taking one member of each listed set away leaves sayings that hold."""
    found = part.conflicts(ALL)
    for away in ([min(one, key=str) for one in found], [max(one, key=str) for one in found]):
        assert holds(part, without(part, *away))


@given(problems(), st.sampled_from([0.001, 1000.0, 0.45359237, 1609.344, 1e9]))
@settings(max_examples=150, deadline=None)
def test_units_change_no_verdict(part: Component, factor: float) -> None:
    factors = {one.factor for one in part.relations if isinstance(one, Product)}
    if any(factors & {one.total, one.base} for one in part.relations if isinstance(one, Product)):
        return  # what is a factor here and a level there has no unit of its own
    scaled = [
        one if one.variable in factors else Bound(one.variable, one.low * factor, one.high * factor, one.by)
        for one in part.bounds
    ]
    again = Component(scaled, part.relations, part.free)
    if any(factors & set(one.variables) for one in part.relations if not isinstance(one, Product)):
        return
    assert set(part.conflicts(ALL)) == set(again.conflicts(ALL)), part.method


@given(problems())
@settings(max_examples=100, deadline=None)
def test_implied_ends_are_those_of_the_oracle(part: Component) -> None:
    if not linear(part) or not feasible(part, part.bounds):
        return
    log_scale = any(isinstance(one, Product) for one in part.relations)
    scale, back = (_log, _exp) if log_scale else (float, float)
    for name, ends in part.implied().items():
        low = _program(part, part.bounds, scale, name)
        high = -_program(part, part.bounds, scale, name, -1.0)
        low, high = back(low), back(high)
        assert ends.low <= low or ends.low == pytest.approx(low, abs=1e-6), (part.method, name)
        assert ends.high >= high or ends.high == pytest.approx(high, abs=1e-6), (part.method, name)
        if part.method != "differences":  # narrowing alone: wider than need be in a circle
            assert ends.low == pytest.approx(low, abs=1e-6), (part.method, name)
            assert ends.high == pytest.approx(high, abs=1e-6), (part.method, name)


@given(problems())
@settings(max_examples=100, deadline=None)
def test_an_implied_end_rests_on_the_sayings_named(part: Component) -> None:
    for name, ends in part.implied().items():
        for value, by, side in ((ends.low, ends.low_by, "low"), (ends.high, ends.high_by, "high")):
            told = [one for one in part.bounds if one.by in by]
            if not told or abs(value) == inf:
                continue
            again = Component(told, part.relations, part.free).implied().get(name)
            assert again is not None
            assert getattr(again, side) == pytest.approx(value, rel=1e-6, abs=1e-6), (part.method, name)


# ---- solutions known beforehand: products and sums together


@st.composite
def solved(draw: st.DrawFn) -> tuple[Component, Solution]:
    """A year before and a year, parts and whole, growth of each, and sayings around the true values."""
    parts = [f"p{number}" for number in range(draw(st.integers(2, 3)))]
    truth: Solution = {}
    relations: list[Relation] = []
    for name in parts:
        truth[name] = draw(st.integers(1, 50))
        truth[f"{name}'"] = draw(st.integers(1, 50))
    for mark in ("", "'"):
        truth[f"t{mark}"] = sum(truth[f"{name}{mark}"] for name in parts)
        relations.append(Sum(f"t{mark}", tuple(f"{name}{mark}" for name in parts)))
    for name in ("t", *parts):
        truth[f"g{name}"] = truth[f"{name}'"] / truth[name]
        relations.append(Product(f"{name}'", f"g{name}", name))
    bounds = []
    for number in range(draw(st.integers(1, 10))):
        name = draw(st.sampled_from(sorted(truth)))
        wide = draw(st.sampled_from([0.0, 0.01, 0.2]))
        bounds.append(Bound(name, truth[name] * (1 - wide), truth[name] * (1 + wide), number))
    return Component(bounds, relations), truth


@given(solved())
@settings(max_examples=150, deadline=None)
def test_what_is_true_together_is_no_conflict_and_lies_between_the_ends(
    made: tuple[Component, Solution],
) -> None:
    part, truth = made
    assert part.conflicts() == []
    for name, ends in part.implied().items():
        value = truth[str(name)]
        assert ends.low <= value * (1 + 1e-6)
        assert ends.high >= value * (1 - 1e-6)


@given(solved(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_lie_among_what_is_true_is_in_every_set(
    made: tuple[Component, Solution], data: st.DataObject
) -> None:
    part, truth = made
    name = data.draw(st.sampled_from(sorted(truth)))
    lie = Bound(name, truth[name] * 3, truth[name] * 3, "lie")
    again = Component([*part.bounds, lie], part.relations)
    for found in again.conflicts():
        assert "lie" in found
        assert holds(part, [one for one in part.bounds if one.by in found])


# ---- by hand


def test_growth_of_the_whole_outside_that_of_its_parts_takes_all_sayings() -> None:
    system = System()
    for mark in ("", "'"):
        system.add(Sum(f"t{mark}", (f"e{mark}", f"i{mark}")))
    for name in "eit":
        system.add(Product(f"{name}'", f"g{name}", name))
    for name, low, high in (
        ("e", 2.0, 2.1),
        ("i", 1.0, 1.1),
        ("ge", 1.1, 1.11),
        ("gi", 1.2, 1.21),
        ("gt", 1.5, 1.6),
    ):
        system.say(name, low, high, by=name)
    assert [one.method for one in system.components()] == ["linear"]
    found = system.conflicts()
    assert found
    assert all({"ge", "gi", "gt"} <= one for one in found)


def test_many_conflicts_of_one_component_are_found_without_trying_all_choices() -> None:
    system = System()
    for year in range(30):
        system.add(NotBelow(year + 1, year))
        system.say(year, 10 * year, 10 * year + 1, by=f"{year}a")
        system.say(year, 10 * year + 3, 10 * year + 4, by=f"{year}b")
    assert len(system.conflicts(limit=30)) == 30


def test_a_level_is_not_negative_in_a_circle_of_differences() -> None:
    held = Component(
        [Bound("t", 0, 5, "t"), Bound("g", 10, 12, "g")], [Sum("t", ("b", "g")), NotBelow("t", "b")]
    )
    assert held.method == "differences"
    assert held.conflicts() == [frozenset("tg")]


def test_nothing_grows_from_nought() -> None:
    held = Component(
        [Bound("b", 0, 0, "b"), Bound("t", 3, 4, "t"), Bound("g", 1, 2, "g")],
        [Product("t", "g", "b"), Product("t", "h", "b")],
    )
    assert held.method == "differences"
    assert held.conflicts() == [frozenset("bt")] or held.conflicts() == [frozenset("bgt")]
