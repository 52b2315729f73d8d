"""Differences that sentences claim, held against the network; journeys and published claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import factory
from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model.case import load
from depositary.model.nouns import Finding, Quantity
from depositary.model.record import Record
from depositary.network import Network
from depositary.network.checks.differences import differences
from depositary.network.checks.lengths import lengths
from depositary.network.checks.levels import levels
from depositary.network.journeys import stretch, taken, told
from depositary.network.pairs import beside
from depositary.network.published import judged
from depositary.network.routes import routes_of
from depositary.network.said import Comparison
from depositary.views import claim as claim_view
from depositary.views.desks import desk_of

FLAGSHIP = load("russia-iran")


def found(text: str, check: Any = differences, kind: str = "position", **fields: Any) -> list[Finding]:
    doc = factory.document(text, "a.txt")
    one = factory.statement(doc, text.removesuffix("."), kind, **fields)
    return list(check(Record({doc.id: doc}, [one], case=FLAGSHIP)))


VERDICTS = [
    # text, relation, difference
    ("The corridor takes 20 days less than Suez.", "depends", "baseline"),
    ("The corridor takes 20 days less.", "depends", "no_baseline"),
    ("The corridor takes 200 days less than Suez.", "refutes", "contradiction"),
    ("The corridor is twice as cheap as the Suez route.", "refutes", "contradiction"),
    ("The Cape route takes 3 days longer than Suez.", "supports", "none"),
    ("The Cape route takes 300 days longer than Suez.", "overstates", "contradiction"),
    ("The corridor is half as long as the Suez route.", "depends", "baseline"),
    ("The corridor is 5,000 km shorter than the Suez route.", "refutes", "contradiction"),
    ("The corridor takes 20 days less than by air.", "uncheckable", "no_baseline"),
    ("The Cape route takes 12 days longer.", "uncheckable", "no_baseline"),
]


@pytest.mark.parametrize(("text", "relation", "difference"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_a_difference_is_judged(text: str, relation: str, difference: str) -> None:
    (made,) = found(text)
    assert (made.relation, made.difference) == (relation, difference)
    assert "it plans no shipment" in made.steps[-1] and made.expected in text
    if relation != "uncheckable":
        assert "network as of 2026-11-22" in (made.coverage or "") and "Nhava Sheva to" in (
            made.coverage or ""
        )
        assert ("the baseline is not named" in (made.coverage or "")) == (difference == "no_baseline")
        assert len(made.observed or ()) == sum("beside" in step for step in made.steps)
    else:
        assert "by air" in made.reason or "not than what" in made.reason


def test_sides_may_be_turned() -> None:
    """ "The Suez route takes longer" says of the corridor that it takes less: the same pairings, the other way round."""
    (one,), (other,) = (
        found("The corridor takes 5 days less than the Suez route."),
        found("The Suez route takes 5 days more than the corridor."),
    )
    assert one.relation == other.relation and sorted(one.observed or ()) == sorted(other.observed or ())
    assert other.reason.startswith("By the values held the Suez route is")
    (made,) = found(
        "The Suez route is 96% longer than the corridor.", lengths, "figure",
        value=Quantity(95.5, 96.5, "percent", "96%"), attributes={"comparison": "longer"},
    )  # fmt: skip
    assert made.relation == "depends" and min(made.observed or (0,)) > 0


def test_a_baseline_that_is_not_named_may_be_told_of() -> None:
    (made,) = found("The sea route is three times slower than the corridor.")
    assert made.reason.startswith("By the values held the Suez route is") and made.difference == "no_baseline"
    (made,) = found("The sea route takes 40 days and the corridor takes 20.")
    assert "40 days said of the Suez route: 18 to 26 computed at the best values" in made.steps
    (made,) = found(
        "The sea route is 50% longer than the corridor.", lengths, "figure",
        value=Quantity(49.5, 50.5, "percent", "50%"), attributes={"comparison": "longer"},
    )  # fmt: skip
    assert (made.relation, made.difference) == ("depends", "no_baseline") and min(made.observed or (0,)) > 0
    (made,) = found("The Cape route takes 3 days longer than the sea route.")
    assert (made.relation, made.difference) == ("supports", "none") and "not named" in (made.coverage or "")


def test_levels_are_told_and_differences_are_none() -> None:
    (made,) = found("The corridor takes 20 days instead of 40.")
    assert "20 days said of the North-South corridor: 17 to 25 computed at the best values" in made.steps
    assert "By its own days: 50 % less" in made.steps
    days = {"value": Quantity(20, 20, "day", "20 days"), "measure": "duration"}
    for text in (
        "The corridor takes 20 days less than Suez.",
        "The journey by the corridor is 20 days shorter.",
    ):
        assert not found(text, levels, "figure", **days)
    other = {"value": Quantity(50, 50, "day", "50 days"), "measure": "duration"}
    assert not found(
        "The journey takes 50 days by sea and 20 days by the corridor.", levels, "figure", **other
    )


def test_what_is_denied_or_copied_is_no_claim() -> None:
    text = "The corridor takes 20 days less than Suez."
    assert found(text) and not found(text, negated=True) and not found(text, stance="denies")
    assert not found("The corridor does not take 20 days less than Suez.")


def test_a_sentence_is_judged_once() -> None:
    text = "The corridor takes 20 days less than Suez, and costs more."
    doc = factory.document(text, "a.txt")
    both = [
        factory.statement(doc, text.removesuffix("."), "position"),
        factory.statement(doc, text[:41], "event"),
    ]
    assert len(list(differences(Record({doc.id: doc}, both, case=FLAGSHIP)))) == 1


def test_a_gap_is_the_difference_of_the_totals() -> None:
    """At best values, and never more chance for more days; stretched by the longest journey some more are possible."""
    routes = routes_of(FLAGSHIP)
    assert routes is not None
    mine, theirs = (
        [way for way in routes.ways if way.id == name]
        for name in ("instc-west-moscow", "suez-stpetersburg-moscow")
    )
    last = 1.1
    for days in (-5.0, 0.0, 5.0, 10.0, 20.0, 40.0):
        (pair,) = beside(
            Comparison("time", -1, "faster", f"{days:g}", days, days, "day"), mine, theirs, routes
        )
        assert pair.chances is not None and pair.chances[0] <= pair.chances[1] <= pair.chances[2]
        assert pair.chances[1] <= last and pair.low <= pair.best <= pair.high
        last = pair.chances[1]


def test_journeys_are_told_beside_what_is_computed() -> None:
    net = Network.load("russia-iran")
    held = {one.journey.id: one for one in taken(net)}
    assert len(held) == len(net.tables.journeys) == 7
    for one in held.values():
        assert one.least <= one.days <= one.most and one.ratio == pytest.approx(
            (one.published.best or 0) / one.days
        )
    assert "L027" in held["J1"].links and "L052" in held["J2"].links and "L125" in held["J7"].links, (
        "as they went"
    )
    assert [one for one in held if not held[one].within] == ["J3", "J5"]
    assert (
        stretch(net)[0] == 1.0 and min(stretch(net)) < 1 < max(stretch(net)) < 2 and "7 journeys" in told(net)
    )
    pact = Network.load("model-pact")
    assert not taken(pact) and stretch(pact) == (1.0,) and not told(pact)


def test_published_claims_are_held_against_the_network() -> None:
    net = Network.load("russia-iran")
    made = list(judged(net))
    rows = {(one.id, one.measure): one for one in made}
    assert len({one.id for one in made}) == len(net.tables.claims) == 72
    assert all(one.source and one.why for one in made)
    told = {
        "supports": ["K016 length", "K019 length"],
        "refutes": ["K012 length", "K033 time", "K057 opens"],
        "depends": ["K001 distance", "K041 volume"],
        "overstates": ["K021 distance", "K043 volume"],
        "uncheckable": ["K038 time", "K003 saving", "K035 time"],
    }
    for verdict, names in told.items():
        for name in names:
            assert rows[tuple(name.split())].verdict == verdict, name
    assert not list(judged(Network.load("model-pact")))


TYPED = [
    ("20 days less than Suez", "depends"),
    ("The corridor emits 30% less CO2 than the Suez route.", "depends"),
    ("Transport by the corridor costs half as much as by Suez.", "refutes"),
    ("The North-South corridor cut shipping time by 300 days.", "refutes"),
    ("The corridor takes 20 days less than by air.", "uncheckable"),
]


def test_a_typed_claim_is_held_whole_where_no_statement_is_made_of_it(tmp_path: Path) -> None:
    """Also where it names no subject, and where "cut" or "costs" were taken for nouns."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("The North-South corridor is 7,200 km long.", "utf-8")
    pipeline.build(tmp_path / "texts", tmp_path / "x.dossier", case="russia-iran", workers=1)
    with Dossier.open(tmp_path / "x.dossier") as dossier:
        for claim, relation in TYPED:
            said, made = pipeline.check_claim(dossier, claim)
            told = [one for one in made if one.check == "network.differences"]
            assert [one.relation for one in told] == [relation], claim
            assert said and all(one.id in told[0].statements for one in said[:1])
            verdict = claim_view.verdict(desk_of(dossier), claim, said, made)
            steps = [step for part in verdict.sections for entry in part.entries for step in entry.steps]
            assert (sum("beside" in step for step in steps) == 11) == (relation != "uncheckable")


def test_one_load_that_one_source_tells_of_refutes_nothing_that_the_values_leave_open() -> None:
    text = "A box from Nhava Sheva to Moscow costs $3,900 by the corridor and $3,100 by the Suez route."
    study = factory.document(text, "study.txt")
    claim = factory.document("The corridor is 30% cheaper than the Suez route.", "claim.txt")
    prices = [
        factory.statement(study, words, "figure", value=factory.quantity(number, "USD"), speaker="A study")
        for words, number in zip(text.removesuffix(".").split(" and "), (3900, 3100), strict=True)
    ]
    said = factory.statement(
        claim, "The corridor is 30% cheaper", "figure", value=factory.quantity(30, "percent", "30%"),
        attributes={"comparison": "cheaper"},
    )  # fmt: skip
    record = Record({one.id: one for one in (study, claim)}, [said, *prices], case=FLAGSHIP)
    (made,) = [one for one in lengths(record) if one.statements[0] == said.id]
    assert (made.relation, made.difference) == ("depends", "reporter") and len(made.statements) == 3
    assert made.reason.endswith("30% cheaper is claimed, which by the values held may be.")
