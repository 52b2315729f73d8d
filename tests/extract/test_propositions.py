"""Cutting sentences: one rule at a time, nothing denied told as so, and no words from outside the sentence."""

from __future__ import annotations

import pytest
from extracting import clauses, cut, told, words
from hypothesis import example, given, settings
from hypothesis import strategies as st

import factory
from depositary.annotate.parse import page_of
from depositary.extract.clauses import propositions

CUT: list[tuple[str, list[str]]] = [
    # a second main verb, with its own subject or without
    ("Norway built a port and Chile bought ten ships.", ["Norway built a port", "Chile bought ten ships"]),
    ("The minister signed the pact and praised the crew of the first ship.",
     ["The minister signed the pact", "praised the crew of the first ship"]),
    ("The port will open; the railway will follow next year.", ["The port will open", "the railway will follow next year"]),
    # a participle, an adverbial and a relative clause after a comma
    ("The bridge opened in May, marking a turn in the trade of the valley.",
     ["The bridge opened in May", "marking a turn in the trade of the valley"]),
    ("The bridge closed, as both towns had feared for years.", ["The bridge closed", "both towns had feared for years"]),
    ("Because the pass was closed, goods went by sea.", ["the pass was closed", "goods went by sea"]),
    ("The firm bought the port of Arda, which handles most of the grain.",
     ["The firm bought the port of Arda", "which handles most of the grain"]),
    # what is said
    ("The minister said on Monday that the port would open.", ["The minister said on Monday", "the port would open"]),
    ("The report shows that the port would open next year.", ["the port would open next year"]),
    ("Given that the port had closed in May, trade went by sea.", ["the port had closed in May", "trade went by sea"]),
    # participles that open a sentence, or stand beside each other, are one phrase
    ("Running along the sea, linking both towns, and serving three ports, the road is old.",
     ["Running along the sea, linking both towns, and serving three ports", "the road is old"]),
    ("They were towns of the coast, shunned by all traders, and beset by debts.",
     ["They were towns of the coast", "shunned by all traders, and beset by debts"]),
    # a clause of a proper noun tells something new
    ("The envoy will fly to Ostrand where he will sign a pact.", ["The envoy will fly to Ostrand", "he will sign a pact"]),
    ("The fair marks a turn, with Verania and Osmerra showing ships together.",
     ["The fair marks a turn", "Verania and Osmerra showing ships together"]),
    # a noun that sums up goes with what is told of it
    ("The firm sold the port, a step that worried both towns.", ["The firm sold the port", "a step that worried both towns"]),
    ("While both towns had been rivals for years — their trade does grow.",
     ["both towns had been rivals for years", "their trade does grow"]),
    # what stays together
    ("The pact may shape the rules of trade, lower the tolls of both, and open ports to all.",
     ["The pact may shape the rules of trade, lower the tolls of both, and open ports to all"]),
    ("Norway drafted and signed the pact.", ["Norway drafted and signed the pact"]),
    ("The plan is about opening ports, building roads, and training crews for them.",
     ["The plan is about opening ports, building roads, and training crews for them"]),
    ("The pact would help both sides sell more grain.", ["The pact would help both sides sell more grain"]),
    ("Norway plans to build a port and to open a railway.", ["Norway plans to build a port and to open a railway"]),
    ("If the port opens, the railway will carry more coal.", ["If the port opens, the railway will carry more coal"]),
    ("Goods went by sea because the pass was closed.", ["Goods went by sea because the pass was closed"]),
    ("It is clear that the port will open next year.", ["It is clear that the port will open next year"]),
    ("As planned, the port opened in May.", ["As planned, the port opened in May"]),
    ("The firm used the example of the port to prove that roads pay.",
     ["The firm used the example of the port to prove that roads pay"]),
    # openers and marks at the edges
    ("The paper described how the port could serve both towns.", ["The paper described how the port could serve both towns"]),
    ("Moreover, the port opened in May.", ["the port opened in May"]),
    ("And the port opened in May.", ["the port opened in May"]),
    ("The bridge closed, particularly as both towns had feared it.", ["The bridge closed", "both towns had feared it"]),
    # too short, and no verb in a headline
    ("Yes, sir.", []),
    ("The fall of the price of grain", []),
    ("Price of grain falls in May", ["Price of grain falls in May"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_cut(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


DENIED = [
    "The minister denied claims that the port had closed.",
    "The minister denied that the port had closed.",
    "The ministry rejected reports that the port had closed.",
    "The ministry dismissed as rumour the claim that the port had closed.",
    "The minister did not say that the port had closed.",
    "The minister never said that the port had closed.",
    "The ministry has not confirmed that the port had closed.",
    "Experts do not believe that the port had closed.",
    "The claim that the port had closed was false.",
    "The report that the port had closed is a lie.",
    "It is not known that the port had closed.",
    "The minister refused to say that the port had closed.",
    "Neither minister said that the port had closed.",
    "No one said that the port had closed.",
    "Few believe that the port had closed.",
    "The paper retracted its report that the port had closed.",
]


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_never_stands_alone(text: str) -> None:
    assert all(one != "the port had closed" for one in cut(text))
    for one in told(text):
        assert one.quote not in "that the port had closed", f"told as so: {one.quote}"


def test_what_a_denial_is_joined_to_is_told() -> None:
    text = "The minister did not say that the port had closed and praised the crew of the ship."
    assert cut(text) == ["The minister did not say that the port had closed", "praised the crew of the ship"]
    found = [(one.quote, one.stance) for one in told("The minister rejected the offer, saying that the port had closed in May.")]
    assert found == [("rejected the offer", "asserts"), ("the port had closed in May", "asserts")]


ASKED = [
    "Norway demanded that Chile close the port.",
    "The minister demanded that Chile close the port.",
    "The minister proposed that the port be closed.",
]


@pytest.mark.parametrize("text", ASKED)
def test_what_is_asked_for_is_not_told_as_done(text: str) -> None:
    (one,) = told(text)
    assert one.stance == "demands"
    assert "Chile close the port" not in cut(text) and "the port be closed" not in cut(text)


@pytest.mark.parametrize("note", ["[12]", "[R012]", "[a3]"])
def test_marks_of_reference_are_no_words(note: str) -> None:
    assert cut(f"The port handles grain {note} and the railway carries coal {note}.") == [
        "The port handles grain", "the railway carries coal",
    ]  # fmt: skip
    assert cut(f"The port {note} handles grain.") == ["The port ... handles grain"]


def test_words_in_brackets_are_words() -> None:
    assert any("[sic]" in one for one in cut("The port [sic] handles the grain of two valleys."))


def test_spans_have_gaps_where_another_proposition_stands() -> None:
    text = "The plant, which cost 2 million dollars, makes paper."
    outer, inner = clauses(text)
    assert len(outer.spans) == 2 and inner.kind_of_clause == "relative"
    assert words(text, inner.spans) == "which cost 2 million dollars"
    assert "cost" not in words(text, outer.spans) and outer.spans[0][1] <= inner.start < inner.end <= outer.spans[1][0]


SUBJECT = [
    ("The port opened in May.", "port"),
    ("The minister signed the pact and praised the crew of the first ship.", "minister"),
    ("Norway plans to build a port.", "Norway"),
    ("The bridge opened in May, marking a turn in the trade of the valley.", "bridge"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECT)
def test_a_clause_shares_the_subject_of_the_one_it_hangs_on(text: str, subject: str) -> None:
    found = clauses(text)[-1].subject
    assert found is not None and found.text == subject


PIECES = st.sampled_from(
    "the port minister Norway said denied that opened will and , which . \n \" ( ) [R1] — 5% $3 May not if ’s é 港 🚢".split(" ")
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=14).map(" ".join))
@settings(max_examples=60, deadline=None)
@example("")
@example(" \n \n")
@example("[1]")
@example(")))")
def test_any_text_is_cut_without_fail_and_inside_its_sentences(text: str) -> None:
    for paragraph, sentence in page_of(factory.document(text)).sentences():
        start, end = paragraph.offsets(sentence)
        for one in propositions(paragraph, sentence):
            assert one.spans == tuple(sorted(one.spans)) and one.tokens
            assert all(start <= begin < stop <= end for begin, stop in one.spans)
            assert all(first[1] <= second[0] for first, second in zip(one.spans, one.spans[1:], strict=False))
            for token in one.tokens:
                begin, stop = paragraph.offsets(token)
                assert text[begin:stop] == token.text
                assert any(low <= begin and stop <= high for low, high in one.spans) or not token.text.strip()
