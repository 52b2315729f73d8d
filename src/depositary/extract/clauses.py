"""Cutting a sentence into propositions.

New ones begin at: a second main verb ("... and expects"), a participle after a comma (", marking a turn"), a finite
adverbial clause after a comma (", as both sides ..."), a relative clause after a comma (", which harbours ..."), and
what a verb of saying says ("said that ..."). None begins inside what is denied, doubted, hoped or only asked for: cut
off, it would tell as so what nobody says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Stretch
from spacy.tokens import Token

from depositary.annotate.layers import Paragraph
from depositary.extract.held import held
from depositary.extract.propositions import SUBJECTS, VERBAL, Proposition, spans_of, trimmed

# A clause shorter than this stays with the one above it: "as planned", "if so".
_SHORTEST = 4
_EDGE_DEPS = ("punct", "cc", "mark")


def propositions(paragraph: Paragraph, sentence: Stretch) -> Iterator[Proposition]:
    """The propositions of a sentence, in text order."""
    heads = _heads(sentence)
    left_out = _notes(sentence) | _hinges(sentence, heads)
    tokens: dict[int, list[Token]] = {head: [] for head in heads}
    for token in sentence:
        if token.i not in left_out:
            tokens.setdefault(_owner(token, heads), []).append(token)
    made: list[Proposition] = []
    for head, why in heads.items():
        if not _only_introduces(sentence.doc[head], tokens[head], heads):
            made.extend(_build(paragraph, sentence.doc[head], tokens[head], why))
    yield from sorted(made, key=lambda one: (one.start, one.end))


def _only_introduces(head: Token, tokens: list[Token], heads: dict[int, str]) -> bool:
    """True for "the report shows" once what it shows is a proposition of its own."""
    if not any(child.dep_ == "ccomp" and child.i in heads for child in head.children):
        return False
    subject = {one.i for child in head.children if child.dep_ in SUBJECTS for one in child.subtree}
    rest = [one for one in tokens if one.i not in subject and one.i != head.i and not one.is_punct]
    return all(one.dep_ in (*_EDGE_DEPS, "aux") for one in rest)


def _hinges(sentence: Stretch, heads: dict[int, str]) -> set[int]:
    """Words that only tie on a proposition of its own: "given" of "given that ...", "because it admits" that ..."""
    found: set[int] = set()
    for head in heads:
        above = sentence.doc[head].head
        if above.lower_ in _GIVEN:
            found.add(above.i)
        elif above.dep_ == "advcl" and above.i not in heads and sentence.doc[head].dep_ == "ccomp":
            own = [one for one in above.subtree if _owner(one, heads) != head]
            if all(one.i == above.i or one.pos_ in _SMALL for one in own):
                found.update(one.i for one in own)
    return found


# Words a clause needs but that tell nothing.
_SMALL = ("PRON", "AUX", "PART", "SCONJ", "CCONJ", "ADV", "DET", "PUNCT", "SPACE")
_GIVEN = frozenset(("given", "considering", "now", "seeing"))


# A mark of reference in the text, as [12] or [R012]: it stands in a sentence and is no word of it.
_NOTE = re.compile(r"\[[A-Za-z]{0,3}\d{1,4}\]")


def _notes(sentence: Stretch) -> set[int]:
    """Tokens of the reference marks in a sentence."""
    text = sentence.text
    if "[" not in text:
        return set()
    spans = [
        (one.start() + sentence.start_char, one.end() + sentence.start_char) for one in _NOTE.finditer(text)
    ]
    return {token.i for token in sentence for start, end in spans if start <= token.idx < end}


def _heads(sentence: Stretch) -> dict[int, str]:
    """Token index of every proposition head with the sort of clause it is."""
    heads = {sentence.root.i: "root"}
    for token in sentence:
        why = _begins(token)
        if why and token.i not in heads:
            heads[token.i] = why
    return heads


def _begins(token: Token) -> str | None:
    """The sort of clause that begins with this verb; None when it stays with the words above it."""
    dep = token.dep_
    if token.pos_ not in VERBAL:
        return None
    size = token.right_edge.i - token.left_edge.i + 1
    if dep == "conj":
        return "conj" if size >= _SHORTEST - 1 and _joins_clauses(token) and not held(token) else None
    if size < _SHORTEST or dep not in _CLAUSES or held(token):
        return None
    if dep == "advcl":
        return _adverbial(token)
    if dep == "relcl":
        return "relative" if _after_comma(token) else None
    if dep == "acl":
        return _of_a_noun(token, size)
    if dep == "pcomp" or token.head.lower_ in _GIVEN:
        return "adverbial" if token.head.lower_ in _GIVEN and _says_that(token) else None
    asked = dep == "ccomp" and token.left_edge.lower_ in _ASKED
    told = _finite(token) or _says_that(token)
    return "content" if told and not asked and not _is_frame(token) else None


_CLAUSES = frozenset("ccomp parataxis advcl relcl acl pcomp".split())


def _of_a_noun(token: Token, size: int) -> str | None:
    """What a noun of saying says, or a participle after a comma."""
    if _says_that(token):
        return "content"
    return "participle" if _after_comma(token) and size >= _SHORTEST + 1 else None


def _says_that(token: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)


def _in_a_list(token: Token) -> bool:
    """True for a gerund joined to others: "of aligning policies, pooling resources and opening ports" is one phrase."""
    alone = not any(child.dep_ in SUBJECTS for child in token.children)
    if token.tag_ != "VBG" or not alone:
        return False
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ == "pcomp" or not _after_comma(token)


# Clauses that name a thing rather than say one: "where we are now", "what it can do".
_ASKED = frozenset("where what how when who whom whether why".split())


def _joins_clauses(token: Token) -> bool:
    """True for the second of two clauses, not for the second of two infinitives or nouns under one verb."""
    if any(child.dep_ in SUBJECTS for child in token.children):
        return True
    if _in_a_list(token) or _shares_object(token):
        return False
    first = token.head
    while first.dep_ == "conj" and first.pos_ in VERBAL:
        first = first.head
    if any(child.tag_ == "TO" for child in first.children):
        return False
    return first.pos_ in VERBAL and (
        first.dep_ in ("ROOT", "ccomp", "advcl", "relcl", "parataxis") or _has_object(token)
    )


def _shares_object(token: Token) -> bool:
    """True for "drafted and signed the pact", and for a verb joined by nothing, which is a misread of one clause."""
    between = token.doc[token.head.i + 1 : token.left_edge.i]
    if len(between) == 1 and between[0].dep_ == "cc":
        return token.tag_ == token.head.tag_
    joined = any(one.dep_ in ("cc", "punct") for one in between if one.head.i in (token.head.i, token.i))
    return not joined and len(between) > 0 and not any(one.dep_ == "cc" for one in between)


def _has_object(token: Token) -> bool:
    return token.right_edge.i - token.i >= 5


def _is_frame(token: Token) -> bool:
    """A parse sometimes hangs the speaker's verb under what is said: '"...", he said'."""
    return False if token.right_edge.i - token.left_edge.i > 5 else token.dep_ == "parataxis"


