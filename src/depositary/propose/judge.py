"""A candidate held against the words: a statement, or the reason why not.

A model only points. The quotation must stand in the window to the last character and be a clause that nothing outside
turns around; every name, number and time must stand in it; what these mean is read by the rules of the other rooms; and
who speaks must be who the rules hear, or one tied to a word of saying over these words. Kind and stance are the model's
reading: nothing checks them but the person who accepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.annotate.layers import Page
from depositary.annotate.times import period
from depositary.dossier.proposed import same
from depositary.extract.assign import Assigner
from depositary.extract.figures import value_of
from depositary.extract.statements import UNKNOWN
from depositary.model.nouns import (
    MODEL,
    STANCES,
    Entity,
    Offsets,
    Period,
    Quantity,
    Statement,
    Term,
    statement,
)
from depositary.model.ontology import ontology
from depositary.propose.answers import Candidate
from depositary.propose.clause import Clause, clause, cut, turned
from depositary.propose.places import exact, folded
from depositary.propose.prompt import KINDS
from depositary.propose.refused import Refused
from depositary.propose.voices import spoken

# As statements that rules read: the hull is at most 600 characters.
LONGEST, SHORTEST = 600, 12
LONGEST_FIELD = 160
# Nothing is known of how sure a model is; what it says of itself is not asked for.
SCORE = 0.0


@dataclass(frozen=True, slots=True)
class Admitted:
    """A statement that stood the tests; `repeated` where its words stand in the window more than once and the first are taken."""

    statement: Statement
    repeated: bool


def judge(told: Candidate, page: Page, window: Offsets, model: str, assign: Assigner, held: Sequence[Statement]) -> Admitted:
    """The statement of a candidate. Raises Refused. `held` are the statements of the document."""
    _known(told)
    places = exact(page.text, told.quote, window)
    if not places:
        within = told.quote in page.text[slice(*window)]
        elsewhere = "quote_elsewhere" if told.quote in page.text else "quote_not_in_window"
        raise Refused("word_cut_off" if within else elsewhere)
    start, end = places[0]
    if any(one.start < end and one.end > start for one in page.layer("provisions")):
        raise Refused("text_of_an_agreement")
    own = clause(page, start, end)
    if page.text[own.first : own.last].rstrip(" \"”’')").endswith("?"):
        raise Refused("question")
    turned(own)
    cut(own)
    voice = spoken(page, told, own, window)
    if voice.speaker is None and own.commands:
        raise Refused("command")
    subject, acted, where = (_term(page, words, own) for words in (told.subject, told.object, told.where))
    verb = _verb(told, own)
    made = statement(
        page.document,
        ((start, end),),
        told.kind,
        speaker=voice.speaker,
        chain=voice.chain,
        subject=subject,
        predicate=told.code or "" if told.kind in ("event", "status") else verb,
        object=acted,
        value=_value(page, told, own),
        when=_time(page, told.when, own),
        due=_time(page, told.due, own),
        where=where,
        stance=told.stance,
        negated=own.negated(verb),
        hedge="; ".join(dict.fromkeys(_hedges(page, own))) or None,
        attributes=_attributes(told.kind, verb),
        made_by=f"{MODEL}{model}",
        score=SCORE,
        **_about(page, own, assign, told),
    )
    if any(same(made, one) for one in held):
        raise Refused("there_already")
    return Admitted(made, len(places) > 1)


def _known(told: Candidate) -> None:
    """Raises Refused on a term that the ontology lacks, and on words that are too long or too short."""
    if told.kind not in KINDS:
        raise Refused("unknown_kind")
    if told.stance not in STANCES:
        raise Refused("unknown_stance")
    codes = {"event": ontology().predicates, "status": ontology().statuses}.get(told.kind)
    if codes is not None and told.code not in codes:
        raise Refused("unknown_code")
    if not SHORTEST <= len(told.quote) <= LONGEST or told.quote != told.quote.strip():
        raise Refused("quote_length")
    fields = (told.speaker, told.subject, told.verb, told.object, told.where, told.value, told.when, told.due)
    if any(len(words) > LONGEST_FIELD for words in fields if words):
        raise Refused("field_length")


def _term(page: Page, words: str | None, own: Clause) -> Term | None:
    """A name of the quotation, with the entity that the rules see there. Raises Refused."""
    if words is None:
        return None
    place = next(iter(folded(page.text, words, (own.start, own.end))), None)
    if place is None:
        raise Refused("name_not_in_quote")
    start, end = place
    literal = page.text[start:end]
    found = [one for layer in ("names", "references") for one in page.inside(layer, start, end)]
    value = (found[0].value or {}) if len(found) == 1 else {}
    return Term(value.get("entity"), str(value.get("name") or literal), literal, start, end)


def _verb(told: Candidate, own: Clause) -> str:
    """The lemma of the main verb: of the one that the model names, else of the head. Raises Refused."""
    if told.verb is None:
        return own.head.lemma_.lower()
    for token in own.tokens:
        if token.text.casefold() in told.verb.casefold().split() and token.pos_ in ("VERB", "AUX"):
            return token.lemma_.lower()
    raise Refused("verb_not_in_quote")


def _value(page: Page, told: Candidate, own: Clause) -> Quantity | None:
    """The number of a figure, as the rules read it at the words that the model points at. Raises Refused."""
    if told.value is None:
        if told.kind == "figure":
            raise Refused("figure_without_number")
        return None
    place = next(iter(folded(page.text, told.value, (own.start, own.end))), None)
    if place is None:
        raise Refused("number_not_in_quote")
    if told.kind != "figure":
        return None
    found = [one for one in page.inside("quantities", own.start, own.end) if one.start < place[1] and one.end > place[0]]
    if len(found) != 1 or found[0].label == "ORDINAL":
        raise Refused("number_not_read")
    return value_of(page, found[0])[0]


def _time(page: Page, words: str | None, own: Clause) -> Period | None:
    """A time of the quotation, as the rules read it. Raises Refused."""
    if words is None:
        return None
    place = next(iter(folded(page.text, words, (own.start, own.end))), None)
    if place is None:
        raise Refused("time_not_in_quote")
    found = [
        one
        for one in page.inside("times", own.start, own.end)
        if one.label == "DATE" and one.start < place[1] and one.end > place[0]
    ]
    if len(found) != 1:
        raise Refused("time_not_read")
    return period(found[0], page.document)


def _hedges(page: Page, own: Clause) -> Iterator[str]:
    for cue in page.inside("modality", own.start, own.end):
        if cue.label == "hedge":
            yield cue.quote(page.document).lower()


def _attributes(kind: str, verb: str) -> dict[str, str]:
    """What figures and events carry; a model is not asked for it."""
    if kind == "event":
        return {"verb": verb, **dict.fromkeys(("mode", "context", "instrument"), "unknown")}
    return dict.fromkeys(UNKNOWN, "unknown") if kind == "figure" else {}


def _about(page: Page, own: Clause, assign: Assigner, told: Candidate) -> dict[str, tuple[str, ...] | str]:
    """Topics, parts, scope and things of the case, by the rules that all statements are assigned by."""
    things: dict[str, Entity] = {}
    for layer in ("names", "references") if page.case is not None else ():
        for span in page.inside(layer, own.start, own.end):
            thing = page.case.by_id.get((span.value or {}).get("entity") or "") if page.case else None
            if thing is not None and thing.schema not in ("Person", "Country"):
                things.setdefault(thing.id, thing)
    words, sentence = page.text[own.start : own.end], page.text[own.first : own.last]
    keys = tuple(str(one.props["key"]) for one in things.values())
    parts = assign.parts(words, sentence, keys, None, (told.code or "") if told.kind == "status" else "")
    return {
        "topics": assign.topics(words, sentence),
        "parts": parts,
        "scope": assign.scope(parts),
        "about": tuple(things),
    }
