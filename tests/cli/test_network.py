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
    ("route", "LVG", "LOG", "--carries", "gas", "--by", "distance"),
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
