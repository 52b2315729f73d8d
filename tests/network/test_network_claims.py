"""Claims of length, days, volume, standing and date, held against the invented network and the flagship."""

from __future__ import annotations

from typing import Any

import pytest

import factory
from depositary.model.case import load
from depositary.model.nouns import Document, Finding, Quantity, Statement
from depositary.model.record import Check, Record
from depositary.network.checks.capacities import capacities
from depositary.network.checks.levels import levels
from depositary.network.checks.savings import savings
from depositary.network.checks.standing import standing
from depositary.network.meant import bound
from depositary.network.said import own_days

PACT, FLAGSHIP = load("model-pact"), load("russia-iran")


def found(check: Check, *held: tuple[Statement, Document], case: Any = PACT) -> list[Finding]:
    return list(check(Record({doc.id: doc for _, doc in held}, [one for one, _ in held], case=case)))


def figure(
    text: str, low: float | None, high: float | None, unit: str, literal: str, **fields: Any
) -> tuple[Statement, Document]:
    doc = factory.document(text, f"{len(text)}.txt")
    value = Quantity(
        low, high, unit, literal, per=fields.pop("per", None), bound=fields.pop("bound", "exact")
    )
    return factory.statement(doc, text.removesuffix("."), "figure", value=value, **fields), doc


LENGTHS = [
    # text, low, high, unit, literal, relation, difference
    ("The Merrow Pass railway is 210 km long.", 205, 215, "km", "210 km", "supports", "none"),
    ("The Merrow Pass railway is 130 miles long.", 125, 135, "mi", "130 miles", "supports", "none"),
    ("The Merrow Pass railway is 215 km long.", 215, 215, "km", "215 km", "supports", "none"),
    ("The Merrow Pass railway is 250 km long.", 250, 250, "km", "250 km", "refutes", "contradiction"),
    ("The Merrow Pass railway is 130 km long.", 129, 131, "km", "130 km", "refutes", "unit"),
    ("The coast road is 280 km long.", 280, 280, "km", "280 km", "supports", "none"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "literal", "relation", "difference"), LENGTHS)
def test_lengths(
    text: str, low: float, high: float, unit: str, literal: str, relation: str, difference: str
) -> None:
    (made,) = found(levels, figure(text, low, high, unit, literal, measure="length"))
    assert (made.relation, made.difference, made.expected) == (relation, difference, literal)
    assert made.cites and "no schedules" in made.steps[-1]
    if difference == "unit":
        assert made.steps[-2] == "Read as miles it would be 208 to 211 km, which fits"


def test_a_length_in_another_unit_is_told_in_kilometres_too() -> None:
    (made,) = found(levels, figure("The Merrow Pass railway is 300 miles long.", 299, 301, "mi", "300 miles", measure="length"))
    assert made.reason.endswith("300 miles (483 km) is said.")


NO_LENGTHS = [
    ("The land for 95 km of the Merrow Pass railway was bought.", {"measure": "length"}),
    (
        "The Merrow Pass railway is 30 km shorter.",
        {"measure": "length", "attributes": {"comparison": "shorter"}},
    ),
    ("The Merrow Pass railway is not 95 km long.", {"measure": "length", "negated": True}),
    ("The bridge is 95 km long.", {"measure": "length"}),
    ("The Merrow Pass railway would be longer than the present 95 km.", {"measure": "length"}),
]


@pytest.mark.parametrize(("text", "fields"), NO_LENGTHS)
def test_what_is_no_length_of_a_line(text: str, fields: dict[str, Any]) -> None:
    literal = "30 km" if "30 km" in text else "95 km"
    assert not found(levels, figure(text, 95, 95, "km", literal, **fields))


def test_a_near_copy_is_no_claim() -> None:
    one, doc = figure("The Merrow Pass railway is 250 km long.", 250, 250, "km", "250 km", measure="length")
    from dataclasses import replace

    assert found(levels, (one, doc)) and not found(levels, (one, replace(doc, copy_of="d_0")))


DAYS = [
    ("The way from St Petersburg to Mumbai takes 10 days by the corridor.", 10, 10, "refutes"),
    ("The way from St Petersburg to Mumbai takes 20 days by the western branch.", 20, 20, "supports"),
    ("The way from Mumbai to Moscow takes 20 days by the corridor.", 20, 20, "depends"),
    ("The way from Mumbai to Moscow takes 300 days by the corridor.", 300, 300, "uncheckable"),
]


@pytest.mark.parametrize(("text", "low", "high", "relation"), DAYS)
def test_days(text: str, low: float, high: float, relation: str) -> None:
    (made,) = found(levels, figure(text, low, high, "day", f"{low} days", measure="duration"), case=FLAGSHIP)
    assert made.relation == relation
    assert ("as if built" in (made.coverage or "")) and made.observed
    assert any("km/h day and night" in step for step in made.steps) == (relation == "refutes")


@pytest.mark.parametrize(
    "text",
    [
        "The corridor takes less than the present 45 days.",
        "The corridor cut delivery by 45 days.",
        "The bridge takes 45 days.",
    ],
)
def test_days_of_something_else(text: str) -> None:
    assert not found(levels, figure(text, 45, 45, "day", "45 days", measure="duration"), case=FLAGSHIP)


VOLUMES = [
    ("The Lowland gas pipeline could carry 3 billion cubic metres a year.", 2.5e9, 3.5e9, "m3", "supports"),
    ("The Lowland gas pipeline could carry 5 billion cubic metres a year.", 4.5e9, 5.5e9, "m3", "depends"),
    ("The Lowland gas pipeline could carry 8 billion cubic metres a year.", 7.5e9, 8.5e9, "m3", "overstates"),
    ("The Lowland gas pipeline could carry up to 1.8 billion cubic metres.", None, 1.8e9, "m3", "supports"),
    ("The Merrow Pass railway would carry 4 million tonnes a year.", 4, 4, "Mt", "depends"),
    ("The Merrow Pass railway would carry 40 million tonnes a year.", 40, 40, "Mt", "overstates"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "relation"), VOLUMES)
