"""Claims of so many per cent shorter, held against a table of lengths of a case with invented roads."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

import factory
from depositary.model.case import Case, load
from depositary.model.codec import dumps
from depositary.model.errors import BadCase
from depositary.model.nouns import Document, Finding, Quantity, Statement
from depositary.model.record import Record
from depositary.network.checks.lengths import lengths
from depositary.network.pairs import TOLERANCE
from depositary.network.routes import routes_of

# The pass is 30 % shorter than the shore road, 42 % than the cape road.
ROUTES = """id,name,from,to,via,baseline,length_km,low_km,high_km,source,source_url,note
pass,Pass railway,Arda,Bela,,false,700,,,invented,,
tunnel,Tunnel railway,Arda,Bela,,false,500,490,510,invented,,
shore,Shore road,Arda,Bela,,true,1000,,,invented,,
cape,Cape road,Arda,Bela,,true,1200,1150,1250,invented,,
lake,Lake line,Arda,Cora,,false,300,,,invented,,
coast,Coast line,Dora,Bela,,false,300,,,invented,,
"""
NAMES = """
groups:
  pass: {label: Pass, routes: [pass], terms: [pass railway]}
  rail: {label: Railways, routes: [pass, tunnel], terms: [new railway]}
  lake: {label: Lake, routes: [lake], terms: [lake line]}
  coast: {label: Coast, routes: [coast], terms: [coast line]}
  shore: {label: Shore, routes: [shore], terms: [shore road, old road]}
  cape: {label: Cape, routes: [cape], terms: [cape road, old road]}
  long: {label: Long cape, routes: [cape], terms: [long cape road]}
