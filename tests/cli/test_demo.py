"""The demo: two screens at most, the same each time, and everything it names is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from depositary.cli import program

LONGEST, WIDEST = 48, 80


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def call(folder: Path, *args: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(program, [*args])


@pytest.fixture(scope="module")
def screens(folder: Path) -> str:
    found = call(folder, "demo", "--workers", "1")
    assert found.exit_code == 0, found.output
    return found.stdout


def test_two_screens_at_most(screens: str) -> None:
    lines = screens.splitlines()
    assert len(lines) <= LONGEST
    assert max(map(len, lines)) <= WIDEST


def test_it_tells_the_system_findings_and_what_to_do_next(screens: str) -> None:
    assert "The system and its parts" in screens and "Three findings" in screens
    assert len(re.findall(r"^  \S", screens, re.MULTILINE)) >= 17
    assert "demo/brief.html" in screens


def test_the_commands_it_names_work(screens: str, folder: Path) -> None:
    named = re.findall(r"depositary (\w+ demo/\S+(?: \S+)?)$", screens, re.MULTILINE)
    assert len(named) == 3
    for command in named:
        found = call(folder, *command.split())
        assert found.exit_code == 0 and found.stdout


def test_again_gives_the_same(screens: str, folder: Path) -> None:
    page = (folder / "demo" / "brief.html").read_bytes()
    assert call(folder, "demo", "--workers", "1").stdout == screens
    assert (folder / "demo" / "brief.html").read_bytes() == page


def test_json(folder: Path) -> None:
    lines = call(folder, "demo", "--workers", "1", "--json").stdout.splitlines()
    assert [json.loads(line)["case"] for line in lines] == ["russia-iran", "model-pact"]
