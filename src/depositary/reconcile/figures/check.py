"""The check of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.reconcile.figures import words
from depositary.reconcile.figures.relations import Cluster, clusters, system
from depositary.reconcile.figures.sayings import (
    UNKNOWN,
    Span,
    Variable,
    constant,
    dated,
    family,
    identities,
    indicator,
    is_figure,
    saying,
)
from depositary.reconcile.solve import Component
from depositary.reconcile.solve.relations import beyond
from depositary.reconcile.voices import independent, voice

NAME = "reconcile.figures"
# Statements that a finding names at most; a minimal set keeps all (interfaces, Size).
MOST = 5
# Explained differences that are told of one series: the next ones repeat them.
MOST_UNLIKE = 12
# A value that follows from others is told when its ends lie this close; a wider one says little.
CLOSE = 0.25


def _keys(one: Statement, record: Record) -> Iterator[str]:
    if is_figure(one):
        yield family(one.series or "")


@check(NAME, keys=_keys)
def figures(group: Group) -> Iterator[Finding]:
    """Figures of one series are ranges of a quantity at a time; growth, change, sums and parts link them. A set that
    cannot all hold is told with no statement more than is needed; a difference of time, unit, measure, rounding or reporter
    is told as that. Nothing is concluded between different reporters, calendars or valuations."""
    said = [made for one in group.statements if (made := saying(one)) is not None]
    found = clusters(said)
    view = _View(group, found)
    held = system(found)
    clashing: set[int] = set()
    for part in held.components():
        conflicts = part.conflicts()
        for conflict in conflicts:
            numbers = sorted(int(str(one)) for one in conflict)
            clashing.update(numbers)
            yield view.conflict([found[number] for number in numbers], part)
        if not conflicts:
            yield from view.implied(part)
    yield from view.agreeing()
    yield from view.rounded()
    yield from view.unlike()
    yield from view.alike()


@dataclass(frozen=True)
class _View:
    """Findings on the clusters of one group."""

    group: Group
    clusters: Sequence[Cluster]

    # ---- what cannot all hold

    def conflict(self, members: Sequence[Cluster], part: Component) -> Finding:
        """A minimal set that cannot all hold: a contradiction, unless an update, a headline or an unnamed reporter may
        explain it."""
        told = [one.first for one in members]
        relation, difference, severity, note = self._kind(members, told)
        return finding(
            NAME,
            self.group.key,
            relation,
            tuple(one.id for one in told),
            difference=difference,
            severity=severity,
            about=words.about(told),
            reason=words.conflict(members, self.group.record) + note,
            steps=(*words.sayings(members), *words.links(part, members)),
            coverage=words.setting(members),
            observed=[one.value.literal for one in told if one.value],
        )

    def _kind(self, members: Sequence[Cluster], told: Sequence[Statement]) -> tuple[str, str, str, str]:
        if self._headline(told):
            return "in_tension", "headline", "low", " One of them is a headline over the other."
        if _revised(told):
            return "supersedes", "update", "low", " The later one says that it is revised."
        if any(saying.taken for one in members for saying in one.sayings):
            taken = " The base is not named and taken to be the same time a year before."
            if len(members) > 2:
                return "in_tension", "no_baseline", "medium", taken
        if not constant(told[0].series or "") and self._unnamed(members):
            return "in_tension", "none", "medium", " Whose count it is, is not said of at least one."
        return "contradicts", "contradiction", "high", ""

    def _headline(self, told: Sequence[Statement]) -> bool:
        titles = {one.id for one in told if one.end <= len(self.group.record.documents[one.doc].title)}
        docs = {one.doc for one in told}
        return len(docs) == 1 and 0 < len(titles) < len(told)

    def _unnamed(self, members: Sequence[Cluster]) -> bool:
        """True when no reporter is named and the statements are not of one voice."""
        if all(one.variable.setting[0] != UNKNOWN for one in members):
            return False
        voices = {voice(one.first, self.group.record) for one in members}
        return len(voices) > 1

    # ---- what follows

    def implied(self, part: Component) -> Iterator[Finding]:
        """Levels that nobody tells and that lie between close ends."""
        told = {bound.variable for bound in part.bounds}
        if not part.relations:
            return
        for name, ends in part.implied().items():
            if not isinstance(name, Variable) or name in told or name.kind != "level":
                continue
            if not isfinite(ends.high) or ends.low <= 0 or ends.high - ends.low > CLOSE * ends.low:
                continue
            numbers = sorted(int(str(one)) for one in ends.low_by | ends.high_by)
            if not 2 <= len(numbers) <= MOST:
                continue
            yield self._implies(name, ends.low, ends.high, [self.clusters[number] for number in numbers])

    def _implies(self, name: Variable, low: float, high: float, members: Sequence[Cluster]) -> Finding:
        taken = any(saying.taken for one in members for saying in one.sayings)
        told = [one.first for one in members]
        return finding(
            NAME,
            self.group.key,
            "implies",
            tuple(one.id for one in told),
            about=words.about(told),
            reason=words.implied(name, low, high, self.group.record, taken),
            steps=words.sayings(members),
            observed={
                "low": low,
                "high": high,
                "unit": words.base_unit(name, members),
                "series": name.series,
                "start": name.at.start,
                "end": name.at.end,
            },
            coverage="the base is not named; the same months of the year before are taken" if taken else None,
        )

    # ---- what agrees

    def agreeing(self) -> Iterator[Finding]:
        """Equal figures of independent voices."""
        for one in self.clusters:
            if not dated(one.variable):
                continue
            voices = independent(self.group.record, [each.one for each in one.sayings])
            first, rest = voices[0], voices[1:]
            for at in range(0, len(rest), MOST - 1):
                named = rest[at : at + MOST - 1]
                yield finding(
                    NAME,
                    self.group.key,
                    "corroborates",
                    (first.id, *(each.id for each in named)),
                    about=words.about([first]),
                    reason=words.agreeing(one, len(voices), self.group.record),
                    observed=first.value.literal if first.value else None,
                )

    def rounded(self) -> Iterator[Finding]:
        """Unequal figures of one quantity whose ranges meet."""
        by_variable: dict[Variable, list[Cluster]] = defaultdict(list)
        for one in self.clusters:
            if dated(one.variable):
                by_variable[one.variable].append(one)
        for found in by_variable.values():
            ordered = sorted(found, key=lambda one: (one.low, one.high))
            for one, other in pairwise(ordered):
                if not beyond(other.low, one.high):
                    yield self._explained("rounding", one, other)

    # ---- what only looks like a conflict

    def unlike(self) -> Iterator[Finding]:
        """Figures of one series and measure that differ, each with the next one that is about another time, base, unit or
        reporter."""
        by_series: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
        for one in self.clusters:
            by_series[one.variable.series, one.variable.kind].append(one)
        for found in by_series.values():
            ordered = sorted(found, key=lambda one: (one.variable.at, one.variable, one.low))
            told = 0
            for one, other in pairwise(ordered):
                difference = self._difference(one, other)
                if difference and told < MOST_UNLIKE:
                    told += 1
                    yield self._explained(difference, one, other)

    def _difference(self, one: Cluster, other: Cluster) -> str:
        """What explains that two figures differ; nothing when nobody would take them for the same."""
        left, right = one.variable, other.variable
        if left == right or _meet(one, other):
            return ""
        if not dated(left) or not dated(right):
            return "year_unknown" if _prose(one) or _prose(other) else ""
        if left.unit != right.unit:
            return "unit"
        if left.at != right.at:
            return "period" if _within(left.at, right.at) or (_prose(one) and _prose(other)) else ""
        if left.base != right.base:
            return "baseline"
        for name, mine, theirs in zip(
            ("reporter", "calendar", "valuation", "coverage", "unit"),
            left.setting,
            right.setting,
            strict=True,
        ):
            if mine != theirs:
                return name
        return ""

    def alike(self) -> Iterator[Finding]:
        """Equal numbers of two indicators that readers take for one another."""
        names = {name for group in identities()["alike"] for name in group}
        by_number: dict[tuple[float, float], list[Cluster]] = defaultdict(list)
        for one in self.clusters:
            if indicator(one.variable.series) in names and one.variable.kind == "level":
                by_number[one.low, one.high].append(one)
        for found in by_number.values():
            seen: dict[str, Cluster] = {}
            for one in found:
                seen.setdefault(indicator(one.variable.series), one)
            first, *rest = seen.values()
            for other in rest:
                same_unit = first.variable.unit == other.variable.unit
                yield self._explained("measure" if same_unit else "unit", first, other)

    def _explained(self, difference: str, one: Cluster, other: Cluster) -> Finding:
        told = sorted((one.first, other.first), key=lambda each: (each.doc_name, each.start, each.id))
        unknown = difference == "year_unknown"
        return finding(
            NAME,
            self.group.key,
            "uncheckable" if unknown else "unlike",
            tuple(each.id for each in told),
            difference=difference,
            about=words.about(told),
            reason=words.explained(difference, one, other, self.group.record),
            observed=[each.value.literal for each in told if each.value],
        )


def _meet(one: Cluster, other: Cluster) -> bool:
    """True when the two ranges have a value in common."""
    return not beyond(one.low, other.high) and not beyond(other.low, one.high)


def _prose(one: Cluster) -> bool:
    """True when a text tells it: rows of a table are not mistaken for each other."""
    return any(not each.one.made_by.startswith("extract.tables") for each in one.sayings)


def _within(one: Span, other: Span) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


def _revised(told: Sequence[Statement]) -> bool:
    """True when two figures are of one voice and one of them says that it is revised."""
    speakers = {one.speaker.name if one.speaker else one.doc for one in told}
    return len(speakers) == 1 and any(
        word in one.quote.lower() for one in told for word in identities()["revised"]
    )
