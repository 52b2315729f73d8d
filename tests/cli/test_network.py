"""route, compare and network on the invented network: 80 columns, JSON, exit statuses, and the sentence on every page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from depositary.network.legs import NOTICE
from webs import PACT, folder

Run = Callable[..., Result]
ROUTES = [
    ("route", "Velmora", "Ostrand"),
    ("route", "Velmora", "Ostrand", "--by", "time", "--via", "Port Cald", "--on", "2024-06-01"),
    ("route", "Velmora", "Ostrand", "--mode", "rail", "--year", "2025", "--early"),
    ("route", "Velmora", "Ostrand", "--pareto"),
    ("route", "Velmora", "Ostrand", "--alternatives", "--month", "5", "--tonnes", "15"),
    ("route", "Velmora", "Ostrand", "--mode", "rail"),
    ("route", "Velmora", "Ostrand", "--built", "P1", "--built", "P2", "--case", "model-pact"),
    ("route", "LVG", "LOG", "--carries", "gas", "--by", "distance", "--built", "G1"),
    ("compare", "Velmora", "Ostrand"),
    ("compare", "Velmora", "Ostrand", "--via", "Port Cald", "--via", "Harl,Port Cald", "--via", "Merrow"),
    ("compare", "Velmora", "Ostrand", "--network", str(PACT), "--without", "Cald"),
]  # fmt: skip
TABLES = [("network", "show", "model-pact"), ("network", "show", "model-pact", "Merrow"), ("network", "show", "model-pact", "P1"),
          ("network", "show", "model-pact", "--parameters"), ("network", "audit", "model-pact")]  # fmt: skip


@pytest.mark.parametrize("args", [*ROUTES, *TABLES], ids=" ".join)
def test_a_page_reads_well_at_80_columns(run: Run, args: tuple[str, ...]) -> None:
    found = run(*args)
    assert found.exit_code == 0, found.output
    assert max(map(len, found.stdout.splitlines())) <= 80
    assert "\x1b" not in found.stdout and "[bold]" not in found.stdout and "\n\n\n" not in found.stdout
    if args[0] != "network":
        assert NOTICE in " ".join(found.stdout.split())


@pytest.mark.parametrize("args", [*ROUTES, *TABLES], ids=" ".join)
def test_json_parses(run: Run, args: tuple[str, ...]) -> None:
    found = run(*args, "--json")
    assert found.exit_code == 0, found.output
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert lines
    if args[0] != "network":
        assert all(line["notice"] == NOTICE for line in lines)
        assert all(line["legs"] if line["found"] else line["reason"] for line in lines)


def test_an_assumption_is_marked(run: Run) -> None:
    page = run("route", "Velmora", "Ostrand", "--without", "C1", "--month", "6").stdout
    assert "285 km*" in page and "H2: length" in page and "* rests on values" in " ".join(page.split())
    assert "*" not in run("route", "Velmora", "Ostrand", "--by", "time").stdout


def test_no_route_is_an_answer(run: Run) -> None:
    found = run("route", "Velmora", "Ostrand", "--mode", "rail")
    assert found.exit_code == 0 and "no route" in found.stdout and "under construction" in found.stdout


def test_a_gate_that_does_not_hold_is_1(run: Run, tmp_path: Path) -> None:
    target = folder(tmp_path, {("links.csv", "P1", "length_km"): "108"})
    for command in ("audit", "import"):
        found = run("network", command, target)
        assert found.exit_code == 1 and "The gate does not hold: 1 error." in found.stdout


def test_import_tells_faults_and_writes_what_fits(run: Run, tmp_path: Path) -> None:
    bad = folder(tmp_path / "bad", {("links.csv", "C1", "length_km"): "far"})
    found = run("network", "import", bad)
    assert found.exit_code == 2 and "links.csv, row 4, length_km: 'far' is no number" in found.stdout
    assert json.loads(run("network", "import", bad, "--json").stdout)["row"] == 4
    good = run("network", "import", PACT, "-o", tmp_path / "out")
    assert good.exit_code == 0 and (tmp_path / "out" / "links.csv").exists()


@pytest.mark.parametrize(
    "args",
    [("route", "Velmorra", "Ostrand"), ("route", "Velmora", "Ostrand", "--on", "soon"), ("network", "audit", "nowhere"),
     ("compare", "Velmora", "Ostrand", "--via", ","), ("route", "Velmora", "Ostrand", "--without", "Atlantis")],
    ids=" ".join,
)  # fmt: skip
def test_bad_arguments_are_told(run: Run, args: tuple[str, ...]) -> None:
    from depositary.model.errors import DepositaryError

    assert isinstance(run(*args).exception, (DepositaryError, SystemExit))


PLAN = """title: The railway and the road
from: Velmora
to: Ostrand
ways: {by road: [Port Cald], by rail over the pass of Merrow: [Merrow]}
scenarios:
  as it is: {}
  built, and borders take twice as long: {built: [P1, P2], scale: {wait.border: 2}}
  the port is closed: {without: [Port Cald]}
"""


def test_scenarios_side_by_side(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plan.yml"
    path.write_text(PLAN)
    found = run("scenario", str(path))
    assert found.exit_code == 0, found.output
    lines = found.stdout.splitlines()
    assert max(map(len, lines)) <= 80 and NOTICE in " ".join(found.stdout.split())
    assert sum("no way" in line for line in lines) == 3, "the railway twice, the closed port once"
    assert any(line.startswith("! as it is, by rail") for line in lines), "and why"
    rows = [json.loads(line) for line in run("scenario", str(path), "--json").stdout.splitlines()]
    assert [(row["scenario"], row["way"]) for row in rows][:2] == [
        ("as it is", "by road"),
        ("as it is", "by rail over the pass of Merrow"),
    ]
    assert len(rows) == 6 and all(row["notice"] == NOTICE for row in rows)
    path.write_text(PLAN + "beauty: 1\n")
    bad = run("scenario", str(path))
    assert bad.exit_code == 2 and "'beauty'" in bad.stderr


SIDES = (
    "compare",
    "Velmora",
    "Ostrand",
    "--via",
    "Port Cald",
    "--via",
    "Merrow",
    "--built",
    "P1",
    "--built",
    "P2",
    "--mode",
    "road",
    "--mode",
    "rail",
)


def test_compare_tells_how_sure_it_is(run: Run) -> None:
    found = run(*SIDES, "--uncertain", "--less", "25", "--break-even", "tariff.rail")
    assert found.exit_code == 0, found.output
    assert max(map(len, found.stdout.splitlines())) <= 80
    assert "2 beside 1: chance of 25 % less" in found.stdout and "p90" in found.stdout
    # (0.75 x 12 t x 280 km x 0.08 - 40 for the change of gauge) / (12 t x 210 km)
    assert "below 0.06413 USD/t-km of tariff.rail (now 0.04)" in " ".join(found.stdout.split())
    rows = [
        json.loads(line) for line in run(*SIDES, "--uncertain", "--less", "25", "--json").stdout.splitlines()
    ]
    assert rows[0]["chances"] == {} and 0 < rows[1]["chances"]["cost"]["drawn"] <= 1
    assert rows[1]["drivers"][0]["parameter"] == "tariff.rail" and rows[1]["break_even"] is None
    assert "chances" not in json.loads(run(*SIDES, "--json").stdout.splitlines()[0])


@pytest.mark.parametrize("parameter", ["beauty", "co2.rail"])
def test_a_break_even_of_what_moves_nothing_is_refused(run: Run, parameter: str) -> None:
    found = run(*SIDES, "--break-even", parameter)
    assert found.exit_code == 2 and parameter in found.stderr
