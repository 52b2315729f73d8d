"""Flows against every cut of small webs, and on the networks of the package."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.errors import BadArgument
from depositary.network import Network
from depositary.network.flows import Pipes
from depositary.network.search import Web
from webs import FLAGSHIP, PACT


@cache
def net(name: str) -> Network:
    return Network.load(name)


@st.composite
def pipes(draw: st.DrawFn) -> Pipes:
    """Links between a few points, each an arc in both directions that share a limit, some free."""
    size = draw(st.integers(2, 6))
    point = st.integers(0, size - 1)
    links = draw(st.lists(st.tuples(point, point, st.one_of(st.none(), st.integers(0, 9))), max_size=9))
    links = [one for one in links if one[0] != one[1]]
    arcs = [arc for one, other, _ in links for arc in ((one, other), (other, one))]
    groups = {at: f"L{at // 2}" for at in range(len(arcs))}
    limits = {f"L{at}": limit if limit is None else float(limit) for at, (_, _, limit) in enumerate(links)}
    web = Web(size, [tail for tail, _ in arcs], [head for _, head in arcs])
    return Pipes(web, groups, limits, frozenset(), (0,), (size - 1,))


def cuts(made: Pipes) -> float:
    """The least sum of limits over every way to part the points."""
    web, (start,), (goal,) = made.web, made.starts, made.goals
    others = [point for point in range(web.size) if point not in (start, goal)]
    sums = []
    for count in range(len(others) + 1):
        for chosen in combinations(others, count):
            side = {start, *chosen}
            crossing = {
                made.groups[arc]
                for arc in range(len(web.tails))
                if (web.tails[arc] in side) != (web.heads[arc] in side)
            }
            limits = [made.limits[one] for one in sorted(crossing)]
            sums.append(inf if None in limits else sum(one for one in limits if one is not None))
    return min(sums)


@settings(deadline=None)
@given(pipes())
def test_the_most_that_passes_is_the_least_cut(made: Pipes) -> None:
    most, passing = made.most()
    assert most == pytest.approx(cuts(made))
    if most < inf:
        assert sum(made.limits[one] or 0 for one in made.cut(passing)) == pytest.approx(most, abs=1e-6)
        for group, limit in made.limits.items():
            used = sum(value for arc, value in passing.items() if made.groups[arc] == group)
            assert limit is None or used <= limit + 1e-6


def test_a_railway_carries_what_it_can() -> None:
    held = net(str(PACT))
    found = held.flow("Velmora", "Ostrand", modes=["rail"], year=2027)
    assert (
        found and found.most == found.amount == 3 and found.unit_cost == pytest.approx(12 * 210 * 0.04 + 40)
    )
    assert {one.link.id for one in found.cut} <= {"P1", "P2"} and sum(
        one.capacity or 0 for one in found.cut
    ) == 3
    assert held.flow("Velmora", "Ostrand", modes=["rail"], year=2027, capacity="high").most == 5
    assert held.flow("Velmora", "Ostrand", 2, modes=["rail"], year=2027).amount == 2
    asked = held.flow("Velmora", "Ostrand", 8, modes=["rail"], year=2027)
    assert not asked and asked.amount == 3 and asked.as_dict()["fits"] is False


def test_links_of_no_told_capacity_bound_nothing_and_are_named() -> None:
    found = net(str(PACT)).flow("Velmora", "Ostrand", 8, by="time")
    assert found and found.most is None and found.cut == () and set(found.untold) == {"C1", "C2"}
    assert net(str(PACT)).flow("Velmora", "Ostrand").amount is None


def test_gas_is_bounded_by_its_narrowest_pipe() -> None:
    found = net(FLAGSHIP).flow("Mozdok gas node", "Bid Boland", unit="bcm/y", carries="gas")
    assert found.most == 4 and [one.link.id for one in found.cut] == ["L198"]
    assert not net(FLAGSHIP).flow(
        "Mozdok gas node", "Bid Boland", 55, unit="bcm/y", carries="gas", capacity="high"
    )


def test_the_worth_of_a_missing_link() -> None:
    ends = ("Velmora", "Ostrand")
    before, after = net(str(PACT)).worth("P1", *ends, built=["P2"], modes=["rail"])
    assert before.most == 0 and not before.uses and after.most == 3


def test_what_cannot_be_asked_is_told() -> None:
    held = net(str(PACT))
    for ask in ({"unit": "wagons"}, {"capacity": "usual"}, {"by": "beauty"}):
        with pytest.raises(BadArgument):
            held.flow("Velmora", "Ostrand", **ask)  # type: ignore[arg-type]
    with pytest.raises(BadArgument):
        held.flow("Velmora", "Velmora")
