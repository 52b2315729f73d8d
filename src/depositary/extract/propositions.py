"""Cutting a sentence into propositions: one thing said, with its own verb.

A proposition is a clause head of the parse with the words under it, less the words of the propositions below it. New
ones begin at: a second main verb ("... and expects"), a participle after a comma (", marking a turn"), a finite
adverbial clause after a comma (", as both sides ..."), a relative clause after a comma (", which harbours ..."), what
a verb of saying says ("said that ..."), and an office told beside a name ("X, the ambassador,"). What stands before
or between is never lost to view: the spans of a proposition are exact and may have gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Stretch
from spacy.tokens import Token

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Paragraph
from depositary.extract.lexicon import lexicon
from depositary.model.nouns import Offsets

VERBAL = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# A clause shorter than this stays with the one above it: "as planned", "if so".
_SHORTEST = 4
# Openers that belong to the discourse, not to what is said.
_EDGE_DEPS = ("punct", "cc", "mark")
_EDGE_POS = ("PUNCT", "SPACE")
_OPENERS = frozenset(
    "furthermore moreover however nevertheless nonetheless additionally meanwhile similarly essentially also thus therefore "
    "overall consequently accordingly hence instead indeed likewise besides firstly secondly finally".split()
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause: its head, its tokens in order, and where they stand in the document."""

    paragraph: Paragraph
    head: Token
    tokens: tuple[Token, ...]
    spans: tuple[Offsets, ...]
    kind_of_clause: str

    @property
    def start(self) -> int:
        """First character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.spans[-1][1]

    @property
    def subject(self) -> Token | None:
        """The head of its subject: its own, else the one it shares with the verb it is joined to or hangs on."""
        return subject_of(self.head)


def subject_of(head: Token) -> Token | None:
    """The subject of a verb, followed through coordination, control and participles."""
    for _ in range(6):
        for child in head.children:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return child
        if head.dep_ in ("conj", "xcomp", "advcl", "ccomp") and head.head.i != head.i:
            head = head.head
        elif head.dep_ in ("acl", "relcl"):
            return head.head
        else:
            return None
    return None


def main_verb(head: Token) -> Token:
    """The verb that carries the meaning: "seek to expand" is expand's clause, but "seek" tells its sort."""
    if head.pos_ == "AUX" or head.lemma_ in _CARRIERS:
        for child in head.children:
            if child.dep_ == "xcomp" and child.pos_ == "VERB":
                return child
    return head


# Verbs that only colour the verb under them.
_CARRIERS = frozenset(
    "be have begin continue expect set seem appear try tend start help schedule project say".split()
)


def governs(proposition: Proposition, token: Token) -> bool:
    """True when a word colours the proposition itself and not a clause inside it ("a treaty that would ...")."""
    while token.i != proposition.head.i:
        if token.head.i == token.i:
            return False
        heads_a_title = token.head.i == proposition.head.i and proposition.head.pos_ not in VERBAL
        if token.dep_ in ("relcl", "acl", "advcl", "csubj", "pcomp") and not heads_a_title:
            return False
        token = token.head
    return True


def propositions(paragraph: Paragraph, sentence: Stretch) -> Iterator[Proposition]:
    """The propositions of a sentence, in text order."""
    heads = _heads(sentence)
    notes = _notes(sentence)
    owner: dict[int, int] = {}
    for token in sentence:
        owner[token.i] = _owner(token, heads, owner)
    made: list[Proposition] = []
    for head, why in heads.items():
        tokens = [token for token in sentence if owner[token.i] == head and token.i not in notes]
        if not _only_introduces(sentence.doc[head], tokens, heads):
            made.extend(_build(paragraph, sentence.doc[head], tokens, why))
    yield from sorted(made, key=lambda one: (one.start, one.end))


