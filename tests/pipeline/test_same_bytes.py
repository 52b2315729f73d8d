"""The same folder gives the same bytes: whatever the number of processes, the hash seed, the locale and the order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pipeline_corpus import CASE, NEWS, SIGNING, TEXTS, built, exported, nouns, write

from depositary import pipeline
from depositary.dossier import Dossier

DOCUMENTS = list(NEWS)


def test_the_small_folder_shows_what_is_tested_here(clean: list[str]) -> None:
    """Equal bytes prove little where nothing is found."""
    assert len(nouns(clean, "document")) == 7
    assert len(nouns(clean, "statement")) >= 12
    assert {item["check"] for item in nouns(clean, "finding")} >= {"reconcile.dates", "treaty.articles", "network.lengths"}


@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_processes(folder: Path, tmp_path: Path, clean: list[str], workers: int) -> None:
    assert built(folder, tmp_path / "a.dossier", workers=workers) == clean


@pytest.mark.parametrize(("seed", "locale"), [("1", "C"), ("4711", "C.UTF-8")])
def test_another_hash_seed_and_locale(folder: Path, tmp_path: Path, clean: list[str], seed: str, locale: str) -> None:
    code = (
        "import sys; from depositary import pipeline;"
        f"pipeline.build(sys.argv[1], sys.argv[2], case={CASE!r}, workers=1, layers=True)"
    )
    env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "LANG": locale, "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, "-c", code, folder, tmp_path / "a.dossier"], env=env, check=True, capture_output=True)
    assert exported(tmp_path / "a.dossier") == clean


@pytest.mark.parametrize("order", [DOCUMENTS, DOCUMENTS[::-1], DOCUMENTS[3:] + DOCUMENTS[:3]], ids=["forth", "back", "turned"])
def test_files_added_in_any_order(folder: Path, tmp_path: Path, clean: list[str], order: list[str]) -> None:
    target = tmp_path / "a.dossier"
    first = write(tmp_path / "first", {name: TEXTS[name] for name in (order[0], "sources.csv")})
    pipeline.build(first, target, case=CASE, workers=1, layers=True)
    for names in (order[1:3], order[3:4], order[4:]):
        pipeline.add(target, [folder / name for name in names], workers=1, layers=True)
    assert exported(target) == clean


def test_removed_and_added_back(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    built(folder, target)
    without = write(tmp_path / "less", {name: text for name, text in TEXTS.items() if name[0] not in "ae"})
    fewer = built(without, target)
    assert fewer == built(without, tmp_path / "b.dossier")
    assert len(fewer) < len(clean)
    assert built(folder, target) == clean


def test_a_changed_file(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    built(folder, target)
    write(folder, {"b-report.txt": TEXTS["b-report.txt"].replace("15 March", "14 March").replace("17", "15")})
    changed = built(folder, target)
    assert changed == built(folder, tmp_path / "b.dossier") != clean
    write(folder, {"b-report.txt": TEXTS["b-report.txt"]})
    assert built(folder, target) == clean


def test_equal_records_are_one_document_in_any_order(folder: Path, tmp_path: Path) -> None:
    """Four names for one text, each with its own day: the first by name leads, whichever came first."""
    names = ["0.txt", "sub/m.txt", "z.txt"]
    listed = "file,publisher,published\n0.txt,Zero,2022-04-01\nsub/m.txt,Middle,2022-05-01\nz.txt,Last,2022-06-01\n"
    listed += "a-signing.txt,A,2022-03-14\n"
    texts = {**dict.fromkeys(names, SIGNING), "y.txt": TEXTS["b-report.txt"], "sources.csv": listed}
    write(folder, texts)
    target = tmp_path / "a.dossier"
    whole = built(folder, target)
    leading = next(one for one in nouns(whole, "document") if one["name"] == "0.txt")
    assert [(one["name"], one["publisher"]) for one in leading["copies"]] == [
        ("a-signing.txt", "A"), ("sub/m.txt", "Middle"), ("z.txt", "Last"),
    ]  # fmt: skip
    for lost in ("0.txt", "sub/m.txt", "a-signing.txt"):
        (folder / lost).unlink()
        assert built(folder, target) == built(folder, tmp_path / f"{lost[0]}.dossier"), f"after {lost} went"
    write(folder, texts | {"a-signing.txt": SIGNING})
    assert built(folder, target) == whole


def test_adding_a_file_that_named_a_copy_reads_the_copy_again(folder: Path, tmp_path: Path) -> None:
    """The naming copy changes: its twin, which was not asked for, must name the document now."""
    write(folder, {"z.txt": SIGNING, "sources.csv": "file,published\na-signing.txt,2022-03-14\nz.txt,2022-03-20\n"})
    target = tmp_path / "a.dossier"
    built(folder, target)
    write(folder, {"a-signing.txt": "Osmerra denied that a treaty was signed last week."})
    report = pipeline.add(target, [folder / "a-signing.txt"], workers=1, layers=True)
    assert report.read == 2
    assert exported(target) == built(folder, tmp_path / "b.dossier")


def test_the_result_does_not_depend_on_where_the_folder_is(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    elsewhere = write(tmp_path / "deep" / "er")
    assert built(elsewhere, tmp_path / "a.dossier") == clean
    assert not [line for line in clean if str(tmp_path) in line]


def test_findings_follow_the_program(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A group without findings is computed again by another program too, though its statements are the same."""
    target = tmp_path / "a.dossier"
    with_checks = built(folder, target)
    with Dossier.open(target) as dossier, dossier.transaction() as db:
        db.execute("DELETE FROM findings")
    monkeypatch.setattr(pipeline, "program_digest", lambda *_: "another")
    assert built(folder, target) == with_checks
