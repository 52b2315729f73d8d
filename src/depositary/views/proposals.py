"""Pairs of statements that may speak of one thing, for a reader to decide on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.reconcile.proposals import Proposal
from depositary.views.lines import Desk, Line


@dataclass(frozen=True, slots=True)
class Row:
    """A proposed pair: how near the words are, the two statements, and the command by which a person decides."""

    noun: str
    score: float
    statements: tuple[str, str]
    lines: tuple[Line, Line]
    todo: str


def rows(desk: Desk, found: Sequence[Proposal], dossier: str) -> list[Row]:
    """The pairs as rows, in the order given; `dossier` is the file that a decision would be kept in."""
    return [_row(desk, one, dossier) for one in found]


def _row(desk: Desk, pair: Proposal, dossier: str) -> Row:
    lines = (desk.line(pair.one), desk.line(pair.other))
    return Row("proposal", pair.score, (pair.one.id, pair.other.id), lines, _todo(desk, pair, dossier))


def _todo(desk: Desk, pair: Proposal, dossier: str) -> str:
    """Two names for one thing can be merged; that two statements tell of one act is kept as a note."""
    first, second = _named(desk, pair.one), _named(desk, pair.other)
    if first and second and first != second:
        return f"merge {dossier} {first} {second}"
    return f'note {dossier} {pair.one.id} "the same as {pair.other.id}"'


def _named(desk: Desk, one: Statement) -> str:
    """The entity that a statement has for its subject, where people may merge it: none of the case."""
    name = (one.subject.entity or "") if one.subject is not None else ""
    known = desk.record.case.by_id if desk.record.case else {}
    return name if name in desk.record.entities and name not in known else ""
