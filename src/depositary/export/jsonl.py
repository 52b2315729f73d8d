"""JSON Lines, one noun a line: the lines of `docs/reference/interfaces.md`.

Sorted by noun, then document name, start, end, kind and id; nouns of no document by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.model.codec import export_line


@export("jsonl", suffix=".jsonl", speaks="JSON Lines; [interfaces](interfaces.md)")
def write(dossier: Dossier, target: TextIO, *, layers: bool = False) -> None:
    """All nouns; `layers` adds the spans that statements were made from."""
    for line in lines(dossier, layers=layers):
        target.write(line + "\n")


def lines(dossier: Dossier, *, layers: bool = False) -> Iterator[str]:
    """The lines, without line ends."""
    yield from map(export_line, dossier.decisions())
    yield from map(export_line, dossier.documents())
    yield from map(export_line, dossier.entities())
    yield from dossier.lines("finding")
    if layers:
        yield from map(export_line, dossier.spans())
    yield from dossier.lines("statement")
