"""How legal a duty is: three degrees with the words that give them."""

from __future__ import annotations

import pytest
from test_coding import LAST
from test_texts import _one

from depositary.treaty.coding.legalisation import DIMENSIONS, legalisation

OPENING = "TREATY\non Storks between the Republic of Chile and the Kingdom of Norway\n\nThe Parties have agreed as follows:\n\n"
CASES: list[tuple[str, tuple[int, int, int]]] = [
    ("Each Party shall pay two million euros a year to the Commission.", (2, 2, 1)),
    ("The Parties shall endeavour to deepen their cooperation.", (1, 0, 0)),
    ("The Parties shall, as far as possible, warn each other of floods.", (1, 1, 0)),
    ("Either Party may submit the dispute to an arbitral tribunal.", (0, 1, 2)),
    ("The Parties shall exchange data within the framework of separate agreements.", (2, 0, 0)),
    ("Neither Party shall close the harbour.", (2, 1, 0)),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_degrees(sentence: str, expected: tuple[int, int, int]) -> None:
    text = _one(f"{OPENING}Article 1\n{sentence}\n\nArticle 2\n{LAST}\n")
    found = legalisation(text.duties[0])
    assert tuple(one.degree for one in found) == expected
    assert [one.dimension for one in found] == list(DIMENSIONS)
    assert all(one.reason for one in found)


def test_what_is_no_duty_has_none() -> None:
    text = _one(f"{OPENING}Article 1\nThis Treaty shall enter into force on signature.\n\nArticle 2\n{LAST}\n")
    assert legalisation(text.duties[0]) == ()
