"""How far a named thing has come, by the form of the verb."""

from __future__ import annotations

import pytest
from extracting import kinds, told

OF_KIND = [
    ("status", "No contract for the tunnels has been awarded."),
    ("status", "Neither the route nor the costs have been settled."),
    ("status", "Oman has not yet built the branch."),
    ("status", "Neither parliament has approved the pact."),
    ("status", "The agreement still has to be approved by both parliaments."),
    ("status", "The text must still be ratified by Oman."),
    ("status", "The agreement has yet to be signed by Oman."),
    ("status", "The road remains to be built."),
    ("status", "A joint committee is being formed."),
    ("status", "The mine is still undeveloped."),
    ("status", "A wagon plant is being considered."),
    ("relation", "The company has a licence from Oman."),
    ("relation", "The islanders still have no right to return."),
    ("event", "The heads of state instructed their cabinets to draw up a road map within three months."),
    ("status", "Ratification in Muscat is pending."),
    ("status", "The bridge stands empty."),
    ("relation", "It is the first such agreement of Oman with a state on the mainland."),
    ("status", "Ferry services are still suspended."),
    ("status", "The dam is half built."),
    ("status", "Who will pay for the sheds is not settled."),
    ("event", "Kenya has classified the contract for ten years."),
    ("event", "They stuck to the border through three wars."),
    ("figure", "Its wartime strength is 280,000 soldiers."),
    ("figure", "Oman expects its sales to double within five years."),
    ("figure", "The firm has been in business for 30 years."),
    ("commitment", "Tariffs on watches will be phased out over seven years."),
    ("commitment", "The posts on the island would be withdrawn, Foreign Minister Amina Noor said."),
    ("position", "The outlook had become more severe."),
    ("position", "The bridge, which opened in 2003, was only a step in a series of moves."),
    ("event", "The ministry did not say when the ferry would sail again."),
    ("event", "The minister led a delegation to Oman."),
    ("relation", "The pact is Oman's first trade deal with Kenya."),
    ("figure", "Remittances make up nearly a tenth of national income."),
    ("figure", "The sailing time to Muscat will fall from 35 to 23 days, the operator says."),
]
NOT_OF_KIND = [
    ("status", "No official has been named."),
    ("status", "They were never consulted about the pact."),
    ("status", "The president has not approved the pact."),
    ("status", "The minister is being treated."),
    ("status", "The agreement has to be approved by both parliaments."),
    ("commitment", "The hall would be closed if the rain went on, Foreign Minister Amina Noor said."),
    ("commitment", "Critics say that the hall would be closed."),
    ("status", "The dam is built by Oman."),
    ("status", "The minister is not suspended, President Amina Noor said."),
    ("figure", "Kenya has classified the contract for ten years."),
    ("commitment", "The war will be remembered."),
    ("position", "The port became larger in 1990."),
    ("status", "The glass is empty."),
    ("relation", "It is the first step of a plan."),
    ("relation", "The islanders have every right to be angry."),
    ("relation", "The campaign has been running ads in Oman."),
]


@pytest.mark.parametrize(("kind", "sentence"), OF_KIND)
def test_the_form_of_the_verb_tells_the_kind(kind: str, sentence: str) -> None:
    assert kind in list(kinds(sentence))


@pytest.mark.parametrize(("kind", "sentence"), NOT_OF_KIND)
def test_a_form_that_only_looks_like_it_does_not(kind: str, sentence: str) -> None:
    assert kind not in set(kinds(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Kofi Mensah, who led the country until 2019, spoke on Monday.",
        "Kofi Mensah, who leads the opposition, spoke on Monday.",
        "The firm, which operates the port, spoke on Monday.",
    ],
)
def test_who_runs_a_thing_stands_in_a_tie_to_it(sentence: str) -> None:
    assert "relation" in list(kinds(sentence))


def test_a_heading_without_a_verb_tells_an_act() -> None:
    assert next(kinds("Railway pact signed after long talks\n\nThe line opened on Monday.")) == "event"


def test_what_waits_for_a_step_is_told_as_fact_and_demanded_of_nobody() -> None:
    assert [one.stance for one in told("The text must still be ratified by Oman.")] == ["asserts"]


def test_what_is_asked_for_is_not_told_as_done() -> None:
    assert "asserts" not in {one.stance for one in told("We recommend that the two states publish a joint plan.")}


def test_what_ended_is_an_act_however_long_it_was() -> None:
    text = "The two states signed a pact, ending nearly three decades of haggling over the route."
    assert list(kinds(text)) == ["event", "event"]


def test_who_takes_note_demands_nothing() -> None:
    found = told("The minister welcomed the step and requested more boats; Oman took note of the request.")
    assert [one.stance for one in found if "took note" in one.quote] == ["asserts"]


def test_what_could_not_be_is_no_guess() -> None:
    assert [one.stance for one in told("The court ruled that one side could not suspend the talks.")] == ["asserts"]
    assert [one.stance for one in told("The talks could produce a treaty.")] == ["supposes"]


def test_what_some_fear_is_supposed() -> None:
    assert [one.stance for one in told("Some fear that teachers will leave first.")] == ["supposes"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The plan was designed to lower emissions by 32 percent.", "plans"),
        ("Trade rose to $500 million.", "asserts"),
    ],
)
def test_a_figure_that_is_aimed_at_is_not_told_as_reached(text: str, stance: str) -> None:
    assert {one.stance for one in told(text) if one.kind == "figure"} == {stance}


def test_what_is_not_expected_is_a_forecast() -> None:
    assert [one.stance for one in told("A ruling is not expected before 2027.")] == ["predicts"]
