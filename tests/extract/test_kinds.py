"""The examples of every kind are tests: each file of the ontology says what is of its kind and what is not."""

from __future__ import annotations

import pytest
from extracting import page, told

from depositary.extract.kinds import kind_of, rules, weigh
from depositary.extract.statements import statements
from depositary.model.nouns import KINDS
from depositary.model.ontology import ontology

EXAMPLES = [
    (kind, is_one, sentence)
    for kind, term in ontology().kinds.items()
    for key, is_one in (("is", True), ("is_not", False))
    for sentence in term.body.get(key, ())
]


def kinds_of(kind: str, sentence: str) -> set[str]:
    """Kinds of the statements of a document that holds this sentence only; obligations stand in the text of a treaty."""
    if kind != "obligation":
        return {one.kind for one in told(sentence)}
    return {one.kind for one in statements(page(f"Ferry Treaty\n\nArticle 1\n{sentence}\n", kind="treaty"))}


@pytest.mark.parametrize(("kind", "is_one", "sentence"), EXAMPLES)
def test_an_example_is_of_its_kind(kind: str, is_one: bool, sentence: str) -> None:
    found = kinds_of(kind, sentence)
    assert found == {kind} if is_one else kind not in found, found


def test_every_kind_has_two_that_are_and_one_that_is_not() -> None:
    for kind, term in ontology().kinds.items():
        assert len(term.body["is"]) >= 2 and len(term.body["is_not"]) >= 1, kind


def test_a_duty_outside_a_treaty_is_none() -> None:
    assert "obligation" not in {one.kind for one in told("The two sides shall consult each year, the paper writes.")}


def test_without_marks_the_most_cautious_kind_is_taken() -> None:
    kind, sure = kind_of(set())
    assert (kind, sure) == ("position", 0.5)


def test_weights_add_up_and_a_barred_mark_stops_a_rule() -> None:
    marks: set[str] = set()
    for needed, barred, weight in rules()["commitment"]:
        if barred:
            assert weigh(set(needed))["commitment"] - weigh(set(needed) | set(barred))["commitment"] >= weight - 4
            marks |= needed
    assert marks, "some rule of the file has a mark that bars it"
    assert set(weigh(marks)) == set(KINDS)


def test_the_further_a_kind_wins_the_surer_it_is() -> None:
    weak, strong = kind_of({"money"}), kind_of({"percent"})
    assert weak[0] == strong[0] == "figure" and 0.5 < weak[1] < strong[1] <= 1
