"""What a quotation without its subject is shown with."""

from __future__ import annotations

import pytest

import factory
from depositary.model.nouns import Statement, Term
from depositary.views.leads import lead

TEXT = (
    "It was set for 10 years but was extended until 2026. The union of Averia, which began in 2003, grew."
    " Averia raised its duties."
)
DOC = factory.document(TEXT, "a.txt")


def said(quote: str, subject: str, speaker: str | None = None) -> Statement:
    at = TEXT.find(subject)
    term = Term(None, subject, subject, at, at + len(subject)) if subject else None
    who = factory.speaker(speaker) if speaker else None
    return factory.statement(DOC, quote, "event", subject=term, speaker=who)


@pytest.mark.parametrize(("quote", "subject", "shown"), [
    ("was extended until 2026", "It", "… set for 10 years but"),  # a pronoun is no subject to print
    ("which began in 2003", "", "The union of Averia,"),
    ("which began in 2003", "union of Averia", "union of Averia"),
    ("its duties", "", ""),
    ("Averia raised its duties", "Averia", ""),
])  # fmt: skip
def test_what_begins_without_its_subject_is_shown_with_it(quote: str, subject: str, shown: str) -> None:
    assert lead(said(quote, subject), {DOC.id: DOC}) == shown


def test_words_of_the_sentence_before_are_not_taken() -> None:
    doc = factory.document("Trade fell. was extended, they said.", "c.txt")
    assert lead(factory.statement(doc, "was extended", "event"), {doc.id: doc}) == ""


def test_a_subject_that_is_the_speaker_is_not_told_twice() -> None:
    assert lead(said("was extended until 2026", "union of Averia", "The union of Averia"), {DOC.id: DOC}) == ""
    assert lead(said("was extended until 2026", "union of Averia", "The chair"), {DOC.id: DOC}) == "union of Averia"
