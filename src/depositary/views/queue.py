"""What waits for a person: findings and statements that nobody has decided on, each with the version to be decided on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from depositary.dossier import near, proposed, verdicts
from depositary.dossier.store import Dossier
from depositary.dossier.versions import versions
from depositary.model.nouns import Finding, Statement
from depositary.views import conflicts
from depositary.views.lines import Desk, Line
from depositary.views.marks import differ, dismissed, voices
from depositary.views.near import Near
from depositary.views.places import Place, places

NOUNS = ("findings", "statements", "proposals")


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


def queue(
    desk: Desk, store: Dossier, noun: str, size: int, after: str = "", held: Sequence[Place] | None = None
) -> Queue:
    """Findings weightiest first; statements the least sure first; proposals of language models in the order of the record, which
    need a desk that keeps them. Only the page is read, but for the order of findings, which is `held` where it is known (those
    that are shown do)."""
    done = {key for key in desk.marks if decided(desk, key)}
    if noun == "findings":
        names, total = _findings(places(store) if held is None else held, done | _gone(desk, store), size, after)
        found: Iterable[Finding | Statement] = _ahead(desk, near.findings(store.db, names[:size]))
    else:
        if noun == "proposals":
            names, total = _proposals(store, done, size, after)
        else:
            names, total = _statements(store, done | proposed.waiting(store.db), size, after)
        by_id = near.ById(store.db)
        by_id.ahead(names[:size])
        found = desk.shown(by_id[one] for one in names[:size])
    more = names[size - 1] if len(names) > size else ""
    seen = versions(store.db, names[:size])
    return Queue(noun, tuple(_item(desk, seen[one.id], one) for one in found), total, more)


def _ahead(desk: Desk, found: Iterable[Finding]) -> Iterable[Finding]:
    return desk.ahead(found) if isinstance(desk, Near) else found


def _gone(desk: Desk, store: Dossier) -> set[str]:
    """Findings that rest on a misread statement."""
    misread = (name for name, held in desk.marks.items() if name[:2] == "s_" and dismissed(held))
    return near.resting(store.db, misread)


def _findings(held: Sequence[Place], done: Container[str], size: int, after: str) -> tuple[list[str], int]:
    """Ids of findings of conflict, change and texts without a verdict of a person: one more than asked for, and how many."""
    waiting = [one for one in held if one.id not in done and one.shown]
    last = next((one.rank for one in held if one.id == after), None)
    start = 0 if last is None else bisect_right(waiting, last, key=lambda one: one.rank)
    return [one.id for one in waiting[start : start + size + 1]], len(waiting)


_ORDER = "round(score, 2), doc_name, start, id"


def _statements(store: Dossier, done: Collection[str], size: int, after: str) -> tuple[list[str], int]:
    """Ids of statements without one: one more than asked for, and how many."""
    known = {key for key in done if key[:2] == "s_"}
    total = int(next(store.rows("SELECT count(*) FROM statements"))[0]) - len(near.held(store.db, known))
    onward = f"WHERE ({_ORDER}) > (SELECT {_ORDER} FROM statements WHERE id = ?)" if after else ""
    values = (after,) if after else ()
    found = store.rows(f"SELECT id FROM statements {onward} ORDER BY {_ORDER} LIMIT ?", *values, size + 1 + len(known))
    return [row["id"] for row in found if row["id"] not in known][: size + 1], total


def _proposals(store: Dossier, done: Container[str], size: int, after: str) -> tuple[list[str], int]:
    """Ids of statements that a language model proposed, without a verdict: one more than asked for, and how many."""
    waiting = proposed.waiting(store.db)
    order = store.rows('SELECT id FROM statements ORDER BY doc_name, start, "end", kind, id') if waiting else ()
    names = [row["id"] for row in order if row["id"] in waiting and row["id"] not in done]
    start = names.index(after) + 1 if after in names else 0
    return names[start : start + size + 1], len(names)


def decided(desk: Desk, key: str) -> bool:
    """True where a verdict of a person holds, and not for other statements than those it was given on. Where people differ none
    holds, and it waits again."""
    return verdicts.agreed(voices(desk.marks.get(key, ()))) is not None


def _item(desk: Desk, seen: str, one: Finding | Statement) -> Waiting:
    marks = tuple(mark.words for mark in desk.marks.get(one.id, ()))
    apart = differ(desk.marks.get(one.id, ()))
    if isinstance(one, Finding):
        return Waiting(one.id, seen, marks, point=conflicts.point(desk, one), differ=apart)
    return Waiting(one.id, seen, marks, line=desk.line(one), score=one.score, differ=apart)
