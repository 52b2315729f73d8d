"""PLOVER events, JSON Lines: one event a line, in the field names of its manual (2.0 draft).

    depositary export NAME.dossier -f plover -o events.jsonl

Statements of kind event, each an event as told. Several tellings of one happening are several lines, so that every line keeps
its words; they have one `happening`, by the rule "one a day" of event data: the same day, actor, recipient and type.

A date must be given: it is that of the event, else of the words, else of the document, and `date_from` says which. What has none
is left out, as is what no actor did. Speech (`STATEMENT`) is no type of the scheme; its lines are marked `extension`. `mode`
holds the mode and the auxiliary modes (future, hypothetical, negation). An actor has the ISO code of a state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, json_line, last_day, standing
from depositary.model.nouns import Document, Entity, Period, Statement, Term
from depositary.model.ontology import ontology
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml, split

_UNKNOWN = ("unknown", "", None)


@export("plover", suffix=".jsonl", speaks="PLOVER 2.0 draft")
def write(dossier: Dossier, target: TextIO) -> None:
    """Events of the sixteen types with actor, recipient, date, place, mode and context, each with its exact words."""
    for event in events(dossier):
        target.write(json_line(event) + "\n")


def events(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """The events in the order of the texts."""
    entities = {one.id: one for one in dossier.entities()}
    documents = {one.id: one for one in dossier.documents()}
    for item in standing(dossier):
        if item.kind == "event" and item.predicate not in scheme()["left_out"]:
            when, whence = _dated(item, documents[item.doc])
            if when is not None:
                yield _event(item, documents[item.doc], entities, when, whence)


@cache
def scheme() -> Mapping[str, Any]:
    """Scores, sectors and modes of the scheme."""
    found: Mapping[str, Any] = read_yaml(DATA / "formats" / "plover.yml")
    return found


def _dated(item: Statement, document: Document) -> tuple[Period | None, str]:
    """The period that dates an event, and whose it is."""
    told = {"event": item.when, "words": item.said, "document": document.published, "bound": document.written}
    return next(((one, name) for name, one in told.items() if one and (one.start or one.end)), (None, ""))


def _event(
    item: Statement, document: Document, entities: Mapping[str, Entity], when: Period, whence: str
) -> dict[str, Any]:
    term = ontology().predicates.get(item.predicate)
    day = when.start or last_day(when)
    end = last_day(when) if when.start else None
    return {
        "id": item.id,
        "date": day,
        "enddate": end if end != day else None,
        "date_from": whence,
        "actor": _actors(item.subject, entities),
        "recipient": _actors(item.object, entities),
        "event": [item.predicate.upper()],
        "extension": True if item.predicate in scheme()["extensions"] else None,
        "quad_code": term.body.get("quad") or None if term else None,
        "event_scale": scheme()["scores"].get(item.predicate),
        "mode": _modes(item),
        "context": _known(item.attributes.get("context")),
        "event_loc": _place(item.where, entities),
        "happening": _happening(item, when, entities) if whence == "event" else None,
        "event_text": [item.quote],
        "text_info": {"start": item.start, "end": item.end},
        "cite_info": {
            "citation": document.name, "url": document.uri, "title": document.title, "language": document.lang,
            "publication": document.publisher, "coder": item.made_by, "codebook": scheme()["codebook"],
            "version": scheme()["version"],
        },
        "coder": MADE_BY,
    }  # fmt: skip


def _happening(item: Statement, when: Period, entities: Mapping[str, Entity]) -> str | None:
    """One name for all tellings of one happening, in whatever document. None where the day or a side is not known, and for what
    is denied or was only planned. A side is a state with all that acts for it, else the thing itself."""
    sides = [entities.get(side.entity or "") for side in (item.subject, item.object) if side is not None]
    known = [code(one) or one.id for one in sides if one is not None]
    if when.precision != "day" or item.negated or item.stance in scheme()["modes"] or len(known) < 2:
        return None
    if item.predicate in scheme()["mutual"]:
        known.sort()
    told = "|".join([str(when.start), item.predicate, *known])
    return f"h_{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _modes(item: Statement) -> list[str]:
    """The mode, then auxiliary modes, each once."""
    found = [*_known(item.attributes.get("mode")), scheme()["modes"].get(item.stance)]
    return [one for one in dict.fromkeys([*found, "negation" if item.negated else None]) if one]


def _known(told: Any) -> list[str]:
    """What is told, as a list; unknown is nothing."""
    several = told if isinstance(told, (list, tuple)) else split(told or "")
    return [str(one) for one in several if one not in _UNKNOWN]


def _actors(term: Term | None, entities: Mapping[str, Entity]) -> list[dict[str, Any]]:
    """One entity object; compound actors stay as the words have them."""
    if term is None:
        return []
    found = entities.get(term.entity or "")
    return [
        {
            "code": code(found) if found else None,
            "sector": scheme()["sectors"].get(str(found.props.get("kind"))) if found else None,
            "entity_text": term.literal,
            "identifier_id": found.wikidata if found else None,
            "identifier_text": found.name if found else None,
        }
    ]


def code(thing: Entity) -> str | None:
    """The ISO code of a state or of the one state that a thing is of; IGO or the like for a body of several."""
    own = thing.props.get("iso3")
    held = split(str(thing.props.get("country") or ""))
    world = scheme()["worlds"].get(str(thing.props.get("kind")))
    return str(own or world or (held[0] if len(held) == 1 else "")) or None


def _place(term: Term | None, entities: Mapping[str, Entity]) -> dict[str, Any] | None:
    """The location object: the words, and the place they were resolved to."""
    if term is None:
        return None
    found = entities.get(term.entity or "")
    props: Mapping[str, Any] = found.props if found else {}
    lat, lon = (float(props[name]) if props.get(name) else None for name in ("lat", "lon"))
    return {
        "extracted_place": term.literal, "resolved_place": found.name if found else None,
        "geonameid": props.get("geonameid"), "lat": lat, "lon": lon, "country_code": code(found) if found else None,
    }  # fmt: skip
