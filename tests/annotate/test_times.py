"""Times: words to TIMEX3 values and days, with and without an anchor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.annotate.layers import Page
from depositary.annotate.times import Time, find_times, period, times
from depositary.annotate.times.feasts import easter, feast
from depositary.annotate.times.hijri import gregorian, interval, new_year
from depositary.model.dates import of_month
from depositary.model.nouns import Document

DAY = date(2025, 11, 20)  # a Thursday


def one(text: str, anchor: date | None = DAY) -> Time:
    found = find_times(text, anchor)
    assert len(found) == 1, [item.text for item in found]
    return found[0]


def days(found: Time) -> tuple[str | None, str | None]:
    value = found.value()
    return value["start"], value["end"]  # type: ignore[return-value]


# text, words found, TIMEX3, first day, day after the last
CASES = [
    ("The pact was signed on 17 January 2025.", "17 January 2025", "2025-01-17", "2025-01-17", "2025-01-18"),
    (
        "Printed on March 01 , 2008 in the capital",
        "March 01 , 2008",
        "2008-03-01",
        "2008-03-01",
        "2008-03-02",
    ),
    ("It bears the date 31.12.2019.", "31.12.2019", "2019-12-31", "2019-12-31", "2020-01-01"),
    ("It bears the date 12/31/2019.", "12/31/2019", "2019-12-31", "2019-12-31", "2020-01-01"),
    ("Filed 2020-07-01 at noonday", "2020-07-01", "2020-07-01", "2020-07-01", "2020-07-02"),
    ("the second of August 2021", "the second of August 2021", "2021-08-02", "2021-08-02", "2021-08-03"),
    ("Trade fell in April 2019.", "April 2019", "2019-04", "2019-04-01", "2019-05-01"),
    (
        "between January and October 2024",
        "between January and October 2024",
        "2024-01/2024-10",
        "2024-01-01",
        "2024-11-01",
    ),
    ("from 2009 to 2011", "from 2009 to 2011", "2009/2011", "2009-01-01", "2012-01-01"),
    ("on 5-7 June 2024", "5-7 June 2024", "2024-06-05/2024-06-07", "2024-06-05", "2024-06-08"),
    ("in the first nine months of 2024", "the first nine months of 2024", "P9M", "2024-01-01", "2024-10-01"),
    (
        "the third quarter of last year",
        "the third quarter of last year",
        "2024-Q3",
        "2024-07-01",
        "2024-10-01",
    ),
    ("revenue in Q3 2024", "Q3 2024", "2024-Q3", "2024-07-01", "2024-10-01"),
    ("the second half of 2023", "the second half of 2023", "2023-H2", "2023-07-01", "2024-01-01"),
    ("the late 16th century", "the late 16th century", "15", "1551-01-01", "1601-01-01"),
    ("in the 1990s", "the 1990s", "199", "1990-01-01", "2000-01-01"),
    ("more than 20 years ago", "more than 20 years ago", "2005", None, "2006-01-01"),
    ("earlier in the year", "earlier in the year", "2025", "2025-01-01", "2025-11-20"),
    ("by the end of the year", "by the end of the year", "2025", None, "2026-01-01"),
    ("since 2022", "since 2022", "2022", "2022-01-01", None),
    ("in the months ahead", "the months ahead", "PXM", "2025-11-20", None),
    ("over the next four years", "the next four years", "P4Y", "2025-11-20", "2029-11-20"),
    ("last week", "last week", "2025-W46", "2025-11-10", "2025-11-17"),
    ("It fell on Tuesday.", "Tuesday", "2025-11-18", "2025-11-18", "2025-11-19"),
    ("It will open on Tuesday.", "Tuesday", "2025-11-25", "2025-11-25", "2025-11-26"),
    ("It closed in December.", "December", "2024-12", "2024-12-01", "2025-01-01"),
    ("It is to close in December.", "December", "2025-12", "2025-12-01", "2026-01-01"),
    (
        "ten days after the fire of 11 September 2001",
        "ten days after the fire of 11 September 2001",
        "2001-09-21",
        "2001-09-21",
        "2001-09-22",
    ),
    ("dated 28 Dey 1403", "28 Dey 1403", "2025-01-17", "2025-01-17", "2025-01-18"),
    ("for two and a half years", "two and a half years", "P2.5Y", None, None),
    ("a twenty-year treaty", "twenty-year", "P20Y", None, None),
    ("half a century of peace", "half a century", "P50Y", None, None),
    ("several months", "several months", "PXM", None, None),
    ("They meet every two years.", "every two years", "P2Y", None, None),
    ("their annual meeting", "annual", "P1Y", None, None),
    ("next year's first quarter", "next year's first quarter", "2026-Q1", "2026-01-01", "2026-04-01"),
    ("fiscal year 2023", "fiscal year 2023", "FY2023", None, None),
    ("on Christmas Day 2024", "Christmas Day 2024", "2024-12-25", "2024-12-25", "2024-12-26"),
    ("early next year", "early next year", "2026", "2026-01-01", "2026-07-01"),
]


@pytest.mark.parametrize(("text", "words", "value", "start", "end"), CASES, ids=[case[0] for case in CASES])
def test_words_values_and_days(text: str, words: str, value: str, start: str | None, end: str | None) -> None:
    found = one(text)
    assert (found.text, found.timex, *days(found)) == (words, value, start, end)


NONE = [
    "They may come, and troops march on.",
    "The fall of the city was swift.",
    "A second unit was built at 2,000 metres.",
    "Some 2000 soldiers and 1998 km of track.",
    "Resolution 2231 stands.",
    "Theresa May spoke.",
    "It cost $2024.",
    "Between 1900 and 2500 tons were moved.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_time(text: str) -> None:
    assert [found.text for found in find_times(text, DAY)] == []


@pytest.mark.parametrize(
    "text", ["last week", "on Tuesday", "in December", "two years ago", "by the end of the year", "on 5 May"]
)
def test_without_anchor_nothing_is_invented(text: str) -> None:
    found = one(text, None)
    assert days(found) == (None, None)
    assert found.value()["anchor"] == "none"
    assert found.relative


def test_the_last_date_in_the_text_is_an_anchor() -> None:
    first, second = find_times("They signed on 3 March 2001. Two days later it lapsed.", None)
    assert (second.timex, second.value()["anchor"]) == ("2001-03-05", "text")
    assert first.value()["anchor"] == "stated"


@pytest.mark.parametrize(
    ("text", "role", "mod"),
    [
        ("ready by 2030", "due", None),
        ("in force since 2022", "since", None),
        ("closed until 1 June 2026", "until", None),
        ("he said on Monday", "said", None),
        ("before 2018", None, "BEFORE"),
        ("about 40 years", None, "APPROX"),
        ("mid-2011", None, "MID"),
    ],
)
def test_role_and_mod(text: str, role: str | None, mod: str | None) -> None:
    value = one(text).value()
    assert (value["role"], value["mod"]) == (role, mod)


def test_a_text_dated_to_the_month_places_no_weekday() -> None:
    weekday, month, year = find_times("On Tuesday, next month, last year.", DAY, "month")
    assert [days(found)[0] for found in (weekday, month, year)] == [None, "2025-12-01", "2024-01-01"]


def test_solar_hijri_days() -> None:
    known = {
        (1403, 10, 28): date(2025, 1, 17),
        (1404, 1, 1): date(2025, 3, 21),
        (1403, 12, 30): date(2025, 3, 20),
        (1357, 11, 22): date(1979, 2, 11),
        (1388, 1, 1): date(2009, 3, 21),
        (1399, 12, 30): date(2021, 3, 20),
    }
    assert {key: gregorian(*key) for key in known} == known
    assert interval(1404) == (date(2025, 3, 21), date(2026, 3, 21))
    with pytest.raises(ValueError, match="no day"):
        gregorian(1404, 12, 30)


@given(st.integers(min_value=1, max_value=3000))
def test_solar_hijri_years_have_365_or_366_days(year: int) -> None:
    assert (new_year(year + 1) - new_year(year)).days in (365, 366)


def test_feasts() -> None:
    assert easter(2018) == date(2018, 4, 1)
    assert feast("thanksgiving", 2024) == date(2024, 11, 28)
    assert feast("memorial", 2024) == date(2024, 5, 27)
    assert feast("nowruz", 2025) == date(2025, 3, 21)


WORDS = (
    "on in the of 5 17 2024 1999 May march Monday next last this two years ago first quarter "
    "end by since to - , . and fall 12/31/2019 3:30 pm week a half century 16th dey 1403 \n"
).split(" ")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60), st.none() | st.dates()
)
def test_any_text_gives_ordered_spans_inside_it(text: str, anchor: date | None) -> None:
    last = 0
    for found in find_times(text, anchor):
        assert last <= found.outer_start <= found.start < found.end <= len(text)
        assert found.text == text[found.outer_start : found.end]
        start, end = days(found)
        assert start is None or end is None or start < end
        assert found.timex
        last = found.end


def test_the_layer_hangs_on_the_publication_day() -> None:
    text = "Work resumes by the end of the year, or in the first quarter of 2026."
    document = Document(
        "d_1", "a", "", "en", "news", of_month(2025, 11), None, None, None, "", "txt/1", len(text), text=text
    )
    page = Page(document)
    first, second = list(times(page))
    made = period(first, document)
    assert (made.start, made.end, made.literal, made.anchor) == (
        None,
        "2026-01-01",
        "by the end of the year",
        "document",
    )
    assert period(second, document).edtf == "2026-33"
