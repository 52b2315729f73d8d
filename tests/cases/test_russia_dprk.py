"""The second real case, built from six short documents: it is guessed, its parts are filled, conflicts and claims are found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import depositary
from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model import case as cases
from depositary.model.nouns import Finding, Statement
from depositary.model.settings import DATA
from depositary.pipeline.guessing import guess_case
from depositary.read.folder import walk
from depositary.read.registry import Source
from depositary.views.lines import Desk
from depositary.views.questions import answers

HERE = Path(__file__).parent / "russia-dprk"
DOCUMENTS = HERE / "documents"
CASE = cases.load("russia-dprk")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    target = tmp_path_factory.mktemp("second") / "a.dossier"
    pipeline.build(DOCUMENTS, target, case="russia-dprk", workers=1)
    with Dossier.open(target, readonly=True) as store:
        yield Desk(store.record(CASE))


def found(desk: Desk, check: str, relation: str) -> list[tuple[Finding, list[Statement]]]:
    rows = [one for one in desk.record.findings if (one.check, one.relation) == (check, relation)]
    return [(one, [desk.record.by_id[name] for name in one.statements]) for one in rows]


@pytest.mark.parametrize(("folder", "name"), [
    (DOCUMENTS, "russia-dprk"),
    (DATA / "demo" / "partnership", "russia-iran"),
    (DATA / "demo" / "model-pact", "model-pact"),
])  # fmt: skip
def test_each_corpus_is_guessed_to_be_of_its_own_case(folder: Path, name: str) -> None:
    assert guess_case(one for one in walk(folder) if isinstance(one, Source)) == name


def test_parts_are_filled(desk: Desk) -> None:
    filled = {part.id for part in CASE.parts if desk.by_part.get(part.id)}
    assert {"treaty", "defence", "deployment", "bridge", "railway", "trade", "sanctions", "contacts"} <= filled


def test_two_lengths_of_the_bridge_contradict_each_other(desk: Desk) -> None:
    told = [{one.value.literal for one in held if one.value} for _, held in found(desk, "reconcile.figures", "contradicts")]
    assert {"850 metres", "1,005 metres"} in told


def test_a_column_says_more_than_the_network_holds(desk: Desk) -> None:
    ((finding, _),) = found(desk, "network.lengths", "overstates")
    assert "6 per cent shorter" in finding.reason


def test_a_claim_on_the_treaty_is_held_against_the_articles_held(desk: Desk) -> None:
    ((finding, held),) = found(desk, "treaty.claims", "refutes")
    assert held[0].speaker is not None and held[0].speaker.name == "Maria Zakharova"
    assert finding.coverage is not None and "5 of 23 articles: 3-5, 8, 22" in finding.coverage


def test_the_articles_are_those_of_the_treaty_followed(desk: Desk) -> None:
    followed = CASE.agreement
    assert followed is not None
    duties = [one for one in desk.record.statements if one.kind == "obligation"]
    assert len(duties) >= 5 and all(followed.id in one.about for one in duties)


def test_a_family_name_that_stands_first_is_the_leader_named_before(desk: Desk) -> None:
    (said,) = [one for one in desk.record.statements if one.quote.startswith("relations had been raised")]
    assert said.speaker is not None and said.speaker.name == "Kim Jong Un"


@pytest.mark.parametrize(("part", "ask", "known"), [
    ("treaty", "On which day did it enter into force?", True),
    ("treaty", "How can a party leave it?", False),
    ("defence", "Must one state help the other when it is attacked?", True),
    ("bridge", "When is the bridge to be ready?", True),
    ("bridge", "Is it open to traffic?", False),
    ("railway", "How much coal went by it?", False),
    ("trade", "How large was trade in 2023?", True),
])  # fmt: skip
def test_questions_are_answered_or_told_to_be_open(desk: Desk, part: str, ask: str, known: bool) -> None:
    (answer,) = [one for one in answers(desk, CASE.part(part)) if one.ask == ask]
    assert answer.known is known


def test_every_marker_is_a_fact_with_an_address_and_every_fact_is_told() -> None:
    facts = {row["id"]: row for row in map(json.loads, (HERE / "facts.jsonl").read_text(encoding="utf-8").splitlines())}
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.*")) if path.suffix != ".csv"]
    told = {mark for text in texts for mark in re.findall(r"\[([NR]\d+)\]", text)}
    assert told == set(facts)
    assert all(row["url"].startswith("https://") or row["url"].startswith("http://") for row in facts.values())
    assert all("ritten for testing" in text for text in texts)


def test_every_row_of_the_case_names_its_source() -> None:
    for thing in CASE.entities:
        props = thing.props
        rows = props.get("facts") or [props]
        assert thing.schema == "Person" or all(row.get("url") or row.get("source_url") for row in rows), thing.name


def test_the_package_lists_it() -> None:
    assert depositary.load("russia-dprk").title == "The partnership of North Korea and Russia"
