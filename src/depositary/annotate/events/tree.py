"""Walking the parse: subjects, objects, clauses under a verb."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_LINKED = ("appos", "relcl", "acl", "conj", "cc", "punct", "advcl")


def lemma(token: Token) -> str:
    """Lemma in small letters; a plural that the parser took for a name loses its s."""
    found: str = token.lemma_.lower()
    if token.pos_ == "PROPN" and len(found) > 3 and found.endswith("s") and not found.endswith("ss"):
        return found[:-1]
    return found


def keys(verb: Token) -> Iterator[str]:
    """The names under which a verb may stand among the cues: with particle, with preposition, by itself."""
    base = lemma(verb)
    for child in verb.children:
        if child.dep_ in ("prt", "prep") and child.i > verb.i:
            yield f"{base}_{child.lower_}"
    yield base


def own_subject(verb: Token) -> Token | None:
    """The subject that stands beside a verb itself."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def subject(verb: Token) -> Token | None:
    """The subject of a verb, followed through coordination, control and participles."""
    for _ in range(6):
        found = own_subject(verb)
        if found is not None:
            return found
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if (
            verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep")
            or verb.head.i == verb.i
        ):
            return None
        verb = verb.head
    return None


def passive(verb: Token) -> bool:
    """True for "was arrested" and for the participle of "men arrested by"."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def agent(verb: Token) -> Token | None:
    """Who a passive verb is done by."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((one for one in child.children if one.dep_ == "pobj"), None)
    return None


def patients(verb: Token) -> list[Token]:
    """What a verb is done to: objects, the subject of a passive, the noun that a participle hangs on."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "attr", "oprd")]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found.append(verb.head)
    return found


def brought(head: Token) -> Iterator[tuple[str, Token]]:
    """Preposition and noun of what hangs on a word, "the talks with Norway"; also through one more preposition."""
    for child in head.children:
        if child.dep_ not in ("prep", "dative", "agent", "prt", "advmod"):
            continue
        for one in child.children:
            if one.dep_ in ("pobj", "pcomp"):
                yield child.lower_, one
            elif one.dep_ == "prep":
                yield from ((one.lower_, deep) for deep in one.children if deep.dep_ == "pobj")


def phrase(head: Token) -> Iterator[Token]:
    """The words of a noun phrase: head, those before it, what "of" brings; then what is joined by "and"."""
    yield head
    for child in head.children:
        if child.i < head.i and child.dep_ not in _LINKED:
            yield child
            yield from (one for one in child.children if one.dep_ in ("compound", "amod", "conj"))
    for word, one in brought(head):
        if word == "of":
            yield from phrase(one)
    for child in head.children:
        if child.dep_ == "conj":
            yield from phrase(child)


def clause(verb: Token, *labels: str) -> Token | None:
    """The verb of a clause under a verb."""
    return next((child for child in verb.children if child.dep_ in labels), None)


def verbs_under(root: Token) -> Iterator[Token]:
    """Verbs of a sentence, those nearer to the root first."""
    row = [root]
    while row:
        yield from (one for one in row if one.pos_ in ("VERB", "AUX"))
        row = [child for one in row for child in one.children]
