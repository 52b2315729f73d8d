"""Periods: what days they hold, how EDTF says them, and what can be asked of two."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model import dates
from depositary.model.nouns import Period

MADE = [
    (dates.of_day(date(2024, 2, 28)), "2024-02-28", "2024-02-29", "day", "2024-02-28", 1),
    (dates.of_day(date(2023, 2, 28)), "2023-02-28", "2023-03-01", "day", "2023-02-28", 1),
    (dates.of_day(date(2024, 12, 31)), "2024-12-31", "2025-01-01", "day", "2024-12-31", 1),
    (dates.of_day(date(987, 6, 5)), "0987-06-05", "0987-06-06", "day", "0987-06-05", 1),
    (dates.of_month(2024, 2), "2024-02-01", "2024-03-01", "month", "2024-02", 29),
    (dates.of_month(2023, 2), "2023-02-01", "2023-03-01", "month", "2023-02", 28),
    (dates.of_month(1900, 2), "1900-02-01", "1900-03-01", "month", "1900-02", 28),
    (dates.of_month(2000, 2), "2000-02-01", "2000-03-01", "month", "2000-02", 29),
    (dates.of_month(2024, 12), "2024-12-01", "2025-01-01", "month", "2024-12", 31),
    (dates.of_quarter(2024, 1), "2024-01-01", "2024-04-01", "quarter", "2024-33", 91),
    (dates.of_quarter(2023, 4), "2023-10-01", "2024-01-01", "quarter", "2023-36", 92),
    (dates.of_year(2024), "2024-01-01", "2025-01-01", "year", "2024", 366),
    (dates.of_year(1900), "1900-01-01", "1901-01-01", "year", "1900", 365),
    (dates.of_decade(1980), "1980-01-01", "1990-01-01", "decade", "198X", 3653),
    (dates.of_century(16), "1501-01-01", "1601-01-01", "century", "15XX", 36525),
    (dates.of_century(21), "2001-01-01", "2101-01-01", "century", "20XX", 36524),
]


@pytest.mark.parametrize(("made", "start", "end", "precision", "edtf", "days"), MADE)
def test_made_periods(made: Period, start: str, end: str, precision: str, edtf: str, days: int) -> None:
    assert (made.start, made.end, made.precision, made.edtf) == (start, end, precision, edtf)
    assert dates.days(made) == days and precision in dates.GRAINS and made.known


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [("2024-01-31", 1, "2024-02-01"), ("2024-12-05", 1, "2025-01-01"), ("2024-01-05", -1, "2023-12-01"),
     ("2024-01-05", -13, "2022-12-01"), ("2024-05-09", 0, "2024-05-01"), ("2024-05-09", 24, "2026-05-01")],
)  # fmt: skip
def test_months_are_added_from_the_first(day: str, count: int, expected: str) -> None:
    assert dates.iso(dates.add_months(dates.parse(day), count)) == expected


EDTF = [
    (None, None, "bounds", ""),
    ("2024-01-01", "2024-11-01", "month", "2024-01/2024-10"),
    ("2024-01-01", "2024-02-01", "month", "2024-01"),
    ("2020-01-01", "2025-01-01", "year", "2020/2024"),
    ("2020-01-01", "2021-01-01", "year", "2020"),
    ("2024-02-27", "2024-03-01", "bounds", "2024-02-27/2024-02-29"),
    ("2024-02-29", "2024-03-01", "day", "2024-02-29"),
    (None, "2026-01-01", "bounds", "../2025-12-31"),
    ("1501-01-01", None, "bounds", "1501-01-01/.."),
    (None, "2026-01-01", "year", "../2025"),
]


@pytest.mark.parametrize(("start", "end", "precision", "expected"), EDTF)
def test_edtf_of_an_interval(start: str | None, end: str | None, precision: str, expected: str) -> None:
    assert dates.edtf_interval(start, end, precision) == expected
    assert dates.between(start, end, precision).edtf == expected


def test_a_stretch_covers_both_ends() -> None:
    made = dates.covering(dates.of_month(2024, 1), dates.of_month(2024, 10), "January to October")
    assert (made.start, made.end, made.precision, made.edtf) == ("2024-01-01", "2024-11-01", "month", "2024-01/2024-10")
    mixed = dates.covering(dates.of_year(2023), dates.of_month(2024, 2))
    assert (mixed.precision, mixed.edtf) == ("bounds", "2023-01-01/2024-02-29")


BY_2025, SINCE_1501, UNKNOWN = dates.between(None, "2026-01-01"), dates.between("1501-01-01", None), Period()
MAY, YEAR = dates.of_month(2024, 5), dates.of_year(2024)

PAIRS = [
    (MAY, YEAR, True, True), (MAY, dates.of_month(2024, 6), False, False), (MAY, dates.of_day(date(2024, 5, 31)), True, False),
    (MAY, dates.of_day(date(2024, 6, 1)), False, False), (MAY, BY_2025, True, True), (BY_2025, SINCE_1501, True, False),
    (dates.of_century(15), SINCE_1501, False, False), (dates.of_year(2026), BY_2025, False, False), (UNKNOWN, MAY, True, False),
    (MAY, MAY, True, True), (MAY, UNKNOWN, True, True),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "meet", "inside"), PAIRS)
def test_overlap_and_within(one: Period, other: Period, meet: bool, inside: bool) -> None:
    assert dates.overlaps(one, other) is meet and dates.overlaps(other, one) is meet
    assert dates.within(one, other) is inside


DAYS = st.dates(date(1000, 1, 1), date(2400, 1, 1))
CLOSED = st.builds(
    lambda day, length: dates.between(dates.iso(day), dates.iso(day + timedelta(days=length))), DAYS, st.integers(1, 4000)
)
ENDS = st.none() | DAYS.map(dates.iso)
PERIODS = CLOSED | st.builds(lambda end: dates.between(None, end), ENDS) | st.builds(lambda day: dates.between(day, None), ENDS)


@given(PERIODS, PERIODS)
@settings(max_examples=150, deadline=None)
def test_overlap_is_symmetric_and_what_lies_within_overlaps(one: Period, other: Period) -> None:
    assert dates.overlaps(one, other) == dates.overlaps(other, one)
    assert dates.overlaps(one, one) and dates.within(one, one)
    if dates.within(one, other):
        assert dates.overlaps(one, other)
        if dates.within(other, one):
            assert dates.same(one, other)


@given(CLOSED, DAYS)
@settings(max_examples=100, deadline=None)
def test_a_day_lies_within_a_period_when_it_is_one_of_its_days(period: Period, day: date) -> None:
    assert period.start and period.end
    held = dates.parse(period.start) <= day < dates.parse(period.end)
    assert dates.within(dates.of_day(day), period) is dates.overlaps(dates.of_day(day), period) is held


def test_sort_key_orders_by_start_then_end_and_puts_the_unknown_last() -> None:
    first, second, third = dates.of_year(2023), dates.of_day(date(2024, 5, 1)), dates.of_month(2024, 5)
    by_may = dates.between(None, "2024-05-20")
    order: list[Period | None] = [first, second, third, by_may, dates.between("2030-01-01", None), UNKNOWN]
    mixed = [order[place] for place in (3, 0, 5, 2, 4, 1)]
    assert sorted(mixed, key=dates.sort_key) == order
    assert dates.sort_key(None) == dates.sort_key(UNKNOWN) > dates.sort_key(dates.of_year(2999))


WORDED = [
    (None, ""), (UNKNOWN, ""), (dates.of_day(date(2024, 5, 7)), "2024-05-07"), (MAY, "2024-05"), (YEAR, "2024"),
    (dates.of_quarter(2024, 1), "2024 Q1"), (dates.of_quarter(2024, 4), "2024 Q4"), (BY_2025, "by 2025-12-31"),
    (SINCE_1501, "since 1501-01-01"), (dates.of_decade(1980), "1980-01-01 to 1989-12-31"),
    (dates.between("2024-02-01", "2024-03-01"), "2024-02-01 to 2024-02-29"),
]  # fmt: skip


@pytest.mark.parametrize(("period", "expected"), WORDED)
def test_words_for_a_reader(period: Period | None, expected: str) -> None:
    assert dates.worded(period) == expected


@pytest.mark.parametrize("text", ["", "2024", "2024-05", "2024-02-30", "2023-02-29", "2024-13-01", "May 2024", "2024-05-01-02"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        dates.parse(text)


@given(DAYS)
@settings(max_examples=50, deadline=None)
def test_days_go_to_text_and_back(day: date) -> None:
    assert dates.parse(dates.iso(day)) == day and len(dates.iso(day)) == 10


def test_other_words_for_the_same_days() -> None:
    made = dates.renamed(YEAR, "last year", "document")
    assert dates.same(made, YEAR) and (made.literal, made.anchor) == ("last year", "document")
    assert dates.renamed(YEAR, "that year").anchor == YEAR.anchor
