"""A question and its answer: against the base, with what stands beside it, row by row."""

from __future__ import annotations

from functools import cache

import pytest

from depositary.model.errors import BadArgument
from depositary.network import Network
from depositary.network.legs import Route
from depositary.network.switches import Switches, switches
from depositary.views import netmap
from depositary.views.journeys import MOST, NAMES, Answer, Question, answer, counts, rows, sums


@cache
def held(name: str) -> tuple[Network, Switches]:
    net = Network.load(name)
    return net, switches(net.tables.folder)


def asked(name: str = "model-pact", start: str = "VEL", end: str = "OST", **more: object) -> Answer:
    return answer(*held(name), Question(start, end, **more))  # type: ignore[arg-type]


def corridor(**more: object) -> Answer:
    return asked("russia-iran", "INNSA", "RUMOW", **more)


def number(words: str) -> float:
    return float(words.replace(",", "")) if words else 0.0


def test_with_nothing_switched_the_route_is_the_base() -> None:
    made = asked()
    assert made.found is made.base and made.against == "" and made.others == ()


def test_what_is_built_is_told_against_the_base() -> None:
    made = asked(scenarios=("railway-over-the-pass-built",))
    assert isinstance(made.found, Route) and isinstance(made.base, Route) and made.found.links == ("P1", "P2")
    assert made.against.startswith(f"Another route: {made.base.km - made.found.km:,.0f} km shorter (")
    assert f"{made.base.cost - made.found.cost:,.0f} USD cheaper" in made.against


def test_a_scenario_that_only_takes_longer_keeps_the_route_and_tells_the_days() -> None:
    made = asked(scenarios=("borders-take-twice-as-long",), built=("P1", "P2"))
    plain = asked(built=("P1", "P2"))
    assert isinstance(made.found, Route) and isinstance(plain.found, Route)
    assert made.found.links == plain.found.links and made.found.days > plain.found.days
    same = asked("russia-dprk", "BAR", "RAJ", by="time", scenarios=("borders-take-twice-as-long",))
    assert same.against.startswith("The same route, but ") and "days slower" in same.against


def test_a_switch_that_does_not_bear_on_the_route_says_so() -> None:
    assert corridor(scenarios=("strait-of-hormuz-closed",)).against == "The same route, and nothing of it changes."


def test_where_there_is_none_the_reason_is_told_and_what_was_before() -> None:
    made = asked(closed=("CAL",))
    assert not made.found and "not joined by what is open" in made.found.reason  # type: ignore[union-attr]
    assert made.against == "As it is there is a route; with this there is none."
    assert asked("russia-dprk", "BAR", "RAJ", closed=("R1", "R3")).against.endswith("there is none.")


def test_ranges_go_with_a_value_that_a_scenario_changes() -> None:
    made = corridor(scenarios=("red-sea-avoided", "caspian-ports-wait-three-times-as-long"))
    assert isinstance(made.found, Route)
    waits = [one for one in rows(made.found, made.parameters) if one.days == "15.0"]
    assert waits and all(one.days_range == "6.0 to 42.0" for one in waits)


@pytest.mark.parametrize("scenario", ["", "red-sea-avoided", "rail-borders-take-twice-as-long"])
def test_rows_sum_to_the_totals(scenario: str) -> None:
    made = corridor(scenarios=(scenario,) if scenario else (), by="distance")
    assert isinstance(made.found, Route)
    table = rows(made.found, made.parameters)
    room = 0.06 * len(table)
    assert sum(number(one.km) for one in table) == pytest.approx(made.found.km, abs=10 * room)
    assert sum(number(one.days) for one in table) == pytest.approx(made.found.days, abs=room)
    assert sum(number(one.cost) for one in table) == pytest.approx(made.found.cost, abs=10 * room)
    assert [one.link for one in table if one.link] == list(made.found.links)
    told = {one.label: one for one in sums(made.found, made.parameters)}
    assert told["time"].best == f"{made.found.days:,.1f}" and " to " in told["time"].range
    borders = sum(one.kind == "border" for one in table)
    assert (f"{borders} border" in counts(made.found)) is bool(borders)


def test_ways_beside_are_others_and_what_is_left_out_is_counted() -> None:
    differing, front = corridor(beside="alternatives"), corridor(beside="pareto")
    for made in (differing, front):
        assert isinstance(made.found, Route)
        assert made.others and len(made.others) <= MOST
        assert made.found.links not in [one.links for one in made.others]
    net = held("russia-iran")[0]
    whole = net.pareto("INNSA", "RUMOW")
    assert len(front.others) + front.more == len(whole) - 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"by": "luck"}, {"beside": "x"}, {"closed": ("nowhere",)}, {"scenarios": ("none",)},
        {"closed": tuple(map(str, range(NAMES + 1)))},
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadArgument):
        asked(**wrong)


def test_every_link_is_drawn_and_what_is_looked_at_lies_in_the_frame() -> None:
    net = held("russia-iran")[0]
    for carries in ("goods", "gas", "power"):
        chart = netmap.chart(net, carries)
        graph = net.graph(carries)
        assert {one.id for one in chart.lines} == set(graph.of_link) and all(one.path.startswith("M") for one in chart.lines)
        assert {one.id for one in chart.spots} == set(graph.of_place)
        whole = netmap.view(chart, [])
        assert whole.width >= chart.frame.width * 0.98
    made = corridor(beside="alternatives")
    assert isinstance(made.found, Route)
    chart = netmap.chart(net, "goods")
    for routes in ([made.found], made.others):
        seen = netmap.view(chart, routes)
        assert seen.x >= 0 and seen.y >= 0 and seen.x + seen.width <= chart.frame.width + 1
        points = [point for one in routes for key in one.links for point in chart.paths[key]]
        assert all(seen.x <= x <= seen.x + seen.width and seen.y <= y <= seen.y + seen.height for x, y in points)
    places = netmap.numbers(chart, made.others, [made.found])
    assert len(set(places)) == len(made.others)
    drawn = netmap.drawn(chart, made.found, "main", "it")
    assert drawn.path.count("M") == 1
