"""Measures: who puts a sanction or tariff on whom, and under what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.company import states
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import Proposition
from depositary.extract.roles import can_act, cues, named
from depositary.model import gazetteer
from depositary.model.nouns import Entity, Role
from depositary.model.tables import split
from depositary.model.text import fold

_BESIDE = ("amod", "compound", "nmod", "poss")
_ON = ("on", "against", "upon", "toward", "towards")
_PLAIN = frozenset(
    "heavy new unilateral secondary economic international financial illegal unlawful severe more further tough".split()
)


def roles(page: Page, told: Proposition) -> list[Role]:
    """bearer (who imposes), counterpart (on whom) and instrument (under what) of the measures told; mostly none."""
    found: dict[tuple[str, int], Role] = {}
    for token in told.tokens:
        if token.pos_ in ("NOUN", "PROPN") and "measure_noun" in sorts_of(token):
            for name, noun in _ends(token, told):
                for one in (noun, *(child for child in noun.conjuncts if child.i > noun.i)):
                    role = _role(page, told, name, one)
                    if role is not None:
                        found.setdefault((name, one.i), role)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.name))


def _ends(noun: Token, told: Proposition) -> Iterator[tuple[str, Token]]:
    for child in noun.children:
        if child.dep_ in _BESIDE and child.text[0].isupper() and child.lower_ not in _PLAIN:
            yield "bearer", child
        if child.dep_ == "prep" and child.lower_ in _ON:
            yield from (("counterpart", one) for one in child.children if one.dep_ == "pobj")
        if child.dep_ in ("acl", "relcl"):
            yield from _of_clause(child)
    yield from _of_verb(noun, told)


def _of_clause(verb: Token) -> Iterator[tuple[str, Token]]:
    """ "sanctions imposed by X on Y", "that target Y"."""
    for child in verb.children:
        if child.dep_ == "agent":
            yield from (("bearer", one) for one in child.children if one.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ in _ON:
            yield from (("counterpart", one) for one in child.children if one.dep_ == "pobj")
        elif child.dep_ == "dobj" and verb.lemma_.lower() in cues()["aimed"]:
            yield "counterpart", child
        elif child.dep_ == "prep" and child.lower_ == "under":
            yield from (("instrument", one) for one in child.children if one.dep_ == "pobj")


def _of_verb(noun: Token, told: Proposition) -> Iterator[tuple[str, Token]]:
    """ "X imposed sanctions on Y under Z", "Y faces sanctions", "Y is under sanctions"."""
    head, subject = noun.head, told.subject
    if noun.dep_ == "pobj" and head.lower_ == "under" and subject is not None:
        yield "counterpart", subject
        return
    verb = head if head.pos_ == "VERB" else None
    if verb is None or noun.dep_ not in ("dobj", "nsubjpass"):
        return
    lemma = verb.lemma_.lower()
    if lemma in cues()["bearing"] and subject is not None and noun.dep_ == "dobj":
        yield "counterpart", subject
    elif lemma in cues()["imposing"]:
        if subject is not None and noun.dep_ == "dobj":
            yield "bearer", subject
        yield from _of_clause(verb)


def _role(page: Page, told: Proposition, name: str, token: Token) -> Role | None:
    """The role, where the noun may play it. Inside the name of a measure ("sanctions on X") no state is named by itself."""
    at = told.paragraph.offsets(token)
    around = next((one for one in page.touching("names", *at) if one.label == "Measure"), None)
    if around is not None and name == "counterpart":
        words = page.text[at[0] : at[1]]
        state = next((one for one in gazetteer.states() if words in (one.name, *one.aliases)), None)
        return Role(name, at[0], at[1], words, state.id) if state else None
    if name == "instrument" or token.dep_ in _BESIDE or can_act(page, told, token):
        return named(page, told, name, token)
    return None


def _codes(page: Page, role: Role) -> set[str]:
    found = set(states(page, role.start, role.end))
    return found or {
        str(one.props["key"]) for one in gazetteer.states() if role.entity and one.id == role.entity
    }


def known(page: Page, found: Sequence[Role]) -> list[Entity]:
    """The measures of the case that these roles tell: on one of those it is on, and by one of those it is by, or so named."""
    if page.case is None:
        return []
    by = {code for role in found if role.name == "bearer" for code in _codes(page, role)}
    words = {fold(role.text) for role in found if role.name == "bearer"}
    on = {code for role in found if role.name == "counterpart" for code in _codes(page, role)}
    if not on:
        return []
    return [
        one
        for one in page.case.entities
        if one.schema == "Measure"
        and one.props.get("kind") == "sanction"
        and set(split(one.props.get("on", ""))) & on
        and (
            set(split(one.props.get("by", ""))) == by
            or any(fold(one.name).startswith(word) for word in words)
        )
    ]
