"""Who does it, for whom, with whom, on what condition: the roles of what is told outside treaty texts.

A commitment has a bearer, a beneficiary or counterpart, a condition; a state of a life cycle the party or body that
brings it about; a delivery a giver and a receiver; a standing body its duty. Words are data: `data/cues/<lang>/roles.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.company import states
from depositary.extract.doers import titled
from depositary.extract.obligations.cues import cues as of_duties
from depositary.extract.obligations.parts import phrase
from depositary.extract.predicates import expression
from depositary.extract.propositions import Proposition, main_verb
from depositary.extract.terms import named_at
from depositary.model.nouns import Entity, Offsets, Role, Speaker
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

ACTORS = frozenset(("Country", "Organization", "PublicBody", "Person", "GROUP", "ROLE"))
_ACTING = frozenset(
    "side party country state nation government parliament president minister leader chamber ministry company bank commission "
    "committee council agency both they senate assembly legislature lawmaker deputy official authority".split()
)
_OWN = frozenset(("we", "i", "us"))
_TOWARDS = {"to": "beneficiary", "for": "beneficiary", "with": "counterpart", "against": "counterpart"}


@cache
def cues(lang: str = "en") -> Mapping[str, frozenset[str]]:
    """The lists of words of `roles.yml`."""
    body = read_yaml(DATA / "cues" / lang / "roles.yml")
    return {key: frozenset(str(word) for word in words) for key, words in body.items()}


@cache
def _conditional() -> re.Pattern[str]:
    return re.compile(rf"{expression(sorted(cues()['conditional']))}[^,.;:]*")


def bearers(page: Page, told: Proposition, speaker: Speaker | None = None) -> list[Role]:
    """Who acts, one role each: the subject, of a passive the agent, of a noun its owner; only what can act."""
    found = (_bearer(page, told, token, speaker) for one in _acting(told) for token in (titled(one), *_joined(one)))
    return [role for role in found if role is not None]


def codes(page: Page, roles: list[Role]) -> str:
    """Codes of the states that the bearers are or belong to, joined by "+"; "both parliaments" are those of the parties."""
    found = {code for role in roles for code in states(page, role.start, role.end)}
    if (
        not found
        and page.case
        and any(re.match(r"(?:both|the two)\b", role.text, re.IGNORECASE) for role in roles)
    ):
        found = set(page.case.parties)
    return "+".join(sorted(found))


def commitment(page: Page, told: Proposition, speaker: Speaker | None) -> Iterator[Role]:
    """Bearer, beneficiary, counterpart and what the commitment hangs on."""
    yield from bearers(page, told, speaker)
    yield from towards(page, told)
    yield from hanging(page, told)


def delivery(page: Page, told: Proposition) -> Iterator[Role]:
    """Giver and receiver of what is delivered, sold or lent; nothing for other verbs."""
    if any(verb.lemma_.lower() in cues()["deliveries"] for verb in _verbs(told)):
        yield from bearers(page, told)
        yield from towards(page, told)


def duty(page: Page, told: Proposition, things: list[Entity]) -> Iterator[Role]:
    """What a standing body of the case does and how often."""
    bodies = {one.id for one in things if one.schema in ("Organization", "PublicBody")}
    if not bodies:
        return
    verb = main_verb(told.head)
    acting = [role for role in bearers(page, told) if role.entity in bodies]
    words = {verb.lemma_.lower(), *(child.lemma_.lower() for child in verb.children if child.dep_ == "acomp")}
    if not acting or not words & (cues()["duties"] | cues()["responsible"]):
        return
    yield from acting
    own = [token for token in told.tokens if token.i >= verb.i]
    yield _role(page, "action", (told.paragraph.offsets(own[0])[0], told.paragraph.offsets(own[-1])[1]))
    often = dict(of_duties().parts)["frequency"]
    for start, end in told.spans:
        for match in often.finditer(page.text, start, end):
            yield _role(page, "frequency", match.span())


def waits(told: Proposition, tense: str) -> bool:
    """True for a clause of what may come: "if it is ratified", "once they ratify"; not "after they had ratified"."""
    if told.head.dep_ != "advcl":
        return False
    opening = told.head.doc[told.head.left_edge.i : told.head.i + 1].text.lower()
    found = [word for word in cues()["waiting"] if opening.startswith(f"{word} ")]
    late = tense in ("past", "perfect") and "has" not in opening.split() and "have" not in opening.split()
    return any(word in cues()["always_open"] or not late for word in found)


def towards(page: Page, told: Proposition) -> Iterator[Role]:
    """Receivers and counterparts named after the verb or its object."""
    near = [child for verb in _verbs(told) for child in verb.children]
    objects = [child for child in near if child.dep_ in ("dobj", "attr", "dative")]
    for child in (*near, *(below for one in objects for below in one.children)):
        if child.dep_ in ("prep", "dative") and child.lower_ in _TOWARDS:
            for noun in (one for one in child.children if one.dep_ == "pobj"):
                if can_act(page, told, noun):
                    yield named(page, told, _TOWARDS[child.lower_], noun)
        elif child.dep_ == "dative" and can_act(page, told, child):
            yield named(page, told, "beneficiary", child)


def hanging(page: Page, told: Proposition) -> Iterator[Role]:
    """Conditions, exceptions and what has to come first, also where they stand in another clause of the sentence."""
    for clause in dict.fromkeys(one for verb in (told.head, main_verb(told.head)) for one in verb.children):
        if clause.dep_ != "advcl":
            continue
        opening = clause.doc[clause.left_edge.i : clause.i + 1].text.lower()
        for name in ("condition", "exception", "deferral"):
            if any(opening.startswith(f"{word} ") for word in cues()[name]):
                stretch = clause.doc[clause.left_edge.i : clause.right_edge.i + 1]
                yield _role(page, name, told.paragraph.offsets(stretch))
    for start, end in told.spans:
        for match in _conditional().finditer(page.text[start:end].lower()):
            yield _role(page, "condition", (start + match.start(), start + match.end()))


def _verbs(told: Proposition) -> list[Token]:
    """The main verb and the infinitives under it: "agreed to lend", "hopes to be able to sell"."""
    found = [main_verb(told.head)]
    while below := next((child for child in found[-1].children if child.dep_ == "xcomp"), None):
        found.append(below)
    return found


def _acting(told: Proposition) -> list[Token]:
    verb = main_verb(told.head)
    agents = [child for child in verb.children if child.dep_ == "agent"]
    if agents:
        return [noun for one in agents for noun in one.children if noun.dep_ == "pobj"]
    if verb.pos_ in ("NOUN", "PROPN"):
        return [child for child in verb.children if child.dep_ == "poss"]
    if _undergoes(told.head) or _undergoes(verb):
        return []
    subject = told.subject
    if subject is not None and subject.lower_ in ("which", "that", "who") and told.head.dep_ == "relcl":
        subject = told.head.head
    return [subject] if subject is not None else []


def _undergoes(verb: Token) -> bool:
    """True for a passive whose subject does nothing; not for "is resolved to build", "is committed to"."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
    leads = any(
        child.dep_ == "xcomp" or (child.dep_ == "prep" and child.lower_ == "to") for child in verb.children
    )
    return (passive and not leads) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def _joined(token: Token) -> Iterator[Token]:
    named = titled(token)
    for child in (*token.children, *(named.children if named.i != token.i else ())):
        if child.dep_ == "conj":
            yield titled(child)
            yield from _joined(child)


