"""Task "places": toponyms of one line with coordinates, as GeoWebNews marks them.

A toponym there is every name of a place: towns, states, regions, seas, buildings, also where it stands for people, as an
adjective, or inside the name of a body ("University of Oslo"). Coordinates are null where the place is in no gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from depositary.annotate.layers import Page
from depositary.annotate.matching import Hit
from depositary.annotate.names import names
from depositary.annotate.names.lexicon import Reading, general
from depositary.annotate.parse import page_of
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS
from depositary.model import cities, gazetteer
from depositary.model.nouns import Document, Entity, Span
from depositary.model.text import fold

_PLACES = frozenset({"Place", "Country", "Facility"})
_BODIES = frozenset({"Organization", "PublicBody", "Event", "Agreement", "Project", "Measure", "Group"})

Toponym = dict[str, Any]


@TASKS.register("places")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Toponyms of one line."""
    text = text_of(line)
    document = Document(
        "d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text
    )
    return {"doc_id": line["doc_id"], "toponyms": toponyms(page_of(document))}


def toponyms(page: Page) -> list[Toponym]:
    """Places of the layer of names, and places inside the names of bodies, in text order."""
    found: list[Toponym] = []
    for span in names(page):
        if span.label in _PLACES:
            found.append({"start": span.start, "end": span.end, **_spot(span)})
        elif (bloc := _bloc(span)) is not None:
            found.append({"start": span.start, "end": span.end, **_of_place(bloc)})
        elif span.label in _BODIES:
            found.extend(_inside(page.text, span))
    found.extend(_adjectives(page.text, found))
    return sorted(found, key=lambda one: (one["start"], one["end"]))


def _spot(span: Span) -> dict[str, float | None]:
    value = span.value or {}
    if value.get("city"):
        place = _seat(str(value["city"])) or _capital(value.get("country"))
        return _of_place(place) if place else _of_country(value.get("country"))
    if span.label == "Country":
        return _of_country(value.get("country"))
    return {"lat": value.get("lat"), "lon": value.get("lon")}


def _bloc(span: Span) -> Entity | None:
    """The part of the world that a union of states is named after ("European Union"): the set marks it as a place."""
    held = next((one for one in gazetteer.groups() if one.id == (span.value or {}).get("entity")), None)
    if held is None or not held.props.get("members"):
        return None
    return next((place for word, place in _by_adjective().items() if held.name == f"{word} Union"), None)


def _adjectives(text: str, found: list[Toponym]) -> Iterator[Toponym]:
    """Adjectives of parts of the world, which the set marks as it marks those of states."""
    taken = [(one["start"], one["end"]) for one in found]
    for hit in _adjective().finditer(text):
        if not any(start < hit.end() and hit.start() < end for start, end in taken):
            yield {"start": hit.start(), "end": hit.end(), **_of_place(_by_adjective()[hit[0]])}


@cache
def _by_adjective() -> dict[str, Entity]:
    """Parts of the world by their adjectives."""
    return {word: one for one in gazetteer.places() for word in gazetteer.listed(one.props.get("adjective") or "")}


@cache
def _adjective() -> re.Pattern[str]:
    longest = sorted(_by_adjective(), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")


def _of_country(iso3: str | None) -> dict[str, float | None]:
    state = gazetteer.state(iso3) if iso3 else None
    props = state.props if state else {}
    return {key: float(props[key]) if props.get(key) else None for key in ("lat", "lon")}


def _seat(name: str) -> Entity | None:
    """The city of a capital that stands for its state: the set marks where it lies, whoever is meant."""
    return next(
        (one for one in gazetteer.places() if fold(name) in map(fold, (one.name, *one.aliases))), None
    )


def _capital(iso3: str | None) -> Entity | None:
    """A building that stands for a state lies in its capital."""
    state = gazetteer.state(iso3) if iso3 else None
    return _seat(str(state.props.get("capital") or "")) if state else None


def _of_place(place: Entity) -> dict[str, float | None]:
    return {key: float(place.props[key]) for key in ("lat", "lon")}


def _inside(text: str, span: Span) -> Iterator[Toponym]:
    """Places inside the name of a body: states and places made by hand, and large cities and regions."""
    words = text[span.start : span.end]
    large = [*_large(words)]
    for start, end, spot in large:
        yield {"start": span.start + start, "end": span.start + end, **spot}
    for hit in general().find(words):
        known = _known(hit)
        if known is not None and not any(start < hit.end and hit.start < end for start, end, _ in large):
            yield {"start": span.start + hit.start, "end": span.start + hit.end, **known}


def _large(words: str) -> Iterator[tuple[int, int, dict[str, float | None]]]:
    last = 0
    pieces = [(one.start(), one.end()) for one in _WORD.finditer(words)]
    for first, (start, _) in enumerate(pieces):
        for _, end in reversed(pieces[first : first + 3]):
            spot = next((one for one in cities.named(words[start:end]) if not one.mark), None)
            if spot and spot.population >= _KNOWN and start >= last and (start, end) != (0, len(words)):
                yield start, end, {"lat": spot.lat, "lon": spot.lon}
                last = end
                break


# A smaller city inside a name is as often a person's name or a word (inhabitants).
_KNOWN = 200_000
_WORD = re.compile(r"\b[A-Z][\w’'-]*")


def _known(hit: Hit[Reading]) -> dict[str, float | None] | None:
    """Coordinates of a state or place of the gazetteer; None for what is neither."""
    held = next((one.entity for one in hit.items if one.entity.schema == "Place"), None)
    if held is not None:
        return _of_place(held)
    state = hit.items[0].entity
    return _of_country(str(state.props["key"])) if state.schema == "Country" else None
