"""How a speaker stands to what is said, with the words that weaken it."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.extract.stance import stance_of

RULES = [
    # an obligation requires unless it permits or forbids
    ("obligation", [], "", None, "requires"),
    ("obligation", ["permission"], "", None, "permits"),
    ("obligation", ["prohibition", "permission"], "", None, "forbids"),
    ("obligation", ["negation"], "", None, "forbids"),
    ("obligation", ["denial"], "", None, "requires"),
    # a denial comes before all else
    ("position", ["denial", "likelihood", "demand"], "future", None, "denies"),
    ("event", [], "past", "denies", "denies"),
    ("commitment", ["promise"], "future", "denies", "denies"),
    # demands and promises
    ("position", ["demand", "possibility"], "", None, "demands"),
    ("position", [], "", "demands", "demands"),
    ("event", ["demand"], "past", None, "asserts"),
    ("commitment", ["demand", "promise"], "", None, "promises"),
    ("commitment", ["demand"], "", None, "plans"),
    ("commitment", ["promise"], "", None, "promises"),
    ("commitment", [], "future", None, "plans"),
    ("commitment", ["possibility"], "future", "promises", "promises"),
    # forecasts and doubts
    ("position", ["likelihood"], "", None, "predicts"),
    ("figure", ["expectation"], "", None, "predicts"),
    ("figure", ["plan", "expectation"], "", None, "plans"),
    ("figure", ["promise", "plan"], "", None, "promises"),
    ("status", ["plan"], "present", None, "asserts"),
    ("position", ["expectation", "possibility"], "", None, "predicts"),
    ("position", ["possibility"], "future", None, "supposes"),
    ("event", ["allegation"], "past", None, "supposes"),
    ("position", [], "future", None, "predicts"),
    ("position", [], "present", "predicts", "predicts"),
    ("position", [], "present", "supposes", "supposes"),
    # the rest
    ("event", [], "past", None, "asserts"),
    ("position", ["hedge", "negation"], "present", None, "asserts"),
    ("position", [], "present", "says", "asserts"),
]


@pytest.mark.parametrize(("kind", "cues", "tense", "hint", "expected"), RULES)
def test_the_first_that_fits_wins(kind: str, cues: list[str], tense: str, hint: str | None, expected: str) -> None:
    assert stance_of(kind, cues, tense, hint) == expected
    assert stance_of(kind, cues[::-1], tense, hint) == expected, "the order of cues does not count"


TOLD = [
    ("Norway promised to open the port by May.", "promises", False),
    ("Norway plans to open the port next year.", "plans", False),
    ("The minister denied that the port had closed.", "denies", False),
    ("The port could close next year.", "supposes", False),
    ("The port allegedly closed.", "supposes", False),
    ("Trade will grow.", "predicts", False),
    ("Trade is expected to grow by 5 percent next year.", "predicts", False),
    ("Norway must open the port, the minister said.", "demands", False),
    ("The minister called on Chile to open the port.", "demands", False),
    ("The port closed in May.", "asserts", False),
    ("Work is underway to construct the second line.", "asserts", False),
    ("The line was to open by May.", "plans", False),
    ("The port has not opened.", "asserts", True),
    ("The port never opened.", "asserts", True),
    ("No agreement was signed in May.", "asserts", True),
    ("Neither side opened the port.", "asserts", True),
]


@pytest.mark.parametrize(("text", "stance", "negated"), TOLD)
def test_stance_and_negation_of_a_sentence(text: str, stance: str, negated: bool) -> None:
    (one,) = told(text)
    assert (one.stance, one.negated) == (stance, negated)


HEDGED = [
    ("The port reportedly closed in May, perhaps for good.", "reportedly; perhaps"),
    ("The port could close next year.", "could"),
    ("The port closed in May.", None),
    ("Perhaps the port closed, or perhaps it burned.", "perhaps"),
    ("The port is closed.", None),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGED)
def test_the_words_that_weaken_it_are_kept_once(text: str, hedge: str | None) -> None:
    assert told(text)[0].hedge == hedge


def test_an_option_is_not_asserted() -> None:
    found = told("Norway has two ways: Firstly, to wait for a new offer from Chile and then to sign it.")
    assert found[-1].stance == "supposes"


def test_to_agree_to_a_thing_is_no_promise_and_to_do_it_may_be() -> None:
    (one,) = told("A report shows that Norway and Chile have agreed to a wide range of cooperation.")
    assert one.stance != "promises"


def test_no_duty_is_no_ban() -> None:
    for text in ("The article does not oblige a party to fight.", "Under the pact, the parties are not required to pay."):
        (one,) = told(text)
        assert (one.kind, one.stance, one.negated) == ("obligation", "asserts", True), text
    (one,) = told("Under the pact, the parties must not pay.")
    assert one.stance == "forbids"
