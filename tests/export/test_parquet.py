"""Parquet tables have the columns of the dossier; pyarrow reads them back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from depositary.dossier import Dossier
from depositary.export import parquet as ours
from depositary.export.registry import write
from depositary.model.errors import BadArgument, MissingExtra
from rich_dossier import statements


def test_tables_and_columns_are_those_of_the_dossier(
    rich: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: depositary[parquet]")
    write(rich, "parquet", tmp_path / "out")
    monkeypatch.setattr(ours, "BATCH", 2)
    write(rich, "parquet", tmp_path / "again")
    assert {one.stem for one in (tmp_path / "out").iterdir()} == set(ours.TABLES)
    for name in ours.TABLES:
        table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
        columns = [row["name"] for row in rich.rows("SELECT name FROM pragma_table_info(?)", name)]
        assert [one for one in columns if one not in ours._INNER.get(name, ())] == table.column_names
        assert table.num_rows == next(rich.rows(f"SELECT count(*) FROM {name}"))[0]
        assert table.schema.metadata[b"depositary_schema"].isdigit()
        assert table.equals(parquet.read_table(tmp_path / "again" / f"{name}.parquet"))
    said = parquet.read_table(tmp_path / "out" / "statements.parquet").to_pydict()
    assert dict(zip(said["id"], said["quote"], strict=True)) == {one.id: one.quote for one in statements()}


def test_the_same_bytes_twice(rich: Dossier, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: depositary[parquet]")
    for name in ("one", "two"):
        write(rich, "parquet", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_without_the_extra_it_says_what_to_install(
    rich: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'depositary\[parquet\]'"):
        write(rich, "parquet", tmp_path / "out")


def test_it_is_a_folder(rich: Dossier, tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match="-o FOLDER"):
        write(rich, "parquet", tmp_path / "a.parquet")
    assert not (tmp_path / "a.parquet").exists()
