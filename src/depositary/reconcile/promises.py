"""Promises and plans, and what came of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from depositary.model.dates import parse, worded
from depositary.model.nouns import Finding, Period, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.text import fold
from depositary.reconcile.forecasts import aimed, forecasts, is_forecast
from depositary.reconcile.states import (
    Time,
    adverb,
    back,
    cycle_of,
    done,
    entered,
    finish,
    lasts,
    party,
    quotes,
    rank,
    reached,
    reaches,
    rule,
    said,
    target,
    time,
    transitions,
)
from depositary.reconcile.things import mine, numbered, things, unit, units_named
from depositary.reconcile.voices import copied, independent
from depositary.reconcile.wording import account, capital, voice

NAME = "reconcile.promises"
# Statements that a finding names at most (interfaces, Size).
MOST = 5
# Promises of one chain that wait for a later one at a time.
_PENDING = 8
_DROPPED = ("shelved", "cancelled", "terminated")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    """Promises of a state, and states told as reached, by thing; figures promised and told, by series."""
    if one.kind == "figure":
        if one.series and (is_forecast(one, record) or one.stance == "asserts"):
            yield one.series
        return
    yield from aimed(one, record)
    for about in things(one, record):
        cycle = cycle_of(record.entities.get(about))
        if cycle and (target(one, cycle, record) or reached(one, cycle, record)):
            yield about


@dataclass(frozen=True, slots=True)
class Promise:
    """Equal promises: one thing is to come to one state by one day. `said` is when it was said first; `opening` is True where
    it is told as the first of several. What is told after its day is told again, and when it was said is not known."""

    state: str
    due: Period | None
    said: Time
    told: tuple[Statement, ...]
    times: tuple[Time, ...]
    required: bool = False
    opening: bool = False

    @property
    def first(self) -> Statement:
        return self.told[0]

    def said_after(self, one: Promise) -> tuple[Time, Statement] | None:
        """When it was said again after another was first said; None where it was said before that, or the order is not known."""
        if one.opening:
            return (self.said, self.first)
        if self.said.before(one.said):
            return None
        later = (pair for pair in zip(self.times, self.told, strict=True) if pair[0].start and one.said.before(pair[0]))
        return min(later, key=lambda pair: (pair[0], pair[1].doc_name, pair[1].start, pair[1].id), default=None)

    @property
    def until(self) -> str:
        """The day after the last day on which it would be kept; "" when no day was given."""
        return (self.due.end or "") if self.due else ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A state told as reached. `at` is when it was entered, `seen` when it was told to hold."""

    state: str
    at: Time
    seen: Time
    one: Statement


@check(NAME, keys=_keys, ends=True)
def promises(group: Group) -> Iterator[Finding]:
    """What was promised or planned for a thing, held against what came: kept in time or late, moved to a later day, dropped, not
    yet there after its day, or its day passed with nothing told. Only the same state of the same thing (or a figure of the same
    series and time) counts, never words that look alike. A promise is told once; equal promises are one."""
    if group.key not in group.record.entities:
        yield from forecasts(NAME, group)
        return
    yield from _View(group).findings()


