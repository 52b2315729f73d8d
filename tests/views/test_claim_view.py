"""What a claim is shown with: what was understood, what is held, or why nothing is."""

from __future__ import annotations

from dataclasses import replace

from builders import record, say, thing

from depositary.model import nouns
from depositary.views.agreeing import sober
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


def test_the_same_act_in_another_place_does_not_say_the_same() -> None:
    about, held = (thing("verania-osmerra-2022"),), record().statements[0]
    place = nouns.Term(None, "Ostrand", "Ostrand", 0, 7)
    there = replace(held, where=replace(place, name="Velmora", literal="Velmora"))
    desk = Desk(replace(record(), statements=(there, *record().statements[1:])))
    claim = replace(claimed(), about=about, where=place)
    found = nouns.finding("reconcile.cycles", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.")
    (section,) = verdict(desk, "It was signed in Ostrand.", [claim], [found]).sections
    assert section.title == "Cannot be compared"
    assert section.entries[0].reason.startswith("The claim names Ostrand, what is held Velmora")
    (section,) = verdict(Desk(record()), "It was signed in Ostrand.", [claim], [found]).sections
    assert section.entries[0].reason == "The claim names Ostrand, what is held no place."
    (section,) = verdict(desk, "It was signed in Velmora.", [replace(claim, where=there.where)], [found]).sections
    assert section.title == "Says the same"


def test_an_act_that_is_denied_does_not_say_the_same() -> None:
    held = record().statements[0]
    claim = replace(claimed(), about=(thing("verania-osmerra-2022"),), negated=True)
    found = nouns.finding(
        "reconcile.cycles", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.", about=claim.about,
        expected={"state": "signed"},
    )  # fmt: skip
    desk = Desk(record())
    other = replace(found, expected={"state": "stalled"})
    assert sober(desk, [claim], [other]) == [other], "it was not signed but put off"
    (made,) = sober(desk, [claim], [found])
    assert (made.relation, made.reason) == ("contradicts", "The claim denies what is told.")
    assert sober(desk, [claim], [made]) == [made] and sober(desk, [replace(claim, stance="denies")], [found]) == [found]
    assert verdict(desk, "It was not signed.", [claim], [found]).sections[0].title == "Says otherwise"


def test_a_growth_of_another_time_does_not_say_the_same() -> None:
    half, year = nouns.Period("2025-01-01", "2025-07-01"), nouns.Period("2025-01-01", "2026-01-01")
    held = replace(record().statements[0], kind="figure", measure="growth", when=year)
    desk = Desk(replace(record(), statements=(held,)))
    claim = replace(held, id="s_" + "c" * 16, when=half)
    found = nouns.finding("reconcile.figures", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.")
    (made,) = sober(desk, [claim], [found])
    assert (made.relation, made.difference) == ("unlike", "period") and "2025-06-30" in made.reason
    assert sober(desk, [replace(claim, when=year)], [found]) == [found]
    assert sober(desk, [replace(claim, measure="length")], [found]) == [found], "what does not change with the time"


def test_a_number_that_is_denied_is_not_borne_out_by_it_and_says_nothing_of_another() -> None:
    held = replace(record().statements[0], kind="figure", measure="count", series="treaty.articles/XOS+XVA/stock/2022")
    desk = Desk(replace(record(), statements=(held,)))
    claim = replace(held, id="s_" + "c" * 16, negated=True)
    found = nouns.finding("reconcile.figures", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.")
    (made,) = sober(desk, [claim], [found])
    assert (made.relation, made.reason) == ("contradicts", "One tells this number, the other denies it.")
    near = replace(claim, value=nouns.Quantity(4.15, 4.25, "count", "4.2"))
    assert sober(desk, [near], [found])[0].relation == "in_tension"
    assert sober(desk, [claim], [replace(found, relation="contradicts")]) == []
    assert sober(desk, [replace(claim, negated=False)], [found]) == [found]


def test_what_one_party_did_is_not_held_against_what_is_said_of_another() -> None:
    held = replace(record().statements[0], attributes={"verb": "ratify", "party": "XOS"})
    desk = Desk(replace(record(), statements=(held,)))
    claim = replace(claimed(), attributes={"verb": "ratify", "party": "XVA"})
    found = nouns.finding(
        "reconcile.cycles", "x", "corroborates", (claim.id, held.id), reason="What is held says the same.",
        expected={"state": "ratified"},
    )  # fmt: skip
    assert sober(desk, [claim], [found]) == []
    assert sober(desk, [replace(claim, attributes={"party": "XOS"})], [found]) == [found]
    assert sober(desk, [claim], [replace(found, expected={"state": "signed"})])[0].relation == "corroborates"
