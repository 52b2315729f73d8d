"""Names that a person gives to narrow a listing: one that is not there is an error which lists what is, and not an empty page."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from depositary.dossier import query
from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument
from depositary.model.ontology import ontology
from depositary.model.text import fold
from depositary.views.lines import Desk

# Names that an error lists.
LISTED = 8


def narrowed(
    dossier: Dossier,
    desk: Desk,
    *,
    part: str | None = None,
    topic: str | None = None,
    about: str | None = None,
    speaker: str | None = None,
    source: str | None = None,
) -> None:
    """Raises BadArgument on the first of these names that nothing bears."""
    case = desk.record.case
    if part is not None and case is not None:
        case.part(part)
    elif part is not None and not query.count(dossier, part=part):
        raise unknown("part", part, (name for name, _ in query.facet(dossier, "part", limit=LISTED)))
    if topic is not None and topic not in ontology().topics:
        raise unknown("topic", topic, ontology().topics)
    if about is not None and not _is_thing(dossier, desk, about):
        raise unknown("thing", about, _things(desk))
    if speaker is not None and not query.count(dossier, speaker=speaker):
        raise unknown("speaker", speaker, (name for name, _ in query.facet(dossier, "speaker", limit=1000) if name))
    if source is not None and not query.count(dossier, source=source_of(desk, source)):
        raise unknown("document or publisher", source, map(desk.cite.document, _names(desk)))


def unknown(what: str, name: str, known: Iterable[str]) -> BadArgument:
    """The error for a name that is not there: those like it, else the first."""
    listed = list(dict.fromkeys(one for one in known if one))
    shown = _like(name, listed) or listed[:LISTED]
    lead = "Did you mean" if _like(name, listed) else "There are"
    more = ", ..." if lead == "There are" and len(listed) > len(shown) else ""
    todo = f"{lead}: {', '.join(shown)}{more}" if shown else f"This dossier has no {what} at all"
    return BadArgument(f"no {what} is called {name!r}", todo)


def _like(name: str, listed: list[str]) -> list[str]:
    """Names that hold it, else that are spelled alike, as a whole or in one word."""
    wanted = fold(name)
    if held := [one for one in listed if wanted and wanted in fold(one)]:
        return held[:LISTED]
    words = {one: [fold(one), *fold(one).split()] for one in listed}
    return [one for one in listed if difflib.get_close_matches(wanted, words[one], n=1, cutoff=0.75)][:LISTED]


def _is_thing(dossier: Dossier, desk: Desk, name: str) -> bool:
    """A thing that a statement is about, or one of the case that none is."""
    if query.count(dossier, about=name) or desk.entity(name) is not None:
        return True
    case = desk.record.case
    known = (*desk.record.entities.values(), *(case.entities if case else ()))
    return any(fold(name) == fold(other) for one in known for other in (one.name, *one.aliases))


def _things(desk: Desk) -> list[str]:
    """Keys of the things of the case that statements are about, the most spoken of first; then names."""
    case = desk.record.case
    known = {one.id: one for one in (*desk.record.entities.values(), *(case.entities if case else ()))}
    told = [one for one in known.values() if desk.by_thing.get(one.id)]
    told.sort(key=lambda one: (-len(desk.by_thing[one.id]), one.name))
    return [str(one.props.get("key") or one.name) for one in told]


def source_of(desk: Desk, name: str) -> str:
    """The name of the document that citations call so, else the name as given."""
    return next((one for one in _names(desk) if desk.cite.document(one) == name), name)


def _names(desk: Desk) -> list[str]:
    return sorted(one.name for one in desk.headers.values())
