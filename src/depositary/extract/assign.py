"""What a statement is about: topics, the parts of the case, its agreements, projects and series, and core or context.

All of it is data: `ontology/topics.yml` for topics, the case for the rest. A topic or part is taken when the weights of
the distinct phrases found in the words of the statement (and its sentence, at half weight) sum to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from depositary.model.case import Case
from depositary.model.ontology import ontology
from depositary.model.phrases import Phrases
from depositary.model.units import units

# A statement with more parts than this speaks of everything, and helps nobody who asks for one.
MOST_PARTS = 3
MOST_TOPICS = 4
_ENOUGH = 1.0
# What only the rest of the sentence says counts for less.
_AROUND = 0.5
NOTHING: Mapping[str, float] = {}


@dataclass(frozen=True, slots=True)
class Company:
    """Who is named: parties of the case and other states, in the words, in their sentence, in their paragraph."""

    parties: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    in_sentence: frozenset[str] = frozenset()  # parties
    others_in_sentence: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()  # parties
    others_near: frozenset[str] = frozenset()

    @property
    def outside(self) -> bool:
        """True where the words tell of others: other states and no party, or one party's affair with other states."""
        if len(self.in_sentence) > 1:
            return False
        if self.in_sentence or self.others_in_sentence:
            return bool(self.others_in_sentence)
        return bool(self.others_near) and len(self.near) < 2

    @property
    def afield(self) -> bool:
        """True where the paragraph around is about others too."""
        return self.outside and len(self.near) < 2


    @property
    def elsewhere(self) -> bool:
        """True where the paragraph names other states and no party."""
        return bool(self.others_near) and not self.near


ALONE = Company()


@dataclass(frozen=True)
class Weights:
    """Phrases as they are found in a text, with the weight they give to each name."""

    find: Callable[[str], set[str]]
    weights: Mapping[str, tuple[tuple[str, float], ...]]

    def score(self, text: str, factor: float = 1.0) -> dict[str, float]:
        """Names with their sums."""
        sums: dict[str, float] = {}
        for phrase in self.find(text):
            for name, weight in self.weights[phrase]:
                sums[name] = sums.get(name, 0.0) + weight * factor
        return sums


# A sentence is asked about by each of its propositions, one after the other.
_AT_HAND = 4


def _weights(pairs: list[tuple[str, str, float]]) -> Weights:
    held: dict[str, list[tuple[str, float]]] = {}
    for name, phrase, weight in pairs:
        held.setdefault(phrase, []).append((name, weight))
    find = lru_cache(_AT_HAND)(Phrases(held).find)
    return Weights(find, {phrase: tuple(rows) for phrase, rows in held.items()})


@cache
def topic_weights() -> Weights:
    """The cues of all topics."""
    pairs = []
    for key, term in ontology().topics.items():
        for cue in term.body.get("cues", ()):
            phrase, weight = (cue["term"], cue["weight"]) if isinstance(cue, dict) else (cue, 1.0)
            pairs.append((key, str(phrase), float(weight)))
    return _weights(pairs)


