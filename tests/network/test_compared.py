"""Comparisons without a per cent, read from sentences that were written before the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depositary.model.case import load
from depositary.network.compared import heart, readings, sided
from depositary.network.routes import routes_of

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("comparisons.yml").read_text("utf-8")
)


ALONE = [one for one in SENTENCES if "reads" in one]
BESIDE = [one for one in SENTENCES if "sided" in one]


@pytest.mark.parametrize("one", ALONE, ids=[one["text"] for one in ALONE])
def test_a_sentence_is_read(one: dict[str, Any]) -> None:
    found = readings(one["text"])
    told = [[read.measure, read.sign, read.unit, read.low, read.high] for read in found]
    assert told == ([one["reads"]] if one["reads"] else [])


@pytest.mark.parametrize("one", BESIDE, ids=[one["text"] for one in BESIDE])
def test_two_ways_side_by_side_are_read_where_their_names_differ(one: dict[str, Any]) -> None:
    routes = routes_of(load("russia-iran"))
    assert routes is not None

    def names(text: str) -> set[str]:
        return {group.id for group in routes.named(text)} or ({"usual"} if routes.says_usual(text) else set())

    found = sided(one["text"], names)
    told = [[read.measure, read.sign, read.unit, read.low, read.high] for read in found]
    assert told == ([one["sided"]] if one["sided"] else [])


def test_the_heart_of_a_claim_begins_with_its_number() -> None:
    for text in ("20 days less than Suez", "twice as fast as Suez", "half as long as Suez", "three times faster than by sea"):
        assert heart(text)
    for text in ("The corridor takes 20 days less than Suez", "cuts the journey by 20 days", "20 days", "20 days instead of 40"):
        assert not heart(text)
