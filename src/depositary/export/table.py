"""Nouns as rows for people: the columns that csv and xlsx share, and the guard against formulas.

A cell that begins with = + - @ or a control character is run as a formula by spreadsheets; documents are
untrusted, so such a cell gets an apostrophe in front (OWASP, CSV Injection). Plain numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from depositary.dossier.query import older
from depositary.dossier.store import Dossier
from depositary.model.dates import worded
from depositary.model.nouns import Decision, Document, Finding, Statement
from depositary.views.cite import Citer
from depositary.views.marks import marks
from depositary.views.text import Passages, said_on

Cell = str | int | float | None
Rows = Iterator[list[Cell]]

_NUMBER = re.compile(r"[+-]?\d[\d ,.]*(?:[eE][+-]?\d+)?%?")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Control characters that neither XML nor a spreadsheet takes.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767
"""Characters that a cell of a spreadsheet can hold."""


def guarded(cell: Cell) -> Cell:
    """The cell, safe to open in a spreadsheet."""
    if not isinstance(cell, str):
        return cell
    text = _CONTROL.sub("", cell)
    if text.startswith(_RISKY) and not _NUMBER.fullmatch(text):
        text = "'" + text
    return text[:LONGEST]


def address(statement: Statement) -> str:
    """Where a statement stands, in one cell: document, page if any, characters."""
    page = f", p. {statement.page}" if statement.page else ""
    return f"{statement.doc_name}{page}:{statement.start}-{statement.end}"


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _fields(statement: Statement) -> Iterator[tuple[str, Cell]]:
    yield from (
        ("id", statement.id),
        ("kind", statement.kind),
        ("quote", statement.quote),
        ("address", address(statement)),
    )
    yield from (
        ("document", statement.doc_name),
        ("page", statement.page),
        ("start", statement.start),
        ("end", statement.end),
    )
    speaker = statement.speaker
    yield from (
        ("speaker", speaker.name if speaker else None),
        ("speaker_role", speaker.role if speaker else None),
    )
    yield "chain", _joined(one.name for one in statement.chain)
    yield from (("stance", statement.stance), ("negated", int(statement.negated)), ("hedge", statement.hedge))
    for name, term in (
        ("subject", statement.subject),
        ("object", statement.object),
        ("where", statement.where),
    ):
        yield name, term.name if term else None
    yield from (
        ("predicate", statement.predicate),
        ("firmness", statement.firmness),
        ("scope", statement.scope),
    )
    value = statement.value
    for name in ("low", "high", "unit", "literal", "bound", "direction", "per"):
        yield f"value_{name}", getattr(value, name) if value else None
    yield from (("measure", statement.measure), ("series", statement.series))
    for name, period in (("when", statement.when), ("said", statement.said), ("due", statement.due)):
        yield from (
            (f"{name}_start", period.start if period else None),
            (f"{name}_end", period.end if period else None),
        )
        yield name, worded(period)
    yield "roles", _joined(f"{role.name}: {role.text}" for role in statement.roles)
    yield "attributes", _joined(f"{key}={item}" for key, item in statement.attributes.items())
    for name in ("topics", "parts", "about"):
        yield name, _joined(getattr(statement, name))
    yield from (("made_by", statement.made_by), ("score", statement.score), ("layer", statement.layer))


def _sample() -> Statement:
    return Statement("", "", "", None, 0, 0, (), "", "")


def _guarded(row: Iterable[Cell]) -> list[Cell]:
    return [guarded(cell) for cell in row]


def statements(dossier: Dossier) -> Rows:
    """A header, then one row a statement."""
    yield [name for name, _ in _fields(_sample())]
    for item in dossier.statements():
        yield _guarded(cell for _, cell in _fields(item))


_PLAIN = (
    "id",
    "name",
    "title",
    "publisher",
    "author",
    "kind",
    "lang",
    "grade",
    "uri",
    "sha256",
    "reader",
    "chars",
)
_DOCUMENT: Mapping[str, Callable[[Document], Cell]] = {
    **{name: attrgetter(name) for name in _PLAIN},
    "published": lambda one: worded(one.published),
    "written": lambda one: worded(one.written),
    "copies": lambda one: _joined(copy.name for copy in one.copies),
    "copy_of": lambda one: one.copy_of,
}


def documents(dossier: Dossier) -> Rows:
    """A header, then one row a document."""
    yield list(_DOCUMENT)
    for item in dossier.documents():
        yield _guarded(make(item) for make in _DOCUMENT.values())


_FINDING = ("finding", "relation", "difference", "severity", "check", "key", "reason", "layer")
_MEMBER = ("position", "statement", "citation", "speaker", "said", "quote", "address", "uri")


def findings(dossier: Dossier) -> Rows:
    """A header, then one row for every statement of a finding: the words and their address stand beside the reason."""
    yield [*_FINDING, *_MEMBER, "steps", "decided"]
    documents = {item.id: item for item in dossier.documents()}
    ids = (row["id"] for row in dossier.rows("SELECT id FROM statements UNION SELECT id FROM findings"))
    cite = Citer((item.name for item in documents.values()), ids)
    decided, passages = marks(dossier), older(dossier)
    for item in dossier.findings():
        beside = [" / ".join(item.steps), _joined(one.words for one in decided.get(item.id, ()))]
        for row in _finding_rows(dossier, item, documents, cite, passages):
            yield _guarded([*row, *beside])


def _finding_rows(
    dossier: Dossier, item: Finding, documents: Mapping[str, Document], cite: Citer, passages: Passages
) -> Rows:
    own: list[Cell] = [item.id, *(getattr(item, name) for name in _FINDING[1:])]
    for position, one in enumerate(named(dossier, item.statements), start=1):
        document = documents[one.doc]
        yield [
            *own,
            position,
            one.id,
            cite(one.doc_name, one.id),
            one.speaker.name if one.speaker else document.publisher,
            worded(said_on(one, document, passages)),
            one.quote,
            address(one),
            document.uri,
        ]


def named(dossier: Dossier, keys: Iterable[str]) -> Iterator[Statement]:
    """The statements of these ids."""
    from depositary.dossier import rows

    for key in keys:
        for row in dossier.rows("SELECT body, layer FROM statements WHERE id = ?", key):
            yield rows.statement(row)


def decisions(dossier: Dossier) -> Rows:
    """A header, then one row a decision, with what it is about now."""
    yield [
        "decision",
        "verdict",
        "author",
        "at",
        "note",
        "noun",
        "target",
        "found_by",
        "quote",
        "address",
        "change",
    ]
    for row in dossier.rows("SELECT id, attached, how FROM decisions ORDER BY id"):
        yield _guarded(_decision_row(dossier, row["attached"], row["how"], _decision(dossier, row["id"])))


def _decision(dossier: Dossier, key: str) -> Decision:
    from depositary.dossier.query import one

    made = one(dossier, key, "decision")
    assert isinstance(made, Decision)
    return made


def _decision_row(dossier: Dossier, attached: str | None, how: str, item: Decision) -> list[Cell]:
    target = item.target
    where = (
        [address(one) for one in named(dossier, [attached])]
        if attached and target.noun == "statement"
        else []
    )
    own: list[Any] = [item.id, item.verdict, item.author, item.at, item.note]
    change = _joined(f"{key}={value}" for key, value in item.change.items())
    return [*own, target.noun, attached, how, target.exact or target.key, where[0] if where else None, change]
