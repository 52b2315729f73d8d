"""Who denies what whom says."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

import factory
from depositary.model.case import Case, load
from depositary.model.codec import dumps
from depositary.model.nouns import Finding, Statement
from depositary.model.record import Record
from depositary.reconcile.disputes import disputes

STALLED = "the talks have stalled"


def told(name: str, stance: str = "asserts", quote: str = STALLED, **fields: Any) -> Statement:
    """Something that this speaker says in a document of their own."""
    kind = fields.pop("kind", "position")
    return factory.statement(factory.document(f"{name}: {quote}.", name), quote, kind, speaker=name, stance=stance, **fields)


def record(*statements: Statement, case: Case | None = None) -> Record:
    documents = {one.doc: replace(factory.document("x", one.doc_name), id=one.doc) for one in statements}
    return Record(documents, statements, case=case)


def found(*statements: Statement, case: Case | None = None) -> list[Finding]:
    return list(disputes(record(*statements, case=case)))


def test_a_denial_disputes_a_claim() -> None:
    denial, claim = told("The envoy", "denies"), told("The paper")
    (made,) = found(claim, denial)
    assert (made.relation, made.difference, made.severity) == ("disputes", "none", "medium")
    assert made.statements == (denial.id, claim.id), "the denial comes first"
    assert made.reason == "The envoy denies what The paper says." and made.steps == ("both speak of the state stalled",)
    assert made.about == () and made.key == "stalled|"


NO_DISPUTE: list[tuple[str, Statement]] = [
    ("the same speaker", told("The envoy")),
    ("a second denial", told("The paper", "denies")),
    ("a negated claim", told("The paper", negated=True)),
    ("a forecast", told("The paper", "predicts")),
    ("a demand", told("The paper", "demands")),
    ("another state", told("The paper", quote="the pact was ratified")),
    ("no state", told("The paper", quote="the talks were long")),
    ("about another thing", told("The paper", about=("e_2",))),
    ("a figure", told("The paper", kind="figure")),
    ("the document itself", replace(told("The paper"), speaker=None)),
]


@pytest.mark.parametrize(("why", "claim"), NO_DISPUTE, ids=[why for why, _ in NO_DISPUTE])
def test_no_dispute(why: str, claim: Statement) -> None:
    assert not found(told("The envoy", "denies"), claim)


@pytest.mark.parametrize("kind", ["status", "position", "event"])
@pytest.mark.parametrize("stance", ["asserts", "supposes"])
def test_what_can_be_disputed(kind: str, stance: str) -> None:
    assert len(found(told("The envoy", "denies"), told("The paper", stance, kind=kind))) == 1


def test_each_claim_is_disputed_by_each_denial() -> None:
    made = found(*(told(name, "denies") for name in ("A", "B")), *(told(name) for name in ("C", "D", "E")))
    assert len(made) == len({one.id for one in made}) == 6


def test_the_issue_is_a_state_of_a_thing() -> None:
    about = ("e_1", "e_2")
    one = told("The envoy", "denies", about=about)
    assert [group.key for group in disputes.groups(record(one))] == ["stalled|e_1"]
    (made,) = found(one, told("The paper", about=("e_1",)))
    assert made.about == ("e_1",)


def test_without_a_thing_it_is_of_the_agreement_followed() -> None:
    case = load("model-pact")
    assert case.agreement is not None
    (made,) = found(told("The envoy", "denies"), told("The paper", about=(case.agreement.id,)), case=case)
    assert made.about == (case.agreement.id,)


def test_the_order_of_statements_never_changes_the_result() -> None:
    held = [told("A", "denies"), told("B", "denies"), told("C"), told("D"), told("D", about=("e_1",)), told("A")]
    lines = set()
    for seed in range(6):
        random.Random(seed).shuffle(held)
        lines.add(tuple(dumps(one) for one in found(*held)))
    assert len(lines) == 1 and next(iter(lines))
