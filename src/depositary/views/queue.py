"""What waits for a person: findings and statements that nobody has decided on, each with the version to be decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.dossier import verdicts
from depositary.dossier.store import Dossier
from depositary.dossier.versions import version
from depositary.model.nouns import Finding, Statement
from depositary.views import conflicts
from depositary.views.lines import Desk, Line, tone
from depositary.views.marks import differ, voices

NOUNS = ("findings", "statements")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A finding (`point`) or a statement (`line`) that waits; `score` is how sure the maker of a statement is, `differ` tells
    that people decided apart."""

    id: str
    version: str
    marks: tuple[str, ...]
    point: conflicts.Point | None = None
    line: Line | None = None
    score: float = 1.0
    differ: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits, how much waits in all, and the id that the next page comes after, "" on the last."""

    noun: str
    items: tuple[Waiting, ...]
    total: int
    after: str


def queue(desk: Desk, store: Dossier, noun: str, size: int, after: str = "") -> Queue:
    """Findings weightiest first; statements the least sure first."""
    waiting: Sequence[Finding | Statement] = findings(desk) if noun == "findings" else statements(desk)
    names = [one.id for one in waiting]
    start = names.index(after) + 1 if after in names else 0
    chosen = waiting[start : start + size]
    more = start + size < len(waiting)
    return Queue(noun, tuple(_item(desk, store, one) for one in chosen), len(waiting), chosen[-1].id if more else "")


def findings(desk: Desk) -> list[Finding]:
    """Findings of conflict, change and texts without a verdict of a person."""
    found = [one for one in desk.record.findings if tone(one) in conflicts.SHOWN and not decided(desk, one.id)]
    return sorted(found, key=lambda one: conflicts.order(desk, one))


def statements(desk: Desk) -> list[Statement]:
    """Statements without one."""
    found = [one for one in desk.record.statements if not decided(desk, one.id)]
    return sorted(found, key=lambda one: (round(one.score, 2), one.doc_name, one.start, one.id))


def decided(desk: Desk, key: str) -> bool:
    """True where a verdict of a person holds, and not for other statements than those it was given on. Where people differ none
    holds, and it waits again."""
    return verdicts.agreed(voices(desk.marks.get(key, ()))) is not None


def _item(desk: Desk, store: Dossier, one: Finding | Statement) -> Waiting:
    marks = tuple(mark.words for mark in desk.marks.get(one.id, ()))
    apart = differ(desk.marks.get(one.id, ()))
    if isinstance(one, Finding):
        return Waiting(one.id, version(store.db, one.id), marks, point=conflicts.point(desk, one), differ=apart)
    return Waiting(one.id, version(store.db, one.id), marks, line=desk.line(one), score=one.score, differ=apart)
