"""`treaty life`, `treaty due`, `treaty implementation` and `score` on the fictional corpus."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from depositary import pipeline
from depositary.model.settings import DATA

Run = Callable[..., Result]


def call(run: Run, *args: object) -> str:
    found = run(*args)
    assert found.exit_code == 0, found.output
    return str(found.stdout)


def one(run: Run, *args: object) -> dict[str, object]:
    return dict(json.loads(call(run, *args, "--json").splitlines()[0]))


@pytest.fixture
def own(dossier: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(dossier, tmp_path / "own.dossier"))


def duty(run: Run, dossier: Path, words: str) -> str:
    rows = one(run, "treaty", "implementation", dossier)["rows"]
    return next(str(row["id"]) for row in rows if words in row["action"])  # type: ignore[attr-defined]


def test_life_tells_the_text_and_the_steps_with_what_they_rest_on(run: Run, dossier: Path) -> None:
    found = one(run, "treaty", "life", dossier, "verania-osmerra-2022")
    lines = {row["field"]: row for row in found["lines"]}  # type: ignore[attr-defined]
    assert lines["entry_into_force"]["value"] == "30 days after the exchange of instruments"
    assert lines["entry_into_force"]["reference"] == "Article 13(2)"
    assert lines["term"]["value"] == "10 years, from what day is not told"
    assert {row["basis"] for row in found["steps"]} == {"text", "statement", "coded_fact", "computed"}  # type: ignore[attr-defined]
    page = call(run, "treaty", "life", dossier, "verania-osmerra-2022")
    assert "worked out from text art_13__para_2 and statement s_" in " ".join(page.split())


def test_two_days_told_leave_the_days_between_open(run: Run, dossier: Path) -> None:
    at = {day: one(run, "treaty", "due", dossier, "verania-osmerra-2022", "--on", day)["verdict"]
          for day in ("2022-09-11", "2022-09-20", "2022-10-12")}  # fmt: skip
    assert at == {"2022-09-11": "not in force", "2022-09-20": "not known", "2022-10-12": "in force"}


def test_due_lists_what_comes_back_and_the_end_of_the_term(run: Run, dossier: Path) -> None:
    page = " ".join(call(run, "treaty", "due", dossier).split())
    assert "due by 2024-09-12 or 2024-10-12: Article 6(2)" in page
    assert "last day for notice that keeps it from being renewed" in page
    assert run("treaty", "due", dossier, "--on", "soon").exit_code == 2


def test_show_has_the_chief_lines_of_life(run: Run, dossier: Path) -> None:
    page = call(run, "treaty", dossier, "verania-osmerra-2022")
    assert "enters into force: 30 days after the exchange of instruments (Article 13(2))" in page
    assert one(run, "treaty", "show", dossier, "verania-osmerra-2022")["life"]["verdict"] == "in force"  # type: ignore[index]


def test_scores_of_two_coders_stand_beside_each_other_and_outlive_a_rebuild(run: Run, own: Path) -> None:
    meeting, railway = duty(run, own, "ordinary session"), duty(run, own, "Merrow Pass")
    for author, first, second in (("Ann", 3, 1), ("Bo", 2, 1)):
        call(run, "score", own, meeting, "--year", 2023, "--score", first, "--author", author, "--note", "read")
        call(run, "score", own, railway, "--year", 2023, "--score", second, "--author", author)
    call(run, "score", own, meeting, "--year", 2023, "--score", "3", "--author", "Ann")
    pipeline.build(DATA / "demo" / "model-pact", own, workers=1)
    found = one(run, "treaty", "implementation", own)
    cells = {(row["id"], cell["year"]): cell for row in found["rows"] for cell in row["cells"]}  # type: ignore[attr-defined]
    assert [(each["author"], each["score"]) for each in cells[meeting, 2023]["coded"]] == [("Ann", 3), ("Bo", 2)]
    assert cells[meeting, 2023]["proposed"] == 3
    (pair,) = found["agreements"]  # type: ignore[misc]
    assert (pair["one"], pair["other"], pair["items"], pair["percent"]) == ("Ann", "Bo", 2, 0.5)  # type: ignore[index]
    page = call(run, "treaty", "implementation", own)
    assert "3/3,2" in page and "Ann and Bo agree on 50% of 2 scores" in page
    assert "scored by Ann" in call(run, "decisions", own)


def test_undone_scores_are_gone_and_not_due_can_be_set(run: Run, own: Path) -> None:
    key = duty(run, own, "ordinary session")
    made = json.loads(call(run, "score", own, key, "--year", 2022, "--score", "not-due", "--author", "Ann", "--json"))
    assert made["change"] == {"year": 2022, "score": None}
    assert "-/-" in call(run, "treaty", "implementation", own)
    call(run, "undo", own, made["id"])
    assert "-/-" not in call(run, "treaty", "implementation", own)


def test_a_score_needs_a_duty_and_an_author(run: Run, own: Path, ids: dict[str, str]) -> None:
    key = duty(run, own, "ordinary session")
    assert run("score", own, key, "--year", 2022, "--score", "1").exit_code == 2
    assert run("score", own, key, "--year", 2022, "--score", "4", "--author", "Ann").exit_code == 2
    claim = json.loads(call(run, "timeline", own, "--json").splitlines()[0])["id"]
    assert run("score", own, claim, "--year", 2022, "--score", "1", "--author", "Ann").exit_code == 2


def test_rows_for_researchers_are_safe_to_open(run: Run, own: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    key = duty(run, own, "ordinary session")
    call(run, "score", own, key, "--year", 2023, "--score", 2, "--author", "=Ann", "--note", "@cmd")
    target = tmp_path / "scores.csv"
    call(run, "treaty", "implementation", own, "-o", target)
    with target.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    (coded,) = [row for row in rows if row["coder"] not in ("proposed",)]
    assert (coded["coder"], coded["rule_or_note"], coded["score"]) == ("'=Ann", "'@cmd", "2")
    proposed = next(row for row in rows if row["obligation"] == key and row["year"] == "2023" and row["coder"] == "proposed")
    assert proposed["article"] == "6" and proposed["paragraph"] == "2" and proposed["evidence_ids"].startswith("s_")
    assert ".html:" in proposed["source_addresses"]
    book = tmp_path / "scores.xlsx"
    call(run, "treaty", "implementation", own, "-o", book)
    sheet = load_workbook(book, read_only=True)["scores"]
    assert len(list(sheet.rows)) == len(rows) + 1
    assert run("treaty", "implementation", own, "-o", tmp_path / "scores.ods").exit_code == 2


def test_clauses_that_are_no_duty_stand_in_their_own_words(run: Run, dossier: Path) -> None:
    shown = " ".join(call(run, "treaty", "obligations", dossier).split())
    assert "12(2). “This Treaty does not affect" in shown and "Treaty must: affect" not in shown
    assert "Neither Party may: permit" in shown and "Neither Party must not" not in shown
    matrix = call(run, "treaty", "implementation", dossier)
    assert "3(1) other Party: not give" in matrix
