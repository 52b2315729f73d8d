"""Whose voice a statement is, which are independent, and which agree without being so."""

from __future__ import annotations

from dataclasses import replace

import pytest

import factory
from depositary.model.nouns import Document, Statement
from depositary.model.record import Record
from depositary.reconcile.voices import TOGETHER, agreeing, called, independent, voice

HEAD = "Lake news\nA collection of reports\nCompiled by hand\n"


def record(*documents: Document) -> Record:
    return Record({one.id: one for one in documents}, ())


def said(document: Document, quote: str, **fields: str) -> Statement:
    return factory.statement(document, quote, **fields)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Arda, LNA – The text has 30 articles.", "LNA"),
        ("ARDA (Lake Wire) — The text has 30 articles.", "Lake Wire"),
        ("ARDA, May 3. /LNA/. – The text has 30 articles.", "LNA"),
        ("Arda, the seat – The text has 30 articles.", ""),
        ("The text has 30 articles.", ""),
    ],
)
def test_an_agency_in_the_dateline_of_a_passage_is_the_voice(line: str, wanted: str) -> None:
    document = factory.document(f"{HEAD}{line}\nMore of it.", "a.txt", publisher="The Paper")
    one = said(document, "has 30 articles")
    assert voice(one, record(document)) == (wanted or "The Paper")
    assert called(one, record(document)) == (wanted or "The Paper")


def test_the_dateline_of_the_whole_text_is_no_other_voice() -> None:
    document = factory.document("Pact signed\nARDA (Lake Wire) — The text has 30 articles.", "a.txt", publisher="The Paper")
    assert voice(said(document, "has 30 articles"), record(document)) == "The Paper"


def test_of_an_original_and_its_copy_the_original_speaks() -> None:
    first = factory.document("The text has 30 articles.", "z.txt", publisher="Wire")
    copy = replace(factory.document("The text has 30 articles!", "a.txt", publisher="Paper"), copy_of=first.id)
    held = record(first, copy)
    told = [said(copy, "has 30 articles"), said(first, "has 30 articles")]
    assert [one.doc_name for one in independent(held, told)] == ["z.txt"]


def test_two_speakers_of_one_document_agree_and_are_not_independent() -> None:
    document = factory.document("It has 30 articles, and once more: 30 articles.", "a.txt")
    one, other = said(document, "has 30 articles", speaker="X"), said(document, "more: 30 articles", speaker="Y")
    held = record(document)
    assert len(independent(held, (one, other))) == 1
    assert agreeing(held, (one, other)) == ([one, other], TOGETHER)


def test_one_voice_that_repeats_itself_agrees_with_nobody() -> None:
    document = factory.document("It has 30 articles, and once more: 30 articles.", "a.txt")
    told = [said(document, "has 30 articles"), said(document, "more: 30 articles")]
    assert len(agreeing(record(document), told)[0]) == 1


def test_independent_documents_go_before_voices_of_one() -> None:
    first, second = (factory.document(f"{name}: it has 30 articles, 30.", name) for name in ("a.txt", "b.txt"))
    places = ((first, "has 30 articles", "X"), (first, "30.", "Y"), (second, "has 30 articles", "Z"))
    told = [said(document, quote, speaker=name) for document, quote, name in places]
    found, limits = agreeing(record(first, second), told)
    assert [one.doc_name for one in found] == ["a.txt", "b.txt"] and limits is None
