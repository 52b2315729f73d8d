"""Opening a dossier as a desk: its record, what people decided, and the case it was built with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from depositary.dossier.lazy import Documents
from depositary.dossier.query import older
from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.case import Case
from depositary.model.record import Record
from depositary.views.lines import Desk
from depositary.views.marks import marks, without_dismissed


@contextmanager
def opened(path: Path, *, whole: bool = False, named: bool = False) -> Iterator[tuple[Dossier, Desk]]:
    """A dossier for reading, and a desk on its record; closed at the end. See `desk`."""
    with Dossier.open(path, readonly=True) as dossier:
        yield dossier, desk(dossier, whole=whole, named=named)


def desk(dossier: Dossier, *, whole: bool = False, named: bool = False) -> Desk:
    """A desk on the record of an open dossier; `whole` keeps what people dismissed on it, `named` holds only the statements
    that findings name, which of a large dossier are few."""
    held, case = marks(dossier), case_of(dossier)
    if named:
        known = {item.id: item for item in dossier.entities()}
        said, found = tuple(dossier.named()), tuple(dossier.findings())
        record = Record(Documents(dossier.db), said, known, found, case)
    else:
        record = dossier.record(case)
    kept = record if whole else without_dismissed(record, held)
    return Desk(kept, held, dossier.ids() if named else None, older(dossier))


def case_of(dossier: Dossier) -> Case | None:
    """The case that a dossier was built with."""
    name = dossier.get("case")
    return cases.load(name) if name else None
