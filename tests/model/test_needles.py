"""Needles stand in every text that the expression matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.model.needles import Guarded, may_match, needles
from depositary.treaty.claims.matters import matters


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        (r"\bgas\b", ("gas",)),
        (r"(?:joint |naval )?exercis(?:e|es)", ("exercise",)),
        (r"(?:river|land)ways?", ("land", "river")),
        (r"(?:rail|ro)way", ("way",)),
        (r"x(?:treaty)+", ("treaty",)),
        (r"(?:treaty)*", ()),
        (r"[a-z]+ed", ()),
        (r"(?i)treaty", ()),
        (r"(?i:treaty)", ()),
        (r"(?!treaty)\w+", ()),
        (r"(?:(?:a|treaty) )?pact of .{0,9} friends", ("pact of ",)),
        (r"treaty|", ()),
        (r"(?:help|support)\w* .{2,30} in (?:the )?wars", ("wars",)),
        (r"(?:fight|fight for|war)", ("fight", "war")),
    ],
)
def test_what_must_stand_in_a_text(expression: str, found: tuple[str, ...]) -> None:
    assert needles(re.compile(expression)) == found


PIECES = st.sampled_from(
    ["abc", "bca", "cab", "a", "b", "[ab]", ".", r"\b", "c?", "(?:abc)?", "(?:ab|ca)+", "(?:abc|cab|bb)", "(?=a)"]
)
EXPRESSIONS = st.lists(PIECES, min_size=1, max_size=5).map("".join)
CHOICES = st.lists(EXPRESSIONS, min_size=1, max_size=3).map("|".join)


@given(CHOICES, st.text("abc ", max_size=30))
def test_no_match_is_lost(expression: str, text: str) -> None:
    made = re.compile(expression)
    guarded = Guarded(made)
    assert bool(guarded.search(text)) == bool(made.search(text))
    assert guarded.sub("-", text) == made.sub("-", text)
    assert [hit.span() for hit in guarded.finditer(text, 2)] == [hit.span() for hit in made.finditer(text, 2)]
    assert may_match(needles(made), text) or not made.search(text)


def test_nearly_all_matters_have_them() -> None:
    assert sum(bool(one.claimed.pieces) for one in matters().values()) >= 50
