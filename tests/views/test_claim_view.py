"""What a claim is shown with: what was understood, what is held, or why nothing is."""

from __future__ import annotations

from dataclasses import replace

from builders import record, say, thing

from depositary.model import nouns
from depositary.views.claim import verdict
from depositary.views.lines import Desk
from depositary.views.render import render


def page(claim: str, claimed: list[nouns.Statement], found: list[nouns.Finding]) -> str:
    return render("claim.txt.j2", verdict=verdict(Desk(record()), claim, claimed, found), width=80)


def claimed(**fields: object) -> nouns.Statement:
    return say("signing.txt", "signed a treaty of friendship", "event", predicate="support",
        attributes={"verb": "sign", "state": "signed"}, **fields)  # fmt: skip


def test_what_is_held_stands_with_the_conflicts_it_stands_in_already() -> None:
    claim, held = claimed(about=(thing("verania-osmerra-2022"),)), record().statements[0]
    found = nouns.finding("reconcile.dates", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.")
    shown = page("It was signed.", [claim], [found])
    conflict = Desk(record()).cite.id(record().findings[0].id)
    assert "understood: event, signed" in " ".join(shown.split())
    assert f"contested \\[{conflict}]" in " ".join(shown.split())
    assert "Says the same" in shown and "Says otherwise" not in shown


def test_a_sentence_about_nothing_that_is_followed_is_not_understood() -> None:
    assert page("Cats sleep.", [claimed()], []).count("Not understood") == 1
    shown = " ".join(page("Hm.", [], []).split())
    assert "Not understood" in shown and "“The treaty was signed on 2022-03-14.”" in shown, "the example is of the case followed"


def test_a_claim_on_what_is_followed_with_nothing_to_hold_it_against_says_that() -> None:
    shown = page("It was signed.", [replace(claimed(), about=(thing("verania-osmerra-2022"),))], [])
    assert "Nothing could be held against it" in " ".join(shown.split()) and "Not understood" not in shown
    assert "Nearest on record, not compared" in shown


def test_what_cannot_be_compared_is_not_told_as_explained() -> None:
    claim, held = claimed(about=(thing("verania-osmerra-2022"),)), record().statements[0]
    found = nouns.finding("reconcile.figures", "x", "uncheckable", (claim.id, held.id), reason="The year of one is not known.")
    shown = page("It was signed.", [claim], [found])
    assert "Cannot be compared" in shown and "Explained by" not in shown
