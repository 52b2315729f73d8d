"""Who bears a duty, and where its action begins: subjects and agents of the bound verb, also where a parse loses them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from depositary.extract.obligations.clauses import AUXILIARIES, LOOSE, Duty, above
from depositary.extract.propositions import SUBJECTS, VERBAL, subject_of

_NOMINAL = ("NOUN", "PROPN", "PRON", "ADP")


def subject(duty: Duty) -> Token | None:
    """The head of the subject, its own or shared; where a parse gives none, the noun before the modal word."""
    head = duty.head
    if head.dep_ == "conj" and not own_subject(duty) and any(one.dep_ in LOOSE for one in above(head)):
        higher = [one for one in above(head) if one.dep_ not in LOOSE]
        return next((found for one in reversed(higher) if (found := subject_of(one)) is not None), None)
    if head.dep_ == "relcl":
        return next((child for child in head.children if child.dep_ in SUBJECTS), None)
    return subject_of(head) or _before_modal(duty)


def _before_modal(duty: Duty) -> Token | None:
    before = [token for token in duty.tokens if token.i < duty.verb.i and token.lower_ in AUXILIARIES]
    if not before or before[0].i == duty.tokens[0].i:
        return None
    noun = before[0].nbor(-1)
    while (
        noun.head != noun and noun.head in duty.tokens and noun.head.i < noun.i and noun.head.pos_ in _NOMINAL
    ):
        noun = noun.head.head if noun.head.pos_ == "ADP" else noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "PRON") else None


def agents(duty: Duty) -> Iterator[Token]:
    """Who may be to do it where the verb is passive: "by the Parties", "between the Parties"; the likeliest first."""
    near = [
        duty.head,
        *(child for child in duty.head.children if child.dep_ in ("prep", "dobj", "oprd", "advmod")),
    ]
    for verb in near:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in ("by", "between", "among")):
                found = next((one for one in child.children if one.dep_ == "pobj"), None)
                if found is not None:
                    yield _parties(found) or found
    for token in duty.tokens:
        if token.i > duty.verb.i and token.lower_ == "by" and _under(token, duty):
            yield from (one for one in token.children if one.dep_ == "pobj")


def _under(token: Token, duty: Duty) -> bool:
    """True for a phrase of the verb itself, and not of a clause below it."""
    for one in above(token):
        if one in (duty.head, duty.verb):
            return True
        if one.pos_ in VERBAL:
            return False
    return False


def _parties(noun: Token) -> Token | None:
    """The Parties of "by agreement between the Parties"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("between", "among"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def first_word(duty: Duty) -> Token:
    """Where the action begins: at the verb, or before a noun that carries it ("refrain from the use of force")."""
    if duty.verb.pos_ not in VERBAL:
        return duty.verb.left_edge
    passive = [one for one in duty.verb.children if one.dep_ == "auxpass" and one.lower_ == "be"]
    return passive[0] if passive and passive[0].i < duty.verb.i else duty.verb


def is_passive(duty: Duty) -> bool:
    """True when the subject is what is done to, its own or that of the verb before: "shall be carried and presented"."""
    head = duty.head
    while True:
        if any(child.dep_ in ("nsubjpass", "auxpass") for child in head.children):
            return True
        if (
            head.dep_ != "conj"
            or head.tag_ not in ("VBN", "VBD")
            or any(one.dep_ == "nsubj" for one in head.children)
        ):
            return False
        head = head.head


def own_subject(duty: Duty) -> bool:
    """True when the verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in duty.head.children)
