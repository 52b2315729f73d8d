"""Subject, object and place of a proposition, as they stand in the text, with the entity where one is named there."""

from __future__ import annotations

from spacy.tokens import Token

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Span, Term

_OBJECTS = ("dobj", "attr", "oprd", "dative", "agent")
_STOP_AT = ("relcl", "acl", "advcl", "ccomp", "appos", "cc", "conj", "punct")


def subject(page: Page, proposition: Proposition) -> Term | None:
    """The subject, also where it stands in an earlier clause; None when there is none."""
    token = proposition.subject
    return term(page, proposition, token) if token is not None else None


def object_(page: Page, proposition: Proposition) -> Term | None:
    """The object: direct, predicative, else the first noun after a preposition of the verb."""
    for child in proposition.head.children:
        if child.dep_ in _OBJECTS:
            return term(page, proposition, _agent(child))
    for child in proposition.head.children:
        if child.dep_ == "prep":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return term(page, proposition, noun)
    return None


def _agent(token: Token) -> Token:
    return (
        next((child for child in token.children if child.dep_ == "pobj"), token)
        if token.dep_ == "agent"
        else token
    )


def term(page: Page, proposition: Proposition, token: Token) -> Term:
    """A noun with the words that belong to it and the entity that its head names."""
    tokens = sorted(_phrase(token), key=lambda one: one.i)
    while len(tokens) > 1 and tokens[0].pos_ in ("DET", "PUNCT"):
        tokens = tokens[1:]
    start = proposition.paragraph.offsets(tokens[0])[0]
    end = proposition.paragraph.offsets(tokens[-1])[1]
    literal = page.text[start:end]
    at = proposition.paragraph.offsets(token)
    named = named_at(page, *at)
    if named is None or named.value is None:
        return Term(None, literal, literal, start, end)
    return Term(named.value.get("entity"), named.value.get("name") or literal, literal, start, end)


def _phrase(token: Token) -> list[Token]:
    held = [token]
    for child in token.children:
        if child.dep_ not in _STOP_AT:
            held.extend(child.subtree)
    return held


def named_at(page: Page, start: int, end: int) -> Span | None:
    """The name, else the resolved reference, that holds these characters."""
    for layer in ("names", "references"):
        for span in page.touching(layer, start, end):
            if span.value and span.value.get("name"):
                return span
    return None


def place(page: Page, proposition: Proposition) -> Term | None:
    """Where it happened: the first place named in it after "in", "at", "near" or "on the sidelines of"."""
    for token in proposition.tokens:
        if token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "near", "outside"):
            continue
        start, end = proposition.paragraph.offsets(token)
        for span in page.touching("names", start, end):
            if span.label == "Place" or (span.label == "Country" and not (span.value or {}).get("adjective")):
                value = span.value or {}
                return Term(
                    value.get("entity"),
                    value.get("name") or "",
                    span.quote(page.document),
                    span.start,
                    span.end,
                )
    return None
