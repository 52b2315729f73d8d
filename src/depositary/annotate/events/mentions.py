"""Every word that tells that something happens, with those who take part and the day it carries.

Wider and shallower than the coder: no type, any verb and any noun of an act. Used where all that is told of somebody is
wanted in order of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from depositary.annotate.events.cues import cues
from depositary.annotate.events.tree import agent, brought, lemma, own_subject, patients, subject
from depositary.annotate.layers import Paragraph
from depositary.annotate.times import Time
from depositary.annotate.tokens import Token
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@cache
def words(lang: str = "en") -> dict[str, frozenset[str]]:
    """The lists of `data/cues/<lang>/happenings.yml`."""
    body = read_yaml(DATA / "cues" / lang / "happenings.yml")
    return {key: frozenset(map(str, listed)) for key, listed in body.items()}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words()["endings"]))


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that tells an event: `does` and `suffers` are heads of phrases, `beside` what prepositions bring."""

    token: Token
    does: tuple[Token, ...]
    suffers: tuple[Token, ...]
    beside: tuple[Token, ...]

    @property
    def taking_part(self) -> tuple[Token, ...]:
        """Heads of all phrases beside it."""
        return (*self.does, *self.suffers, *self.beside)


def happenings(paragraph: Paragraph) -> Iterator[Happening]:
    """The events that the words of a paragraph tell, in text order."""
    for token in paragraph.parse:
        if (
            token.pos_ == "VERB"
            and lemma(token) not in words()["not_verbs"]
            and token.dep_ not in ("aux", "auxpass", "amod")
        ):
            yield _of_verb(token)
        elif token.pos_ == "NOUN" and is_act(token):
            yield _of_noun(token)


def is_act(noun: Token) -> bool:
    """True for a noun of an act or happening."""
    name, held = lemma(noun), words()
    if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN"):
        return False
    if name in held["nouns"] or name in cues().nouns:
        return True
    return name.endswith(_endings()) and name not in held["not_nouns"] and len(name) > 5


def _of_verb(verb: Token) -> Happening:
    does = [one for one in (agent(verb),) if one is not None]
    suffers = [
        *patients(verb),
        *(child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"),
    ]
    if not any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        does += [one for one in (subject(verb),) if one is not None]
    elif own_subject(verb) is None:
        suffers += [one for one in (subject(verb),) if one is not None]
    return Happening(verb, tuple(does), tuple(suffers), tuple(one for _, one in brought(verb)))


def _of_noun(noun: Token) -> Happening:
    does = [child for child in noun.children if child.dep_ in ("poss", "compound", "amod", "nmod")]
    beside = [one for _, one in brought(noun)]
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ == "dobj" and lemma(verb) in cues().words["light"]:
        does += [one for one in (subject(verb), agent(verb)) if one is not None and one.i != noun.i]
    return Happening(noun, tuple(does), (), tuple(beside))


def heads(head: Token) -> Iterator[Token]:
    """The head of a phrase with those joined to it and its appositions: who takes part is a head and no word inside, the
    Boeing of "Boeing shares" does not fall when these do."""
    yield head
    for child in head.children:
        if child.dep_ in ("conj", "appos"):
            yield from heads(child)


def carried(paragraph: Paragraph, times: Sequence[Time], told: Sequence[Happening]) -> dict[int, Time]:
    """Token of an event to the time that the parse hangs on it, else on the verb above it."""
    parse = paragraph.parse
    at = {one.token.i: one.token for one in told}
    found: dict[int, Time] = {}
    for time in times:
        span = parse.char_span(
            time.start - paragraph.start, time.end - paragraph.start, alignment_mode="expand"
        )
        if span is None or time.label not in ("DATE", "TIME"):
            continue
        token = span.root
        for _ in range(8):
            if token.i in at and token.i not in found:
                found[token.i] = time
                break
            if token.head.i == token.i:
                break
            token = token.head
    for one in told:
        above = _above(one.token, found) if one.token.i not in found else None
        if above is not None:
            found[one.token.i] = above
    return found


def _above(token: Token, found: dict[int, Time]) -> Time | None:
    """The time of the verb of which a word is the object, subject or complement."""
    for _ in range(4):
        if token.head.i == token.i or token.dep_ in ("relcl", "advcl", "acl", "parataxis"):
            return None
        leaving = token.dep_ == "ccomp"
        token = token.head
        if leaving:
            return None
        if token.i in found:
            return found[token.i]
    return None


def tense(verb: Token) -> str:
    """past, perfect (had), future or present of the finite verb over a word."""
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    for _ in range(4):
        aux = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if "had" in aux:
            return "perfect"
        if aux & cues().words["future"] or aux & {"could", "may", "might", "can", "should", "must"}:
            return "future"
        if verb.tag_ in ("VBD", "VBN") or aux & {"was", "were", "has", "have", "did"}:
            return "past"
        if verb.tag_ in ("VBZ", "VBP"):
            return "present"
        if verb.head.i == verb.i:
            break
        if verb.dep_ in ("xcomp", "ccomp") and verb.tag_ == "VB":
            return "future"
        verb = verb.head
    return "present"
