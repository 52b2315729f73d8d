"""Edit, merge and split: forms beside a statement, and the endpoint that writes what they say.

Each form holds the versions of what it changes; when another has come meanwhile it is refused. What follows from a change is
computed in the thread that writes, before the answer: pages go on being read meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from depositary import pipeline
from depositary.dossier import changes, query, targets
from depositary.dossier.store import Dossier
from depositary.dossier.versions import version
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Entity, Role, Speaker, Statement, Term
from depositary.views import text
from depositary.views.decisions import sentence
from depositary.web import forms
from depositary.web.guard import Rules
from depositary.web.held import Held
from depositary.web.page import LONGEST, Ask

ACTIONS = ("edit", "merge", "split")
FIELDS = ("written", "publisher", "grade")
# Characters of a note and of a name, as for every decision.
NOTE, NAME = 2000, 80
# What, when it is kept or taken back, changes what statements are about.
DEEP = ("merge", "split", "edit", "undo")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of a statement, what it is there, and its version."""

    id: str
    name: str
    schema: str
    roles: tuple[str, ...]
    seen: str


def editing(ask: Ask, said: Statement) -> dict[str, Any]:
    """What the forms beside a statement hold."""
    store = ask.store
    held = store.document(said.doc)
    document = {
        "id": held.id, "seen": version(store.db, held.id), "written": text.day(held.written), "publisher": held.publisher,
        "grade": held.grade,
    }  # fmt: skip
    return {
        "document": document, "entities": things(store, said), "statement": said.id, "seen": version(store.db, said.id),
        "schemas": changes.SCHEMAS, "back": ask.get("back"), "marks": _marks(store, said),
    }  # fmt: skip


def things(store: Dossier, said: Statement) -> list[Thing]:
    """The entities that a statement points at."""
    found: dict[str, list[str]] = {}
    pointed: list[tuple[str, Speaker | Term | Role | None]] = [("speaker", said.speaker), ("subject", said.subject)]
    pointed += [("object", said.object), ("place", said.where)]
    pointed += [("quoted by", one) for one in said.chain]
    pointed += [(one.name, one) for one in said.roles]
    for role, one in pointed:
        if one is not None and one.entity:
            found.setdefault(one.entity, []).append(role)
    made = []
    for key, roles in found.items():
        held = query.one(store, key, "entity")
        assert isinstance(held, Entity)
        made.append(Thing(key, held.name, held.schema, tuple(dict.fromkeys(roles)), version(store.db, key)))
    return made


def _marks(store: Dossier, said: Statement) -> list[str]:
    """Changes that stand on its document and its entities."""
    keys = {said.doc, *(one.id for one in things(store, said))}
    sql = "SELECT id FROM decisions WHERE verdict IN ('edit', 'merge', 'split') AND undone = 0 ORDER BY at, id"
    made = (query.one(store, row["id"], "decision") for row in list(store.rows(sql)))
    return [
        f"{text.capital(sentence(one))} ({one.id[:8]})"
        for one in made
        if isinstance(one, Decision) and keys & {one.target.id, *(each.id for each in one.others)}
    ]


def change(held: Held, rules: Rules) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that writes a change and lets it take effect."""

    async def endpoint(request: Request) -> Response:
        found = await forms.fields(request, rules)
        made = await held.write(lambda store: kept(store, found))
        response = RedirectResponse(forms.back(found, f"/review#{made.id}"), 303)
        if made.author:
            forms.keep(response, forms.AUTHOR, made.author)
        return response

    return endpoint


def kept(store: Dossier, found: dict[str, str]) -> Decision:
    """Keep the change of a form, then reconcile. Raises HTTPException: no change; BadArgument; Outdated."""
    from depositary.web.deciding import now

    action, target = found.get("action", ""), found.get("target", "")
    if action not in ACTIONS:
        raise HTTPException(400, "this is no change")
    told = (found.get("author", "").strip()[:NAME], now(), found.get("note", "").strip()[:NOTE])
    seen = {target: found.get("seen", "")}
    if action == "edit":
        fields = {name: value for name in FIELDS if (value := found.get(name, "").strip()[:LONGEST])}
        if not fields:
            raise BadArgument("nothing is set", "Write a day, a publisher or a grade")
        made = changes.edited(store, target, fields, *told)
    else:
        own = query.one(store, target, "entity")
        assert isinstance(own, Entity)
        if action == "merge":
            made = _merged(store, own, found.get("other", "").strip()[:LONGEST], *told)
        else:
            said = found.get("statement", "")
            seen[said] = found.get("statement_seen", "")
            made = changes.split(store, own, [said], found.get("name", "")[:LONGEST], found.get("schema", ""), *told)
    changes.keep(store, made, seen)
    pipeline.again(store, workers=1)
    return made


def _merged(store: Dossier, own: Entity, name: str, author: str, at: str, note: str) -> Decision:
    """The one that is named stays, unless the other is a thing of the case."""
    if not name:
        raise BadArgument("nothing is named", "Give a name or an id that is on record")
    other = targets.entity(store, name)
    if targets.of_case(store, own.id) and not targets.of_case(store, other.id):
        own, other = other, own
    return changes.merged(store, other, [own], author, at, note)
