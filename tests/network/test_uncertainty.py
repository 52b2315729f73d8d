"""Draws, spreads, chances, drivers and break-evens: against another engine, against brute force, and by their own laws."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.errors import BadArgument
from depositary.network import Network, sobol
from depositary.network.breakeven import break_even
from depositary.network.legs import Route
from depositary.network.uncertainty import Draws, extremes, of_routes, saved, spread
from webs import FLAGSHIP, PACT


def test_points_are_those_of_scipy() -> None:
    qmc = pytest.importorskip("scipy.stats.qmc")
    ours = (sobol.points(512, sobol.most(), 3) * 2**32).astype(np.uint64)
    shift = np.random.default_rng(3).integers(0, 2**32, size=sobol.most(), dtype=np.uint64)
    theirs = (qmc.Sobol(sobol.most(), scramble=False).random(512) * 2**32).astype(np.uint64)
    assert (ours == theirs ^ shift).all()


def test_points_fill_every_slice_evenly_and_a_seed_gives_them_again() -> None:
    made = sobol.points(256, 20, 5)
    for column in made.T:
        assert (np.bincount((column * 16).astype(int), minlength=16) == 16).all()
    assert (made == sobol.points(256, 20, 5)).all() and (made != sobol.points(256, 20, 6)).any()
    assert made.min() > 0 and made.max() < 1
    for count in (0, sobol.most() + 1):
        with pytest.raises(BadArgument):
            sobol.points(8, count)


@cache
def ways() -> tuple[Network, Route, Route]:
    net = Network.load(PACT)
    found = (
        net.route("Velmora", "Ostrand", via=["Merrow"], modes=["rail"], built=["P1", "P2"]),
        net.route("Velmora", "Ostrand", modes=["road"]),
    )
    assert isinstance(found[0], Route) and isinstance(found[1], Route)
    return net, found[0], found[1]


def test_draws_stay_within_ranges_with_the_middle_of_a_triangle() -> None:
    net, rail, road = ways()
    draws = of_routes(net.parameters, net.values, [rail, road])
    for key, values in draws.values.items():
        held = net.parameters[key]
        if key in draws.ranges:
            assert held.low <= values.min() and values.max() <= held.high  # type: ignore[operator]
            assert values.mean() == pytest.approx((held.low + held.best + held.high) / 3, rel=1e-3)  # type: ignore[operator]
        else:
            assert values == held.best


def test_a_spread_is_that_of_plain_chance_and_ordered() -> None:
    net, rail, road = ways()
    draws = of_routes(net.parameters, net.values, [rail, road])
    made = spread(draws.share(rail, road, "cost"))
    assert made.p10 < made.p50 < made.p90
    rng = np.random.default_rng(0)
    values = {
        key: rng.triangular(one.low, one.best, one.high, 40_000) if one.low < one.high else one.best  # type: ignore[operator,type-var]
        for key, one in net.parameters.items()
        if one.best is not None
    }
    plain = (1 - rail.at(values)["cost"] / road.at(values)["cost"]) * 100
    assert [made.p10, made.p50, made.p90] == pytest.approx(np.percentile(plain, (10, 50, 90)), abs=0.5)


def test_few_draws_tell_what_many_do() -> None:
    net = Network.load(FLAGSHIP)
    route = net.route("Nhava Sheva", "Moscow", via=["Suez", "Novorossiysk"], modes=["sea", "rail"])
    assert isinstance(route, Route)
    few, many = (
        spread(of_routes(net.parameters, net.values, [route], count, count).totals(route, "cost"))
        for count in (4096, 65536)
    )
    assert [few.p10, few.p50, few.p90] == pytest.approx([many.p10, many.p50, many.p90], rel=0.01)


def test_chances_hold_between_what_is_assumed() -> None:
    net, rail, road = ways()
    draws = of_routes(net.parameters, net.values, [rail, road])
    for percent in (0, 25, 40, 60):
        least, drawn, most = draws.chances(rail, road, "cost", lambda made, p=percent: made >= p)
        assert least <= drawn <= most
        low, high = extremes(rail, road, "cost", net.parameters, net.values, ["transfer"])
        assert (low["transfer"], high["transfer"]) == (80, 20), "dear transfers save least"
    assert draws.chances(rail, road, "time", lambda made: made >= -1000) == (1.0, 1.0, 1.0)


def test_extremes_are_those_of_every_corner() -> None:
    from itertools import product

    net, rail, road = ways()
    keys = [
        key for key in sorted({*rail.keys, *road.keys}) if net.parameters[key].low != net.parameters[key].high
    ]
    ends = [(net.parameters[key].low, net.parameters[key].high) for key in keys]
    best = {key: net.values[key] for key in {*rail.keys, *road.keys}}
    for measure in ("cost", "time", "emissions"):
        every = [
            saved(rail, road, measure, {**best, **dict(zip(keys, corner, strict=True))})
            for corner in product(*ends)
        ]  # type: ignore[arg-type]
        found = [
            saved(rail, road, measure, {**best, **held})
            for held in extremes(rail, road, measure, net.parameters, best, keys)
        ]
        assert found == pytest.approx([min(every), max(every)])


def test_what_drives_most_comes_first_and_shares_sum_to_one() -> None:
    net, rail, road = ways()
    found = of_routes(net.parameters, net.values, [rail, road]).drivers(rail, road, "cost")
    assert [one.key for one in found][:1] == ["tariff.rail"] and sum(
        one.share for one in found
    ) == pytest.approx(1)
    assert [one.swing for one in found] == sorted((one.swing for one in found), reverse=True)
    at_low = saved(rail, road, "cost", {**net.values, "tariff.rail": 0.03})
    assert found[0].at_low == pytest.approx(at_low)
    assert not of_routes(net.parameters, net.values, [road]).drivers(road, None, "distance")


def test_one_value_without_a_range_needs_no_draws() -> None:
    net, _, road = ways()
    fixed = dict.fromkeys(road.keys, 1.0)
    assert Draws({}, {}, ()).values == {} and set(of_routes(net.parameters, fixed, [road]).best) == set(
        road.keys
    )


@settings(max_examples=60, deadline=None)
@given(
    st.floats(-80, 80),
    st.sampled_from(["tariff.rail", "tariff.road", "speed.rail", "speed.road", "wait.border", "co2.rail"]),
)
def test_at_the_break_even_the_claim_just_holds(percent: float, key: str) -> None:
    net, rail, road = ways()
    measure = {"tari": "cost", "spee": "time", "wait": "time", "co2.": "emissions"}[key[:4]]
    found = break_even(rail, road, measure, key, percent, net.values)
    for value in found.at:
        assert saved(rail, road, measure, {**net.values, key: value}) == pytest.approx(percent, abs=1e-6)
        for beside, below in ((value * 0.999, True), (value * 1.001, False)):
            short = saved(rail, road, measure, {**net.values, key: beside}) >= percent
            if len(found.at) == 1:
                assert short == (below == found.below)
    if not found.at:
        every = [
            saved(rail, road, measure, {**net.values, key: value}) >= percent
            for value in (1e-6, 0.01, 1, 1e3, 1e9)
        ]
        assert set(every) == {found.always}


def test_a_parameter_that_moves_nothing_is_refused() -> None:
    net, rail, road = ways()
    with pytest.raises(BadArgument, match="moves neither"):
        break_even(rail, road, "cost", "speed.sea", 10, net.values)


@pytest.mark.parametrize("measure", ["cost", "time", "emissions", "distance"])
def test_one_total_is_that_of_all(measure: str) -> None:
    net, rail, road = ways()
    for route in (rail, road):
        assert route.total_at(net.values, measure) == route.at(net.values)[measure]
    with pytest.raises(KeyError):
        rail.total_at(net.values, "comfort")


def test_what_is_kept_of_a_pair_is_what_is_made_anew() -> None:
    net, rail, road = ways()
    draws = of_routes(net.parameters, net.values, [rail, road])
    for turn, gap in ((1, False), (-1, False), (1, True)):
        made = spread(draws.less(rail, road, "cost", gap=gap) * turn)
        assert draws.spread(rail, road, "cost", turn, gap) == made == draws.spread(rail, road, "cost", turn, gap)
    for base in (None, road):
        anew = of_routes(net.parameters, net.values, [rail, road])
        assert draws.drivers(rail, base, "cost") == draws.drivers(rail, base, "cost") == anew.drivers(rail, base, "cost")
    assert draws.drivers(rail, road, "cost") != draws.drivers(rail, None, "cost")
