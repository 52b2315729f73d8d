"""What a phrase says by the way: which phrases do, and where they end."""

from __future__ import annotations

import pytest
from extracting import page

from depositary.extract.clauses import propositions
from depositary.extract.nested import nested


def found(text: str) -> list[str]:
    """The words of the nested propositions of a text."""
    made = page(text)
    out: list[str] = []
    for paragraph, sentence in made.sentences():
        apart = frozenset(one.head.i for one in propositions(paragraph, sentence))
        out += [made.text[one.start : one.end] for one in nested(made, paragraph, sentence, apart)]
    return out


NESTED = [
    ("They fear sanctions imposed by Norway.", ["sanctions imposed by Norway"]),
    ("They named delays caused by problems faced by Norway.", []),  # no act and no tie
    ("They live in a similar position — isolated by Norway.", []),
    ("They praised Norway’s support for Chile.", ["Norway’s support for Chile"]),
    ("The pact may ease Norway’s support for Chile.", []),  # it only may be
    ("They face tolls that target Norway and Chile, showing how weak the valley is.", ["tolls that target Norway and Chile"]),
    ("It was reportedly a firm that saved the port of Norway.", []),  # its hedge stands before
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_nested(text: str, expected: list[str]) -> None:
    assert found(text) == expected
