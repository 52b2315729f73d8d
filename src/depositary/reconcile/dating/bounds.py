"""First and last day on which passages can have been written, solved together with the days of the acts that they tell.

The day of writing of a passage is a variable, and so is the day of an act. A text that tells an act as done was written
not before it, one that calls it still to come before it, one that puts it "earlier this year" in its year. Days that
are told for an act, or that the case holds, bound it; where two are told, both stay possible and the bounds hold for
either. Where no day is told, texts whose own day is stated bound the act, and those bound the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

from depositary.model.nouns import Document, Period, Statement
from depositary.model.record import Record
from depositary.reconcile import acts
from depositary.reconcile.dating.cues import Cue, Teller, cues, of_acts, teller
from depositary.reconcile.dating.datelines import dateline
from depositary.reconcile.dating.passages import Days, Passage, in_order, least, most, passages
from depositary.reconcile.solve import NotBelow, Sum, System

# What passages have in common that tell the same: first and last day, acts with whether they are to come, own day stated.
Same = tuple[int | None, int | None, tuple[tuple[str, bool], ...], bool]


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of the day of an act: first and last day, the first statement for each day told, days of the case."""

    low: int | None
    high: int | None
    told: tuple[Teller, ...] = ()
    known: tuple[acts.Known, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """An end of the bounds of a passage: the day, the cue that gives it, and statements of others that it rests on."""

    day: int
    cue: Cue | None = None
    rests: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """When a passage was written, from `low` to `high`, both included; None where nothing bounds it. The passage comes without
    its cues."""

    passage: Passage
    low: End | None
    high: End | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What one document tells that bears on dating: its characters, the day that it states or bears at its head, its cues, and
    the statements that give an act a time, by the key of the act."""

    doc: str
    chars: int
    day: Period | None
    cues: tuple[Cue, ...]
    given: tuple[tuple[str, Teller], ...]

    def __reduce__(self) -> tuple[Any, ...]:
        return Heard, (self.doc, self.chars, self.day, self.cues, self.given)


@dataclass
class Dating:
    """The bounds of all passages of documents whose own day is not stated, by document, and the acts they rest on."""

    bounds: dict[str, list[Bounds]] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)


def stated(document: Document) -> Period | None:
    """The day, month or year of a document that it gives itself, or that a person set."""
    for period in (document.written, document.published):
        if period is not None and period.known and period.anchor != "inferred":
            return period
    return None


def own_day(document: Document) -> Period | None:
    """The day that a document states, or bears at its head."""
    return stated(document) or dateline(document.text)


def hear(document: Document, statements: Iterable[Statement], record: Record) -> Heard:
    """What a document and its statements, in text order, tell."""
    day = own_day(document)
    found: list[Cue] = []
    given: list[tuple[str, Teller]] = []
    for one in statements:
        found += telling(one, record, dated=day is not None)
        given += ((name, teller(one, one.when)) for name in gives(one, record))
    return Heard(document.id, document.chars, day, tuple(found), tuple(given))


def telling(one: Statement, record: Record, *, dated: bool) -> list[Cue]:
    """What a statement tells of when it was written; in a document with a day of its own, only what tells of acts."""
    return list(of_acts(one, record) if dated else cues(one, record))


def gives(one: Statement, record: Record) -> Iterator[str]:
    """Keys of the acts to which a statement gives a time that the words fix."""
    if one.when is not None and acts.stated(one.when):
        yield from acts.told(one, record)


def dated(heard: Mapping[str, Heard], record: Record) -> Dating:
    """The bounds of every document of the record that does not state its day. `heard` by document, in the order of the record;
    it is gone through several times and may make them anew each time."""
    told: dict[str, dict[int, Teller]] = defaultdict(dict)
    coarse: dict[str, list[Teller]] = defaultdict(list)
    named: set[str] = set()
    for one in heard.values():
        _days(one, told, coarse)
        named.update(cue.act for cue in one.cues if cue.act is not None)
    made = {
        name: _act(name, told.get(name, {}), coarse.get(name, ()), record)
        for name in sorted(named | set(told))
    }
    known: dict[str, Days] = {name: (act.low, act.high) for name, act in made.items()}
    far = _together(heard, known, record)
    found = Dating(acts=made)
    for one in heard.values():
        if one.cues and one.day is None:
            parts = enumerate(_passages(one, known, record))
            bounds = [_bounds(part, known, made, far.get((one.doc, number), {})) for number, part in parts]
            if any(it.low or it.high for it in bounds):
                found.bounds[one.doc] = bounds
    return found


def _passages(one: Heard, known: Mapping[str, Days], record: Record) -> list[Passage]:
    return passages(one.doc, one.chars, in_order(one.cues), known, lambda: record.documents[one.doc].text)


def _days(one: Heard, told: Mapping[str, dict[int, Teller]], coarse: Mapping[str, list[Teller]]) -> None:
    """File the days that a document tells for acts, the first statement of each day."""
    for name, by in one.given:
        when = by.when
        if when is not None and when.precision == "day" and when.start:
            told[name].setdefault(acts.number(when.start), by)
        elif when is not None and when.start and when.end and all(it.when != when for it in coarse[name]):
            coarse[name].append(by)


def _act(name: str, told: Mapping[int, Teller], coarse: Sequence[Teller], record: Record) -> Act:
    known = acts.known(name, record)
    lows, highs = [*told, *(one.low for one in known)], [*told, *(one.high for one in known)]
    first = [told[day] for day in sorted(told)]
    if not lows:
        for one in coarse:
            assert one.when is not None
            low, high = acts.span(one.when)
            lows, highs = [*lows, low or 0], [*highs, high or 0]
        first = list(coarse)
    return Act(min(lows, default=None), max(highs, default=None), tuple(first), tuple(known))


# ---- acts that no one dates: bounded by the texts that tell them


def _together(
    heard: Mapping[str, Heard], known: Mapping[str, Days], record: Record
) -> dict[tuple[str, int], dict[str, tuple[int, tuple[Teller, ...]]]]:
    """Ends that reach a passage by way of an act without a day. Passages that tell the same are one variable."""
    system = System()
    who: dict[str, Teller] = {}
    at: dict[Same, list[tuple[str, int]]] = {}
    for one in heard.values():
        if not any(_open(cue, known) for cue in one.cues):
            continue
        doc, own = one.doc, one.day
        whole = [Passage(doc, [(0, one.chars)], cues=in_order(one.cues))]
        for number, part in enumerate(_passages(one, known, record) if own is None else whole):
            sides = sorted(
                {(it.act or "", it.side in ("before", "until")) for it in part.cues if _open(it, known)}
            )
            if not sides:
                continue
            low, high = _own(part, known) if own is None else acts.span(own)
            same = (low, high, tuple(sides), own is not None)
            if same not in at:
                who[repr(same)] = next(it.one for it in part.cues if _open(it, known))
            at.setdefault(same, []).append((doc, number))
    for same in sorted(at, key=repr):
        (low, high, told, days_stated), name = same, repr(same)
        system.free(name)
        system.say(name, -inf if low is None else low, inf if high is None else high, by=name)
        for act, coming in told:
            _join(system, name, act, coming=coming, own=days_stated)
    for act in sorted({act for same in at if not same[3] for act, coming in same[2] if coming}):
        system.add(Sum(f"act {act}", (f"eve {act}", f"day {act}")))
        system.say(f"day {act}", 1, 1, by=f"day {act}")
    return _reached(system, at, who)


def _open(one: Cue, known: Mapping[str, Days]) -> bool:
    return one.act is not None and known.get(one.act, (None, None)) == (None, None)


def _own(part: Passage, known: Mapping[str, Days]) -> Days:
    lows = [low for one in part.cues if (low := least(one, known)) is not None]
    highs = [high for one in part.cues if (high := most(one, known)) is not None]
    return max(lows, default=None), min(highs, default=None)


def _join(system: System, name: str, act: str, *, coming: bool, own: bool) -> None:
    """The writing is not before the act; or the act is to come. A text that states its own day may be of the day itself."""
    what, eve = f"act {act}", f"eve {act}"
    system.free(what)
    if not coming:
        system.add(NotBelow(name, what))
    elif own:
        system.add(NotBelow(what, name))
    else:
        system.free(eve)
        system.add(NotBelow(eve, name))


def _reached(
    system: System, at: Mapping[Same, Sequence[tuple[str, int]]], who: Mapping[str, Teller]
) -> dict[tuple[str, int], dict[str, tuple[int, tuple[Teller, ...]]]]:
    found: dict[tuple[str, int], dict[str, tuple[int, tuple[Teller, ...]]]] = {}
    ends = {name: held for part in system.components() for name, held in part.implied().items()}
    for variable, places in at.items():
        held = ends.get(repr(variable))
        if held is None:
            continue
        for side, day, by in (("low", held.low, held.low_by), ("high", held.high, held.high_by)):
            if abs(day) == inf:
                continue
            rests = tuple(who[str(one)] for one in sorted(by, key=repr) if one in who)
            for place in places:
                found.setdefault(place, {})[side] = int(day), rests
    return found


# ---- the ends of a passage


def _bounds(
    part: Passage,
    known: Mapping[str, Days],
    held: Mapping[str, Act],
    far: Mapping[str, tuple[int, tuple[Teller, ...]]],
) -> Bounds:
    lows = [
        (day, one.plain, -number)
        for number, one in enumerate(part.cues)
        if (day := least(one, known)) is not None
    ]
    highs = [
        (day, -one.plain, number)
        for number, one in enumerate(part.cues)
        if (day := most(one, known)) is not None
    ]
    low = _end(part, max(lows, default=None), held)
    high = _end(part, min(highs, default=None), held)
    if "low" in far and (low is None or far["low"][0] > low.day):
        low = End(far["low"][0], _first(part, known, coming=False), far["low"][1])
    if "high" in far and (high is None or far["high"][0] < high.day):
        high = End(far["high"][0], _first(part, known, coming=True), far["high"][1])
    return Bounds(replace(part, cues=[]), low, high)


def _first(part: Passage, known: Mapping[str, Days], *, coming: bool) -> Cue | None:
    return next(
        (it for it in part.cues if _open(it, known) and (it.side in ("before", "until")) == coming), None
    )


def _end(part: Passage, best: tuple[int, int, int] | None, held: Mapping[str, Act]) -> End | None:
    if best is None:
        return None
    cue = part.cues[abs(best[2])]
    act = held.get(cue.act) if cue.act is not None else None
    return End(
        best[0], cue, tuple(one for one in act.told if one.id != cue.one.id) if act is not None else ()
    )