default_baselines: [shore, cape]
"""


def folder(path: Path, routes: str = ROUTES, names: str = NAMES) -> Path:
    (path / "network").mkdir(parents=True)
    (path / "case.yml").write_text("id: roads\ntitle: Roads\n")
    (path / "parts.yml").write_text("[]\n")
    (path / "network" / "routes.csv").write_text(routes)
    (path / "network" / "names.yml").write_text(names)
    return path


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load(str(folder(tmp_path_factory.mktemp("roads"))))


Claim = tuple[Statement, Document]


def claim(text: str, said: str = "shorter", low: float = 30, high: float | None = None, unit: str = "percent") -> Claim:
    """The claim that a text opens with, up to its number and word."""
    doc = factory.document(text, f"{len(text)}.txt")
    value = Quantity(low, low if high is None else high, unit, f"{low:g}%")
    quote = text[: text.index(said) + len(said)]
    return factory.statement(doc, quote, "figure", value=value, attributes={"comparison": said}), doc


def found(case: Case | None, *claims: Claim) -> list[Finding]:
    return list(lengths(Record({doc.id: doc for _, doc in claims}, [one for one, _ in claims], case=case)))


VERDICTS = [
    # words, per cent, relation, difference, pairings
    ("The pass railway is 30% shorter than the shore road.", "shorter", 30, "supports", "none", 1),
    ("The pass railway is 60% shorter than the shore road.", "shorter", 60, "overstates", "baseline", 1),
    ("The pass railway is 30% shorter than the old road.", "shorter", 30, "depends", "baseline", 2),
    ("The pass railway is 30% shorter.", "shorter", 30, "depends", "no_baseline", 2),
    ("The pass railway is 75% shorter.", "shorter", 75, "overstates", "no_baseline", 2),
    ("The new railway is 50% shorter than the shore road.", "shorter", 50, "depends", "baseline", 2),
    ("The pass railway is 30% longer than the shore road.", "longer", 30, "refutes", "baseline", 1),
    ("The pass railway is 30% cheaper than the shore road.", "cheaper", 30, "uncheckable", "none", 0),
    ("The pass railway is 30% faster than the shore road.", "faster", 30, "uncheckable", "none", 0),
    # a longer name holds a shorter one, which then does not count
    ("The pass railway is 41% shorter than the long cape road.", "shorter", 41, "supports", "none", 1),
]


@pytest.mark.parametrize(("text", "said", "share", "relation", "difference", "pairings"), VERDICTS)
def test_verdicts(roads: Case, text: str, said: str, share: float, relation: str, difference: str, pairings: int) -> None:
    one, doc = claim(text, said, share)
    (made,) = found(roads, (one, doc))
    assert (made.relation, made.difference, len(made.steps)) == (relation, difference, pairings)
    assert made.statements == (one.id,) and made.key == f"{said}|{share:g}%"
    assert made.severity == ("low" if relation in ("supports", "uncheckable") else "medium")
    if pairings:
        assert made.expected == f"{share:g}%" and len(made.observed) == pairings
        assert {cite.kind for cite in made.cites} == {"link"} and {cite.source for cite in made.cites} == {"invented"}
        assert (made.coverage is None) == (difference != "no_baseline"), "a baseline that was taken is told"


def test_what_is_computed_is_shown(roads: Case) -> None:
    (made,) = found(roads, claim("The pass railway is 30% shorter than the shore road."))
    assert made.observed == [30.0]
    assert made.steps == ("Pass railway 700 km beside Shore road 1,000 km: 30.0 % shorter",)
    assert [cite.id for cite in made.cites] == ["pass", "shore"]


def test_a_share_below_nought_is_told_by_the_contrary_word(roads: Case) -> None:
    (made,) = found(roads, claim("The pass railway is 30% longer than the shore road.", "longer"))
    assert made.reason == "By the lengths held the Pass is 30 per cent shorter than the Shore, and not 30% longer."
    assert made.steps == ("Pass railway 700 km beside Shore road 1,000 km: 30.0 % shorter",)


NONE = [
    ("The lake line is 30% shorter than the shore road.", "shorter", "percent"),  # leads elsewhere
    ("The coast line is 30% shorter than the shore road.", "shorter", "percent"),  # comes from elsewhere
    ("The bridge is 30% shorter than the tower.", "shorter", "percent"),  # no route
    ("The shore road is 30% shorter.", "shorter", "percent"),  # a baseline alone
    ("The pass railway is 30 km shorter than the shore road.", "shorter", "km"),
    ("The pass railway is 30% prettier than the shore road.", "prettier", "percent"),
]


@pytest.mark.parametrize(("text", "said", "unit"), NONE)
def test_no_claim_of_a_route(roads: Case, text: str, said: str, unit: str) -> None:
    assert not found(roads, claim(text, said, unit=unit))


def test_only_the_sentence_tells_what_is_meant(roads: Case) -> None:
    (made,) = found(roads, claim("The pass railway is 30% shorter. The cape road is old."))
    assert made.difference == "no_baseline"
    assert not found(roads, claim("It is 30% shorter. The pass railway is new."))


def test_lengths_may_be_off_by_the_tolerance(roads: Case) -> None:
    edge = 100 * (1 - 0.7 * (1 - TOLERANCE) / (1 + TOLERANCE))
    for share, relation in ((edge - 0.2, "supports"), (edge + 0.2, "overstates")):
        (made,) = found(roads, claim("The pass railway is 30% shorter than the shore road.", low=share))
        assert made.relation == relation


def test_a_range_is_held_by_its_ends(roads: Case) -> None:
    (made,) = found(roads, claim("The pass railway is up to 60% shorter than the shore road.", low=0, high=60))
    assert made.relation == "supports"


def test_without_a_network_nothing_is_said(tmp_path: Path) -> None:
    one = claim("The pass railway is 30% shorter than the shore road.")
    assert not found(None, one) and routes_of(None) is None
    path = folder(tmp_path / "bare")
    (path / "network" / "routes.csv").unlink()
    assert not found(load(str(path)), one)


def test_other_kinds_are_left_alone(roads: Case) -> None:
    one, doc = claim("The pass railway is 30% shorter than the shore road.")
    assert not found(roads, (replace(one, kind="position"), doc))
    assert not found(roads, (replace(one, value=None), doc))


def test_names_of_routes_that_the_table_lacks_are_refused(tmp_path: Path) -> None:
    case = load(str(folder(tmp_path / "lost", names=NAMES.replace("[tunnel", "[bridge").replace("[lake]", "[ferry]"))))
    with pytest.raises(BadCase, match="ferry"):
        routes_of(case)


def test_the_order_of_statements_never_changes_the_result(roads: Case) -> None:
    held = [claim(text, said, share) for text, said, share, *_ in VERDICTS]
    lines = set()
    for seed in range(5):
        random.Random(seed).shuffle(held)
        lines.add(tuple(dumps(one) for one in found(roads, *held)))
    # and two that 30% is said of length in a claim that does not simply hold, of time in another
    assert len(lines) == 1 and len(next(iter(lines))) == len(VERDICTS) + 2


def test_the_routes_that_are_meant_are_named(roads: Case) -> None:
    (made,) = found(roads, claim("The pass railway is 60% shorter than the shore road.", low=60))
    assert made.reason == "By the lengths held the Pass is 30 per cent shorter than the Shore, and not 60% shorter."
    (made,) = found(roads, claim("The pass railway is 30% cheaper than the shore road.", "cheaper"))
    assert made.reason.startswith("Whether the Pass is 30% cheaper than the Shore cannot be checked here")


def test_the_second_half_of_a_sentence_has_the_subject_of_the_first(roads: Case) -> None:
    text = "The pass railway is 40% shorter and 30% cheaper than the shore road."
    doc = factory.document(text, "a.txt")
    value = Quantity(30, 30, "percent", "30%")
    half = "30% cheaper than the shore road"
    one = factory.statement(doc, half, "figure", value=value, attributes={"comparison": "cheaper"})
    (made,) = found(roads, (one, doc))
    assert made.reason.startswith("Whether the Pass is 30% cheaper than the Shore")


PRICES = [
    # by the pass railway, by the shore road, said, per cent, relation
    (700, 1000, "cheaper", 30, "supports"),
    (900, 1000, "cheaper", 30, "overstates"),
    (1200, 1000, "cheaper", 30, "refutes"),
    (1300, 1000, "dearer", 30, "supports"),
    (800, 1000, "dearer", 30, "refutes"),
]


@pytest.mark.parametrize(("by_route", "by_base", "said", "share", "relation"), PRICES)
def test_a_claim_of_cost_is_held_against_what_others_say_it_costs(
    roads: Case, by_route: int, by_base: int, said: str, share: float, relation: str
) -> None:
    one, doc = claim(f"The pass railway is {share}% {said} than the shore road.", said, share)
    costs = priced(by_route, by_base, "A study")
    (made,) = found(roads, (one, doc), *costs)
    assert made.relation == relation and made.statements == (one.id, *(each.id for each, _ in costs))
    assert made.coverage == "one load, told by one source"
    (turned,) = found(roads, *reversed(costs), (one, doc))
    assert dumps(turned) == dumps(made)


PRICED = "A load costs ${} by the pass railway and ${} by the shore road."


def priced(by_route: int, by_base: int, name: str, text: str = PRICED) -> list[Claim]:
    words = text.format(by_route, by_base)
    doc = factory.document(words, f"{name}.txt")
    halves = words.removesuffix(".").split(" and ")
    return [
        (factory.statement(doc, half, "figure", value=factory.quantity(number, "USD"), speaker=name), doc)
        for half, number in zip(halves, (by_route, by_base), strict=True)
    ]


def test_costs_of_two_sentences_or_of_whoever_claims_are_no_measure(roads: Case) -> None:
    one, doc = claim("The pass railway is 30% cheaper than the shore road.", "cheaper")
    (made,) = found(roads, (replace(one, speaker=factory.speaker("A study")), doc), *priced(1200, 1000, "A study"))
    assert made.relation == "uncheckable", "nobody is held against himself"
    apart = priced(1200, 1000, "A study", "A load costs ${} by the pass railway. It is and ${} by the shore road.")
    (made,) = found(roads, (one, doc), *apart)
    assert made.relation == "uncheckable"
