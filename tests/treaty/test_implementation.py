"""Evidence linked to duties, and the scores that rules propose."""

from __future__ import annotations

from typing import Any

import pytest

from depositary.model.nouns import Entity, Quantity, Role, Statement, Term
from depositary.model.record import Record
from depositary.treaty.coverage import Coverage
from depositary.treaty.implementation.links import Link, Since, is_evidence, links
from depositary.treaty.implementation.scores import NO_EVIDENCE, NOT_DUE, amount, deadlines, months, proposals
from depositary.treaty.texts import Text
from factory import document, quantity, speaker, statement

PACT = Entity("e_pact", "Agreement", "Pact", props={"parties": ["CHL", "NOR"]})
LINE = Entity("e_line", "Project", "Fjord Line")
BODY = Entity("e_body", "PublicBody", "Stork Board")
OTHER = Entity("e_other", "Agreement", "Agreement on herons", props={"parties": ["CHL", "NOR"]})
ENTITIES = {one.id: one for one in (PACT, LINE, BODY, OTHER)}
TREATY = document(
    "The Parties shall build the Fjord Line by 31 December 2014. The Stork Board shall meet once a year. "
    "Each Party shall offer 200 places a year to students. Neither Party shall harm storks. "
    "If storks are harmed, the Parties shall consult. The Parties shall promote the counting of storks. "
    "The Parties shall conclude a separate agreement within one year of the entry into force.",
    "treaty.txt",
)  # fmt: skip
SINCE = Since("2011-05-03", "2012-07-01")


def duty(quote: str, predicate: str, *, thing: Entity | None = None, stance: str = "requires", **fields: Any) -> Statement:
    roles = [Role("bearer", 0, 1, "The Parties"), Role("action", 0, 1, quote.rsplit(" shall ", maxsplit=1)[-1])]
    roles += [Role(name, 0, 1, words) for name, words in fields.pop("roles", {}).items()]
    named = Term(thing.id, thing.name, thing.name, 0, 1) if thing else None
    return statement(
        TREATY, quote, "obligation", predicate=predicate, stance=stance, speaker=speaker("Pact", PACT.id),
        object=named, roles=tuple(roles), about=(PACT.id,), **fields,
    )  # fmt: skip


BUILD = duty("The Parties shall build the Fjord Line", "build", thing=LINE, topics=("transport",))
MEET = duty("The Stork Board shall meet once a year", "meet", thing=BODY, roles={"frequency": "once a year"})
OFFER = duty(
    "Each Party shall offer 200 places a year to students", "offer", topics=("education",), roles={"frequency": "a year"}
)
BAN = duty("Neither Party shall harm storks", "harm", stance="forbids")
CONSULT = duty("If storks are harmed, the Parties shall consult", "consult", roles={"condition": "If storks are harmed"})
CONCLUDE = duty("The Parties shall conclude a separate agreement within one year of the entry into force", "conclude")
PROMOTE = duty("The Parties shall promote the counting of storks", "promote", topics=("science",))


def told(words: str, kind: str = "event", *, day: str = "2013-03-01", thing: Entity | None = None, **fields: Any) -> Statement:
    doc = document(words, f"{words[:8]}.txt", day=day)
    DOCUMENTS[doc.id] = doc
    about = (thing.id,) if thing else ()
    if kind != "commitment":
        fields.setdefault("when", day)
    return statement(doc, words, kind, about=about, **fields)


DOCUMENTS = {TREATY.id: TREATY}


def linked(one: Statement, *found: Statement) -> list[Link]:
    record = Record(DOCUMENTS, [one, *found], ENTITIES)
    text = Text(PACT.id, "Pact", PACT, (), (one,), Coverage(PACT.id, (), None, None, None))
    return links(record, text, [one], SINCE)


def proposed(one: Statement, *found: Statement) -> dict[int, tuple[int | None, str]]:
    made = proposals(one, linked(one, *found), SINCE, range(2011, 2016))
    return {each.year: (each.score, each.label) for each in made}


BUILDING = told("Work on the Fjord Line began", "status", thing=LINE, predicate="construction", topics=("transport",))
OPENED = told("The Fjord Line was opened", "status", day="2014-06-01", thing=LINE, predicate="operating")
PLANNED = told("The Fjord Line will be built", "commitment", day="2012-01-05", thing=LINE, predicate="build", stance="plans")


def test_a_link_has_its_reasons_and_its_time() -> None:
    (one,) = linked(BUILD, BUILDING)
    assert one.reasons[0] == "same thing: Fjord Line"
    assert {"kind of act: build", "topic: Transport"} <= set(one.reasons)
    assert (one.day, one.after) == ("2013-03-01", "entry into force")
    assert linked(BUILD, PLANNED)[0].after == "signature"


def test_what_came_before_the_signature_is_no_evidence() -> None:
    early = told("Work on the Fjord Line paused", "status", day="2010-01-01", thing=LINE, predicate="construction")
    assert linked(BUILD, early) == []


def test_a_topic_alone_links_nothing() -> None:
    assert linked(BUILD, told("Transport is slow in the north", thing=None, topics=("transport",))) == []


