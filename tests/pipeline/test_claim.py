"""One claim of a person, held against the record and never kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pipeline_corpus import built, exported, write

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model.errors import BadArgument


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("claims")
    built(write(home / "in"), home / "a.dossier")
    return home / "a.dossier"


@pytest.fixture
def dossier(target: Path) -> Iterator[Dossier]:
    with Dossier.open(target) as opened:
        yield opened


def test_a_claim_is_held_against_the_network(dossier: Dossier) -> None:
    said, found = pipeline.check_claim(dossier, "The Merrow Pass railway is 40% shorter than the coast road.")
    assert len(said) == 1 and said[0].quote.startswith("The Merrow Pass railway")
    assert "network.lengths" in {one.check for one in found}
    assert all(said[0].id in one.statements and one.reason for one in found)


def test_a_claim_is_held_against_the_text(dossier: Dossier) -> None:
    said, found = pipeline.check_claim(dossier, "The treaty has 19 articles.")
    verdicts = {one.check: one for one in found}
    assert verdicts["treaty.articles"].coverage
    assert all(said[0].id in one.statements for one in found)


@pytest.mark.parametrize(
    ("claim", "relation", "check"),
    [
        ("The Merrow Pass railway is 300 km long.", "contradicts", "reconcile.figures"),
        ("The Merrow Pass railway is 210 km long.", "corroborates", "reconcile.figures"),
        ("The treaty was signed on 19 March 2022.", "contradicts", "reconcile.dates"),
        ("The treaty runs for twenty years.", "contradicts", "reconcile.figures"),
    ],
)
def test_a_claim_is_held_against_what_others_say(demo_dossier: Path, claim: str, relation: str, check: str) -> None:
    with Dossier.open(demo_dossier, readonly=True) as dossier:
        _, found = pipeline.check_claim(dossier, claim)
    assert (relation, check) in {(one.relation, one.check) for one in found}


def test_what_only_agrees_with_the_claim_is_no_second_voice(demo_dossier: Path) -> None:
    with Dossier.open(demo_dossier, readonly=True) as dossier:
        _, found = pipeline.check_claim(dossier, "The treaty has 15 articles.")
    assert found
    assert not any("independent" in one.reason or "voices" in one.reason for one in found)


def test_a_claim_that_nothing_bears_on(dossier: Dossier) -> None:
    said, found = pipeline.check_claim(dossier, "The moon was full over Velmora on 3 May 2022.")
    assert said and not found


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_claim_is_refused(dossier: Dossier, text: str) -> None:
    with pytest.raises(BadArgument, match="no text"):
        pipeline.check_claim(dossier, text)


def test_nothing_of_a_claim_is_kept(dossier: Dossier, target: Path) -> None:
    before = exported(target)
    pipeline.check_claim(dossier, "The treaty has 19 articles.")
    assert exported(target) == before
