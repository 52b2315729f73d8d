"""Life cycles: states in the order of their time."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Finding, Period, Statement, entity
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.reconcile.cycles import cycles

PIER = entity("Project", "North Pier")
PACT = entity("Agreement", "Lake Pact")
BOARD = entity("Organization", "Lake Board")
ENTITIES = {one.id: one for one in (PIER, PACT, BOARD)}
Told = tuple[Statement, Document]


def told(name: str, state: str, day: str | None = None, **fields: Any) -> Told:
    """A state told in a document of this name and day; verb= makes it an event."""
    quote = fields.pop("quote", "it is so")
    doc = factory.document(f"{name}: {quote}.", name, day=day, publisher=fields.pop("publisher", None))
    cycle = ontology().statuses[state].body["cycle"]
    made: dict[str, Any] = {
        "about": ((PIER if cycle == "project" else PACT).id,),
        "predicate": state,
        **fields,
    }
    verb = made.pop("verb", None)
    if verb:
        made |= {"predicate": "support", "attributes": {"verb": verb}}
    return factory.statement(doc, quote, "event" if verb else "status", **made), doc


def record(*pairs: Told) -> Record:
    return Record({doc.id: doc for _, doc in pairs}, [one for one, _ in pairs], ENTITIES)


def found(*pairs: Told) -> list[Finding]:
    return list(cycles(record(*pairs)))


PAIRS: list[tuple[str, Told, Told, tuple[str, str, str] | None]] = [
    (
        "further on",
        told("a", "negotiating", "2024-01-05"),
        told("b", "signed", "2024-06-01", when="2024-05-30"),
        ("supersedes", "update", "low"),
    ),
    (
        "an act tells the state",
        told("a", "signed", when="2024-01-05"),
        told("b", "ratified", verb="ratify", when="2024-03-01"),
        ("supersedes", "update", "low"),
    ),
    (
        "taken back",
        told("a", "construction", "2023-01-10"),
        told("b", "shelved", "2023-11-02"),
        ("reverses", "update", "medium"),
    ),
    (
        "behind",
        told("a", "operating", "2023-01-10"),
        told("b", "pre_construction", "2023-11-02"),
        ("reverses", "update", "medium"),
    ),
    (
        "taken up again",
        told("a", "halted", "2023-01-10"),
        told("b", "construction", "2023-11-02"),
        ("supersedes", "update", "low"),
    ),
    (
        "one day, two states",
        told("a", "construction", "2023-01-10"),
        told("b", "cancelled", "2023-01-10"),
        ("contradicts", "contradiction", "high"),
    ),
    (
        "no day, either order",
        told("a", "construction"),
        told("b", "halted"),
        ("in_tension", "none", "medium"),
    ),
    ("no day, one order", told("a", "negotiating"), told("b", "signed"), ("supersedes", "update", "low")),
    (
        "one day, a step and what follows",
        told("a", "text_agreed", "2024-06-11"),
        told("b", "stalled", "2024-06-11"),
        None,
    ),
    (
        "held-up talks are talks",
        told("a", "negotiating", "2024-06-11"),
        told("b", "stalled", "2024-06-11"),
        None,
    ),
    (
        "one voice on one day",
        told("a", "halted", "2023-01-10", speaker="The minister"),
        told("b", "shelved", "2023-01-10", speaker="The minister"),
        None,
    ),
    (
        "the same state",
        told("a", "construction", "2023-01-10"),
        told("b", "construction", "2023-01-10", publisher="x", speaker=None, negated=True),
        None,
    ),
    (
        "a step told again much later",
        told("a", "ratified", when="2024-01-05"),
        told("b", "signed", "2025-01-05"),
        ("supersedes", "update", "low"),
    ),
    (
        "steps of each party",
        told("a", "ratified", when="2024-01-05", subject="A"),
        told("b", "approved", when="2024-03-05", subject="B"),
        None,
    ),
    (
        "a denial",
        told("a", "negotiating", "2024-01-05"),
        told("b", "stalled", "2024-01-06", stance="denies"),
        None,
    ),
    (
        "a plan",
        told("a", "construction", "2024-01-05"),
        told("b", "operating", "2024-01-05", due="2027", stance="plans"),
        None,
    ),
    (
        "other units",
        told("a", "operating", when="2011-09-03", quote="unit 1 is on"),
        told("b", "construction", "2025-01-05", quote="units 2 and 3 are built"),
        None,
    ),
    (
        "a body has no such cycle",
        told("a", "construction", "2023-01-10", about=(BOARD.id,)),
        told("b", "cancelled", "2023-01-10", about=(BOARD.id,)),
        None,
    ),
]


@pytest.mark.parametrize(("why", "one", "other", "wanted"), PAIRS, ids=[row[0] for row in PAIRS])
def test_two_states(why: str, one: Told, other: Told, wanted: tuple[str, str, str] | None) -> None:
    made = [each for each in found(one, other) if each.relation not in ("implies", "corroborates")]
    assert [(each.relation, each.difference, each.severity) for each in made] == ([wanted] if wanted else [])


def test_the_earlier_state_comes_first_and_both_are_shown() -> None:
    (made,) = found(told("z", "negotiating", "2024-01-05"), told("a", "signed", when="2024-05-30"))
    assert made.expected == {
        "state": "negotiating",
        "words": "2024-01-05",
        "start": "2024-01-05",
        "end": "2024-01-06",
    }
    assert made.observed["state"] == "signed" and made.observed["start"] == "2024-05-30"
    assert made.reason == "Lake Pact was under negotiation on 2024-01-05, later signed on 2024-05-30."


def test_an_unknown_order_is_said() -> None:
    (made,) = found(told("a", "construction"), told("b", "halted"))
    assert made.reason.endswith("Which came first is not known.")


def test_voices_of_their_own_corroborate_and_copies_do_not() -> None:
    first, second = told("a", "construction", "2023-01-10"), told("b", "construction", "2023-01-10")
    (made,) = found(first, second)
    assert made.relation == "corroborates" and len(made.statements) == 2
    assert not found(*(told(name, "construction", "2023-01-10", publisher="One Wire") for name in "ab"))


def test_numbered_units_and_as_many_new_ones_are_the_same() -> None:
    numbered = told("a", "construction", quote="work on the second and third units goes on")
    counted = told("b", "construction", quote="two new units are being built")
    (made,) = found(numbered, counted)
    assert made.relation == "corroborates" and made.statements == (numbered[0].id, counted[0].id)
    assert not found(numbered, told("b", "construction", quote="three new units are being built"))


SILENCE = [("2023-12-01", None), ("2025-03-01", "shelved"), ("2027-03-01", "cancelled")]


@pytest.mark.parametrize(("last", "state"), SILENCE)
def test_silence_is_told_with_its_rule(last: str, state: str | None) -> None:
    other = told("z", "signed", last)
    made = [
        each for each in found(told("a", "construction", "2023-01-10"), other) if each.relation == "implies"
    ]
    assert [each.observed["state"] for each in made] == ([state] if state else [])
    assert all(each.observed["basis"] == "inferred" and "Inferred, not told" in each.reason for each in made)


def test_a_project_that_runs_or_is_heard_of_is_not_silent() -> None:
    other = told("z", "signed", "2027-03-01")
    assert not found(told("a", "operating", "2023-01-10"), other)
    heard = factory.document("The pier is long.", "h", day="2027-01-01")
    news = (factory.statement(heard, "The pier is long", "position", about=(PIER.id,)), heard)
    assert not found(told("a", "construction", "2023-01-10"), news, other)


STATES = ["negotiating", "stalled", "text_agreed", "signed", "in_force"]
ROWS = st.lists(
    st.tuples(st.sampled_from(STATES), st.sampled_from(["2024-01-05", "2024-02-05", "2024-03-05", None])),
    max_size=6,
)


def made_of(rows: list[tuple[str, str | None]]) -> list[Told]:
    return [told(f"{place}", state, day, speaker=f"S{place}") for place, (state, day) in enumerate(rows)]


@settings(max_examples=150, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_never_matters(rows: list[tuple[str, str | None]], shuffle: random.Random) -> None:
    pairs = made_of(rows)
    before = sorted(dumps(one) for one in found(*pairs))
    shuffle.shuffle(pairs)
    assert before == sorted(dumps(one) for one in found(*pairs))


@settings(max_examples=150, deadline=None)
@given(ROWS, st.sampled_from(STATES), st.sampled_from(["2024-01-05", "2024-02-20"]))
def test_a_new_statement_hides_no_conflict_of_one_day(
    rows: list[tuple[str, str | None]], state: str, day: str
) -> None:
    """Two states on one day stay a conflict whatever else is told: of the same two states, perhaps of other statements."""
    pairs = made_of(rows)
    more = [*pairs, told("new", state, day, speaker="New")]
    kinds = {_states(one) for one in found(*pairs) if one.relation == "contradicts"}
    assert kinds <= {_states(one) for one in found(*more) if one.relation == "contradicts"}


def _states(one: Finding) -> tuple[str, ...]:
    return (*sorted((one.expected["state"], one.observed["state"])), one.expected["start"])


def test_a_rule_tells_no_state() -> None:
    rule = told("b", "in_force", "2024-06-01", quote="it takes effect 30 days after the last notice")
    assert not found(told("a", "signed", when="2024-05-30"), rule)


def test_of_the_steps_of_the_parties_the_last_is_followed_by_what_comes_of_them() -> None:
    steps = [
        told(name, "ratified", when=f"2024-0{place}-01", subject=name) for place, name in ((1, "x"), (2, "y"))
    ]
    (made,) = found(*steps, told("z", "in_force", when="2024-05-01"))
    assert made.statements[0] == steps[1][0].id


def test_a_state_told_to_remain_is_hard_to_hold_with_one_told_before() -> None:
    remains = told("b", "in_force", "2025-09-02", quote="the treaty remains in force")
    (made,) = found(told("a", "suspended", "2025-09-01"), remains)
    assert (made.relation, made.severity) == ("in_tension", "medium")


def test_a_day_that_is_contested_is_told_as_one_account() -> None:
    days = (told("a", "signed", when="2024-05-30"), told("b", "signed", when="2024-06-02"))
    (made,) = found(*days, told("c", "in_force", when="2024-09-01"))
    assert made.reason == "Lake Pact was signed by one account on 2024-05-30, later in force on 2024-09-01."


def test_what_one_speaker_tells_is_told_as_his() -> None:
    held_up = told("a", "stalled", "2024-01-05", speaker="The envoy", said="2024-01-04")
    (made,) = found(held_up, told("b", "signed", when="2024-05-30"))
    assert made.reason == "Lake Pact was held up, as The envoy told on 2024-01-04, later signed on 2024-05-30."
    dated = told("a", "stalled", "2024-01-05", speaker="The envoy", when="2024-01-03")
    (made,) = found(dated, told("b", "signed", when="2024-05-30"))
    assert made.reason.startswith("Lake Pact was held up by the account of The envoy on 2024-01-03")


def test_what_several_tell_is_told_plainly() -> None:
    days = [told(name, "stalled", when="2024-01-03", speaker=f"Envoy {name}") for name in "ab"]
    made = [one for one in found(*days, told("c", "signed", when="2024-05-30")) if one.relation == "supersedes"]
    assert [one.reason for one in made] == ["Lake Pact was held up on 2024-01-03, later signed on 2024-05-30."]


def test_the_words_that_a_state_is_read_from_are_shown() -> None:
    (made,) = found(told("a", "negotiating", "2024-01-05", quote="no date has been set"), told("b", "signed", when="2024-05-30"))
    assert made.steps[0] == "under negotiation (\u201cno date has been set\u201d), 2024-01-05: a"


def test_days_that_are_only_inferred_bear_nothing_out() -> None:
    rows = [told(name, "construction") for name in "ab"]
    bounds = replace(factory.period("2023"), anchor="inferred")
    made = [(one, replace(doc, written=bounds)) for one, doc in rows]
    assert not found(*made)


def test_units_of_one_document_are_the_same_with_the_limit_told() -> None:
    text = "work on the second and third units goes on, and two new units are being built"
    doc = factory.document(text, "a")
    made = {"about": (PIER.id,), "predicate": "construction"}
    quotes = ("work on the second and third units goes on", "two new units are being built")
    (one,) = found(*((factory.statement(doc, quote, "status", **made), doc) for quote in quotes))
    assert one.relation == "corroborates" and one.coverage == "both stand in one document: one hand wrote both down"


def test_an_original_is_named_for_its_copy() -> None:
    (first, source), (again, copy) = told("z", "signed", when="2024-05-30"), told("a", "signed", when="2024-05-30")
    made = found((first, source), (again, replace(copy, copy_of=source.id)), told("m", "in_force", when="2024-09-01"))
    assert [one.statements[0] for one in made] == [first.id]


def test_extended_until_a_year_is_told_so_and_no_day_of_the_act() -> None:
    ends = Period(None, "2027-01-01", "bounds", "", "until 2026")
    (made,) = found(told("a", "signed", when="2011-05-30"), told("b", "extended", "2024-02-01", when=ends))
    assert made.reason == "Lake Pact was signed on 2011-05-30, then extended until 2026-12-31."
