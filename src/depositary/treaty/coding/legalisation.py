"""How legal a duty is, on the three dimensions of Abbott and others (2000): obligation, precision, delegation.

Each is 0 (low), 1 or 2 (high) with the words that give it. They are worked out here and not kept in the statement: its `firmness`
tells how firmly one commits, on a scale that promises of all sorts share, and its `attributes` are for figures and events.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.extract.obligations.sorts import sort_of
from depositary.model.nouns import Statement
from depositary.model.ontology import FOLDER
from depositary.model.tables import read_yaml
from depositary.model.text import fold
from depositary.treaty.coding.duties import words_of

DIMENSIONS = ("obligation", "precision", "delegation")


@dataclass(frozen=True, slots=True)
class Degree:
    """One dimension: 0 to 2, the words that give it, "" where it is their absence, and what they are."""

    dimension: str
    degree: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Rule:
    dimension: str
    degree: int
    reason: str
    words: re.Pattern[str] | None
    roles: tuple[str, ...]
    stances: frozenset[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    body: Mapping[str, Any] = read_yaml(FOLDER / "legalisation.yml")
    return tuple(
        _Rule(
            name,
            row["degree"],
            row["reason"],
            re.compile(row["words"]) if "words" in row else None,
            tuple(row.get("roles", ())),
            frozenset(row.get("stance", ())),
        )
        for name in DIMENSIONS
        for row in body[name]
    )


def legalisation(duty: Statement) -> tuple[Degree, ...]:
    """The three degrees of a duty, each by the first rule that fits; of what is no duty none."""
    if sort_of(duty) != "duty":
        return ()
    words = fold(words_of(duty))
    return tuple(
        next(found for rule in _rules() if rule.dimension == name and (found := _degree(rule, duty, words)) is not None)
        for name in DIMENSIONS
    )


def _degree(rule: _Rule, duty: Statement, words: str) -> Degree | None:
    """The degree by a rule, None where it does not fit."""
    if rule.stances and duty.stance not in rule.stances:
        return None
    if rule.roles:
        role = next((one for one in duty.roles if one.name in rule.roles), None)
        if role is None or (rule.words is not None and not rule.words.search(fold(role.text))):
            return None
        return Degree(rule.dimension, rule.degree, " ".join(role.text.split()), rule.reason)
    found = rule.words.search(words) if rule.words is not None else None
    if rule.words is not None and found is None:
        return None
    return Degree(rule.dimension, rule.degree, found[0] if found is not None else "", rule.reason)
