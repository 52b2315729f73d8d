"""Documents without a day are placed by what the others tell, and what depends on that follows: in any order of adding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pipeline_corpus import CASE, NEWS, built, exported, nouns, write

from depositary import pipeline
from depositary.dossier import Dossier, targets
from depositary.model import case as cases

PLAN = (
    "Talks go on\n\n"
    "Verania and Osmerra will sign the treaty of friendship and cooperation, the author believes."
    " A bridge was opened in May 2021.\n"
)
AFTER = (
    "A new year of trade\n\n"
    "The foreign ministers praised the treaty of friendship and cooperation signed earlier this year."
    " Trade between Verania and Osmerra rose by 12% last year, the trade ministry of Verania said.\n"
)
TEXTS = {"a-signing.txt": NEWS["a-signing.txt"], "g-plan.txt": PLAN, "h-after.txt": AFTER}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    home = tmp_path_factory.mktemp("undated")
    return built(write(home / "in", TEXTS), home / "a.dossier")


def written(lines: list[str]) -> dict[str, tuple[str | None, str | None] | None]:
    """Start and end of the writing by name of the document."""
    told = {one["name"]: one["written"] for one in nouns(lines, "document")}
    return {name: (one["start"], one["end"]) if one else None for name, one in told.items()}


def growth(lines: list[str]) -> dict[str, Any]:
    """The figure of growth in the text written after."""
    (one,) = (one for one in nouns(lines, "statement") if one["doc_name"] == "h-after.txt" and one["kind"] == "figure")
    return one


def test_bounds_come_from_the_other_documents(whole: list[str]) -> None:
    assert written(whole) == {
        "a-signing.txt": ("2022-03-14", "2022-03-15"),
        "g-plan.txt": ("2021-05-01", "2022-03-14"),
        "h-after.txt": ("2022-03-14", "2023-01-01"),
    }
    found = [one for one in nouns(whole, "finding") if one["check"] == "reconcile.dating"]
    assert [one["relation"] for one in found] == ["implies", "implies"]


def test_a_dateline_is_the_day_of_the_document(whole: list[str]) -> None:
    (one,) = (one for one in nouns(whole, "document") if one["name"] == "a-signing.txt")
    assert one["published"] is None and one["written"]["anchor"] == "stated"


def test_relative_expressions_follow_and_ids_stay(whole: list[str], tmp_path: Path) -> None:
    alone = built(write(tmp_path / "in", {"h-after.txt": AFTER}), tmp_path / "a.dossier", case="none")
    one, before = growth(whole), growth(alone)
    assert (one["when"]["start"], one["when"]["end"], one["when"]["anchor"]) == ("2021-01-01", "2022-01-01", "inferred")
    assert before["when"]["start"] is None and before["when"]["literal"] == one["when"]["literal"] == "last year"
    assert one["id"] == before["id"] and one["spans"] == before["spans"]


@pytest.mark.parametrize("order", [list(TEXTS), list(TEXTS)[::-1], ["g-plan.txt", "a-signing.txt", "h-after.txt"]])
def test_added_in_any_order(whole: list[str], tmp_path: Path, order: list[str]) -> None:
    folder = write(tmp_path / "in", TEXTS)
    target = tmp_path / "a.dossier"
    first = write(tmp_path / "first", {order[0]: TEXTS[order[0]]})
    pipeline.build(first, target, case=CASE, workers=1, layers=True)
    for name in order[1:]:
        pipeline.add(target, [folder / name], workers=1, layers=True)
    assert exported(target) == whole


def test_what_dated_them_goes_and_comes_back(whole: list[str], tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    folder = write(tmp_path / "in", TEXTS)
    assert built(folder, target) == whole == built(folder, target)
    (folder / "a-signing.txt").unlink()
    fewer = built(folder, target)
    assert fewer == built(folder, tmp_path / "b.dossier") and growth(fewer)["when"]["literal"] == "last year"
    write(folder, TEXTS)
    assert built(folder, target) == whole


def test_sections_tell_when_they_were_written(tmp_path: Path) -> None:
    text = f"{NEWS['b-report.txt']}\n{PLAN}"
    built(write(tmp_path / "in", {"a.txt": text}), tmp_path / "a.dossier")
    with Dossier.open(tmp_path / "a.dossier") as dossier:
        sql = 'SELECT start, "end", label, when_start, when_end FROM sections ORDER BY start'
        rows = [tuple(row) for row in dossier.rows(sql)]
        chars = next(dossier.documents()).chars
    assert [row[2] for row in rows] == ["main", "older"] and rows[-1][4] <= "2022-03-15"
    assert rows[0][0] == 0 and chars - rows[-1][1] <= 1 and rows[0][1] == rows[1][0]


def test_a_person_overrides_and_may_take_it_back(whole: list[str], tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    built(write(tmp_path / "in", TEXTS), target)
    case = cases.load(CASE)
    version = pipeline.program_digest(str(case.folder), True)
    with Dossier.open(target) as dossier:
        made = targets.made("edit", targets.target(dossier, "h-after.txt"), "me", "2024-01-01", change={"written": "2024-06"})
        dossier.decide(made)
        pipeline.reduce(dossier, case, version=version)
    lines = exported(target)
    assert written(lines)["h-after.txt"] == ("2024-06-01", "2024-07-01")
    assert growth(lines)["when"]["start"] == "2023-01-01"
    assert not [one for one in nouns(lines, "finding") if one["check"] == "reconcile.dating" and "h-after" in one["reason"]]
    with Dossier.open(target) as dossier:
        dossier.undo(made.id, author="me", at="2024-01-02")
        pipeline.reduce(dossier, case, version=version)
    kept = [line for line in exported(target) if '"noun":"decision"' not in line]
    assert kept == whole


def test_words_of_an_older_passage_were_said_when_that_was_written(tmp_path: Path) -> None:
    text = f"{NEWS['b-report.txt']}\n{PLAN}"
    lines = built(write(tmp_path / "in", {"a.txt": text}), tmp_path / "a.dossier")
    told = {one["quote"]: one["said"] for one in nouns(lines, "statement")}
    (older,) = (said for quote, said in told.items() if quote.startswith("Verania and Osmerra will sign"))
    assert older["anchor"] == "inferred" and older["end"] <= "2022-03-15"
    younger = [said for quote, said in told.items() if quote in NEWS["b-report.txt"] and said is not None]
    assert not any(said["anchor"] == "inferred" for said in younger)
