"""Scenarios: what they change, grids, and what is refused."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.errors import BadArgument, BadData, DepositaryError
from depositary.network import Network
from depositary.network.legs import NoRoute, Route
from depositary.network.scenario import LARGEST, MOST, Outcome, parse, read, run
from webs import PACT

ENDS = {"from": "Velmora", "to": "Ostrand"}


@cache
def pact() -> Network:
    return Network.load(PACT)


def outcomes(**body: Any) -> list[Outcome]:
    return list(run(pact(), parse(yaml.safe_dump({**ENDS, **body}, sort_keys=False))))


def only(settings: dict[str, Any], **body: Any) -> Route | NoRoute:
    (made,) = outcomes(scenarios={"it": settings}, **body)
    return made.answer


def route(settings: dict[str, Any], **body: Any) -> Route:
    found = only(settings, **body)
    assert isinstance(found, Route), found
    return found


def test_without_scenarios_the_best_way_as_it_is() -> None:
    (made,) = outcomes()
    assert (made.scenario, made.way) == ("as it is", "best") and made.answer.by == "cost" and made.answer


def test_every_way_in_every_scenario_in_the_order_of_the_file() -> None:
    made = outcomes(
        ways={"road": ["Port Cald"], "rail": ["Merrow"]},
        scenarios={"today": None, "built": {"built": ["P1", "P2"]}},
    )
    assert [(one.scenario, one.way, bool(one.answer)) for one in made] == [
        ("today", "road", True), ("today", "rail", False), ("built", "road", True), ("built", "rail", True)
    ]  # fmt: skip


def test_what_is_closed_is_closed_with_the_reason() -> None:
    found = only({"without": ["Port Cald"], "modes": ["road"]})
    assert isinstance(found, NoRoute) and found.cut[0][1] == "closed by the question"


def test_a_link_opens_from_its_year() -> None:
    ask = {"modes": ["rail"], "opens": {"Merrow": 2030}}
    assert not only({**ask, "year": 2029}) and only({**ask, "year": 2030}) and only(ask)
    assert not only({"modes": ["rail"], "opens": {"Merrow": 2030}, "year": 2028}), (
        "not earlier, whatever the tables say"
    )


def test_a_season_closes_in_the_other_months() -> None:
    for months, open_in in (("4-11", {4, 7, 11}), ("11-2", {11, 12, 1, 2})):
        ask = {"modes": ["road"], "season": {"C1": months}}
        assert {month for month in (1, 2, 3, 4, 7, 11, 12) if only({**ask, "month": month})} == open_in
        assert only(ask), "without a month it is open"


def test_scaled_and_set_values_move_the_totals() -> None:
    plain = route({}, by="time")
    twice = route({"scale": {"wait.border": 2}}, by="time")
    assert twice.days - plain.days == pytest.approx(6 / 24)
    dear, cheap = (route({"modes": ["road"], "set": {"tariff.road": value}}) for value in (0.16, 0.08))
    assert dear.cost == pytest.approx(2 * cheap.cost)
    load, half = (route({"modes": ["road"]}, tonnes=tonnes) for tonnes in (24, 12))
    assert load.cost == pytest.approx(2 * half.cost)


def test_a_grid_is_every_combination() -> None:
    made = outcomes(
        grid={
            "railway": {"as it is": {}, "built": {"built": ["P1", "P2"]}},
            "road": {"open": {}, "closed": {"without": ["Cald"]}},
        }
    )
    assert [one.scenario for one in made] == [
        "as it is, open",
        "as it is, closed",
        "built, open",
        "built, closed",
    ]
    assert [bool(one.answer) for one in made] == [True, False, True, True]


HOSTILE: list[tuple[str, str]] = [
    ("[1, 2]", "names with values are wanted"),
    ("a: &x [1]\nb: *x", "aliases"),
    ("[" * 60 + "]" * 60, "nested too deep"),
    ("from: [A]\nto: B", "from: a name"),
    ("from: A", "to: a name"),
    ("from: A\nto: B\nbeauty: 1", "holds 'beauty'"),
    ("from: A\nto: B\nby: beauty", "no measure"),
    ("from: A\nto: B\ntonnes: -1", "a number above nought"),
    ("from: A\nto: B\ntonnes: .nan", "a number above nought"),
    ("from: A\nto: B\ntonnes: .inf", "a number above nought"),
    ("from: A\nto: B\nways: [A]", "names with values"),
    ("from: A\nto: B\nways: {a: B}", "a list of names"),
    ("from: A\nto: B\nscenarios: {a: {close: [B]}}", "holds 'close'"),
    ("from: A\nto: B\nscenarios: {a: {scale: {x: 0}}}", "a number above nought"),
    ("from: A\nto: B\nscenarios: {a: {scale: {x: true}}}", "a number above nought"),
    ("from: A\nto: B\nscenarios: {a: {month: 13}}", "from 1 to 12"),
    ("from: A\nto: B\nscenarios: {a: {year: 2.5}}", "from 1 to 9999"),
    ("from: A\nto: B\nscenarios: {a: {season: {x: 4}}}", "Write them as|months are wanted"),
    ("from: A\nto: B\nscenarios: {a: {without: ['" + "x" * 300 + "']}}", "a name is wanted"),
    ('from: "A\\e[31m"\nto: B', "from: a name"),
    ("from: A\nto: B\ngrid: {x: {a: {year: 1}}, y: {b: {year: 2}}}", "two axes give a year"),
    (
        "from: A\nto: B\ngrid: {x: {a: {scale: {k: 2}}}, y: {b: {set: {k: 2}}}}",
        "two axes change one parameter",
    ),
    ("!!python/object/apply:os.system ['true']", "not YAML"),
    ("{", "not YAML"),
    ("", "names with values"),
]


@pytest.mark.parametrize(("text", "told"), HOSTILE)
def test_hostile_input_is_refused(text: str, told: str) -> None:
    with pytest.raises(BadData, match=told):
        parse(text)


def test_too_much_is_refused(tmp_path: Path) -> None:
    many = {str(number): {} for number in range(MOST["scenarios"] + 1)}
    axes = {str(axis): {str(number): {} for number in range(9)} for axis in range(3)}
    for body in ({"scenarios": many}, {"grid": axes}, {"grid": {str(axis): {"a": {}} for axis in range(5)}},
                 {"ways": {str(way): [] for way in range(MOST["ways"] + 1)}}):  # fmt: skip
        with pytest.raises(BadData, match=r"more than a page|axes"):
            outcomes(**body)
    path = tmp_path / "large.yml"
    path.write_text("#" * (LARGEST + 1))
    with pytest.raises(BadData, match="larger"):
        read(path)
    path.write_bytes(b"\xff\xfe\xff")
    for bad in (path, tmp_path / "none.yml", tmp_path):
        with pytest.raises(BadData, match="cannot be read"):
            read(bad)


def test_what_the_network_does_not_know_is_told() -> None:
    for changes in (
        {"without": ["Atlantis"]},
        {"scale": {"beauty": 2}},
        {"set": {"beauty": 2}},
        {"modes": ["tram"]},
    ):
        with pytest.raises(BadArgument):
            only(changes)
    with pytest.raises(BadArgument):
        outcomes(ways={"x": ["Atlantis"]})


KEYS = ["from", "to", "ways", "scenarios", "grid", "without", "scale", "year", "a"]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)


@settings(max_examples=80, deadline=None)
@given(st.recursive(PLAIN, nested, max_leaves=12))
def test_whatever_is_given_is_a_plan_or_an_error_of_ours(body: Any) -> None:
    with suppress(DepositaryError):
        parse(yaml.safe_dump(body))


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.sampled_from(["P1", "P2", "C1", "C2", "H1", "H2"])), st.sampled_from(["C1", "P1", "H2", "C2"])
)
def test_closing_a_link_never_makes_a_way_better(closed: set[str], more: str) -> None:
    some, all_ = (
        only({"built": ["P1", "P2"], "without": sorted(names)}) for names in (closed, closed | {more})
    )
    assert not all_ or (isinstance(some, Route) and isinstance(all_, Route) and some.cost <= all_.cost + 1e-6)
