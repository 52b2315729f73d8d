"""What a time expression hangs on in the parse: the verb of the proposition, a verb below it, or a noun.

"Signed the treaty in Moscow on 17 January" dates the signing; "since its 2003 war" dates the war and "the deal signed in
2001" the signing of that deal. Names of places and the words of a number are passed through: the parser hangs on them
what belongs to the verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import sorts_of
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition
from depositary.model.nouns import Span

_TIED = ("compound", "nummod", "amod", "poss", "nmod")
_BELOW = ("relcl", "acl", "advcl", "ccomp", "csubj", "csubjpass", "pcomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Holder:
    """The first verb above a date, and the nouns between: `tied` when the date is part of a noun or its "of" phrase."""

    date: Token
    verb: Token | None
    nouns: tuple[Token, ...]
    tied: bool


def holder(page: Page, paragraph: Paragraph, span: Span) -> Holder | None:
    """What a span of the layer "times" hangs on; None where it cuts through words."""
    root = _root(paragraph, span)
    if root is None:
        return None
    nouns: list[Token] = []
    tied = _owns(root) or _ends_another(paragraph, span, root)
    below = root
    for token in _above(root):
        if token.pos_ in VERBAL:
            return Holder(root, token, tuple(nouns), tied)
        if token.pos_ in ("NOUN", "PRON") and not _passed(page, paragraph, token):
            tied = tied or (not nouns and _is_part(below, root))
            nouns.append(token)
        elif token.pos_ == "PROPN" and not nouns:
            tied = tied or _is_part(below, root)
        below = token
    return Holder(root, None, tuple(nouns), tied)


def _owns(root: Token) -> bool:
    """True for "today's news"."""
    return any(child.dep_ == "case" for child in root.children) and not _frames_time(root.head)


_UNTIL = frozenset("until till since before after following".split())
_LEADS = frozenset("in on at of after before during since from".split())


def _ends_another(paragraph: Paragraph, span: Span, root: Token) -> bool:
    """True behind a noun that tells a time itself: "was valid until its collapse after 7 May", "since its start in 1980"."""
    at = root.i
    while at > 0 and paragraph.offsets(root.doc[at])[0] >= span.start:
        at -= 1
    while at > 0 and (root.doc[at].lower_ in _LEADS or root.doc[at].pos_ == "DET"):
        at -= 1
    noun = root.doc[at]
    return noun.i != root.i and noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ in _UNTIL


def _root(paragraph: Paragraph, span: Span) -> Token | None:
    found = paragraph.parse.char_span(
        span.start - paragraph.start, span.end - paragraph.start, alignment_mode="expand"
    )
    if found is None:
        return None
    root: Token = found.root
    return root


def _above(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        token = token.head
        yield token


def _is_part(below: Token, root: Token) -> bool:
    """True where the last step came from a bare date before a noun ("its 2003 war") or from its "of" phrase."""
    return (below.i == root.i and below.dep_ in _TIED) or (below.dep_ == "prep" and below.lower_ == "of")


def _passed(page: Page, paragraph: Paragraph, noun: Token) -> bool:
    """True for the words of a number, and for a noun that only frames a time: "in the wake of 7 May", "today's setting"."""
    if _frames_time(noun):
        return True
    start, end = paragraph.offsets(noun)
    return any(
        one.label != "DURATION" or noun.lemma_ == "year" for one in page.touching("quantities", start, end)
    )


def _frames_time(noun: Token) -> bool:
    return "time_frame" in sorts_of(noun)


def governs_time(told: Proposition, held: Holder, figure: bool = False) -> bool:
    """True when a date belongs to the proposition's own verb, and not to a clause or noun inside it."""
    if held.date.i == told.head.i or (held.nouns and held.nouns[0].i == told.head.i):
        return True
    if held.verb is None or not _same_clause(told, held.verb):
        return False
    if figure:
        return not held.tied or (bool(held.nouns) and held.nouns[0].lemma_.lower() not in _TEXTS)
    return not held.tied and (not held.nouns or _loosely(told, held))


# "Trade in 2022 rose by 5%": the time of a noun is that of its figure; but not for "the 2001 treaty has 20 articles".
_TEXTS = frozenset("treaty agreement pact accord deal document text contract".split())


def _same_clause(told: Proposition, verb: Token) -> bool:
    """True when nothing but helpers, infinitives and joined verbs stand between a verb and the proposition's own. What a
    verb of saying left outside, or at the front, reports is the proposition's own too."""
    held = {token.i for token in told.tokens}
    while verb.i != told.head.i:
        reported = verb.dep_ == "ccomp" and verb.head.i == told.head.i
        if reported and (told.head.i not in held or told.head.lemma_.lower() in reporting().verbs):
            return True
        if verb.dep_ in _BELOW or verb.head.i == verb.i:
            return False
        if verb.pos_ not in VERBAL and verb.pos_ not in ("ADJ", "ADP", "ADV", "SCONJ", "PART"):
            return False
        verb = verb.head
    return True


def _loosely(told: Proposition, held: Holder) -> bool:
    """True where the parser hangs the date of an act on one of its objects ("held talks on gas in May"), and for what a
    copula says ("has been in power since 2003")."""
    verb, first = held.verb, held.nouns[0]
    if verb is None or any(_in_subject(one) for one in held.nouns):
        return False
    predicate = first.dep_ == "attr" or (first.dep_ == "pobj" and first.head.head.i == verb.i)
    if verb.lemma_ in ("be", "become", "remain"):
        return len(held.nouns) == 1 and predicate and held.date.i > first.i
    return "act" in sorts_of(verb) and held.date.i > verb.i


def _in_subject(noun: Token) -> bool:
    return noun.dep_ in SUBJECTS or any(
        one.dep_ in SUBJECTS for one in _above(noun) if one.pos_ not in VERBAL
    )
