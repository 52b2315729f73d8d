"""Who is named with a statement, and what that means for its parts and its scope."""

from __future__ import annotations

import pytest
from extracting import page, told

from depositary.extract.assign import Assigner, Company
from depositary.extract.clauses import propositions
from depositary.extract.company import company
from depositary.model.case import Case, load


@pytest.fixture(scope="module")
def pact() -> Case:
    return load("model-pact")


def of(text: str, case: Case) -> Company:
    """The company of the first proposition of a text."""
    made = page(text, case)
    paragraph, sentence = next(made.sentences())
    return company(made, next(propositions(paragraph, sentence)))


NAMED = [
    ("Verania sold gas to Osmerra.", {"XVA", "XOS"}, set()),
    ("Norway attacked Chile.", set(), {"NOR", "CHL"}),
    ("The Veranian foreign ministry praised Norway.", {"XVA"}, {"NOR"}),  # a body stands for its state
    ("The Velmora Sample Wire told it first.", set(), set()),  # where the press sits says nothing
]


@pytest.mark.parametrize(("text", "parties", "others"), NAMED)
def test_states_are_told_from_names(pact: Case, text: str, parties: set[str], others: set[str]) -> None:
    found = of(text, pact)
    assert (found.parties, found.others) == (parties, others)


def test_a_war_of_two_other_states_is_no_part_of_the_system(pact: Case) -> None:
    (one, *_) = told(
        "Norway launched an attack on Chile in March 2020 and its troops crossed the border.", pact
    )
    assert one.parts == () and one.scope == "context"


def test_an_attack_on_a_party_is(pact: Case) -> None:
    one = told(
        "Verania and Osmerra said that an attack by Norway would be met with troops of both states.", pact
    )[-1]
    assert one.parts == ("security",) and one.scope == "core"


def test_one_party_with_others_tells_of_the_system_only_where_the_other_party_is_named() -> None:
    aside = Company(frozenset({"XVA"}), frozenset({"NOR"}), frozenset({"XVA"}), frozenset({"NOR"}))
    with_both = Company(frozenset({"XVA"}), frozenset({"NOR"}), frozenset({"XVA", "XOS"}), frozenset({"NOR"}))
    assert aside.outside and not with_both.outside and not Company().outside


def test_what_it_is_about_is_not_crowded_out(pact: Case) -> None:
    assign = Assigner(pact)
    listed = "trade, exports, imports, students, university, teachers, payments, settlement, gas, pipeline"
    assert "treaty" in assign.parts(listed, listed, ("verania-osmerra-2022",), None)


AGREEMENTS = [
    ("Verania and Osmerra met. The treaty covers trade.", True),
    ("Verania and Osmerra met. Norway may have struck a deal on trade.", False),  # another state's
    ("Verania and Osmerra met. The capital hopes to negotiate a deal on trade.", False),  # any deal
    ("Verania and Osmerra are eager to sign a treaty on trade.", True),
]


@pytest.mark.parametrize(("text", "meant"), AGREEMENTS)
def test_a_bare_noun_means_the_agreement_followed_only_where_safe(pact: Case, text: str, meant: bool) -> None:
    assert (pact.by_key["verania-osmerra-2022"].id in told(text, pact)[-1].about) is meant


TOLD_BY = [
    ("Experts say that the railway between Verania and Osmerra will be dear.", True),
    ("Local media reported that the railway between Verania and Osmerra is dear.", True),
    ("The Velmora Sample Wire reported that the railway between Verania and Osmerra is dear.", True),
    ("The transport minister of Verania said that the railway to Osmerra is dear.", False),
]


@pytest.mark.parametrize(("text", "comment"), TOLD_BY)
def test_what_experts_and_the_press_say_is_comment_too(pact: Case, text: str, comment: bool) -> None:
    one = told(text, pact)[-1]
    assert "railway" in one.parts and ("commentary" in one.parts) is comment
