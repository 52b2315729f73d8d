"""Duties of quoted or whole treaty text, as statements whose speaker is the agreement.

Who must, may or must not do what, to whom, when and how: each part keeps its characters as a role. Recitals and
definitions give none. `provision_entities` gives the provisions that the statements point at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Token
from depositary.extract import terms
from depositary.extract.assign import MOST_PARTS, Assigner, assigner
from depositary.extract.firmness import firmness
from depositary.extract.obligations.clauses import Duty, duties
from depositary.extract.obligations.cues import cues
from depositary.extract.obligations.limits import Openings, openings_of
from depositary.extract.obligations.naming import (
    agreement_entities,
    provision_entities,
    provision_entity,
    speaker,
)
from depositary.extract.obligations.parts import roles
from depositary.extract.obligations.passages import Passage, passages
from depositary.extract.propositions import Proposition
from depositary.extract.stance import hedge_of
from depositary.extract.timing import timing
from depositary.model.nouns import Entity, Offsets, Role, Statement, Term, statement

__all__ = ["agreement_entities", "obligations", "provision_entities"]

MADE_BY = "extract.obligations/1"
LONGEST = 600
_SURE, _OPERATIVE = 0.9, 0.6


def obligations(page: Page) -> Iterator[Statement]:
    """The duties, permissions and bans of the treaty text of a page, in text order."""
    if page.document.lang not in ("en", "und") or not page.layer("provisions"):
        return
    known = cues()
    for passage in passages(page, known):
        paragraph = passage.paragraph
        for sentence in paragraph.parse.sents:
            first = next(
                (token.i for token in sentence if paragraph.offsets(token)[0] >= passage.body), sentence.end
            )
            words = [token for token in sentence if token.i >= first]
            openings: Openings | None = None
            for duty in duties(words, known):
                openings = openings or openings_of(words, known)
                yield _statement(page, passage, duty, words, openings)


def _statement(page: Page, passage: Passage, duty: Duty, words: list[Token], openings: Openings) -> Statement:
    paragraph, known = passage.paragraph, cues()
    # A verb that shares what follows the next one is quoted with it: "shall consult" alone says little.
    held = tuple(sorted({*duty.tokens, *duty.shared}, key=lambda token: token.i))
    told = Proposition(paragraph, duty.head, held, _spans(paragraph, held), "main")
    acting = replace(told, head=duty.verb)
    times = timing(page, told, "obligation", None)
    provision = provision_entity(page, passage.article, passage.provision)
    agreed = provision.props["agreement"]
    text = " ".join(page.text[start:end] for start, end in told.spans)
    assign = assigner(str(page.case.folder) if page.case else None)
    sentence = " ".join(token.text for token in words)
    parts = _parts(page, assign, agreed, provision, text, sentence)
    found = roles(page, paragraph, duty, words, openings, known)
    return statement(
        page.document,
        _bounded(told.spans),
        "obligation",
        speaker=speaker(page, passage.article, passage.provision),
        subject=_after(passage.body, page, terms.subject(page, told)),
        predicate=predicate(duty.verb),
        object=_object(page, acting, found),
        when=times.when,
        due=times.due,
        stance=duty.stance,
        negated=duty.negated,
        hedge=hedge_of(page, told),
        firmness=firmness("obligation", duty.stance, text),
        scope=assign.scope(parts),
        roles=found,
        topics=assign.topics(text, sentence),
        parts=parts,
        about=tuple(one for one in (agreed, provision.id) if one),
        made_by=MADE_BY,
        score=_SURE if duty.binding else _OPERATIVE,
    )


def predicate(verb: Token) -> str:
    """The lemma with its particle ("lay down"), or with what a copula says ("be subject")."""
    kinds = ("acomp", "attr") if verb.lemma_ == "be" else ("prt",)
    more = next((child.lemma_.lower() for child in verb.children if child.dep_ in kinds), "")
    return f"{verb.lemma_.lower()} {more}".strip()


def _parts(
    page: Page, assign: Assigner, agreed: str | None, provision: Entity, text: str, sentence: str
) -> tuple[str, ...]:
    """The parts that the case files this article under, then those of its words; else the part of the agreement."""
    if page.case is None:
        return ()
    key = str(page.case.by_id[agreed].props["key"]) if agreed in page.case.by_id else ""
    filed = [one.id for one in page.case.parts if provision.props["article"] in one.provisions.get(key, ())]
    found = tuple(dict.fromkeys((*filed, *assign.parts(text, sentence, (), None))))[:MOST_PARTS]
    return found or assign.parts(text, sentence, (key,), None)[:1]


def _after(body: int, page: Page, term: Term | None) -> Term | None:
    """The term without the number of the paragraph, which a parse may take for a part of it."""
    if term is None or term.start >= body:
        return term
    literal = page.text[body : term.end]
    return replace(term, literal=literal, name=literal, start=body) if literal.strip() else None


def _object(page: Page, acting: Proposition, found: tuple[Role, ...]) -> Term | None:
    """What is done: the object of the verb, or of the one joined to it; not what is a role already."""
    verb = acting.head
    if not any(child.dep_ in _OBJECTS for child in verb.children):
        joined = [
            one
            for one in verb.conjuncts
            if one.i > verb.i and any(child.dep_ in _OBJECTS for child in one.children)
        ]
        acting = replace(acting, head=joined[0]) if joined else acting
    term = terms.object_(page, acting)
    if any(child.dep_ in _OBJECTS for child in acting.head.children):
        beneficiary = term is not None and any(
            one.name == "beneficiary" and one.end == term.end for one in found
        )
        return _given(page, acting) if term is None or beneficiary else _whole(page, acting, term)
    if term is None or any(
        one.start < term.end and term.start < one.end for one in found if one.name in _LIMITS
    ):
        return None
    return term


_OBJECTS = ("dobj", "attr", "oprd")
_LIMITS = (
    "condition",
    "exception",
    "manner",
    "frequency",
    "deferral",
    "bearer",
    "beneficiary",
    "counterpart",
)


def _given(page: Page, acting: Proposition) -> Term | None:
    """What somebody is supplied with."""
    for child in acting.head.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("with", "of")
            and any(one.dep_ in _OBJECTS for one in acting.head.children)
        ):
            return next((terms.term(page, acting, one) for one in child.children if one.dep_ == "pobj"), None)
    return None


def _whole(page: Page, acting: Proposition, term: Term) -> Term:
    """ "military or other assistance" where the parse stops at the adjective."""
    for child in acting.head.children:
        if child.dep_ in _OBJECTS:
            noun = next(
                (one for one in child.conjuncts if any(word.lower_ == "other" for word in one.children)), None
            )
            if noun is not None:
                start, end = term.start, acting.paragraph.offsets(noun)[1]
                return Term(None, page.text[start:end], page.text[start:end], start, end)
    return term


def _spans(paragraph: Paragraph, tokens: tuple[Token, ...]) -> tuple[Offsets, ...]:
    """Runs of neighbouring tokens; a run ends where the words lie apart in the document, too."""
    spans: list[list[int]] = []
    last = -2
    for token in tokens:
        start, end = paragraph.offsets(token)
        near = bool(spans) and start - spans[-1][1] <= 3
        next_ = token.i == last + 1
        if near and (next_ or all(gap.is_punct or gap.is_space for gap in token.doc[last + 1 : token.i])):
            spans[-1][1] = end
        else:
            spans.append([start, end])
        last = token.i
    return tuple((start, end) for start, end in spans)


def _bounded(spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """At most LONGEST characters in all: of a long list the point alone, of a long sentence its beginning."""
    if spans[-1][1] - spans[0][0] <= LONGEST:
        return spans
    late = tuple(one for one in spans if spans[-1][1] - one[0] <= LONGEST)
    if late and spans[0][1] < spans[-1][0] - LONGEST // 2:
        return late
    start = spans[0][0]
    return tuple((begin, min(end, start + LONGEST)) for begin, end in spans if begin < start + LONGEST)
