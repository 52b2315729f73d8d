"""The duties of a sentence: each verb that a modal or an undertaking binds, with its words.

Joined verbs with words of their own are parted ("shall not provide ... and shall help ..."). Which verb carries the duty
follows the chain: "shall endeavour to complete" is about completing, "shall refrain from joining" forbids joining.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Stretch
from spacy.tokens import Token

from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import SUBJECTS, VERBAL, subject_of, trimmed

_LOOSE = ("relcl", "acl", "advcl")
_NEGATIONS = frozenset(("no", "neither", "nothing", "none", "nor"))
_AUXILIARIES = frozenset("shall must will may can be have do".split())


@dataclass(frozen=True, slots=True)
class Duty:
    """A bound verb. `head` is the verb with the modal, `verb` the one that carries the duty, `soft` the softening verb."""

    head: Token
    verb: Token
    stance: str
    negated: bool
    modal: tuple[Token, ...]
    soft: Token | None
    tokens: tuple[Token, ...]
    binding: bool


def duties(sentence: Stretch, first: int, cues: Cues) -> Iterator[Duty]:
    """The duties of a sentence whose words begin at token `first` (numbers before that are no words of it)."""
    words = [token for token in sentence if token.i >= first]
    if not words or cues.definition.match("".join(token.text_with_ws for token in words)):
        return
    heads = [token for token in words if _binds(token, cues)] or _misparsed(words, cues)
    for head in heads:
        tokens = trimmed([token for token in words if _owner(token, heads) == head])
        if len([token for token in tokens if token.is_alpha]) > 1:
            yield _duty(head, tokens, cues)


def _owner(token: Token, heads: list[Token]) -> Token:
    """The nearest bound verb above a token; words above all of them go to the first."""
    seen = token
    while seen not in heads:
        if seen.head == seen:
            return heads[0]
        seen = seen.head
    return seen


def _binds(token: Token, cues: Cues) -> bool:
    if token.lemma_.lower() in cues.sorts["defining"] or (token.pos_ not in VERBAL and token.dep_ != "ROOT"):
        return False
    if token.dep_ in ("aux", "auxpass"):
        return False
    if _modal(token, cues):
        return not any(one.dep_ in _LOOSE for one in (token, *_above(token)))
    if token.dep_ == "conj" and token.pos_ in VERBAL and token.tag_ in ("VB", "VBP", "VBZ", "VBN"):
        return _joined(token, cues)
    return token.dep_ == "ROOT" and _operative(token, cues)


def _misparsed(words: list[Token], cues: Cues) -> list[Token]:
    """The first verb that must, where a parse hangs the whole sentence under a clause of it."""
    found = (
        token
        for token in words
        if (modal := _modal(token, cues)) is not None and cues.modals[modal.lower_] == "requires"
    )
    first = next(
        (one for one in found if one.dep_ != "relcl" and one.lemma_.lower() not in cues.sorts["defining"]),
        None,
    )
    return [first] if first is not None and not any(one.dep_ == "relcl" for one in _above(first)) else []


def _above(token: Token) -> Iterator[Token]:
    while token.head != token:
        token = token.head
        yield token


def _modal(token: Token, cues: Cues) -> Token | None:
    return next(
        (child for child in token.children if child.dep_ == "aux" and child.lower_ in cues.modals), None
    )


def _joined(token: Token, cues: Cues) -> bool:
    """True for a second verb under one modal, when the first has words of its own."""
    first = token.head
    return _binds(first, cues) and any(
        first.i < child.i < token.i and child.dep_ not in ("cc", "punct", "conj", "neg")
        for child in first.children
    )


def _operative(token: Token, cues: Cues) -> bool:
    """A main verb in the present by which the agreement itself does something."""
    if any(
        child.lower_ in ("have", "has", "had", "was", "were", "did")
        for child in token.children
        if child.dep_[:3] == "aux"
    ):
        return False
    words = {token.lemma_.lower()} | {
        child.lemma_.lower() for child in token.children if child.dep_ in ("acomp", "attr", "oprd")
    }
    sorts = cues.sorts
    present = token.tag_ in ("VBZ", "VBP", "VBN") or any(
        child.lower_ in ("do", "does") for child in token.children
    )
    return present and bool(
        words
        & (
            sorts["undertaking"]
            | sorts["effects"]
            | sorts["allowing"]
            | sorts["forbidding"]
            | {"entitle", "right"}
        )
    )


def _duty(head: Token, tokens: list[Token], cues: Cues) -> Duty:
    modal = _modal(head, cues) or _shared_modal(head, cues)
    negations = [child for child in head.children if child.dep_ == "neg"]
    negated = bool(negations) or (_modal(head, cues) is None and _negated_above(head)) or _no_subject(head)
    stance = cues.modals.get(modal.lower_, "requires") if modal else "requires"
    verb, soft, stance = _carrier(head, stance, cues)
    if negated and not (stance == "permits" and verb.lemma_ == "oblige"):
        stance = "forbids" if modal or stance == "permits" else stance
    if negated and verb.lemma_.lower() in cues.sorts["undertaking"]:
        stance = "permits"
    if verb != head and any(child.dep_ == "neg" for child in verb.children):
        # "undertakes not to place": the ban is on the second verb.
        stance, negated = "forbids", True
    own = tuple(sorted({one for one in (modal, *negations) if one is not None}, key=lambda one: one.i))
    return Duty(head, verb, stance, negated, own, soft, tuple(tokens), modal is not None or soft is not None)


def _shared_modal(head: Token, cues: Cues) -> Token | None:
    while head.dep_ == "conj" and head.head != head:
        head = head.head
        found = _modal(head, cues)
        if found is not None:
            return found
    return None


def _negated_above(head: Token) -> bool:
    """A second verb under one modal shares its "not"."""
    return (
        head.dep_ == "conj"
        and any(child.dep_ == "neg" for child in head.head.children)
        and head.head.i < head.i
        and _no_cut(head)
    )


def _no_cut(head: Token) -> bool:
    return any(child.lower_ in ("or", "nor") for child in head.head.children if child.dep_ == "cc")


def _no_subject(head: Token) -> bool:
    subject = subject_of(head)
    return subject is not None and (
        subject.lower_ in _NEGATIONS or any(child.lower_ in _NEGATIONS for child in subject.children)
    )


def _carrier(head: Token, stance: str, cues: Cues) -> tuple[Token, Token | None, str]:
    """The verb that carries the duty, the verb that softens it, and the stance that the chain gives."""
    sorts, lemma = cues.sorts, head.lemma_.lower()
    inner = next((child for child in head.children if child.dep_ == "xcomp" and child.pos_ in VERBAL), None)
    if lemma in sorts["refraining"]:
        pieces = [noun for child in head.children if child.dep_ == "prep" for noun in child.children]
        return (pieces[0] if pieces else head), None, "forbids"
    if lemma in sorts["allowing"] and any(child.dep_ == "auxpass" for child in head.children):
        return inner or head, None, "permits"
    if lemma in sorts["forbidding"]:
        return inner or head, None, "forbids"
    if lemma in sorts["softening"] and inner is not None:
        return inner, head, stance
    if lemma in sorts["undertaking"] and inner is not None:
        return inner, None, stance
    if lemma in ("have", "be", "reserve", "enjoy"):
        return _of_noun(head, stance, cues)
    return head, None, stance


def _of_noun(head: Token, stance: str, cues: Cues) -> tuple[Token, Token | None, str]:
    """ "Have the right to withdraw", "be free to", "be obliged to"."""
    for child in head.children:
        if child.dep_ in ("dobj", "attr", "acomp"):
            inner = next(
                (
                    one
                    for one in child.children
                    if one.dep_ in ("acl", "xcomp", "relcl") and one.pos_ in VERBAL
                ),
                None,
            )
            if child.lemma_.lower() in cues.sorts["rights"] | cues.sorts["allowing"]:
                return inner or head, None, "permits"
            if child.lemma_.lower() in cues.sorts["undertaking"] and inner is not None:
                return inner, None, stance
    return head, None, stance


def subject(duty: Duty) -> Token | None:
    """The head of the subject, its own or shared; None when the verb has none."""
    return subject_of(duty.head)


def agent(duty: Duty) -> Token | None:
    """Who is to do it where the verb is passive: "by the Parties"."""
    for child in duty.head.children:
        if child.dep_ == "agent":
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def is_passive(duty: Duty) -> bool:
    """True when the subject is what is done to."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in duty.head.children)


def own_subject(duty: Duty) -> bool:
    """True when the verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in duty.head.children)
