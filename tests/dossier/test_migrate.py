"""Opening: what is a dossier, what is not, and how an earlier one is brought up to date."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from depositary.dossier import Dossier, migrate
from depositary.model.errors import BadArgument, DossierError, NewerDossier, NotADossier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.dossier"
    Dossier.create(made).close()
    return made


def test_a_new_dossier_has_its_marks(path: Path) -> None:
    with Dossier.open(path) as dossier:
        assert path.read_bytes()[68:72] == b"Depo"
        (version,) = next(dossier.rows("PRAGMA user_version"))
        (mode,) = next(dossier.rows("PRAGMA journal_mode"))
        (keys,) = next(dossier.rows("PRAGMA foreign_keys"))
        assert (version, mode, keys) == (migrate.VERSION, "wal", 1)
        assert dossier.verify() == []


def test_one_file_is_left_when_closed(path: Path) -> None:
    assert [item.name for item in path.parent.iterdir()] == ["a.dossier"]


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0", b"x" * 5000])
def test_other_files_are_no_dossier(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(NotADossier, match="is not a dossier"):
        Dossier.open(tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == content


def test_another_database_is_no_dossier(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as db:
        db.execute("CREATE TABLE documents (id)")
    db.close()
    before = (tmp_path / "x.db").read_bytes()
    with pytest.raises(NotADossier, match="but not a dossier"):
        Dossier.open(tmp_path / "x.db")
    assert (tmp_path / "x.db").read_bytes() == before


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="depositary build"):
        Dossier.open(tmp_path / "none.dossier")


def test_create_does_not_write_over_a_file(path: Path) -> None:
    with pytest.raises(BadArgument, match="exists already"):
        Dossier.create(path)


def test_a_later_version_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {migrate.VERSION + 1}")
    db.close()
    with pytest.raises(NewerDossier, match="later version"):
        Dossier.open(path)


@pytest.mark.parametrize("left", [120, 5000])
def test_a_truncated_file_is_damaged(path: Path, left: int) -> None:
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(DossierError, match="damaged"):
        Dossier.open(path)


def test_a_file_with_a_torn_page_is_damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)
    with pytest.raises(DossierError, match="damaged"):
        Dossier.open(path)


def test_a_migration_runs_once_and_all_or_nothing(path: Path) -> None:
    def add(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN shelf TEXT")

    def fail(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE documents ADD COLUMN box TEXT")
        raise ValueError("half way")

    with Dossier.open(path) as dossier:
        steps = [*migrate.MIGRATIONS, add]
        migrate.migrate(dossier.db, steps)
        migrate.migrate(dossier.db, steps)
        with pytest.raises(ValueError, match="half way"):
            migrate.migrate(dossier.db, [*steps, fail])
        (version,) = next(dossier.rows("PRAGMA user_version"))
        columns = [row["name"] for row in dossier.rows("PRAGMA table_info(documents)")]
        assert version == migrate.VERSION + 1
        assert "shelf" in columns and "box" not in columns


def test_a_locked_file_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "BUSY_MS", 1)
    with (
        Dossier.open(path) as one,
        Dossier.open(path) as other,
        one.transaction(),
        pytest.raises(DossierError, match="in use by another process"),
    ):
        other.set("case", "x")


def test_readonly_reads_and_does_not_write(path: Path) -> None:
    with Dossier.open(path, readonly=True) as dossier:
        assert dossier.get("case") is None
        with pytest.raises(DossierError, match="cannot be written"):
            dossier.set("case", "x")
    assert [item.name for item in path.parent.iterdir()] == ["a.dossier"]
