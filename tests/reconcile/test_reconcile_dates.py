"""One act, two days: every relation that the check can give, copies counted once, no order of statements that matters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

import factory
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Entity, Finding, Statement, entity
from depositary.model.record import Record
from depositary.reconcile.dates import MOST, dates, independent

PACT = entity("Agreement", "Lake Pact")
OTHER = entity("Agreement", "Sea Pact")
PIER = entity("Project", "North Pier")
ENTITIES = {one.id: one for one in (PACT, OTHER, PIER)}


def told(name: str, day: str | None = "2024-05-17", about: Sequence[Entity] = (PACT,), **fields: Any) -> Statement:
    """A signing told in a document of this name."""
    verb = fields.pop("verb", "sign")
    quote = fields.pop("quote", "They signed the pact")
    doc = factory.document(f"{name}. {quote}, it is told.", name)
    held = {"attributes": {"verb": verb}, "about": tuple(one.id for one in about), "when": day, **fields}
    return factory.statement(doc, quote, "event", **held)


def record(*statements: Statement, copies: dict[str, str] | None = None) -> Record:
    documents: dict[str, Document] = {}
    for one in statements:
        documents[one.doc] = replace(factory.document("x", one.doc_name), id=one.doc, copy_of=(copies or {}).get(one.doc))
    return Record(documents, statements, ENTITIES)


def found(*statements: Statement, copies: dict[str, str] | None = None) -> list[Finding]:
    return list(dates(record(*statements, copies=copies)))


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
    assert made.reason.startswith("2 documents")


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
    assert made.reason.startswith("2 documents") and copy.id not in made.statements
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
    assert len(made.statements) == MOST and made.reason.startswith("8 documents")


LEFT_OUT: list[dict[str, Any]] = [
    {"day": "2024-05"}, {"day": "2024"}, {"day": None}, {"negated": True}, {"stance": "plans"}, {"stance": "denies"},
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


def test_groups_are_by_act_and_thing() -> None:
    both = told("a", about=(PACT, OTHER))
    force = told("b", verb="enter", quote="The pact entered into force")
    keys = [group.key for group in dates.groups(record(both, force))]
    assert keys == sorted([f"enter_into_force|{PACT.id}", f"sign|{PACT.id}", f"sign|{OTHER.id}"])


def test_the_order_of_statements_never_changes_the_result() -> None:
    held = [told("a", "2024-05-17"), told("b", "2024-05-18"), told("c", "2024-05-17"), told("d", None, said="2024-05-10")]
    lines = {tuple(dumps(one) for one in found(*held))}
    for seed in range(6):
        random.Random(seed).shuffle(held)
        lines.add(tuple(dumps(one) for one in found(*held)))
    assert len(lines) == 1 and len(next(iter(lines))) == 4
