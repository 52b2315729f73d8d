"""Life cycles: what the states told of an agreement or project say together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from depositary.model.dates import parse, worded
from depositary.model.gazetteer import states
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.ontology import ontology
from depositary.model.record import Group, Record, check
from depositary.reconcile.days import captioned
from depositary.reconcile.states import (
    Time,
    apart,
    back,
    cycle_of,
    direct,
    done,
    firm,
    label,
    lasts,
    party,
    quotes,
    rank,
    reached,
    reaches,
    rule,
    said,
    time,
    transitions,
    until,
)
from depositary.reconcile.things import mine, numbered, things, unit, units_named
from depositary.reconcile.voices import TOGETHER, agreeing, copied, independent, voice
from depositary.reconcile.wording import account, capital, count
from depositary.reconcile.wording import voice as voiced

NAME = "reconcile.cycles"
# Statements that a finding names at most (interfaces, Size).
MOST = 5
# A project in one of these waits for nothing more: silence about it says nothing.
_DONE = ("completed", "operating", "shelved", "cancelled", "retired")
# Of so many states after one, the first that tells an order with it is its neighbour.
_AHEAD = 5
# Words of at most so many characters, from which a state is read, are shown with it.
SHORT = 100
_NOT_KNOWN = "Which came first is not known."


@dataclass(frozen=True, slots=True)
class Cluster:
    """Equal states told of one unit by neighbours in time; `at` is when the state was entered or told to last."""

    state: str
    at: Time
    told: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        return self.told[0]

    @property
    def shown(self) -> dict[str, str | None]:
        """For readers of the finding."""
        return {"state": self.state, "words": self.at.words, "start": self.at.start or None, "end": self.at.last}


def _keys(one: Statement, record: Record) -> Iterator[str]:
    """All that is said of a project is heard of it; of an agreement only what tells a state counts."""
    for about in things(one, record):
        cycle = cycle_of(record.entities.get(about))
        if cycle == "project" or (cycle and reached(one, cycle, record)):
            yield about
            yield from _parent(about, record)


def _parent(about: str, record: Record) -> Iterator[str]:
    thing = record.entities.get(about)
    named = str(thing.props.get("parent") or "") if thing else ""
    if record.case is not None and named in record.case.by_key:
        parent = record.case.by_key[named]
        if parent.schema == "Project":
            yield parent.id


@check(NAME, keys=_keys, ends=True)
def cycles(group: Group) -> Iterator[Finding]:
    """The states told of one thing in the order of their time: a later state further on replaces the earlier one, a state that
    takes something back reverses it; two states that exclude each other on one day cannot both be told rightly. Where
    which came first is not known, that is said. A project of which nothing is heard for two years is taken to be shelved, after
    four to be cancelled. Denials are held against claims by another check."""
    yield from _View(group).findings()


# ---- clusters


def clusters(told: Iterable[tuple[str, Statement]], record: Record) -> list[Cluster]:
    """Equal states that follow each other in time are one; a step ("signed") is taken once, whenever it is told again."""
    rows = sorted(
        ((_moment(state, one, record), state, one) for state, one in told),
        key=lambda row: (not row[0].known, row[0], rank(row[1]), _place(row[2])),
    )
    found: list[tuple[str, list[Time], list[Statement]]] = []
    at_of: dict[tuple[str, str], int] = {}
    latest: int | None = None
    for at, state, one in rows:
        key = (state, party(one) if rule(state).get("each") else "")
        place = at_of.get(key)
        if place is None or (lasts(state) and at.known and place != latest):
            place = at_of[key] = len(found)
            found.append((state, [], []))
        found[place][1].append(at)
        found[place][2].append(one)
        latest = place
    return [_cluster(state, times, ones, record) for state, times, ones in found]


def _cluster(state: str, times: Sequence[Time], ones: Sequence[Statement], record: Record) -> Cluster:
    """The time that most statements give, else the finest, else that of the fuller account, not of a copy; its statement stands
    first."""
    count = Counter(times)
    full = {one.id: (copied(one, record), 0 if lasts(state) else -len(one.quote)) for one in ones}
    pairs = sorted(zip(times, ones, strict=True), key=lambda pair: (full[pair[1].id], *_place(pair[1])))
    at, best = min(pairs, key=lambda pair: (*_coarse(pair[0]), -count[pair[0]], pair[0] if lasts(state) else Time()))
    return Cluster(state, at, (best, *sorted((one for one in ones if one is not best), key=_place)))


def _contested(told: Iterable[tuple[str, Statement]], record: Record) -> frozenset[str]:
    """States brought about by an act that happens once, for which days are told that cannot be one."""
    once = {str(act.body.get("state")) for act in ontology().acts.values() if not act.body.get("by")}
    days: dict[str, list[Time]] = {}
    for state, one in told:
        at = _moment(state, one, record)
        told_firmly = at.known and firm(one, record) and not captioned(one, record)
        if state in once and not rule(state).get("each") and told_firmly:
            days.setdefault(state, []).append(at)
    return frozenset(state for state, held in days.items() if max(at.start for at in held) >= min(at.end for at in held))


def _place(one: Statement) -> tuple[str, int, int, str, str]:
    return (one.doc_name, one.start, one.end, one.kind, one.id)


def _coarse(at: Time) -> tuple[bool, bool]:
    return (not at.known, not at.start)


def _moment(state: str, one: Statement, record: Record) -> Time:
    """When a state was entered, or told to last; of a step that was only told as taken, the day by which."""
    own = Time() if until(state, one.when) else time(one.when)
    if own.known:
        return own
    told = time(said(one, record))
    return told if lasts(state) else Time(end=told.end)


# ---- findings


class _View:
    """Findings on one thing."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.record = group.record
        self.thing = group.record.entities[group.key]
        self.cycle = cycle_of(self.thing) or ""
        self.units: dict[str, list[Cluster]] = {}
        self.told = self._told()
        self.contested = {number: _contested(told, self.record) for number, told in self.told.items()}
        for number, told in sorted(self.told.items()):
            self.units[number] = clusters(told, self.record)

    def _told(self) -> dict[str, list[tuple[str, Statement]]]:
        found: dict[str, list[tuple[str, Statement]]] = {}
        for one in self.group.statements:
            state = reached(one, self.cycle, self.record)
            if state is not None and mine(one, self.thing):
                number = unit(one) if self.cycle == "project" and not numbered(self.thing) else ""
                found.setdefault(number, []).append((state, one))
        return found

    def findings(self) -> Iterator[Finding]:
        for number, found in self.units.items():
            own = [one for one in found if self._own(one)]
            yield from self._agreeing(own)
            yield from self._in_order(own, number)
            yield from self._one_day([(state, one) for state, one in self.told[number] if self._of(one)], number)
        yield from self._silent()
        yield from self._same_units()

    def _own(self, one: Cluster) -> bool:
        """What is told of a part alone is held against the rest in the group of the part."""
        return self._of(one.first)

    def _of(self, one: Statement) -> bool:
        return self.group.key in things(one, self.record)

    # ---- in order

    def _in_order(self, found: Sequence[Cluster], number: str) -> Iterator[Finding]:
        dated = sorted((one for one in found if one.at.known), key=lambda one: (one.at.start or one.at.end, one.at.end))
        for place, one in enumerate(dated):
            near = dated[place + 1 : place + 1 + _AHEAD]
            if near and rule(one.state).get("each") and rule(near[0].state).get("each"):
                continue
            for other in near:
                made = list(self._pair(one, other, number)) if apart(one.state, other.state) else []
                yield from made
                if made or (apart(one.state, other.state) and (one.at.before(other.at) or one.at == other.at)):
                    break
        ranked = sorted(found, key=lambda one: (rank(one.state), not one.at.known))
        for place, one in enumerate(ranked):
            if not one.at.known:
                following = next((other for other in islice(ranked, place + 1, None) if apart(one.state, other.state)), None)
                if following is not None:
                    yield from self._undated(one, following, number)

    def _pair(self, one: Cluster, other: Cluster, number: str) -> Iterator[Finding]:
        if rule(one.state).get("each") and rule(other.state).get("each"):
            return
        behind = rank(other.state) < rank(one.state) and not reaches(one.state, other.state)
        if one.at.before(other.at) and not (behind and not self._firm(one, other)):
            yield from self._later(one, other, number)
        elif not (one.at == other.at and one.at.day):
            # What lasts on one and the same day is asked of all tellings, below; a step and what follows it may share a day.
            yield from self._undated(one, other, number)

    def _firm(self, one: Cluster, other: Cluster) -> bool:
        return firm(one.first, self.record) and firm(other.first, self.record)

    def _later(self, one: Cluster, other: Cluster, number: str) -> Iterator[Finding]:
        if quotes(other.first, "remains") and lasts(one.state) and lasts(other.state):
            if (pair := _two_voices(one.told, other.told, self.record)) is not None:
                again = f"{other.at.when} it is told to be {done(other.state)} as before"
                words = f"{self._name(number)} was {self._worded(one, number)}; {again}."
                yield self._made("in_tension", "none", "medium", one, other, words, number, pair)
            return
        words = f"{self._name(number)} was {self._worded(one, number)}, later {self._worded(other, number)}."
        behind = rank(other.state) < rank(one.state) and not direct(one.state, other.state)
        if lasts(other.state) and (back(other.state) or behind):
            yield self._made("reverses", "update", "medium", one, other, words, number)
        elif rank(other.state) > rank(one.state) or direct(one.state, other.state):
            yield self._made("supersedes", "update", "low", one, other, words, number)

    def _one_day(self, told: Iterable[tuple[str, Statement]], number: str) -> Iterator[Finding]:
        """States that last and are told of one day by two voices; states are few, so all pairs of them are asked."""
        found: dict[Time, dict[str, list[Statement]]] = {}
        for state, one in told:
            at = _moment(state, one, self.record)
            if lasts(state) and at.day and firm(one, self.record):
                found.setdefault(at, {}).setdefault(state, []).append(one)
        for at, by_state in sorted(found.items()):
            for first, second in combinations(sorted(by_state, key=lambda state: (rank(state), state)), 2):
                pair = _two_voices(by_state[first], by_state[second], self.record)
                if pair is not None and apart(first, second):
                    mine, theirs = (Cluster(state, at, tuple(by_state[state])) for state in (first, second))
                    words = f"{self._name(number)} is said to be {done(first)} and {done(second)} on one day, {at.words}."
                    yield self._made("contradicts", "contradiction", "high", mine, theirs, words, number, pair)

    def _undated(self, one: Cluster, other: Cluster, number: str) -> Iterator[Finding]:
        """Where the days do not tell the order, the states may: what cannot come back came first."""
        first, second = (one, other) if rank(one.state) <= rank(other.state) else (other, one)
        if reaches(first.state, second.state) and not reaches(second.state, first.state):
            words = f"{self._name(number)} was {self._worded(first, number)}, then {self._worded(second, number)}."
            note = "the days do not tell the order, the states do: the second does not go back to the first"
            yield self._made("supersedes", "update", "low", first, second, words, number, steps=(note,))
        elif lasts(one.state) and lasts(other.state):
            both = f"{self._worded(one, number)} and {self._worded(other, number)}"
            words = f"{self._name(number)} is said to be {both}. {_NOT_KNOWN}"
            yield self._made("in_tension", "none", "medium", one, other, words, number)

    def _made(
        self, relation: str, difference: str, severity: str, one: Cluster, other: Cluster, reason: str, number: str,
        pair: tuple[Statement, Statement] | None = None, steps: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        told = pair or (one.first, other.first)
        return finding(
            NAME, self.group.key, relation, tuple(each.id for each in told),
            difference=difference, severity=severity, about=(self.group.key,), reason=capital(reason),
            steps=(*(self._step(each, cluster) for each, cluster in zip(told, (one, other), strict=True)), *steps),
            expected=one.shown, observed=other.shown, coverage=f"unit {number}" if number else None,
        )  # fmt: skip

    def _step(self, one: Statement, cluster: Cluster) -> str:
        voices = len(independent(self.record, cluster.told))
        who = voiced(one.speaker.name) if one.speaker else one.doc_name
        more = f" and {voices - 1} more" if voices > 1 else ""
        words = f" (\u201c{one.quote}\u201d)" if one.kind == "status" and len(one.quote) <= SHORT else ""
        return f"{label(cluster.state)}{words}, {cluster.at.words or 'no day'}: {who}{more}"

    def _worded(self, one: Cluster, number: str) -> str:
        """The state and its day; a day that is only inferred is left to the steps, and one that is contested told as that. What
        one speaker alone tells is told as his, and the day of his words is no day of the act."""
        ends = until(one.state, one.first.when)
        own = time(one.first.when).known and not ends
        who, state = account(one.told if own else (one.first,)), f"{done(one.state)}{self._by_party(one)}"
        if ends:
            return f"{state} until {worded(one.first.when).removeprefix('by ')}"
        if not firm(one.first, self.record):
            return f"{state}{f', as {who} told' if who else ''}"
        if who and not own:
            return f"{state}, as {who} told {time(said(one.first, self.record)).when}"
        by = f"by the account of {who} " if who else "by one account " if one.state in self.contested.get(number, ()) else ""
        return f"{state} {by}{one.at.when}".strip()

    def _by_party(self, one: Cluster) -> str:
        """Which party took a step that each has to take: "ratified by X"."""
        key = one.first.attributes.get("party") if label(one.state).endswith("by a party") else None
        known = (*states(), *(self.record.case.entities if self.record.case is not None else ()))
        named = next((each.name for each in known if key and each.props.get("key") == key), "")
        return f" by {named}" if named else ""

    def _name(self, number: str) -> str:
        return f"{self.thing.name}, {units_named(number)}" if number else self.thing.name

    # ---- what agrees

    def _agreeing(self, found: Sequence[Cluster]) -> Iterator[Finding]:
        """One lasting state told for one time by voices of their own. Days of steps are held together elsewhere."""
        for one in found:
            if not lasts(one.state) or not one.at.known:
                continue
            held = (each for each in one.told if firm(each, self.record))
            same = [each for each in held if _moment(one.state, each, self.record).meets(one.at)]
            voices, limits = agreeing(self.record, same)
            if len(voices) > 1:
                whose = "in one document" if limits else "of their own"
                words = f"{capital(count(len(voices)))} voices {whose} say that {self.thing.name} is {done(one.state)}."
                named = tuple(each.id for each in voices[:MOST])
                yield finding(
                    NAME, self.group.key, "corroborates", named, about=(self.group.key,), reason=words, observed=one.shown,
                    coverage=limits,
                )  # fmt: skip

    def _same_units(self) -> Iterator[Finding]:
        """"The second and third units" and "two new units" are the same two where no other units are told of."""
        several = {number: found for number, found in self.units.items() if re.fullmatch(r"\d+(?:\+\d+)+", number)}
        for number, found in several.items():
            counted = self.units.get(f"n{number.count('+') + 1}", ())
            others = {other for other in several if other != number}
            for one in found:
                other = next((each for each in counted if each.state == one.state), None)
                if other is not None and not others:
                    yield self._same(one, other, number)

    def _same(self, one: Cluster, other: Cluster, number: str) -> Finding:
        names = number.replace("+", " and ")
        count = number.count("+") + 1
        words = (
            f"{self.thing.name}: units {names}, told as {done(one.state)}, and the {count} units told without a number are"
            f" taken to be the same {count}."
        )
        return finding(
            NAME, self.group.key, "corroborates", (one.first.id, other.first.id), about=(self.group.key,), reason=words,
            steps=(f"no other units are told as {label(one.state)}", f"units {names}: {count} in number", "inferred, not told"),
            coverage=None if len(independent(self.record, (one.first, other.first))) > 1 else TOGETHER, observed=one.shown,
        )  # fmt: skip

    # ---- silence

    def _silent(self) -> Iterator[Finding]:
        """Global Energy Monitor's rule: two years without news, shelved; four, cancelled. Inferred, and shown as that."""
        states = [one for found in self.units.values() for one in found if self._own(one) and one.at.known]
        days = [_last_heard(one, self.record) for one in self.group.statements]
        if self.cycle != "project" or not states or not self.record.last_day or "" in days:
            return
        last, heard = max(states, key=lambda one: (one.at, rank(one.state))), max(days)
        years = _years(heard, self.record.last_day)
        passed = [count for count in transitions()["silence"] if count <= years]
        if passed and last.state not in _DONE:
            yield self._inferred(last, heard, max(passed))

    def _inferred(self, last: Cluster, heard: str, years: int) -> Finding:
        state = transitions()["silence"][years]
        until = self.record.last_day
        words = (
            f"Nothing is heard of {self.thing.name} from {heard} to {until}, the last day of these documents: {years} years "
            f"without news are taken as {label(state)}. Inferred, not told."
        )
        observed: dict[str, Any] = {"state": state, "since": heard, "as_of": until, "rule": f"{years} years", "basis": "inferred"}
        rules = "rule: no news for 2 years, shelved; for 4 years, cancelled (Global Energy Monitor)"
        return finding(
            NAME, self.group.key, "implies", (last.first.id,), about=(self.group.key,), reason=words,
            steps=(f"last told: {self._worded(last, '')}", rules), expected=last.shown, observed=observed,
            coverage="these documents",
        )  # fmt: skip


def _two_voices(
    one: Sequence[Statement], other: Sequence[Statement], record: Record
) -> tuple[Statement, Statement] | None:
    """The first of each that are not of one voice."""
    mine, theirs = {voice(each, record): each for each in reversed(one)}, {voice(each, record): each for each in reversed(other)}
    if len(mine.keys() | theirs.keys()) == 1:
        return None
    first, second = one[0], other[0]
    if voice(first, record) != voice(second, record):
        return first, second
    apart_from = voice(first, record)
    second = next((each for each in other if voice(each, record) != apart_from), second)
    first = first if second is not other[0] else next(each for each in one if voice(each, record) != apart_from)
    return first, second


def _last_heard(one: Statement, record: Record) -> str:
    told = said(one, record)
    return (told.start or "") if told else ""


def _years(start: str, end: str) -> int:
    first, last = parse(start), parse(end)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
