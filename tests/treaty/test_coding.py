"""Codes: by the parts of a duty, never by a bare keyword; each with its article and words; nothing from a text not held."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_texts import CASE as PACT
from test_texts import PIECE, WHOLE, _one

from depositary.model.case import load
from depositary.model.record import Record
from depositary.treaty.coding import Code, absent, coded_facts, codes
from depositary.treaty.coding.codebook import codebook

LAST = "The Parties shall count storks."


def coded(*sentences: str) -> list[Code]:
    """The codes (topics aside) of a whole treaty of these articles."""
    body = "\n\n".join(f"Article {number}\n{one}" for number, one in enumerate([*sentences, LAST], start=1))
    text = _one(
        "TREATY\non Friendship between the Republic of Chile and the Kingdom of Norway\n\n"
        "Recalling that an attack on one Party shall be considered an attack on both,\n\n"
        f"The Parties have agreed as follows:\n\n{body}\n\nDone at Oslo on 3 May 2011.\n"
    )
    return [one for one in codes(text) if one.scheme != "topic"]


AID = "If one Party is attacked, the other Party shall "
CASES: list[tuple[str, set[tuple[str, int | str, tuple[str, ...]]]]] = [
    (AID + "immediately provide military and other assistance by all means.", {("defense", 1, ("attack",))}),
    (AID + "come to its aid.", {("defense", 1, ("attack",))}),
    ("An armed attack against one Party shall be considered an attack against both Parties.", {("defense", 1, ("attack",))}),
    (AID + "not provide any assistance to the aggressor.", {("neutral", 1, ("attack",)), ("notaiden", 1, ())}),
    (AID + "help to settle the dispute peacefully in accordance with Article 51 of the Charter of the United Nations.",
     {("charter", 1, ())}),
    ("The Parties shall act in accordance with Article 51 of the Charter of the United Nations.", {("charter", 1, ())}),
    ("In the event of a threat of attack, the Parties shall consult at the request of either Party.",
     {("consul", 1, ("attack", "threat", "request"))}),
    ("Disputes on this Treaty shall be settled by consultation between the Parties.", {("medarb", 0, ())}),
    ("The Parties shall refrain from the threat or use of force against each other.", {("nonagg", 1, ())}),
    ("Neither Party shall join an alliance directed against the other Party.", {("noothall", 1, ())}),
    ("Neither Party shall permit its territory to be used for hostile acts against the other Party.", {("terruse", 1, ())}),
    ("This Treaty shall remain in force for a period of twenty (20) years.", {("length", 20, ())}),
    ("A Party may withdraw from this Treaty by written notice.", {("renounce", 1, ())}),
    ("The Parties shall maintain strict neutrality in the event of a war of the other Party.", {("neutral", 1, ())}),
    ("The Parties consider terrorism a threat to peace.", set()),
    ("For the purposes of this Treaty, \"attack\" means an attack on one Party that is considered an attack on both.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_codes_of_a_sentence(sentence: str, expected: set[tuple[str, int | str, tuple[str, ...]]]) -> None:
    assert {(one.variable, one.value, one.conditions) for one in coded(sentence)} == expected


def test_of_two_duties_in_a_sentence_the_one_that_says_it_is_named() -> None:
    first = "the other Party shall not give aid to the aggressor"
    second = "shall act in accordance with the Charter of the United Nations"
    found = {one.variable: one for one in coded(f"If one Party is attacked, {first} and {second}.")}
    assert found["charter"].statement and found["charter"].statement != found["neutral"].statement


def test_a_condition_told_before_is_pointed_back_to() -> None:
    first = "1. An armed attack on one Party concerns the other."
    (code,) = coded(f"{first}\n2. In such a case, the other Party shall give it military assistance.")
    assert (code.variable, code.conditions, code.provision) == ("defense", ("attack",), "art_1__para_2")


def test_every_code_cites_words_of_an_article_and_says_why() -> None:
    text = _one(PIECE.replace("feed the storks of", "not use force against"), case=PACT)
    made = codes(text)
    assert {one.variable for one in made} >= {"nonagg"}
    for one in made:
        held = text.provision(one.provision)
        assert held is not None and held.start <= one.start < one.end <= held.end
        assert one.quote in held.words and one.article == "2" and one.basis == "text" and one.reason


@settings(deadline=None, max_examples=5)
@given(st.permutations([one for one, _ in CASES[:8]]))
def test_renumbering_changes_no_code(order: list[str]) -> None:
    known = {
        (one.variable, one.value, one.conditions, one.quote) for one in coded(*[one for one, _ in CASES[:8]])
    }
    assert {(one.variable, one.value, one.conditions, one.quote) for one in coded(*order)} == known


def test_absence_is_told_only_of_a_whole_text() -> None:
    piece = _one(PIECE, case=PACT)
    assert absent(piece, "defense") == absent(piece, "trade") == "not in the articles held"
    whole = _one(WHOLE)
    assert whole.coverage.whole is not None
    told = [absent(whole, key) for key in ("defense", "length", "trade")]
    assert told == ["not promised", "not set", "not addressed"]


def test_a_coded_fact_has_its_source() -> None:
    case = load("model-pact")
    record = Record({}, (), {one.id: one for one in case.entities}, (), case)
    assert case.agreement is not None
    made = coded_facts(record, case.agreement)
    assert [(one.variable, one.value, one.basis, one.ref) for one in made if one.variable == "defense"] == [
        ("defense", 0, "coded_fact", "treaty.md")
    ]
    assert coded_facts(record, "e_unknown") == []


def test_the_codebook_is_whole() -> None:
    book = codebook()
    for one in book.variables.values():
        assert one.label and one.means and (one.values or one.unit != "year") and one.group in book.groups
    assert {rule.variable for rule in book.rules} == set(book.variables)
    assert all(rule.cues for rule in book.rules)
    known = set(book.conditions)
    assert all(rule.given <= known and rule.without <= known for rule in book.rules)
