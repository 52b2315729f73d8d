"""A claim is held against everything on the same matter: what agrees and what differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model import case as cases
from depositary.model.nouns import Finding, Statement
from depositary.pipeline.claims import whole


@pytest.fixture(scope="module", name="demo")
def opened_demo(demo_dossier: Path) -> Iterator[Dossier]:
    with Dossier.open(demo_dossier, readonly=True) as held:
        yield held


def held(dossier: Dossier, claim: str) -> tuple[list[Statement], list[Finding], set[str]]:
    said, found = pipeline.check_claim(dossier, claim)
    return said, found, {one.relation for one in found}


@pytest.mark.parametrize("day", [14, 15])
def test_both_sides_of_a_conflict_that_is_held_are_told(demo: Dossier, day: int) -> None:
    _, _, relations = held(demo, f"The treaty was signed on {day} March 2022.")
    assert {"corroborates", "contradicts"} <= relations


def test_a_third_day_is_held_against_each_of_the_two(demo: Dossier) -> None:
    said, found, relations = held(demo, "The treaty was signed on 19 March 2022.")
    against = {name for one in found for name in one.statements if one.relation == "contradicts"} - {said[0].id}
    days = {one.when.start for one in demo.statements() if one.id in against and one.when}
    assert {"2022-03-14", "2022-03-15"} <= days and "corroborates" not in relations


@pytest.mark.parametrize(("claim", "known"), [
    ("The friendship treaty was signed on 14 March 2022.", True), ("The new treaty was signed on 14 March 2022.", True),
    ("The fishing treaty was signed on 14 March 2022.", False), ("The treaty on fishing was signed on 14 March 2022.", False),
])  # fmt: skip
def test_the_treaty_is_the_one_that_is_followed_unless_its_name_says_another(demo: Dossier, claim: str, known: bool) -> None:
    said, found, _ = held(demo, claim)
    assert bool(said[0].about) == known == bool(found)


@pytest.mark.parametrize(("claim", "relation"), [
    ("The treaty is concluded for 25 years.", "contradicts"), ("The term of the treaty is ten years.", "corroborates"),
    ("The treaty has been concluded for ten years.", "corroborates"),
])  # fmt: skip
def test_a_term_is_held_against_the_term_however_it_is_worded(demo: Dossier, claim: str, relation: str) -> None:
    said, _, relations = held(demo, claim)
    assert said[0].series and relation in relations
    assert not {"contradicts", "corroborates"} - {relation} & relations


def test_what_took_long_is_no_term(demo: Dossier) -> None:
    said, _, relations = held(demo, "The treaty took 25 years to negotiate.")
    assert not any(one.series for one in said) and "contradicts" not in relations


def test_a_state_is_held_against_those_who_tell_it_and_those_who_tell_that_it_is_not_so(demo: Dossier) -> None:
    assert "corroborates" in held(demo, "The Lowland pipeline was shelved.")[2]
    assert "contradicts" in held(demo, "The treaty has not been signed.")[2]
    assert "contradicts" not in held(demo, "The treaty was signed.")[2]


def test_nothing_is_told_twice_of_one_statement(demo: Dossier) -> None:
    _, found, _ = held(demo, "The treaty was signed on 14 March 2022.")
    pairs = [(one.relation, frozenset(one.statements)) for one in found]
    assert len(pairs) == len(set(pairs))


def test_ranges_that_meet_agree(demo: Dossier) -> None:
    _, found, relations = held(demo, "The Merrow Pass railway is about 209 km long.")
    assert "corroborates" in relations and "contradicts" not in relations
    assert not any(one.difference == "rounding" and one.relation == "unlike" for one in found)


@pytest.mark.parametrize(("claim", "read"), [
    ("40% shorter than Suez", "The corridor is 40% shorter than Suez"),
    (" up to 30 percent cheaper than by sea ", "The corridor is up to 30 percent cheaper than by sea"),
    ("The road is 40% shorter than Suez", "The road is 40% shorter than Suez"), ("40% of the trade", "40% of the trade"),
])  # fmt: skip
def test_a_comparison_without_a_subject_is_of_what_the_case_says(claim: str, read: str) -> None:
    assert whole(claim, cases.load("russia-iran")) == read
    assert whole(claim, None) == claim
