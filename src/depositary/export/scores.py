"""Scores of implementation as a file: one row for every duty, year and coder, as CSV or as a workbook by the suffix."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from depositary.export.table import guarded
from depositary.model.errors import BadArgument

SUFFIXES = (".csv", ".xlsx")
# A fixed day: the same scores give the same workbook.
_MADE = datetime(2000, 1, 1)


def write(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows, safe to open in a spreadsheet. Raises BadArgument for another suffix."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadArgument(f"{path.name!r} is neither CSV nor XLSX", "End the name in .csv or .xlsx")
    safe = [[guarded(cell) for cell in row] for row in rows]
    _csv(path, safe) if suffix == ".csv" else _xlsx(path, safe)


def _csv(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)


def _xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    sheet = book.create_sheet("scores")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(list(row))
    book.save(path)
