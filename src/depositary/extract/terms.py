"""Subject, object and place of a proposition, as they stand in the text, with the entity where one is named there."""

from __future__ import annotations

from dataclasses import replace

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract import datelines
from depositary.extract.doers import RELATIVE, doer
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS, Proposition, main_verb
from depositary.extract.speakers import Voice
from depositary.model.nouns import Offsets, Span, Term

_OBJECTS = ("dobj", "attr", "oprd", "dative", "agent")
_STOP_AT = ("relcl", "acl", "advcl", "ccomp", "appos", "cc", "conj", "punct")


def subject(page: Page, proposition: Proposition) -> Term | None:
    """The subject, also where it stands in an earlier clause; None when there is none."""
    token = doer(proposition)
    if token is None:
        return None
    meant = _they(page, proposition, token)
    if meant is not None:
        return meant
    after = max(_after(proposition, token), datelines.last(token, proposition.paragraph.parse.text))
    made = term(page, proposition, token, _before(proposition, token), after)
    own = proposition.kind_of_clause == "nominal" and token.pos_ == "PRON"
    return None if own and made.name == made.literal else made  # "its attack", where whose is not known


def of_speaker(page: Page, proposition: Proposition, voice: Voice, found: Term | None) -> Term | None:
    """Who speaks, as the subject of the very verb of saying where it has none of its own: in "hoped that the truce would hold
    and called for talks" no truce calls; `found` for all else."""
    head, speaker = proposition.head, voice.speaker
    cue = (voice.attribution.value or {}).get("cue") or () if voice.attribution is not None else ()
    start, end = proposition.paragraph.offsets(head)
    own = any(child.dep_ in SUBJECTS for child in head.children)
    undergone = head.tag_ == "VBN" and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children)
    same = speaker is not None and found is not None and speaker.start <= found.start and found.end <= speaker.end
    if speaker is None or same or own or undergone or not any(first <= start and end <= last for first, last in cue):
        return found
    return Term(speaker.entity, speaker.name, speaker.literal, speaker.start, speaker.end)


def _they(page: Page, proposition: Proposition, token: Token) -> Term | None:
    """ "They" that nobody was found for, by the only plural noun of the sentence before, if that names no two: "It is under
    sanctions. They have hindered it"."""
    first = token.sent.start
    if token.lower_ != "they" or first == 0:
        return None
    before = token.doc[first - 1].sent
    start, end = proposition.paragraph.offsets(before)
    named = {(one.value or {}).get("name") for one in page.inside("names", start, end)}
    many = [one for one in before if one.tag_ in ("NNS", "NNPS") and "stretch" not in sorts_of(one)]
    at = proposition.paragraph.offsets(token)
    if len(named) > 1 or len(many) != 1 or named_at(page, *at) not in (None, *_open(page, at)):
        return None
    return replace(term(page, proposition, many[0]), literal=page.text[slice(*at)], start=at[0], end=at[1])


def _open(page: Page, at: Offsets) -> list[Span]:
    return [one for one in page.touching("references", *at) if (one.value or {}).get("how") == "unresolved"]


def _after(proposition: Proposition, token: Token) -> int:
    """The comma behind which a subject stands that the parser took for part of the opening; -1 for any other."""
    if proposition.subject is not None or token.i > proposition.head.i or proposition.kind_of_clause == "nominal":
        return -1
    return max((one.i for one in token.doc[token.sent.start : token.i] if one.text == ","), default=-1)


def _before(proposition: Proposition, token: Token) -> int | None:
    """The first word of a relative clause whose noun this is: it is no part of the noun."""
    if token.i >= proposition.head.i or proposition.head.dep_ != "relcl":
        return None
    return next((one.i for one in proposition.head.subtree if one.lower_ in RELATIVE and one.i > token.i), None)


