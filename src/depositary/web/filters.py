"""Filters of listings: what can be chosen, and what is none. One that is none is told with what there is (status 400)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depositary.dossier import query
from depositary.dossier.filters import MODEL_LAYER, days
from depositary.model.nouns import KINDS, STANCES
from depositary.model.ontology import ontology
from depositary.model.text import fold
from depositary.views import conflicts
from depositary.views.known import narrowed, unknown
from depositary.web.held import Held

NAMES = ("text", "speaker", "kind", "stance", "topic", "part", "project", "since", "until", "source", "layer")
LAYERS = {
    "proposed": "proposed by the program", "accepted": "accepted by a person", MODEL_LAYER: "proposed by a language model",
}  # fmt: skip
# Documents that a form lists; of more it takes a name.
LISTED = 200
_CLOSED: dict[str, tuple[str, ...]] = {"kind": KINDS, "stance": STANCES, "layer": tuple(LAYERS)}
_BY_NAME = ("part", "topic", "speaker", "source")


def wanted(held: Held, asked: Mapping[str, str]) -> dict[str, Any]:
    """What `query` takes for these filters. Raises BadArgument on a value that nothing bears."""
    for name, known in _CLOSED.items():
        if name in asked and asked[name] not in known:
            raise unknown(name, asked[name], known)
    for name in ("since", "until"):
        if name in asked:
            days(asked[name])
    desk = held.near
    narrowed(held.store, desk, **{name: asked[name] for name in _BY_NAME if name in asked})
    made: dict[str, Any] = {name: value for name, value in asked.items() if name != "project"}
    if "source" in made:
        made["source"] = source(held, made["source"])
    if "project" in asked:
        made["about"] = _thing(held, asked["project"])
    return made


def source(held: Held, name: str) -> str:
    """The name of the document that is called so, by its id or by the name that citations use; else the name as given."""
    base = held.stand.base
    return base.headers[base.by_name[name]].name if name in base.by_name else name


def _thing(held: Held, name: str) -> str:
    case, wanted_ = held.near.record.case, fold(name)
    known = (*held.near.record.entities.values(), *(case.entities if case else ()))
    told = held.near.entity(name) or any(wanted_ == fold(other) for one in known for other in (one.name, *one.aliases))
    if not told and not query.count(held.store, about=name):
        raise unknown("thing", name, (key for key, _ in choices(held)["project"]))
    return name


def findings(held: Held, asked: Mapping[str, str]) -> conflicts.Asked:
    """What findings to list. Raises BadArgument on a value that nothing bears."""
    if "severity" in asked and asked["severity"] not in conflicts.SEVERITIES:
        raise unknown("severity", asked["severity"], conflicts.SEVERITIES)
    if "part" in asked:
        narrowed(held.store, held.near, part=asked["part"])
    return conflicts.Asked(**dict(asked))


def choices(held: Held) -> dict[str, list[tuple[str, str]]]:
    """Values of the filters, as (value, name). There are no sources where they are too many for a list."""
    return held.once("choices", lambda: _choices(held), of="record", here=True)


def _choices(held: Held) -> dict[str, list[tuple[str, str]]]:
    desk, store = held.near, held.store
    case = desk.record.case
    told = {row["entity"] for row in store.rows("SELECT DISTINCT entity FROM statement_about")}
    projects = [one for one in case.entities if one.id in told] if case else []
    sources = [(one.name, desk.cite.document(one.name)) for one in desk.headers.values()]
    return {
        "speaker": [("document", "documents themselves")]
        + [(name, f"{name} ({count})") for name, count in query.facet(store, "speaker", limit=LISTED) if name],
        "kind": [(key, ontology().kinds[key].label) for key in KINDS],
        "stance": [(key, ontology().stances[key].label) for key in STANCES],
        "topic": [(key, one.label) for key, one in ontology().topics.items()],
        "part": [(one.id, one.name) for one in case.parts] if case else [],
        "project": sorted(((str(one.props.get("key") or one.id), one.name) for one in projects), key=lambda one: one[1]),
        "source": sources if len(sources) <= LISTED else [],
        "layer": list(LAYERS.items()),
    }
