"""Two and more coders over one matrix: what each may see while coding, how far each has come, where they differ.

Agreement of coders tells something only where they scored without each other's scores before them. So a coder sees what
others set in a cell only after scoring that cell.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from depositary.views.implementation import Cell, Coded, Matrix, Row


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell in which coders set different scores; "not due" is one of them."""

    row: Row
    year: int
    coded: tuple[Coded, ...]


def own(cell: Cell, coder: str) -> Coded | None:
    """What a coder set in a cell."""
    return next((one for one in cell.coded if one.author == coder), None)


def seen(made: Matrix, coder: str) -> Matrix:
    """The matrix as a coder may see it; whole where nobody codes ("")."""
    if not coder:
        return made
    rows = tuple(replace(row, cells=tuple(_covered(cell, coder) for cell in row.cells)) for row in made.rows)
    pairs = tuple(one for one in made.agreements if coder in (one.one, one.other))
    return replace(made, rows=rows, agreements=pairs)


def _covered(cell: Cell, coder: str) -> Cell:
    return cell if own(cell, coder) is not None else replace(cell, coded=())


def differences(made: Matrix) -> list[Difference]:
    """Cells in which coders differ, in the order of the articles, then by year."""
    return [
        Difference(row, cell.year, cell.coded)
        for row in made.rows
        for cell in row.cells
        if len({one.score for one in cell.coded}) > 1
    ]


def coders(made: Matrix) -> list[tuple[str, int]]:
    """Coders with the number of cells that each has scored, by name."""
    counts = Counter(one.author for row in made.rows for cell in row.cells for one in cell.coded)
    return sorted(counts.items())


def cells(made: Matrix) -> int:
    """How many cells there are to score."""
    return sum(len(row.cells) for row in made.rows)


SHOWN = ("all", "evidence", "open", "differ")


def chosen(made: Matrix, which: str, coder: str) -> tuple[Row, ...]:
    """Rows that are asked for: all; with evidence; with a cell that the coder (or, with none, anybody) has not scored; with a
    cell in which coders differ."""
    apart = {one.row.id for one in differences(made)}
    tests = {
        "evidence": lambda row: bool(row.linked),
        "open": lambda row: any(not (own(cell, coder) if coder else cell.coded) for cell in row.cells),
        "differ": lambda row: row.id in apart,
    }
    test = tests.get(which)
    return tuple(row for row in made.rows if test is None or test(row))
