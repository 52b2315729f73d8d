"""States by party, units, roles, firmness and measures of what is told, by the case of two states that do not exist."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.extract.firmness import firmness
from depositary.extract.units import section, units
from depositary.model.case import Case, load
from depositary.model.nouns import Statement


@pytest.fixture(scope="module")
def pact() -> Case:
    return load("model-pact")


def last(text: str, case: Case) -> Statement:
    return told(text, case)[-1]


def state(one: Statement) -> str:
    return one.predicate if one.kind == "status" else str(one.attributes.get("state", ""))


def roles(one: Statement) -> dict[str, str]:
    return {role.name: role.text for role in one.roles}


OPENING = "Verania and Osmerra negotiated a treaty of friendship. "
STATES = [
    ("The Veranian parliament ratified the treaty on 3 May 2022.", "ratified", "XVA"),
    ("The treaty was ratified by the Osmerran parliament in June 2022.", "ratified", "XOS"),
    ("Both parliaments have ratified the treaty.", "ratified", "XOS+XVA"),
    ("The Osmerran parliament on Monday approved the treaty.", "approved", "XOS"),
    ("Verania signed a law on ratification of the treaty in July 2022.", "ratified", "XVA"),
    ("Osmerra submitted the treaty to its parliament in April 2022.", "submitted", "XOS"),
    ("Verania suspended its participation in the treaty in May 2023.", "suspended", "XVA"),
    ("The treaty was extended in 2032.", "extended", ""),
    ("Osmerra denounced the treaty in 2033.", "terminated", "XOS"),
    (
        "Ministers met in Ostrand in May 2022 after the treaty was ratified.",
        "",
        "",
    ),  # not what the verb tells
]


@pytest.mark.parametrize(("text", "reached", "party"), STATES)
def test_a_state_of_an_agreement_carries_the_party(pact: Case, text: str, reached: str, party: str) -> None:
    one = last(OPENING + text, pact)
    assert (state(one), one.attributes.get("party", "")) == (reached, party)


def test_what_replaces_another_is_a_role_and_the_state_is_of_the_other(pact: Case) -> None:
    new, old = pact.by_key["verania-osmerra-2022"], pact.by_key["verania-osmerra-2010"]
    one = last(f"In March 2022 the {new.name} replaced the {old.name}.", pact)
    assert state(one) == "superseded" and one.about == (old.id,)
    assert [role.entity for role in one.roles if role.name == "instrument"] == [new.id]


CEREMONY = [
    ("A groundbreaking ceremony for the Merrow Pass railway was held in May 2022.", "pre_construction"),
    ("The foundation stone of the Merrow Pass railway was laid in May 2022.", "pre_construction"),
    ("The first concrete was poured at the Merrow bridge in May 2022.", "construction"),
    ("Verania began construction of the Merrow Pass railway in May 2022.", "construction"),
]


@pytest.mark.parametrize(("text", "reached"), CEREMONY)
def test_a_ceremony_is_not_construction(pact: Case, text: str, reached: str) -> None:
    assert state(last(text, pact)) == reached


UNITS = [
    ("the second and third units are being built", (2, 3)),
    ("units 2 and 3", (2, 3)),
    ("unit No. 4 of the plant", (4,)),
    ("units 1 to 3", (1, 2, 3)),
    ("the 2nd reactor", (2,)),
    ("two new units", ()),
    ("the second visit", ()),
]


@pytest.mark.parametrize(("text", "numbers"), UNITS)
def test_units_are_numbers(text: str, numbers: tuple[int, ...]) -> None:
    assert units(text) == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the Ostrand-Merrow section was finished", "Ostrand-Merrow"),
        ("a stretch between Ostrand and Merrow", "between Ostrand and Merrow"),
        ("the northern section was finished", "northern section"),
        ("work on phase 2 began", "phase 2"),
        ("at this stage", ""),
    ],
)
def test_sections_keep_their_words(text: str, words: str) -> None:
    assert section(text) == words


FIRM = [
    ("Verania hopes to sign a binding treaty", "plans", 0),
    ("Verania is considering the purchase", "plans", 0),
    ("Verania plans to build the bridge", "plans", 1),
    ("Verania will open the bridge by May", "plans", 1),  # no word of these: a plan
    ("Verania agreed to build the bridge", "promises", 2),
    ("Verania pledged that it will hand over the bridge", "promises", 2),
    ("Verania is legally bound to hand over the bridge", "plans", 3),
    ("Verania has signed a contract to build the bridge", "plans", 3),
]


@pytest.mark.parametrize(("text", "stance", "level"), FIRM)
def test_firmness_follows_the_words(text: str, stance: str, level: int) -> None:
    assert firmness("commitment", stance, text) == level


def test_firmness_of_the_verb_that_reports_and_of_duties() -> None:
    assert firmness("commitment", "plans", "the bridge will open", "promised that") == 2
    assert firmness("obligation", "requires", "shall consult") == 3
    assert (
        firmness("obligation", "permits", "may consult") is None
        and firmness("event", "asserts", "promised") is None
    )


def test_a_commitment_has_bearer_beneficiary_due_and_condition(pact: Case) -> None:
    one = last("Verania will supply gas to Osmerra by the end of 2026 if the price is agreed.", pact)
    assert roles(one) == {
        "bearer": "Verania",
        "beneficiary": "Osmerra",
        "condition": "if the price is agreed",
    }
    assert one.due is not None and one.due.end == "2027-01-01" and one.firmness == 1


def test_a_commitment_may_wait_for_something_and_have_a_way_out(pact: Case) -> None:
    one = last(
        "Verania will deliver the engines once the contract is signed, unless Osmerra cancels it.", pact
    )
    assert roles(one)["deferral"].startswith("once") and roles(one)["exception"].startswith("unless")


def test_a_delivery_has_a_giver_and_a_receiver(pact: Case) -> None:
    one = last("Verania delivered the first batch of engines to Osmerra in 2024.", pact)
    assert roles(one) == {"bearer": "Verania", "beneficiary": "Osmerra"}


MEASURES = [
    ("Norway imposed sanctions on Verania in 2018.", "Norway", "Verania"),
    ("The exporters fear sanctions imposed by Norway on Osmerra.", "Norway", "Osmerra"),
    ("Osmerra is under heavy Norwegian sanctions.", "Norwegian", "Osmerra"),
    ("Verania faces sanctions.", "", "Verania"),
]


@pytest.mark.parametrize(("text", "by", "on"), MEASURES)
def test_a_measure_has_who_and_on_whom(pact: Case, text: str, by: str, on: str) -> None:
    found = roles(last(text, pact))
    assert (found.get("bearer", ""), found.get("counterpart", "")) == (by, on)


def test_a_body_has_its_duty_and_how_often(pact: Case) -> None:
    found = roles(last("The Joint Commission meets annually.", pact))
    assert found["bearer"].endswith("Joint Commission") and found["frequency"] == "annually"


WAITING = [
    ("Once the Veranian parliament ratifies the treaty, ministers will meet in Ostrand.", "supposes"),
    ("Once the Veranian parliament ratified the treaty, ministers met in Ostrand.", "asserts"),
]


@pytest.mark.parametrize(("text", "stance"), WAITING)
def test_what_has_to_come_first_is_not_told_as_done(pact: Case, text: str, stance: str) -> None:
    found = [one for one in told(OPENING + text, pact) if state(one) == "ratified"]
    assert [one.stance for one in found] == [stance]


IT = [
    ("Verania ratified the treaty in May 2022. Osmerra ratified it in June 2022.", True),
    (
        "Verania and Norway signed their treaty in May 2022. Osmerra ratified it in June 2022.",
        False,
    ),  # of another state
]


@pytest.mark.parametrize(("text", "meant"), IT)
def test_a_state_told_of_it_is_of_the_agreement_before(pact: Case, text: str, meant: bool) -> None:
    told_of = told("Verania and Osmerra met in Ostrand.\n\n" + text, pact)[-1].about
    assert (pact.by_key["verania-osmerra-2022"].id in told_of) is meant


def test_a_term_that_is_extended_is_a_figure_with_a_state(pact: Case) -> None:
    one = last("The treaty between Verania and Osmerra was extended by five years in 2032.", pact)
    assert one.kind == "figure" and one.attributes["state"] == "extended"


def test_a_body_is_responsible_for_something(pact: Case) -> None:
    found = roles(last("The Joint Commission is responsible for trade between Verania and Osmerra.", pact))
    assert found["action"].startswith("is responsible for trade")


def test_each_of_two_bearers_is_a_role_of_its_own(pact: Case) -> None:
    one = last("Both Verania and Osmerra are determined to build the bridge by 2027.", pact)
    assert [role.text for role in one.roles if role.name == "bearer"] == [
        "Verania",
        "Osmerra",
    ] and one.firmness == 2
