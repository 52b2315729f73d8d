"""Versions of what can be decided on, so that two people do not decide over each other.

The version of a statement or finding is a digest of it as it stands and of the decisions that hold on it. A decision
names the version that its author saw; when another has come meanwhile it is refused, and nothing is lost.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from depositary.dossier import query, rows, targets
from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument, Outdated
from depositary.model.nouns import Decision, Selector, Statement

# Tables, and what of a row is its body.
_OF = {
    "s_": ("statements", "body"), "f_": ("findings", "body"), "d_": ("documents", "body"), "e_": ("entities", "body"),
    "x_": ("decisions", "body || undone"),
}  # fmt: skip
_SIZE = 16


def version(db: sqlite3.Connection, key: str) -> str:
    """The version of a statement, finding, document, entity or decision as it stands. Raises BadArgument: there is none."""
    found = versions(db, [key])
    if key not in found:
        raise BadArgument(f"there is no {key}", "It may have gone when the dossier was built again; look for it anew")
    return found[key]


def versions(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """The versions of those of these that there are, some dozen."""
    wanted = list(dict.fromkeys(keys))
    marks = ", ".join("?" * len(wanted))
    bodies: dict[str, str] = {}
    for table, body in dict.fromkeys(_OF.get(key[:2], _OF["f_"]) for key in wanted):
        bodies.update(map(tuple, db.execute(f"SELECT id, {body} FROM {table} WHERE id IN ({marks})", wanted)))
    held: dict[str, list[str]] = {key: [] for key in wanted}
    sql = f"SELECT attached, id FROM decisions WHERE attached IN ({marks}) AND undone = 0 ORDER BY id"
    for row in db.execute(sql, wanted):
        held[row["attached"]].append(row["id"])
    for key in wanted:
        if key[:2] == "e_":  # one that was merged into another is named by that decision, and is not what it is about
            sql = "SELECT id FROM decisions WHERE verdict = 'merge' AND undone = 0 AND instr(body, ?) ORDER BY id"
            held[key] += [row["id"] for row in db.execute(sql, (f'"{key}"',))]
    told = {key: "\n".join([body, *held[key]]) for key, body in bodies.items()}
    return {key: hashlib.sha256(words.encode()).hexdigest()[:_SIZE] for key, words in told.items()}


def decide(store: Dossier, verdict: str, key: str, seen: str, author: str, at: str, note: str = "") -> Decision:
    """Keep a verdict on a statement, finding, document or decision (`undo`), if it stands as it was seen.

    Looked at and written in one transaction: of two people who saw the same version one is refused. Raises Outdated,
    BadArgument.
    """
    with store.transaction() as db:
        if version(db, key) != seen:
            raise Outdated(_told(db, key), "Look at it again, then decide")
        made = targets.made(verdict, _selector(store, key), author, at, note)
        store.decide(made)
    return made


def score_version(db: sqlite3.Connection, key: str, year: int, author: str) -> str:
    """The version of what one coder set for a duty in a year. Scores of others leave it as it is: coders do not wait for each
    other. Raises BadArgument: there is no such statement."""
    row = db.execute("SELECT body FROM statements WHERE id = ?", (key,)).fetchone()
    if row is None:
        raise BadArgument(f"there is no {key}", "It may have gone when the dossier was built again; look for it anew")
    held = [each for each, _ in _scores(db, key, year, author)]
    return hashlib.sha256("\n".join([row["body"], *held]).encode()).hexdigest()[:_SIZE]


def _scores(db: sqlite3.Connection, key: str, year: int, author: str) -> list[tuple[str, str]]:
    """(id, time) of the scores of one coder that stand."""
    sql = "SELECT * FROM decisions WHERE attached = ? AND undone = 0 AND verdict = 'score' AND author = ? ORDER BY at, id"
    found = (rows.decision(row) for row in db.execute(sql, (key, author)).fetchall())
    return [(one.id, one.at) for one in found if one.change.get("year") == year]


def score(
    store: Dossier, key: str, year: int, value: int | None, seen: str, author: str, at: str, note: str = ""
) -> Decision:
    """Keep a score of a duty in a year (None: not due), if what its author had set stands as it was seen.

    Looked at and written in one transaction. Raises Outdated, BadArgument.
    """
    with store.transaction() as db:
        if score_version(db, key, year, author) != seen:
            held = _scores(db, key, year, author)
            last = f": a score of {author} was kept at {held[-1][1][:16]}" if held else ""
            raise Outdated(f"it has changed since you looked at it{last}", "Look at it again, then score")
        found = query.one(store, key, "statement")
        if not isinstance(found, Statement) or found.kind != "obligation":
            raise BadArgument(f"{key} is no duty", "Score one that the matrix lists")
        made = targets.made("score", _selector(store, key), author, at, note, change={"year": year, "score": value})
        store.decide(made)
    return made


def _selector(store: Dossier, key: str) -> Selector:
    return targets.selector(store, query.one(store, key))


def _told(db: sqlite3.Connection, key: str) -> str:
    """Who was quicker, where somebody was."""
    sql = "SELECT author, verdict, at FROM decisions WHERE attached = ? AND undone = 0 ORDER BY at DESC LIMIT 1"
    row = db.execute(sql, (key,)).fetchone()
    if row is None:
        return "it has changed since you looked at it"
    return f"it has changed since you looked at it: {row['verdict']} by {row['author'] or 'somebody'} at {row['at'][:16]}"
