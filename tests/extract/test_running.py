"""Lists within one paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from depositary.extract.obligations.cues import cues
from depositary.extract.obligations.running import running


def cut(words: str) -> list[str]:
    return [" ".join(words[start:end].strip() for start, end in pieces) for pieces in running(words, cues())]


def test_points_are_read_with_their_opening() -> None:
    words = "It is wide. The crew shall:(a) sail; and(b) rest. They sing."
    assert cut(words) == ["It is wide.", "The crew shall: sail; and", "The crew shall: rest", "They sing."]


def test_points_right_behind_the_modal() -> None:
    assert cut("The Council shall (i) meet, (ii) vote.") == ["The Council shall meet,", "The Council shall vote."]


def test_lists_of_conditions_and_references_are_no_deeds() -> None:
    assert cut("A Party may close a port if: (a) it is old; (b) it is wet.") == []
    assert cut("Subparagraphs (a) and (b) shall apply.") == []
    assert cut("The crew shall: (a) sail.") == []


@given(some.text("(ab)i: shal.;T", max_size=60))
def test_pieces_lie_in_the_words_in_order(words: str) -> None:
    for pieces in running(words, cues()):
        assert all(0 <= start <= end <= len(words) for start, end in pieces)
