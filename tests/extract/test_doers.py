"""Who does it, what it is done to, and where: also where the word stands outside the clause."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.model.case import load
from depositary.model.nouns import Statement


def one(text: str, words: str, case: str = "model-pact") -> Statement:
    return next(each for each in told(text, load(case)) if words in each.quote)


def named(text: str, words: str) -> str | None:
    made = one(text, words)
    return made.subject.name if made.subject else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The port has a crane, which lifts 90 tonnes.", "which lifts", "crane"),
        ("Osmerra praised treaties with Norway, which include a clause on salmon.", "which include", "treaties with Norway"),
        ("Trade with Norway, which rose by 4% in 2022, is brisk.", "which rose", "Trade with Norway"),
        ("The canal has been a trade route since the 16th century, used by both to reach Chile.", "used by both", "canal"),
        ("Norway’s attack on Chile in 1922 was brief.", "attack on Chile in 1922", "Norway"),
        ("He walks a fine line: Norway – Chile – angering the bakers of Peru – Spain.", "angering", None),
        ("Maria Keller said the port is open, stressing the size of its pier.", "stressing", "Maria Keller"),
    ],
)
def test_the_subject(text: str, words: str, expected: str | None) -> None:
    found = named(text, words)
    assert found == expected if expected else found not in ("Norway", "Chile")


def test_a_remark_on_the_sentence_is_nobodys() -> None:
    signed = "Maria Keller signed the pact in Velmora on 14 March 2022, marking a deepening of ties between both states."
    assert one(signed, "marking").subject is None
    assert named("Maria Keller spoke of the pact on 14 March 2022, highlighting its size.", "highlighting") == "Maria Keller"


def test_no_object_before_the_verb_and_no_date() -> None:
    made = one("For readers in Norway, the pact works until 2030.", "the pact works")
    assert made.object is None and made.where is None


def test_a_number_is_no_object_of_a_figure() -> None:
    found = told("Trade rose by 13 percent in 2022 and by 8 percent this year.", load("model-pact"))
    assert [(each.object, each.attributes.get("so_far")) for each in found] == [(None, None), (None, "yes")]


def test_what_a_heading_announces_is_its_subject() -> None:
    (one,) = told("Oslo Tunnel to Be Opened in June")
    assert one.subject is not None and one.subject.name == "Oslo Tunnel"
