"""Promises and what came of them."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import factory
from depositary.model.case import load
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
    quote = fields.pop("quote", "the pier will be completed")
    doc = factory.document(f"{name}: {quote}.", name, day=day, **fields.pop("document", {}))
    made = {"about": (PIER.id,), "due": due, "stance": "promises", "predicate": "complete", **fields}
    return factory.statement(doc, quote, kind, **made), doc


def came(name: str, state: str, when: str | None, day: str | None = None, **fields: Any) -> Told:
    """A state told as reached."""
    quote = fields.pop("quote", "it has come so far")
    doc = factory.document(f"{name}: {quote}.", name, day=day)
    made = {"about": (PIER.id,), "predicate": state, "when": when, **fields}
    return factory.statement(doc, quote, "status", **made), doc


def found(*pairs: Told) -> list[Finding]:
    return list(promises(Record({doc.id: doc for _, doc in pairs}, [one for one, _ in pairs], ENTITIES)))


def fates(*pairs: Told) -> list[tuple[str, str, str]]:
    return [(one.relation, one.difference, one.observed["outcome"]) for one in found(*pairs)]


FIRST = told("a", "2024", "2023-01-05")
FATES: list[tuple[str, list[Told], list[tuple[str, str, str]]]] = [
    ("kept", [FIRST, came("b", "completed", "2024-05-01")], [("fulfils", "plan_and_outcome", "kept")]),
    (
        "kept late",
        [FIRST, came("b", "completed", "2025-01-17")],
        [("fulfils", "plan_and_outcome", "kept_late")],
    ),
    (
        "kept, some time",
        [FIRST, came("b", "completed", None, "2025-06-01")],
        [("fulfils", "plan_and_outcome", "kept_undated")],
    ),
    (
        "kept, told by a state further on",
        [FIRST, came("b", "operating", "2024-05-01")],
        [("fulfils", "plan_and_outcome", "kept")],
    ),
    ("moved", [FIRST, told("b", "2026", "2024-02-01")], [("slips", "update", "moved")]),
    (
        "brought forward",
        [told("a", "2026", "2023-01-05"), told("b", "2024", "2023-02-01")],
        [("supersedes", "update", "brought_forward")],
    ),
    ("dropped", [FIRST, came("b", "cancelled", "2023-09-01")], [("slips", "plan_and_outcome", "dropped")]),
    (
        "not yet",
        [FIRST, came("b", "construction", None, "2025-03-01")],
        [("slips", "plan_and_outcome", "not_yet")],
    ),
    (
        "overdue",
        [FIRST, came("b", "construction", "2023-06-01", "2026-01-01")],
        [("slips", "plan_and_outcome", "overdue")],
    ),
    ("open", [FIRST, came("b", "construction", "2023-06-01", "2023-07-01")], []),
    ("nothing promised", [came("b", "completed", "2024-05-01")], []),
    ("came before it was promised", [FIRST, came("b", "completed", "2022-05-01")], []),
    (
        "another unit",
        [
            told("a", None, "2023-01-05", quote="unit 2 will be completed"),
            came("b", "completed", "2024-05-01", quote="unit 1 is done"),
        ],
        [],
    ),
    (
        "a demand without a day",
        [
            told("a", None, "2023-01-05", stance="demands", quote="it has to be completed"),
            came("b", "completed", "2024-05-01"),
        ],
        [("fulfils", "plan_and_outcome", "kept_undated")],
    ),
]


@pytest.mark.parametrize(("why", "pairs", "wanted"), FATES, ids=[row[0] for row in FATES])
def test_the_fate_of_a_promise(why: str, pairs: list[Told], wanted: list[tuple[str, str, str]]) -> None:
    assert fates(*pairs) == wanted


def test_a_promise_kept_late_says_by_how_many_days() -> None:
    (made,) = found(
        told("a", "2024", "2024-06-12", speaker="The envoy"), came("b", "completed", "2025-01-17")
    )
    assert made.observed["late_days"] == 17 and made.severity == "medium"
    assert made.reason == (
        "North Pier was to be completed in 2024, as told on 2024-06-12; it was completed on 2025-01-17, kept late by 17 days."
    )
    assert made.expected == {
        "state": "completed", "due": "2024", "start": "2024-01-01", "end": "2025-01-01", "said": "2024-06-12", "by": "The envoy",
    }  # fmt: skip


def test_a_later_day_said_later_is_a_slip() -> None:
    first, second = told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01")
    (made,) = found(first, second)
    assert made.statements == (first[0].id, second[0].id) and made.about == (PIER.id,) and made.key == PIER.id
    assert made.observed["words"] == "2026" and made.observed["moved_days"] == 730
    assert made.reason == (
        "North Pier was to be completed in 2024, as said on 2023-01-05; on 2024-02-01 it was said to be due in 2026."
    )


def test_each_promise_is_told_once() -> None:
    rows = [told("c", "2028", "2026-01-01"), told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01")]
    made = found(*rows, came("d", "completed", "2029-02-01"))
    assert [(one.expected["due"], one.observed["outcome"]) for one in made] == [
        ("2024", "moved"), ("2026", "moved"), ("2028", "kept_late"),
    ]  # fmt: skip
    assert len({one.statements[0] for one in made}) == 3


def test_a_day_of_opening_is_moved_by_a_later_day_of_completion_and_not_the_other_way() -> None:
    opened = {"predicate": "open", "quote": "the pier will be opened"}
    assert fates(told("a", "2024", "2023-01-05", **opened), told("b", "2026", "2024-02-01")) == [
        ("slips", "update", "moved")
    ]
    assert not fates(told("a", "2024", "2023-01-05"), told("b", "2026", "2024-02-01", **opened))


NO_SLIP: list[tuple[str, Told]] = [
    ("the same day", told("b", "2024", "2024-02-01")),
    ("a finer word for the same day", told("b", "2024-12", "2024-02-01")),
    ("said before", told("b", "2026", "2022-02-01")),
    ("said the same day", told("b", "2026", "2023-01-05")),
    ("no day promised", told("b", None, "2024-02-01")),
    (
        "an open end",
        told("b", Period("2026-01-01", None, "bounds", "2026-01-01/..", "after 2026"), "2024-02-01"),
    ),
    (
        "an unanchored day",
        told("b", Period("2026-01-01", "2027-01-01", "year", "2026", "then", "none"), "2024-02-01"),
    ),
    ("another thing", told("b", "2026", "2024-02-01", about=(PACT.id,))),
    ("a thing that is not built or agreed", told("b", "2026", "2024-02-01", about=(BODY.id,))),
    ("a thing nobody knows", told("b", "2026", "2024-02-01", about=("e_unknown",))),
    ("another act", told("b", "2026", "2024-02-01", predicate="paint", quote="the pier will be painted")),
    ("a supposition", told("b", "2026", "2024-02-01", kind="position", stance="supposes")),
]


@pytest.mark.parametrize(("why", "second"), NO_SLIP, ids=[row[0] for row in NO_SLIP])
def test_no_slip(why: str, second: Told) -> None:
    first = told("a", "2024", "2023-01-05")
    assert ("slips", "update", "moved") not in [
        row for row in fates(first, second) if found(first, second)[0].statements[0] == first[0].id
    ]


def test_the_day_on_which_it_was_said_comes_before_that_of_the_document() -> None:
    late = told("b", "2026", "2024-02-01", said="2022-01-01")
    assert fates(told("a", "2024", "2023-01-05"), late) == [("supersedes", "update", "brought_forward")]
    written = told("c", "2026", None, document={"written": factory.period("2024-02-01")})
    assert fates(told("a", "2024", "2023-01-05"), written) == [("slips", "update", "moved")]


def test_equal_promises_are_one_and_name_their_voices() -> None:
    made = found(
        told("a", "2024", "2023-01-05"), told("b", "2024", "2023-02-05"), came("c", "completed", "2024-05-01")
    )
    assert len(made) == 1 and len(made[0].statements) == 3
    first, second = told("a", "2024", "2023-01-05"), told("b", "2024", "2023-02-05")
    (made_of_copy,) = found(
        first, (second[0], replace(second[1], copy_of=first[1].id)), came("c", "completed", "2024-05-01")
    )
    assert len(made_of_copy.statements) == 2


def test_a_promised_figure_is_held_against_the_figure_that_came() -> None:
    doc = factory.document("Five were foreseen, four came, three more.", "f", day="2026-01-01")
    fields = {"series": "lake.fish/A/flow", "measure": "level", "when": "2025"}
    ahead = factory.statement(
        doc, "Five were foreseen", "figure", stance="plans", value=factory.quantity(5, "t"), **fields
    )
    told_ = factory.statement(doc, "four came", "figure", value=factory.quantity(4, "t"), **fields)
    (made,) = promises(Record({doc.id: doc}, [ahead, told_], ENTITIES))
    assert (made.relation, made.difference, made.observed["outcome"]) == (
        "unlike",
        "plan_and_outcome",
        "missed",
    )
    met = replace(told_, value=factory.quantity(5, "t"))
    assert [one.relation for one in promises(Record({doc.id: doc}, [ahead, met], ENTITIES))] == ["fulfils"]


def test_an_aim_is_measured_by_its_series() -> None:
    case = load("model-pact")
    series = next(one.key for one in case.series if one.indicator == "payments.national_currency_share")
    doc = factory.document(
        "Both states agreed to drop the dollar. It was said that nine tenths are reached."
        " Both states agreed to trade in their own currencies.",
        "a",
    )
    aim = factory.statement(doc, "Both states agreed to drop the dollar", "event", when="2021-05-01")
    share: dict[str, Any] = {"series": series, "measure": "share", "value": factory.quantity(90, "percent")}
    came = factory.statement(doc, "nine tenths are reached", "figure", when="2023", **share)
    record = Record({doc.id: doc}, [aim, came], case=case)
    (made,) = promises(record)
    assert (made.relation, made.observed["outcome"]) == ("uncheckable", "untold")
    assert made.statements == (aim.id, came.id) and "“drop the dollar”" in made.reason
    own = factory.statement(doc, "Both states agreed to trade in their own currencies", "event", when="2021-05-01")
    (made,) = promises(replace(record, statements=[own, came]))
    assert (made.relation, made.observed["outcome"]) == ("supports", "partly")
    (made,) = promises(replace(record, statements=[aim, replace(came, value=factory.quantity(100, "percent"))]))
    assert made.relation == "fulfils"
    before = replace(came, when=factory.period("2020"))
    assert not list(promises(replace(record, statements=[aim, before])))


def test_groups_are_by_thing() -> None:
    both = told("a", "2024", "2023-01-05", about=(PIER.id, BODY.id))
    record = Record({both[1].id: both[1]}, [both[0]], ENTITIES)
    assert [group.key for group in promises.groups(record)] == [PIER.id]


DAYS = st.sampled_from(["2023-01-05", "2023-06-01", "2024-02-01", None])
PROMISED = st.tuples(st.just("due"), st.sampled_from(["2023", "2024", "2026", "2028"]), DAYS)
CAME = st.tuples(
    st.sampled_from(["construction", "completed", "operating", "shelved"]),
    st.sampled_from(["2022-05-01", "2024-05-01", None]),
    DAYS,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PROMISED, CAME), max_size=6), st.randoms(use_true_random=False))
def test_order_never_matters_and_a_promise_is_told_once(
    rows: list[tuple[str, Any, Any]], shuffle: random.Random
) -> None:
    pairs = [
        told(str(place), at, day) if what == "due" else came(str(place), what, at, day)
        for place, (what, at, day) in enumerate(rows)
    ]
    made = found(*pairs)
    assert len({one.statements[0] for one in made}) == len(made)
    shuffle.shuffle(pairs)
    assert sorted(dumps(one) for one in made) == sorted(dumps(one) for one in found(*pairs))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PROMISED, CAME), max_size=6), CAME)
@example(
    [("due", "2023", "2023-01-05"), ("completed", None, "2023-01-05"), ("completed", None, "2024-02-01")],
    ("completed", None, "2024-02-01"),
)
def test_a_new_statement_changes_a_fate_only_where_it_is_named(
    rows: list[tuple[str, Any, Any]], more: tuple[str, Any, Any]
) -> None:
    pairs = [
        told(str(place), at, day) if what == "due" else came(str(place), what, at, day)
        for place, (what, at, day) in enumerate(rows)
    ]
    assume(more[1] is None or more[2] is None or more[1] < more[2])  # else it is one more promise
    new = came("new", *more, quote="it has come so far, they say")
    after = {_promised(one): one for one in found(*pairs, new)}
    for one in found(*pairs):
        changed = after[_promised(one)]
        assert changed.observed["outcome"] == one.observed["outcome"] or new[0].id in changed.statements


def _promised(one: Finding) -> tuple[str, str]:
    return one.expected["state"], one.expected["due"]


def test_what_is_told_first_of_several_days_stands_first() -> None:
    first = told("z", "2024", "2026-01-01", quote="at first the pier was to be completed in 2024")
    made = found(first, told("b", "2027", "2025-02-01"))
    assert [(one.observed["outcome"], one.statements[0]) for one in made] == [("moved", first[0].id)]
    assert "was at first to be completed in 2024; on 2025-02-01 it was said" in made[0].reason
    assert made[0].expected["said"] == "at first"
    early = told("z", "2027", "2025-03-01", quote="the pier was to have been completed in 2027")
    (made_early,) = found(early, told("b", "2029", "2024-02-01"))
    assert made_early.statements[0] == early[0].id, "its day of saying is not that of the article"


SAME: list[tuple[str, Any, Any]] = [
    ("a bound that meets the year due before", "2028", Period(None, "2029-02-01", "bounds")),
    ("the year of the month due before", "2028-06", "2028"),
    ("a stretch that begins in the year due before", "2028", Period("2028-04-18", "2029-04-19", "bounds")),
]


@pytest.mark.parametrize(("why", "due", "new"), SAME, ids=[row[0] for row in SAME])
def test_a_day_that_meets_the_one_due_before_is_no_move(why: str, due: Any, new: Any) -> None:
    assert not found(told("a", due, "2023-01-05"), told("b", new, "2024-02-01")), why


def test_a_later_last_day_of_two_is_a_move() -> None:
    first, second = Period(None, "2026-01-01", "bounds"), Period(None, "2027-01-01", "bounds")
    made = found(told("a", first, "2023-01-05"), told("b", second, "2024-02-01"))
    assert [one.observed["outcome"] for one in made] == ["moved"]


def test_a_step_of_both_parties_needs_both() -> None:
    quote = "it has to be ratified by both parliaments"
    asked = told("a", None, "2023-01-05", stance="demands", quote=quote, about=(PACT.id,), predicate="ratify")
    fields: dict[str, Any] = {"about": (PACT.id,)}
    one, other = (came(name, "ratified", "2024-05-01", subject=name, **fields) for name in "xy")
    assert not fates(asked, one) and fates(asked, one, other) == [
        ("fulfils", "plan_and_outcome", "kept_undated")
    ]
    assert fates(asked, came("z", "in_force", "2024-07-01", **fields)) == [
        ("fulfils", "plan_and_outcome", "kept_undated")
    ]


def test_the_day_of_a_text_is_not_that_of_whom_it_quotes() -> None:
    quoted = told("a", "2024", "2024-06-12", speaker="The envoy", said="2024-06-11")
    (made,) = found(quoted, came("b", "completed", "2025-01-17"))
    assert "as said on 2024-06-11" in made.reason


def test_a_day_without_its_year_is_uncheckable() -> None:
    open_ = Period(None, None, "unknown", "", "by the end of the year", "none")
    (made,) = found(told("a", open_, None))
    assert (made.relation, made.difference) == ("uncheckable", "year_unknown")
    assert "\u201cby the end of the year\u201d" in made.reason
    assert not found(told("a", replace(open_, literal="soon"), None)), "soon lies in no year"
    (kept,) = found(told("a", open_, None), came("b", "completed", "2025-01-17"))
    assert kept.relation == "fulfils", "that it came is told all the same"


def test_a_state_further_on_says_what_lies_between() -> None:
    (made,) = found(FIRST, came("b", "operating", "2024-05-01"))
    assert made.steps[0] == "in operation comes after completed: what is in operation has been that before, or by that act"
    (plain,) = found(FIRST, came("b", "completed", "2024-05-01"))
    assert not any("comes after" in step for step in plain.steps)


def test_the_day_of_words_is_not_told_as_the_day_of_what_came() -> None:
    (made,) = found(FIRST, came("b", "shelved", None, "2024-03-01", speaker="The minister"))
    assert made.reason.endswith("it was shelved, as The minister told on 2024-03-01.")