def test_a_length_is_no_evidence_of_building() -> None:
    long = told("The Fjord Line is 100 km long", "figure", thing=LINE, value=quantity(100, "kilometre"), predicate="be")
    assert linked(BUILD, long) == []


def test_a_reading_of_the_text_and_a_step_of_its_life_are_none() -> None:
    text = Text(PACT.id, "Pact", PACT, (), (), Coverage(PACT.id, (), None, None, None))
    assert not is_evidence(told("Article 5 reveals that the Fjord Line is built", thing=LINE), text)
    assert not is_evidence(told("The pact was ratified", thing=PACT, attributes={"state": "ratified"}), text)
    assert is_evidence(BUILDING, text)


def test_scores_rise_with_what_is_told_and_what_is_built_stays_built() -> None:
    assert proposed(BUILD, PLANNED, BUILDING, OPENED) == {
        2011: (None, NOT_DUE), 2012: (1, "minimal"), 2013: (2, "intermediate"), 2014: (3, "full"), 2015: (3, "full"),
    }  # fmt: skip


def test_no_evidence_is_not_nought_and_nought_needs_words() -> None:
    assert proposed(BUILD)[2013] == (None, NO_EVIDENCE)
    refused = told("Work on the Fjord Line has not begun", "status", thing=LINE, predicate="construction", negated=True)
    assert proposed(BUILD, refused)[2013] == (0, "not initiated")


def test_what_is_stopped_is_minimal_once_begun_and_nought_before() -> None:
    stop = told("The Fjord Line was shelved", "status", day="2013-09-01", thing=LINE, predicate="shelved")
    assert proposed(BUILD, BUILDING, stop)[2013] == (1, "minimal")
    assert proposed(BUILD, stop)[2013] == (0, "not initiated")


def test_a_duty_that_comes_back_is_scored_each_year_anew() -> None:
    held = told("The Stork Board met in Oslo", thing=BODY, attributes={"verb": "meet"})
    assert months(MEET) == 12
    found = proposed(MEET, held)
    assert (found[2013], found[2014]) == ((3, "full"), (None, NO_EVIDENCE))


@pytest.mark.parametrize(("number", "score"), [(150, 2), (200, 3), (260, 3)])
def test_a_figure_is_held_against_the_amount(number: int, score: int) -> None:
    value = Quantity(number, number, "person", f"{number} students")
    figure = told(f"{number} students were offered places", "figure", value=value, predicate="offer", topics=("education",))
    assert amount(OFFER) == 200
    assert proposed(OFFER, figure)[2013][0] == score


def test_a_ban_is_for_a_person_to_judge() -> None:
    harm = told("Hunters harm storks in the north", attributes={"verb": "harm"}, predicate="harm")
    assert proposed(BAN, harm)[2013] == (None, NO_EVIDENCE)


def test_a_condition_that_nothing_tells_as_met_leaves_a_duty_not_due() -> None:
    assert proposed(CONSULT)[2013] == (None, NOT_DUE)


def test_deadlines() -> None:
    (one,) = deadlines(CONCLUDE, SINCE)
    assert (one.day, one.counted) == ("2013-07-01", "in_force")
    assert proposed(CONCLUDE)[2012] == (None, NOT_DUE)
    assert proposed(CONCLUDE)[2014] == (None, NO_EVIDENCE)
    signing = {"state": "signed", "verb": "sign"}
    late = told("The agreement on herons was signed", day="2013-10-01", thing=OTHER, attributes=signing)
    (unnamed,) = proposals(CONCLUDE, linked(CONCLUDE, late), SINCE, [2013])
    assert unnamed.score == 2 and unnamed.links[0].reasons[0].startswith("another agreement of the same parties")
    named = duty(CONCLUDE.quote, "conclude", thing=OTHER)
    (found,) = proposals(named, linked(named, late), SINCE, [2013])
    assert (found.score, found.rule) == (3, "told as signed, after its last day 2013-07-01")


def test_one_thing_of_several_is_not_all() -> None:
    counting = told(
        "A station for the counting of storks is in operation", "status", predicate="operating", topics=("science",)
    )
    (one,) = linked(PROMOTE, counting)
    assert one.score >= 3 and "kind of act: promote" in one.reasons
    assert proposed(PROMOTE, counting) == {
        2011: (None, NOT_DUE), 2012: (None, NO_EVIDENCE), 2013: (2, "intermediate"),
        2014: (None, NO_EVIDENCE), 2015: (None, NO_EVIDENCE),
    }  # fmt: skip


def test_what_ran_before_anything_was_owed_carries_out_no_lasting_duty() -> None:
    running = told("A station for the counting of storks is in operation", "status", day="2012-02-01", predicate="operating",
                   topics=("science",))  # fmt: skip
    assert linked(PROMOTE, running)[0].after == "signature"
    assert proposed(PROMOTE, running)[2012] == (None, NO_EVIDENCE)
    early = told("The Fjord Line was opened", "status", day="2012-02-01", thing=LINE, predicate="operating")
    assert proposed(BUILD, early)[2012] == (3, "full"), "what is built early is built"


def test_links_do_not_depend_on_the_order_of_statements() -> None:
    given = [PLANNED, BUILDING, OPENED]
    assert linked(BUILD, *given) == linked(BUILD, *reversed(given))
