"""What limits a duty: conditions, exceptions, manner, time limits, frequency, deferral, each with the words that it takes.

A limit opens with a word of the cues, or is a phrase of means on the verb ("by negotiation", "through the Commission").
It reaches to the end of what hangs on its first word: the clause for "if", the phrase for "in accordance with".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from depositary.annotate.tokens import Parse, Token
from depositary.extract.obligations.clauses import Duty
from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import SUBJECTS

_CLAUSES = ("condition", "exception")
# A time that goes on behind these: "within a month of".
_OPEN = frozenset(("of", "from", "after", "than", "by", "before", "to", "the"))
_TIMES = ("due", "frequency")
_MEANS = frozenset(("by", "via"))


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit by the name of its role, with its words in order."""

    name: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Openings:
    """What opens limits in a sentence, for all its duties: each word with the name of its limit and the offset where its cue
    ends, and the places of the words before the subject of the first modal, whose limits hold for every verb."""

    cues: tuple[tuple[str, Token, int], ...]
    before: frozenset[int]


def openings_of(words: Sequence[Token], cues: Cues) -> Openings:
    """The openings of limits in the words of a sentence."""
    return Openings(tuple(_cues(words, cues)), _before_modal(words, cues))


def limits(duty: Duty, openings: Openings, acts: Callable[[Token], bool]) -> list[Limit]:
    """The limits of a duty in its own words, or before the first verb for all verbs. `acts` tells whether a noun can act."""
    own = {token.i for token in duty.tokens} | openings.before if openings.cues else openings.before
    cut = [row for row in openings.cues if row[1].i in own]
    cut += [row for row in _means(duty, acts) if all(row[1] != token for _, token, _ in cut)]
    cut.sort(key=lambda row: row[1].i)
    taken: set[int] = set()
    found = []
    for name, token, end in cut:
        if token.i in taken:
            continue
        stops = [other.i for _, other, _ in cut if other.i > token.i and other.idx >= end]
        held = _before_subject(_reach(name, token, end, stops, duty), duty)
        if held:
            taken.update(one.i for one in held)
            found.append(Limit(name, tuple(held)))
    return found


def _cues(words: Sequence[Token], cues: Cues) -> Iterator[tuple[str, Token, int]]:
    """Every opening word of a limit, with the offset where its cue ends."""
    first = words[0].idx
    text = words[0].doc.text[first : words[-1].idx + len(words[-1])]
    starts = {token.idx - first: token for token in words}
    for name, expression in cues.parts:
        for found in expression.finditer(text):
            token = starts.get(found.start())
            # "yearly volume" and "is subject to" limit nothing.
            if token is None or (token.dep_ == "advmod" and token.head.dep_ == "amod"):
                continue  # "regularly established procedures"
            if token.dep_ not in ("amod", "acomp") or _set_off(token):
                yield name, token, found.end() + first


def _set_off(token: Token) -> bool:
    """True behind a comma: ", subject to the approval of the ministries"."""
    return token.i > token.sent.start and token.nbor(-1).is_punct


def _means(duty: Duty, acts: Callable[[Token], bool]) -> Iterator[tuple[str, Token, int]]:
    """Phrases of means on the verb; "by" with somebody who acts is no means but who does it."""
    for token in duty.tokens:
        if token.lower_ not in _MEANS and token.lower_ != "without":
            continue
        if token.head not in (duty.head, duty.verb) or token.i < duty.verb.i:
            continue
        inner = next((child for child in token.children if child.dep_ in ("pobj", "pcomp")), None)
        if inner is None or (token.lower_ == "by" and acts(inner)):
            continue
        if token.lower_ in _MEANS and token.dep_ in ("prep", "agent"):
            yield "manner", token, token.idx + len(token)
        elif token.lower_ == "without":
            yield "exception" if duty.stance == "forbids" else "manner", token, token.idx + len(token)


def _before_modal(words: Sequence[Token], cues: Cues) -> frozenset[int]:
    """The words before the subject of the first modal: what stands there holds for every verb of the sentence."""
    modal = next(
        (
            token
            for token in words
            if token.lower_ in cues.modals
            and token.dep_ == "aux"
            and token.head.dep_ not in ("relcl", "advcl")
        ),
        None,
    )
    if modal is None:
        return frozenset()
    subject = next((child for child in modal.head.children if child.dep_ in SUBJECTS), None)
    edge = subject.left_edge.i if subject is not None else modal.i
    return frozenset(token.i for token in words if token.i < edge)


def _reach(name: str, token: Token, end: int, stops: Sequence[int], duty: Duty) -> list[Token]:
    """From the cue to the end of what hangs on it."""
    clause = name in _CLAUSES
    sentence = token.sent
    told = [token, *takewhile(lambda one: one.idx < end, token.doc[token.i + 1 : sentence.end])]
    if name in _TIMES and told[-1].lower_ not in _OPEN:
        return told  # "without delay" is whole, whatever a parse hangs on it
    top = token
    if clause and token.dep_ in ("mark", "advmod", "cc", "case", "aux") and token.head.i > token.i:
        top = token.head
    tops = [top, *(one for one in told[1:] if not clause and duty.verb not in one.subtree)]
    last = max(
        one.i for each in tops for one in (each, *each.subtree) if sentence.start <= one.i < sentence.end
    )
    last = max(last, told[-1].i)
    last = _party_to(token.doc, last)
    if not clause:
        last = _including(token.doc, last)
        last = min([last, *(stop - 1 for stop in stops)])
    return list(token.doc[token.i : last + 1])


def _party_to(doc: Parse, last: int) -> int:
    """The end of "Party to the dispute", which a parse may hang elsewhere."""
    if last + 2 < len(doc) and doc[last].lower_ in ("party", "parties") and doc[last + 1].lower_ == "to":
        return next((one.i for one in doc[last + 1].children if one.dep_ == "pobj"), last)
    return last


def _including(doc: Parse, last: int) -> int:
    """The end of "..., including armed force" behind a phrase, which belongs to the phrase."""
    if last + 2 < len(doc) and doc[last + 1].text == "," and doc[last + 2].lower_ == "including":
        return max(one.i for one in doc[last + 2].subtree)
    return last


def _before_subject(held: list[Token], duty: Duty) -> list[Token]:
    """Without the words of the duty itself, which a parse may hang under the limit before it, and without a mark at the end."""
    subject = next((child for child in duty.head.children if child.dep_ in SUBJECTS), None)
    edge = subject.left_edge.i if subject is not None else duty.head.i
    if held and held[0].i < edge <= held[-1].i and duty.head in held:
        held = [token for token in held if token.i < edge]
    while len(held) > 1 and (held[-1].is_punct or held[-1].is_space or held[-1].dep_ == "cc"):
        held.pop()
    return held
