"""Depositary keeps the record of an agreement between states, and tests what is said about it.

    import depositary

    report = depositary.build("documents", "name.dossier")
    with depositary.open("name.dossier") as dossier:
        for statement in dossier.statements():
            print(statement.kind, statement.quote)

The nouns and the verbs of the program, each loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from depositary.annotate.layers import Page, annotate
    from depositary.annotate.parse import page_of
    from depositary.dossier.store import Dossier
    from depositary.extract.statements import statements
    from depositary.model.case import Case, load
    from depositary.model.errors import DepositaryError
    from depositary.model.nouns import Decision, Document, Entity, Finding, Period, Quantity, Span, Statement
    from depositary.model.record import Record
    from depositary.pipeline import Report, add, build, check_claim
    from depositary.read.documents import documents

_HOMES = {
    # the nouns
    "Document": "model.nouns",
    "Span": "model.nouns",
    "Period": "model.nouns",
    "Quantity": "model.nouns",
    "Entity": "model.nouns",
    "Statement": "model.nouns",
    "Finding": "model.nouns",
    "Decision": "model.nouns",
    # what they are kept and seen in
    "Case": "model.case",
    "Record": "model.record",
    "Page": "annotate.layers",
    "Dossier": "dossier.store",
    "Report": "pipeline",
    "DepositaryError": "model.errors",
    # the verbs
    "load": "model.case",
    "documents": "read.documents",
    "page_of": "annotate.parse",
    "annotate": "annotate.layers",
    "statements": "extract.statements",
    "build": "pipeline",
    "add": "pipeline",
    "check_claim": "pipeline",
}

__all__ = [*_HOMES, "open"]  # noqa: PLE0604 - the table above is the list


def open(path: str, *, readonly: bool = False) -> Dossier:
    """Open a dossier. Raises BadArgument, NotADossier, NewerDossier, DossierError."""
    from depositary.dossier.store import Dossier

    return Dossier.open(path, readonly=readonly)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"depositary.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'depositary' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
