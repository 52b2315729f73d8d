"""Who denies what whom says."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factory
from depositary.model.case import Case, load
from depositary.model.codec import dumps
from depositary.model.nouns import Document, Finding, Statement, entity
from depositary.model.record import Record
from depositary.reconcile.disputes import disputes
from depositary.reconcile.issues import affirms, denial, opinion

STALLED = "the talks have stalled"
PACT_IS = "the treaty is a mutual defence pact"
PACT_IS_NOT = "the treaty is no military alliance"
PACT = entity("Agreement", "Lake Pact")
Told = tuple[Statement, Document]


def told(name: str, stance: str = "asserts", quote: str = STALLED, **fields: Any) -> Told:
    """Something that this speaker says in a document of their own."""
    kind, day, held = fields.pop("kind", "position"), fields.pop("day", None), fields.pop("document", {})
    file = held.pop("name", name)
    doc = factory.document(f"{file}, {day}, {name} {stance}: {quote}.", file, day=day, title="x", **held)
    made = {"speaker": name, "stance": stance, "predicate": "deny" if stance == "denies" else "say", **fields}
    return factory.statement(doc, quote, kind, **made), doc


def record(*pairs: Told, case: Case | None = None) -> Record:
    return Record({doc.id: doc for _, doc in pairs}, [one for one, _ in pairs], {PACT.id: PACT}, case=case)


def found(*pairs: Told, case: Case | None = None) -> list[Finding]:
    return list(disputes(record(*pairs, case=case)))


def kinds(*pairs: Told) -> list[tuple[str, str]]:
    return [(one.relation, one.difference) for one in found(*pairs)]


def test_a_denial_disputes_a_claim() -> None:
    denied, claimed = told("The envoy", "denies"), told("The paper")
    (made,) = found(claimed, denied)
    assert (made.relation, made.difference, made.severity) == ("disputes", "contradiction", "medium")
    assert made.statements == (denied[0].id, claimed[0].id), "the denial comes first"
    assert made.reason == "The envoy denies what The paper says. Which came first is not known."
    assert made.about == () and made.key == "stalled|" and made.expected["speaker"] == "The paper"


ORDER = [
    ("2024-06-11", "2024-06-12", "The envoy spoke first."),
    ("2024-06-12", "2024-06-11", "The paper spoke first."),
    ("2024-06-12", "2024-06-12", "Both spoke on one day."),
    ("2024-06-12", None, "Which came first is not known."),
]


@pytest.mark.parametrize(("mine", "theirs", "words"), ORDER)
def test_who_spoke_first_is_told_where_it_is_known(mine: str, theirs: str | None, words: str) -> None:
    (made,) = found(told("The envoy", "denies", day=mine), told("The paper", day=theirs))
    assert made.reason.endswith(words)


NO_DISPUTE: list[tuple[str, Told]] = [
    ("the same speaker", told("The envoy")),
    ("a second denial", told("The paper", "denies")),
    ("a negated claim", told("The paper", negated=True)),
    ("a forecast", told("The paper", "predicts")),
    ("a demand", told("The paper", "demands")),
    ("another state", told("The paper", quote="the pact was ratified")),
    ("no state", told("The paper", quote="the talks were long")),
    ("the state of something else", told("The paper", quote="the shipments have stalled")),
    ("about another thing", told("The paper", about=("e_2",))),
    ("the words of a treaty", told("The paper", document={"kind": "treaty"})),
    ("the document itself", (replace(told("The paper")[0], speaker=None), told("The paper")[1])),
]


@pytest.mark.parametrize(("why", "claimed"), NO_DISPUTE, ids=[why for why, _ in NO_DISPUTE])
def test_no_dispute(why: str, claimed: Told) -> None:
    assert not [one for one in found(told("The envoy", "denies"), claimed) if one.relation == "disputes"]


@pytest.mark.parametrize("kind", ["status", "position", "event"])
@pytest.mark.parametrize("stance", ["asserts", "supposes"])
def test_what_can_be_disputed(kind: str, stance: str) -> None:
    assert len(found(told("The envoy", "denies"), told("The paper", stance, kind=kind))) == 1


DENIALS = [
    ({"predicate": "deny"}, True),
    ({"predicate": "reject", "quote": "rejected the report that the talks have stalled"}, True),
    ({"predicate": "be", "quote": "the story was false"}, True),
    ({"predicate": "reject", "quote": "rejects a world of one power"}, False),
    ({"predicate": "doubt", "quote": "did not doubt that it would be done"}, False),
    ({"predicate": "refuse", "quote": "refused the offer"}, False),
]


@pytest.mark.parametrize(("fields", "wanted"), DENIALS)
def test_what_denies_a_saying(fields: dict[str, Any], wanted: bool) -> None:
    assert denial(told("The envoy", "denies", **fields)[0]) is wanted


def test_each_claim_is_disputed_by_each_denial() -> None:
    made = found(*(told(name, "denies") for name in ("A", "B")), *(told(name) for name in ("C", "D", "E")))
    assert len(made) == len({one.id for one in made}) == 6


def test_a_report_that_is_denied_is_what_was_said_last_before() -> None:
    text = "The navy said that a base had been agreed. The ministry denied the report."
    doc = factory.document(text, "n")
    fields: dict[str, Any] = {"speaker": "The navy", "about": (PACT.id,)}
    claimed = factory.statement(doc, "a base had been agreed", "event", **fields)
    denied = factory.statement(
        doc, "denied the report", stance="denies", predicate="deny", subject="The ministry"
    )
    (made,) = found((claimed, doc), (denied, doc))
    assert made.statements == (denied.id, claimed.id) and made.about == (PACT.id,)
    assert made.reason.startswith("The ministry, as n tells, denies what The navy says.")
    assert any("both stand in one document" in step for step in made.steps)


def test_a_speaker_who_says_the_contrary_later_has_changed_position() -> None:
    before, after = (
        told("The envoy", day="2024-01-05"),
        told("The envoy", "denies", day="2024-06-05", document={"name": "b"}),
    )
    (made,) = found(after, before)
    assert (made.relation, made.difference) == ("supersedes", "opinion") and made.statements == (
        before[0].id,
        after[0].id,
    )
    undated = told("The envoy", "denies", document={"name": "b"})
    assert kinds(undated, told("The envoy")) == [("in_tension", "opinion")]


VIEWS = [
    ("asserts", "asserts", ("disputes", "contradiction")),
    ("supposes", "asserts", ("disputes", "opinion")),
    ("supposes", "predicts", ("in_tension", "opinion")),
]


@pytest.mark.parametrize(("mine", "theirs", "wanted"), VIEWS)
def test_one_matter_in_other_words_and_views_kept_apart_from_fact(
    mine: str, theirs: str, wanted: tuple[str, str]
) -> None:
    about = {"about": (PACT.id,)}
    assert kinds(told("A", mine, PACT_IS, **about), told("B", theirs, PACT_IS_NOT, **about)) == [wanted]


def test_who_speaks_for_themselves_tells_a_view() -> None:
    one, doc = told("The author", quote=PACT_IS)
    assert opinion(one, record((one, doc)))
    own = replace(one, speaker=None)
    assert not opinion(own, record((own, doc))) and opinion(own, record((own, replace(doc, kind="opinion"))))


AFFIRMS = [
    (PACT_IS, True), (PACT_IS_NOT, False), ("the text holds no pledge of mutual defence", False),
    ("it is not a paper of trade but a mutual defence pact", False), ("neither is a defence alliance", False),
]  # fmt: skip


@pytest.mark.parametrize(("quote", "wanted"), AFFIRMS)
def test_what_words_affirm(quote: str, wanted: bool) -> None:
    assert affirms(told("A", quote=quote)[0], "defence_pact") is wanted


def test_a_headline_that_its_own_text_denies() -> None:
    doc = factory.document(
        f"Two states seal defence alliance\n\nBut {PACT_IS_NOT}, A said.",
        title="Two states seal defence alliance",
    )
    one = factory.statement(doc, PACT_IS_NOT, speaker="A", about=(PACT.id,))
    (made,) = found((one, doc))
    assert (made.relation, made.difference) == ("contradicts", "headline")
    assert made.expected == {"headline": "Two states seal defence alliance"}


def test_a_figure_that_is_denied() -> None:
    fields: dict[str, Any] = {
        "kind": "figure",
        "series": "lake.trade/A",
        "value": factory.quantity(5),
        "measure": "level",
    }
    denied = told("B", "denies", "not five", **fields)
    assert kinds(told("A", quote="it is five", **fields), denied) == [("disputes", "contradiction")]
    other = {**fields, "value": factory.quantity(7)}
    assert not found(told("A", quote="it is seven", **other), denied)


def test_the_issue_is_a_state_of_a_thing() -> None:
    one = told("The envoy", "denies", about=("e_1", "e_2"))
    assert [group.key for group in disputes.groups(record(one))][-2:] == ["stalled|e_1", "stalled|e_2"]


def test_without_a_thing_it_is_of_the_agreement_followed() -> None:
    case = load("model-pact")
    assert case.agreement is not None
    denied, claimed = told("The envoy", "denies"), told("The paper", about=(case.agreement.id,))
    held = replace(record(denied, claimed, case=case), entities={case.agreement.id: case.agreement})
    assert [one.about for one in disputes(held)] == [(case.agreement.id,)]


ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["asserts", "denies", "supposes"]),
        st.sampled_from([STALLED, PACT_IS, PACT_IS_NOT]),
        st.sampled_from(["2024-01-05", "2024-02-05", None]),
    ),
    max_size=7,
)


def made_of(rows: list[tuple[str, str, str, str | None]]) -> list[Told]:
    return [
        told(name, stance, quote, day=day, about=(PACT.id,), document={"name": f"{place:02}"})
        for place, (name, stance, quote, day) in enumerate(rows)
    ]


@settings(max_examples=150, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_order_never_matters_and_no_dispute_vanishes(
    rows: list[tuple[str, str, str, str | None]], shuffle: random.Random
) -> None:
    pairs = made_of(rows)
    lines = sorted(dumps(one) for one in found(*pairs))
    shuffled = list(pairs)
    shuffle.shuffle(shuffled)
    assert lines == sorted(dumps(one) for one in found(*shuffled))
    who = {one.id: one.speaker.name for one, _ in pairs if one.speaker}
    fewer = {pair for one in found(*pairs[:-1]) if one.relation == "disputes" for pair in _parties(one, who)}
    assert fewer <= {
        pair for one in found(*pairs) if one.relation in ("disputes", "in_tension") for pair in _parties(one, who)
    }


def _parties(one: Finding, who: dict[str, str]) -> set[tuple[str, str, str]]:
    """Who denies what whom says; several may deny one view."""
    first, claimed, *more = one.statements
    return {(one.key, who[claimed], who[each]) for each in (first, *more)}


def test_all_who_deny_one_view_stand_in_one_finding() -> None:
    view = told("The author", "supposes", PACT_IS, day="2024-02-03")
    others = [told(name, quote=PACT_IS_NOT, day=day) for name, day in (("The envoy", "2024-01-16"), ("chair", "2024-03-01"))]
    third = told("Lake Ministry", "supposes", PACT_IS_NOT, day="2024-03-02")
    made, apart = sorted(found(view, *others, third), key=lambda one: one.relation)
    assert len(made.statements) == 3 and made.statements[1] == view[0].id
    assert (made.relation, made.difference) == ("disputes", "opinion")
    rest = "The chair says the contrary too. The envoy spoke first."
    assert made.reason == f"The envoy says the contrary of what The author says; at least one of them tells a view. {rest}"
    late = told("The envoy", quote="denied that it is a mutual defence pact", day="2024-03-01", stance="denies", predicate="deny")
    (again,) = found(view, late)
    assert again.reason.startswith("The envoy denies what The author says"), "who speaks later and denies, denies"
    assert (apart.relation, apart.statements) == ("in_tension", (third[0].id, view[0].id)), "two views"
    five = [told(f"Envoy {place}", quote=PACT_IS_NOT) for place in range(5)]
    assert [len(one.statements) for one in found(view, *five)] == [5, 2]


def test_a_denied_contract_is_not_the_treaty_that_the_case_follows() -> None:
    case = load("model-pact")
    assert case.agreement is not None
    for words, thing in (("a gas contract had been signed", ""), ("the pact had been signed", case.agreement.id)):
        denied, claimed = told("The envoy", "denies", words), told("The paper", "asserts", words)
        (made,) = (one for one in found(claimed, denied, case=case) if one.key.startswith("signed|"))
        assert made.key == f"signed|{thing}"
