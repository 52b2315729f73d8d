"""Comparisons without a per cent, read from sentences that were written before the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from depositary.network.compared import readings

SENTENCES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("comparisons.yml").read_text("utf-8")
)


@pytest.mark.parametrize("one", SENTENCES, ids=[one["text"] for one in SENTENCES])
def test_a_sentence_is_read(one: dict[str, Any]) -> None:
    found = readings(one["text"])
    told = [[read.measure, read.sign, read.unit, read.low, read.high] for read in found]
    assert told == ([one["reads"]] if one["reads"] else [])
