"""Figures: one number each, with its subject, its own words and what it measures."""

from __future__ import annotations

import pytest
from extracting import told, words

from depositary.model.nouns import Statement


def figures(text: str) -> list[Statement]:
    return [one for one in told(text) if one.kind == "figure"]


TOLD: list[tuple[str, list[tuple[str, str, str | None, str]]]] = [
    # literal, unit, measure, words
    ("Trade rose by 12 percent to $4.1 billion in 2022.",
     [("12 percent", "percent", "growth", "Trade rose by 12 percent"),
      ("$4.1 billion", "USD", "level", "Trade rose ... to $4.1 billion in 2022")]),
    ("Trade rose by 12 percent in 2021 and by 8 percent in 2022.",
     [("12 percent", "percent", "growth", "Trade rose by 12 percent in 2021"),
      ("8 percent", "percent", "growth", "by 8 percent in 2022")]),
    ("Trade rose by 12 percent last year and by a further 8 percent this year.",
     [("12 percent", "percent", "growth", "Trade rose by 12 percent last year"),
      ("8 percent", "percent", "growth", "by a further 8 percent this year")]),
    ("The pact was made for ten years and renewed for periods of five years.",
     [("ten years", "year", "duration", "The pact was made for ten years"),
      ("five years", "year", "duration", "renewed for periods of five years")]),
    ("Exports fell from $3 billion to $2 billion.",
     [("$3 billion", "USD", "level", "Exports fell from $3 billion"),
      ("$2 billion", "USD", "level", "Exports fell ... to $2 billion")]),
    ("The railway is 162 km long.", [("162 km", "km", "length", "The railway is 162 km long")]),
    ("The text consists of 30 articles.", [("30", "count", "count", "The text consists of 30 articles")]),
    # a term in years is a figure
    ("The treaty runs for 20 years.", [("20 years", "year", "duration", "The treaty runs for 20 years")]),
    ("They signed a 25-year agreement.", [("25-year", "year", "duration", "They signed a 25-year agreement")]),
    # each clause has its own
    ("The plant cost $2 billion and the bridge cost $3 billion.",
     [("$2 billion", "USD", "level", "The plant cost $2 billion"), ("$3 billion", "USD", "level", "the bridge cost $3 billion")]),
    ("The plant, which cost $2 billion, makes 40 tons of paper.",
     [("40 tons", "ton", "level", "The plant ... , makes 40 tons of paper"),
      ("$2 billion", "USD", "level", "which cost $2 billion")]),
    # numbers that order, and one or two of a thing, are no news
    ("It was the second meeting of the year.", []),
    ("One ship costs more than two boats.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_one_number_a_figure(text: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    found = []
    for one in figures(text):
        assert one.value is not None
        literal = one.value.literal.replace("passed ", "")
        found.append((literal, one.value.unit, one.measure, words(text, one.spans)))
    assert found == expected


def test_a_part_of_a_whole_keeps_both_numbers() -> None:
    text = "Six of the 47 articles are about trade."
    found = {one.value.literal: words(text, one.spans) for one in figures(text) if one.value}
    assert found == {"Six": "Six of the 47 articles are about trade", "47": "Six of the 47 articles are about trade"}
    assert len({one.id for one in figures(text)}) == 2


BOUNDS = [
    ("Trade rose to about $4 billion.", "about", None),
    ("Trade rose to over $4 billion.", "over", None),
    ("Trade fell to under $4 billion.", "under", None),
    ("Trade rose by 5 percent.", "exact", "up"),
    ("Trade fell by 5 percent.", "exact", "down"),
]


@pytest.mark.parametrize(("text", "bound", "direction"), BOUNDS)
def test_bound_and_direction_are_kept(text: str, bound: str, direction: str | None) -> None:
    (one,) = figures(text)
    assert one.value is not None and one.value.bound == bound
    assert direction is None or one.value.direction == direction


def test_the_subject_is_kept_where_it_stands_near() -> None:
    (one,) = figures("The number of guest workers in the valley, the paper said, has passed 9,000.")
    assert one.subject is not None and one.subject.literal.startswith("number")
    assert one.quote.startswith("The number of guest workers")


def test_a_figure_carries_what_is_unknown_of_it() -> None:
    (one,) = figures("Trade rose by 5 percent.")
    assert one.attributes == dict.fromkeys(("reporter", "calendar", "valuation", "coverage", "currency_basis"), "unknown")


def test_figures_share_the_voice_of_their_sentence() -> None:
    found = figures("The minister said that trade had risen by 12 percent to $4.1 billion.")
    assert [one.speaker.name for one in found if one.speaker] == ["minister", "minister"]
    assert all("minister" not in one.quote for one in found)


ASIDE = [
    "The regime fell after more than half a century of its rule.",
    "One year after the signing, the projects move at different speeds.",
    "The broadcaster 5-tv told it differently.",
]


@pytest.mark.parametrize("text", ASIDE)
def test_a_number_that_tells_when_or_names_is_no_figure(text: str) -> None:
    assert figures(text) == []


BASIS = [
    ("According to Iranian customs, trade reached $4 billion in the Iranian year 1403.",
     {"reporter": "Iranian customs", "calendar": "solar_hijri"}),
    ("Trade reached $4 billion in 2023, the customs service of Chile said.", {"reporter": "customs service of Chile"}),
    ("Russian customs data show that trade reached $4 billion.", {"reporter": "Russian customs"}),
    ("FOB exports were $2 billion in the fiscal year 2023.", {"valuation": "FOB", "calendar": "fiscal"}),
    ("Trade in goods and services stood at $3 billion.", {"coverage": "goods_and_services"}),
    ("In constant prices output grew by 3% in 2023.", {"currency_basis": "constant"}),
    ("Customs duties rose to $2 billion.", {}),
    ("The line is 40% shorter than the coast road.", {"comparison": "shorter", "baseline": "the coast road"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BASIS)
def test_the_basis_of_a_figure_is_kept_where_it_is_told(text: str, expected: dict[str, str]) -> None:
    (one,) = figures(text)
    assert {name: value for name, value in one.attributes.items() if value != "unknown"} == expected


def test_each_number_has_its_own_source() -> None:
    found = figures("The line is 170 km long according to Reuters and 162 km long according to Maria Keller.")
    assert [one.speaker.name for one in found if one.speaker] == ["Reuters", "Maria Keller"]


def test_a_rate_with_its_thing_between() -> None:
    (one,) = figures("The pipeline can carry 8 billion cubic metres of gas a year.")
    assert one.value is not None and one.value.per == "year"


def test_a_rise_against_an_earlier_time_is_growth() -> None:
    (one,) = figures("Trade in 2024 was 8% higher than in 2023.")
    assert one.measure == "growth" and one.value is not None and one.value.baseline is not None
    assert one.value.baseline.literal == "2023"


def test_against_the_level_of_a_year() -> None:
    (one,) = figures("Output was 32 percent below 2005 levels.")
    assert one.value is not None and one.value.baseline is not None and one.value.baseline.literal == "2005"
    assert (one.measure, one.value.direction, one.when) == ("growth", "down", None)


def test_the_verb_of_a_saying_gives_no_direction() -> None:
    (share,) = told("It added that more than 96% of payments between France and Norway were made in krone.")
    assert share.value is not None and share.value.direction is None


@pytest.mark.parametrize("words", ["in the form of a preamble and 30 articles", "in 12 chapters", "with 3 annexes"])
def test_the_parts_of_a_text_are_counted_whatever_the_verb(words: str) -> None:
    made = told(f"The draft, which the ministers praised and which was printed {words}, is long.")
    assert any(one.kind == "figure" and one.value and one.value.unit == "count" for one in made)


def test_some_of_the_parts_are_no_count_of_all() -> None:
    made = told("The analyst focuses on six of the 30 articles.")
    assert all(one.kind != "figure" for one in made)


def test_a_source_in_brackets_gives_its_number_only() -> None:
    found = told("The storm took a large part of the fleet (70% according to the operator), and sank the ferry in May.")
    told_by = {one.kind: (one.speaker.name if one.speaker else None, one.quote) for one in found}
    assert told_by["figure"][0] == "operator" and told_by["figure"][1].endswith("operator)")
    assert [one.speaker for one in found if one.kind != "figure"].count(None) == len(found) - 1


def test_a_flow_that_would_begin_is_a_figure_with_its_day() -> None:
    (one,) = told("Deliveries of 2 billion cubic meters a year would begin in 2026.")
    assert (one.kind, one.stance) == ("figure", "predicts") and one.value is not None and one.due is not None
    assert (one.value.literal, one.due.edtf) == ("2 billion cubic meters a year", "2026")


def test_how_many_a_tie_has_is_a_figure() -> None:
    found = told("Norway is in the network, which Chile maintains with over 20 other partners worldwide.")
    assert [one.value.low for one in found if one.value is not None] == [20]
