"""How far a named thing has come, as the form of the verb tells it.

Marks: `not_yet` ("no contract has been awarded", "has not yet built the line"), `still_to` ("still has to be approved"),
`being_done` ("is being built"), `stands_done` ("is half built"), `counts` ("is 200 men"), `to_be_done` ("will be phased
out", "would be withdrawn"), `stage_word` ("is unfinished"), `became` ("has become harder"), `judged` ("was a step towards"),
`silent` ("did not say when"), `headline_act` ("Pact signed after long talks", where the parser sees no verb), `ranked` ("is
its first pact with"), `runs` ("which operates the port"), `ran` ("led a delegation"), `holds` ("has a licence from").
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import Proposition, main_verb

_HAVE = frozenset("has have 've ’ve".split())
_IS = frozenset("is are 's ’s".split())
_WILL = frozenset("will would 'll ’ll".split())
_IN_STAGES = frozenset(("making", "stage"))
_NONE = frozenset("no neither".split())
_STANDING = frozenset("be stand lie sit remain stay".split())
_HOLDING = frozenset("have hold possess keep retain".split())
_SO_FAR = frozenset("still half partly nearly almost largely already currently".split())
_TURNING = frozenset("become grow get turn".split())
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth only".split())


def progress(proposition: Proposition) -> Iterator[str]:
    """The marks of how far a thing has come."""
    head = proposition.head
    yield from _of_form(proposition, head)
    if head.lemma_ == "be":
        yield from _of_being(head)
    if head.lemma_ in _STANDING and any(_of_stage(head, child) for child in head.children):
        yield "stage_word"
    if head.lemma_ in _TURNING and any(child.dep_ == "acomp" and _compared(child) for child in head.children):
        yield "became"
    if head.lemma_ in _HOLDING and any(child.dep_ == "dobj" and _held(child) for child in head.children):
        yield "holds"
    if proposition.paragraph.label in ("TITLE", "HEADING") and _without_verb(head):
        yield "headline_act"


def _of_form(proposition: Proposition, head: Token) -> Iterator[str]:
    """Marks of a verb of a step, of making, of telling or of running, by its auxiliaries and objects."""
    verb = main_verb(head)
    sorts = sorts_of(head)
    step = "step" in sorts_of(verb)
    if step and _not_yet(proposition, head):
        yield "not_yet"
    if (step or head.lemma_ == "remain") and _still_to(head, verb):
        yield "still_to"
    if step and _passive(verb, _WILL) and not _on_condition(head):
        yield "to_be_done"
    if (step or sorts & _IN_STAGES) and _stands(head):
        yield "stands_done"
    if "making" in sorts and _passive(head, _IS) and "being" in _helpers(head):
        yield "being_done"
    if "telling" in sorts and _silent(head):
        yield "silent"
    if "running" in sorts and "been" not in _helpers(head):
        yield from ("runs" if _lasts(child) else "ran" for child in head.children if child.dep_ == "dobj")


def _of_being(head: Token) -> Iterator[str]:
    """Marks of what something is said to be."""
    for child in head.children:
        if child.dep_ != "attr":
            continue
        if _counted(child):
            yield "counts"
        if "nominal_view" in sorts_of(child):
            yield "judged"
        if _ranked(child):
            yield "ranked"


def _helpers(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _passive(verb: Token, helpers: frozenset[str]) -> bool:
    """True for a passive with one of these auxiliaries."""
    return verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children) and bool(_helpers(verb) & helpers)


def _not_yet(proposition: Proposition, head: Token) -> bool:
    """Of what is done to a thing that it has not been, of a doer only with "not yet" or "neither"."""
    if head.tag_ != "VBN" or not _helpers(head) & _HAVE:
        return False
    subject = proposition.subject
    words = {child.lower_ for child in head.children} | {child.lower_ for child in (subject.children if subject else ())}
    denied = bool(words & _NONE) or any(child.dep_ == "neg" and child.lower_ != "never" for child in head.children)
    if _passive(head, _HAVE):
        return denied and subject is not None and not sorts_of(subject) & {"voice"}
    return (denied and "yet" in words) or "neither" in words


def _still_to(head: Token, verb: Token) -> bool:
    """True for "still has to be approved", "must still be ratified", "has yet to be signed", "remains to be built"."""
    left = next((child for child in head.children if child.dep_ == "xcomp" and head.lemma_ == "remain"), verb)
    waits = {child.lower_ for one in (head, verb) for child in one.children} & {"still", "yet"}
    due = head.lemma_ in ("have", "remain") or bool(_helpers(verb) & {"must"})
    passive = left.tag_ == "VBN" and "be" in _helpers(left) and "step" in sorts_of(left)
    return passive and due and (bool(waits) or head.lemma_ == "remain")


def _stands(verb: Token) -> bool:
    """True for "are still suspended", "is half built", "is not settled"."""
    if not _passive(verb, _IS) or _helpers(verb) & {"being", "be", "been"}:
        return False
    return any(child.dep_ == "neg" or child.lower_ in _SO_FAR for child in verb.children)


def _counted(noun: Token) -> bool:
    """True for "280,000 soldiers" that something is."""
    counted = any(child.dep_ == "nummod" and child.lower_ != "one" for child in noun.children)
    return counted and not sorts_of(noun) & {"nominal_view"}


def _of_stage(verb: Token, word: Token) -> bool:
    """True for "is unfinished", "is pending", "stands empty"."""
    if word.dep_ not in ("acomp", "oprd", "prep", "advcl", "attr", "amod", "advmod"):
        return False
    return "stage_word" in sorts_of(word) or word.lower_ == "pending" or (verb.lemma_ != "be" and word.lower_ == "empty")


def _on_condition(verb: Token) -> bool:
    """True for "will be closed if", "would be cut unless"."""
    return any(
        child.dep_ == "advcl" and any(one.lower_ in ("if", "unless") for one in child.children) for child in verb.children
    )


def _without_verb(head: Token) -> bool:
    """True for a heading whose head is a noun with what was done to it: "Railway pact signed after long talks"."""
    behind = [child for child in head.children if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == head.i + 1]
    return head.pos_ in ("NOUN", "PROPN") and any("act" in sorts_of(verb) for verb in behind)


def _ranked(noun: Token) -> bool:
    """True for "its first pact with", "the largest buyer of": a place in an order, with what it is counted among."""
    placed = any(child.dep_ == "amod" and (child.tag_ == "JJS" or child.lower_ in _ORDINALS) for child in noun.children)
    owned = any(child.dep_ == "poss" or (child.lower_ == "of" and _names(child)) for child in noun.children)
    return placed and owned and not sorts_of(noun) & {"nominal_view", "planned", "task"}


def _names(preposition: Token) -> bool:
    return any(child.pos_ == "PROPN" for child in preposition.children)


def _compared(adjective: Token) -> bool:
    """True for "harsher", "more severe"."""
    more = any(child.lower_ in ("more", "less", "increasingly", "ever") for child in adjective.children)
    return adjective.pos_ == "ADJ" and (adjective.tag_ == "JJR" or more)


def _silent(verb: Token) -> bool:
    """True for "did not say when", "did not elaborate": that nobody told it is what happened."""
    return "did" in _helpers(verb) and any(child.dep_ == "neg" for child in verb.children)


def _held(noun: Token) -> bool:
    """True for "a licence from", not for "every right to be angry"."""
    return "held_thing" in sorts_of(noun) and not any(child.lower_ == "every" for child in noun.children)


def _lasts(noun: Token) -> bool:
    """False for the object of a deed: "led talks" is an act, "led the country" an office."""
    return not sorts_of(noun) & {"talks", "deed", "act", "nominal_act", "passing", "nominal_view"}
