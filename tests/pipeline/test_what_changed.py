"""What a build reads again and what it leaves, which files it skips and says so, and which case it takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pipeline_corpus import CASE, LISTED, NEWS, SIGNING, TEXTS, built, exported, nouns, write

from depositary import pipeline
from depositary.annotate import layers
from depositary.dossier import Dossier
from depositary.model.errors import BadArgument, UnknownName
from depositary.model.settings import settings
from depositary.pipeline import Report, guess_case
from depositary.read.folder import walk
from depositary.read.registry import Source


def build(folder: Path, target: Path, case: str | None = CASE) -> Report:
    return pipeline.build(folder, target, case=case, workers=1)


def test_unchanged_files_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    first, second = build(folder, target), build(folder, target)
    assert (first.read, first.unchanged) == (6, 0)
    assert (second.read, second.unchanged, second.removed) == (0, 6, 0)
    assert (second.documents, second.statements, second.findings) == (first.documents, first.statements, first.findings)
    os.utime(folder / "c-base.txt", (0, 0))
    assert build(folder, target).read == 0, "another time of change is no change"
    write(folder, {"c-base.txt": NEWS["c-base.txt"] + "The talks went on."})
    assert build(folder, target).read == 1


def test_a_line_of_the_source_list_is_read_again(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    build(folder, target)
    write(folder, {"sources.csv": LISTED.replace("2023-02-02", "2023-05-02")})
    assert build(folder, target).read == 1
    column = next(one for one in nouns(exported(target), "document") if one["name"] == "f-column.txt")
    assert column["published"]["start"] == "2023-05-02"


def test_what_went_is_forgotten(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    build(folder, target)
    (folder / "a-signing.txt").unlink()
    write(folder, {"sources.csv": LISTED.splitlines()[2]})
    report = build(folder, target)
    assert (report.removed, report.documents) == (1, 6)


BAD: dict[str, str | bytes] = {
    "bad/empty.txt": "",
    "bad/blank.md": "\n \n",
    "bad/broken.pdf": b"%PDF-1.7 and nothing more",
    "bad/binary.txt": bytes(range(256)) * 8,
    "bad/broken.docx": b"PK\x03\x04 no archive",
    "bad/unknown.xyz": "What is this?",
    "bad/no-text.csv": "a,b\n1,2\n",
}


def test_bad_files_are_listed_and_the_rest_is_built(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    write(folder, BAD)
    (folder / "bad" / "out.txt").symlink_to(tmp_path / "elsewhere.txt")
    write(tmp_path, {"elsewhere.txt": SIGNING})
    listed = {name for name, reason, todo in pipeline.build(folder, target, case=CASE, workers=2, layers=True).skipped}
    assert listed == {*BAD, "bad/out.txt"}
    assert exported(target) == clean
    with Dossier.open(target) as dossier:
        assert all(reason and todo for _, reason, todo in dossier.skipped())
    again = pipeline.build(folder, target, case=CASE, workers=1, layers=True)
    assert again.read == 0, "a bad file is not tried again while it stays the same"
    assert {name for name, _, _ in again.skipped} == listed


def test_a_mended_file_is_listed_no_more(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    write(folder, {"a-signing.txt": "", "g.xyz": "?", "sources.csv": LISTED + "lost.txt,Nobody,2020-01-01\nf.txt,X,no day\n"})
    assert {name for name, _, _ in build(folder, target).skipped} >= {"a-signing.txt", "g.xyz", "lost.txt"}
    write(folder, TEXTS)
    (folder / "g.xyz").unlink()
    assert pipeline.build(folder, target, case=CASE, workers=1, layers=True).skipped == ()
    assert exported(target) == clean


def test_a_bad_row_is_listed_beside_the_good_ones(tmp_path: Path) -> None:
    text = 'title,text\nGood,Verania and Osmerra signed a treaty.\nEmpty,\nGood,The treaty entered into force in May 2022.\n'
    folder = write(tmp_path / "in", {"rows.csv": text})
    report = build(folder, tmp_path / "a.dossier")
    assert report.documents == 2
    assert [name for name, _, _ in report.skipped] == ["rows.csv#row=3"]


def test_records_over_the_limit_are_listed_and_those_before_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "in", {"e.csv": NEWS["e-figures.csv"]})
    monkeypatch.setenv("DEPOSITARY_MAX_RECORDS", "1")
    settings.cache_clear()
    try:
        report = build(folder, tmp_path / "a.dossier")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert report.documents == 1
    assert [(name, reason[:23]) for name, reason, _ in report.skipped] == [("e.csv#row=3", "only the first 1 record")]


def test_a_text_that_the_program_fails_on_does_not_stop_the_build(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = layers.annotate

    def failing(page: layers.Page) -> layers.Page:
        if page.document.name == "c-base.txt":
            raise IndexError("no such token")
        return real(page)

    monkeypatch.setattr(layers, "annotate", failing)
    report = build(folder, tmp_path / "a.dossier")
    assert report.documents == 6
    assert [(name, "IndexError: no such token" in reason) for name, reason, _ in report.skipped] == [("c-base.txt", True)]


def test_the_case_is_guessed_and_said(folder: Path, tmp_path: Path) -> None:
    report = build(folder, tmp_path / "a.dossier", None)
    assert (report.case, report.case_guessed) == (CASE, True)
    assert build(folder, tmp_path / "a.dossier", None).read == 0
    assert build(folder, tmp_path / "b.dossier", CASE).case_guessed is False


def test_no_case_fits_or_none_is_wanted(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": "The parish council met on Monday. It said that the bridge was repaired.\n"})
    guessed, wanted = build(folder, tmp_path / "a.dossier", None), build(folder, tmp_path / "a.dossier", "none")
    assert (guessed.case, guessed.case_guessed, wanted.case) == (None, False, None)
    assert wanted.statements >= 1
    assert all(not one["parts"] for one in nouns(exported(tmp_path / "a.dossier"), "statement"))


def test_another_case_reads_everything_again(folder: Path, tmp_path: Path, clean: list[str]) -> None:
    target = tmp_path / "a.dossier"
    without = built(folder, target, case="none")
    assert without != clean
    assert built(folder, target) == clean
    assert built(folder, target, case="none") == without


def test_what_cannot_be_begun_is_said(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    with pytest.raises(BadArgument, match="there is no dossier"):
        pipeline.add(target, [folder / "a-signing.txt"])
    with pytest.raises(BadArgument, match="no folder"):
        pipeline.build(tmp_path / "nowhere", target)
    with pytest.raises((BadArgument, UnknownName)):
        pipeline.build(folder, target, case="no-such-case")
    build(folder, target)
    with pytest.raises(BadArgument, match="there is no file"):
        pipeline.add(target, [folder / "nowhere.txt"])
    write(folder, {"x/a-signing.txt": "Another."})
    with pytest.raises(BadArgument, match=r"two files would both be a-signing\.txt"):
        pipeline.add(target, [folder / "a-signing.txt", folder / "x" / "a-signing.txt"])


def test_adding_says_what_is_not_read(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.dossier"
    build(folder, target)
    write(tmp_path, {"README.md": "Read me.", "new.txt": "Osmerra ratified the treaty on 1 May 2023."})
    report = pipeline.add(target, [tmp_path / "README.md", tmp_path / "new.txt", folder / "a-signing.txt"], workers=1)
    assert (report.read, report.unchanged, report.documents) == (1, 1, 8)
    assert [name for name, _, _ in report.skipped] == ["README.md"]


def test_documents_that_name_no_party_do_not_hide_a_case(tmp_path: Path) -> None:
    about = "Osmerra and Verania opened the Lowland gas pipeline on 4 May 2023, the ministers said."
    for number in range(2):
        (tmp_path / f"fits{number}.txt").write_text(f"{about} It was day {number}.\n", encoding="utf-8")
    (tmp_path / "one.txt").write_text("A ferry sank off Velmora.\n", encoding="utf-8")
    for number in range(3):
        (tmp_path / f"other{number}.txt").write_text(f"The fair drew {number + 20} bakers.\n", encoding="utf-8")
    assert guess_case(one for one in walk(tmp_path) if isinstance(one, Source)) == CASE
    for number in range(3, 12):
        (tmp_path / f"other{number}.txt").write_text(f"The fair drew {number + 20} bakers.\n", encoding="utf-8")
    assert guess_case(one for one in walk(tmp_path) if isinstance(one, Source)) is None
