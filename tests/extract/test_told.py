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


def test_in_a_view_is_whose_word_it_is() -> None:
    held = one("In the author's view, the pact of France and Norway is an alliance in all but name.", "alliance")
    assert (held.stance, held.quote[:8]) == ("asserts", "the pact")
    assert held.speaker is not None and held.speaker.name == "author"
    text = "The pact forbids both states to join any sanctions, those of others included, in the author's view."
    closing = one(text, "forbids")
    assert closing.speaker is not None and closing.speaker.name == "author"


def test_a_passive_promise_is_of_whom_it_names() -> None:
    made = one("The railway was promised for 2027 by Norway in May 2023.", "promised")
    assert (made.kind, made.stance, made.speaker) == ("commitment", "promises", None)
    assert [role.text for role in made.roles if role.name == "bearer"] == ["Norway"]
    assert made.due is not None and made.due.literal == "2027"
    assert made.said is not None and made.said.literal == "May 2023"


def test_not_to_doubt_denies_nothing() -> None:
    assert one("The envoy said he did not doubt that the work would be completed.", "completed").stance == "predicts"


def test_what_a_line_can_carry_is_told_as_fact() -> None:
    assert one("The line can carry 15 million tonnes a year.", "carry").stance == "asserts"
    assert one("Trade could reach 5 billion dollars.", "reach").stance == "supposes"


def test_a_plight_and_a_rule_of_law_are_relations() -> None:
    assert one("Both countries face sanctions of Norway.", "face").kind == "relation"
    assert one("The right is recognized in Article 51 of the Charter.", "recognized").kind == "relation"


def test_it_is_not_sure_whether_supposes() -> None:
    assert one("It is not sure whether Norway will sign the treaty.", "whether").stance == "supposes"


def test_a_clause_keeps_what_it_tells_of() -> None:
    found = told("The minister returned to the policy he pursued in his last term that sought to wreck the ports of Norway.")
    assert not [item for item in found if item.quote.startswith("his last term")]
    assert [item for item in found if item.quote.startswith("the policy he pursued")]


def test_efforts_build_nothing_and_work_that_stopped_stands_still() -> None:
    assert one("Efforts continue to establish a railway to Norway.", "Efforts").predicate != "construction"
    assert one("Work on the railway to Norway begun in January 2023 stopped.", "stopped").predicate == "halted"


def test_what_began_with_a_dated_war_lasts_since_then() -> None:
    held = one("France has held the islands since its 1971 war.", "islands")
    assert held.when is not None and (held.when.start, held.when.end) == ("1971-01-01", None)


def test_who_tells_of_a_text_requires_nothing() -> None:
    told_of = one("The envoy said the treaty obliges Norway to sell gas.", "obliges")
    assert (told_of.kind, told_of.stance) == ("obligation", "asserts")
    assert one("The treaty obliges Norway to sell gas.", "obliges").stance == "requires"


def test_a_message_given_by_another_verb_has_its_speaker() -> None:
    pressed = one("The minister pressed the envoy that Norway must sign the treaty.", "sign")
    assert pressed.speaker is not None and pressed.stance == "demands"


def test_what_was_to_come_is_no_state_told() -> None:
    assert one("The railway to Norway was at first to be in operation by 2024.", "operation").stance == "plans"
    assert one("The railway to Norway is in operation.", "operation").stance == "asserts"
