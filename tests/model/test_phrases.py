"""Phrases in running text: every one, in any inflected form, also where they overlap."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.phrases import Phrases

FOUND = [
    # inflection of the last word
    ("ferry", "Two ferries left.", True),
    ("ferry", "They ferried the goods.", True),
    ("toll", "Tolls rose.", True),
    ("sign", "It was signed.", True),
    ("sign", "They are signing.", True),
    ("ratify", "They ratified it.", True),
    ("close", "The pass closed.", True),
    ("close", "The closing of the pass.", True),
    ("tax", "Taxes fell.", True),
    ("branch", "Three branches.", True),
    ("key", "Keys were lost.", True),
    ("gas pipeline", "Gas pipelines.", True),
    ("gas pipeline", "Gases pipeline.", False),  # only the last word is inflected
    ("sign", "The signal was weak.", False),
    ("art", "The party left.", False),
    # what stands between and around
    ("gas pipeline", "gas-pipeline", True),
    ("gas pipeline", "gas\n  pipeline", True),
    ("gas pipeline", "gas, pipeline", True),
    ("gas pipeline", "gas or pipeline", False),
    ("gas pipeline", "gas", False),
    ("free-trade zone", "free\u2011trade zone", True),
    ("5 %", "It rose by 5% more.", True),
    ("cafe", "The Café", True),
    # capitals
    ("Lake Union", "the lake union", True),
    ("LU", "the LU met", True),
    ("LU", "lu lu", False),
    ("LU", "Lu", False),
    ("I", "I said", True),
    # nothing
    ("", "anything", False),
    ("gas", "", False),
    ("--", "a -- b", False),
]


@pytest.mark.parametrize(("phrase", "text", "found"), FOUND)
def test_a_phrase_is_found(phrase: str, text: str, found: bool) -> None:
    assert Phrases([phrase]).find(text) == ({phrase} if found else set())


def test_phrases_that_overlap_are_all_found() -> None:
    held = Phrases(["natural gas pipeline", "natural gas", "gas pipeline", "gas", "pipeline fire", "pipe"])
    assert held.find("A natural gas pipeline fire.") == {
        "natural gas pipeline", "natural gas", "gas pipeline", "gas", "pipeline fire",
    }  # fmt: skip


def test_phrases_that_fold_alike_are_both_found() -> None:
    assert Phrases(["Lake Pact", "lake pact"]).find("The lake pact") == {"Lake Pact", "lake pact"}


WORDS = st.lists(st.sampled_from("lake pact gas line union toll".split()), min_size=1, max_size=3).map(" ".join)


@given(st.lists(WORDS, max_size=6), WORDS, WORDS)
@settings(max_examples=60, deadline=None)
def test_a_phrase_is_found_wherever_it_stands_and_whatever_else_is_sought(others: list[str], phrase: str, before: str) -> None:
    text = f"{before} {phrase} {before}"
    found = Phrases([*others, phrase]).find(text)
    assert phrase in found
    assert found == {one for one in {*others, phrase} if f" {one} " in f" {text} "} | (found - {*others, phrase})
    assert found <= {*others, phrase}
