"""What decisions change when fields are derived: entities that a person held for one or for two, and what was set.

    merge   target: the entity that stays; others: entities that are the same
    split   target: an entity; others: statements that mean another one; change: name and schema of that one
    edit    target: a document; change: written (2025-03-01, 2025-03, 2025, or two with a slash), publisher, grade

Ids, spans and quotes never change, and what was read is kept beside, so that undoing a decision brings it back whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from depositary.dossier import decide, entities, rows, verdicts
from depositary.model import dates, nouns
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Entity, Period, Speaker, Statement, Term

_Pointer = TypeVar("_Pointer", Speaker, Term, nouns.Role)
Noun = Statement | Document


@dataclass(frozen=True, slots=True)
class Effects:
    """Standing decisions as what they do: `merged` id to the id that stays, `apart` statement to ids of its own,
    `edited` document to fields."""

    merged: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    edited: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.merged or self.apart or self.edited)

    def on(self, item: Noun) -> Noun:
        """The noun as these decisions leave it."""
        if isinstance(item, Document):
            return edited(item, self.edited.get(item.id, {}))
        item = renamed(item, self.apart.get(item.id, {}))
        return renamed(item, self.merged)


def effects(db: sqlite3.Connection) -> Effects:
    """What the standing decisions do now. Their targets are looked for anew: ids of statements may have changed."""
    one: dict[str, set[str]] = {}
    # What people set, by (noun, field of a document or entity that is split): where they differ nothing is set.
    parts: dict[tuple[str, str], list[tuple[verdicts.Voice, str]]] = {}
    changed: dict[tuple[str, str], list[tuple[verdicts.Voice, str]]] = {}
    merged: dict[str, str] = {}
    for held in decide.standing(db):
        made = held.decision
        target = decide.attach_to(db, made.target)[0] if made.verdict in ("merge", "split", "edit") else None
        if target is None:
            continue
        if made.verdict == "merge":
            _merge(one, merged, target, [other.id for other in made.others])
        elif made.verdict == "split":
            for name in (decide.attach_to(db, other)[0] for other in made.others):
                if name is not None:
                    part = part_of(made.change).id
                    parts.setdefault((name, target), []).append((verdicts.voice(made, part), part))
        elif made.target.noun == "document":
            for key, value in verdicts.slots(made):
                changed.setdefault((target, key), []).append((verdicts.voice(made, value), made.change[key]))
    return Effects(merged, _agreed(parts), _agreed(changed))


def _agreed(said: Mapping[tuple[str, str], list[tuple[verdicts.Voice, Any]]]) -> dict[str, dict[str, Any]]:
    """By noun and field, what people agree on."""
    made: dict[str, dict[str, Any]] = {}
    for (name, key), told in said.items():
        held = verdicts.agreed([voice for voice, _ in told])
        if held is not None:
            made.setdefault(name, {})[key] = next(value for voice, value in told if voice.value == held)
    return made


def _merge(one: dict[str, set[str]], merged: dict[str, str], kept: str, others: Iterable[str]) -> None:
    """Make one of what was merged before with any of these; all become what was kept last."""
    every = set().union(*(one.get(name, {name}) for name in (kept, *others)))
    for name in every:
        one[name] = every
        merged[name] = kept
    merged.pop(kept, None)


def part_of(change: Mapping[str, Any]) -> Entity:
    """The entity that a split sets apart."""
    return nouns.entity(str(change.get("schema", "Person")), str(change["name"]))


def renamed(item: Statement, ids: Mapping[str, str]) -> Statement:
    """The statement with other ids of entities; the names stay as they were said."""
    if not ids:
        return item
    about = tuple(dict.fromkeys(ids.get(name, name) for name in item.about))
    return replace(
        item,
        speaker=_pointed(item.speaker, ids) if item.speaker else None,
        chain=tuple(_pointed(one, ids) for one in item.chain),
        subject=_pointed(item.subject, ids) if item.subject else None,
        object=_pointed(item.object, ids) if item.object else None,
        where=_pointed(item.where, ids) if item.where else None,
        roles=tuple(_pointed(one, ids) for one in item.roles),
        about=about,
    )


def _pointed(one: _Pointer, ids: Mapping[str, str]) -> _Pointer:
    return replace(one, entity=ids[one.entity]) if one.entity is not None and one.entity in ids else one


def edited(item: Document, change: Mapping[str, Any]) -> Document:
    """The document with the fields that a person set."""
    if "written" in change:
        item = replace(item, written=period(str(change["written"])) if change["written"] else None)
    if "publisher" in change:
        item = replace(item, publisher=str(change["publisher"]) or None)
    if "grade" in change:
        item = replace(item, grade=str(change["grade"]) or None)
    return item


def period(told: str) -> Period:
    """A day, month or year as a person types it, or two of them with a slash (`..` where open). Raises BadArgument."""
    first, slash, last = told.strip().partition("/")
    try:
        if not slash:
            return _one(first)
        start, end = (_one(part) if part not in ("", "..") else Period() for part in (first, last))
        return dates.between(start.start, end.end, literal=told)
    except (ValueError, TypeError, OverflowError):
        raise BadArgument(
            f"{told!r} is no day", "Write 2025-03-01, 2025-03, 2025 or 2025-01/2025-03"
        ) from None


def _one(told: str) -> Period:
    year, *rest = (int(part) for part in told.split("-"))
    if not rest:
        return dates.of_year(year, told)
    return dates.of_month(year, rest[0], told) if len(rest) == 1 else dates.of_day(dates.parse(told), told)


def derived(db: sqlite3.Connection, found: Iterable[Noun]) -> Iterator[Noun]:
    """What is derived with what people decided on top: they override. Nouns that only a decision changes come last."""
    held = effects(db)
    _name(db, held)
    if not held:
        yield from found
        return
    given = set()
    for item in found:
        given.add(item.id)
        yield held.on(item)
    for item in _touched(db, held):
        if item.id not in given:
            given.add(item.id)
            yield held.on(item)


def _touched(db: sqlite3.Connection, held: Effects) -> Iterator[Noun]:
    """Nouns as read that a decision changes."""
    for name in held.merged:
        sql = "SELECT body, as_read, layer FROM statements WHERE coalesce(as_read, body) LIKE ?"
        for row in db.execute(sql, (f'%"{name}"%',)).fetchall():
            yield rows.statement(row, column="as_read")
    for name in held.apart:
        for row in db.execute("SELECT body, as_read, layer FROM statements WHERE id = ?", (name,)).fetchall():
            yield rows.statement(row, column="as_read")
    for name in held.edited:
        for row in db.execute("SELECT body, as_read FROM documents WHERE id = ?", (name,)).fetchall():
            yield rows.document(row, column="as_read")


def _name(db: sqlite3.Connection, held: Effects) -> None:
    """Let the entity that stays be found by all names; put the entities that were set apart, take away what is undone."""
    made = [
        rows.decision(row)
        for row in db.execute("SELECT body FROM decisions WHERE verdict IN ('merge', 'split')")
    ]
    undone = {row["id"] for row in db.execute("SELECT id FROM decisions WHERE undone = 1")}
    for one in made:
        if one.verdict == "split":
            entities.put(db, one.id, () if one.id in undone else (part_of(one.change),))
            continue
        for name in (one.target.id, *(other.id for other in one.others)):
            entities.renew(db, name)
    for name, kept in held.merged.items():
        sql = "INSERT OR IGNORE INTO names SELECT ?, name, 'alias', folded FROM names WHERE entity = ?"
        if db.execute("SELECT 1 FROM entities WHERE id = ?", (kept,)).fetchone():
            db.execute(sql, (kept, name))


def joined(found: Iterable[Entity], merged: Mapping[str, str]) -> Iterator[Entity]:
    """Entities by id, those that were merged as one: the one that stays bears the names of all."""
    if not merged:
        yield from found
        return
    known = {item.id: item for item in found}
    names: dict[str, list[str]] = {}
    for name, kept in merged.items():
        if name in known and kept in known:
            gone = known.pop(name)
            names.setdefault(kept, []).extend((gone.name, *gone.aliases))
    for key, item in sorted(known.items()):
        extra = sorted(set(names.get(key, ())) - {item.name, *item.aliases})
        yield replace(item, aliases=(*item.aliases, *extra)) if extra else item
