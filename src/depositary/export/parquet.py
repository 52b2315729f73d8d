"""Apache Parquet: a folder of tables, one file each, with the names and columns of the dossier's own.

    pip install 'depositary[parquet]'
    depositary export NAME.dossier -f parquet -o FOLDER

Documents, statements, findings, decisions, entities and what hangs on them, in the types that the schema declares (text, whole
numbers of 64 bits, floats); rows in the order of the export or of their keys. Read a folder with pandas, DuckDB, R's
arrow or Spark. Left out are the original bytes, the indexes of the search and the book-keeping of builds. Every file
names the version of the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY
from depositary.model.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow

# Tables with the order of their rows.
TABLES = {
    "documents": "name", "copies": "name", "pages": "doc, page", "sections": 'doc, start, "end", label',
    "paragraphs": "doc, start", "spans": 'doc, start, "end", layer, label, value, parent', "entities": "id",
    "names": "entity, name, kind", "statements": 'doc_name, start, "end", kind, id',
    "statement_roles": "statement, position", "statement_topics": "statement, topic", "statement_parts": "statement, part",
    "statement_about": "statement, entity", "findings": "id", "finding_statements": "finding, position",
    "decisions": "id", "skipped": "name",
}  # fmt: skip
# Numbers that count rows in the order in which they came, and say nothing.
_INNER = {"statements": ("number",), "paragraphs": ("id",), "spans": ("id",)}
# Rows held at a time: a row of statements is about 3 kB.
BATCH = 10_000


@export("parquet", only_folder=True, speaks="Apache Parquet, format 2", extra="parquet")
def write(dossier: Dossier, target: Path) -> None:
    """A folder of tables."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra(
            "Parquet needs pyarrow", "Install it: pip install 'depositary[parquet]'"
        ) from error
    target.mkdir(parents=True, exist_ok=True)
    for name, order in TABLES.items():
        made = schema(dossier, name)
        with parquet.ParquetWriter(target / f"{name}.parquet", made) as file:
            for rows in _batches(dossier, name, order, made.names):
                file.write_table(pyarrow.Table.from_pylist(rows, schema=made))


def schema(dossier: Dossier, name: str) -> pyarrow.Schema:
    """The columns of a table in the types that it declares."""
    import pyarrow

    types = {"INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
    columns = [
        (row["name"], types.get(row["type"].upper(), pyarrow.string()))
        for row in dossier.rows("SELECT name, type FROM pragma_table_info(?)", name)
        if row["name"] not in _INNER.get(name, ())
    ]
    version = str(next(dossier.rows("PRAGMA user_version"))[0])
    return pyarrow.schema(columns, metadata={"depositary_schema": version, "made_by": MADE_BY})


def _batches(dossier: Dossier, name: str, order: str, columns: list[str]) -> Iterator[list[dict[str, Any]]]:
    """Rows as they come, some thousands at a time."""
    chosen = ", ".join(f'"{column}"' for column in columns)
    rows: list[dict[str, Any]] = []
    for row in dossier.rows(f"SELECT {chosen} FROM {name} ORDER BY {order}"):
        rows.append(dict(row))
        if len(rows) == BATCH:
            yield rows
            rows = []
    if rows:
        yield rows
