"""A name, a day or a file that cannot be: two lines that say what is there, and exit status 2; no empty page, no traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize(("args", "said"), [
    (("find", "--part", "traety"), "Parts: treaty"),
    (("find", "--speaker", "transprt ministry of Osmera"), "no speaker is called"),
    (("find", "--topic", "trad"), "Did you mean: trade"),
    (("find", "--project", "merow-pass-railway"), "Did you mean: merrow-pass-railway"),
    (("find", "--source", "nowhere"), "There are:"),
    (("find", "--since", "2023", "--until", "2022"), "2023 is after 2022"),
    (("timeline", "--since", "2023-02", "--until", "2023-01"), "2023-02 is after 2023-01"),
    (("timeline", "--part", "traety"), "Parts: treaty"),
    (("timeline", "--project", "nosuch"), "There are:"),
    (("timeline", "--actor", "nosuch"), "no actor is called 'nosuch'"),
    (("timeline", "--agreement", "nosuch"), "no agreement is called 'nosuch'"),
    (("figures", "--series", "nosuch"), "There are: "),
    (("figures", "--part", "traety"), "Parts: treaty"),
    (("projects", "nosuch"), "There are: "),
    (("find", "--stance", "sayz"), "asserts"),
    (("brief", "-o", "x.pdf"), ".md, .html"),
])  # fmt: skip
def test_what_is_not_there_is_told(run: Run, dossier: Path, args: tuple[str, ...], said: str) -> None:
    found = run(args[0], dossier, *args[1:])
    assert found.exit_code == 2 and not found.stdout
    assert said in " ".join(found.stderr.split())


@pytest.mark.parametrize("args", [("export", "-f", "csv", "-o", "nodir/a.csv"), ("brief", "-o", "nodir/a.html")])
def test_a_file_in_a_folder_that_is_not_there(
    run: Run, dossier: Path, args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(args[0], dossier, *args[1:])
    assert found.exit_code == 2 and len(found.stderr.splitlines()) == 2
    assert "no such file or directory" in found.stderr and "Traceback" not in found.stderr


@pytest.mark.parametrize(("printed", "key"), [
    (("--stance", "says"), ("--stance", "asserts")), (("--stance", "Expects"), ("--stance", "predicts")),
    (("--kind", "promise"), ("--kind", "commitment")),
])  # fmt: skip
def test_words_that_are_printed_are_taken(run: Run, dossier: Path, printed: tuple[str, str], key: tuple[str, str]) -> None:
    told = run("find", dossier, *printed, "--all")
    assert told.exit_code == 0 and told.stdout == run("find", dossier, *key, "--all").stdout


def test_a_thing_of_the_case_that_nobody_speaks_of_is_no_error(run: Run, dossier: Path) -> None:
    from depositary.model import case

    for one in case.load("model-pact").entities:
        if one.schema in ("Person", "PublicBody"):
            assert run("find", dossier, "--project", one.props["key"]).exit_code == 0
            break


def test_words_are_looked_for_in_the_name_of_the_speaker_too(run: Run, dossier: Path) -> None:
    by_name = run("find", dossier, "Osmerra transport ministry", "--all").stdout
    only = run("find", dossier, "--speaker", "Transport ministry of Osmerra", "--all").stdout
    assert "40% shorter" in " ".join(only.split()) and "40% shorter" in " ".join(by_name.split())
    assert run("find", dossier, "Osmerra giraffe").stdout.startswith("Nothing fits")


def test_a_document_is_called_as_citations_call_it(run: Run, dossier: Path) -> None:
    assert run("find", dossier, "--source", "progress").stdout == run("find", dossier, "--source", "progress-2023.md").stdout
    shown = run("show", dossier, "progress")
    assert shown.exit_code == 0 and "in the order of the text" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


@pytest.mark.parametrize(("claim", "said"), [
    ("Cats sleep all day.", "Not understood"),
    ("The Merrow Pass railway was nationalised.", "Nothing could be held against it"),
    ("The treaty was signed on 14 March 2022.", "Says otherwise"),
])  # fmt: skip
def test_a_claim_is_told_apart_as_not_understood_or_not_held_or_contested(run: Run, dossier: Path, claim: str, said: str) -> None:
    found = run("check", dossier, "--claim", claim)
    assert found.exit_code == 0 and said in found.stdout
    assert max(map(len, found.stdout.splitlines())) <= 80


def test_what_cannot_be_made_leaves_nothing_and_takes_nothing_away(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert run("build", "empty", "-o", "a.dossier").exit_code == 2
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("The bridge was opened in 2021.", "utf-8")
    assert run("build", "texts", "-o", "b.dossier", "--case", "nosuch").exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "texts"]
    assert run("build", "texts", "-o", "c.dossier", "--case", "none").exit_code == 0
    kept = tmp_path / "kept.xml"
    kept.write_text("kept", "utf-8")
    assert run("export", "c.dossier", "-f", "akn", "-o", kept).exit_code == 2 and kept.read_text("utf-8") == "kept"
    assert run("build", "empty", "-o", "c.dossier").exit_code == 2 and (tmp_path / "c.dossier").exists()
    assert not list(tmp_path.glob(".*"))


def test_a_brief_goes_to_standard_output_for_a_dash(
    run: Run, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("brief", dossier, "--format", "md", "-o", "-")
    assert found.stdout.startswith("# ") and not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["network", "case", "decisions"])
def test_a_group_alone_shows_its_help_in_the_lines_it_has(run: Run, name: str) -> None:
    found = run(name)
    assert found.exit_code == 2
    shown = found.output.splitlines()
    assert any(line.startswith("Commands:") for line in shown) and max(map(len, shown)) <= 80, found.output


def test_an_unknown_command_is_told_once(run: Run) -> None:
    assert run("frobnicate").stderr.count("--help") == 1


def test_a_short_timeline_says_that_there_is_more(run: Run, dossier: Path) -> None:
    assert "2 of " in run("timeline", dossier, "--limit", "2").stdout
    assert "--all for the rest" not in run("timeline", dossier, "--all").stdout


def test_a_timeline_from_a_year_on_has_what_is_due_then(run: Run, dossier: Path) -> None:
    ahead = run("timeline", dossier, "--since", "2026").stdout
    assert "June 2026" in ahead, "promised in 2023"
    assert "June 2026" not in run("timeline", dossier, "--until", "2025").stdout


def test_the_second_line_of_the_tenth_row_stands_below_the_first(run: Run, dossier: Path) -> None:
    lines = run("treaty", "claims", dossier).stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("10. "))
    assert lines[place + 1].startswith("    ") and lines[place + 1][4] != " "


def test_an_empty_note_is_none(run: Run, dossier: Path, ids: dict[str, str]) -> None:
    found = run("note", dossier, ids["finding"], "  ")
    assert found.exit_code == 2 and "holds no text" in found.stderr
