"""The record of an open dossier as views take it: what commands, exports and servers start from."""

from __future__ import annotations

from depositary.dossier import proposed
from depositary.dossier.lazy import Documents
from depositary.dossier.query import older
from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.case import Case
from depositary.model.record import Record
from depositary.views.lines import Desk
from depositary.views.marks import marks, without_dismissed


def case_of(dossier: Dossier) -> Case | None:
    """The case that a dossier was built with."""
    name = dossier.get("case")
    return cases.load(name) if name else None


def desk_of(dossier: Dossier, *, whole: bool = False, named: bool = False) -> Desk:
    """A desk on the record; `whole` keeps what people dismissed, and what a model proposed and nobody accepted; `named` holds
    only the statements that findings name, which of a large dossier are few."""
    held, case = marks(dossier), case_of(dossier)
    if named:
        known = {item.id: item for item in dossier.entities()}
        said, found = tuple(dossier.named()), tuple(dossier.findings())
        record = Record(Documents(dossier.db), said, known, found, case)
    else:
        record = dossier.record(case, whole=whole)
    kept = record if whole else without_dismissed(record, held, proposed.waiting(dossier.db))
    return Desk(kept, held, dossier.ids() if named else None, older(dossier))
