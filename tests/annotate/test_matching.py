"""The matcher of phrases: what is one phrase to a reader is one here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.annotate.matching import Matcher

PHRASES = (
    "Ostrand",
    "North-South corridor",
    "US",
    "U.S.",
    "St. Anders",
    "Karl's Court",
    "Veluria",
    "Amir-Taleb",
    "Port of Ostrand",
)
MATCHER = Matcher((phrase, phrase) for phrase in PHRASES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ostrand's port", ["Ostrand"]),
        ("Ostrand’s port", ["Ostrand"]),
        ("the North–South Corridor", ["North–South Corridor"]),
        ("the North\u2011South corridor and the north south corridor", ["North\u2011South corridor"]),
        ("north-south corridor", []),
        ("US or us, U.S. and U.S.", ["US", "U.S.", "U.S."]),
        ("St. Anders, St Anders", ["St. Anders", "St Anders"]),
        ("Karl’s Court", ["Karl’s Court"]),
        ("Amir\u00a0Taleb", ["Amir\u00a0Taleb"]),
        ("the Port of Ostrand", ["Port of Ostrand"]),
        ("Ostrands, ostrand", []),
        ("OSTRAND-VELURIA", ["OSTRAND", "VELURIA"]),
        ("North. South corridor", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in MATCHER.find(text)] == found


def test_case_endings_of_russian_names() -> None:
    matcher = Matcher([("Орлин", 1), ("Вельская", 2), ("Назим", 3)])
    text = "Орлина, Орлину и Орлиным; в Вельской; Назим, Назима"
    assert [text[hit.start : hit.end] for hit in matcher.find(text)] == [
        "Орлина",
        "Орлину",
        "Орлиным",
        "Вельской",
        "Назим",
        "Назима",
    ]


@given(st.text(alphabet=st.sampled_from("Ostrand USus.'’-–\u200c\n ,VeluriaŠ"), max_size=80))
def test_hits_lie_inside_and_do_not_overlap(text: str) -> None:
    last = 0
    for hit in MATCHER.find(text):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end
