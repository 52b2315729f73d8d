"""From a page to its statements: the one place where propositions, voices, kinds, figures and times meet.

For each sentence: its propositions; for each of these the voice, the marks, the kind, the stance; then the statement,
or one per number. What only introduces speech ("the minister said on Monday") is no statement of its own, unless the
verb is the news (denied, vowed, called for).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depositary.annotate import languages
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Stretch, Token
from depositary.extract import agreements, figures, kindred, obligations, terms
from depositary.extract.assign import Assigner, assigner
from depositary.extract.begins import finite
from depositary.extract.clauses import propositions
from depositary.extract.coding import coding
from depositary.extract.company import company
from depositary.extract.details import details
from depositary.extract.doers import doer
from depositary.extract.empty import commands, says_nothing
from depositary.extract.features import features
from depositary.extract.held import NOBODY, keeps, takes_a_noun, unsaid, wished
from depositary.extract.kinds import kind_of
from depositary.extract.lexicon import lexicon
from depositary.extract.nested import nested
from depositary.extract.predicates import state_of, verb_of
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition, spans_of, trimmed
from depositary.extract.roles import waits
from depositary.extract.speakers import Voice, gives_voice, tells_own_act, voice_of, voicing
from depositary.extract.stance import (
    colouring,
    hedge_of,
    hint_of,
    left_open,
    negated,
    promised_by,
    stance_of,
    was_to_be,
)
from depositary.extract.tellers import kinds_of, tells_a_text
from depositary.extract.timing import timing
from depositary.model.nouns import Entity, Offsets, Statement, Term, statement

MADE_BY = "extract.statements/1"


def statements(page: Page) -> list[Statement]:
    """All statements of a page, in text order; the obligations of quoted treaty text among them."""
    if languages.by_cue(page.document.lang):
        from depositary.extract import by_cue

        return by_cue.statements(page)
    found: dict[str, Statement] = {}
    for one in (*obligations.obligations(page), *_of_prose(page)):
        found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.kind, one.id))


def _of_prose(page: Page) -> Iterator[Statement]:
    assign = assigner(str(page.case.folder) if page.case else None)
    for paragraph, sentence in page.sentences():
        start, end = paragraph.offsets(sentence)
        if page.document.lang not in ("en", "und") or _is_treaty_text(page, start, end):
            continue
        yield from _of_sentence(page, assign, paragraph, sentence, page.text[start:end])


def _of_sentence(
    page: Page, assign: Assigner, paragraph: Paragraph, sentence: Stretch, words: str
) -> Iterator[Statement]:
    """The statements of a sentence. A cue of speech governs what follows it in its sentence, also past its clause:
    what no other voice claims there is said by the voice before it."""
    last, since = Voice(None), 0
    cut = list(propositions(paragraph, sentence, words))
    apart = frozenset(one.head.i for one in cut)
    for proposition in (*cut, *nested(page, paragraph, sentence, apart)):
        told = _without_frame(page, proposition)
        if told is None:
            continue
        voice = voice_of(page, told.spans)
        if _only_named(told, voice):
            voice = Voice(None)
        if voice.speaker is None:
            own = voicing(page, told)
            governed = last.speaker is not None and since <= told.start and told.kind_of_clause != "office"
            governed = governed and not _only_named(told, last) and not _beside_a_stand(told, last)
            voice = own or (last if governed else voice)
            if own is not None:
                last, since = own, paragraph.offsets(told.head)[1]
        elif told.kind_of_clause not in ("nested", "nominal"):
            cue = _offsets((voice.attribution.value or {}).get("cue")) if voice.attribution else []
            last, since = voice, cue[-1][1] if cue else told.start
        if not says_nothing(proposition) and (voice.speaker is not None or not commands(proposition)):
            yield from _of_proposition(page, assign, told, voice, words)


def _only_named(told: Proposition, voice: Voice) -> bool:
    """True for what is told of a thing that others only talked about, by the document: "talked about the line, which opens"."""
    lemma = str((voice.attribution.value or {}).get("lemma", "")) if voice.attribution else ""
    return told.kind_of_clause == "relative" and "talking" in lexicon().get(lemma, ())


def _beside_a_stand(told: Proposition, voice: Voice) -> bool:
    """True for a clause with a subject of its own joined to one that tells where somebody stands on a thing, or what was found
    or ruled: "farmers oppose the pact, and a vote is unlikely" is not said by farmers."""
    value = (voice.attribution.value or {}) if voice.attribution else {}
    joined = told.kind_of_clause == "conj" and any(child.dep_ in SUBJECTS for child in told.head.children)
    stands = value.get("kind") in ("judge", "deny", "know") or value.get("lemma") == "rule"
    return joined and stands and told.start >= _offsets(value.get("content"))[-1][1]


def _is_treaty_text(page: Page, start: int, end: int) -> bool:
    """True for a sentence that stands in the text of an agreement: its obligations are taken from there."""
    return any(one.start <= start and end <= one.end for one in page.touching("provisions", start, end))


def _of_proposition(
    page: Page, assign: Assigner, told: Proposition, voice: Voice, sentence: str
) -> Iterator[Statement]:
    marks = features(page, told) | {f"speaker:{voice.sort}"}
    if "question" in marks:
        return  # to ask is not to say
    kind, sure = kind_of(marks)
    numbers = figures.figures_of(page, told)
    apart = [one for one in numbers if figures.aside_of(page, one) is not None]
    if kind == "figure" and len(numbers) == len(apart):
        kind, sure = kind_of(marks - _OF_NUMBERS)  # "two options" is no figure; nor "lost a part (70% according to X)"
    if (kind == "event" and tells_own_act(told, voice)) or promised_by(told.head):
        voice = Voice(None)  # "Verania decided to wait" is told by the document
    made = _one(page, assign, told, voice, kind, sure, marks, sentence)
    if kind != "figure":
        yield made
    elif told.kind_of_clause not in ("nested", "nominal"):  # the proposition around those gives their numbers
        yield from figures.statements(page, assign, told, made, sentence)
    if kind != "figure" and apart and told.kind_of_clause not in ("nested", "nominal"):
        told_by_others = _one(page, assign, told, voice, "figure", sure, marks, sentence)
        yield from figures.statements(page, assign, told, told_by_others, sentence, apart)


_OF_NUMBERS = frozenset(("number", "money", "percent", "term", "unit", "moves", "compared"))


def _without_frame(page: Page, proposition: Proposition) -> Proposition | None:
    """The proposition without the words that only report it; None when it is nothing but those words."""
    paragraph = proposition.paragraph
    for frame in page.touching("attribution", paragraph.start, paragraph.end):
        value = frame.value or {}
        cue = _offsets(value.get("cue"))
        if not any(proposition.start <= start and end <= proposition.end for start, end in cue):
            continue
        if not gives_voice(page, frame) or _by_the_way(proposition, cue) or figures.in_brackets(page, frame):
            continue
        outside = _offsets(value.get("source")) + cue
        if frame.label == "according":
            outside += _led_in(page, outside[0][0])
        news = value.get("stance_hint") in _NEWS or _turned(proposition, cue)
        if news:
            outside = [one for one in _offsets(value.get("source")) if not _nobody(page.text[slice(*one)])]
        kept = [
            token for token in proposition.tokens if not _in(proposition.paragraph.offsets(token), outside)
        ]
        if len(kept) == len(proposition.tokens):
            continue
        kept = trimmed(kept)
        content = [
            token
            for token in kept
            if _in(proposition.paragraph.offsets(token), _offsets(value.get("content")))
        ]
        own = kept if content or news else []
        telling = [token for token in own if not token.is_punct and not token.is_stop]
        if len(telling) < (1 if news else 2):
            return None
        told = replace(proposition, tokens=tuple(kept), spans=spans_of(proposition.paragraph, kept))
        return told if news else replace(told, head=_said_by(proposition.head, kept))
    return proposition


def _said_by(head: Token, kept: list[Token]) -> Token:
    """The verb of what is said, where the verb of saying was the head and is not told: grow in "they say trade will grow"."""
    if any(one.i == head.i for one in kept):
        return head
    said = (one for one in kept if one.dep_ == "ccomp" and one.head.i == head.i and one.pos_ in VERBAL)
    return next(said, head)


def _led_in(page: Page, start: int) -> list[Offsets]:
    """The "in" or "by" before whose view or account it is."""
    return [(start - 3, start - 1)] if page.text[max(0, start - 3) : start].lower() in ("in ", "by ") else []


def _by_the_way(proposition: Proposition, cue: list[Offsets]) -> bool:
    """True for "..., a bond the minister stressed": the saying is about a noun of what is told, not about the whole."""
    verbs = [one for one in proposition.tokens if _in(proposition.paragraph.offsets(one), cue)]
    return any(one.dep_ == "relcl" and one.i != proposition.head.i for one in verbs)


# What a verb of saying with one of these stances tells is news itself.
_NEWS = ("denies", "demands", "promises")


def _turned(proposition: Proposition, cue: list[Offsets]) -> bool:
    """True where the words say nothing or the reverse without the verb: "did not say that", "insisted that it be"."""
    verbs = [one for one in proposition.tokens if _in(proposition.paragraph.offsets(one), cue)]
    if any(unsaid(verb) or keeps(verb) or any(wished(child) for child in verb.children) for verb in verbs):
        return True
    # "Praised the plant", "described it as weak": without its verb the rest is a name.
    said = any(one.pos_ == "VERB" and takes_a_noun(one) for one in verbs)
    return said and proposition.head in verbs and not any(_is_clause(child) for verb in verbs for child in verb.children)


def _is_clause(child: Token) -> bool:
    """True for a clause that can stand without the verb of saying above it."""
    return child.dep_ in ("ccomp", "parataxis", "advcl", "acl") and child.pos_ in VERBAL and finite(child)


def _nobody(source: str) -> bool:
    """True for "neither minister", "no official": without them the rest would say the reverse."""
    return source.lower().split(maxsplit=1)[0] in NOBODY


def _offsets(found: object) -> list[Offsets]:
    return [(int(start), int(end)) for start, end in found] if isinstance(found, (list, tuple)) else []


def _in(place: Offsets, stretches: list[Offsets]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in stretches)


def _one(
    page: Page,
    assign: Assigner,
    told: Proposition,
    voice: Voice,
    kind: str,
    sure: float,
    marks: set[str],
    sentence: str,
) -> Statement:
    cues = [mark[4:] for mark in marks if mark.startswith("cue:")]
    tense = next((mark[6:] for mark in marks if mark.startswith("tense:")), "")
    hint = hint_of(told, voice.attribution, kind == "event")
    times = timing(page, told, kind, voice.attribution)
    text = " ".join(page.text[start:end] for start, end in told.spans)
    subject = terms.of_speaker(page, told, voice, terms.subject(page, told))
    things = _things(page, told, subject)
    schemas = {one.schema for one in things} | ({"Agreement"} if "subject:agreement" in marks else set())
    predicate, attributes = _predicate(page, told, kind, text, schemas)
    stance = stance_of(kind, colouring(told, kind, cues), tense, hint)
    if stance == "asserts" and left_open(told):
        stance = "supposes"
    if stance == "asserts" and kind in ("event", "status") and waits(told, tense):
        stance = "supposes"
    if stance == "asserts" and kind in ("event", "status") and was_to_be(told.head):
        stance = "plans"
    if stance == "requires" and tells_a_text(page, voice.speaker):
        stance = "asserts"  # the agreement makes somebody do it, not who tells of it
    more = details(page, told, kind, stance, things, voice.speaker, _frame(page, voice))
    subject = _of_it(subject, things, more.things)
    predicate = more.state if kind == "status" and more.state else predicate
    keys = tuple(one.props["key"] for one in more.things)
    named = company(page, told)
    # What "they" stands for is not in the words.
    they = subject is not None and subject.literal.lower() == "they" and voice.speaker is None
    meant = f"{subject.name} {text}" if they and subject is not None else text
    placed = assign.parts(meant, sentence, keys, None, more.state or predicate, named)
    return statement(
        page.document,
        figures.bounded(told.spans),
        kind,
        speaker=voice.speaker,
        chain=voice.chain,
        subject=subject,
        predicate=predicate,
        object=terms.object_(page, told),
        when=times.when,
        said=times.said,
        due=times.due,
        where=terms.place(page, told),
        stance=stance,
        negated=negated(told),
        hedge=hedge_of(page, told),
        firmness=more.firmness,
        scope=assign.scope(placed, named),
        roles=more.roles,
        attributes={**attributes, **more.attributes},
        topics=assign.topics(text, sentence),
        parts=assign.told_by(placed, kinds_of(page, voice.speaker)),
        about=tuple(one.id for one in more.things),
        made_by=MADE_BY,
        score=sure,
    )


def _of_it(subject: Term | None, named: list[Entity], meant: list[Entity]) -> Term | None:
    """The subject; for "it" the agreement that was found to be spoken of."""
    if subject is None or subject.name.lower() != "it" or named or len(meant) != 1:
        return subject
    return replace(subject, entity=meant[0].id, name=meant[0].name) if meant[0].schema == "Agreement" else subject


def _frame(page: Page, voice: Voice) -> str:
    """The verb of saying with what stands between it and what is said: "pledged that"."""
    cue = _offsets((voice.attribution.value or {}).get("cue")) if voice.attribution else []
    return page.text[cue[0][0] : cue[-1][1]] if cue else ""


UNKNOWN = ("reporter", "calendar", "valuation", "coverage", "currency_basis")


def _predicate(page: Page, told: Proposition, kind: str, text: str, schemas: set[str]) -> tuple[str, dict[str, str]]:
    """The predicate of this kind, and the attributes that figures and events carry."""
    if kind == "event":
        return coding(page, told)
    if kind == "status":
        return state_of(text, schemas) or "unknown", {}
    return verb_of(told), dict.fromkeys(UNKNOWN, "unknown") if kind == "figure" else {}


def _things(page: Page, told: Proposition, subject: Term | None) -> list[Entity]:
    """Agreements, projects, bodies and measures of the case that are named in the words."""
    if page.case is None:
        return []
    found: dict[str, Entity] = {}
    for start, end in told.spans:
        for layer in ("names", "references"):
            for span in page.inside(layer, start, end):
                thing = page.case.by_id.get((span.value or {}).get("entity") or "")
                if thing is not None and thing.schema not in ("Person", "Country"):
                    found.setdefault(thing.id, thing)
    # The subject may stand in an earlier clause: "and entered into force".
    shared = page.case.by_id.get(subject.entity or "") if subject else None
    if shared is not None and shared.schema not in ("Person", "Country"):
        found.setdefault(shared.id, shared)
    pointed = list(kindred.pointed_at(page, told, doer(told)))
    for one in pointed:
        found.setdefault(one.id, one)
    followed = agreements.meant(page, told) if not pointed else None
    if followed is not None:
        found.setdefault(followed.id, followed)
    return list(found.values())
