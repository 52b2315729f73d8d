"""The text of a table as cells that know where they stand.

A CSV keeps its own text; a workbook was written as tab-separated lines, sheet after sheet, each headed by its name. Either
way every cell is a stretch of `Document.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Document

# A table that is wider is no table of figures that anybody reads.
MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The characters of one cell, without the spaces and quotation marks around."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `line` counts the lines of the sheet or file from 1."""

    line: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell of a column, None where it is empty or the row ends before."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell if cell is not None and cell.text else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `number` counts from 1 in a workbook and is 0 for a file that is one table; `above` are the lines of the
    text before its first row."""

    name: str
    number: int
    rows: tuple[Row, ...]
    above: int = 0


def sheets(document: Document, skip: int = 0) -> list[Sheet]:
    """The tables of a data document: the sheets of a workbook, or the one table of a CSV. `skip` are the lines before its
    header, from which the mark between cells is told."""
    text = document.text
    if not document.pages:
        name = document.name.rsplit("/", 1)[-1]
        return [Sheet(name, 0, tuple(rows(text, delimiter(text, name[-4:].lower(), skip))))]
    edges = (*document.pages, len(text))
    return [_sheet(text, number, *edges[number - 1 : number + 1]) for number in range(1, len(edges))]


def _sheet(text: str, number: int, start: int, end: int) -> Sheet:
    name, _, body = text[start:end].partition("\n")
    at, found = start + len(name) + 1, []
    for line, words in enumerate(body.rstrip("\n").split("\n"), start=1):
        found.append(Row(line, tuple(_tabbed(words, at))))
        at += len(words) + 1
    return Sheet(name, number, tuple(found), text.count("\n", 0, start) + 1)


def _tabbed(words: str, at: int) -> Iterator[Cell]:
    for piece in words.split("\t"):
        yield _cell(piece, at)
        at += len(piece) + 1


def delimiter(text: str, suffix: str, skip: int = 0) -> str:
    """The mark between cells, told from the first line after `skip` others; a tab for `.tsv`."""
    if suffix == ".tsv":
        return "\t"
    header = next(iter(text[:10_000].split("\n", skip + 1)[skip:]), "").split("\n")[0]
    return max(",;\t", key=lambda mark: (header.count(mark), mark == ","))


def rows(text: str, mark: str) -> Iterator[Row]:
    """The rows of a CSV, cut as the csv module cuts them, with the place of each cell; rows without a cell are left out."""
    piece = re.compile(rf'("(?:[^"]++|"")*+"?[^{mark}\n]*|[^{mark}\n]*)({mark}|\n|\Z)')
    at, line, cells = 0, 1, list[Cell]()
    begun = line
    while at < len(text) or cells:
        found = piece.match(text, at)
        if found is None:  # not reached: the pattern takes anything
            return
        cells.append(_quoted(found[1], at))
        line += found[1].count("\n") + (found[2] == "\n")
        at = found.end()
        if found[2] != mark:
            if len(cells) > 1 or cells[0].text:
                yield Row(begun, tuple(cells))
            cells, begun = [], line


def _quoted(piece: str, at: int) -> Cell:
    if not piece.startswith('"'):
        return _cell(piece, at)
    inner = piece[1:].rstrip()
    return _cell(inner.removesuffix('"'), at + 1)


def _cell(piece: str, at: int) -> Cell:
    kept = piece.strip()
    start = at + len(piece) - len(piece.lstrip()) if kept else at
    return Cell(kept, start, start + len(kept))


def widest(rows: Sequence[Row]) -> int:
    """The number of columns, never more than are read."""
    return min(max((len(row.cells) for row in rows), default=0), MOST_COLUMNS)
