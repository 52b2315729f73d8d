"""The front against every simple way of small webs: nothing found is beaten, nothing left out is unbeaten."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.model.errors import BadArgument
from depositary.network.pareto import beaten, front
from depositary.network.search import Web
from webs import joined, simple_ways, webs


@pytest.mark.parametrize("measures", [1, 2, 3, 4])
def test_a_front_is_exact(measures: int) -> None:
    @given(webs(measures=measures, heaviest=6), st.data())
    def holds(drawn: tuple[Web, list[list[int]]], data: st.DataObject) -> None:
        web, weights = drawn
        closed = data.draw(st.frozensets(st.integers(0, max(len(weights[0]) - 1, 0)), max_size=2))
        goal = web.size - 1
        found = front(web, weights, [0], [goal], closed)
        sums = [tuple(sum(one[arc] for arc in way) for one in weights) for _, way in found]
        assert [costs for costs, _ in found] == sums and sums == sorted(sums)
        assert all(joined(web, way) and not set(way) & closed for _, way in found)
        for place, one in enumerate(sums):
            assert not any(beaten(one, other) for other in sums[:place] + sums[place + 1 :])
        for way in simple_ways(web, 0, goal, closed):
            costs = tuple(sum(one[arc] for arc in way) for one in weights)
            assert any(beaten(costs, one) for one in sums)

    holds()


@given(webs(measures=3, most=6), st.data())
def test_several_starts_and_goals(drawn: tuple[Web, list[list[int]]], data: st.DataObject) -> None:
    web, weights = drawn
    points = st.frozensets(st.integers(0, web.size - 1), min_size=1, max_size=2)
    starts, goals = data.draw(points), data.draw(points)
    sums = [costs for costs, _ in front(web, weights, starts, goals)]
    ways = [way for start in starts for goal in goals for way in simple_ways(web, start, goal)]
    for way in ways:
        assert any(beaten(tuple(sum(one[arc] for arc in way) for one in weights), one) for one in sums)
    assert bool(sums) == bool(ways)


@pytest.mark.parametrize("seed", range(6))
def test_three_measures_are_found_as_any_number_is(seed: int) -> None:
    """On a map of forty points, where fronts are long: with the third measure told twice the other search answers."""
    rng = random.Random(seed)
    places = [(rng.random(), rng.random()) for _ in range(40)]
    arcs, weights = [], []
    for one, here in enumerate(places):
        for other in sorted(range(40), key=lambda at: math.dist(here, places[at]))[1:5]:
            km = 1000 * math.dist(here, places[other])
            rate, pace, dirt = rng.choice(((1, 60, 2), (6, 40, 3), (11, 20, 9)))
            arcs += [(one, other), (other, one)]
            weights += [[round(km * rate), round(km * pace), round(km * dirt)]] * 2
    web = Web(40, [one for one, _ in arcs], [other for _, other in arcs])
    first, second, third = ([one[measure] for one in weights] for measure in range(3))
    long = 0
    for goal in range(1, 40, 3):
        found = front(web, [first, second, third], [0], [goal])
        other = front(web, [first, second, third, third], [0], [goal])
        assert [costs for costs, _ in found] == [costs[:3] for costs, _ in other]
        long = max(long, len(found))
    assert long >= 10


def test_too_many_are_told_and_not_cut() -> None:
    """Each step doubles the ways that are best in something."""
    steps = 8
    tails = [point for point in range(steps) for _ in range(2)]
    weights = [[1 << point if side else 0 for point in range(steps) for side in (0, 1)] for _ in range(1)]
    other = [0 if one else 1 << (arc // 2) for arc, one in enumerate(weights[0])]
    web = Web(steps + 1, tails, [tail + 1 for tail in tails])
    assert len(front(web, [weights[0], other, weights[0]], [0], [steps])) == 2**steps
    with pytest.raises(BadArgument, match="more than 100 routes"):
        front(web, [weights[0], other, weights[0]], [0], [steps], most=100)
