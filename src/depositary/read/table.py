"""CSV and TSV: a row a document. Columns are known by their headers, or named by a `columns.yml` beside the
file:

text: [Lead, Body]        one column, or several joined by a blank line
title: Headline
published: Date

A file that `columns.yml` describes by its name as one of figures (`read/columns.py`) is one document, its text as it stands.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from depositary.model.errors import NothingInside, UnreadableSource
from depositary.model.settings import settings
from depositary.read.columns import Described, described, files
from depositary.read.encoding import decode
from depositary.read.grid import delimiter
from depositary.read.metadata import FIELDS, field_of
from depositary.read.registry import Raw, Skipped, Source, reader


class _Lines:
    """The lines of a text, remembering those that the current row took: they are the raw bytes of its
    record."""

    def __init__(self, text: str) -> None:
        self._rest = iter(text.splitlines(keepends=True) if text.isascii() else _split(text))
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._rest)
        self.taken.append(line)
        return line

    def hand_over(self) -> bytes:
        """The bytes of the lines taken since the last call, without the line end of the last."""
        raw, self.taken = "".join(self.taken).rstrip("\n"), []
        return raw.encode("utf-8", "surrogatepass")


def _split(text: str) -> Iterator[str]:
    # str.splitlines would also cut at U+2028 and the like, which belong to the cell.
    return (line + "\n" for line in text.split("\n"))


@reader("csv", suffixes=(".csv", ".tsv"))
def read(source: Source) -> Iterator[Raw | Skipped]:
    """A document a row, called `#row=N` with the header as row 1; a row that breaks the format ends the reading. One
    document where `columns.yml` describes the file as a table of figures."""
    text = decode(source.content)
    if (figures := described(source)) is not None:
        yield _whole(source, text, figures)
        return
    lines = _Lines(text)
    with _field_limit(settings().max_text_chars):
        rows = csv.reader(lines, delimiter=delimiter(text, source.suffix))
        header = _header(rows)
        columns = _columns(header, source.columns)
        lines.hand_over()
        for number in range(2, settings().max_records + 3):
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Skipped(
                    f"{source.name}#row={number}",
                    f"from this row on it is no CSV ({error})",
                    "Mend the row; the rows before it were read",
                )
                return
            raw = lines.hand_over()
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _record(row, raw, columns, number, source)


def _whole(source: Source, text: str, figures: Described) -> Raw:
    title = source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Raw(source.content, text, {"title": title, "kind": "data", **figures.meta})


def _record(
    row: list[str], raw: bytes, columns: Mapping[str, list[int]], number: int, source: Source
) -> Raw | Skipped:
    cells = {
        name: "\n\n".join(row[i] for i in held if i < len(row) and row[i].strip())
        for name, held in columns.items()
    }
    text = cells.pop("text")
    if not text:
        return Skipped(
            f"{source.name}#row={number}", "the row has no text", "Fill the cell, or delete the row"
        )
    return Raw(raw, text, {key: cell for key, cell in cells.items() if cell.strip()}, suffix=f"#row={number}")


@contextmanager
def _field_limit(limit: int) -> Iterator[None]:
    """The limit of the csv module is one for the whole process; it is put back."""
    before = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _header(rows: Iterator[list[str]]) -> list[str]:
    try:
        header = [cell.strip() for cell in next(rows, [])]
    except csv.Error as error:
        raise UnreadableSource(
            f"its first line is no CSV ({error})", "The first line names the columns"
        ) from error
    if not any(header):
        raise NothingInside("its first line is empty", "The first line names the columns")
    return header


def _columns(header: list[str], mapping: Mapping[str, Any]) -> dict[str, list[int]]:
    """Our fields to the numbers of their columns. Raises UnreadableSource when no column holds the text."""
    fields = {name: mapping[name] for name in ("text", *FIELDS) if name in mapping}
    if fields or (mapping and not files(mapping)):
        columns = {name: _named(header, wanted) for name, wanted in fields.items()}
    else:
        columns = {}
        for number, name in enumerate(header):
            if field := field_of(name):
                columns.setdefault(field, [number])
    if not columns.get("text"):
        shown = ", ".join(header[:12])[:200]
        raise UnreadableSource(
            f"no column is known to hold the text (columns: {shown})",
            "Of a table of texts call one 'text', or name it in a columns.yml beside the file ('text: COLUMN');"
            " of a table of figures give its 'columns' there, such as 'Year: period'",
        )
    return columns


def _named(header: list[str], wanted: Any) -> list[int]:
    names = wanted if isinstance(wanted, list) else [wanted]
    folded = [name.lower() for name in header]
    missing = [str(name) for name in names if str(name).strip().lower() not in folded]
    if missing:
        raise UnreadableSource(
            f"columns.yml names columns that are not there: {', '.join(missing)}"[:300],
            f"There are: {', '.join(header[:12])}"[:300],
        )
    return [folded.index(str(name).strip().lower()) for name in names]
