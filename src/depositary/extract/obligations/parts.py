"""The parts of a duty as roles: bearer, modality, action, counterpart, beneficiary, and what limits it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from depositary.annotate.layers import Page, Paragraph
from depositary.extract.obligations import clauses
from depositary.extract.obligations.clauses import Duty
from depositary.extract.obligations.cues import Cues
from depositary.extract.propositions import SUBJECTS
from depositary.extract.terms import named_at
from depositary.model.nouns import Offsets, Role

_NAMED = frozenset(("Country", "Organization", "PublicBody", "Person"))
_TOWARDS = {
    "with": "counterpart",
    "against": "counterpart",
    "from": "counterpart",
    "to": "beneficiary",
    "for": "beneficiary",
}
_STOP_AT = frozenset(("relcl", "acl", "advcl", "ccomp", "punct", "appos"))


def roles(
    page: Page, paragraph: Paragraph, duty: Duty, words: Sequence[Token], cues: Cues
) -> tuple[Role, ...]:
    """The roles of a duty, in text order. `words` are the tokens of its whole sentence."""
    first = paragraph.offsets(words[0])[0]
    found = [
        *_bearer(page, paragraph, duty, cues, first),
        *_modality(page, paragraph, duty),
        *_towards(page, paragraph, duty, cues),
    ]
    found.extend(_limits(page, paragraph, duty, words, cues))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.name)))


def _role(page: Page, name: str, span: Offsets, entity: str | None = None) -> Role:
    return Role(name, span[0], span[1], page.text[span[0] : span[1]], entity)


def _bearer(page: Page, paragraph: Paragraph, duty: Duty, cues: Cues, first: int) -> Iterator[Role]:
    token = clauses.agent(duty) if clauses.is_passive(duty) else clauses.subject(duty)
    if token is not None and is_actor(page, paragraph, token, cues):
        start, end = phrase(paragraph, token)
        # A parse may take the number of the paragraph for a part of its first noun.
        yield _role(page, "bearer", (max(start, first), end), entity_at(page, paragraph, token))


def is_actor(page: Page, paragraph: Paragraph, token: Token, cues: Cues) -> bool:
    """True for a noun that can act: a party, state or body, by its word or as a name."""
    if token.lower_ in cues.actor or token.lemma_.lower() in cues.actor:
        return True
    name = named_at(page, *paragraph.offsets(token))
    return name is not None and name.label in _NAMED


def entity_at(page: Page, paragraph: Paragraph, token: Token) -> str | None:
    """The entity that a noun names, where it names one that acts."""
    name = named_at(page, *paragraph.offsets(token))
    return (name.value or {}).get("entity") if name is not None and name.label in _NAMED else None


def phrase(paragraph: Paragraph, token: Token) -> Offsets:
    """A noun with the words before it and its "of" phrases, without a leading "the"."""
    held = [token]
    for child in token.children:
        if child.dep_ not in _STOP_AT and (
            child.i < token.i or child.lower_ in ("of", "and") or child.dep_ == "conj"
        ):
            held.extend(child.subtree)
    held.sort(key=lambda one: one.i)
    while len(held) > 1 and held[0].lower_ in ("the", "a", "an", ","):
        held = held[1:]
    return paragraph.offsets(held[0])[0], paragraph.offsets(held[-1])[1]


def _modality(page: Page, paragraph: Paragraph, duty: Duty) -> Iterator[Role]:
    if duty.binding and duty.modal:
        yield _role(
            page, "modality", (paragraph.offsets(duty.modal[0])[0], paragraph.offsets(duty.modal[-1])[1])
        )
    elif duty.verb != duty.head:
        yield _role(page, "modality", paragraph.offsets(duty.head))
    if duty.soft is not None:
        yield _role(page, "manner", paragraph.offsets(duty.soft))
    own = [token for token in duty.tokens if token.i >= duty.verb.i]
    if own:
        yield _role(page, "action", (paragraph.offsets(own[0])[0], paragraph.offsets(own[-1])[1]))


def _towards(page: Page, paragraph: Paragraph, duty: Duty, cues: Cues) -> Iterator[Role]:
    """Who else is meant: "with the other Party", "to the aggressor", a dative."""
    for token in duty.tokens:
        given = token.dep_ == "dative" or (token.dep_ == "dobj" and token.head == duty.verb)
        if given and token.pos_ in ("NOUN", "PROPN") and is_actor(page, paragraph, token, cues):
            yield _role(page, "beneficiary", phrase(paragraph, token), entity_at(page, paragraph, token))
        name = _TOWARDS.get(token.head.lower_) if token.dep_ == "pobj" else None
        if name is None or not (token.i > duty.verb.i and is_actor(page, paragraph, token, cues)):
            continue
        if token.head.dep_ in ("prep", "dative") and token.head.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            yield _role(page, name, phrase(paragraph, token), entity_at(page, paragraph, token))


def _limits(
    page: Page, paragraph: Paragraph, duty: Duty, words: Sequence[Token], cues: Cues
) -> Iterator[Role]:
    """Conditions, exceptions, manner, frequency, deferral: in its own words, or before the first verb for all verbs."""
    own = set(duty.tokens) | _opening(words, cues)
    cut = [(name, token, end) for name, token, end in _cues(words, cues) if token in own]
    taken: set[Token] = set()
    for name, token, end in cut:
        if token in taken:
            continue
        stops = [other.i for _, other, _ in cut if other.i > token.i and other.idx >= end]
        held = _reach(name, token, end, stops)
        taken.update(held)
        yield _role(page, name, (paragraph.offsets(held[0])[0], paragraph.offsets(held[-1])[1]))


def _cues(words: Sequence[Token], cues: Cues) -> Iterator[tuple[str, Token, int]]:
    """Every opening word of a limit, with the offset where its cue ends."""
    first = words[0].idx
    text = words[0].doc.text[first : words[-1].idx + len(words[-1])]
    starts = {token.idx - first: token for token in words}
    for name, expression in cues.parts:
        for found in expression.finditer(text):
            token = starts.get(found.start())
            # "yearly volume" and "is subject to" limit nothing.
            if token is not None and token.dep_ not in ("amod", "acomp"):
                yield name, token, found.end() + first


def _opening(words: Sequence[Token], cues: Cues) -> set[Token]:
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
        return set()
    subject = next((child for child in modal.head.children if child.dep_ in SUBJECTS), None)
    edge = subject.left_edge.i if subject is not None else modal.i
    return {token for token in words if token.i < edge}


def _reach(name: str, token: Token, end: int, stops: Sequence[int]) -> list[Token]:
    """From the cue to the end of what hangs on it: the clause for "if", the phrase for "in accordance with"."""
    clause = name in ("condition", "exception")
    top = token
    if clause and token.dep_ in ("mark", "advmod", "cc", "case") and token.head.i > token.i:
        top = token.head
    last = max([token.i, *(one.i for one in top.subtree if one.sent == token.sent)])
    last = max([last, *(one.i for one in token.sent if token.i <= one.i and one.idx < end)])
    if not clause:
        last = min([last, *(stop - 1 for stop in stops)])
    held = list(token.doc[token.i : last + 1])
    while len(held) > 1 and (held[-1].is_punct or held[-1].is_space or held[-1].dep_ == "cc"):
        held.pop()
    return held
