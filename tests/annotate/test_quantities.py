"""Quantities: own sentences in, figures out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.annotate.layers import ANNOTATORS, Page
from depositary.annotate.quantities import find_numbers, find_quantities
from depositary.annotate.quantities.numbers import signed
from depositary.model.ids import document_id
from depositary.model.nouns import Document, Span
from depositary.model.units import units

NUMBERS = [
    ("7,654,321 tonnes", 7_654_321),
    ("63 000 wagons", 63_000),
    ("0.5", 0.5),
    ("3,5 km", 3.5),
    ("2.4 billion", 2.4e9),
    ("three hundred and forty-seven", 347),
    ("four hundred and six thousand", 406_000),
    ("thirty-two trillion six hundred", 32_000_000_000_600),
    ("7 hundred and 45", 745),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("three dozen", 36),
    ("a score of trucks", 20),
    ("17 lakh", 1_700_000),
    ("half a million", 500_000),
    ("one and a half million", 1_500_000),
    ("three million and a half", 3_500_000),
    ("two and a quarter", 2.25),
    ("two-thirds", 2 / 3),
    ("three quarters", 0.75),
    ("a third of the cargo", 1 / 3),
    ("one in five", 0.2),
    ("three out of four", 0.75),
    ("17 3/4 miles", 17.75),
    ("¾", 0.75),
    ("six point nought seven", 6.07),
    ("minus five", -5),
    ("-4", -4),
    ("tens of thousands", 20_000),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_numbers(text: str, value: float) -> None:
    first = signed(text, next(find_numbers(text)))
    assert first.value == pytest.approx(value)


# text, words of the span, label, low, high, unit, and whatever else is worth holding
FIGURES: list[tuple[str, str, str, float | None, float | None, str, dict[str, Any]]] = [
    (
        "Sales rose by 12.5% to $4.20 bln.",
        "12.5%",
        "PERCENT",
        12.45,
        12.55,
        "percent",
        {"direction": "up", "measure": "growth"},
    ),
    (
        "Sales rose by 12.5% to $4.20 bln.",
        "$4.20 bln",
        "MONEY",
        4.195e9,
        4.205e9,
        "USD",
        {"measure": "level"},
    ),
    ("It grew by a further 6 percent.", "6 percent", "PERCENT", 5.5, 6.5, "percent", {"measure": "growth"}),
    ("a loan of €1.3bn", "€1.3bn", "MONEY", 1.25e9, 1.35e9, "EUR", {}),
    ("about US$ 60 billion", "about US$ 60 billion", "MONEY", 57e9, 63e9, "USD", {"bound": "about"}),
    ("worth GB # 31.4 billion", "GB # 31.4 billion", "MONEY", 31.35e9, 31.45e9, "GBP", {}),
    ("for 730 million Finnish markka", "730 million Finnish markka", "MONEY", 729.5e6, 730.5e6, "FIM", {}),
    ("a budget of RUB 250 bn", "RUB 250 bn", "MONEY", 249.5e9, 250.5e9, "RUB", {}),
    ("19 dollars and 20 cents", "19 dollars and 20 cents", "MONEY", 19.2, 19.2, "USD", {}),
    ("452 million pounds", "452 million pounds", "MONEY", 451.5e6, 452.5e6, "GBP", {}),
    ("losses of 35 MUSD", "35 MUSD", "MONEY", 34.5e6, 35.5e6, "USD", {}),
    ("$5-7 billion", "$5-7 billion", "MONEY", 5e9, 7e9, "USD", {"bound": "range"}),
    ("between $2 and $3 million", "between $2 and $3 million", "MONEY", 2e6, 3e6, "USD", {"bound": "range"}),
    ("$2,500 per 15 tons", "$2,500 per 15 tons", "MONEY", 2450, 2550, "USD", {"per": "15 ton"}),
    ("a rate of $150/TEU", "$150/TEU", "MONEY", 150, 150, "USD", {"per": "TEU"}),
    (
        "up to 55 bcm a year",
        "up to 55 bcm a year",
        "VOLUME",
        None,
        55,
        "bcm",
        {"per": "year", "bound": "at_most"},
    ),
    ("2 bcm/year", "2 bcm/year", "VOLUME", 1.5, 2.5, "bcm", {"per": "year"}),
    ("15 Mt a year", "15 Mt a year", "MASS", 14.5, 15.5, "Mt", {"per": "year"}),
    ("1.2m b/d", "1.2m b/d", "VOLUME", 1.15e6, 1.25e6, "barrel", {"per": "day"}),
    ("300,000 TEU annually", "300,000 TEU annually", "BOXES", 295_000, 305_000, "TEU", {"per": "year"}),
    ("at 60 miles an hour", "60 miles an hour", "SPEED", 59.5, 60.5, "mph", {}),
    ("a 1,000 MW block", "1,000 MW", "POWER", 950, 1050, "MW", {}),
    ("a 3,400-km canal", "3,400-km", "LENGTH", 3350, 3450, "km", {"measure": "length"}),
    (
        "It is 35% shorter than the old road.",
        "35%",
        "PERCENT",
        34.5,
        35.5,
        "percent",
        {"comparison": "shorter", "measure": "ratio"},
    ),
    (
        "cut from 50 to 18 days",
        "18 days",
        "DURATION",
        18,
        18,
        "day",
        {"direction": "down", "baseline": [9, 11]},
    ),
    (
        "over 87% of invoices",
        "over 87%",
        "PERCENT",
        87,
        None,
        "percent",
        {"bound": "over", "measure": "share"},
    ),
    (
        "The share passed 95 percent.",
        "passed 95 percent",
        "PERCENT",
        95,
        None,
        "percent",
        {"measure": "share"},
    ),
    (
        "fell 2.5 percentage points",
        "2.5 percentage points",
        "PERCENTAGE_POINT",
        2.45,
        2.55,
        "percentage_point",
        {"direction": "down"},
    ),
    ("a 20-year pact", "20-year", "DURATION", 20, 20, "year", {"measure": "duration"}),
    ("more than half a century", "more than half a century", "DURATION", 0.5, None, "century", {}),
    ("a boy who is six years old", "six years old", "AGE", 6, 6, "year", {}),
    ("53 clauses", "53", "COUNT", 53, 53, "count", {"of": "clauses"}),
    ("8,000 visitors", "8,000", "COUNT", 7950, 8050, "people", {"of": "visitors"}),
    ("two new berths", "two", "COUNT", 2, 2, "count", {"of": "new berths"}),
    ("The number of guests passed 6,500.", "passed 6,500", "COUNT", 6500, None, "people", {"of": "guests"}),
    ("at least 5 ships", "at least 5", "COUNT", 5, None, "count", {"bound": "at_least"}),
    ("nearly 60 companies", "nearly 60", "COUNT", 57, 60, "count", {"bound": "about"}),
    ("10 or more vessels", "10 or more", "COUNT", 10, None, "count", {"of": "vessels"}),
    ("two or three ships", "two or three", "COUNT", 2, 3, "count", {"bound": "range"}),
    ("a 46-page report", "46", "COUNT", 46, 46, "count", {"of": "page"}),
    ("dozens of experts", "dozens", "COUNT", 24, None, "people", {"bound": "at_least"}),
    ("four times faster than before", "four times", "RATIO", 4, 4, "times", {"comparison": "faster"}),
    ("it grew fourfold", "fourfold", "RATIO", 4, 4, "times", {"direction": "up"}),
    ("a third of exports", "a third", "SHARE", 1 / 3, 1 / 3, "fraction", {"measure": "share"}),
    (
        "The third and fourth berths are built.",
        "third and fourth",
        "ORDINAL",
        3,
        4,
        "count",
        {"of": "berths", "values": [3.0, 4.0]},
    ),
    ("71.4 degrees Fahrenheit", "71.4 degrees Fahrenheit", "TEMPERATURE", 71.35, 71.45, "degF", {}),
    ("5 feet 6 inches", "5 feet 6 inches", "LENGTH", 5.5, 5.5, "ft", {}),
]


@pytest.mark.parametrize(("text", "words", "label", "low", "high", "unit", "more"), FIGURES)
def test_figures(
    text: str, words: str, label: str, low: float | None, high: float | None, unit: str, more: dict[str, Any]
) -> None:
    found = {text[one.start : one.end]: one for one in find_quantities(text)}
    assert words in found
    value = found[words].as_value()
    assert found[words].label == label
    assert value["unit"] == unit
    for key, bound in (("low", low), ("high", high)):
        assert value[key] == (
            None if bound is None else pytest.approx(bound, abs=0.051 if label == "LENGTH" else 1e-9)
        )
    assert {key: value[key] for key in more} == more


NONE = [
    "Article 51 and Resolution 2231 apply.",
    "The Su-35, the S-400 and COVID-19.",
    "After 9/11, on 17 January 2025, in 2019, at 10:30 a.m. and 5 p.m.",
    "Call +7 495 123-45-67.",
    "The visit lasts from December 3 to 4.",
    "A Boeing 737 landed. The 737 was late.",
    "See clauses (2, 6, 7, 21).",
    "The two countries met; no one else did.",
    "They split 4 to 1, an 80-19 vote.",
    "https://example.org/a?b=305&c=20%20",
    "Version 3.8.18 runs on 10.20.30.40.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_quantity(text: str) -> None:
    assert [text[one.start : one.end] for one in find_quantities(text)] == []


def test_numbers_in_times_are_left_out_but_for_durations() -> None:
    text = "In the first 9 months, over the past 20 years"
    times = [(3, 21, "DATE"), (33, 45, "DURATION")]
    assert [text[one.start : one.end] for one in find_quantities(text, times)] == ["20 years"]


def test_the_layer_uses_times_when_they_are_there() -> None:
    text = "Trade was 12 units on 12 units."
    document = Document(
        document_id(text.encode()),
        "a.txt",
        "",
        "en",
        "news",
        None,
        None,
        None,
        None,
        "",
        "txt/1",
        len(text),
        text=text,
    )
    page = Page(document)
    annotator = ANNOTATORS.get("quantities")
    assert len(list(annotator.run(page))) == 2
    page.put("times", [Span(document.id, 22, 30, "times", "DATE")])
    spans = list(annotator.run(page))
    assert [span.quote(document) for span in spans] == ["12"]
    assert annotator.needs == ("times",)


_PIECES = st.sampled_from(
    [
        "about",
        "over",
        "up",
        "to",
        "$",
        "€",
        "US$",
        "GB",
        "#",
        "5",
        "7.5",
        "1,200",
        "40",
        "000",
        "two",
        "twenty",
        "hundred",
        "million",
        "bn",
        "%",
        "percent",
        "percentage",
        "points",
        "km",
        "bcm",
        "a",
        "year",
        "/",
        "per",
        "-",
        "–",
        "to",
        "and",
        "or",
        "of",
        "the",
        "from",
        "between",
        "half",
        "third",
        "dozen",
        "tons",
        "TEU",
        ",",
        ".",
        "(",
        ")",
        "rose",
        "by",
        "fell",
        "units",
        "people",
        "1/2",
        "^",
        "e5",
        "½",
        "point",
        "minus",
        "old",
        "ago",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(_PIECES, max_size=14).map(" ".join),
        st.lists(_PIECES, max_size=10).map("".join),
    )
)
def test_spans_lie_inside_the_text_and_apart(text: str) -> None:
    at = 0
    for one in find_quantities(text):
        assert at <= one.start < one.end <= len(text)
        assert one.start <= one.number[0] < one.number[1] <= one.end
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.unit in units()
        at = one.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 and over 0", ["0", "over 0"]),
        ("five and over seven", ["five", "over seven"]),
        ("3 km and more than 4 km", ["3 km", "more than 4 km"]),
        ("aged 18 and over", ["18 and over"]),
    ],
)
def test_bound_words_before_a_number_bound_that_one(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_quantities(text)] == expected
