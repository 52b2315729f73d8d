"""Indexes may be missing, and then come back: a dossier of an earlier program, and one whose filling was broken off."""

from __future__ import annotations

from pathlib import Path

import pytest

import rich_dossier
from depositary.dossier import Dossier, indexes, store
from depositary.pipeline import build


def held(opened: Dossier) -> set[str]:
    return {row["name"] for row in opened.rows("SELECT name FROM sqlite_master WHERE type = 'index'")}


def test_every_index_of_a_new_dossier_is_known(tmp_path: Path) -> None:
    with rich_dossier.made(tmp_path) as opened:
        own = {name for name in held(opened) if not name.startswith("sqlite_autoindex")}
        assert own == set(indexes.every())


def test_missing_ones_are_made_when_a_dossier_is_written(tmp_path: Path) -> None:
    with rich_dossier.made(tmp_path) as opened:
        path = opened.path
        for name in ("statements_days", "statements_kind"):
            opened.db.execute(f"DROP INDEX {name}")
    with Dossier.open(path, readonly=True) as opened:
        assert len(list(opened.statements())) == 7
    with Dossier.open(path) as opened:
        assert held(opened) >= set(indexes.every()) and opened.verify() == []


def test_filling_goes_without_them_and_makes_them_at_its_end(tmp_path: Path) -> None:
    with Dossier.create(tmp_path / "new.dossier") as opened:
        with opened.filling(store.MANY):
            assert set(indexes.every()) - held(opened) > {"statements_kind", "statement_about_entity", "statements_days"}
            assert "statements_doc" in held(opened)
        assert held(opened) >= set(indexes.every())
        with opened.filling(store.MANY - 1):
            assert held(opened) >= set(indexes.every())
    with rich_dossier.made(tmp_path) as opened:
        documents = len(list(opened.documents()))
        with opened.filling(max(store.MANY, store.MOSTLY * documents)):
            assert "statements_kind" not in held(opened)


def test_where_filling_breaks_off_they_are_made_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "new.dossier"
    with Dossier.create(path) as opened, pytest.raises(KeyboardInterrupt), opened.filling(store.MANY):
        raise KeyboardInterrupt
    with Dossier.open(path, readonly=True) as opened:
        assert "statements_kind" not in held(opened)
    with Dossier.open(path) as opened:
        assert held(opened) >= set(indexes.every()) and opened.verify() == []


def test_a_build_gives_the_same_lines_with_indexes_first_or_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, day in enumerate((3, 5, 5)):
        text = f"The ministers of Verania and Osmerra signed the rail pact on {day} May 2023.\n\nTrade rose by {number + 4}%."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    lines = []
    for many in (1, 500):
        monkeypatch.setattr(store, "MANY", many)
        target = tmp_path / f"{many}.dossier"
        build(folder, target, case="none", workers=1)
        with Dossier.open(target, readonly=True) as opened:
            assert held(opened) >= set(indexes.every())
            lines.append([*opened.lines("statement"), *opened.lines("finding")])
    assert lines[0] == lines[1] and len(lines[0]) > 4
