"""The codebook: variables, their values and the rules that propose them, from `data/ontology/codes.yml`.

A rule reads a duty by its parts, or a sentence of a provision where the code needs no duty ("for a term of ten years"). All
patterns are read on folded words, so neither case nor the sort of a hyphen counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.errors import BadOntology
from depositary.model.ontology import FOLDER
from depositary.model.tables import read_yaml

# What a pattern of a rule is read on: `words` is the whole duty, the others are its roles.
FACETS = ("words", "action", "bearer", "condition", "towards", "limits")
_FIELDS = {
    "says",
    "cues",
    "stance",
    "verb",
    "given",
    "without",
    "implies",
    "last",
    "value",
    "in",
    "unless",
    *FACETS,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to promise what a variable means. `says` is the reason in a sentence.

    `cues` are beginnings of words one of which must stand there; `stances` and `verbs` (first word of the predicate) are those
    allowed, empty for any; `needs` are patterns by facet; `unless` must not be found in the words; `given` are conditions of
    which one must hold, `without` those of which none may, `implies` those that the rule itself
    tells; `value` is fixed, else the group `value` of a pattern. `place` is "duty" or "sentence"; `last`: only where the text has
    no other code of the variable.
    """

    variable: str
    says: str
    cues: tuple[str, ...]
    stances: frozenset[str]
    verbs: frozenset[str]
    needs: tuple[tuple[str, re.Pattern[str]], ...]
    unless: re.Pattern[str] | None
    given: frozenset[str]
    without: frozenset[str]
    implies: tuple[str, ...]
    value: int | str | None
    place: str
    last: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What a promise may hang on. `words` are read in the condition of a duty, and with `limits` in its other limits; `also`
    in all its words; `named` ones are read with their capitals, and the group `who` must name somebody."""

    label: str
    words: re.Pattern[str]
    also: re.Pattern[str] | None
    limits: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Variable:
    """A row of the codebook. `absent` are the words for a whole text that has no such code, `unit` that of a value in words."""

    scheme: str
    key: str
    label: str
    group: str
    means: str
    values: Mapping[int | str, str]
    conditional: bool
    absent: str
    unit: str


@dataclass(frozen=True)
class Codebook:
    """Variables in their order, rules by the beginnings of words that call them, conditions by key, groups with their labels."""

    variables: Mapping[str, Variable]
    rules: tuple[Rule, ...]
    conditions: Mapping[str, Condition]
    groups: Mapping[str, str]
    again: re.Pattern[str]
    bounds: re.Pattern[str]
    defines: re.Pattern[str]
    views: frozenset[str]
    generic: frozenset[str]


@cache
def codebook() -> Codebook:
    """The codebook of the package, compiled. Raises BadOntology."""
    body = read_yaml(FOLDER / "codes.yml")
    words = {key: str(item) for key, item in body["words"].items()}
    variables = {key: _variable(key, item) for key, item in body["codes"].items()}
    for one in variables.values():
        if one.group not in body["groups"]:
            raise BadOntology(f"the code {one.key!r} is in no group", "Mend codes.yml")
    return Codebook(
        variables=variables,
        rules=tuple(
            _rule(key, row, words) for key, item in body["codes"].items() for row in item.get("rules", ())
        ),
        conditions={key: _condition(item, words) for key, item in body["conditions"].items()},
        groups=body["groups"],
        again=_pattern(body["again"], words),
        bounds=_pattern(body["bounds"], words),
        defines=_pattern(body["defines"], words),
        views=frozenset(body["views"]),
        generic=frozenset(body["generic"]),
    )


def _condition(body: Mapping[str, Any], words: Mapping[str, str]) -> Condition:
    also = _pattern(body["also"], words) if "also" in body else None
    named = bool(body.get("named"))
    return Condition(body["label"], _pattern(body["words"], words), also, bool(body.get("limits")), named)


def _variable(key: str, body: Mapping[str, Any]) -> Variable:
    return Variable(
        str(body.get("scheme", "ATOP")),
        key,
        body["label"],
        body["group"],
        body["means"],
        dict(body.get("values", {1: "promised"})),
        bool(body.get("conditional")),
        str(body.get("absent", "not promised")),
        str(body.get("unit", "year")),
    )


def _rule(variable: str, body: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    strange = set(body) - _FIELDS
    if strange:
        raise BadOntology(
            f"a rule of the code {variable!r} has {sorted(strange)}", f"Known: {sorted(_FIELDS)}"
        )
    return Rule(
        variable,
        body["says"],
        tuple(body["cues"]),
        frozenset(body.get("stance", ())),
        frozenset(body.get("verb", ())),
        tuple((name, _pattern(body[name], words)) for name in FACETS if name in body),
        _pattern(body["unless"], words) if "unless" in body else None,
        frozenset(body.get("given", ())),
        frozenset(body.get("without", ())),
        tuple(body.get("implies", ())),
        body.get("value"),
        body.get("in", "duty"),
        bool(body.get("last")),
    )


def _pattern(text: Any, words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with the named words put in; a list is an alternative of its members."""
    whole = "|".join(map(str, text)) if isinstance(text, list) else str(text)
    for _ in range(3):
        for key, item in words.items():
            whole = whole.replace(f"<{key}>", f"(?:{item})")
    # What only looks ahead is tried at the beginning alone, not at every letter: coding takes half the time.
    return re.compile(f"^{whole}" if whole.startswith("(?=") else whole)
