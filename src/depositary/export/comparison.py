"""A comparison of agreements as a table: a row a code and agreement in CSV; a workbook also has a sheet of agreements abreast."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from depositary.export.table import guarded
from depositary.model.errors import BadArgument

if TYPE_CHECKING:  # codes load the parser, which no other export needs
    from depositary.views.codes import Compared, Shown

HEADER = (
    "scheme", "code", "label", "group", "agreement", "name", "signed", "coverage", "basis", "value", "conditions",
    "article", "words", "cite", "source", "reason", "doubt",
)  # fmt: skip
# A fixed day: the same dossier gives the same workbook.
_MADE = datetime(2000, 1, 1)


def write(table: Compared, target: Path) -> None:
    """Write a table by the suffix of its name. Raises BadArgument for another suffix."""
    if target.suffix.lower() == ".csv":
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEADER, *rows(table)])
    elif target.suffix.lower() == ".xlsx":
        _workbook(table, target)
    else:
        raise BadArgument(f"{target.name} is no table", "Name a file that ends in .csv or .xlsx")


def rows(table: Compared) -> Iterator[list[str]]:
    """Long rows: every code of every cell, and one row where the text held has none."""
    heads = {head.number: head for head in table.heads}
    for line in table.lines:
        for passage in line.passages:
            head = heads[passage.number]
            own = [line.scheme, line.key, line.label, line.group, head.key, head.name, head.signed, head.coverage]
            told = [_cells(code) for code in passage.codes]
            told += [[passage.absent, *[""] * 8]] if passage.absent else []
            for row in told:
                yield [str(guarded(cell)) for cell in (*own, *row)]


def _cells(code: Shown) -> list[str]:
    conditions = "; ".join(code.conditions)
    first = [code.basis, str(code.value), conditions, code.place]
    return [*first, code.words, code.cite, code.source, code.reason, code.doubt]


def _workbook(table: Compared, target: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    abreast = book.create_sheet("compared")
    abreast.freeze_panes = "C2"
    abreast.append(["group", "code", *[head.name for head in table.heads]])
    for line in table.lines:
        abreast.append([line.group, line.label, *map(guarded, line.cells)])
    passages = book.create_sheet("passages")
    passages.freeze_panes = "A2"
    passages.append(list(HEADER))
    for row in rows(table):
        passages.append(row)
    book.save(target)
