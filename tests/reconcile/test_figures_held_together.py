"""Figures held against each other: small worlds of two fictional states."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import factory
from depositary.model.nouns import Document, Finding, Period, Quantity, Statement
from depositary.model.record import Record
from depositary.reconcile.figures.check import figures
from depositary.reconcile.figures.sayings import Span, tilings, year_before

TRADE = "trade.turnover/XOS+XVA/flow/goods"
YEAR = factory.period("2022")


def figure(text: str, low: float, high: float, name: str, **fields: Any) -> tuple[Document, Statement]:
    """A document that holds one figure, and the figure."""
    doc = factory.document(f"{name}: {text}", name=name)
    unit = fields.pop("unit", "USD")
    value = Quantity(low, high, unit, text, direction=fields.pop("direction", None), baseline=fields.pop("base", None))
    body: dict[str, Any] = {"series": TRADE, "measure": "level", "when": YEAR, "value": value, **fields}
    return doc, factory.statement(doc, text, "figure", **body)


def findings(*held: tuple[Document, Statement]) -> list[Finding]:
    record = Record({doc.id: doc for doc, _ in held}, [one for _, one in held])
    return list(figures(record))


def told(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.relation, one.difference) for one in found}


def bn(low: float, high: float) -> tuple[float, float]:
    return low * 1e9, high * 1e9


def test_two_levels_of_one_reporter_contradict() -> None:
    held = [
        figure(f"${number} billion", *bn(number - 0.05, number + 0.05), name, attributes={"reporter": "Verania"})
        for number, name in ((4.2, "a.txt"), (3.6, "b.txt"))
    ]
    (one,) = findings(*held)
    assert (one.relation, one.severity) == ("contradicts", "high")
    assert set(one.statements) == {each.id for _, each in held}
    assert "cannot both hold" in one.reason


def test_without_a_reporter_it_is_a_tension_and_says_why() -> None:
    (one,) = findings(
        figure("$4.2 billion", *bn(4.15, 4.25), "a.txt"), figure("$3.6 billion", *bn(3.55, 3.65), "b.txt")
    )
    assert (one.relation, one.severity) == ("in_tension", "medium")
    assert one.reason.endswith("cannot both hold if it is one count; whose count it is, is said of neither.")


@pytest.mark.parametrize("key", ["reporter", "calendar", "valuation", "coverage"])
def test_another_setting_explains_the_difference(key: str) -> None:
    held = [
        figure(f"${number} billion", *bn(number, number), name, attributes={"reporter": "Verania", key: word})
        for number, name, word in ((4.2, "a.txt", "one"), (3.6, "b.txt", "two"))
    ]
    assert told(findings(*held)) == {("unlike", key)}


def test_half_a_year_is_no_conflict_with_the_year() -> None:
    half = Period("2022-01-01", "2022-07-01", "bounds", "2022-01/2022-06", "the first half")
    held = [figure("$4.2 billion", *bn(4.15, 4.25), "a.txt"), figure("$2.1 billion", *bn(2.05, 2.15), "b.txt", when=half)]
    assert told(findings(*held)) == {("unlike", "period")}


def test_half_a_year_cannot_exceed_the_year() -> None:
    half = Period("2022-01-01", "2022-07-01", "bounds", "2022-01/2022-06", "the first half")
    one, *_ = findings(
        figure("$4.2 billion", *bn(4.15, 4.25), "a.txt", attributes={"reporter": "Verania"}),
        figure("$5.1 billion", *bn(5.05, 5.15), "b.txt", when=half, attributes={"reporter": "Verania"}),
    )
    assert one.relation == "contradicts"
    assert any("not below" in step for step in one.steps)


def test_growth_and_level_imply_the_base() -> None:
    (one,) = findings(
        figure("$3.77 bln", *bn(3.765, 3.775), "a.txt"),
        figure("15.5%", 15.45, 15.55, "b.txt", unit="percent", measure="growth", direction="up"),
    )
    assert one.relation == "implies"
    assert one.observed["start"] == "2021-01-01"
    assert one.observed["low"] == pytest.approx(3.765e9 / 1.1555)
    assert one.observed["high"] == pytest.approx(3.775e9 / 1.1545)
    assert one.coverage is not None and "not named" in one.coverage


def test_growth_level_and_base_that_do_not_fit_are_one_minimal_set() -> None:
    reporter = {"attributes": {"reporter": "Verania"}}
    held = [
        figure("$3.8 billion", *bn(3.75, 3.85), "a.txt", when=factory.period("2021"), **reporter),
        figure("$4.2 billion", *bn(4.15, 4.25), "b.txt", **reporter),
        figure("30%", 29.5, 30.5, "c.txt", unit="percent", measure="growth", base=factory.period("2021"), **reporter),
    ]
    (one,) = findings(*held)
    assert one.relation == "contradicts"
    assert set(one.statements) == {each.id for _, each in held}


def test_exports_and_imports_make_the_turnover() -> None:
    reporter = {"attributes": {"reporter": "Verania"}}
    held = [
        figure("$4.2 billion", *bn(4.15, 4.25), "a.txt", **reporter),
        figure("$1.1 billion", *bn(1.05, 1.15), "b.txt", series="trade.exports/XOS+XVA/flow/goods", **reporter),
        figure("$2.1 billion", *bn(2.05, 2.15), "c.txt", series="trade.imports/XOS+XVA/flow/goods", **reporter),
    ]
    (one,) = findings(*held)
    assert one.relation == "contradicts"
    assert len(one.statements) == 3


def test_a_missing_half_follows() -> None:
    first, second = (
        Period(start, end, "bounds", "x", "x") for start, end in (("2022-01-01", "2022-07-01"), ("2022-07-01", "2023-01-01"))
    )
    reporter = {"attributes": {"reporter": "Verania"}}
    growth = {"unit": "percent", "measure": "growth", "direction": "up", "when": second, "base": first}
    found = findings(
        figure("$4.20 billion", *bn(4.195, 4.205), "a.txt", **reporter),
        figure("$2.10 billion", *bn(2.095, 2.105), "b.txt", when=first, **reporter),
        figure("no more than half a percent", -0.5, 0.5, "c.txt", **growth, **reporter),
    )
    (implied,) = [one for one in found if one.relation == "implies"]
    assert implied.observed["start"] == "2022-07-01"
    # The halves are within half a percent of each other and make the year: tighter than the year less the first half.
    assert implied.observed["low"] == pytest.approx(4.195e9 * 0.995 / 1.995)
    assert implied.observed["high"] == pytest.approx(4.205e9 * 1.005 / 2.005)


def test_rounded_figures_agree_and_are_told_as_rounding() -> None:
    held = [figure("$4.2 billion", *bn(4.15, 4.25), "a.txt"), figure("$4.18 billion", *bn(4.175, 4.185), "b.txt")]
    assert told(findings(*held)) == {("unlike", "rounding")}


def test_independent_voices_agree_and_copies_do_not_count() -> None:
    one, other = (figure("$4.2 billion", *bn(4.15, 4.25), name) for name in ("a.txt", "b.txt"))
    assert told(findings(one, other)) == {("corroborates", "none")}
    copied = (replace(other[0], copy_of=one[0].id), other[1])
    assert findings(one, copied) == []


def test_a_revision_replaces() -> None:
    doc = factory.document("Trade\nIt had revised the turnover from $4.18 billion to $4.25 billion.")
    quote = "revised the turnover from $4.18 billion"
    quotes = {quote: 4.18e9, f"{quote} to $4.25 billion": 4.25e9}
    fields: dict[str, Any] = {"series": TRADE, "measure": "level", "when": YEAR}
    held = [
        (doc, factory.statement(doc, quote, "figure", value=Quantity(low, low, "USD", quote), **fields))
        for quote, low in quotes.items()
    ]
    assert told(findings(*held)) == {("supersedes", "update")}


def test_a_growth_without_a_year_cannot_be_held_against_another() -> None:
    held = [
        figure("15%", 14.5, 15.5, "a.txt", unit="percent", measure="growth", direction="up", when=None),
        figure("9%", 8.5, 9.5, "b.txt", unit="percent", measure="growth", direction="up"),
    ]
    assert told(findings(*held)) == {("uncheckable", "year_unknown")}


def test_what_does_not_change_needs_no_year() -> None:
    series = "treaty.articles/XOS+XVA/stock/2022"
    held = [
        figure(f"{number} articles", number, number, name, unit="count", measure="count", series=series, when=None)
        for number, name in ((15, "a.txt"), (17, "b.txt"))
    ]
    assert told(findings(*held)) == {("contradicts", "contradiction")}


def test_units_change_no_verdict() -> None:
    series = "corridor.length/XOS+XVA/stock/coast"
    held = [
        figure("210 km", 209.5, 210.5, "a.txt", unit="km", measure="length", series=series, when=None),
        figure("130 miles", 129.5, 130.5, "b.txt", unit="mi", measure="length", series=series, when=None),
    ]
    assert told(findings(*held)) == {("unlike", "unit")}, "no conflict, and what a reader sees is the unit"


def test_plans_and_denials_are_no_figures() -> None:
    held = [
        figure("$4.2 billion", *bn(4.15, 4.25), "a.txt"),
        figure("$10 billion", *bn(9.5, 10.5), "b.txt", stance="plans"),
        figure("$1 billion", *bn(0.5, 1.5), "c.txt", negated=True),
    ]
    assert findings(*held) == []


def test_a_year_is_tiled_by_its_halves() -> None:
    year, first, second = Span("2022-01-01", "2023-01-01"), Span("2022-01-01", "2022-07-01"), Span("2022-07-01", "2023-01-01")
    assert list(tilings([second, year, first])) == [(year, (first, second))]


def test_the_year_before_keeps_the_months() -> None:
    assert year_before(Span("2024-01-01", "2024-11-01")) == Span("2023-01-01", "2023-11-01")
    assert year_before(Span("", "2024-11-01")) == Span("", "")


def test_one_number_in_two_spellings_is_no_look_of_a_conflict() -> None:
    held = figure("$4.18 billion", *bn(4.175, 4.185), "a.txt"), figure("4,180", *bn(4.1795, 4.1805), "b.txt")
    assert findings(*held) == []


def test_the_unit_of_a_bare_cell_is_told() -> None:
    held = figure("$4.2 billion", *bn(4.15, 4.25), "a.txt"), figure("3,600", *bn(3.5995, 3.6005), "b.txt")
    (one,) = findings(*held)
    assert "3,600 million US dollar" in one.reason


def test_a_base_that_is_named_is_not_taken() -> None:
    level = figure("$4 billion", *bn(3.95, 4.05), "a.txt")
    growth = {"measure": "growth", "unit": "percent", "direction": "up"}
    for words, condition in (({}, True), ({"baseline": "a year before"}, False)):
        (one,) = [
            each
            for each in findings(level, figure("10%", 9.5, 10.5, "b.txt", attributes=words, **growth))
            if each.relation == "implies"
        ]
        assert ("if the growth counts" in one.reason) is condition
        assert (one.coverage is not None) is condition


def test_what_a_thing_is_nobody_counts() -> None:
    """Two who tell the capacity of a line differently do not count differently."""
    fields: dict[str, Any] = {"series": "transport.capacity/XOS+XVA/stock", "unit": "t", "when": None}
    held = [
        figure(f"{number} tonnes", number, number, f"{name}.txt", speaker=name, **fields)
        for number, name in ((8.0, "ministry"), (3.0, "company"))
    ]
    held = [(replace(doc, published=factory.period("2022-11-15")), one) for doc, one in held]
    (one,) = findings(*held)
    assert (one.relation, one.severity) == ("contradicts", "high")


def test_two_voices_of_one_document_agree_and_it_is_said() -> None:
    doc = factory.document("The envoy said $4.2 billion, the minister $4.2 billion too.", "a.txt")
    value = Quantity(4.15e9, 4.25e9, "USD", "$4.2 billion")
    held = [
        (doc, factory.statement(doc, quote, "figure", series=TRADE, measure="level", when=YEAR, value=value, speaker=name))
        for quote, name in (("envoy said $4.2 billion", "Envoy"), ("minister $4.2 billion too", "Minister"))
    ]
    (one,) = findings(*held)
    assert one.relation == "corroborates" and one.coverage == "both stand in one document: one hand wrote both down"
    assert one.steps == ("said by Envoy", "said by Minister")


def test_where_a_third_counts_the_difference_is_told_with_it() -> None:
    """What was a tension with one reporter known is a difference of reporters with two, and names the second."""
    known = figure("$4.2 billion", *bn(4.15, 4.25), "a.txt", attributes={"reporter": "Verania"})
    unnamed = figure("$3.6 billion", *bn(3.55, 3.65), "b.txt")
    other = figure("$5 billion", *bn(4.5, 5.5), "c.txt", attributes={"reporter": "Osmerra"})
    assert told(findings(known, unnamed)) == {("in_tension", "none")}
    pair = {known[1].id, unnamed[1].id}
    both = [each for each in findings(known, unnamed, other) if pair <= set(each.statements)]
    assert both and {(each.relation, each.difference) for each in both} == {("unlike", "reporter")}
    assert all(other[1].id in each.statements for each in both)
    assert any("another counts too, $5 billion" in each.reason for each in both)


def test_an_original_is_named_for_its_copy() -> None:
    first = figure("$4.2 billion", *bn(4.15, 4.25), "z.txt", attributes={"reporter": "Verania"})
    doc, one = figure("$4.2 billion", *bn(4.15, 4.25), "a.txt", attributes={"reporter": "Verania"})
    other = figure("$3.6 billion", *bn(3.55, 3.65), "m.txt", attributes={"reporter": "Verania"})
    (made,) = findings(first, (replace(doc, copy_of=first[0].id), one), other)
    assert set(made.statements) == {first[1].id, other[1].id}
