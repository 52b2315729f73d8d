"""The table of route lengths of a case, and which routes a sentence speaks of.

`network/routes.csv` holds lengths in kilometres with low, best and high and a source each; `network/names.yml` the
phrases by which sentences name groups of routes. Both are data of the case.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from depositary.model.case import Case
from depositary.model.errors import BadCase
from depositary.model.phrases import Phrases
from depositary.model.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Length:
    """A route with its length in kilometres."""

    id: str
    name: str
    start: str
    end: str
    low: float
    best: float
    high: float
    source: str
    baseline: bool


@dataclass(frozen=True)
class Group:
    """Routes that a sentence means by the same phrases."""

    id: str
    label: str
    routes: tuple[Length, ...]


@dataclass(frozen=True)
class Routes:
    """The routes of a case by id, its groups, and the phrases for them."""

    groups: Mapping[str, Group]
    terms: Mapping[str, tuple[str, ...]]
    phrases: Phrases
    default_baselines: tuple[str, ...]

    def named(self, text: str) -> list[Group]:
        """Groups that a text names. A phrase inside a longer one that is found counts for the longer one only."""
        found = self.phrases.find(text)
        whole = {
            one for one in found if not any(one != other and one.lower() in other.lower() for other in found)
        }
        keys = {key for phrase in whole for key in self.terms[phrase]}
        return [self.groups[key] for key in sorted(keys)]


def routes_of(case: Case | None) -> Routes | None:
    """The routes of a case; None when it has no network."""
    if case is None or not (case.folder / "network" / "routes.csv").exists():
        return None
    return _load(case.folder / "network")


@cache
def _load(folder: Path) -> Routes:
    lengths = {one.id: one for one in _lengths(folder / "routes.csv")}
    body = read_yaml(folder / "names.yml")
    groups: dict[str, Group] = {}
    terms: dict[str, tuple[str, ...]] = {}
    for key, row in body["groups"].items():
        lost = set(row["routes"]) - set(lengths)
        if lost:
            raise BadCase(
                f"the group {key!r} names routes that the table lacks: {', '.join(sorted(lost))}",
                "Mend names.yml",
            )
        groups[key] = Group(key, row["label"], tuple(lengths[name] for name in row["routes"]))
        for term in row["terms"]:
            terms[term] = (*terms.get(term, ()), key)
    return Routes(groups, terms, Phrases(terms), tuple(body.get("default_baselines", ())))


def _lengths(path: Path) -> list[Length]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Length(
                row["id"], row["name"], row["from"], row["to"], float(row["low_km"] or row["length_km"]),
                float(row["length_km"]), float(row["high_km"] or row["length_km"]), row["source"], row["baseline"] == "true",
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip
