"""How far may, would and will reach, and what a refusal, a promise of a thing or a by-the-way phrase is."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.model.nouns import Statement


def one(text: str, words: str) -> Statement:
    """The statement of a text whose quote begins with these words."""
    found = [item for item in told(text) if item.quote.startswith(words)]
    assert found, [item.quote for item in told(text)]
    return found[0]


MODAL = [
    # joined verbs share the auxiliary of the first
    ("The pact may shape trade, influence the price of grain, and impact the ports of Verania.", "impact", "supposes"),
    ("The line will not only lower the cost of grain but also strengthen the ports of Verania.", "strengthen", "predicts"),
    # a participle without a subject goes on with the verb
    ("The deal would help both sides secure grain, while signaling to Osmerra a new course in trade.", "signaling", "predicts"),
    ("Verania could close the strait, cutting the trade of Osmerra by sea.", "cutting", "supposes"),
    # what was done is not made unreal by what would not have been
    ("The port closed in May, leaving the ships of Verania at sea.", "leaving", "asserts"),
    # a remark on an expectation is a fact
    ("The pact is expected to cover grain, reflecting the growing closeness of Verania and Osmerra.", "reflecting", "asserts"),
    ("It was reportedly the fleet of Osmerra that saved the town of Arda.", "It was", "supposes"),
    # the own form of the second verb ends the reach
    ("She said that Verania would open the port and praised the crew of the ship.", "praised", "asserts"),
]


@pytest.mark.parametrize(("text", "words", "stance"), MODAL)
def test_modality_reaches_what_shares_its_verb(text: str, words: str, stance: str) -> None:
    assert one(text, words).stance == stance


KINDS = [
    # past acts told as participles
    ("France signed the pact in May, rejecting an earlier proposal of Norway for a canal.", "rejecting", "event", "asserts"),
    ("France and Norway were rivals, having vied for influence over the strait for ages.", "having vied", "event", "asserts"),
    # a thing promises nothing
    ("The agreement promises to redefine the trade of both states.", "The agreement", "position", "predicts"),
    ("France promises to open the port by May.", "France", "commitment", "promises"),
    ("The stage is set for a long dispute with Norway.", "The stage", "position", "predicts"),
    ("The plan was to invade the island and the cape.", "The plan", "position", "asserts"),
    # no tie
    ("France places a premium on the growth of trade ties with Norway.", "France", "position", "asserts"),
    ("Both sides found themselves in a difficult position.", "Both sides", "position", "asserts"),
    ("France and Norway can cooperate with each other in the export of grain.", "France", "position", "supposes"),
    # a verb of little meaning and the noun that makes an act of it
    ("France made its first visit to Norway in May.", "France", "event", "asserts"),
    ("France has held a view of its own since the war.", "France", "position", "asserts"),
    ("The support for the port appeared steady in May.", "The support", "position", "asserts"),
    ("The port of Arda has been plundered by Norway.", "The port", "event", "asserts"),
    ("The bank of Arda has unveiled a new coin, capable of use at sea.", "The bank", "event", "asserts"),
    ("Since then France has been walking a tightrope.", "Since", "position", "asserts"),
    ("The minister spoke of a conference held by Norway in May.", "a conference", "event", "asserts"),
    ("The cause of the fire has not been determined.", "The cause", "position", "asserts"),
    ("The fire was an intentional act.", "The fire", "position", "asserts"),
    # a noun that is spoken of
    ("The line meets the demand for grain in Norway.", "The line", "position", "asserts"),
    # a verb that only points at a thing
    ("The minister cited existing cooperation between France and Norway.", "cited", "relation", "asserts"),
    ("The minister noted positive talks on the strait.", "noted", "event", "asserts"),
    # an announced stay
    ("President Maria Keller will be in Norway on Monday.", "President", "commitment", "plans"),
    # ties
    ("Maria Keller served as ambassador to Norway under three kings.", "Maria", "relation", "asserts"),
    ("The line runs along the coast from France to Norway.", "The line", "relation", "asserts"),
    ("Maria Keller runs the port.", "Maria", "relation", "asserts"),
    ("France has been under sanctions since 1990.", "France", "relation", "asserts"),
    ("France and Norway were at odds.", "France", "relation", "asserts"),
]


@pytest.mark.parametrize(("text", "words", "kind", "stance"), KINDS)
def test_kind_and_stance(text: str, words: str, kind: str, stance: str) -> None:
    found = one(text, words)
    assert (found.kind, found.stance) == (kind, stance)


def test_to_reject_a_report_denies_and_to_reject_an_offer_does_not() -> None:
    assert one("The minister rejected reports that the port had closed.", "rejected").stance == "denies"
    assert one("The minister called the report of a closed port false.", "The minister").stance == "denies"
    assert one("The minister rejected the offer of Norway.", "rejected").stance == "asserts"


def test_what_a_phrase_names_by_the_way_keeps_its_own_stance() -> None:
    (attack,) = [item for item in told("He thinks that this explains France's attack on Norway.") if item.kind == "event"]
    assert attack.stance == "asserts"


PREDICATES = [
    ("Maria Keller, the Norwegian ambassador to France, said that the port is safe.", "hold_office"),
    ("Maria Keller, a senior French foreign ministry official, said that the port is safe.", "hold_office"),
]


@pytest.mark.parametrize(("text", "predicate"), PREDICATES)
def test_an_office_told_beside_a_name_is_held(text: str, predicate: str) -> None:
    assert predicate in {item.predicate for item in told(text) if item.kind == "relation"}


TYPES = [
    ("France and Norway held talks in May.", "consult"),
    ("France launched a war against Norway in May.", "assault"),
    ("The court upheld the protest of Norway in May.", "occur"),
    ("France released three prisoners in May.", "retreat"),
    ("France released a report in May.", "statement"),
    ("France launched a ferry line in May.", "cooperate"),
    ("France and Norway joined forces in May.", "cooperate"),
    ("France and Norway reached an understanding in May.", "agree"),
    ("France and Norway exchanged views on the strait in May.", "consult"),
]


@pytest.mark.parametrize(("text", "predicate"), TYPES)
def test_the_object_tells_the_sense_of_a_verb(text: str, predicate: str) -> None:
    assert {item.predicate for item in told(text) if item.kind == "event"} == {predicate}


HEDGES = [
    ("The plan raised questions about the port.", None),
    ("Some ships left the port in May.", None),
    ("About 40 ships left the port in May.", "about"),
    ("The line offers a service that could fail.", None),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGES)
def test_a_hedge_weakens_the_clause_itself(text: str, hedge: str | None) -> None:
    assert told(text)[0].hedge == hedge
