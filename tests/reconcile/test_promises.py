"""Promises whose day moved."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

import factory
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Finding, Period, Statement, entity
from depositary.model.record import Record
from depositary.reconcile.promises import promises

PIER = entity("Project", "North Pier")
PACT = entity("Agreement", "Lake Pact")
BODY = entity("Organization", "Lake Board")
ENTITIES = {one.id: one for one in (PIER, PACT, BODY)}
Told = tuple[Statement, Document]


def told(name: str, due: str | Period | None, day: str | None, **fields: Any) -> Told:
    """A promise in a document of this name and day."""
    kind = fields.pop("kind", "commitment")
    held = fields.pop("document", {})
    doc = factory.document(f"{name}: the pier will be ready.", name, day=day, **held)
    made = {"about": (PIER.id,), "due": due, "stance": "promises", **fields}
    return factory.statement(doc, "the pier will be ready", kind, **made), doc


def found(*pairs: Told) -> list[Finding]:
    documents = {doc.id: doc for _, doc in pairs}
    return list(promises(Record(documents, [one for one, _ in pairs], ENTITIES)))


def test_a_later_day_said_later_is_a_slip() -> None:
    first, second = told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01")
    (made,) = found(first, second)
    assert (made.relation, made.difference, made.severity) == ("slips", "update", "medium")
    assert made.statements == (first[0].id, second[0].id) and made.about == (PIER.id,) and made.key == PIER.id
    assert (made.expected, made.observed) == ("2024", "2026")
    assert made.reason == "North Pier was due 2024, as said 2023-01-05; 2024-02-01 it was due 2026."


def test_each_later_day_is_a_slip_of_the_one_before() -> None:
    rows = [told("c", "2028", "2026-01-01"), told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01")]
    assert [(one.expected, one.observed) for one in found(*rows)] == [("2024", "2026"), ("2026", "2028")]


NO_SLIP: list[tuple[str, Told]] = [
    ("an earlier day", told("b", "2023", "2024-02-01")),
    ("the same day", told("b", "2024", "2024-02-01")),
    ("a finer word for the same day", told("b", "2024-12", "2024-02-01")),
    ("said before", told("b", "2026", "2022-02-01")),
    ("said the same day", told("b", "2026", "2023-01-05")),
    ("no day of its own", told("b", "2026", None)),
    ("no day promised", told("b", None, "2024-02-01")),
    ("an open end", told("b", Period("2026-01-01", None, "bounds", "2026-01-01/..", "after 2026"), "2024-02-01")),
    ("an unanchored day", told("b", Period("2026-01-01", "2027-01-01", "year", "2026", "then", "none"), "2024-02-01")),
    ("another thing", told("b", "2026", "2024-02-01", about=(PACT.id,))),
    ("a thing that is not built or agreed", told("b", "2026", "2024-02-01", about=(BODY.id,))),
    ("a thing nobody knows", told("b", "2026", "2024-02-01", about=("e_unknown",))),
    ("a forecast", told("b", "2026", "2024-02-01", kind="position")),
]


@pytest.mark.parametrize(("why", "second"), NO_SLIP, ids=[why for why, _ in NO_SLIP])
def test_no_slip(why: str, second: Told) -> None:
    assert not found(told("a", "2024", "2023-01-05"), second)


def test_the_day_on_which_it_was_said_comes_before_that_of_the_document() -> None:
    late = told("b", "2026", "2024-02-01", said="2022-01-01")
    assert not found(told("a", "2024", "2023-01-05"), late)
    written = told("c", "2026", None, document={"written": factory.period("2024-02-01")})
    assert len(found(told("a", "2024", "2023-01-05"), written)) == 1


def test_a_copy_is_told_as_one_voice() -> None:
    first, second = told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01")
    (made,) = found(first, second)
    assert made.steps == ("independent documents: 2",)
    (made,) = found(first, (second[0], replace(second[1], copy_of=first[1].id)))
    assert made.steps == ("independent documents: 1",)


def test_groups_are_by_thing() -> None:
    both = told("a", "2024", "2023-01-05", about=(PIER.id, PACT.id, BODY.id))
    record = Record({both[1].id: both[1]}, [both[0]], ENTITIES)
    assert [group.key for group in promises.groups(record)] == sorted([PIER.id, PACT.id])


def test_the_order_of_statements_never_changes_the_result() -> None:
    rows = [
        told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01"), told("c", "2026", "2024-02-01"),
        told("d", "2025", "2024-02-01"), told("e", "2028", "2026-01-01"), told("f", "2023", "2022-01-01"),
    ]  # fmt: skip
    lines = set()
    for seed in range(8):
        random.Random(seed).shuffle(rows)
        lines.add(tuple(dumps(one) for one in found(*rows)))
    assert len(lines) == 1 and next(iter(lines))
