"""What an actor does and suffers: the statements in which a person, state or body takes part, whoever tells them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from depositary.extract.coding import acts_for
from depositary.model import gazetteer
from depositary.model.nouns import Entity, Statement
from depositary.model.text import fold
from depositary.views.known import unknown
from depositary.views.lines import Desk

ROLES = ("bearer", "beneficiary", "counterpart")


def taking_part(desk: Desk, name: str, statements: Iterable[Statement]) -> list[Statement]:
    """Of the statements those that have it as subject, object or party, or whose event it acts or is acted upon in. A state takes
    part where its president does; a person or body also where the words of an event name it. Raises BadArgument on a name
    that nothing bears."""
    called = _called(desk, name)
    codes = {
        str(one.props["key"]) for one in called.values() if one.schema == "Country" and one.props.get("key")
    }
    codes |= {str(one.props["key"]) for one in gazetteer.states() if one.id in called}
    names = {
        fold(other)
        for one in called.values()
        if one.schema != "Country"
        for other in (one.name, *one.aliases)
    }
    found = [one for one in statements if _takes_part(one, called, fold(name), codes) or _told_of(one, names)]
    if not found and not called and not any(fold(name) in _named(one) for one in desk.record.statements):
        raise unknown("actor", name, _actors(desk))
    return found


def about_agreement(desk: Desk, name: str, statements: Iterable[Statement]) -> list[Statement]:
    """Of the statements those about an agreement, named or by its key in the case. Raises BadArgument where none is called so."""
    known = [one for one in _things(desk) if one.schema == "Agreement"]
    called = {one.id for one in known if name in (one.id, one.props.get("key")) or _bears(one, name)}
    if not called:
        raise unknown("agreement", name, sorted(str(one.props.get("key") or one.name) for one in known))
    return [one for one in statements if not called.isdisjoint(one.about)]


def _things(desk: Desk) -> list[Entity]:
    case = desk.record.case
    return [*desk.record.entities.values(), *(case.entities if case else ())]


def _bears(one: Entity, name: str) -> bool:
    return fold(name) in map(fold, (one.name, *one.aliases))


def _called(desk: Desk, name: str) -> dict[str, Entity]:
    """Entities of the record and the case that bear a name, by id."""
    return {one.id: one for one in _things(desk) if one.id == name or _bears(one, name)}


def _takes_part(item: Statement, called: dict[str, Entity], name: str, codes: set[str]) -> bool:
    ids = {term.entity for term in (item.subject, item.object) if term is not None}
    ids |= {role.entity for role in item.roles if role.name in ROLES}
    return (
        not called.keys().isdisjoint(ids)
        or name in _named(item)
        or any(acts_for(item, code) for code in sorted(codes))
    )


def _told_of(item: Statement, names: set[str]) -> bool:
    """True for an event in whose words one of the names stands whole."""
    words = f" {' '.join(_WORD.findall(fold(item.quote)))} " if item.kind == "event" and names else ""
    return any(f" {' '.join(_WORD.findall(one))} " in words for one in sorted(names))


_WORD = re.compile(r"\w+")


def _named(item: Statement) -> set[str]:
    return {fold(term.name) for term in (item.subject, item.object) if term is not None}


def _actors(desk: Desk) -> list[str]:
    """Names of persons, states and bodies, those met most as subjects first."""
    counts: dict[str, int] = {}
    for item in desk.record.statements:
        thing = desk.entity(item.subject.entity) if item.subject and item.subject.entity else None
        if thing is not None and thing.schema in ("Person", "Country", "Organization", "PublicBody"):
            counts[thing.name] = counts.get(thing.name, 0) + 1
    return sorted(counts, key=lambda one: (-counts[one], one))
