"""Which verb carries a duty: "shall endeavour to complete" is about completing, "be entitled to inspect" allows to inspect."""

from __future__ import annotations

from depositary.annotate.tokens import Token
from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import VERBAL, subject_of

INNER = ("xcomp", "ccomp", "advcl")
_HOLDING = ("have", "be", "reserve", "enjoy", "make", "retain")
_NOUNS = ("dobj", "attr", "acomp")


def carrier(head: Token, stance: str, cues: Cues) -> tuple[Token, Token | None, str]:
    """The verb that carries the duty, the verb that softens it, and the stance that the chain gives."""
    sorts, lemma = cues.sorts, head.lemma_.lower()
    inner = inner_of(head)
    if head.pos_ == "ADP":  # a parse that takes "shall in accordance with its laws ensure" for a phrase
        return next((one for one in head.doc[head.i : head.sent.end] if one.tag_ == "VB"), head), None, stance
    if lemma in sorts["refraining"]:
        pieces = [noun for child in head.children if child.dep_ == "prep" for noun in child.children]
        return (pieces[0] if pieces else head), None, "forbids"
    if lemma in sorts["allowing"] and any(child.dep_ == "auxpass" for child in head.children):
        return inner or head, None, "permits"
    if lemma in sorts["forbidding"]:
        return _forbidden(head, inner, stance)
    held = owing(head, cues) if lemma in _HOLDING else None
    if held is not None:
        return held[1], None, stance if held[0].lemma_.lower() in sorts["owing"] else "permits"
    if inner is not None and _chains(head, cues):
        if inner.lemma_.lower() in sorts["refraining"]:  # "undertake to abstain from"
            return carrier(inner, stance, cues)
        return inner, head if lemma in sorts["softening"] else None, stance
    if lemma in _HOLDING:
        return _of_noun(head, stance, cues)
    if lemma in sorts["guaranteeing"]:
        return next((child for child in head.children if child.dep_ == "dobj"), head), None, stance
    return head, None, stance


def _forbidden(head: Token, inner: Token | None, stance: str) -> tuple[Token, Token | None, str]:
    """ "Is prohibited from selling" forbids to sell; "shall prohibit the sale" asks to prohibit."""
    if not any(child.dep_ == "auxpass" for child in head.children):
        modal = any(child.dep_ == "aux" and child.tag_ == "MD" for child in head.children)
        return (head, None, stance) if modal else (inner or head, None, "forbids")
    later = (
        one
        for child in head.children
        if child.lower_ == "from"
        for one in child.children
        if one.dep_ == "pcomp"
    )
    return inner or next(later, head), None, "forbids"


def _chains(head: Token, cues: Cues) -> bool:
    """True for a verb whose duty is the one under it; "may require the owner to repair" asks it of another."""
    lemma = head.lemma_.lower()
    if lemma in cues.sorts["imposing"]:
        return any(
            child.dep_ == "auxpass" or (child.dep_ == "dobj" and child.lower_.endswith(("self", "selves")))
            for child in head.children
        )
    return lemma in cues.sorts["softening"] or lemma in cues.sorts["undertaking"] or is_to(head)


def is_to(token: Token) -> bool:
    """True for "are to hold"."""
    inner = inner_of(token)
    return (
        token.lemma_ == "be"
        and token.tag_ in ("VBZ", "VBP")
        and inner is not None
        and not any(child.dep_ in ("acomp", "attr", "neg") for child in token.children)
        and subject_of(token) is not None
    )


def inner_of(head: Token) -> Token | None:
    """The verb under another: "to settle", also behind words between, and where a parse takes it for a noun ("to abstain")."""
    for child in head.children:
        infinitive = any(one.lower_ == "to" and one.dep_ == "aux" for one in child.children)
        verb = child.pos_ in VERBAL and child.dep_ == "xcomp"
        if child.dep_ in INNER and child.i > head.i and (verb or infinitive):
            return child
    return None


def owing(head: Token, cues: Cues) -> tuple[Token, Token] | None:
    """The noun of a power or duty, with its verb: "have the duty to", "be under an obligation to", "be at liberty to"."""
    nouns = [child for child in head.children if child.dep_ in _NOUNS]
    nouns += [
        noun
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in ("under", "at")
        for noun in child.children
    ]
    for noun in nouns:
        if noun.lemma_.lower() in cues.sorts["owing"] | cues.sorts["rights"]:
            verb = next((one for one in noun.children if _under_noun(one)), None) or inner_of(head)
            if verb is not None:
                return noun, verb
    return None


def _under_noun(child: Token) -> bool:
    return child.dep_ in ("acl", "xcomp", "relcl") and child.pos_ in VERBAL


def _of_noun(head: Token, stance: str, cues: Cues) -> tuple[Token, Token | None, str]:
    """ "Have the right to withdraw", "be free to", "be obliged to"."""
    for child in head.children:
        if child.dep_ in _NOUNS:
            inner = next((one for one in child.children if _under_noun(one)), None)
            if child.lemma_.lower() in cues.sorts["efforts"] and inner is not None:
                return inner, head, stance
            if child.lemma_.lower() in cues.sorts["rights"] | cues.sorts["allowing"]:
                return inner or inner_of(head) or head, None, "permits"
            if child.lemma_.lower() in cues.sorts["undertaking"] and inner is not None:
                return inner, None, stance
    return head, None, stance
