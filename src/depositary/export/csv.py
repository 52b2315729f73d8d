"""CSV of the statements, one row each, nested fields made flat, for spreadsheets and statistics programs."""

from __future__ import annotations

import csv
from typing import TextIO

from depositary.dossier.store import Dossier
from depositary.export import table
from depositary.export.registry import export
from depositary.model.errors import UnknownName

SHEETS = {
    "statements": table.statements,
    "documents": table.documents,
    "findings": table.findings,
    "decisions": table.decisions,
}


@export("csv", suffix=".csv", speaks="CSV (RFC 4180), line ends LF")
def write(dossier: Dossier, target: TextIO, *, sheet: str = "statements") -> None:
    """One table; `sheet` is statements, documents, findings or decisions. Floats are written by `repr`."""
    if sheet not in SHEETS:
        raise UnknownName(f"there is no sheet {sheet!r}", f"Sheets: {', '.join(SHEETS)}")
    writer = csv.writer(target, lineterminator="\n")
    for row in SHEETS[sheet](dossier):
        writer.writerow(row)
