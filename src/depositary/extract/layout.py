"""The header of a table of figures: which column is what, and which time stands over it.

A header may take several lines. In all but the last of them a cell reaches over the empty ones to its right, as merged
cells do: "2023" over "Q1" and "Q2".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from depositary.extract.cells import time_of
from depositary.model.errors import BadData
from depositary.model.nouns import Document, Period
from depositary.model.text import fold
from depositary.read.columns import FILE, Described
from depositary.read.grid import Cell, Row, Sheet, sheets, widest


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a column: its cells from top to bottom, those that name a time apart."""

    words: tuple[Cell, ...]
    times: tuple[Cell, ...]
    period: Period | None

    @property
    def name(self) -> str:
        """All its words in one line."""
        cells = sorted((*self.words, *self.times), key=lambda cell: cell.start)
        return " ".join(cell.text for cell in cells)


@dataclass(frozen=True)
class Layout:
    """Headers by column; the columns of each role; the columns of figures with what is said of them."""

    heads: Sequence[Head]
    roles: Mapping[str, tuple[int, ...]]
    figures: Mapping[int, Mapping[str, str]]


def chosen(document: Document, told: Described) -> list[tuple[Sheet, Layout]]:
    """The sheets to read with their layouts: those named, else those that have all columns.

    Raises BadData where a sheet or column is not there.
    """
    held = sheets(document, told.skip)
    if told.sheets:
        names = {sheet.name: sheet for sheet in held}
        if missing := [name for name in told.sheets if name not in names]:
            raise BadData(
                f"{_where(told)}: there is no sheet {missing[0]!r}", f"There are: {', '.join(names)}"[:300]
            )
        return [(names[name], layout_of(names[name], told)) for name in told.sheets]
    fitting = [(sheet, found) for sheet in held if (found := _tried(sheet, told))]
    return fitting or [(held[0], layout_of(held[0], told))]  # which says what the first lacks


def _tried(sheet: Sheet, told: Described) -> Layout | None:
    try:
        return layout_of(sheet, told)
    except BadData:
        return None


def layout_of(sheet: Sheet, told: Described) -> Layout:
    """Which column of a sheet is what. Raises BadData that names the column and those that are there."""
    top = sheet.rows[told.skip : told.skip + told.header]
    heads = [_head(top, column, told) for column in range(widest(top))]
    where = _Where(heads, told)
    roles = {role: tuple(map(where.column, names)) for role, names in told.roles.items()}
    figures = {where.column(name): says for name, says in told.figures.items()}
    if told.wide:
        taken = {column for columns in roles.values() for column in columns}
        timed = [column for column, head in enumerate(heads) if head.period and column not in taken]
        figures = {**{column: {} for column in timed}, **figures}
    if not figures:
        raise BadData(
            f"{_where(told)}: no column is headed by a time that is understood",
            f"Say under 'periods' what they mean, as '2023/24: 2023-07-01/2024-06-30'. Columns: {where.names}",
        )
    return Layout(heads, roles, dict(sorted(figures.items())))


class _Where:
    """Columns by their names: the whole header, or one cell of it; the first of equal ones."""

    def __init__(self, heads: Sequence[Head], told: Described) -> None:
        self.told = told
        self.names = ", ".join(head.name for head in heads[:12] if head.name)[:300]
        self._columns: dict[str, int] = {}
        for column, head in enumerate(heads):
            self._columns.setdefault(fold(head.name), column)
        for column, head in enumerate(heads):
            for cell in (*head.words, *head.times):
                self._columns.setdefault(fold(cell.text), column)

    def column(self, name: str) -> int:
        """The number of a column. Raises BadData."""
        if fold(name) not in self._columns:
            raise BadData(f"{_where(self.told)}: there is no column {name!r}", f"There are: {self.names}")
        return self._columns[fold(name)]


def _where(told: Described) -> str:
    return f"{FILE}, {told.file.rsplit('/', 1)[-1]}"


def _head(top: Sequence[Row], column: int, told: Described) -> Head:
    cells: list[Cell] = []
    for line, row in enumerate(top, start=1):
        cell = row.at(column)
        if cell is None and line < len(top):
            cell = next((one for one in reversed(row.cells[:column]) if one.text), None)
        if cell is not None:
            cells.append(cell)
    return _timed(cells, told)


def _timed(cells: Sequence[Cell], told: Described) -> Head:
    """The longest run of header cells that is a time, and the others."""
    for size in range(len(cells), 0, -1):
        for first in range(len(cells) - size + 1):
            run = cells[first : first + size]
            if period := period_of(" ".join(cell.text for cell in run), told):
                return Head((*cells[:first], *cells[first + size :]), tuple(run), period)
    return Head(tuple(cells), (), None)


def period_of(words: str, told: Described) -> Period | None:
    """The period of words: as `periods` tells, else as they are understood. None when they name none."""
    found = time_of(told.periods.get(fold(words), words))
    return replace(found, literal=words) if found else None