class _View:
    """Findings on one thing."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.record = group.record
        self.thing = group.record.entities[group.key]
        self.cycle = cycle_of(self.thing) or ""

    def findings(self) -> Iterator[Finding]:
        promised = self._promised()
        came = self._came()
        for number, found in sorted(promised.items()):
            for chain in _chains(found):
                yield from self._chain(chain, came.get(number, []), number)

    def _unit(self, one: Statement) -> str:
        return unit(one) if self.cycle == "project" and not numbered(self.thing) else ""

    def _promised(self) -> dict[str, list[Promise]]:
        found: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
        for one in self.group.statements:
            state = target(one, self.cycle, self.record)
            if state is not None and mine(one, self.thing):
                due = due_of(one, self.record)
                found[self._unit(one), state, (due.end or "") if due else ""].append(one)
        by_unit: dict[str, list[Promise]] = defaultdict(list)
        for (number, state, _), told in sorted(found.items()):
            by_unit[number].append(_promise(state, told, self.record))
        return by_unit

    def _came(self) -> dict[str, list[Outcome]]:
        found: dict[str, list[Outcome]] = defaultdict(list)
        for one in self.group.statements:
            state = reached(one, self.cycle, self.record)
            if state is not None and mine(one, self.thing):
                seen = time(one.when) if time(one.when).known else time(said(one, self.record))
                found[self._unit(one)].append(Outcome(state, entered(state, one, self.record), seen, one))
        return found

    # ---- fates

    def _chain(self, chain: Sequence[Promise], came: Sequence[Outcome], number: str) -> Iterator[Finding]:
        """Each promise but the last was replaced by the next; the last was kept, dropped, or not."""
        moved: set[int] = set()
        dated = [(place, one) for place, one in enumerate(chain) if one.until and (one.said.start or one.opening)]
        dated.sort(key=lambda pair: (not pair[1].opening, pair[1].said, pair[1].until, pair[1].first.id))
        pending: list[tuple[int, Promise]] = []
        for place, other in dated:
            for at, one in list(pending):
                made = self._moved(one, other, number)
                if made is not None:
                    moved.add(at)
                    pending.remove((at, one))
                    yield made
            pending = [*pending[-_PENDING:], (place, other)]
        by_day = sorted((one for one in chain if one.until), key=lambda one: (one.until, one.first.id))
        for place, one in enumerate(chain):
            if place not in moved:
                later = next((other for other in by_day if other.until > one.until), None) if one.until else None
                yield from self._fate(one, came, number, later)

    def _moved(self, one: Promise, other: Promise, number: str) -> Finding | None:
        assert one.due is not None and other.due is not None
        again = other.said_after(one)
        if again is None:
            return None
        at, new = again
        day = adverb(worded(other.due))
        will = f"to be due {day}" if other.state == one.state else f"that it would be {done(other.state)} {day}"
        words = f"{self._was(one, number)}; {at.when} it was said {will}"
        days, shown = _between(one.until, other.until), _shown(other)
        starts = (one.due.start or "", other.due.start or "9999")
        if _later(one, other) and rank(other.state) <= rank(one.state):
            return self._made("slips", "update", "medium", one, new, f"{words}.", "moved", shown, moved_days=days)
        if other.until <= starts[0] and one.state == other.state:
            sooner = f"{words}, sooner."
            return self._made(
                "supersedes", "update", "low", one, new, sooner, "brought_forward", shown, moved_days=days
            )  # fmt: skip
        return None

    def _fate(self, one: Promise, came: Sequence[Outcome], number: str, later: Promise | None) -> Iterator[Finding]:
        after = [each for each in came if not each.at.before(Time(one.said.start)) and not self._together(one, each)]
        kept = _kept(one, after, self.record)
        dropped = _latest(each for each in after if each.state in _DROPPED)
        if kept is not None:
            yield self._kept(one, kept, number)
        elif dropped is not None:
            words = f"{self._was(one, number)}; it was {_came(dropped)}."
            yield self._made("slips", "plan_and_outcome", "medium", one, dropped.one, words, "dropped", _at(dropped.seen))
        elif one.until and not one.required:
            yield from self._late(one, after, number, later)
        elif (words := _no_year(one)) and not one.required:
            yield self._open(one, words, number)

    def _open(self, one: Promise, words: str, number: str) -> Finding:
        """A day told by words whose year is not known: whether it has passed cannot be told."""
        was = self._was(one, number, f" \u201c{words}\u201d")
        reason = f"{was}; which year is meant is not known, so it cannot be held against what came."
        return self._made("uncheckable", "year_unknown", "low", one, None, reason, "year_unknown", _at(Time()))

    def _together(self, one: Promise, each: Outcome) -> bool:
        """What the same document tells at the same time and without a day of its own did not come after the promise."""
        return not each.at.start and each.one.doc == one.first.doc and time(said(each.one, self.record)) == one.said

    def _kept(self, one: Promise, kept: Outcome, number: str) -> Finding:
        exact = kept.state == one.state
        came = f"{self._was(one, number)}; it was {_came(kept)}".rstrip()
        shown = _at(kept.at)
        if one.until and kept.at.end <= one.until:
            return self._made("fulfils", "plan_and_outcome", "low", one, kept.one, f"{came}, in time.", "kept", shown)
        if one.until and exact and kept.at.start >= one.until:
            days = _between(one.until, kept.at.start) + 1
            late = f"{came}, kept late by {days} day{'s' if days != 1 else ''}."
            return self._made("fulfils", "plan_and_outcome", "medium", one, kept.one, late, "kept_late", shown, late_days=days)
        note = ", whether in time is not known." if one.until else "."
        return self._made("fulfils", "plan_and_outcome", "low", one, kept.one, came + note, "kept_undated", shown)

    def _late(self, one: Promise, after: Sequence[Outcome], number: str, later: Promise | None) -> Iterator[Finding]:
        """After the day due an earlier state is told, or nothing is. A later day that is told too is named."""
        behind = _latest(each for each in after if rank(each.state) < rank(one.state) and each.seen.start >= one.until)
        if behind is not None:
            words = f"{self._was(one, number)}; it was {_came(behind)}."
            shown = _at(behind.seen)
            yield self._made(
                "slips", "plan_and_outcome", "medium", one, behind.one, words, "not_yet", shown, as_of=behind.seen.start
            )  # fmt: skip
        elif one.until <= self.record.last_day:
            last = self.record.last_day
            words = f"{self._was(one, number)}; nothing in these documents, up to {last}, tells that it came."
            if later is not None:
                words += f" Another day is told for it, {worded(later.due)}; which was said first is not known."
            other = later.first if later is not None else None
            yield self._made("slips", "plan_and_outcome", "medium", one, other, words, "overdue", _at(Time()), as_of=last)

    def _was(self, one: Promise, number: str, due: str = "") -> str:
        name = f"{self.thing.name}, {units_named(number)}" if number else self.thing.name
        due = f" {adverb(worded(one.due))}" if one.until else due
        # The day of a text that quotes somebody is not the day on which he spoke.
        how = "told" if one.first.speaker is not None and one.first.said is None else "said"
        told = f", as {how} {one.said.when}" if one.said.start and not one.opening else ""
        return f"{name} was {'at first ' if one.opening else ''}to be {done(one.state)}{due}{told}"

    def _linked(self, one: Promise, outcome: str, came: Statement | None) -> Iterator[str]:
        """What links a promise to what came where the state promised is not the state told."""
        state = reached(came, self.cycle, self.record) if came is not None else None
        if outcome.startswith("kept") and state is not None and state != one.state:
            yield f"{done(state)} comes after {done(one.state)}: what is {done(state)} has been that before, or by that act"
            told = (each for each in self.group.statements if reached(each, self.cycle, self.record) == one.state)
            yield from (f"told as {done(one.state)} {_day(each)}: {each.doc_name}" for each in islice(told, MOST - 1))

    def _made(
        self, relation: str, difference: str, severity: str, one: Promise, came: Statement | None, reason: str, outcome: str,
        shown: dict[str, Any], late_days: int | None = None, moved_days: int | None = None, as_of: str | None = None,
    ) -> Finding:  # fmt: skip
        named = [one.first, *([came] if came else [])]
        again = [each for each in independent(self.record, one.told) if each not in named]
        voices = len(independent(self.record, one.told))
        return finding(
            NAME, self.group.key, relation, tuple(each.id for each in (*named, *again[: MOST - len(named)])),
            difference=difference, severity=severity, about=(self.group.key,), reason=capital(reason),
            steps=(*self._linked(one, outcome, came), f"independent voices of the promise: {voices}"),
            expected=_expected(one),
            observed={"outcome": outcome, **shown, "late_days": late_days, "moved_days": moved_days, "as_of": as_of},
            coverage="these documents" if outcome == "overdue" else None,
        )  # fmt: skip


def due_of(one: Statement, record: Record) -> Period | None:
    """The day by which it is to come: `due`, else the time spoken of where it lies ahead; None when no day is given."""
    for period in (one.due, one.when):
        if period is not None and period.known and period.end and period.anchor != "none":
            told = said(one, record)
            if period is one.due or told is None or not told.start or period.end > told.start:
                return period
    return None


def _promise(state: str, told: Sequence[Statement], record: Record) -> Promise:
    times = [(_said(one, record), place) for place, one in enumerate(told)]
    at, best = min(times, key=lambda pair: (not pair[0].start, pair[0].start, pair[0].end, pair[1]))
    first = told[best]
    ordered = (first, *(one for one in told if one is not first))
    opening = not at.start and any(quotes(one, "first") for one in told)
    required = all(one.stance == "demands" for one in told)
    return Promise(state, due_of(first, record), at, ordered, tuple(_said(one, record) for one in ordered), required, opening)


def _later(one: Promise, other: Promise) -> bool:
    """True when the second is due after the first is past, or has a later last day where both have no more than that. Days that
    meet those due before move nothing."""
    start = other.due.start if other.due else None
    if not start:
        return one.until < other.until and not (one.due and one.due.start)
    return one.until <= start


def _said(one: Statement, record: Record) -> Time:
    """When it was promised; of what is told as the first promise of several only that it was before."""
    at, due = time(said(one, record)), due_of(one, record)
    if quotes(one, "first"):
        ends = [end for end in (at.end, due.end if due else None) if end]
        return Time(end=min(ends))
    return Time(end=due.end) if due is not None and due.end and due.end <= at.start else at


def _chains(found: Sequence[Promise]) -> Iterator[list[Promise]]:
    """Promises of which a later one moves an earlier one: those of one state, or of the end of one work."""
    chains: dict[str, list[Promise]] = defaultdict(list)
    for one in found:
        chains[finish(one.state)].append(one)
    for name in sorted(chains):
        yield chains[name]


def _kept(one: Promise, came: Sequence[Outcome], record: Record) -> Outcome | None:
    """What shows that the promise was kept: the state itself on the day that most voices tell, else a state further on. A step
    asked of both parties needs two of them, or what can only follow on both."""
    exact = [each for each in came if each.state == one.state]
    if rule(one.state).get("each") and quotes(one.first, "every") and len({party(each.one) for each in exact}) < 2:
        exact = []
    further = [
        each
        for each in came
        if rank(each.state) > rank(one.state) and reaches(one.state, each.state) and not back(each.state)
        and not rule(each.state).get("each")
    ]  # fmt: skip
    nearest = min((rank(each.state) for each in further), default=0)
    return _weightiest(exact, record) or _weightiest([each for each in further if rank(each.state) == nearest], record)


def _weightiest(found: Sequence[Outcome], record: Record) -> Outcome | None:
    """The outcome on the day that most voices tell; of days told by as many that of the fuller account. Days by which it had
    come, and no more, all hold: the earliest tells the most."""
    by_day: dict[Time, list[Statement]] = defaultdict(list)
    for each in found:
        by_day[each.at].append(each.one)
    bounds = not any(each.at.start for each in found)
    weight = {at: (0, 0) if bounds else (-len(independent(record, told)), -_fullest(told)) for at, told in by_day.items()}
    order = {each.one.id: (copied(each.one, record), *_place(each.one)) for each in found}
    return min(found, key=lambda each: (not each.at.start, weight[each.at], each.at, order[each.one.id]), default=None)


def _place(one: Statement) -> tuple[str, int, str]:
    return (one.doc_name, one.start, one.id)


def _fullest(told: Sequence[Statement]) -> int:
    return max(len(one.quote) for one in told)


def _latest(found: Iterator[Outcome]) -> Outcome | None:
    return max(found, key=lambda each: (each.seen, rank(each.state), each.one.id), default=None)


def _between(first: str, last: str) -> int:
    return (parse(last) - parse(first)).days


def _day(one: Statement) -> str:
    """The day of a step within a sentence, with who took it."""
    by = f"by {voice(one.subject.name)} " if one.subject is not None else ""
    return f"{by}{time(one.when).when}".rstrip()


def _came(one: Outcome) -> str:
    """The state with its day; as told by whom where the day is only that of his words."""
    who = account([one.one])
    if who and not time(one.one.when).known:
        return f"{done(one.state)}, as {who} told {one.seen.when}"
    return f"{done(one.state)} {_on(one)}"


def _no_year(one: Promise) -> str:
    """The words of a day that stay without a year: "by the end of the year" in a text whose year is open."""
    period = one.first.due
    if period is None or one.until or not period.literal or (period.known and period.anchor != "none"):
        return ""
    return period.literal if re.search(str(transitions()["dated_in"]), fold(period.literal)) else ""


def _on(one: Outcome) -> str:
    return one.at.when if one.at.start else one.seen.when if lasts(one.state) else one.at.when


def _at(at: Time) -> dict[str, Any]:
    return {"words": at.words, "start": at.start or None, "end": at.last}


def _shown(one: Promise) -> dict[str, Any]:
    return {"words": worded(one.due), "start": one.due.start if one.due else None, "end": one.until or None}


def _expected(one: Promise) -> dict[str, Any]:
    speaker = one.first.speaker
    return {
        "state": one.state,
        "due": worded(one.due) if one.until else "",
        "start": one.due.start if one.due and one.until else None,
        "end": one.until or None,
        "said": "at first" if one.opening else one.said.words,
        "by": speaker.name if speaker else None,
    }
