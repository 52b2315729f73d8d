"""The entities that the statements of a page point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from depositary.annotate.layers import Page
from depositary.model import gazetteer
from depositary.model.nouns import Entity, Statement


def entities(page: Page, statements: Sequence[Statement]) -> tuple[Entity, ...]:
    """Every entity that a statement names, by id: from the case, the gazetteer, or the page itself."""
    wanted = {key for one in statements for key in pointers(one)}
    found = {one.id: one for one in _known(page) if one.id in wanted}
    for span in (*page.layer("names"), *page.layer("references")):
        value = span.value or {}
        key = value.get("entity")
        if key in wanted and key not in found:
            schema = span.label if span.label not in _REFERENCES else "Person"
            props = {one: str(value[one]) for one in _PLACED if value.get(one) is not None and schema == "Place"}
            found[key] = Entity(str(key), schema, str(value.get("name")), props=props)
    return tuple(found[key] for key in sorted(found))


# What a span of a place of the world gazetteer tells of it.
_PLACED = ("country", "lat", "lon", "geonameid")
_REFERENCES = frozenset(("PRONOUN", "ROLE", "GROUP", "COLLECTIVE"))


def pointers(one: Statement) -> Iterator[str]:
    """Ids of the entities that a statement points at."""
    for term in (one.speaker, one.subject, one.object, one.where, *one.chain, *one.roles):
        if term is not None and term.entity:
            yield term.entity
    yield from one.about


def _known(page: Page) -> Iterable[Entity]:
    yield from gazetteer.states()
    yield from gazetteer.groups()
    yield from gazetteer.places()
    if page.case is not None:
        yield from page.case.entities
    yield from provisions(page)


def provisions(page: Page) -> Iterable[Entity]:
    """Entities of the provisions that the page quotes, and of their agreement where no case tells of it."""
    from depositary.extract.obligations import agreement_entities, provision_entities

    yield from agreement_entities(page)
    yield from provision_entities(page)
