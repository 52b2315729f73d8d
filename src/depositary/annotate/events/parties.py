"""Who does it to whom: the actors and recipients of a coded event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depositary.annotate.events.actors import Actor, Known, sector_of
from depositary.annotate.events.coder import Coded
from depositary.annotate.events.cues import cues
from depositary.annotate.events.frames import told_by_noun
from depositary.annotate.events.tree import SUBJECTS, agent, brought, own_subject, patients, phrase
from depositary.annotate.tokens import Token

Parties = tuple[list[Actor], list[Actor]]

# Prepositions in the order in which what they bring is asked whether it is the recipient.
_ORDER = "to with between against on upon toward towards for of from at over into by in near along".split()
_TO = {word: place for place, word in enumerate(_ORDER)}
_WITH = ("with", "between", "among")
# Of these the receiver stands behind "to" or "with", and the object is what is given.
_GIVEN = ("aid", "cooperate", "agree")
# Done to a body or a thing: what stands behind a preposition is mostly the place.
_BODILY = ("assault", "coerce")
# What these tell is mostly a clause, in which the recipient stands.
_FAR = frozenset("request accuse threaten reject agree support protest aid".split())
# Of these a recipient without a state is at home where the actor is.
_STAYING = frozenset("coerce assault protest accuse reject request retreat concede".split())
# Sectors that act at home.
_HOMELY = frozenset("COP JUD OPP REB LEG EDU LAB AGR CVL JRN PTY".split())


def parties(known: Known, event: Coded) -> Parties:
    """Actors and recipients. Those who do a thing together are all actors."""
    event = _through_act(event)
    does = _actors(known, event)
    together = _together(known, event)
    if together:
        return _joined(does, together), []
    if len({one.code for one in does}) > 1 and event.kind in (*cues().words["together"], "cooperate"):
        return does, []
    to = _recipients(known, event, {one.code for one in does})
    if (
        not does and len(to) > 1 and event.kind in cues().words["together"]
    ):  # "an accord between X and Y was signed"
        return to, []
    return (does, to) if does else (_homely(event, [one.code for one in to]), to)


def _actors(known: Known, event: Coded) -> list[Actor]:
    if event.subject is None:
        # A name before the verb is its subject, whatever the parser takes it for.
        before = [] if event.at is not None else [one for one in event.trigger.lefts if one.i in known.codes]
        return known.actors(before[0]) if before and event.trigger.pos_ == "VERB" else []
    head = resolved(event.subject)
    found = known.actors(head)
    issuer = own_subject(head.head) if head.dep_ == "dobj" else None
    if not found and issuer is not None:  # "the party issued a declaration demanding ..."
        found = known.actors(resolved(issuer))
    if not found and event.kind == "threaten":  # "Norway could halt ..., its minister warned"
        threat = own_subject(event.over[0])
        found = known.actors(threat) if threat is not None else []
    return found or _homely(event, _places(known, event))


def _through_act(event: Coded) -> Coded:
    """ "A raid by X on Y killed ...": who makes the raid does it, and whom it is on suffers it."""
    act = event.subject
    if act is None or event.kind != "assault" or told_by_noun(act) is None:
        return event
    does = agent(act) or next((child for child in act.children if child.dep_ == "poss"), act)
    return replace(event, subject=does, over=(act, *event.over))


def _places(known: Known, event: Coded) -> list[str]:
    return [known.places[token.i] for token in event.trigger.sent if known.places.get(token.i)]


def _homely(event: Coded, codes: list[str]) -> list[Actor]:
    """Actors told by a sector only ("a judge", "demonstrators") belong to the state where it happens, else to that of the
    recipient."""
    sector = sector_of(event.subject) if event.subject is not None else ""
    if event.subject is None or sector not in _HOMELY or not codes:
        return []
    return [Actor(codes[0], sector, event.subject.i, event.subject.text)]


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
    """Those with whom it is done: "held talks with", "talks between", "shared data with"; not of a visit, nor of who mediates."""
    if event.kind not in ("consult", "cooperate") or event.mode in ("visit", "third-party"):
        return []
    brings = [pair for verb in event.over for pair in _all_brought(verb)]
    found = [actor for word, one in brings if word in _WITH for actor in known.actors(one)]
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
    for weak, token in _candidates(event):
        if (weak and at_home) or (event.subject is not None and token.i == event.subject.i):
            continue
        found = known.actors(resolved(token))
        others = [one for one in found if one.code not in codes]
        if others:
            return others
        own = [one for one in found if one.sector or one.head in known.places]
        if (
            event.kind == "protest"
        ):  # whom it is against stands in its purpose: "to protest against the plans of"
            continue
        at_home = at_home or own or _at_home(known, event, token, codes)
    return at_home or (_inside(known, event, codes) if event.kind in _FAR else [])


def _at_home(known: Known, event: Coded, token: Token, codes: set[str]) -> list[Actor]:
    """Those told by a sector only who are arrested or protested against live in the state that does it; those who are hurt,
    where it happens."""
    if event.kind not in _STAYING or event.future or event.mode in ("withdraw", "resign"):
        return []
    if any(one.dep_ == "poss" and one.pos_ == "PRON" for one in phrase(token)):
        return []  # "destroying its arsenal": whose it is stands in other words, and it is seldom who destroys it
    sector = sector_of(token)
    places = _places(known, event) if event.kind == "assault" else []
    if not sector or (len(codes) != 1 and not places):
        return []
    return [Actor(places[0] if places else min(codes), sector, token.i, token.text)]


def _candidates(event: Coded) -> Iterator[tuple[bool, Token]]:
    """Words that may name the recipient, the likeliest first; True for those that may as well be a place."""
    if event.at is not None:
        yield False, event.at
    for verb in event.over:
        to = [
            pair
            for pair in brought(verb)
            if pair[0] in _TO and not (event.kind == "accuse" and pair[0] == "to")
        ]
        to.sort(key=lambda pair: _TO[pair[0]])
        first = [one for word, one in to if event.kind in _GIVEN and word in ("to", "with")]
        yield from (
            (False, child) for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"
        )
        yield from ((False, one) for one in first)
        objects = patients(verb)
        yield from ((False, one) for one in objects)
        weak = event.kind in _BODILY and bool(objects or event.at)
        yield from ((weak, noun) for one in objects for word, noun in brought(one) if word != "of")
        rest = [one for _, one in to if one not in first]
        yield from ((weak, one) for one in rest)
        yield from (
            (True, noun) for one in rest for word, noun in brought(one) if word in _TO and word != "of"
        )


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
