"""Ids come from what is said and where, never from who found it, how sure it is, or in which process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import combinations
from typing import Any

import pytest

import factory
from depositary.model import ids, nouns

DOC = factory.document("The chair said the ferry opened on Monday at 7 dollars.")
SAID: dict[str, Any] = {"speaker": "The chair", "subject": "the ferry", "predicate": "open", "value": factory.quantity(7)}


def said(quote: str = "the ferry opened", kind: str = "figure", **fields: Any) -> nouns.Statement:
    return factory.statement(DOC, quote, kind, **{**SAID, **fields})


SAME: list[dict[str, Any]] = [
    {"made_by": "somebody/2"}, {"score": 0.1}, {"layer": "accepted"}, {"topics": ("trade",)}, {"parts": ("ferry",)},
    {"when": "2024-05"}, {"due": "2025"}, {"stance": "denies"}, {"negated": True}, {"hedge": "about"}, {"scope": "context"},
    {"about": ("e_1",)}, {"object": "Monday"}, {"chain": (factory.speaker("a paper"),)},
    {"speaker": factory.speaker("The chair", "e_9")},
]  # fmt: skip


@pytest.mark.parametrize("fields", SAME, ids=lambda fields: next(iter(fields)))
def test_what_is_derived_is_not_in_the_id(fields: dict[str, Any]) -> None:
    assert said(**fields).id == said().id


OTHER: list[dict[str, Any]] = [
    {"quote": "ferry opened on Monday"}, {"kind": "event"}, {"speaker": "the ferry"}, {"speaker": None}, {"subject": "Monday"},
    {"subject": None}, {"predicate": "close"}, {"value": factory.quantity(8)}, {"value": None},
]  # fmt: skip


@pytest.mark.parametrize("fields", OTHER, ids=str)
def test_every_ingredient_changes_the_id(fields: dict[str, Any]) -> None:
    assert said(**fields).id != said().id


def test_the_same_words_in_two_documents_have_two_ids() -> None:
    other = factory.document(DOC.text + " ")
    assert factory.statement(other, "the ferry opened", "figure", **SAID).id != said().id


def test_ingredients_do_not_run_into_each_other() -> None:
    fields = ("speaker", "subject", "predicate", "value")
    made = [ids.statement_id("d_1", [(0, 1)], "event", **{name: "x"}) for name in fields]
    made.append(ids.statement_id("d_1", [(0, 1)], "event", speaker="xx"))
    assert len(set(made)) == len(made)
    assert ids.digest("ab", "c") != ids.digest("a", "bc")


def test_order_of_spans_given_does_not_count() -> None:
    one = nouns.statement(DOC, ((0, 3), (10, 14)), "event")
    other = nouns.statement(DOC, ((10, 14), (0, 3)), "event")
    assert one == other
    assert (one.start, one.end, one.quote) == (0, 14, DOC.text[:14])


@pytest.mark.parametrize("spans", [((0, 0),), ((5, 3),), ((-1, 4),), ((0, 10_000),)])
def test_no_statement_without_exact_characters(spans: Any) -> None:
    with pytest.raises(ValueError, match="do not lie inside"):
        nouns.statement(DOC, spans, "event")


def test_ids_of_documents_are_of_their_bytes() -> None:
    assert ids.document_id(b"a") == ids.document_id(b"a") != ids.document_id(b"a\r")


def test_ids_of_entities() -> None:
    assert ids.entity_id("Person", "Ana  Léa") == ids.entity_id("Person", "ana lea"), "names are folded"
    assert ids.entity_id("Person", "A", "Q1") == ids.entity_id("Place", "B", "Q1"), "an outside id is enough"
    others: list[tuple[str, ...]] = [("Person", "A"), ("Place", "A"), ("Person", "B"), ("Person", "A", "Q1")]
    assert len({ids.entity_id(*one) for one in others}) == 4


def test_ids_of_findings() -> None:
    base = ("room.check", "k", "same", ("s_1", "s_2"))
    assert ids.finding_id(*base) == ids.finding_id("room.check", "k", "same", ("s_2", "s_1")), "order does not count"
    others = [("room.other", *base[1:]), ("room.check", "l", *base[2:]), (*base[:2], "unlike", base[3]), (*base[:3], ("s_1",))]
    made = [ids.finding_id(*row) for row in (base, *others)]
    assert all(one != other for one, other in combinations(made, 2))


def test_ids_of_decisions() -> None:
    base = ("ana", "2024-05-01T10:00", "accept", "s_1")
    made = {ids.decision_id(*base), *(ids.decision_id(*base[:place], "x", *base[place + 1 :]) for place in range(4))}
    assert len(made) == 5


def test_form_of_ids() -> None:
    bare = (ids.entity_id("Person", "A"), ids.finding_id("c", "k", "r", ()), ids.decision_id("a", "b", "c", "d"))
    made = (DOC.id, said().id, *bare)
    for one, letter in zip(made, "dsefx", strict=True):
        assert re.fullmatch(rf"{letter}_[0-9a-f]{{16}}", one)


_CODE = """
from depositary.model import ids, nouns
print(ids.finding_id("c", "k", "same", {"s_%d" % number for number in range(30)}))
print(ids.entity_id("Person", "Ana Léa"), ids.statement_id("d_1", [(0, 1)], "event", "a", "b", "c", "d"))
"""


def test_ids_are_equal_in_every_process() -> None:
    said_by = {
        subprocess.run(
            [sys.executable, "-c", _CODE], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(said_by) == 1 and all(said_by)
