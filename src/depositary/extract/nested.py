"""Propositions inside others: what a phrase says by the way.

"The treaty signed in 2001 runs until 2026" says two things, and each is kept: the sentence, and the signing. Four sorts:
a participle with its doer or its day ("sanctions imposed by ..."), a relative clause without a comma ("sanctions that
target both"), a noun of act or tie between two names ("X's attack on Y", "X's support for Y"), and an office told beside
a name ("A. Person, the ambassador to Z").
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Stretch, Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition, spans_of, trimmed
from depositary.model.nouns import Span

_SHORTEST, _LONGEST = 4, 30  # tokens
_NAMED = frozenset(
    ("Country", "Person", "Organization", "PublicBody", "Agreement", "Project", "Measure", "Place", "Group")
)


_CLAUSES = ("acl", "relcl")
_DONE = frozenset(("act", "tie", "stage"))


def nested(
    page: Page, paragraph: Paragraph, sentence: Stretch, apart: frozenset[int] = frozenset()
) -> Iterator[Proposition]:
    """Nested propositions of a sentence, in text order; `apart` are the heads of those that stand by themselves."""
    for token in sentence:
        if token.pos_ != "NOUN" and token.dep_ not in _CLAUSES:
            continue
        found = _participle(page, paragraph, token) or _relative(page, paragraph, token, apart)
        found = found or _nominal(page, paragraph, token, apart)
        if found is not None and _SHORTEST <= len(found.tokens) <= _LONGEST:
            yield found
    yield from _offices(page, paragraph, sentence)


def _participle(page: Page, paragraph: Paragraph, token: Token) -> Proposition | None:
    """A noun with its past participle, when the doer or the day is told."""
    if token.dep_ != "acl" or token.tag_ != "VBN" or token.head.pos_ not in ("NOUN", "PROPN"):
        return None
    if token.i - token.head.i > 2 or token.doc[token.i - 1].is_punct:
        return None  # after a comma it is a clause of its own already
    if not sorts_of(token) & _DONE:
        return None  # "challenges faced by both" is no act and no tie
    start, end = paragraph.offsets(token.doc[token.i : token.right_edge.i + 1])
    doer = any(child.dep_ == "agent" or child.lower_ == "between" for child in token.children)
    dated = any(one.label == "DATE" for one in page.inside("times", start, end))
    if not doer and not dated:
        return None
    tokens = [*_noun_phrase(token.head), *token.subtree]
    return _made(paragraph, token, tokens, "nested")


def _noun_phrase(noun: Token) -> list[Token]:
    """The noun and what stands before it."""
    return list(noun.doc[noun.left_edge.i : noun.i + 1])


def _relative(page: Page, paragraph: Paragraph, token: Token, apart: frozenset[int]) -> Proposition | None:
    """A relative clause without a comma that names something."""
    if token.dep_ != "relcl" or token.pos_ not in VERBAL:
        return None
    first = token.left_edge
    if first.lower_ not in ("that", "which", "who") or (
        first.i > first.sent.start and first.nbor(-1).is_punct
    ):
        return None
    tokens = _without(token, apart)
    start, end = paragraph.offsets(token.doc[first.i : tokens[-1].i + 1])
    if _stressed(token) or not (_names(page, start, end) or any(one.dep_ == "poss" for one in tokens)):
        return None
    told_of = _told_of(token)
    noun = list(token.doc[told_of.left_edge.i : first.i])  # "that Norway holds": what it holds stands before
    if len(noun) <= _LONGEST_NOUN and not any(one.is_punct or one.i in apart for one in noun):
        tokens = [*noun, *tokens]
    return _made(paragraph, token, tokens, "nested")


_LONGEST_NOUN = 12  # tokens


def _told_of(relative: Token) -> Token:
    """The noun of a relative clause: policy in "the policy he pursued in his last term that sought to", for no term seeks."""
    noun = relative.head
    if "stretch" in sorts_of(noun) and noun.dep_ == "pobj" and noun.head.head.dep_ == "relcl":
        return noun.head.head.head
    return noun


def _without(top: Token, apart: frozenset[int]) -> list[Token]:
    """The words under a token, less those of propositions that stand by themselves."""
    if top.i in apart or not any(one.i in apart for one in top.subtree):
        return list(top.subtree)
    out = {under.i for one in top.subtree if one.i in apart for under in one.subtree}
    return [one for one in top.subtree if one.i not in out]


def _stressed(token: Token) -> bool:
    """True for "it was reportedly the firm that built the port": one clause, and its hedge stands in front."""
    above = token.head.head
    return above.lemma_ == "be" and any(
        child.dep_ in ("nsubj", "expl") and child.lower_ == "it" for child in above.children
    )


def _nominal(page: Page, paragraph: Paragraph, token: Token, apart: frozenset[int]) -> Proposition | None:
    """A noun of act or tie with a name that has it and a name that it is for, on, with or to."""
    if token.pos_ != "NOUN" or not sorts_of(token) & _NOMINAL:
        return None
    owner = next((child for child in token.children if child.dep_ == "poss"), None)
    object_ = next(
        (
            noun
            for child in token.children
            if child.dep_ == "prep"
            for noun in child.children
            if noun.dep_ == "pobj"
        ),
        None,
    )
    if owner is None or object_ is None or _unreal(token):
        return None
    if not all(_names(page, *paragraph.offsets(one)) or one.pos_ == "PRON" for one in (owner,)):
        return None
    span = paragraph.offsets(token.doc[object_.left_edge.i : object_.right_edge.i + 1])
    if not _names(page, *span):
        return None
    twins = frozenset(one.i for one in token.conjuncts if one.i > token.i and one.lemma_ == token.lemma_)
    tokens = _without(token, apart | twins)
    return _made(paragraph, token, tokens, "nominal")


_NOMINAL = frozenset(("nominal_act", "nominal_tie"))


def _unreal(noun: Token) -> bool:
    """True for an act that only may or will be: "may ease Y's access to Z", "likely to discuss X's purchase of Y"."""
    above = noun
    while above.head.i != above.i:
        if above.dep_ in SUBJECTS or (above.pos_ in VERBAL and above.dep_ in ("relcl", "advcl")):
            return False
        above = above.head
        if any(child.tag_ == "MD" for child in above.children):
            return True
        if above.pos_ == "ADJ" and "unsure" in sorts_of(above):
            return True
    return False


def _offices(page: Page, paragraph: Paragraph, sentence: Stretch) -> Iterator[Proposition]:
    """A person with an office told in apposition; a bare title before the name ("President X") is none."""
    start, end = paragraph.offsets(sentence)
    for name in page.inside("names", start, end):
        at = (name.value or {}).get("role_at")
        if name.label != "Person" or not at or not start <= at[0] < at[1] <= end:
            continue
        between = page.text[min(name.end, at[1]) : max(name.start, at[0])]
        if "," not in between or len(between) > 8:
            continue
        tokens = [
            one
            for one in sentence
            if _inside(paragraph.offsets(one), min(name.start, at[0]), max(name.end, at[1]))
        ]
        if tokens:
            head = next((one for one in tokens if one.head not in tokens), tokens[-1])
            yield Proposition(paragraph, head, tuple(tokens), spans_of(paragraph, tokens), "office")


def _inside(place: tuple[int, int], start: int, end: int) -> bool:
    return start <= place[0] and place[1] <= end


def _names(page: Page, start: int, end: int) -> list[Span]:
    return [one for one in page.touching("names", start, end) if one.label in _NAMED]


def _made(paragraph: Paragraph, head: Token, tokens: list[Token], sort: str) -> Proposition:
    kept = trimmed(sorted(set(tokens), key=lambda one: one.i))
    return Proposition(paragraph, head, tuple(kept), spans_of(paragraph, kept), sort)
