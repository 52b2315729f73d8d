"""Who does it to whom: the actors and recipients of a coded event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from depositary.annotate.events.actors import Actor, Known, sector_of
from depositary.annotate.events.coder import Coded
from depositary.annotate.events.cues import cues
from depositary.annotate.events.frames import told_by_noun
from depositary.annotate.events.tree import SUBJECTS, agent, brought, own_subject, patients

Parties = tuple[list[Actor], list[Actor]]

# Prepositions in the order in which what they bring is asked whether it is the recipient.
_TO = (
    "to",
    "with",
    "between",
    "against",
    "on",
    "upon",
    "toward",
    "towards",
    "for",
    "of",
    "from",
    "at",
    "over",
    "into",
    "by",
    "in",
    "near",
    "after",
    "along",
)
_WITH = ("with", "between", "among", "and")
# Of these the receiver stands behind "to" or "with", and the object is what is given.
_GIVEN = ("aid", "cooperate", "agree")


def parties(known: Known, event: Coded) -> Parties:
    """Actors and recipients. Those who do a thing together are all actors."""
    event = _through_act(event)
    does = known.actors(resolved(event.subject)) if event.subject is not None else []
    together = _together(known, event)
    if together:
        return _joined(does, together), []
    if len({one.code for one in does}) > 1 and event.kind in (*cues().words["together"], "cooperate"):
        return does, []
    to = _recipients(known, event, {one.code for one in does})
    return (does, to) if does else _unnamed(known, event, to)


def _through_act(event: Coded) -> Coded:
    """ "A raid by X on Y killed ...": who makes the raid does it, and whom it is on suffers it."""
    act = event.subject
    if act is None or event.kind != "assault" or told_by_noun(act) is None:
        return event
    does = agent(act) or next((child for child in act.children if child.dep_ == "poss"), act)
    return replace(event, subject=does, over=(act, *event.over))


def _unnamed(known: Known, event: Coded, to: list[Actor]) -> Parties:
    """Actors told by a sector only ("a judge", "demonstrators") belong to the state where it happens, else to that of the
    recipient."""
    sector = sector_of(event.subject) if event.subject is not None else ""
    if sector not in _HOMELY or event.subject is None:
        return [], to
    places = [known.places[token.i] for token in event.subject.sent if known.places.get(token.i)]
    codes = [*places, *(one.code for one in to)]
    if not codes:
        return [], to
    does = Actor(codes[0], sector, event.subject.i, event.subject.text)
    return [does], to


# Sectors that act at home.
_HOMELY = frozenset("COP JUD OPP REB LEG EDU LAB AGR CVL JRN PTY".split())


def resolved(token: Token) -> Token:
    """The noun that a pronoun under a verb of speech or in a relative clause stands for; the word itself otherwise."""
    if token.lower_ not in cues().words["pronouns"]:
        return token
    verb = token.head
    if verb.dep_ == "relcl":
        return verb.head
    for _ in range(4):
        if verb.head.i == verb.i:
            return token
        verb = verb.head
        found = own_subject(verb)
        if found is not None and found.i != token.i:
            return found
    return token


def _together(known: Known, event: Coded) -> list[Actor]:
    """Those with whom it is done: "held talks with", "talks between"; not of a visit."""
    if event.kind not in ("consult",) or event.mode == "visit":
        return []
    found = []
    for verb in event.over:
        for word, one in _all_brought(verb):
            if word in _WITH:
                found += known.actors(one)
    if not found and event.kind == "consult":
        found = [actor for verb in event.over for one in patients(verb) for actor in known.actors(one)]
    return found


def _all_brought(verb: Token) -> Iterator[tuple[str, Token]]:
    yield from brought(verb)
    for one in (*patients(verb), *(child for child in verb.children if child.dep_ in SUBJECTS)):
        yield from brought(one)


def _joined(first: list[Actor], second: list[Actor]) -> list[Actor]:
    return list({(one.code): one for one in (*second, *first)}.values())


def _recipients(known: Known, event: Coded, codes: set[str]) -> list[Actor]:
    at_home: list[Actor] = []
    for token in _candidates(event):
        if event.subject is not None and token.i == event.subject.i:
            continue
        found = known.actors(resolved(token))
        others = [one for one in found if one.code not in codes]
        if others:
            return others
        at_home = at_home or [one for one in found if one.sector] or _at_home(event, token, codes)
    return at_home or (_inside(known, event, codes) if event.kind in _FAR else [])


# What these tell is mostly a clause, in which the recipient stands.
_FAR = frozenset("request accuse threaten reject agree support".split())
_STAYING = frozenset("coerce assault protest accuse reject request retreat".split())


def _at_home(event: Coded, token: Token, codes: set[str]) -> list[Actor]:
    """Those told by a sector only who are arrested, pardoned or protested against live in the state that does it."""
    if len(codes) != 1 or event.kind not in _STAYING or event.mode in ("withdraw", "resign"):
        return []
    sector = sector_of(token)
    return [Actor(min(codes), sector, token.i, token.text)] if sector else []


def _candidates(event: Coded) -> Iterator[Token]:
    """Words that may name the recipient, the likeliest first."""
    if event.at is not None:
        yield event.at
    for verb in event.over:
        to = sorted(brought(verb), key=lambda pair: _TO.index(pair[0]) if pair[0] in _TO else len(_TO))
        first = [one for word, one in to if event.kind in _GIVEN and word in ("to", "with")]
        yield from (child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP")
        yield from first
        objects = patients(verb)
        yield from objects
        for one in objects:
            yield from (noun for word, noun in brought(one) if word != "of")
        yield from (one for word, one in to if one not in first and word in _TO)


def _inside(known: Known, event: Coded, codes: set[str]) -> list[Actor]:
    """The first other actor named in what completes the verb."""
    for verb in event.over:
        for token in verb.subtree:
            if token.i <= event.trigger.i or token.i not in known.codes or token.i in known.places:
                continue
            if token.dep_ in ("amod", "compound", "poss", "nmod"):
                token = token.head
            found = [one for one in known.actors(token) if one.code not in codes]
            if found:
                return found
    return []
