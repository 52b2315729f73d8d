"""Agreements that words point to without their name."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.model.case import load

PAIR = "Osmerra and Verania have long been neighbours. "


def about(text: str, words: str) -> list[str]:
    case = load("model-pact")
    names = {one.id: one.props["key"] for one in case.entities}
    one = next(one for one in told(text, case) if words in one.quote)
    return [names[each] for each in one.about if each in names]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("In 2010 Osmerra and Verania signed a cooperation deal.", "signed a", ["verania-osmerra-2010"]),
        ("In 2015 Osmerra and Verania signed a cooperation deal.", "signed a", []),
        ("In 2010 Osmerra and Verania signed a gas deal.", "signed a", []),
        ("In 2010 Osmerra signed a deal.", "signed a", []),
    ],
)
def test_parties_and_year_point_to_one_agreement(text: str, words: str, expected: list[str]) -> None:
    assert about(PAIR + text, words) == expected


def test_what_it_is_known_as_tells_which() -> None:
    case = load("model-pact")
    name = next(one.name for one in case.entities if one.props["key"] == "verania-osmerra-2010")
    text = f"The two states once signed a long deal, officially known as the {name}."
    assert about(PAIR + text, "signed a long deal") == ["verania-osmerra-2010"]


def test_treaties_with_several_are_one_for_each() -> None:
    case = load("russia-iran")
    names = {one.id: one.props["key"] for one in case.entities}
    text = "The pact differs from Russia’s treaties with North Korea and Belarus."
    (one,) = told(text, case)
    assert {names.get(each) for each in one.about} == {"russia-dprk-2024", "russia-belarus-2024"}


def test_it_is_the_agreement_last_named() -> None:
    case = load("model-pact")
    name = next(one.name for one in case.entities if one.props["key"] == "verania-osmerra-2010")
    text = f"{PAIR}Both signed the {name} in 2010. It was concluded for ten years and was extended until 2026."
    assert about(text, "for ten years") == about(text, "was extended") == ["verania-osmerra-2010"]
