"""One act, two days: every relation that the check can give, copies counted once, no order of statements that matters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model.case import Case, load
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Entity, Finding, Period, Statement, entity
from depositary.model.record import Record
from depositary.reconcile.dates import LIMIT, MOST, dates, independent

PACT = entity("Agreement", "Lake Pact")
OTHER = entity("Agreement", "Sea Pact")
PIER = entity("Project", "North Pier")
HOUSES = {name: entity("Organization", name) for name in ("House of A", "House of B")}
ENTITIES = {one.id: one for one in (PACT, OTHER, PIER, *HOUSES.values())}


def told(name: str, day: str | None = "2024-05-17", about: Sequence[Entity] = (PACT,), **fields: Any) -> Statement:
    """A signing told in a document of this name."""
    verb = fields.pop("verb", "sign")
    quote = fields.pop("quote", "They signed the pact")
    doc = factory.document(f"{name}. {quote}, it is told.", name)
    held = {"attributes": {"verb": verb}, "about": tuple(one.id for one in about), "when": day, **fields}
    return factory.statement(doc, quote, "event", **held)


def record(
    *statements: Statement, copies: dict[str, str] | None = None, days: dict[str, str] | None = None
) -> Record:
    documents: dict[str, Document] = {}
    for one in statements:
        made = factory.document("x", one.doc_name, day=(days or {}).get(one.doc), title="")
        documents[one.doc] = replace(made, id=one.doc, copy_of=(copies or {}).get(one.doc))
    return Record(documents, statements, ENTITIES)


def found(
    *statements: Statement, copies: dict[str, str] | None = None, days: dict[str, str] | None = None
) -> list[Finding]:
    return list(dates(record(*statements, copies=copies, days=days)))


def test_a_day_in_a_caption_weighs_less() -> None:
    one = told("a", "2024-05-17")
    line = "They sign the pact, 16 May 2024"
    doc = factory.document(f"Lake news\n{line}\nMore of it.", "b")
    when = replace(factory.period("2024-05-16"), literal="16 May 2024")
    other = factory.statement(doc, line, "event", attributes={"verb": "sign"}, about=(PACT.id,), when=when)
    held = record(one, other)
    held = replace(held, documents={**held.documents, doc.id: doc})
    (made,) = dates(held)
    assert (made.relation, made.severity) == ("contradicts", "medium")
    assert made.reason.endswith("2024-05-16 stands in a caption, and may be the day of the picture.")
    running = replace(factory.document(f"{line}, at noon.", "b"), id=doc.id)
    assert [each.severity for each in dates(replace(held, documents={**held.documents, doc.id: running}))] == ["high"]


EARLIER = "The earlier treaty between the two states was signed on 12 May 2010."
GIVEN = "One paper has given the day as 22 May 2010"


def test_the_earlier_treaty_of_the_two_is_known_and_a_day_given_for_it() -> None:
    case = load("model-pact")
    assert case.agreement is not None
    old = next(one for one in case.entities if one.schema == "Agreement" and "2010" in str(one.props.get("signed")))
    doc = factory.document(f"{EARLIER} {GIVEN}.", "a")
    one = factory.statement(doc, EARLIER[:-1], "event", attributes={"verb": "sign"}, when="2010-05-12")
    other = factory.statement(doc, GIVEN, "event", attributes={"verb": "give"}, when="2010-05-22")
    held = Record({doc.id: doc}, (one, other), {each.id: each for each in case.entities}, case=case)
    (made,) = dates(held)
    assert made.about == (old.id,) and made.relation == "contradicts" and made.statements == (one.id, other.id)
    assert not list(dates(replace(held, case=None)))


def test_two_days_contradict() -> None:
    one, other = told("a", "2024-05-17"), told("b", "2024-05-18")
    (made,) = found(one, other)
    assert (made.relation, made.difference, made.severity) == ("contradicts", "contradiction", "high")
    assert made.statements == (one.id, other.id) and made.about == (PACT.id,)
    assert made.observed == ["2024-05-17", "2024-05-18"] and made.key == f"sign|{PACT.id}"
    assert "Lake Pact" in made.reason and "2024-05-17 and 2024-05-18" in made.reason and len(made.steps) == 2


def test_one_day_in_two_documents_corroborates() -> None:
    (made,) = found(told("a"), told("b"))
    assert (made.relation, made.observed) == ("corroborates", "2024-05-17")
    assert made.reason.startswith("Two documents")


def test_told_as_done_before_the_day_contradicts() -> None:
    early = told("a", None, said="2024-05-10")
    (made,) = found(early, told("b", "2024-05-17"))
    assert made.relation == "contradicts" and made.statements[0] == early.id
    assert made.observed == ["2024-05-10", "2024-05-17"]


@pytest.mark.parametrize("said", ["2024-05-17", "2024-06-01"])
def test_told_as_done_on_or_after_the_day_is_no_conflict(said: str) -> None:
    assert not found(told("a", None, said=said), told("b", "2024-05-17"))


def test_a_copy_is_no_second_voice() -> None:
    one, copy = told("a"), told("b")
    assert not found(one, copy, copies={copy.doc: one.doc})
    third = told("c")
    (made,) = found(one, copy, third, copies={copy.doc: one.doc})
    assert made.reason.startswith("Two documents") and copy.id not in made.statements
    assert independent(record(one, copy, copies={copy.doc: one.doc}), [one, copy]) == [one]


def test_two_statements_of_one_document_are_one_voice() -> None:
    doc = factory.document("They signed the pact. It was signed by both.", "a")
    both = [
        factory.statement(doc, quote, "event", attributes={"verb": "sign"}, about=(PACT.id,), when="2024-05-17")
        for quote in ("They signed the pact", "It was signed by both")
    ]
    assert not found(*both)


def test_three_days_give_three_pairs_and_each_names_two() -> None:
    made = found(told("a", "2024-05-17"), told("b", "2024-05-18"), told("c", "2024-05-19"))
    assert [one.relation for one in made] == ["contradicts"] * 3
    assert len({one.statements for one in made}) == len({one.id for one in made}) == 3
    assert all(len(one.statements) == 2 for one in made)


def test_a_wide_agreement_names_few() -> None:
    (made,) = found(*(told(name) for name in "abcdefgh"))
    assert len(made.statements) == MOST and made.reason.startswith("Eight documents")


LEFT_OUT: list[dict[str, Any]] = [
    {"day": "2024-05"}, {"day": "2024"}, {"day": None}, {"day": "2014-05-02"},
    {"negated": True}, {"stance": "plans"}, {"stance": "denies"},
    {"verb": "discuss"}, {"about": ()}, {"about": (OTHER,)}, {"about": (PIER,)}, {"verb": "enter"},
    {"day": None, "said": "2024-05"},
]  # fmt: skip


@pytest.mark.parametrize("fields", LEFT_OUT, ids=str)
def test_what_is_not_the_same_act_on_a_day_is_left_out(fields: dict[str, Any]) -> None:
    assert not found(told("a", "2024-05-01"), told("b", **fields))


def test_another_kind_is_left_out() -> None:
    assert not found(told("a", "2024-05-01"), replace(told("b"), kind="status"))


@pytest.mark.parametrize(("quote", "verb", "counts"), [
    ("The pact came into force", "come", True), ("The pact took effect", "take", True),
    ("The pact came to nothing", "come", False),
])  # fmt: skip
def test_some_acts_need_a_word_beside_the_verb(quote: str, verb: str, counts: bool) -> None:
    made = found(told("a", "2024-05-01", quote=quote, verb=verb), told("b", "2024-06-01", quote=quote, verb=verb))
    assert [one.key for one in made] == ([f"enter_into_force|{PACT.id}"] if counts else [])


def test_groups_are_by_thing_and_findings_by_act() -> None:
    both = told("a", about=(PACT, OTHER))
    force = told("b", "2024-06-01", verb="enter", quote="The pact entered into force")
    again = told("c", "2024-06-02", verb="enter", quote="The pact entered into force")
    assert [group.key for group in dates.groups(record(both, force))] == sorted([PACT.id, OTHER.id])
    assert [one.key for one in found(both, force, again)] == [f"enter_into_force|{PACT.id}"]


def ratified(name: str, day: str, by: str = "House of A", **fields: Any) -> Statement:
    return told(name, day, verb="ratify", quote="It ratified the pact", subject=factory.term(by, HOUSES[by].id), **fields)


def test_each_chamber_ratifies_once() -> None:
    assert not found(ratified("a", "2024-06-01"), ratified("b", "2024-06-09", by="House of B"))
    (made,) = found(ratified("a", "2024-06-01"), ratified("b", "2024-06-09"))
    assert made.relation == "contradicts"
    assert made.reason.startswith("The ratification of Lake Pact by House of A is put on two days")


def test_an_act_that_comes_first_is_not_after_the_other() -> None:
    (made,) = found(told("a", "2024-05-17"), ratified("b", "2024-05-10"))
    assert made.relation == "contradicts" and len(made.statements) == 2
    assert "the ratification is not before the signing" in made.steps
    assert not found(told("a", "2024-05-17"), ratified("b", "2024-05-17"))


def test_days_that_lie_years_apart_are_of_two_acts() -> None:
    old, new = told("a", "2001-03-12"), told("b", "2024-05-17")
    assert not found(old, new)
    (made,) = found(old, new, told("c", "2001-03-22"))
    assert made.observed == ["2001-03-12", "2001-03-22"]


def test_a_month_against_a_day() -> None:
    (made,) = found(told("a", "2024-03"), told("b", "2024-05-17"))
    assert made.relation == "contradicts" and made.observed == ["2024-03", "2024-05-17"]
    assert not found(told("a", "2024-05"), told("b", "2024-05-17"))


def test_told_as_done_in_a_document_of_an_earlier_day() -> None:
    early, late = told("a", None), told("b", "2024-05-17")
    (made,) = found(early, late, days={early.doc: "2024-05-01"})
    assert made.relation == "contradicts" and made.statements == (early.id, late.id)
    assert not found(early, late), "a document without a day says nothing of the kind"
    assert not found(early, late, days={early.doc: "2024-05-16"}), "a paper may be of the day before"


def plan(name: str, quote: str = "They will sign the pact", **fields: Any) -> Statement:
    doc = factory.document(f"{name}. {quote}, it is told.", name)
    return factory.statement(doc, quote, "commitment", stance="plans", about=(PACT.id,), **fields)


def test_told_as_still_to_come_after_the_day_is_in_tension() -> None:
    late, done = plan("a"), told("b", "2024-05-17")
    (made,) = found(late, done, days={late.doc: "2024-06-17"})
    assert (made.relation, made.severity) == ("in_tension", "medium") and set(made.statements) == {late.id, done.id}
    assert not found(late, done, days={late.doc: "2024-05-16"})
    assert not found(late, done)


def test_a_number_of_days_after_another_act() -> None:
    quote = "The pact entered into force ten days after the signing"
    gap = Period(None, None, "unknown", "", "ten days", "event")
    force = told("a", None, verb="enter", quote=quote)
    force = replace(force, when=gap)
    signed, day = told("b", "2024-05-17"), told("c", "2024-05-30", verb="enter", quote="The pact entered into force")
    (made,) = found(force, signed, day)
    assert made.relation == "contradicts" and set(made.statements) == {force.id, signed.id, day.id}
    assert not found(force, signed, told("c", "2024-05-27", verb="enter", quote="The pact entered into force"))


def test_a_headline_over_its_own_text_is_in_tension() -> None:
    text = "Pact signed on 16 May\n\nThey signed the pact on 17 May, it is told."
    doc = factory.document(text, "a", title="Pact signed on 16 May")
    held = {"attributes": {"verb": "sign"}, "about": (PACT.id,)}
    head = factory.statement(doc, "Pact signed on 16 May", "event", when="2024-05-16", **held)
    body = factory.statement(doc, "They signed the pact on 17 May", "event", when="2024-05-17", **held)
    (made,) = dates(Record({doc.id: doc}, (head, body), ENTITIES))
    assert (made.relation, made.difference, made.severity) == ("in_tension", "headline", "low")


def test_the_order_of_statements_never_changes_the_result() -> None:
    held = [told("a", "2024-05-17"), told("b", "2024-05-18"), told("c", "2024-05-17"), told("d", None, said="2024-05-10")]
    lines = {tuple(dumps(one) for one in found(*held))}
    for seed in range(6):
        random.Random(seed).shuffle(held)
        lines.add(tuple(dumps(one) for one in found(*held)))
    assert len(lines) == 1 and len(next(iter(lines))) == 4


@pytest.fixture
def summit(tmp_path: Path) -> Case:
    (tmp_path / "events.yml").write_text(
        "- {id: summit, name: summit at Lake Town, start: '2024-05-17', end: '2024-05-19', words: [Lake Town summit], url: x}\n"
    )
    return Case("c", "", tmp_path, {}, (), (), ())


@pytest.mark.parametrize(("other", "differ"), [("2024-05-17", False), ("2024-05-19", False), ("2024-05-25", True)])
def test_a_happening_of_the_case_has_its_days(summit: Case, other: str, differ: bool) -> None:
    quote = "The Lake Town summit was held"
    both = [told(name, day, (), verb="hold", quote=quote) for name, day in (("a", "2024-05-17"), ("b", other))]
    made = list(dates(replace(record(*both), case=summit)))
    assert [one.relation for one in made if one.relation == "contradicts"] == ["contradicts"] * differ
    assert all(one.key == "held|summit" and not one.about for one in made)


DAY = st.integers(min_value=1, max_value=28).map(lambda day: f"2024-05-{day:02d}")
SAYING = st.one_of(
    DAY.map(lambda day: ("signed", day)),
    st.sampled_from(["2024-04", "2024-05", "2024", "2001-03-12"]).map(lambda day: ("signed", day)),
    DAY.map(lambda day: ("done", day)),
    DAY.map(lambda day: ("coming", day)),
    DAY.map(lambda day: ("ratified", day)),
)


def said(number: int, sort: str, day: str) -> Statement:
    if sort == "coming":
        return plan(f"{number:02d}", said=day)
    if sort == "ratified":
        return ratified(f"{number:02d}", day)
    return told(f"{number:02d}", None, said=day) if sort == "done" else told(f"{number:02d}", day)


def conflicts(statements: Sequence[Statement]) -> list[Finding]:
    return [one for one in found(*statements) if one.relation != "corroborates"]


@settings(max_examples=60, deadline=None)
@given(st.lists(SAYING, max_size=8), st.randoms())
def test_conflicts_are_minimal_and_no_order_matters(told_: list[tuple[str, str]], chance: random.Random) -> None:
    held = [said(number, *one) for number, one in enumerate(told_)]
    made = conflicts(held)
    by_id = {one.id: one for one in held}
    for one in made:
        members = [by_id[name] for name in one.statements]
        assert conflicts(members), "a set told as a conflict is one"
        for left in members:
            assert not conflicts([each for each in members if each is not left]), "and none without one of its members"
    shuffled = list(held)
    chance.shuffle(shuffled)
    assert [dumps(one) for one in conflicts(shuffled)] == [dumps(one) for one in made]


@settings(max_examples=60, deadline=None)
@given(st.lists(SAYING, max_size=6), SAYING)
def test_a_new_statement_never_makes_a_conflict_go(told_: list[tuple[str, str]], more: tuple[str, str]) -> None:
    held = [said(number, *one) for number, one in enumerate(told_)]
    before = {frozenset(one.statements) for one in conflicts(held)}
    after = {frozenset(one.statements) for one in conflicts([*held, said(99, *more)])}
    assert before <= after or len(after) >= LIMIT


def test_the_cost_grows_with_the_number_of_statements() -> None:
    """Ten thousand voices for two days are one conflict."""
    one, other = told("a", "2024-05-17"), told("b", "2024-05-18")
    many = [replace(pick, id=f"s_{number:05d}", doc_name=f"{number:05d}") for number in range(5000) for pick in (one, other)]
    held = record(one, other)
    made = list(dates(Record(held.documents, many, ENTITIES)))
    assert [each.relation for each in made] == ["contradicts"]
