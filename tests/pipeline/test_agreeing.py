"""What agrees with a claim in part alone is not told to say the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from depositary.model import nouns
from depositary.model.nouns import Entity, Finding, Period, Statement
from depositary.model.record import Record
from depositary.pipeline.agreeing import sober
from factory import document, finding, statement

TREATY = Entity("e_treaty", "Agreement", "Treaty of Velmora")
TEXT = document("The treaty was signed in Velmora. Trade rose by 8 percent.", day="2022-05-01")
SIGNED = statement(TEXT, "The treaty was signed", "event", predicate="sign", attributes={"verb": "sign", "state": "signed"},
                   about=(TREATY.id,))  # fmt: skip
ROSE = statement(TEXT, "Trade rose by 8 percent", "figure", predicate="rise", value=nouns.Quantity(7.95, 8.05, "percent", "8"))


def record(*held: Statement) -> Record:
    return Record({TEXT.id: TEXT}, held, {TREATY.id: TREATY}, ())


def of(one: Statement, **fields: Any) -> Statement:
    """A claim like a statement that is held."""
    return replace(one, id="s_" + "c" * 16, **fields)


def agrees(claim: Statement, held: Statement, check: str = "reconcile.cycles", state: str = "signed") -> Finding:
    return finding(claim, held, check=check, relation="corroborates", reason="What is held says the same.", about=(TREATY.id,),
                   expected={"state": state})  # fmt: skip


def relation(claim: Statement, held: Statement, found: Finding) -> str:
    (made,) = sober(record(held), [claim], [found])
    return made.relation


def test_an_act_that_is_denied() -> None:
    claim = of(SIGNED, negated=True)
    (made,) = sober(record(SIGNED), [claim], [agrees(claim, SIGNED)])
    assert (made.relation, made.reason) == ("contradicts", "The claim denies what is told.")
    assert relation(claim, SIGNED, agrees(claim, SIGNED, state="stalled")) == "corroborates", "it was not signed but put off"
    assert relation(of(SIGNED, negated=True, stance="denies"), SIGNED, agrees(claim, SIGNED)) == "corroborates"


def test_the_same_act_in_another_place() -> None:
    place = nouns.Term(None, "Ostrand", "Ostrand", 0, 7)
    there = replace(SIGNED, where=replace(place, name="Velmora", literal="Velmora"))
    claim = of(SIGNED, where=place)
    (made,) = sober(record(there), [claim], [agrees(claim, there)])
    assert made.relation == "uncheckable" and made.reason.startswith("The claim names Ostrand, what is held Velmora")
    (made,) = sober(record(SIGNED), [claim], [agrees(claim, SIGNED)])
    assert made.reason == "The claim names Ostrand, what is held no place."
    assert relation(of(SIGNED, where=there.where), there, agrees(claim, there)) == "corroborates"


def test_a_growth_of_another_time() -> None:
    half, year = Period("2025-01-01", "2025-07-01"), Period("2025-01-01", "2026-01-01")
    held = replace(ROSE, measure="growth", when=year)
    claim = of(held, when=half)
    found = agrees(claim, held, "reconcile.figures")
    (made,) = sober(record(held), [claim], [found])
    assert (made.relation, made.difference) == ("unlike", "period") and "2025-06-30" in made.reason
    assert relation(of(held), held, found) == "corroborates"
    assert relation(of(held, when=half, measure="length"), held, found) == "corroborates", "it does not change with the time"


def test_a_number_that_is_denied_says_nothing_of_another() -> None:
    claim = of(ROSE, negated=True)
    found = agrees(claim, ROSE, "reconcile.figures")
    (made,) = sober(record(ROSE), [claim], [found])
    assert (made.relation, made.reason) == ("contradicts", "One tells this number, the other denies it.")
    assert relation(of(ROSE, negated=True, value=nouns.Quantity(7.5, 8.5, "percent", "8")), ROSE, found) == "in_tension"
    assert sober(record(ROSE), [claim], [replace(found, relation="contradicts")]) == []
    assert relation(of(ROSE), ROSE, found) == "corroborates"


def test_what_one_party_did_beside_what_is_said_of_another() -> None:
    held = replace(SIGNED, attributes={"verb": "ratify", "party": "XOS"})
    claim = of(SIGNED, attributes={"verb": "ratify", "party": "XVA"})
    assert sober(record(held), [claim], [agrees(claim, held, state="ratified")]) == []
    assert relation(of(held), held, agrees(claim, held, state="ratified")) == "corroborates"
    assert relation(claim, held, agrees(claim, held)) == "corroborates", "all sign together"
