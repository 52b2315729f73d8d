"""One claim told by eight sources, judged source by source, and in the words that the issue of it turns on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.export.registry import write

SOURCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("corridor_claim.yml").read_text("utf-8")
)
SUEZ = "The North-South corridor is 40% shorter and 30% cheaper than the Suez route."
# The first source once more under another name: a copy.
COPY = 0


@pytest.fixture(scope="module")
def nouns(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    home = tmp_path_factory.mktemp("eight")
    folder = home / "texts"
    folder.mkdir()
    for number, source in enumerate(SOURCES):
        (folder / f"{number}.txt").write_text(source["text"], "utf-8")
    (folder / "copy.txt").write_text(SOURCES[COPY]["text"], "utf-8")
    (folder / "suez.txt").write_text(SUEZ, "utf-8")
    pipeline.build(folder, home / "x.dossier", case="russia-iran", workers=1)
    with Dossier.open(home / "x.dossier") as dossier:
        write(dossier, "jsonl", home / "x.jsonl")
    return [json.loads(line) for line in (home / "x.jsonl").read_text("utf-8").splitlines()]


def found(nouns: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """Findings of the network whose first statement stands in this text."""
    stand = {one["id"]: one["doc_name"] for one in nouns if one["noun"] == "statement"}
    held = [one for one in nouns if one["noun"] == "finding" and one["check"].startswith("network.")]
    return [one for one in held if stand[one["statements"][0]] == name]


@pytest.mark.parametrize("number", range(len(SOURCES)), ids=[one["address"] for one in SOURCES])
def test_every_source_is_judged(nouns: list[dict[str, Any]], number: int) -> None:
    told = {
        (one["check"], one["key"], one["relation"], one["difference"])
        for one in found(nouns, f"{number}.txt")
    }
    assert told == {(f"network.{row[0]}", *row[1:]) for row in SOURCES[number]["verdicts"]}


def test_copies_count_once(nouns: list[dict[str, Any]]) -> None:
    assert not found(nouns, "copy.txt")
    (made,) = [one for one in found(nouns, "0.txt") if one["key"] == "shorter|40%"]
    # Of five texts, two name the study; the copy is the first of them again, and no text.
    assert (
        "said in 4 documents by 3 voices, here from a study of the Indian freight forwarders' federation"
        in made["coverage"]
    )
    assert "the baseline is not named" in made["coverage"]


def test_shorter_than_suez_depends_on_which_and_is_told_in_full(nouns: list[dict[str, Any]]) -> None:
    (made,) = [one for one in found(nouns, "suez.txt") if one["key"] == "shorter|40%"]
    assert (made["relation"], made["difference"]) == ("depends", "baseline")
    assert len(made["steps"]) == 11 + 1, "eleven pairings and what it is good for"

    def share(route: str, base: str) -> float:
        (step,) = [one for one in made["steps"] if route in one and base in one]
        return float(step.rsplit(": ", 1)[1].split()[0])

    for branch in ("western branch to Moscow 6", "trans-Caspian branch to Moscow"):
        assert share(branch, "by St Petersburg") == pytest.approx(56, abs=1)
        assert share(branch, "by Novorossiysk") == pytest.approx(31.5, abs=1)
    for branch in ("western branch to St Petersburg", "trans-Caspian branch to St Petersburg"):
        assert share(branch, "Suez route to St Petersburg") == pytest.approx(49, abs=1)
    assert 41 <= share("eastern branch to St Petersburg", "Suez route to St Petersburg") <= 42
    assert "only North-South corridor, eastern branch to St Petersburg" in made["reason"]
    assert "the claim does not say it means that" in made["reason"]


def test_cheaper_than_suez_names_load_direction_year_and_assumptions(nouns: list[dict[str, Any]]) -> None:
    (made,) = [one for one in found(nouns, "suez.txt") if one["key"] == "cheaper|30%"]
    assert made["relation"] == "depends"
    assert (
        "12.3 t in 1 container; Nhava Sheva to Moscow" in made["coverage"]
        and "network as of 2026-11-22" in made["coverage"]
    )
    text = "\n".join(made["steps"])
    assert "Conditional on assumptions:" in text and "sea.cost.container: best, high" in text
    assert "30% cheaper below 0.00751 of rail.tariff.model" in text
    published = [step for step in made["steps"] if step.startswith("Published")]
    assert len(published) == 4 and sum("dearer" in step for step in published) == 3


def test_what_is_saved_implies_a_price_that_nobody_published(nouns: list[dict[str, Any]]) -> None:
    (made,) = [one for one in found(nouns, "1.txt") if one["relation"] == "in_tension"]
    assert made["expected"] == 8333 and made["observed"] == [3821, 5976]


def test_every_verdict_says_what_it_is_good_for(nouns: list[dict[str, Any]]) -> None:
    for one in nouns:
        if (
            one["noun"] == "finding"
            and one["check"].startswith("network.")
            and one["difference"] != "measure"
        ):
            assert "it plans no shipment" in one["steps"][-1]
