"""The program itself: light help, errors in two lines, exit statuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from depositary.cli.program import COMMANDS, program

Run = Callable[..., Result]
HEAVY = ("spacy", "jinja2", "rich", "numpy", "sqlite3", "yaml", "openpyxl", "trafilatura")


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    found = _python(
        "import sys\nfrom depositary.cli import program\n"
        f"try: program.main([{option!r}])\nexcept SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert found.stdout.splitlines()[-1] == "[]", found.stderr


def test_help_is_quick() -> None:
    found = _python(
        "import resource, subprocess, sys\n"
        "start = [sys.executable, '-c', 'from depositary.cli import main; main()', '--help']\n"
        "subprocess.run(start, check=True, capture_output=True)\n"
        "spent = resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(spent.ru_utime + spent.ru_stime)"
    )
    assert float(found.stdout) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_commands_says_what_the_commands_say(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None and command.short_help == COMMANDS[name][2]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_fits_80_columns(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert found.exit_code == 0
    assert max(map(len, found.output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["brieff", "x"], "Did you mean brief?"),
        (["brief"], "Missing argument"),
        (["brief", "no-such.dossier"], "no-such.dossier"),
        (["build", "no-such-folder", "-o", "x.dossier"], "no-such-folder"),
        (["find", "x.dossier", "--kind", "rumour"], "rumour"),
        (["evaluate", "no-such-task", "x.jsonl", "-o", "y.jsonl"], "no-such-task"),
        (["evaluate", "times", "x.jsonl", "-o", "y.jsonl", "--floor", "f1"], "no floor"),
    ],
)
def test_errors_are_short_and_say_what_to_do(run: Run, args: list[str], said: str, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        found = run(*args)
    assert found.exit_code == 2
    assert said in found.stderr and found.stdout == ""
    told = [line for line in found.stderr.splitlines() if not line.startswith("  ")]
    assert 1 <= len(told) <= 2 and "Traceback" not in found.stderr
    assert max(map(len, found.stderr.splitlines())) <= 80


def test_a_folder_with_nothing_in_it_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = run("build", tmp_path / "empty", "-o", tmp_path / "x.dossier", "--workers", 1)
    assert found.exit_code == 2 and "nothing could be read" in found.stderr


def test_interrupted_is_130(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("depositary.cli.paper.opened", stop)
    assert run("parts", dossier).exit_code == 130


def test_a_closed_pipe_is_silent(dossier: Path) -> None:
    start = f"{sys.executable} -c 'from depositary.cli import main; main()'"
    command = f'{start} export "{dossier}" | head -c 10 >/dev/null; echo "${{PIPESTATUS[0]}}"'
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert found.stderr == "" and found.stdout.strip() == "0"
