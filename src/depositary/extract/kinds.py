"""Which kind of statement a proposition is: a weighing of marks, with the weights as data.

Each file of `data/ontology/kinds` lists `cues`: marks that must all be there (`if`), marks that must not (`unless`),
and a weight. The kind with the highest sum wins; on a tie the kind with the lower `caution`. How far it won
becomes part of the score.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from operator import itemgetter

from depositary.model.ontology import ontology

Rule = tuple[frozenset[str], frozenset[str], float]
# The kind and the place of the rule in its list, then the rule.
Asked = tuple[str, int, frozenset[str], frozenset[str], float]


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
    asked = _asked()
    sums: dict[str, float] = dict.fromkeys(rules(), 0)
    fitting = (rule for mark in (ALWAYS, *(asked.keys() & marks)) for rule in asked[mark])
    held = [rule for rule in fitting if rule[2] <= marks and rule[3].isdisjoint(marks)]
    for kind, _, _, _, weight in sorted(held, key=itemgetter(1)):  # a sum of fractions depends on the order
        sums[kind] += weight
    return sums


# In the place of a mark, for the rules that need none.
ALWAYS = ""


@cache
def _asked() -> Mapping[str, tuple[Asked, ...]]:
    """The rules by one mark that they need: few are met by the marks of a proposition."""
    found: dict[str, list[Asked]] = {ALWAYS: []}
    for kind, held in rules().items():
        for number, (needed, barred, weight) in enumerate(held):
            mark = min(needed, key=_rarity, default=ALWAYS)
            found.setdefault(mark, []).append((kind, number, needed, barred, weight))
    return {mark: tuple(rows) for mark, rows in found.items()}


def _rarity(mark: str) -> tuple[bool, str]:
    """Marks that every proposition has one of come last."""
    return mark.startswith(("clause:", "tense:", "subject:", "names:", "speaker:")), mark


def kind_of(marks: set[str]) -> tuple[str, float]:
    """The kind and how sure: 0.5 when two kinds tie, towards 1 as the winner's lead grows."""
    sums = weigh(marks)
    best = max(sums, key=lambda kind: (sums[kind], -caution(kind)))
    lead = sums[best] - max(value for kind, value in sums.items() if kind != best)
    return best, round(1 / (1 + math.exp(-lead)), 3)
