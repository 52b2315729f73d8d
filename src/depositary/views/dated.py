"""What a timeline may show, in the order of its days, told from a few columns: a page of it is cut without the rest."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping
from typing import NamedTuple

from depositary.dossier import rows
from depositary.dossier.filters import Filter, where
from depositary.dossier.store import Dossier
from depositary.model.nouns import Statement
from depositary.views.lines import Desk
from depositary.views.near import Near
from depositary.views.outcomes import CHECK, outcome
from depositary.views.promises import NOT_DONE
from depositary.views.timeline import ALL, KINDS, Between, Moment, lies, timeline

_EXPECTED = ("plans", "promises", "predicts")
_SORTS = ("position", "event", "status")
_SQL = f"""SELECT s.id, s.kind, s.stance, s.doc_name, s.when_start, s.when_end, s.due_start, s.due_end FROM statements s
           WHERE s.kind IN ({", ".join(f"'{one}'" for one in dict.fromkeys((*KINDS, *_SORTS)))})
           OR s.id IN (SELECT statement FROM finding_statements x JOIN findings f ON f.id = x.finding
                       WHERE f."check" = '{CHECK}')"""


class At(NamedTuple):
    """A statement and the first day that it is filed under, with the ends of its time; ordered as `timeline` orders."""

    start: str
    doc_name: str
    id: str
    time: tuple[str | None, str | None] = (None, None)


def dated(store: Dossier, followed: Collection[str]) -> list[At]:
    """Statements of dated facts, as `timeline` takes them, by day; `followed` are the things whose progress is followed."""
    fated, about = _fated(store), _about(store, followed)
    found = []
    for row in store.rows(_SQL):
        promise = row["kind"] == "commitment" or row["id"] in fated or (row["id"] in about and _expected(row))
        if row["kind"] not in KINDS and not promise:
            continue
        due = (row["due_start"], row["due_end"])
        first, last = due if promise and due != (None, None) else (row["when_start"], row["when_end"])
        if first or last:
            found.append(At(first or last, row["doc_name"], row["id"], (first, last)))
    return sorted(found, key=lambda one: one[:3])


def _fated(store: Dossier) -> frozenset[str]:
    """Statements of which a finding tells what came of them (as `promises.fate`)."""
    found: set[str] = set()
    for row in store.rows('SELECT body, layer FROM findings WHERE "check" = ?', CHECK):
        one = rows.finding(row)
        if outcome(one) and one.statements:
            found.update((one.statements[0], *one.statements[2:]))
    return frozenset(found)


def _about(store: Dossier, followed: Collection[str]) -> frozenset[str]:
    marks = ", ".join("?" * len(followed))
    sql = f"SELECT statement FROM statement_about WHERE entity IN ({marks})"
    return frozenset(row["statement"] for row in store.rows(sql, *followed))


def _expected(row: object) -> bool:
    """As `promises.is_promise`, of what is about a thing that is followed."""
    told: dict[str, str | None] = dict(row)  # type: ignore[call-overload]
    if told["kind"] not in _SORTS:
        return False
    if told["due_start"] or told["due_end"]:
        return told["stance"] not in ("denies", "supposes")
    return told["stance"] in _EXPECTED and bool(told["when_start"] or told["when_end"])


class Done(Container[tuple[str, str]]):
    """Things that are followed, each with an act that is told of it as done, with its time (as `promises` asks it), told by
    others than those that are gone."""

    def __init__(self, told: Mapping[tuple[str, str], Collection[str]], gone: Container[str]) -> None:
        self._told, self._gone = told, gone

    def __contains__(self, key: object) -> bool:
        return any(one not in self._gone for one in self._told.get(key, ()))  # type: ignore[call-overload]


def done(store: Dossier, followed: Collection[str]) -> dict[tuple[str, str], list[str]]:
    """Statements that tell an act of a thing as done, with its time, by thing and act."""
    stances, things = (", ".join("?" * len(one)) for one in (NOT_DONE, followed))
    sql = f"""SELECT s.id, a.entity, coalesce(nullif(json_extract(s.body, '$.attributes.verb'), ''), s.predicate) act
              FROM statement_about a JOIN statements s ON s.id = a.statement
              WHERE a.entity IN ({things}) AND s.stance NOT IN ({stances}) AND NOT s.negated
              AND json_extract(s.body, '$.when') IS NOT NULL AND json_extract(s.body, '$.due') IS NULL"""
    found: dict[tuple[str, str], list[str]] = {}
    for row in store.rows(sql, *followed, *NOT_DONE):
        found.setdefault((row["entity"], str(row["act"])), []).append(row["id"])
    return found


def passing(store: Dossier, **filters: str | None) -> frozenset[str]:
    """Ids of the statements that pass. Raises BadArgument."""
    asked = where(Filter(**filters))
    return frozenset(row["id"] for row in store.rows(f"SELECT s.id FROM statements s {asked.sql}", *asked.values))


def page(
    desk: Desk,
    held: Iterable[At],
    size: int,
    gone: Container[str],
    within: Container[str] | None = None,
    between: Between = ALL,
) -> tuple[list[Moment], str]:
    """The first moments of these, and the id of the last statement looked at where more follow, else "". Tellings of one fact
    make one moment where they stand within `size` of each other."""
    ids: list[str] = []
    more = ""
    for one in held:
        if one.id in gone or (within is not None and one.id not in within) or not lies(*one.time, between):
            continue
        if len(ids) == size:
            more = ids[-1]
            break
        ids.append(one.id)
    if isinstance(desk, Near):
        desk.take(ids)
        desk.take(name for one in ids for found in desk.findings_of.get(one, ()) for name in found.statements)
    said: list[Statement] = [desk.record.by_id[one] for one in ids if one in desk.record.by_id]
    return timeline(desk, said, max(len(said), 1)), more