def _only_introduces(head: Token, tokens: list[Token], heads: dict[int, str]) -> bool:
    """True for "the report shows" once what it shows is a proposition of its own."""
    if not any(child.dep_ == "ccomp" and child.i in heads for child in head.children):
        return False
    subject = {one.i for child in head.children if child.dep_ in SUBJECTS for one in child.subtree}
    rest = [one for one in tokens if one.i not in subject and one.i != head.i and not one.is_punct]
    return all(one.dep_ in (*_EDGE_DEPS, "aux") for one in rest)


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
    dep = token.dep_
    if token.pos_ not in VERBAL and dep not in ("appos",):
        return None
    size = token.right_edge.i - token.left_edge.i + 1
    if dep == "conj":
        return "conj" if not _under_preposition(token) and _joins_clauses(token) and size >= _SHORTEST - 1 else None
    if size < _SHORTEST:
        return None
    if _under_denial(token):
        return None
    if dep == "ccomp" and token.left_edge.lower_ in _ASKED:
        return None
    if dep in ("ccomp", "parataxis") and not _is_frame(token):
        return "content" if _finite(token) and not _judged(token) and not wished(token) else None
    if dep == "advcl":
        return _adverbial(token)
    if dep == "relcl":
        return "relative" if _after_comma(token) else None
    if dep == "acl" and any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children):
        return "content"
    if dep == "acl" and _after_comma(token) and size >= _SHORTEST + 1:
        return "participle"
    return None


def _under_denial(token: Token) -> bool:
    """True for what is denied: "denied claims that talks had stalled" must not be cut to "talks had stalled"."""
    while token.head.i != token.i and token.dep_ not in ("advcl", "relcl"):
        joined = token.dep_ == "conj"  # hangs on what the first hangs on, not on the first
        token = token.head
        if not joined and (_called_false(token) or unsaid(token)):
            return True
    return False


def unsaid(verb: Token) -> bool:
    """True for a verb that denies, or of saying with a "not" or nobody who says it."""
    sorts = lexicon().get(verb.lemma_.lower(), frozenset())
    if "deny" in sorts:
        return True
    if verb.lemma_.lower() not in reporting().verbs:
        return False
    if verb.dep_ == "xcomp" and "refuse" in lexicon().get(verb.head.lemma_.lower(), ()):
        return True
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    words = [*verb.children, *(one for child in subjects for one in child.children)]
    return any(one.dep_ == "neg" or one.lower_ in NOBODY for one in words)


NOBODY = frozenset("no none nobody neither few little hardly never".split())


def _called_false(noun: Token) -> bool:
    """True for the subject of "is false", "was a lie": what a claim says must not be cut out of it."""
    words = [child for child in noun.head.children if child.dep_ in ("acomp", "attr")]
    return noun.dep_ in SUBJECTS and any("untrue" in lexicon().get(word.lemma_.lower(), ()) for word in words)


def _judged(token: Token) -> bool:
    """True for the clause in "it is clear that ...": the judgement and what is judged are one proposition."""
    return token.head.lemma_ in _JUDGES and token.dep_ == "ccomp"


_JUDGES = frozenset(("be", "seem", "appear", "mean", "'s", "’s", "look"))


def _under_preposition(token: Token) -> bool:
    """True for a gerund joined without a comma: "of aligning policies and pooling resources" is one phrase."""
    alone = not any(child.dep_ in SUBJECTS for child in token.children)
    return token.tag_ == "VBG" and alone and not _after_comma(token)


def wished(token: Token) -> bool:
    """True for the clause in "demanded that the port open": cut off, it would tell as done what is only asked for."""
    children, above = list(token.children), reporting().verbs.get(token.head.lemma_.lower())
    if above is None or not any(child.dep_ == "mark" and child.lower_ == "that" for child in children):
        return False
    helpers = [child for child in children if child.dep_ in ("aux", "auxpass")]
    if helpers:
        return helpers[0].lower_ == "be"
    one = above.kind == "demand" and any(
        child.dep_ in SUBJECTS and child.tag_ in ("NN", "NNP") for child in children
    )
    return token.tag_ == "VB" or (token.tag_ == "VBP" and one)  # "that Chile open": the parser reads a plural


# Clauses that name a thing rather than say one: "where we are now", "what it can do".
_ASKED = frozenset("where what how when who whom whether why".split())


