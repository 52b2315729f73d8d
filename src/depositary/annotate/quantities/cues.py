"""The words around numbers (`data/cues/en/quantities.yml`), loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Cues:
    """Bound words by their last words, and sets of words."""

    bounds: Mapping[str, str]
    after: Mapping[str, str]
    up: frozenset[str]
    down: frozenset[str]
    comparatives: frozenset[str]
    share: frozenset[str]
    labels: frozenset[str]
    stops: frozenset[str]
    plurals: frozenset[str]
    people: frozenset[str]
    counted: frozenset[str]
    ranked: frozenset[str]
    function: frozenset[str]
    per: frozenset[str]
    adverbs: Mapping[str, str]
    spans: Mapping[str, str]


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of a language."""
    body = read_yaml(DATA / "cues" / lang / "quantities.yml")
    bounds = {
        str(words): name for name, listed in body["bounds"].items() for words in listed if name != "strict"
    }
    after = {str(words): name for name, listed in body["after"].items() for words in listed}
    maps = {"bounds": bounds, "after": after, "adverbs": body["adverbs"], "spans": body["spans"]}
    sets = {one.name: frozenset(map(str, body[one.name])) for one in fields(Cues) if one.name not in maps}
    every: dict[str, Any] = {**maps, **sets}
    return Cues(**every)
