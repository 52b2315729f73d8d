"""The state of a thing as last told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import factory
from depositary.model.nouns import Period, Statement, entity
from depositary.model.record import Record
from depositary.views.lines import Desk
from depositary.views.stages import last, stages, summary

PIER = entity("Project", "North Pier")
TEXT = "Work began in 2023. The pier is being built. On 2 November it was said that work had stopped. It was shelved."
DOC = factory.document(TEXT, "a.txt", day="2023-11-20")


def status(quote: str, state: str, **fields: Any) -> Statement:
    return factory.statement(DOC, quote, "status", predicate=state, **{"about": (PIER.id,), "stance": "asserts", **fields})


BEGUN = factory.statement(
    DOC, "Work began in 2023", "event", about=(PIER.id,), stance="asserts", attributes={"state": "construction"}
)
HALTED = status("work had stopped", "halted", said="2023-11-02")
TOLD: list[tuple[str, list[Statement], tuple[str, str]]] = [
    ("its own day counts", [replace(BEGUN, when=factory.period("2023-01")), HALTED], ("halted", "2023-11-02")),
    ("a step without a day is not of the day of the document", [BEGUN, HALTED], ("halted", "2023-11-02")),
    (
        "what lasts in the present is",
        [status("The pier is being built", "construction"), HALTED],
        ("construction", "2023-11-20"),
    ),
    ("no day at all", [BEGUN], ("construction", "")),
]


def desk(told: list[Statement], *found: Any) -> Desk:
    return Desk(Record({DOC.id: DOC}, told, {PIER.id: PIER}, found))


@pytest.mark.parametrize(("why", "told", "want"), TOLD, ids=[row[0] for row in TOLD])
def test_the_state_last_told(why: str, told: list[Statement], want: tuple[str, str]) -> None:
    state, at = last(desk(told), PIER)
    assert state is not None and (state.state, at) == want, why


def test_a_state_told_without_the_name_counts_by_its_finding() -> None:
    shelved = status("It was shelved", "shelved", about=(), said="2023-11-02")
    made = factory.finding(HALTED, shelved, check="reconcile.cycles", about=(PIER.id,), relation="supersedes")
    state, at = last(desk([HALTED, shelved], made), PIER)
    assert state is not None and (state.state, at) == ("shelved", "2023-11-02")
    assert [one.state for one in stages(desk([HALTED, shelved]), PIER)] == ["halted"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [("2025-01-17", "2025-02-01", "2025-01-17"), ("2022-01-01", "2025-01-17", ""), ("2024-12-31", "2025-01-17", "")],
)
def test_far_bounds_that_were_worked_out_are_no_day_of_a_state(start: str, end: str, told: str) -> None:
    bounds = Period(start, end, "bounds", anchor="inferred")
    document = replace(DOC, published=None, written=bounds)
    record = Record({DOC.id: document}, [status("The pier is being built", "construction")], {PIER.id: PIER}, ())
    assert last(Desk(record), PIER)[1] == told


def test_days_of_one_party_are_joined_by_or_and_the_party_is_named() -> None:
    text = "The senate ratified it on 3 May. The king signed the ratification on 9 May. The Storting ratified it on 2 June."
    doc, pact = factory.document(text, "b.txt", day="2023-11-20"), entity("Agreement", "Herring Pact")

    def step(words: str, day: str, party: str) -> Statement:
        told = {"verb": "ratify", "state": "ratified", **({"party": party} if party else {})}
        return factory.statement(doc, words, "event", about=(pact.id,), stance="asserts", when=day, attributes=told)

    rows = [
        step("The senate ratified it", "2023-05-03", "CHL"), step("The king signed the ratification", "2023-05-09", "CHL"),
        step("The Storting ratified it", "2023-06-02", "NOR"),
    ]  # fmt: skip
    desk = Desk(Record({doc.id: doc}, rows, {pact.id: pact}))
    assert summary(stages(desk, pact)) == "ratified by a party 2023-05-03 or 2023-05-09 (Chile) and 2023-06-02 (Norway)"
    unknown = [replace(row, attributes={"verb": "ratify", "state": "ratified"}) for row in rows[1:]]
    desk = Desk(Record({doc.id: doc}, unknown, {pact.id: pact}))
    assert summary(stages(desk, pact)) == "ratified by a party 2023-05-09 and 2023-06-02"
