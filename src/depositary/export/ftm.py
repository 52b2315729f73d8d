"""FollowTheMoney entities (model 4), JSON lines, for Aleph, OpenAleph and their kin.

    depositary export NAME.dossier -f ftm -o dossier.ftm.json

Documents, then persons, bodies, states (as PublicBody), projects, agreements (as Contract of type treaty), places (as
Address); posts with who held them; events as Event; other things said, and findings, as Note with their words; relations
as UnknownLink; Documentation joins an entity to the documents that speak of it, Mention keeps names of speakers that were
not resolved. What people said has no schema in the model: it goes as Note and Event, and the word statement is left to
the model's own use. Every line names the version of the model in `model`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.ftm_things import alpha2, document, schema_of, table, thing
from depositary.export.registry import export
from depositary.export.stream import cut_day, json_line, last_day, left_out, standing
from depositary.model.nouns import Entity, Finding, Statement
from depositary.views.marks import gone
from depositary.views.text import shorten

MODEL = "followthemoney 4"
Proxy = dict[str, Any]
_OURS = re.compile(r"[a-z]_[0-9a-f]{16}")
# Entities of a statement, with the part they play in it.
_KEPT = """
WITH kept AS NOT MATERIALIZED (
    SELECT id, doc, speaker, speaker_name, subject, object FROM statements
    WHERE id NOT IN (SELECT value FROM json_each(?))
)"""
_PLAYED = f"""{_KEPT}
SELECT DISTINCT doc, entity, role FROM (
    SELECT doc, speaker AS entity, 'speaker' AS role FROM kept
    UNION ALL SELECT doc, subject, 'mentioned' FROM kept
    UNION ALL SELECT doc, object, 'mentioned' FROM kept
    UNION ALL SELECT s.doc, a.entity, 'mentioned' FROM statement_about a JOIN kept s ON s.id = a.statement
) WHERE entity IS NOT NULL ORDER BY doc, entity, role
"""
_UNRESOLVED = f"""{_KEPT}
SELECT DISTINCT doc, speaker_name FROM kept WHERE speaker IS NULL AND speaker_name IS NOT NULL ORDER BY doc, speaker_name
"""


@export("ftm", suffix=".ftm.json", speaks="FollowTheMoney 4, entities as JSON lines")
def write(dossier: Dossier, target: TextIO) -> None:
    """Documents, entities, posts, events, notes and links in the FollowTheMoney model."""
    for one in proxies(dossier):
        target.write(json_line({**one, "model": MODEL}) + "\n")


def proxies(dossier: Dossier) -> Iterator[Proxy]:
    """The entities of the model: those that others point at first."""
    known = {one.id: one for one in dossier.entities()}
    for item in dossier.documents():
        yield proxy(item.id, *document(item))
    posts: dict[str, Proxy] = {}
    for one in known.values():
        yield proxy(one.id, *thing(one, known))
        posts.update((post["id"], post) for post in _posts(one))
    yield from posts.values()
    for said in standing(dossier):
        yield _said(said, known)
    without = gone(dossier)
    for found in dossier.findings():
        if found.id not in without:
            yield _found(found, known)
    for row in dossier.rows(_PLAYED, left_out(dossier)):
        if row["entity"] in known:
            told = {"document": row["doc"], "entity": row["entity"], "role": row["role"]}
            yield proxy(derived(*told.values()), "Documentation", told)
    for row in dossier.rows(_UNRESOLVED, left_out(dossier)):
        told = {"document": row["doc"], "name": row["speaker_name"], "detectedSchema": "LegalEntity"}
        yield proxy(derived(*told.values()), "Mention", told)


def proxy(key: str, schema: str, properties: dict[str, Any]) -> Proxy:
    """One entity as its line has it: every property a list of texts. The model knows no underscore in ids."""
    held = {name: [_id(one) for one in _several(value)] for name, value in properties.items()}
    return {
        "id": _id(key),
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
    }


def _id(text: str) -> str:
    """An id of ours as the model writes them, d-1a2b; any other text as it is."""
    return text.replace("_", "-", 1) if _OURS.fullmatch(text) else text


def derived(*names: str) -> str:
    """An id of what has none of its own."""
    return "k_" + hashlib.sha256("\0".join(names).encode()).hexdigest()[:16]


def _several(value: Any) -> list[str]:
    """Values of a property: always a list of texts, without those that hold nothing, each once."""
    listed = value if isinstance(value, (list, tuple)) else [value]
    return list(dict.fromkeys(text for one in listed if one is not None and (text := str(one).strip())))


def _posts(one: Entity) -> Iterator[Proxy]:
    """Posts of a person, and when they were held."""
    for held in one.props.get("offices") or () if one.schema == "Person" else ():
        country = alpha2(held.get("country"))
        if not held.get("office"):
            continue
        post = derived("position", held["office"], *country)
        yield proxy(post, "Position", {"name": held["office"], "country": country})
        told = {"holder": one.id, "post": post, "startDate": held.get("from"), "endDate": held.get("to")}
        yield proxy(derived("occupancy", one.id, post, str(held.get("from"))), "Occupancy", told)


def _said(one: Statement, known: dict[str, Entity]) -> Proxy:
    """An event as Event, a relation of two things as UnknownLink, anything else as Note."""
    ends = [term.entity for term in (one.subject, one.object) if term is not None and term.entity in known]
    proof = {"proof": one.doc, "summary": one.quote, "publisher": one.speaker.name if one.speaker else None}
    if one.kind == "relation" and len(ends) == 2:
        return proxy(
            one.id, "UnknownLink", {"subject": ends[0], "object": ends[1], "role": one.predicate, **proof}
        )
    if one.kind == "event":
        when = one.when
        legal = [name for name in ends if schema_of(known[str(name)]) in table()["legal"]]
        told = {
            "name": shorten(one.quote, 120), "date": cut_day(when), "startDate": when.start if when else None,
            "endDate": last_day(when), "location": one.where.name if one.where else None, "involved": legal,
            "keywords": one.predicate,
        }  # fmt: skip
        return proxy(one.id, "Event", {**told, **proof})
    spoken = one.speaker.entity if one.speaker else None
    about = [name for name in (spoken, *ends, *one.about) if name in known]
    name = f"{one.speaker.name if one.speaker else one.doc_name} {one.stance}"
    return proxy(
        one.id,
        "Note",
        {
            "name": name,
            "entity": about,
            "keywords": [one.kind, one.stance],
            "description": one.quote,
            **proof,
        },
    )


def _found(one: Finding, known: dict[str, Entity]) -> Proxy:
    """How things said stand to each other, as Note on what they are about."""
    told = {"name": f"{one.relation}: {one.key}", "entity": [name for name in one.about if name in known]}
    return proxy(
        one.id,
        "Note",
        {
            **told,
            "description": one.reason,
            "notes": list(one.steps),
            "keywords": [one.relation, one.difference],
        },
    )