def _joins_clauses(token: Token) -> bool:
    """True for the second of two clauses, not for the second of two infinitives or nouns under one verb."""
    first = token.head
    while first.dep_ == "conj" and first.pos_ in VERBAL:
        first = first.head
    if any(child.dep_ in SUBJECTS for child in token.children):
        return True
    if any(child.tag_ == "TO" for child in first.children):
        return False
    return first.pos_ in VERBAL and (
        first.dep_ in ("ROOT", "ccomp", "advcl", "relcl", "parataxis") or _has_object(token)
    )


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


def _reports(governor: Token) -> bool:
    """True for a verb of saying, thinking or showing: what hangs on another verb is no proposition of its own.

    Hope and doubt are kept with what is hoped or doubted: "hope that it ends" must not be cut to "it ends".
    """
    lemma = governor.lemma_.lower()
    if governor.pos_ not in VERBAL or "keeps" in lexicon().get(lemma, ()):
        return False
    doubted = any(child.dep_ == "neg" for child in governor.children)
    return lemma in reporting().verbs and not doubted


def _adverbial(token: Token) -> str | None:
    marks = [
        child.lower_ for child in token.children if child.dep_ in ("mark", "advmod") and child.i <= token.i
    ]
    if any(mark in ("if", "unless", "whether", "so", "until") for mark in marks):
        return None
    if token.tag_ in ("VBG", "VBN") and not _finite(token):
        return "participle" if _after_comma(token) or _before_comma(token) else None
    return "adverbial" if _finite(token) and (_after_comma(token) or _before_comma(token)) else None


def _after_comma(token: Token) -> bool:
    first = token.left_edge
    left = first.i - 1
    return (
        left >= 0 and not first.is_sent_start and token.doc[left].text in {",", "—", "–", "-", ";", "(", ":"}
    )


def _before_comma(token: Token) -> bool:
    right = token.right_edge.i + 1
    return bool(token.left_edge.is_sent_start) and right < len(token.doc) and token.doc[right].text == ","


def _owner(token: Token, heads: dict[int, str], owner: dict[int, int]) -> int:
    """The head a token belongs to: the nearest proposition head above it."""
    seen = token
    while seen.i not in heads:
        if seen.head.i == seen.i:
            return seen.i
        seen = seen.head
    return seen.i


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


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without the joining words, openers and marks at the edges."""
    first, last = 0, len(tokens)
    held = {token.i for token in tokens}
    while first < last and _is_edge(tokens[first], held):
        first += 1
    while last > first and (tokens[last - 1].pos_ in _EDGE_POS or tokens[last - 1].dep_ == "cc"):
        if tokens[last - 1].text in _CLOSING and _opened(tokens[first : last - 1], tokens[last - 1].text):
            break
        last -= 1
    return tokens[first:last]


_CLOSING = {")": "(", "”": "“", '"': '"', "»": "«"}


def _opened(tokens: list[Token], closing: str) -> bool:
    """True when a bracket or quotation is open in these tokens, so that this mark closes it."""
    opening = _CLOSING[closing]
    opened = sum(token.text == opening for token in tokens)
    return opened % 2 == 1 if opening == closing else opened > sum(token.text == closing for token in tokens)


def _is_edge(token: Token, held: set[int]) -> bool:
    """True for a mark, joining word or opener of the whole: the "as" of "as planned, ..." joins a clause inside it."""
    if token.pos_ in _EDGE_POS or token.dep_ in ("punct", "cc"):
        return True
    if token.dep_ == "mark":
        inside = token.head.i in held and token.head.head.i in held - {token.head.i}
        return (token.lower_ == "that" or not inside) and token.lower_ in {
            "that",
            "as",
            "while",
            "because",
            "since",
            "though",
            "although",
            "whereas",
        }
    return token.lower_ in _OPENERS


def spans_of(paragraph: Paragraph, tokens: list[Token]) -> tuple[Offsets, ...]:
    """Document offsets of runs of neighbouring tokens; a gap of marks only does not part a run."""
    spans: list[list[int]] = []
    before: Token | None = None
    for token in tokens:
        start, end = paragraph.offsets(token)
        if before is not None and all(
            gap.is_punct or gap.is_space for gap in token.doc[before.i + 1 : token.i]
        ):
            spans[-1][1] = end
        else:
            spans.append([start, end])
        before = token
    return tuple((start, end) for start, end in spans)
