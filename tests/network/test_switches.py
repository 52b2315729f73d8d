"""Scenarios of cases: every file runs, every switch changes something, and what contradicts itself is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from depositary.model import case as cases
from depositary.model.errors import BadArgument, BadData
from depositary.network import Network
from depositary.network.scenario import Settings, changed, conditions, read, run
from depositary.network.switches import FOLDER, Switch, switches, together

FOLDERS = [folder for name in cases.names() if (folder := cases.CASES / name / "network" / FOLDER).is_dir()]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.yml"))]


def test_cases_bring_scenarios() -> None:
    assert len(FILES) >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_a_case_runs(path: Path) -> None:
    plan = read(path)
    outcomes = list(run(Network.load(path.parents[1]), plan))
    assert len(outcomes) == len(plan.scenarios) * len(plan.ways)
    assert any(one.answer for one in outcomes)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.parents[1].name)
def test_every_switch_can_be_on_alone_and_changes_what_is_asked(folder: Path) -> None:
    net, held = Network.load(folder.parent), switches(folder.parent)
    assert held.first is not None and held.every
    for one in held.every:
        settings = together([one])
        assert settings == one.settings != Settings()
        asked = conditions(settings)
        assert changed(net, settings).values != net.values or any(asked.values()), one.key
        net.conditions(**asked)


def test_keys_are_words_of_an_address_and_differ(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for name in ("a.yml", "b.yml"):
        text = "from: A\nto: B\nscenarios:\n  as it is: {}\n  Pass (west) closed: {without: [P]}\n"
        (tmp_path / FOLDER / name).write_text(text, encoding="utf-8")
    assert [one.key for one in switches(tmp_path).every] == ["pass-west-closed", "pass-west-closed-2"]


def test_a_network_without_scenarios_has_no_switch(tmp_path: Path) -> None:
    held = switches(tmp_path)
    assert held.first is None and held.every == () and held.chosen(()) == ()
    with pytest.raises(BadArgument, match="no scenario 'x'"):
        held.chosen(("x",))


def test_a_file_that_is_no_scenario_says_so(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "a.yml").write_text("from: A\nto: B\nscenarios: {it: {colour: red}}\n", encoding="utf-8")
    with pytest.raises(BadData, match="colour"):
        switches(tmp_path)


def switch(name: str, **settings: object) -> Switch:
    return Switch(name, name, "goods", replace(Settings(), **settings))  # type: ignore[arg-type]


def test_what_several_close_and_scale_adds_up() -> None:
    made = together(
        [
            switch("a", without=("P",), scale={"x": 2.0}), switch("b", without=("Q",), built=("R",), month=1),
            switch("c", scale={"y": 3.0}, month=1, modes=("rail",)),
        ]
    )  # fmt: skip
    assert made == Settings(without=("P", "Q"), built=("R",), modes=("rail",), scale={"x": 2.0, "y": 3.0}, month=1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"year": 2025}, {"year": 2030}), ({"month": 1}, {"month": 7}), ({"modes": ("rail",)}, {"modes": ("sea",)}),
        ({"scale": {"x": 2.0}}, {"scale": {"x": 3.0}}), ({"scale": {"x": 2.0}}, {"set": {"x": 2.0}}),
        ({"opens": {"P": 2025}}, {"opens": {"P": 2030}}), ({"season": {"P": (4, 11)}}, {"season": {"P": (5, 11)}}),
    ],
)  # fmt: skip
def test_two_values_of_one_thing_are_refused(one: dict[str, object], other: dict[str, object]) -> None:
    with pytest.raises(BadArgument, match="'a' and 'b' cannot hold at once"):
        together([switch("a", **one), switch("b", **other)])
