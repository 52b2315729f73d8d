"""What is told of others stays telling: plans, warnings read into acts, lines about the text itself."""

from __future__ import annotations

from extracting import told

from depositary.model.nouns import Statement


def one(text: str, words: str) -> Statement:
    """The statement of a text whose quote holds these words."""
    found = [item for item in told(text) if words in item.quote]
    assert found, [item.quote for item in told(text)]
    return found[0]


def test_who_tells_a_plan_of_others_does_not_plan() -> None:
    plan = one("Keller reported that the plan was to invade the island and the cape.", "invade")
    assert (plan.kind, plan.stance) == ("position", "asserts")
    aimed = one("The list of targets was aimed at weakening the ports of the north.", "aimed")
    assert (aimed.kind, aimed.stance) == ("position", "asserts")


def test_what_an_author_reads_into_the_acts_of_a_state_is_no_word_of_the_state() -> None:
    read = one("In making this deal, France is warning the north that any attack will be answered.", "attack")
    assert read.speaker is None
    assert "is warning" in read.quote
    said = one("On Monday France warned that any attack will be answered.", "attack")
    assert said.speaker is not None and said.speaker.name == "France"


def test_a_line_on_how_the_text_was_made_says_nothing() -> None:
    assert told("Written for testing; the states and offices are invented.") == []
    assert told("Translated from the Norwegian; names as in the original.") == []
    assert told("Written in 1979, the pact between France and Norway is still in force.")
