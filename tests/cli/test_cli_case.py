"""`case list` and `case check`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from depositary.model import case as cases

Run = Callable[..., Result]


def test_cases_are_listed_with_what_they_are_about(run: Run) -> None:
    listed = [json.loads(line) for line in run("case", "list", "--json").stdout.splitlines()]
    assert [one["id"] for one in listed] == cases.names()
    assert "The model pact of Osmerra and Verania: 9 parts" in run("case", "list").stdout


def test_a_copied_case_is_checked_and_a_typing_error_found(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "model-pact"
    shutil.copytree(cases.CASES / "model-pact", copy)
    assert run("case", "check", copy).exit_code == 0
    parts = (copy / "parts.yml").read_text(encoding="utf-8")
    (copy / "parts.yml").write_text(parts.replace("topics: [trade]", "topics: [trad]"), encoding="utf-8")
    found = run("case", "check", copy)
    assert found.exit_code == 1
    assert "error: parts.yml, part trade: 'trad' is no topic of the ontology; did you mean 'trade'" in found.stdout
    assert "1 error, " in found.stdout
    told = [json.loads(line) for line in run("case", "check", copy, "--json").stdout.splitlines()]
    assert told[0]["level"] == "error" and told[0]["where"] == "parts.yml, part trade"


def test_a_case_that_is_not_there_lists_those_that_are(run: Run, tmp_path: Path) -> None:
    found = run("case", "check", tmp_path / "nowhere")
    assert found.exit_code == 2 and "model-pact" in found.stderr
