"""What a statement says beyond subject, verb and object: its state, units, roles and firmness."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depositary.annotate.layers import Page
from depositary.extract import agreements, measures, roles, units
from depositary.extract.firmness import firmness
from depositary.extract.predicates import state_told, tells_any
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity, Role, Speaker


@dataclass(frozen=True)
class Details:
    """The things it is about, its roles in text order, `attributes` to add, the state told ("" for none), its firmness."""

    things: list[Entity]
    roles: tuple[Role, ...]
    attributes: dict[str, str]
    state: str
    firmness: int | None


def details(
    page: Page,
    told: Proposition,
    kind: str,
    stance: str,
    things: list[Entity],
    speaker: Speaker | None,
    frame: str,
) -> Details:
    """The details of a proposition of this kind. `frame` are the words that report it."""
    text = " ".join(page.text[start:end] for start, end in told.spans)
    attributes: dict[str, str] = {}
    things, state = _state(page, told, kind, things)
    things = _with_units(page, told, text, things, attributes)
    found = list(_roles(page, told, kind, things, speaker))
    if state:
        acting = roles.bearers(page, told, speaker)
        found.extend(acting)
        attributes.update({"party": code} if (code := roles.codes(page, acting)) else {})
    if kind != "status" and state:
        attributes["state"] = state
    if state == "superseded":
        things = _without_successor(page, told, things, found)
    imposed = measures.roles(page, told) if kind != "commitment" else []  # its bearer is who commits
    found.extend(imposed)
    things = _with_measures(things, measures.known(page, imposed), imposed)
    kept = sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.name))
    return Details(things, tuple(kept), attributes, state, firmness(kind, stance, text, frame))


def _state(page: Page, told: Proposition, kind: str, things: list[Entity]) -> tuple[list[Entity], str]:
    """The state told, and the things: with the agreement spoken of where a state of one is told of "it"."""
    if kind not in ("status", "event", "figure"):
        return things, ""
    if kind == "figure" and not things and _tells_a_term(told):
        meant = agreements.spoken_of(page, told)
        things = [meant] if meant is not None else things
    if not tells_any(told):
        return things, ""
    schemas = {one.schema for one in things}
    state = state_told(told, schemas, act=kind != "status") or ""
    if schemas & {"Agreement", "Project"}:
        return things, state
    state_of_it = state or state_told(told, {"Agreement"}, act=True) or ""
    if state_of_it in _OF_IT and (state or any(one.lower_ in ("it", "them") for one in told.tokens) or _of_it(told)):
        meant = agreements.spoken_of(page, told)
        return ([*things, meant], state_of_it) if meant is not None else (things, state)
    return things, state


def _of_it(told: Proposition) -> bool:
    """True where "it" is the subject, also of the verb that this one is joined to ("It was signed and extended")."""
    return told.subject is not None and told.subject.lower_ == "it"


def _tells_a_term(told: Proposition) -> bool:
    """True for "it was concluded for ten years" and what is joined to it."""
    lasts = any(token.lemma_ in ("year", "month", "period") for token in told.tokens)
    return lasts and _of_it(told) and told.head.lemma_.lower() in _FOR_A_TERM


# States that nothing but an agreement comes to.
_OF_IT = (
    "submitted",
    "approved",
    "ratified",
    "notified",
    "provisionally_applied",
    "in_force",
    "terminated",
    "signed",
    "extended",
)
# Verbs that tell the length of an agreement ("it was concluded for ten years").
_FOR_A_TERM = frozenset("set conclude sign extend prolong renew run last".split())


def _with_units(
    page: Page, told: Proposition, text: str, things: list[Entity], attributes: dict[str, str]
) -> list[Entity]:
    numbers, section = units.units(text), units.section(text)
    if len(numbers) > 1:
        numbers = units.units(_first_half(page, told)) or numbers
    if section:
        attributes["section"] = section
    if not numbers:
        return things
    attributes["units"] = "+".join(map(str, numbers))
    return units.of_units(page, told, things, numbers)


def _first_half(page: Page, told: Proposition) -> str:
    """The words up to the first date, where another one stands behind what comes after it: in "unit 2 was to start in May and
    unit 3 in June" the second half has no verb, and its day is not that of the first."""
    dates = [one for start, end in told.spans for one in page.inside("times", start, end) if one.label == "DATE"]
    joined = len(dates) > 1 and _JOINED.match(page.text, dates[0].end, dates[1].start) is not None
    return page.text[told.start : dates[0].end if joined else told.end]


# "and unit 3 in": no verb, and the next date.
_JOINED = re.compile(r",? and (?:the )?(?:\w+ ){0,4}(?:in|on|by|from)\s*\Z")


def _without_successor(
    page: Page, told: Proposition, things: list[Entity], found: list[Role]
) -> list[Entity]:
    """The things without the agreement that replaces another, which becomes a role: the state told is the other's."""
    agents = [one for one in told.tokens if one.dep_ == "pobj" and one.head.lower_ == "by"]
    subject = [told.subject] if told.subject is not None else []
    named = (roles.named(page, told, "instrument", one) for one in agents or subject)
    agreed = {one.id for one in things if one.schema == "Agreement"}
    successor = next((one for one in named if one.entity in agreed and len(agreed) > 1), None)
    if successor is None:
        return things
    found.append(successor)
    return [one for one in things if one.id != successor.entity]


def _with_measures(things: list[Entity], known: list[Entity], imposed: list[Role]) -> list[Entity]:
    """The things with the measures told; where it is told who imposes, in the place of what was taken by name alone."""
    if not known:
        return things
    told_by = any(one.name == "bearer" for one in imposed)
    kept = [
        one
        for one in things
        if not (told_by and one.schema == "Measure" and one.props.get("kind") == "sanction")
    ]
    return [*kept, *(one for one in known if one not in kept)]


def _roles(
    page: Page, told: Proposition, kind: str, things: list[Entity], speaker: Speaker | None
) -> list[Role]:
    if kind == "commitment":
        return list(roles.commitment(page, told, speaker))
    if kind != "obligation":
        return [*roles.delivery(page, told), *roles.duty(page, told, things)]
    return []