def object_(page: Page, proposition: Proposition) -> Term | None:
    """The object: direct, predicative, else the first noun after a preposition that follows the verb and leads to no date; of
    the verb that carries the meaning ("is set to extend the line"), else of the one above it."""
    head = proposition.head
    verbs = dict.fromkeys((main_verb(head), head))
    for verb in verbs:
        for child in verb.children:
            if child.dep_ in _OBJECTS and not (child.dep_ == "agent" and _is_date(page, proposition, _agent(child))):
                return _meant(page, proposition, verb, _agent(child))
    for verb in verbs:
        for child in verb.children:
            if child.dep_ == "prep" and child.i > verb.i:
                for noun in child.children:
                    if noun.dep_ == "pobj" and not _is_date(page, proposition, noun):
                        return term(page, proposition, noun)
    return None


def _meant(page: Page, proposition: Proposition, verb: Token, token: Token) -> Term:
    """An object; for "which" or "that" the noun it stands for: "the strait that Norway has held"."""
    if token.lower_ not in RELATIVE or verb.dep_ != "relcl" or token.i > verb.i:
        return term(page, proposition, token)
    return term(page, proposition, verb.head, token.i)


def _is_date(page: Page, proposition: Proposition, noun: Token) -> bool:
    start, end = proposition.paragraph.offsets(noun)
    return any(one.label == "DATE" and one.start <= start and end <= one.end for one in page.touching("times", start, end))


def _agent(token: Token) -> Token:
    return (
        next((child for child in token.children if child.dep_ == "pobj"), token)
        if token.dep_ == "agent"
        else token
    )


def term(page: Page, proposition: Proposition, token: Token, before: int | None = None, after: int = -1) -> Term:
    """A noun with the words that belong to it (between the words `after` and `before`), and the entity that its head names."""
    tokens = sorted(_phrase(token), key=lambda one: one.i)
    tokens = [one for one in tokens if one.i > after and (before is None or one.i < before)] or [token]
    while len(tokens) > 1 and (tokens[0].pos_ in ("DET", "PUNCT") or _pairs(tokens[0], token)):
        tokens = tokens[1:]
    while len(tokens) > 1 and (tokens[-1].dep_ in ("cc", "neg") or (tokens[-1].is_punct and tokens[-1].text in ",;:–—-")):
        tokens = tokens[:-1]
    start = proposition.paragraph.offsets(tokens[0])[0]
    end = proposition.paragraph.offsets(tokens[-1])[1]
    literal = page.text[start:end]
    at = proposition.paragraph.offsets(token)
    named = named_at(page, *at)
    if named is None or named.value is None:
        return Term(None, literal, literal, start, end)
    return Term(named.value.get("entity"), named.value.get("name") or literal, literal, start, end)


def _pairs(first: Token, token: Token) -> bool:
    """True for the "both" of "both Norway and Chile", which is no part of the first name."""
    return first.lower_ in ("both", "either", "neither") and any(child.dep_ == "conj" for child in token.children)


def _phrase(token: Token) -> list[Token]:
    held = [token]
    open_ = [child for child in token.children if child.dep_ not in _STOP_AT]
    while open_:
        one = open_.pop()
        held.append(one)
        open_.extend(child for child in one.children if child.dep_ != "relcl")
    return held


def named_at(page: Page, start: int, end: int) -> Span | None:
    """The name, else the resolved reference, that holds these characters."""
    for layer in ("names", "references"):
        for span in page.touching(layer, start, end):
            if span.value and span.value.get("name"):
                return span
    return None


def place(page: Page, proposition: Proposition) -> Term | None:
    """Where it happened: the first place named in it after "in", "at", "near" or "on the sidelines of"."""
    for token in proposition.tokens:
        if token.dep_ != "pobj" or token.head.lower_ not in ("in", "at", "near", "outside") or _of_those(token.head):
            continue
        start, end = proposition.paragraph.offsets(token)
        for span in page.touching("names", start, end):
            if span.label == "Place" or (span.label == "Country" and not (span.value or {}).get("adjective")):
                value = span.value or {}
                return Term(
                    value.get("entity"),
                    value.get("name") or "",
                    span.quote(page.document),
                    span.start,
                    span.end,
                )
    return None


def _of_those(prep: Token) -> bool:
    """True for the place of those who are spoken to or of: "for readers in Oslo", not "at the talks in Oslo"."""
    noun = prep.head
    return noun.dep_ == "pobj" and noun.head.lower_ in ("for", "to", "among") and "addressed" in sorts_of(noun)
