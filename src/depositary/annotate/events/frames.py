"""The event that a verb or a noun tells by itself, before tense and attitude are looked at."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.events.cues import Cues, Told, cues
from depositary.annotate.events.tree import brought, keys, lemma, own_subject, patients, phrase, subject
from depositary.annotate.tokens import Token


def told_by_verb(verb: Token) -> Told | None:
    """Type and mode of what a verb tells of its object; None where it tells no event."""
    known = cues()
    objects: list[str] | None = None
    for key in keys(verb):
        for frame in known.frames.get(key, ()):
            if objects is None:
                objects = list(_nouns(verb))
            if frame.of and frame.of.isdisjoint(objects):
                continue
            if not frame.by or _done_by(verb, frame.by):
                return _refined(known, frame.told, objects)
        if key in known.verbs:
            return _refined(known, known.verbs[key], objects if objects is not None else list(_nouns(verb)))
        if key in known.words["light"]:
            found = told_by_object(verb)
            if found is not None:
                return found
    return None


def told_by_object(verb: Token) -> Told | None:
    """What the object of a verb that means little tells: "made a visit", "is in talks", "talks began"."""
    heads = [*patients(verb), *(one for _, one in brought(verb))]
    own = own_subject(verb)
    if own is not None and lemma(verb) in _STAND_ALONE:
        heads.append(own)
    for head in heads:
        found = told_by_noun(head)
        if found is not None:
            return found
    return None


# "Talks began": the subject tells what happened.
_STAND_ALONE = frozenset("begin start open continue resume conclude occur take_place take be".split())


def told_by_noun(head: Token) -> Told | None:
    """What a noun of an act tells."""
    known = cues()
    for token in phrase(head):
        found = known.nouns.get(lemma(token))
        if found is not None and token.pos_ in ("NOUN", "PROPN") and not _dated(token):
            words = [lemma(one) for one in phrase(token)] + [lemma(one) for one in phrase(head)]
            return _refined(known, found, words)
    return None


def _dated(token: Token) -> bool:
    """True for a month: nobody marches in "on 22 March 2001"."""
    return token.pos_ == "PROPN" and any(child.dep_ == "nummod" for child in token.children)


def _refined(known: Cues, told: Told, words: list[str]) -> Told:
    """A strike is one of workers or of bombers; a hunger strike is neither a march nor an attack."""
    if "strike" in words:
        for word in words:
            if word in known.named["strikes"]:
                kind, _, mode = known.named["strikes"][word].partition(".")
                return (kind, mode) if told[0] in ("protest", "assault") else told
        if told == ("protest", "demo"):
            return "protest", "strike"
    return told


def _nouns(verb: Token) -> Iterator[str]:
    """Lemmas of what a verb is done to, then of what its prepositions bring."""
    for head in patients(verb):
        yield from (lemma(token) for token in phrase(head))
    for child in verb.children:
        if child.dep_ in ("dative", "xcomp", "ccomp") and child.pos_ in ("NOUN", "VERB"):
            yield lemma(child)
            yield from (lemma(token) for one in child.children if one.dep_ == "dobj" for token in phrase(one))
    for _, head in brought(verb):
        yield from (lemma(token) for token in phrase(head))


def _done_by(verb: Token, nouns: frozenset[str]) -> bool:
    found = subject(verb)
    return found is not None and any(lemma(token) in nouns for token in phrase(found))