def _finite(token: Token) -> bool:
    """True for a verb with a tense of its own: "said that it rose", not "let it rise" or "wants it to rise"."""
    tensed = ("VBD", "VBP", "VBZ", "MD")
    return token.tag_ in tensed or any(
        child.tag_ in tensed for child in token.children if child.dep_ in _HELPERS
    )


_HELPERS = ("aux", "auxpass")


def _adverbial(token: Token) -> str | None:
    marks = [
        child.lower_ for child in token.children if child.dep_ in ("mark", "advmod") and child.i <= token.i
    ]
    if any(mark in ("if", "unless", "whether", "so", "until") for mark in marks):
        return None
    if token.tag_ in ("VBG", "VBN") and not _finite(token):
        if token.left_edge.lower_ in _CIRCUMSTANCE:
            return None
        return "participle" if _after_comma(token) or _before_comma(token) else None
    return "adverbial" if _finite(token) and (_after_comma(token) or _before_comma(token)) else None


# "When crossing the valley", "after narrowly winning" tells when, not what.
_CIRCUMSTANCE = frozenset("when whenever after before once as upon if unless though although".split())


def _after_comma(token: Token) -> bool:
    first = token.left_edge
    left = first.i - 1
    return (
        left >= 0 and not first.is_sent_start and token.doc[left].text in {",", "—", "–", "-", ";", "(", ":"}
    )


def _before_comma(token: Token) -> bool:
    right = token.right_edge.i + 1
    return bool(token.left_edge.is_sent_start) and right < len(token.doc) and token.doc[right].text == ","


def _owner(token: Token, heads: dict[int, str]) -> int:
    """The head a token belongs to: the nearest proposition head above it."""
    while token.i not in heads and token.head.i != token.i:
        token = token.head
    return token.i


def _build(paragraph: Paragraph, head: Token, tokens: list[Token], why: str) -> Iterator[Proposition]:
    tokens = trimmed(tokens)
    if paragraph.label in ("TITLE", "HEADING") and not _tells(paragraph, tokens):
        return
    if len([token for token in tokens if not token.is_punct]) < 3:
        return
    yield Proposition(paragraph, head, tuple(tokens), spans_of(paragraph, tokens), why)


def _tells(paragraph: Paragraph, tokens: list[Token]) -> bool:
    """True for a headline that has a verb and asks nothing."""
    return any(token.pos_ in VERBAL for token in tokens) and "?" not in paragraph.parse.text
