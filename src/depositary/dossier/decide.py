"""What people decided, and what it is attached to now.

Decisions are appended and never changed; only `attached`, `how` and `undone` beside them are worked out
anew, because ids of statements and findings change when rules do. `how` is one of: id, words, name, members,
reopened (a finding of the same check and key whose members are others: the verdict does not hold for it,
readers are told that it once did).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from depositary.dossier import attach, rows, verdicts
from depositary.model import codec, ids
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Selector, Statement


@dataclass(frozen=True, slots=True)
class Attached:
    """A decision with the id of what it is about now (None: an orphan) and how that was found."""

    decision: Decision
    target: str | None
    how: str


def decide(db: sqlite3.Connection, decision: Decision) -> None:
    """Append a decision and let it take effect. What stood on the same thing is kept with it as overruled (`over`)."""
    target = decision.target
    if decision.verdict == "undo" and not db.execute("SELECT 1 FROM decisions WHERE id = ?", (target.id,)).fetchone():
        raise BadArgument(f"there is no decision {target.id}", "List them: depositary decisions DOSSIER")
    made = overruling(db, decision)
    keep(db, made, _body(db, target))
    if made.verdict == "undo":
        _mark_undone(db)
    _settle_one(db, made)


def _settle_one(db: sqlite3.Connection, decision: Decision) -> None:
    """Attach this decision, and let hold again what it makes hold. All others stay where they are: to settle them all takes
    time with their number and with that of the statements."""
    touched = set()
    for key in _back(db, decision):
        row = db.execute("SELECT * FROM decisions WHERE id = ?", (key,)).fetchone()
        touched |= {row["attached"], _attach(db, row)}
    for target in sorted(one for one in touched if one is not None and one[:2] in _LAYERED):
        held = any(target in found for found in _accepted(standing(db, target)).values())
        layer = "accepted" if held else "proposed"
        table = _LAYERED[target[:2]]
        db.execute(f"UPDATE {table} SET layer = ? WHERE id = ? AND layer != ?", (layer, target, layer))


_LAYERED = {"s_": "statements", "f_": "findings"}


def _back(db: sqlite3.Connection, decision: Decision) -> list[str]:
    """The decision, and what it takes back, and so on."""
    found = [decision.id]
    while decision.verdict == "undo" and decision.target.id not in found:
        found.append(decision.target.id)
        row = db.execute("SELECT body FROM decisions WHERE id = ?", (decision.target.id,)).fetchone()
        if row is None:
            return found[:-1]
        decision = rows.decision(row)
    return found


def overruling(db: sqlite3.Connection, decision: Decision) -> Decision:
    """The decision with the ids of those that hold and set the same otherwise or too."""
    sets = {name for name, _ in verdicts.slots(decision)}
    now = attach_to(db, decision.target)[0] if sets else None
    held = standing(db, now) if now is not None else ()
    over = [one.decision.id for one in held if sets & {name for name, _ in verdicts.slots(one.decision)}]
    return replace(decision, change={**decision.change, verdicts.OVER: over}) if over else decision


def keep(db: sqlite3.Connection, decision: Decision, was: str | None) -> None:
    """Append a decision as it is; `settle` lets it take effect."""
    row = {
        "id": decision.id, "verdict": decision.verdict, "noun": decision.target.noun, "author": decision.author,
        "at": decision.at, "note": decision.note, "body": codec.dumps(decision), "was": was,
    }  # fmt: skip
    rows.insert(db, "decisions", row, otherwise="OR IGNORE")


def _mark_undone(db: sqlite3.Connection) -> None:
    """Mark what was taken back. Taking back an undoing lets the first decision hold again."""
    found = (rows.decision(row) for row in db.execute("SELECT body FROM decisions WHERE verdict = 'undo'").fetchall())
    gone = verdicts.undone({one.id: one.target.id for one in found})
    db.execute("UPDATE decisions SET undone = 0 WHERE undone = 1")
    db.executemany("UPDATE decisions SET undone = 1 WHERE id = ?", [(key,) for key in sorted(gone)])


def undo(db: sqlite3.Connection, key: str, author: str, at: str, note: str) -> Decision:
    """Append the undoing of a decision."""
    made = Decision(
        ids.decision_id(author, at, "undo", key),
        "undo",
        Selector("decision", key),
        author=author,
        at=at,
        note=note,
    )
    decide(db, made)
    return made


def _body(db: sqlite3.Connection, target: Selector) -> str | None:
    if target.noun not in ("statement", "finding"):
        return None
    row = db.execute(f"SELECT body FROM {target.noun}s WHERE id = ?", (target.id,)).fetchone()
    return None if row is None else str(row["body"])


def settle(db: sqlite3.Connection) -> list[Decision]:
    """Mark what was taken back, attach every decision, then let the accepted be accepted. Returns the orphans."""
    _mark_undone(db)
    orphans = []
    for row in db.execute("SELECT * FROM decisions ORDER BY at, id").fetchall():
        decision = rows.decision(row)
        if _attach(db, row) is None and not row["undone"] and decision.target.noun != "decision":
            orphans.append(decision)
    _accept(db)
    return orphans


def _attach(db: sqlite3.Connection, row: sqlite3.Row) -> str | None:
    """Attach the decision of a row. Returns what it is about now."""
    decision = rows.decision(row)
    target, how = attach_to(db, decision.target, row["was"])
    db.execute("UPDATE decisions SET attached = ?, how = ? WHERE id = ?", (target, how, decision.id))
    return target


def _accept(db: sqlite3.Connection) -> None:
    for noun, held in _accepted(standing(db)).items():
        db.execute(f"UPDATE {noun}s SET layer = 'proposed' WHERE layer = 'accepted'")
        db.executemany(
            f"UPDATE {noun}s SET layer = 'accepted' WHERE id = ?", [(key,) for key in sorted(held)]
        )


def _accepted(found: Iterable[Attached]) -> dict[str, set[str]]:
    """Ids of the statements and findings that these decisions leave accepted, by noun."""
    said: dict[str, dict[str, list[verdicts.Voice]]] = {"statement": {}, "finding": {}}
    for row in found:
        made = row.decision
        if made.verdict in verdicts.VERDICTS and row.target is not None and row.how != "reopened":
            voice = verdicts.voice(made, verdicts.side(made.verdict))
            said.get(made.target.noun, {}).setdefault(row.target, []).append(voice)
    return {
        noun: {key for key, told in voices.items() if verdicts.agreed(told) == verdicts.ACCEPTED}
        for noun, voices in said.items()
    }


def standing(db: sqlite3.Connection, target: str | None = None) -> Iterator[Attached]:
    """Decisions that were not undone, oldest first, with what they are about now; those on `target` alone where it is given."""
    named, values = ("", ()) if target is None else ("AND attached = ?", (target,))
    sql = f"SELECT * FROM decisions WHERE undone = 0 AND verdict != 'undo' {named} ORDER BY at, id"
    for row in db.execute(sql, values):
        yield Attached(rows.decision(row), row["attached"], row["how"])


def attach_to(db: sqlite3.Connection, target: Selector, was: str | None = None) -> tuple[str | None, str]:
    """The id of what a selector points at now (None: nothing does) and how it was found. `was` is the noun as decided."""
    if target.noun == "decision":
        return target.id or None, "id"
    table = "entities" if target.noun == "entity" else f"{target.noun}s"
    if target.id and db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (target.id,)).fetchone():
        return target.id, "id"
    if target.noun == "finding":
        return _finding(db, target, was)
    return _statement(db, target, was) if target.noun == "statement" else _document(db, target)


def _document(db: sqlite3.Connection, target: Selector) -> tuple[str | None, str]:
    """A document whose bytes changed is the one at the same place; `key` is its name."""
    row = db.execute("SELECT doc FROM copies WHERE name = ?", (target.key,)).fetchone()
    return (row["doc"], "name") if row is not None and target.noun == "document" else (None, "")


def _statement(db: sqlite3.Connection, target: Selector, was: str | None) -> tuple[str | None, str]:
    before = codec.loads(was) if was else None
    for doc, text, same in _texts(db, target):
        place = attach.best_place(target, text, before.start if before else 0)
        if place is None or not (same or attach.trusted(target, place)):
            continue
        found = attach.best_statement(place, _near(db, doc, place), before)
        if found is not None:
            return found.id, "words"
    return None, ""


def _texts(db: sqlite3.Connection, target: Selector) -> Iterator[tuple[str, str, bool]]:
    """(id, text, same bytes) of documents that hold the words: that of the same bytes, else all by name."""
    if not target.exact:
        return
    sql = "SELECT id, text, sha256 = ? AS same FROM documents WHERE {} ORDER BY name"
    same = db.execute(sql.format("sha256 = ?"), (target.doc_sha256, target.doc_sha256)).fetchall()
    found = same or db.execute(sql.format("instr(text, ?) > 0"), (target.doc_sha256, target.exact))
    for row in found:
        yield row["id"], row["text"], bool(row["same"])


def _near(db: sqlite3.Connection, doc: str, place: attach.Place) -> Iterator[Statement]:
    sql = 'SELECT body, layer FROM statements WHERE doc = ? AND start < ? AND "end" > ?'
    return (rows.statement(row) for row in db.execute(sql, (doc, place.end, place.start)).fetchall())


def _finding(db: sqlite3.Connection, target: Selector, was: str | None) -> tuple[str | None, str]:
    """The finding of the same members; else, as reopened, the one of the same sort that shares most of them."""
    members = {attach_to(db, one)[0] for one in target.members} - {None}
    relation = codec.loads(was).relation if was else ""
    sql = 'SELECT body, layer FROM findings WHERE "check" = ? AND key = ? ORDER BY id'
    found = [rows.finding(row) for row in db.execute(sql, (target.check, target.key))]
    found.sort(key=lambda item: item.relation != relation)
    for item in found:
        if len(members) == len(target.members) > 0 and set(item.statements) == members:
            return item.id, "members"
    # Under one key there may be many: one that shares no statement is not this one told anew.
    alike = max(found, key=lambda item: len(members & set(item.statements)), default=None)
    return (alike.id, "reopened") if alike is not None and members & set(alike.statements) else (None, "")