def test_volumes(text: str, low: float | None, high: float, unit: str, relation: str) -> None:
    (made,) = found(capacities, figure(text, low, high, unit, "so much", per="year"))
    assert made.relation == relation
    assert ("so it fits." in made.reason) == (relation == "supports")
    assert "is under construction" in (made.coverage or ""), "what is not open yet is told"


def test_a_volume_for_a_line_that_is_only_planned() -> None:
    text = "Gas deliveries to Iran could reach 55 billion cubic metres a year."
    (made,) = found(capacities, figure(text, 55e9, 55e9, "m3", "55 billion", per="year"), case=FLAGSHIP)
    assert (made.relation, made.difference) == ("depends", "plan_and_outcome")
    assert "needs the new line through Azerbaijan, which is proposed" in made.reason


@pytest.mark.parametrize(("volume", "relation"), [(10, "supports"), (20, "depends"), (100, "overstates")])
def test_a_volume_for_all_branches_is_held_against_what_they_carry_together(
    volume: float, relation: str
) -> None:
    one = figure(
        f"The corridor will carry {volume} million tonnes a year.",
        volume,
        volume,
        "Mt",
        f"{volume} million tonnes",
    )
    (made,) = found(capacities, one, case=FLAGSHIP)
    assert made.relation == relation and made.observed[0] == 13 == 2 + 8 + 3, "the branches side by side"
    assert made.steps[0].startswith("all these routes together: 6 to 25, best 13 Mt/y, bounded by L028")


def test_what_is_no_volume() -> None:
    for text, unit in (
        ("The Lowland gas pipeline cost 8 billion.", "USD"),
        ("The Lowland gas pipeline holds 8 bcm.", "bcm"),
    ):
        assert not found(capacities, figure(text, 8, 8, unit, "8"))


def state(text: str, predicate: str, case: Any = PACT, **fields: Any) -> list[Finding]:
    doc = factory.document(text, "a.txt", day=fields.pop("day", "2024-01-01"))
    kind = fields.pop("kind", "status")
    one = factory.statement(doc, text.removesuffix("."), kind, predicate=predicate, **fields)
    return found(standing, (one, doc), case=case)


def test_standing() -> None:
    (made,) = state("The Merrow Pass railway is being built.", "construction")
    assert (made.relation, made.observed) == ("supports", ["under construction"])
    (made,) = state("The Merrow Pass railway is in operation.", "operating")
    assert (made.relation, made.difference) == ("depends", "update")
    assert not state("The Merrow Pass railway was proposed.", "proposed"), "it may be built by now"
    assert not state("The Merrow Pass railway is in operation.", "operating", negated=True)
    (made,) = state("The Qazvin-Rasht railway is in operation.", "operating", FLAGSHIP, day="2018-01-01")
    assert (made.relation, made.difference) == ("refutes", "contradiction"), "it opened a year later"
    (made,) = state("The Rasht-Astara railway is in operation.", "operating", FLAGSHIP)
    assert made.relation == "refutes"


DATES = [
    ("The Merrow Pass railway would be completed in June 2026.", "2026-06", PACT, "supports"),
    ("The Merrow Pass railway would be completed in June 2023.", "2023-06", PACT, "refutes"),
    ("The Rasht-Astara railway would be completed in 2027.", "2027", FLAGSHIP, "depends"),
    ("The Rasht-Astara railway would be completed in 2028.", "2028", FLAGSHIP, "depends"),
    ("The Rasht-Astara railway would be completed in 2040.", "2040", FLAGSHIP, "supports"),
    ("The Qazvin-Rasht railway would be completed in 2010.", "2010", FLAGSHIP, "refutes"),
]


@pytest.mark.parametrize(("text", "due", "case", "relation"), DATES)
def test_dates(text: str, due: str, case: Any, relation: str) -> None:
    (made,) = state(text, "complete", case, kind="commitment", due=factory.period(due))
    assert made.relation == relation and made.difference == (
        "none" if relation == "supports" else "plan_and_outcome"
    )
    assert "links.csv, row" in made.steps[0]


def test_a_saving_is_a_share_of_a_price_only() -> None:
    text = "Costs by the North-South corridor were reduced by $1,000 per 15 tonnes of cargo."
    one = figure(text, 1000, 1000, "USD", "$1,000 per 15 tonnes", measure="change", per="15 t")
    (made,) = found(savings, one, case=FLAGSHIP)
    assert (made.relation, made.difference, made.observed) == ("depends", "no_baseline", [17, 26])
    share = figure(
        "The North-South corridor is 20% cheaper.",
        20,
        20,
        "percent",
        "20%",
        attributes={"comparison": "cheaper"},
    )
    assert len(found(savings, one, share, case=FLAGSHIP)) == 1, (
        "20% of 5,000 is near a price that was published"
    )


def test_own_days() -> None:
    assert (
        own_days("It takes 25 to 30 days, against 45 to 60 days by sea.")
        == "By its own days 25 to 30 beside 45 to 60: 33 to 58 % less"
    )
    assert own_days("It falls from 40 to 14 days.") == "By its own days 14 beside 40: 65 % less"
    assert (
        own_days("It takes 10 days.")
        == own_days("No days at all.")
        == own_days("20 to 40 days or 30 to 50 days")
        == ""
    )


def test_a_bound_of_what_is_known() -> None:
    assert bound((None, 3, 2)) == 2 and bound((None, 3, 2), least=False) == 3 and bound((None,)) is None
