"""How long an agreement runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

import factory
from depositary.model.case import load
from depositary.model.nouns import Finding, Period, entity
from depositary.model.record import Record
from depositary.reconcile.terms import renewal, terms

CASE = load("model-pact")
TEXT = "It runs for ten years and is renewed for periods of five years. It was extended until 2026. It entered into force."


def pact(signed: str | None, in_force: str | None) -> Any:
    """An agreement of two states with these days."""
    return entity(
        "Agreement",
        "Lake Pact",
        props={"key": "lake", "parties": ["XOS", "XVA"], "signed": signed, "in_force": in_force},
    )


def found(
    signed: str | None, in_force: str | None, until: str = "2026", renews: bool = True
) -> list[Finding]:
    thing = pact(signed, in_force)
    case = replace(CASE, entities=(thing,))
    doc = factory.document(TEXT.replace("2026", until))
    series = f"treaty.term/XOS+XVA/stock/{(signed or '')[:4]}"
    years = factory.period(until)
    rows = [
        factory.statement(
            doc, "It runs for ten years", "figure", series=series, predicate="run", value=factory.quantity(10, "year")
        ),
        factory.statement(
            doc, f"It was extended until {until}", "event", about=(thing.id,), attributes={"verb": "extend"},
            when=Period(None, years.end, "bounds", "", f"until {until}"),
        ),
    ]  # fmt: skip
    if renews:
        words = "is renewed for periods of five years"
        rows.append(
            factory.statement(
                doc, words, "figure", series=series, predicate="renew", value=factory.quantity(5, "year")
            )
        )
    return list(terms(Record({doc.id: doc}, rows, {thing.id: thing}, case=case)))


CASES = [
    ("2001-03-12", "2001-12-01", "2026", "corroborates"),
    ("2001-03-12", None, "2026", "depends"),
    ("2001-03-12", "2002-04-05", "2026", "depends"),
    ("2000-12-20", "2001-04-05", "2026", "depends"),
    ("2003-03-12", "2004-04-05", "2026", "contradicts"),
    ("2003-03-12", None, "2026", "depends"),
]


@pytest.mark.parametrize(("signed", "in_force", "until", "relation"), CASES)
def test_an_end_is_held_against_start_term_and_renewals(
    signed: str, in_force: str | None, until: str, relation: str
) -> None:
    (made,) = found(signed, in_force, until)
    assert made.relation == relation and len(made.statements) == 3


def test_the_reckoning_is_shown() -> None:
    (made,) = found("2001-03-12", None)
    assert made.difference == "baseline"
    ends = "2011-03-12, 2016-03-12, 2021-03-12, 2026-03-12"
    assert made.steps == (f"counted from the signing on 2001-03-12 (the case), it ends on {ends}",)
    assert made.reason.endswith(
        "the two agree if the term counts from the signing; the day of the entry into force is not known."
    )
    assert [one.id for one in made.cites] == ["lake.signing"]


def test_without_a_renewal_a_term_ends_once() -> None:
    assert [one.relation for one in found("2001-03-12", "2001-12-01", renews=False)] == ["contradicts"]
    assert [one.relation for one in found("2016-03-12", "2016-12-01", renews=False)] == ["corroborates"]


def test_a_leap_day_ends_on_the_first_of_march() -> None:
    (made,) = found("2016-02-29", None, renews=False)
    assert made.expected[0]["ends"] == ["2026-03-01"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("is renewed for periods of five years", True), ("It was concluded for ten years", False)],
)
def test_what_is_a_renewal(words: str, wanted: bool) -> None:
    predicate = "renew" if wanted else "conclude"
    assert (
        renewal(
            factory.statement(
                factory.document(words), words, "figure", predicate=predicate, series="treaty.term/A"
            )
        )
        is wanted
    )


def test_order_never_matters() -> None:
    thing = pact("2001-03-12", None)
    case = replace(CASE, entities=(thing,))
    doc = factory.document(TEXT)
    told = (("It runs for ten years", "run", 10), ("is renewed for periods of five years", "renew", 5))
    figures = {"kind": "figure", "series": "treaty.term/XOS+XVA/stock/2001"}
    rows = [
        *(
            factory.statement(doc, words, predicate=verb, value=factory.quantity(years, "year"), **figures)
            for words, verb, years in told
        ),
        factory.statement(
            doc, "It was extended until 2026", "event", about=(thing.id,), attributes={"verb": "extend"},
            when=Period(None, "2027-01-01", "bounds", "", "until 2026"),
        ),
    ]  # fmt: skip
    made = [list(terms(Record({doc.id: doc}, order, {thing.id: thing}, case=case))) for order in permutations(rows)]
    assert made[0] and all(one == made[0] for one in made)