def _bearer(page: Page, told: Proposition, token: Token, speaker: Speaker | None) -> Role | None:
    if token.lower_ in _OWN:
        entity = speaker.entity if speaker else None
        return _role(page, "bearer", told.paragraph.offsets(token), entity) if speaker else None
    return named(page, told, "bearer", token) if can_act(page, told, token) else None


def can_act(page: Page, told: Proposition, token: Token) -> bool:
    """True for a noun that can act: a name of a state, body or person, or a word for one."""
    name = named_at(page, *told.paragraph.offsets(token))
    if name is not None and name.label == "PRONOUN" and (name.value or {}).get("entity"):
        return (name.value or {}).get("schema") not in ("Agreement", "Project")
    if name is not None and name.label in ACTORS:
        return (name.value or {}).get("schema") not in ("Agreement", "Project")
    return token.lemma_.lower() in _ACTING


def named(page: Page, told: Proposition, name: str, token: Token) -> Role:
    """The role of this name that a noun plays, with the words before it."""
    at = told.paragraph.offsets(token)
    start, end = phrase(told.paragraph, token)
    joined = next((child for child in token.children if child.dep_ == "conj"), None)
    if joined is not None:  # each of "the chamber and the senate" is a role of its own
        before = (one for one in token.children if one.i < joined.i and one.dep_ not in ("cc", "punct"))
        end = max([at[1], *(told.paragraph.offsets(one)[1] for one in before)])
        opening = re.match(r"(?:both|either|neither)\s+", page.text[start:end], re.IGNORECASE)
        start += opening.end() if opening else 0
    return _role(page, name, (start, end), _entity(page, *at))


def _entity(page: Page, start: int, end: int) -> str | None:
    held = (
        span.value or {} for layer in ("names", "references") for span in page.touching(layer, start, end)
    )
    return next((str(one["entity"]) for one in held if one.get("entity")), None)


def _role(page: Page, name: str, at: Offsets, entity: str | None = None) -> Role:
    return Role(name, at[0], at[1], page.text[at[0] : at[1]], entity)
