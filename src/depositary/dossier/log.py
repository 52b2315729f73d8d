"""The log of decisions as a file, and two logs brought together.

A line is one decision with the noun as it stood when decided (`was`), by which it is found again in another copy. The union of
two logs does not depend on which comes first, and nothing in it is lost: who decided differently stands beside each other
(`verdicts`), and a decision on what is not there waits, as after a rebuild.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depositary.dossier import decide, rows, verdicts
from depositary.dossier.store import Dossier
from depositary.model import codec, ids
from depositary.model.errors import BadArgument, DepositaryError
from depositary.model.nouns import Decision

SCHEMA = "depositary decisions 1"
SORTS = (*verdicts.VERDICTS, "note", "undo", "edit", "merge", "split", "score")
NOUNS = ("statement", "finding", "document", "entity", "decision")
# What changes fields of statements and documents, so that they are derived anew.
DEEP = ("merge", "split", "edit")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a log: a decision, and the noun as it stood (one line of JSON, None where nothing was kept)."""

    decision: Decision
    was: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which people decided apart: what of it, where it is now, and the decisions that stand against each other."""

    slot: str
    target: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What bringing in a log did: decisions that are new here, how many were known, those that wait for what they are about,
    all differences there are now, and whether fields must be derived anew."""

    fresh: tuple[Decision, ...]
    known: int
    waiting: tuple[Decision, ...]
    differences: tuple[Difference, ...]
    deep: bool


def lines(store: Dossier) -> Iterator[str]:
    """The log of a dossier, in an order that two equal logs share."""
    yield json.dumps({"log": SCHEMA})
    for row in store.rows("SELECT body, was FROM decisions ORDER BY at, id"):
        was = json.loads(row["was"]) if row["was"] else None
        told = {"decision": json.loads(row["body"]), "was": was}
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read(told: Iterable[str]) -> list[Entry]:
    """The entries of a log. Raises BadArgument, which names the line: it is none, or was changed by hand."""
    found = enumerate(told, 1)
    number, head = next(found, (1, ""))
    try:
        schema = json.loads(head).get("log")
    except (ValueError, AttributeError):
        schema = None
    if schema != SCHEMA:
        raise BadArgument("this is no log of decisions", "Write one: depositary decisions export DOSSIER -o FILE")
    made: dict[str, Entry] = {}
    for number, line in found:
        if line.strip():
            one = _entry(number, line)
            if made.setdefault(one.decision.id, one) != one:
                raise BadArgument(f"line {number}: {one.decision.id} stands twice, with other words", "Export the log again")
    return list(made.values())


def _entry(number: int, line: str) -> Entry:
    try:
        body = json.loads(line)
        made = codec.loads(json.dumps(body["decision"]))
        was = codec.dumps(codec.loads(json.dumps(body["was"]))) if body["was"] is not None else None
    except (ValueError, KeyError, TypeError, AttributeError, DepositaryError) as error:
        raise BadArgument(f"line {number} is no decision ({error})", "Export the log again; nothing was brought in") from None
    sound = isinstance(made, Decision) and made.verdict in SORTS and made.target.noun in NOUNS
    if not sound or not isinstance(made, Decision):
        raise BadArgument(f"line {number} is no decision", "Export the log again; nothing was brought in")
    if made.id != ids.decision_id(made.author, made.at, made.verdict, made.target.id):
        raise BadArgument(f"line {number}: {made.id} is not the id of what it says", "It was changed by hand; export it again")
    if (made.verdict == "undo") != (made.target.noun == "decision"):
        raise BadArgument(f"line {number}: {made.verdict} is not for a {made.target.noun}", "Export the log again")
    return Entry(made, was)


def bring(store: Dossier, entries: Iterable[Entry]) -> Brought:
    """Bring a log into a dossier: all of it or nothing. Raises BadArgument where one id stands for two decisions."""
    with store.transaction() as db:
        held = {row["id"]: row for row in db.execute("SELECT id, body, was FROM decisions").fetchall()}
        fresh, known = [], 0
        before = _standing(db)
        for one in entries:
            if one.decision.id not in held:
                decide.keep(db, one.decision, one.was)
                fresh.append(one.decision)
                continue
            known += 1
            row = held[one.decision.id]
            if rows.decision(row) != one.decision:
                what = f"{one.decision.id} is another decision here, with the same author and time"
                raise BadArgument(what, "One of the two was changed by hand; nothing was brought in")
            was = min(filter(None, (row["was"], one.was)), default=None)
            if was != row["was"]:
                db.execute("UPDATE decisions SET was = ? WHERE id = ?", (was, one.decision.id))
        orphans = {one.id for one in decide.settle(db)}
        moved = before ^ _standing(db)
        waiting = tuple(one for one in fresh if one.id in orphans or _waits(db, one))
        return Brought(tuple(fresh), known, waiting, tuple(differences(db)), bool(moved))


def _standing(db: sqlite3.Connection) -> set[str]:
    """Decisions that hold and change fields."""
    return {one.decision.id for one in decide.standing(db) if one.decision.verdict in DEEP}


def _waits(db: sqlite3.Connection, made: Decision) -> bool:
    """True for an undoing of what is not there yet."""
    sql = "SELECT 1 FROM decisions WHERE id = ?"
    return made.verdict == "undo" and db.execute(sql, (made.target.id,)).fetchone() is None


def differences(db: sqlite3.Connection) -> Iterator[Difference]:
    """Everything on which people decided apart, by what it is about."""
    said: dict[tuple[str, str], list[verdicts.Voice]] = {}
    known = {}
    for one in decide.standing(db):
        if one.target is None or one.how == "reopened":
            continue
        known[one.decision.id] = one.decision
        for slot, value in verdicts.slots(one.decision):
            said.setdefault((one.target, slot), []).append(verdicts.voice(one.decision, value))
    for (target, slot), voices in sorted(said.items()):
        if verdicts.differ(voices):
            yield Difference(slot, target, tuple(known[each.id] for each in verdicts.heads(voices)))
