"""Folding: words compare alike however they are typed, and every match leads back to the characters it came from."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from depositary.model.text import fold, shadow

FOLDED = [
    ("Lake PACT", "lake pact"), ("  lake \t\n pact ", "lake pact"), ("Café Léa", "cafe lea"), ("don’t", "don't"),
    ("“so”", '"so"'), ("«так»", '"так"'), ("2019–2021", "2019-2021"), ("free\u2011trade", "free-trade"), ("10\u00a0km", "10 km"),
    ("co\u00adop", "coop"), ("\ufeffx", "x"), ("ﬁsh", "fish"), ("Straße", "strasse"), ("ёлка", "елка"), ("", ""), ("\u200c", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_folded(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
@settings(max_examples=300, deadline=None)
@example("\u00a8x")
@example("İ")
@example("ŉ")
@example("﹘")
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert shadow(shadow(text).text).text == shadow(text).text


SHADOWS = [
    ("Lake PACT", "lake pact"), ("a\n b", "a\n b"), ("don’t", "don't"), ("ﬁsh", "fish"), ("Café", "café"), ("co\u00adop", "coop"),
    ("9–5", "9-5"), ("½", "1⁄2"), ("﹘", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHADOWS)
def test_a_shadow_keeps_its_lines(text: str, expected: str) -> None:
    assert shadow(text).text == expected


@given(st.text(max_size=40), st.data())
@settings(max_examples=300, deadline=None)
@example("ﬁ\u00adﬁ‘x’", None)
def test_every_match_leads_back_to_the_characters_it_came_from(text: str, data: st.DataObject | None) -> None:
    made = shadow(text)
    assert len(made.origin) == len(made.text) + 1 and made.origin[-1] == len(text)
    assert list(made.origin) == sorted(made.origin)
    if data is None:
        start, end = 1, len(made.text)
    else:
        start = data.draw(st.integers(0, len(made.text)))
        end = data.draw(st.integers(start, len(made.text)))
    begin, stop = made.back(start, end)
    assert 0 <= begin <= stop <= len(text)
    quoted = shadow(text[begin:stop]).text
    piece = made.text[start:end]
    assert piece in quoted, "nothing of a match is lost"
    whole = start == end or (
        (start == 0 or made.origin[start - 1] != made.origin[start])
        and (end == len(made.text) or made.origin[end] != made.origin[end - 1])
    )
    if whole:
        assert quoted == piece, "and nothing else is quoted, where no character of the text is cut in two"


def test_a_match_inside_one_character_quotes_that_character() -> None:
    made = shadow("a ﬁsh")
    start = made.text.index("i")
    assert made.back(start, start + 1) == (2, 3)
    assert made.back(3, 3) == (2, 2), "an empty match stays empty"


@given(st.text(alphabet="abc ﬁ’\u00ad–É", max_size=30), st.text(alphabet="abcfi'-é", min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_what_is_sought_in_the_shadow_is_found_in_the_text(text: str, sought: str) -> None:
    made = shadow(text)
    at = made.text.find(sought)
    while at >= 0:
        begin, stop = made.back(at, at + len(sought))
        assert sought in shadow(text[begin:stop]).text
        at = made.text.find(sought, at + 1)