class Assigner:
    """The assignment for one case (or none). Made once per process and case."""

    def __init__(self, case: Case | None) -> None:
        self.case = case
        parts = case.parts if case else ()
        self._parts = _weights([(part.id, term, weight) for part in parts for term, weight in part.terms])
        self._series = _weights(
            [(item.key, term, 1.0) for item in (case.series if case else ()) for term in item.terms]
        )
        self._order = {part.id: number for number, part in enumerate(parts)}
        self._things = {
            key: [part.id for part in parts if key in part.things] for part in parts for key in part.things
        }
        self._of_series = {key: part.id for part in parts for key in part.series}
        self._context = {part.id for part in parts if part.scope == "context"}
        self._beyond = self._context | {part.id for part in parts if part.beyond}
        self._of_state: dict[str, list[str]] = {}
        for part in parts:
            for state in part.states:
                self._of_state.setdefault(state, []).append(part.id)

    def topics(self, text: str, sentence: str) -> tuple[str, ...]:
        """Topics, the strongest first."""
        sums = topic_weights().score(text)
        if not any(value >= _ENOUGH for value in sums.values()):
            for name, value in topic_weights().score(sentence, _AROUND).items():
                sums[name] = sums.get(name, 0.0) + value
        return _taken(sums, MOST_TOPICS)

    def parts(
        self,
        text: str,
        sentence: str,
        things: tuple[str, ...],
        series: str | None,
        state: str = "",
        company: Company = ALONE,
    ) -> tuple[str, ...]:
        """Parts of the case: by what it is about, by series, by the state told, and by its words."""
        sums = self._parts.score(text)
        for name, value in self._parts.score(sentence, _AROUND).items() if sums else ():
            if name in sums:
                sums[name] = max(sums[name], sums[name] / 2 + value)
        firm = self._firm(things, series)
        for name in self._of_state.get(state, ()) if self._may_be_followed(things) else ():
            sums[name] = sums.get(name, 0.0) + _ENOUGH
        sums = self._within(sums, firm, company)
        for name, value in firm.items():
            sums[name] = sums.get(name, 0.0) + value
        return _taken(sums, MOST_PARTS, firm)

    def told_by(self, parts: tuple[str, ...], kinds: frozenset[str]) -> tuple[str, ...]:
        """The parts with those for speakers of these kinds: what an expert or the press says is comment or report."""
        own = self.case.parts if self.case else ()
        more = [part.id for part in own if kinds & set(part.speaker_kinds) and part.id not in parts]
        return (*parts, *more)[:MOST_PARTS]

    def _may_be_followed(self, things: tuple[str, ...]) -> bool:
        """True where the agreement followed is named, or no thing of the case: a state told may then be its state."""
        return not things or (self.case is not None and self.case.body.get("agreement") in things)

    def _firm(self, things: tuple[str, ...], series: str | None) -> dict[str, float]:
        """What puts a statement into a part whatever its words are."""
        found: dict[str, float] = {}
        for name in (name for key in things for name in self._things.get(key, ())):
            found[name] = found.get(name, 0.0) + _ENOUGH
        if series in self._of_series:
            found[self._of_series[series]] = found.get(self._of_series[series], 0.0) + 2 * _ENOUGH
        return found

    def _within(
        self, sums: Mapping[str, float], firm: Mapping[str, float], company: Company
    ) -> dict[str, float]:
        """Without the parts that the words name of others than the parties: a war of two other states is no defence
        of theirs, and what surrounds the system, told with more words, outweighs a part that is only hinted at."""
        around = max((sums.get(name, 0.0) + firm.get(name, 0.0) for name in self._context), default=0.0)
        outside = company.outside or (bool(firm) and set(firm) <= self._context)
        least = around if company.others_in_sentence and around >= _ENOUGH else 0.0
        return {
            name: value
            for name, value in sums.items()
            if name in self._beyond or not (outside or value <= least)
        }

    def series(self, text: str, sentence: str, unit: str, things: tuple[str, ...]) -> str | None:
        """The series a figure belongs to: a phrase of it stands in the words or sentence and the unit fits."""
        if self.case is None:
            return None
        sums = self._series.score(text, 2.0)
        for name, value in self._series.score(sentence).items():
            sums[name] = sums.get(name, 0.0) + value
        known = {item.key: item for item in self.case.series}
        fitting = [(-value, key) for key, value in sums.items() if _fits(known[key].unit, unit)]
        return min(fitting)[1] if fitting else None

    def scope(self, parts: tuple[str, ...], company: Company = ALONE) -> str:
        """context when every part it has is one, or when it tells of others than the parties; core else."""
        if parts and set(parts) <= self._context:
            return "context"
        return "context" if company.afield and set(parts) <= self._beyond else "core"


# A growth of a series is told in percent, and a share in percent or as a fraction.
_ALWAYS = ("percent", "ratio", "percentage_point")


def _fits(series_unit: str, unit: str) -> bool:
    """True for a unit that a figure of the series may have: its own, one that converts to it, a part of a whole; for money
    any currency, because nothing converts it and reconciling keeps currencies apart."""
    if unit == series_unit or unit in _ALWAYS or not series_unit:
        return True
    wanted, given = units().get(series_unit), units().get(unit)
    if wanted is None or given is None:
        return series_unit == "count"  # things counted that are no unit
    return wanted.dimension == given.dimension and (wanted.factor is None) == (given.factor is None)


def _taken(sums: Mapping[str, float], most: int, firm: Mapping[str, float] = NOTHING) -> tuple[str, ...]:
    """The strongest; what it is surely about is never crowded out by a list of words."""
    rows = sorted((-value, name) for name, value in sums.items() if value >= _ENOUGH)
    kept = set(sorted(rows, key=lambda row: (row[1] not in firm, row))[:most])
    return tuple(name for value, name in rows if (value, name) in kept)


@cache
def assigner(case_folder: str | None) -> Assigner:
    """The assigner of a case folder, made once."""
    from depositary.model.case import load

    return Assigner(load(case_folder) if case_folder else None)
