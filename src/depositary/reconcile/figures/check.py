"""The check of figures."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.reconcile.figures import words
from depositary.reconcile.figures.relations import Cluster, clusters, system
from depositary.reconcile.figures.sayings import (
    SETTING,
    UNKNOWN,
    Saying,
    Variable,
    counted,
    dated,
    family,
    identities,
    is_figure,
    sayings,
)
from depositary.reconcile.figures.unlike import unlike
from depositary.reconcile.solve import Component
from depositary.reconcile.solve.relations import beyond
from depositary.reconcile.voices import TOGETHER, agreeing, called, voice

NAME = "reconcile.figures"
# Statements that a finding names at most; a minimal set keeps all (interfaces, Size).
MOST = 5
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
    found = clusters(sayings(group.statements, group.record))
    view = _View(group, found)
    held = system(found)
    for part in held.components():
        conflicts = list(_told(part, found))
        for members in conflicts:
            yield view.conflict(members, part)
        clashing = {one.number for members in conflicts for one in members}
        rest = [bound for bound in part.bounds if _number(bound.by) not in clashing]
        yield from view.implied(replace(part, bounds=rest) if clashing else part)
    yield from view.agreeing()
    yield from view.explained()


def _told(part: Component, found: Sequence[Cluster]) -> Iterator[list[Cluster]]:
    """The conflicts of a component that are told: of many figures for one quantity each with the nearest below that it
    cannot hold with, and of larger sets one for each set of quantities. The rest repeats them."""
    held = [found[_number(bound.by)] for bound in part.bounds]
    if part.method == "star":
        yield from _nearest(held)
        return
    seen: set[frozenset[Variable]] = set()
    for conflict in part.conflicts():
        members = [found[number] for number in sorted(map(_number, conflict))]
        names = frozenset(one.variable for one in members)
        if len(names) > 1 and names not in seen:
            seen.add(names)
            yield members
    by_variable: dict[Variable, list[Cluster]] = defaultdict(list)
    for one in held:
        by_variable[one.variable].append(one)
    for equal in by_variable.values():
        yield from _nearest(equal)


def _nearest(held: Sequence[Cluster]) -> Iterator[list[Cluster]]:
    """Each figure with the nearest lower one of the same quantity whose range it does not meet. n log n."""
    highs = sorted(held, key=lambda one: (one.high, one.number))
    ends = [one.high for one in highs]
    for one in held:
        below = bisect_left(ends, one.low)
        while below and not beyond(one.low, highs[below - 1].high):
            below -= 1
        if below:
            yield sorted((one, highs[below - 1]), key=lambda each: each.number)


def _number(by: object) -> int:
    return int(str(by))


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
        revised = relation == "supersedes"
        record = self.group.record
        return finding(
            NAME,
            self.group.key,
            relation,
            tuple(one.id for one in told),
            difference=difference,
            severity=severity,
            about=words.about(told),
            reason=words.revised(members, record) if revised else words.conflict(members, record, note),
            steps=(*words.sayings(members), *words.links(part, members)),
            coverage=words.setting(members),
            observed=[one.value.literal for one in told if one.value],
        )

    def _kind(self, members: Sequence[Cluster], told: Sequence[Statement]) -> tuple[str, str, str, str]:
        if self._headline(told):
            return "in_tension", "headline", "low", "; one of them is a headline over the other"
        if _revised(members) or self._revised_later(members):
            return "supersedes", "update", "low", ""
        if len(members) > 2 and any(each.taken for one in members for each in one.sayings):
            taken = " if the growth counts from the same time a year before; its base is not named"
            return "in_tension", "no_baseline", "medium", taken
        if counted(told[0].series or "") and self._unnamed(members):
            return "in_tension", "none", "medium", f" if it is one count; {self._whose(members)}"
        if self._retold(told):
            doubt = "; the words of one speaker are told in two ways, and one telling may be wrong"
            return "contradicts", "contradiction", "medium", doubt
        return "contradicts", "contradiction", "high", ""

    def _whose(self, members: Sequence[Cluster]) -> str:
        """Of how many it is not said whose count they are."""
        nameless = [one for one in members if any(_nameless(each) for each in one.sayings)]
        if len(nameless) < len(members):
            return f"whose count it is, is not said of {words.literal(nameless[0])}"
        return f"whose count it is, is said of {'neither' if len(members) == 2 else 'none'}"

    def _retold(self, told: Sequence[Statement]) -> bool:
        """True for two figures of one person for one time: somebody else tells of at least one of them."""
        if len(told) != 2 or told[0].doc != told[1].doc:
            return False
        who = {one.speaker.entity if one.speaker else None for one in told}
        person = self.group.record.entities.get(who.pop() or "")
        return not who and person is not None and person.schema == "Person"

    def _revised_later(self, members: Sequence[Cluster]) -> bool:
        """True when a later text of the same named reporter calls its figure revised and no earlier one does."""
        one, other = sorted(members[:2], key=lambda each: _marked(each.first))
        if (
            len(members) > 2
            or one.variable.setting[0] == UNKNOWN
            or _marked(one.first)
            or not _marked(other.first)
        ):
            return False
        days = [self._said(each.first) for each in (one, other)]
        return all(days) and days[0] <= days[1]

    def _said(self, one: Statement) -> str:
        document = self.group.record.documents[one.doc]
        period = one.said or document.published or document.written
        return (period.start or "") if period is not None else ""

    def _headline(self, told: Sequence[Statement]) -> bool:
        titles = {one.id for one in told if one.end <= len(self.group.record.documents[one.doc].title)}
        docs = {one.doc for one in told}
        return len(docs) == 1 and 0 < len(titles) < len(told)

    def _unnamed(self, members: Sequence[Cluster]) -> bool:
        """True when a reporter is not named and the statements are not of one voice."""
        if not any(_nameless(each) for one in members for each in one.sayings):
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
            numbers = sorted(map(_number, ends.low_by | ends.high_by))
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
        """Equal figures of voices of their own; of two speakers in one document with the note that it is one."""
        for one in self.clusters:
            if not dated(one.variable):
                continue
            voices, limits = agreeing(self.group.record, [each.one for each in one.sayings])
            first, rest = voices[0], voices[1:]
            for at in range(0, len(rest), MOST - 1):
                named = rest[at : at + MOST - 1]
                yield finding(
                    NAME,
                    self.group.key,
                    "corroborates",
                    (first.id, *(each.id for each in named)),
                    about=words.about([first]),
                    reason=words.agreeing(one, len(voices), self.group.record, together=limits == TOGETHER),
                    coverage=limits,
                    steps=tuple(f"said by {called(each, self.group.record)}" for each in (first, *named)) if limits else (),
                    observed=first.value.literal if first.value else None,
                )

    # ---- what only looks like a conflict

    def explained(self) -> Iterator[Finding]:
        """Figures that differ, with what explains it."""
        for difference, one, other in unlike(self.clusters):
            yield self._explained(difference, one, other)

    def _explained(self, difference: str, one: Cluster, other: Cluster) -> Finding:
        told = self.group.record.sorted((one.first, other.first))
        also = self._counted_too(difference, one, other)
        unknown = difference == "year_unknown"
        return finding(
            NAME,
            self.group.key,
            "uncheckable" if unknown else "unlike",
            tuple(each.id for each in (*told, *also)),
            difference=difference,
            about=words.about(told),
            reason=words.explained(difference, one, other, self.group.record, also),
            observed=[each.value.literal for each in told if each.value],
        )


    def _counted_too(self, difference: str, one: Cluster, other: Cluster) -> list[Statement]:
        """Where one of two figures does not say how it was counted: the first figure of the series that was counted otherwise.
        For it the two are not held for one count."""
        if difference not in SETTING:
            return []
        place = SETTING.index(difference)
        mine, theirs = one.variable.setting[place], other.variable.setting[place]
        if (mine == UNKNOWN) == (theirs == UNKNOWN):
            return []
        apart = (each for each in self.clusters if each.variable.series == one.variable.series)
        return [each.first for each in apart if each.variable.setting[place] not in (UNKNOWN, mine, theirs)][:1]


def _revised(members: Sequence[Cluster]) -> bool:
    """True when two figures of one reporter stand in one text that calls both revised: "from 4.18 to 4.25"."""
    one, other = members[0], members[-1]
    if len(members) > 2 or one.variable.setting[0] != other.variable.setting[0]:
        return False
    first, second = ({each.one.doc for each in side.sayings if _marked(each.one)} for side in (one, other))
    return not first.isdisjoint(second)


def _nameless(one: Saying) -> bool:
    """True where it is not said whose count a figure is."""
    return one.lent or one.variable.setting[0] == UNKNOWN


def _marked(one: Statement) -> bool:
    return any(word in one.quote.lower() for word in identities()["revised"])
