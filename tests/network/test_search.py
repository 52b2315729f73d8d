"""Shortest ways: both engines against every simple way, on small webs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.network.search import Web
from webs import joined, simple_ways, webs

Drawn = tuple[Web, list[list[int]]]


@given(webs(), st.data())
def test_no_way_is_lighter(drawn: Drawn, data: st.DataObject) -> None:
    web, (weights,) = drawn
    closed = data.draw(st.frozensets(st.integers(0, max(len(weights) - 1, 0)), max_size=3))
    ways = simple_ways(web, 0, web.size - 1, closed)
    found = web.way(weights, {0: 0}, [web.size - 1], closed)
    assert (found is None) == (not ways)
    if found is not None:
        assert joined(web, found) and not set(found) & closed
        assert sum(weights[arc] for arc in found) == min(sum(weights[arc] for arc in way) for way in ways)


@settings(deadline=None)
@given(webs())
def test_hubs_bound_a_search_and_change_no_answer(drawn: Drawn) -> None:
    web, (weights,) = drawn
    pairs = [(start, goal) for start in range(web.size) for goal in range(web.size)]
    plain = Web(web.size, web.tails, web.heads).ways(weights, pairs)
    held = web.prepare(weights)
    told = web.ways(weights, pairs)
    assert [one and one[0] for one in told] == [one and one[0] for one in plain]
    for (start, goal), one in zip(pairs, told, strict=True):
        assert one is None or (
            one[0] <= held.limit(start, goal) and sum(weights[arc] for arc in one[1]) == one[0]
        )
        alone = web._way_by_matrix(weights, {start: 0}, [goal])
        assert (alone is None) == (one is None) and (
            one is None or sum(weights[arc] for arc in alone or ()) == one[0]
        )


@settings(deadline=None)  # scipy is loaded within
@given(webs())
def test_both_engines_agree(drawn: Drawn) -> None:
    web, (weights,) = drawn
    pairs = [(start, goal) for start in range(web.size) for goal in range(web.size)]
    by_matrix = web.ways(weights, pairs)
    for (start, goal), answer in zip(pairs, by_matrix, strict=True):
        by_heap = web._way_by_heap(weights, {start: 0}, [goal], ())
        assert (answer is None) == (by_heap is None)
        if answer is not None and by_heap is not None:
            weight, way = answer
            assert weight == sum(weights[arc] for arc in way) == sum(weights[arc] for arc in by_heap)
            assert joined(web, way)


@given(webs(), st.data())
def test_closing_an_arc_never_helps(drawn: Drawn, data: st.DataObject) -> None:
    web, (weights,) = drawn
    before = web.way(weights, {0: 0}, [web.size - 1])
    if before is None or not before:
        return
    shut = data.draw(st.sampled_from(range(len(weights))))
    after = web.way(weights, {0: 0}, [web.size - 1], [shut])
    assert after is None or sum(weights[arc] for arc in after) >= sum(weights[arc] for arc in before)
    if shut not in before:
        assert after is not None and sum(weights[arc] for arc in after) == sum(weights[arc] for arc in before)


@given(webs())
def test_a_bound_is_the_weight_to_the_goal(drawn: Drawn) -> None:
    web, (weights,) = drawn
    goal = web.size - 1
    bounds = web.to_goals(weights, [goal])
    for start in range(web.size):
        way = web.way(weights, {start: 0}, [goal])
        assert bounds[start] == (None if way is None else sum(weights[arc] for arc in way))


def test_a_start_may_have_cost_something_already() -> None:
    web = Web(3, [0, 1], [2, 2])
    assert web.way([5, 1], {0: 0, 1: 3}, [2]) == [1]
    assert web.way([5, 1], {0: 0, 1: 9}, [2]) == [0]
    assert web._way_by_matrix([5, 1], {0: 0, 1: 9}, [2]) == [0]


def test_pieces_are_told() -> None:
    web = Web(4, [0, 1, 2], [1, 0, 3])
    assert web.component([0]) == {0, 1} and web.component([2]) == {2, 3} and web.component([0], [0]) == {0}
