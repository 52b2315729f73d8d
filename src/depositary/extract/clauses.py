"""Cutting a sentence into propositions: whose words are whose.

Where a proposition begins is `begins`; each other word belongs to the nearest beginning above it in the parse, but for
what the parse is known to hang wrongly, words that only tie a clause on, and marks of reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depositary.annotate.attribution.cues import cues as reporting
from depositary.annotate.layers import Paragraph
from depositary.annotate.tokens import Stretch, Token
from depositary.extract import datelines
from depositary.extract.begins import GIVEN, begins, finite, goes_on, sums_up
from depositary.extract.propositions import (
    SUBJECTS,
    VERBAL,
    Proposition,
    closed,
    spans_of,
    trimmed,
    without_speaker,
    without_tail,
)

_EDGE_DEPS = ("punct", "cc", "mark")


def propositions(paragraph: Paragraph, sentence: Stretch, text: str | None = None) -> Iterator[Proposition]:
    """The propositions of a sentence, in text order. `text` are its words, where the caller has them already."""
    words, text = tuple(sentence), sentence.text if text is None else text
    heads = _heads(sentence, words)
    owners = _owners(sentence, words, heads)
    left_out = _hinges(sentence, heads, owners) | (_notes(sentence, text) if "[" in text else set())
    if words[0].i == 0 and (led := datelines.ends(paragraph.parse.text)):
        left_out |= {token.i for token in words if token.idx < led}
    tokens: dict[int, list[Token]] = {head: [] for head in heads}
    for token in words:
        place = token.i
        if place not in left_out:
            tokens.setdefault(owners[place], []).append(token)
    quoted = "”" in text or '"' in text
    made: list[Proposition] = []
    for head, why in heads.items():
        if not _only_introduces(sentence.doc[head], tokens[head], heads):
            own = without_speaker(trimmed(tokens[head])) if quoted else trimmed(tokens[head])
            made.extend(_build(paragraph, sentence.doc[head], own, why))
    yield from sorted(made, key=lambda one: (one.start, one.end))


def _only_introduces(head: Token, tokens: list[Token], heads: dict[int, str]) -> bool:
    """True for "the report shows" once what it shows is a proposition of its own."""
    if not any(child.dep_ == "ccomp" and child.i in heads for child in head.children):
        return False
    subject = {one.i for child in head.children if child.dep_ in SUBJECTS for one in child.subtree}
    rest = [one for one in tokens if one.i not in subject and one.i != head.i and not one.is_punct]
    return all(one.dep_ in (*_EDGE_DEPS, "aux") for one in rest)


def _hinges(sentence: Stretch, heads: dict[int, str], owners: dict[int, int]) -> set[int]:
    """Words that only tie on a proposition of its own: "given" of "given that ...", "because it admits" that ..."""
    found: set[int] = set()
    for head in heads:
        above, dep = sentence.doc[head].head, sentence.doc[head].dep_
        if dep in ("pcomp", "ccomp") and (
            above.lower_ in GIVEN or (above.lower_ == "with" and dep == "pcomp")
        ):
            found.add(above.i)
        elif (
            dep == "ccomp"
            and above.dep_ in _HUNG
            and above.i not in heads
            and _is_hinge(above, sentence.doc[head])
        ):
            found.update(one.i for one in above.subtree if owners[one.i] != head)
            if above.dep_ == "pcomp":
                found.add(above.head.i)  # the "by" of "by announcing that ..."
    return found


_HUNG = ("advcl", "conj", "pcomp", "acl")


# Words a clause needs but that tell nothing.
_SMALL = ("PRON", "AUX", "PART", "SCONJ", "CCONJ", "ADV", "DET", "PUNCT", "SPACE")

# A mark of reference in the text, as [12] or [R012]: it stands in a sentence and is no word of it.
_NOTE = re.compile(r"\[[A-Za-z]{0,3}\d{1,4}\]")


def _notes(sentence: Stretch, text: str) -> set[int]:
    """Tokens of the reference marks in a sentence."""
    spans = [
        (one.start() + sentence.start_char, one.end() + sentence.start_char) for one in _NOTE.finditer(text)
    ]
    return {token.i for token in sentence for start, end in spans if start <= token.idx < end}


def _heads(sentence: Stretch, words: Sequence[Token]) -> dict[int, str]:
    """Token index of every proposition head with the sort of clause it is."""
    heads = {sentence.root.i: "root"}
    for token in words:
        why = begins(token)
        if why and token.i not in heads:
            heads[token.i] = why
    deep = [
        head for head, why in heads.items() if why == "content" and _left_hanging(sentence.doc[head], heads)
    ]
    return {head: why for head, why in heads.items() if head not in deep} if deep else heads


def _left_hanging(content: Token, heads: dict[int, str]) -> bool:
    """True for what is said deep in another clause: cut off, it would leave "the moment when the envoy tells her aide"."""
    above = content.head
    while above.dep_ in ("xcomp", "acomp", "ccomp") and above.i not in heads:
        above = above.head
    if content.dep_ != "ccomp" or above.i in heads or above.pos_ not in VERBAL:
        return False
    return not _is_hinge(above, content)


def _is_hinge(verb: Token, content: Token) -> bool:
    """True for a verb with nothing of its own but small words beside the clause it introduces; a verb of saying may
    have who says it, and when."""
    low, high = content.left_edge.i, content.right_edge.i
    said = verb.dep_ != "relcl" and verb.lemma_.lower() in reporting().verbs
    frame = {
        one.i for child in verb.children if said and child.dep_ in _WHO_AND_WHEN for one in child.subtree
    }
    return all(
        one.i == verb.i or low <= one.i <= high or one.pos_ in _SMALL or one.i in frame
        for one in verb.subtree
    )


_WHO_AND_WHEN = (*SUBJECTS, "npadvmod")


def _owners(sentence: Stretch, words: Sequence[Token], heads: dict[int, str]) -> dict[int, int]:
    """The head each token belongs to: the nearest proposition head above it, or the one it was moved to."""
    found = {head: head for head in heads}
    found.update(_moved(sentence, heads))
    for token in words:
        path, above, place = [], token, token.i
        if place in found:
            continue
        while place not in found:
            path.append(place)
            above = above.head
            if above.i == place:
                break
            place = above.i
        found.update(dict.fromkeys(path, found.get(place, place)))
    return found


def _moved(sentence: Stretch, heads: dict[int, str]) -> dict[int, int]:
    """Tokens whose words belong to another head than the parse says."""
    found: dict[int, int] = {}
    for head, why in heads.items():
        token = sentence.doc[head]
        if why == "content":
            lost = _lost_subject(token)
            if lost is not None:
                found[lost.i] = head
        elif why == "relative" and sums_up(token):
            found[token.head.i] = head
        elif why == "participle" and token.dep_ == "acl":
            found.update((one.i, head) for one in goes_on(token))
    return found


def _lost_subject(verb: Token) -> Token | None:
    """The noun read as the object of "concede" in "they concede the plan is dead": it is the subject of what is said."""
    before = verb.left_edge.i - 1
    if not finite(verb) or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    nouns = [child for child in verb.head.children if child.dep_ == "dobj" and child.right_edge.i == before]
    return nouns[0] if nouns and nouns[0].i > verb.head.i else None


def _build(paragraph: Paragraph, head: Token, tokens: list[Token], why: str) -> Iterator[Proposition]:
    tokens = closed(trimmed(without_tail(tokens)))
    if paragraph.label in ("TITLE", "HEADING") and not _tells(paragraph, tokens):
        return
    if len([token for token in tokens if not token.is_punct]) < 3:
        return
    yield Proposition(paragraph, head, tuple(tokens), spans_of(paragraph, tokens), why)


def _tells(paragraph: Paragraph, tokens: list[Token]) -> bool:
    """True for a headline that has a verb and asks nothing."""
    return any(token.pos_ in VERBAL for token in tokens) and "?" not in paragraph.parse.text
