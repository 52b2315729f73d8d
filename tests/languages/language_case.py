"""The case of the fictional pair with names in three scripts: the model pact, and what `mixed/*.tsv` adds to its tables."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from depositary.model import case as cases

MIXED = Path(__file__).parent / "mixed"


def made(target: Path) -> Path:
    """A folder with the case, under `target`."""
    folder = target / "case"
    shutil.copytree(cases.CASES / "model-pact", folder)
    (folder / "people.tsv").write_text(_joined(folder / "people.tsv", MIXED / "people.tsv"), encoding="utf-8")
    with (MIXED / "names.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            _add(folder / row["file"], row["id"], row["column"], row["names"])
    return folder


def _joined(first: Path, second: Path) -> str:
    return first.read_text("utf-8") + "".join(second.read_text("utf-8").splitlines(keepends=True)[1:])


def _add(table: Path, key: str, column: str, names: str) -> None:
    header, *lines = table.read_text("utf-8").splitlines()
    place = header.split("\t").index(column)
    rows = [line.split("\t") for line in lines]
    row = next(row for row in rows if row[0] == key)
    row[place] = "|".join(filter(None, (row[place], names)))
    table.write_text("\n".join([header, *("\t".join(row) for row in rows), ""]), encoding="utf-8")
