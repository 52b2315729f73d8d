"""Times of statements: each is that of its own verb, in its own role."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.model.nouns import Period, Statement


def words(one: Period | None) -> str | None:
    return one.literal if one is not None else None


def found(text: str, part: str) -> Statement:
    """The first statement whose words hold a part."""
    return next(one for one in told(text) if part in one.quote)


OWN = [
    # text, words of the statement, when
    ("Verania opened the port of Ostrand in May 2021.", "opened", "May 2021"),
    ("Both ministers held talks on gas in Velmora on 5 May 2021.", "held", "5 May 2021"),
    ("Cooperation between the two states has grown since 2022.", "grown", "since 2022"),
    ("The minister has been in office since March 2003.", "office", "since March 2003"),
    ("Verania and Osmerra are now close partners.", "partners", "now"),
    ("In the wake of the flood of May 2021, the port reopened.", "reopened", None),
    # inside a noun or a clause below, it is the time of that
    ("Verania looks for the influence that Osmerra has held since its 2003 war.", "looks", None),
    ("This 2007 revelation raised many questions.", "raised", None),
    ("The treaty replaced the treaty of 2010.", "replaced", None),
    ("The pact signed in 2010 is a good basis for trade.", "basis", None),
    ("Understanding today's politics is crucial.", "crucial", None),
    ("The port was open until its collapse after 7 May 2019.", "open", None),
]


@pytest.mark.parametrize(("text", "part", "when"), OWN)
def test_the_time_is_that_of_the_own_verb(text: str, part: str, when: str | None) -> None:
    assert words(found(text, part).when) == when


def test_a_phrase_inside_keeps_its_own_time() -> None:
    text = "The memory of a letter sent by the minister to Osmerra in 2014 is still fresh."
    assert words(found(text, "sent by").when) == "2014" or words(found(text, "fresh").when) is None


ROLES = [
    # text, words of the statement, when, said, due
    (
        "The minister said on Monday that the port would open by the end of 2026.",
        "port",
        None,
        "Monday",
        "by the end of 2026",
    ),
    ("On 3 May 2021 the minister said that the port was full.", "full", None, "3 May 2021", None),
    (
        "Verania's envoy told a meeting in Ostrand on 11 January 2024 that the line was shut.",
        "shut",
        None,
        "11 January 2024",
        None,
    ),
    (
        "The ministry denied the report on 12 March 2022, saying that no talks were held.",
        "denied",
        None,
        "12 March 2022",
        None,
    ),
    (
        "The ministry denied the report on 12 March 2022, saying that no talks were held.",
        "held",
        None,
        "12 March 2022",
        None,
    ),
    ("The two states plan to open the bridge in May 2026.", "bridge", None, None, "May 2026"),
    ("Verania and Osmerra are now committed to working together.", "committed", "now", None, None),
    ("By 2020 trade had doubled.", "doubled", "By 2020", None, None),
]


@pytest.mark.parametrize(("text", "part", "when", "said", "due"), ROLES)
def test_each_time_has_its_role(
    text: str, part: str, when: str | None, said: str | None, due: str | None
) -> None:
    one = found(text, part)
    assert (words(one.when), words(one.said), words(one.due)) == (when, said, due)


FIGURES = [
    ("Trade rose by 13 percent last year and by a further 8 percent this year.",
     {"13 percent": "last year", "8 percent": "this year"}),
    ("Trade rose by 15.5% to $3.77 bln between January and October 2024.",
     {"15.5%": "between January and October 2024", "$3.77 bln": "between January and October 2024"}),
    ("Exports fell from $4 billion in 2022 to $3 billion in 2023.", {"$4 billion": "2022", "$3 billion": "2023"}),
    ("Trade in the first half of 2025 reached $3 billion.", {"$3 billion": "the first half of 2025"}),
    ("Trade grew by 13% in 2024 and came close to $5 billion.", {"13%": "2024", "close to $5 billion": "2024"}),
    ("Trade grew by 12% in 2022 compared with 2021.", {"12%": "2022"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_each_figure_takes_its_own_time(text: str, expected: dict[str, str]) -> None:
    made = {one.value.literal: words(one.when) for one in told(text) if one.value is not None}
    assert made == expected


def test_what_a_figure_is_compared_with_is_its_baseline() -> None:
    (one,) = [one for one in told("Trade grew by 12% in 2022 compared with 2021.") if one.value]
    assert (
        one.value is not None and one.value.baseline is not None and one.value.baseline.start == "2021-01-01"
    )


def test_years_of_the_iranian_calendar() -> None:
    (one,) = [one for one in told("By the Iranian calendar trade was $3 billion in the first nine months of 1403.") if one.value]
    assert one.when is not None and (one.when.start, one.when.end) == ("2024-03-20", "2024-12-20")


def test_a_length_ahead_counts_from_the_day_of_the_saying() -> None:
    (less,) = told("In January 2026 the roads minister said that the railway would be completed in less than three years.")
    assert less.due is not None or less.when is not None
    due = less.due or less.when
    assert due is not None and (due.start, due.end) == (None, "2029-02-01")
    (between,) = told("The envoy said on 18 April 2025 that the railway would be ready in three to four years.")
    assert between.due is not None and (between.due.start, between.due.end) == ("2028-04-18", "2029-04-19")
    (plain,) = told("The envoy said on 18 April 2022 that the railway would be ready in three years.")
    then = plain.due or plain.when
    assert then is not None and then.start == "2025-01-01"
