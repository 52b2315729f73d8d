"""What statements say of the days of acts: a day, a month, "told as done" on a dated day, "still to come" on a dated day, "ten
days after the signing". Equal sayings are one cluster, and acts of one name that lie years apart are two acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import inf

from depositary.annotate.times import find_times
from depositary.annotate.times.sense import Shift
from depositary.model.dates import worded
from depositary.model.nouns import Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.reconcile import acts
from depositary.reconcile.dating.bounds import stated
from depositary.reconcile.dating.cues import of_acts
from depositary.reconcile.solve import NotBelow, Sum, System
from depositary.reconcile.voices import copied

# Days of one act that lie further apart than this are taken for days of two acts of one name: an older treaty of the same two
# states, a renewal. Two days told of one act differ by days, months or a year.
FAR = 1096
# A paper may be dated a day before the place that it reports of.
ZONE = 1
# A text may appear some days after it was written, still calling to come what has come.
LATE = 7
# Characters of the longest line that is taken for a caption.
CAPTION = 120
# Shortest and longest length of a unit in days.
_UNITS = {"D": (1, 1), "W": (7, 7), "M": (28, 31), "Y": (365, 366)}
_AFTER = re.compile(r"\s*(?:after|before|following|from|of|since)?\s*(?:the |its )?")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """What is said of an act: `sort` is day, span, done, coming or gap. Ends are day numbers, for a gap a number of days
    from the act `other`. `words` are the day for a reader."""

    act: str
    sort: str
    low: float
    high: float
    words: str
    other: str = ""

    @property
    def exact(self) -> bool:
        """True when it puts the act itself somewhere."""
        return self.sort in ("day", "span")


@dataclass(slots=True)
class Cluster:
    """Statements that say the same; the first stands for them."""

    said: Said
    told: list[Statement] = field(default_factory=list)


def clusters(statements: Iterable[Statement], record: Record) -> dict[Said, Cluster]:
    """Sayings of these statements, equal ones together."""
    found: dict[Said, Cluster] = {}
    for one in sorted(statements, key=lambda each: copied(each, record)):
        for said in sayings(one, record):
            found.setdefault(said, Cluster(said)).told.append(one)
    return found


def sayings(one: Statement, record: Record) -> Iterator[Said]:
    """What one statement says of the days of acts."""
    for act in acts.told(one, record):
        yield from _done(one, act, record)
    for it in acts.held(one, record):
        yield from _held(one, it)
    for act in to_come(one, record):
        if (day := _day_of(one, record)) is not None:
            period, slack = day
            low, _ = acts.span(period)
            if low is not None:
                yield Said(act, "coming", low - (LATE if slack else 0), inf, worded(period))


def _held(one: Statement, it: acts.Happening) -> Iterator[Said]:
    """The first day of a happening, where a day or the days of it are told."""
    if one.when is None or not acts.stated(one.when) or one.when.precision != "day":
        return
    first, last = acts.span(one.when)
    if first is not None and last is not None:
        low = min(first, last - (it.day.high - it.day.low))
        yield Said(f"{acts.HELD}|{it.id}", "day", low, first, worded(one.when))


def to_come(one: Statement, record: Record) -> list[str]:
    """Acts that a statement calls still to come."""
    found = of_acts(one, record, at_once=False)
    return [cue.act for cue in found if cue.act and cue.side in ("before", "until")]


def _done(one: Statement, act: str, record: Record) -> Iterator[Said]:
    when = one.when
    if when is not None and acts.stated(when):
        low, high = acts.span(when)
        if low is not None and high is not None:
            yield Said(act, "day" if when.precision == "day" else "span", low, high, worded(when))
        return
    if when is not None and when.anchor == "event":
        yield from _gap(one, act, when)
    elif when is None and (day := _day_of(one, record)) is not None:
        period, slack = day
        _, high = acts.span(period)
        if high is not None:
            yield Said(act, "done", -inf, high + (ZONE if slack else 0), worded(period))


def _day_of(one: Statement, record: Record) -> tuple[Period, bool] | None:
    """The day on which it was said, else that of the document where it is stated; True for the latter."""
    if one.said is not None and acts.stated(one.said):
        return one.said, False
    own = stated(record.documents[one.doc]) if one.said is None else None
    return (own, True) if own is not None and own.precision == "day" else None


def _gap(one: Statement, act: str, when: Period) -> Iterator[Said]:
    """So many days after, or before, another act of the same thing."""
    at = one.quote.find(when.literal)
    found = next((it for it in find_times(one.quote) if it.start == at), None)
    if found is None or not isinstance(found.sense, Shift) or len(found.sense.length.parts) != 1:
        return
    rest = one.quote[at + len(when.literal) :].lower()
    rest = rest[_AFTER.match(rest).end() :]  # type: ignore[union-attr]
    name, thing, *_ = act.split("|")
    other = next((key for key, noun in _nouns() if key != name and rest.startswith(noun)), None)
    amount, unit = found.sense.length.parts[0]
    if other is None or unit not in _UNITS or amount is None:
        return
    low, high = (amount * length for length in _UNITS[unit])
    ends = (low, high) if found.sense.sign > 0 else (-high, -low)
    yield Said(act, "gap", *ends, when.literal, f"{other}|{thing}")


@cache
def _nouns() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, noun)
        for name, act in ontology().acts.items()
        if not act.body.get("by")
        for noun in act.body.get("nouns", ())
    )


def captioned(one: Statement, record: Record) -> bool:
    """True for a short line of its own that ends in its day, set off: the words below a picture or above a film."""
    text = record.documents[one.doc].text
    start, end = text.rfind("\n", 0, one.start) + 1, text.find("\n", one.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    day = one.when.literal if one.when is not None else ""
    return bool(day) and len(line) <= CAPTION and re.search(rf"[,(–—-] ?{re.escape(day)}\)?$", line) is not None


# ---- the system


def system(found: Mapping[Said, Cluster]) -> System:
    """The acts of one thing. Where days lie years apart each run of them is a variable of its own; what was told as done or
    as to come bounds the run near it, and a variable without days besides."""
    made = System()
    by_act: dict[str, list[Said]] = {}
    for said in sorted(found):
        by_act.setdefault(said.act, []).append(said)
    runs = {act: _runs([said for said in held if said.exact]) for act, held in by_act.items()}
    for act, held in by_act.items():
        made.free(*(f"{act}#{number}" for number in range(len(runs[act]))))
        for said in held:
            for number in _places(said, runs[act]):
                made.say(f"{act}#{number}", said.low, said.high, by=said)
    _orders(made, runs)
    for said in sorted(found):
        if said.sort == "gap":
            _link(made, said, runs)
    return made


def near(members: Iterable[Said]) -> bool:
    """Whether sayings that clash may be of one act: not years apart."""
    held = [one for one in members if one.sort != "gap"]
    last = max((one.high if one.sort == "done" else one.low for one in held), default=0)
    first = min((one.low if one.sort == "coming" else one.high for one in held), default=0)
    return last - first <= FAR


def _runs(exact: Sequence[Said]) -> list[tuple[float, float]]:
    """First and last day of each act of one name; the first of all stands for no day."""
    runs: list[tuple[float, float]] = [(-inf, inf)]
    for said in sorted(exact, key=lambda one: one.low):
        if len(runs) > 1 and said.low - runs[-1][1] <= FAR:
            runs[-1] = runs[-1][0], max(runs[-1][1], said.high)
        else:
            runs.append((said.low, said.high))
    return runs


def _places(said: Said, runs: Sequence[tuple[float, float]]) -> Iterator[int]:
    """The variables that a saying bounds."""
    if said.sort in ("done", "coming"):
        yield 0
    for number, (first, last) in enumerate(runs[1:], start=1):
        day = said.high if said.sort == "done" else said.low
        before, after = (FAR if said.sort == sort else 0 for sort in ("done", "coming"))
        if said.sort != "gap" and first - before <= day <= last + after:
            yield number


def _orders(made: System, runs: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """Acts that come first by their nature: a signing before an entry into force."""
    for act, held in runs.items():
        name, thing, *_ = act.split("|")
        for first in before(name):
            earlier = f"{first}|{thing}"
            for one, other in _beside(held, runs.get(earlier, ())):
                made.free(f"{act}#{one}", f"{earlier}#{other}")
                made.add(NotBelow(f"{act}#{one}", f"{earlier}#{other}"))


def before(name: str) -> Sequence[str]:
    """Acts that come before an act by their nature."""
    return ontology().acts[name].body.get("after", ()) if name in ontology().acts else ()


def _beside(
    runs: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> Iterator[tuple[int, int]]:
    """Runs of two acts that may belong to one story."""
    for one, (first, last) in enumerate(runs):
        for other, (start, end) in enumerate(others):
            if first - end <= FAR and start - last <= FAR:
                yield one, other


def _link(made: System, said: Said, runs: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """The act lies so many days from another."""
    for one, other in _beside(runs[said.act], runs.get(said.other, ())):
        gap, total, part = f"{said.act}#{one}-{said.other}#{other}", f"{said.act}#{one}", f"{said.other}#{other}"
        made.free(gap, total, part)
        if not any(isinstance(it, Sum) and gap in it.parts for it in made.relations):
            made.add(Sum(total, (part, gap)))
        made.say(gap, said.low, said.high, by=said)
