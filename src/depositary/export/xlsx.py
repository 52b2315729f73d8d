"""A workbook with the sheets documents, statements, findings and decisions, written row by row."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from depositary.dossier.store import Dossier
from depositary.export import table
from depositary.export.registry import export

SHEETS = {
    "documents": table.documents,
    "statements": table.statements,
    "findings": table.findings,
    "decisions": table.decisions,
}
# A fixed day: the same dossier gives the same workbook.
_MADE = datetime(2000, 1, 1)


@export("xlsx", suffix=".xlsx", binary=True, speaks="Office Open XML")
def write(dossier: Dossier, target: BinaryIO) -> None:
    """All four sheets; the header stays in view and can be filtered."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _MADE
    for name, make in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in make(dossier):
            sheet.append(row)
    book.save(target)
