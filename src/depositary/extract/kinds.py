"""Which kind of statement a proposition is: a weighing of marks, with the weights as data.

Each file of `data/ontology/kinds` lists `cues`: marks that must all be there (`if`), marks that must not (`unless`),
and a weight. The kind with the highest sum wins; on a tie the kind with the lower `caution`. How far it won
becomes part of the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from depositary.model.ontology import ontology

Rule = tuple[frozenset[str], frozenset[str], float]


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of every kind."""
    return {key: tuple(map(_rule, term.body.get("cues", ()))) for key, term in ontology().kinds.items()}


def _rule(body: Mapping[str, object]) -> Rule:
    return _marks(body.get("if")), _marks(body.get("unless")), float(str(body["weight"]))


def _marks(found: object) -> frozenset[str]:
    return frozenset(found if isinstance(found, list) else [] if found is None else [str(found)])


@cache
def caution(kind: str) -> int:
    """Where two kinds tie the lower number wins: an opinion taken for a fact does more harm than the reverse."""
    return int(ontology().kinds[kind].body.get("caution", 99))


def weigh(marks: set[str]) -> dict[str, float]:
    """The sum of weights of each kind for these marks."""
    places = {place for mark in (ALWAYS, *marks) for place in _asked().get(mark, ())}
    sums: dict[str, float] = dict.fromkeys(rules(), 0)
    for kind, number in sorted(places):  # in the order of the rules, for a sum of fractions depends on it
        needed, barred, weight = rules()[kind][number]
        if needed <= marks and not barred & marks:
            sums[kind] += weight
    return sums


# In the place of a mark, for the rules that need none.
ALWAYS = ""


@cache
def _asked() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The places of the rules by one mark that they need: few are met by the marks of a proposition."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, held in rules().items():
        for number, (needed, _, _) in enumerate(held):
            found.setdefault(min(needed, key=_rarity, default=ALWAYS), []).append((kind, number))
    return {mark: tuple(places) for mark, places in found.items()}


def _rarity(mark: str) -> tuple[bool, str]:
    """Marks that every proposition has one of come last."""
    return mark.startswith(("clause:", "tense:", "subject:", "names:", "speaker:")), mark


def kind_of(marks: set[str]) -> tuple[str, float]:
    """The kind and how sure: 0.5 when two kinds tie, towards 1 as the winner's lead grows."""
    sums = weigh(marks)
    best = max(sums, key=lambda kind: (sums[kind], -caution(kind)))
    lead = sums[best] - max(value for kind, value in sums.items() if kind != best)
    return best, round(1 / (1 + math.exp(-lead)), 3)
