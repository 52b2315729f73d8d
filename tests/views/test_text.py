"""Words for readers."""

from __future__ import annotations

from datetime import date

import pytest
from builders import say
from hypothesis import given
from hypothesis import strategies as st

import factory
from depositary.model import dates, nouns
from depositary.model.nouns import Period, Quantity
from depositary.views import text


@given(st.text(alphabet="ab c\n", max_size=60), st.integers(8, 40))
def test_shortened_text_fits_and_says_that_it_was_cut(words: str, width: int) -> None:
    short = text.shorten(words, width)
    assert len(short) <= max(width, len(text.CUT) + 1)
    assert short == text.flat(words) or short.endswith(text.CUT)


@given(
    st.lists(st.text(alphabet="abc", min_size=1, max_size=8), min_size=1, max_size=12), st.integers(16, 40)
)
def test_no_word_is_cut_in_two(words: list[str], width: int) -> None:
    short = text.shorten(" ".join(words), width).removesuffix(text.CUT).split()
    assert short == words[: len(short)]


@pytest.mark.parametrize(
    ("quantity", "measure", "told"),
    [
        (Quantity(3.77e9, 3.77e9, "USD", "$3.77 bln"), "level", "3.77 billion US dollars"),
        (Quantity(3.7e9, 3.84e9, "USD", "$3.77 bln", "about"), None, "about 3.77 billion US dollars"),
        (Quantity(15.5, 15.5, "percent", "15.5%", direction="up"), "growth", "up by 15.5 percent"),
        (Quantity(5.8, 5.8, "percent", "5.8"), "growth", "up by 5.8 percent"),
        (Quantity(-10.6, -10.6, "percent", "-10.6"), "growth", "down by 10.6 percent"),
        (Quantity(4e9, 4e9, "USD", "$4 billion", direction="up"), "level", "4 billion US dollars"),
        (Quantity(2, 3, "km", "2-3 km", "range"), None, "2 to 3 kilometres"),
        (Quantity(100, None, "km", "over 100 km", "over"), None, "over 100 kilometres"),
        (Quantity(8, 8, "bcm", "8 bcm a year", per="year"), None, "8 billion cubic metres a year"),
        (Quantity(1750, 1750, "people", "1,750"), None, "1,750 people"),
        (Quantity(None, None, "USD", "some dollars"), None, "some dollars"),
        (None, None, ""),
    ],
)
def test_amounts_in_words(quantity: Quantity | None, measure: str | None, told: str) -> None:
    assert text.amount(quantity, measure) == told


def test_days_in_words() -> None:
    assert text.long_day(dates.of_day(date(2025, 1, 17))) == "17 January 2025"
    assert text.long_day(dates.of_month(2025, 1)) == "January 2025"
    assert text.long_day(dates.of_year(2025)) == "2025"
    assert text.long_day(Period()) == ""


def test_the_gap_between_spans_is_marked_as_ours() -> None:
    from dataclasses import replace

    one = say("signing.txt", "The treaty has 15 articles", "figure")
    split = replace(one, spans=((one.start, one.start + 10), (one.start + 15, one.end)))
    assert text.words_of(split) == "The treaty […] 15 articles"


def test_labels_are_cut_at_and() -> None:
    assert text.label("Defence and military-technical", 24) == "Defence"
    assert text.label("Trade", 24) == "Trade"


def test_records_of_a_file_sort_by_their_number() -> None:
    assert sorted(["a#row=10", "a#row=9"], key=text.natural) == ["a#row=9", "a#row=10"]


def test_bounds_that_were_worked_out_are_no_days() -> None:
    between = Period("2022-01-01", "2025-01-17", "bounds", anchor="inferred")
    until = Period(None, "2025-01-17", "bounds", anchor="inferred")
    assert text.told_on(between) == "between 2022-01-01 and 2025-01-16 (inferred)"
    assert text.told_on(until) == "by 2025-01-16 (inferred)"
    assert {text.in_column("", text.told_on(one)) for one in (between, until)} == {"by 2025-01-16"}
    assert text.in_column("2024-01-01 to 2024-10-31", "2025-01-17") == "2024-01-01"
    assert text.in_column("", "") == ""


def test_a_share_by_which_two_things_differ_keeps_its_word() -> None:
    doc = factory.document("The tunnel is 40% shorter. Trade was 8% higher.", "a.txt")
    share = nouns.Quantity(39.5, 40.5, "percent", "40%")
    told = factory.statement(doc, "40% shorter", "figure", value=share, measure="ratio", attributes={"comparison": "shorter"})
    assert text.figure(told) == "40 percent shorter"
    grown = nouns.Quantity(7.5, 8.5, "percent", "8%", direction="up")
    told = factory.statement(doc, "8% higher", "figure", value=grown, measure="growth", attributes={"comparison": "higher"})
    assert text.figure(told) == "up by 8 percent"


@pytest.mark.parametrize(("low", "high", "unit", "words", "bound", "direction", "shown"), [
    (4.5e9, 5e9, "USD", "close to $5 billion", "about", None, "close to $5 billion"),
    (12.35, 13, "percent", "nearly 13%", "about", "up", "up by nearly 13%"),
    (161.5, 178.5, "km", "some 170 km", "about", None, "about 170 kilometres"),
    (1 / 3, 1 / 3, "share", "a third", "exact", None, "a third"),
    (9, 11, "year", "about ten years", "about", None, "about 10 years"),
    (3.1195e9, 3.1205e9, "USD", "3,120", "exact", None, "3.12 billion US dollars"),
])  # fmt: skip
def test_no_number_is_shown_that_nobody_told(
    low: float, high: float, unit: str, words: str, bound: str, direction: str | None, shown: str
) -> None:
    assert text.amount(Quantity(low, high, unit, words, bound=bound, direction=direction)) == shown
