"""Our tokens say what those of spaCy say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from spacy.tokens import Doc

import factory
from depositary.annotate.parse import language, page_of
from depositary.annotate.tokens import Parse

TEXTS = (
    "The minister of Verania, who met both mayors and the guests in Ostrand, said on 3 May 2024 that trade (12%) rose.",
    "It is the strikes on the harbour in Merrow that resulted in the party’s military weakening for the first time since.",
    "“We won't sign,” she told us; nobody - not even A. Velik’s aide - knew why.  Two spaces! What was asked? They left.",
    "A treaty was signed in 2001 that all of them praised, which they had not read, and a pact about which nothing is known.",
    "Progress report",
)
WORDS = "text lower_ lemma_ pos_ tag_ dep_ ent_type_ whitespace_ text_with_ws idx i is_punct is_space is_stop is_alpha"
NEAR = "children lefts rights subtree ancestors conjuncts"


@pytest.fixture(scope="module", params=TEXTS)
def both(request: Any) -> tuple[Doc, Parse]:
    doc = language()(request.param)
    return doc, Parse(doc, request.param)


def places(tokens: Iterable[Any]) -> list[int]:
    return [one.i for one in tokens]


def bounds(span: Any) -> tuple[Any, ...] | None:
    return None if span is None else (span.start, span.end, span.start_char, span.end_char, span.text, span.label_)


def test_every_word_says_the_same(both: tuple[Doc, Parse]) -> None:
    doc, parse = both
    assert len(doc) == len(parse)
    for known, ours in zip(doc, parse, strict=True):
        for name in WORDS.split():
            assert getattr(known, name) == getattr(ours, name), (name, known)
        assert bool(known.is_sent_start) == ours.is_sent_start
        assert len(known) == len(ours)
        assert (known.head.i, known.left_edge.i, known.right_edge.i) == (ours.head.i, ours.left_edge.i, ours.right_edge.i)
        for name in NEAR.split():
            assert places(getattr(known, name)) == places(getattr(ours, name)), (name, known)
        assert bounds(known.sent) == bounds(ours.sent)


def test_sentences_and_names_are_the_same(both: tuple[Doc, Parse]) -> None:
    doc, parse = both
    assert list(map(bounds, doc.sents)) == list(map(bounds, parse.sents))
    assert list(map(bounds, doc.ents)) == list(map(bounds, parse.ents))


def test_every_stretch_says_the_same(both: tuple[Doc, Parse]) -> None:
    doc, parse = both
    for start in range(len(doc) + 1):
        for end in range(start, len(doc) + 2):
            known, ours = doc[start:end], parse[start:end]
            assert bounds(known) == bounds(ours)
            assert places(known) == places(ours)
            assert bool(known) == bool(ours)
            if len(known):
                assert (known.root.i, known[-1].i, known[0].i) == (ours.root.i, ours[-1].i, ours[0].i), known
                assert bounds(known.sent) == bounds(ours.sent)
                assert bounds(known[1:-1]) == bounds(ours[1:-1])


@pytest.mark.parametrize("mode", ["strict", "expand"])
def test_every_interval_is_cut_the_same(both: tuple[Doc, Parse], mode: str) -> None:
    doc, parse = both
    for start in range(len(doc.text)):
        for end in range(start + 1, min(len(doc.text) + 2, start + 30)):
            assert bounds(doc.char_span(start, end, alignment_mode=mode)) == bounds(parse.char_span(start, end, mode))


def test_beyond_the_ends_is_an_error(both: tuple[Doc, Parse]) -> None:
    parse = both[1]
    with pytest.raises(IndexError):
        parse[0].nbor(-1)
    with pytest.raises(IndexError):
        parse[len(parse) - 1].nbor()
    with pytest.raises(IndexError):
        parse[0:1][1]
    assert parse[-1] is parse.tokens[-1]


def test_bare_tokens_hang_on_nothing() -> None:
    from dataclasses import replace

    parse = page_of(replace(factory.document("Zwei Worte"), lang="de")).paragraphs[0].parse
    assert not parse.is_parsed
    assert [one.head for one in parse] == [*parse]
    assert [sentence.text for sentence in parse.sents] == ["Zwei Worte"]
