"""What a figure says, in numbers that can be compared: which variable, between which ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from typing import Any, NamedTuple

from depositary.model.dates import add_months, iso, of_month, parse
from depositary.model.nouns import Period, Statement
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.units import units
from depositary.reconcile.terms import renewal
from depositary.reconcile.voices import copied

UNKNOWN = "unknown"
# What two figures of one series must share before one can be held against the other.
SETTING = ("reporter", "calendar", "valuation", "coverage", "currency_basis")
# Measures that tell how much there is; growth and change tell how it moved.
NO_SETTING = (UNKNOWN,) * len(SETTING)
_LEVELS = frozenset(("level", "count", "share", "ratio", "duration", "length", "rank"))


class Span(NamedTuple):
    """The first day and the day after the last; empty words where the time is not told or does not matter."""

    start: str
    end: str


TIMELESS = Span("", "")


class Variable(NamedTuple):
    """A quantity that has one value: `kind` is level, growth (a factor on the base), change (what came on top) or
    renewal (of a term)."""

    series: str
    kind: str
    unit: str
    at: Span
    base: Span
    setting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A figure as a bound on a variable. `taken` is True when the base was not named and is taken to be the same time a
    year before; `lent` when no reporter was named and that of the other figures of the series is taken."""

    one: Statement
    variable: Variable
    low: float
    high: float
    taken: bool = False
    lent: bool = False


@cache
def identities() -> dict[str, Any]:
    """`data/ontology/identities.yml`."""
    return dict(read_yaml(DATA / "ontology" / "identities.yml"))


def indicator(series: str) -> str:
    """The first part of a series key: `trade.turnover`."""
    return series.split("/", maxsplit=1)[0]


@cache
def constant(series: str) -> bool:
    """True for what does not change with time."""
    return indicator(series).rpartition(".")[2] in identities()["constant"]


@cache
def counted(series: str) -> bool:
    """False for what is the same whoever tells it: a number of articles, the capacity of a line."""
    return not constant(series) and indicator(series).rpartition(".")[2] not in identities()["measured"]


@cache
def family(series: str) -> str:
    """The key under which series are held against each other: those linked by an identity, or alike, of one set of parties."""
    name, _, rest = series.partition("/")
    for group in (*([one["total"], *one["parts"]] for one in identities()["sums"]), *identities()["alike"]):
        if name in group:
            name = group[0]
    return f"{name}/{rest.split('/', maxsplit=1)[0]}" if rest else name


def is_figure(one: Statement) -> bool:
    """True for a figure told as a fact, of a known series, with at least one end. How long a renewal is, is no term."""
    value = one.value
    return (
        one.kind == "figure"
        and one.series is not None
        and one.stance == "asserts"
        and not one.negated
        and not renewal(one)
        and value is not None
        and value.unit in units()
        and (value.low is not None or value.high is not None)
    )


def sayings(told: Iterable[Statement], record: Record) -> list[Saying]:
    """Figures as bounds. Where all other figures of a series have one setting, those that name none are lent it."""
    made = [one for each in sorted(told, key=lambda one: copied(one, record)) if (one := saying(each, record)) is not None]
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for one in made:
        if one.variable.setting != NO_SETTING and not one.one.attributes.get("so_far"):
            known[one.variable.series].add(one.variable.setting)
    return [
        replace(one, variable=one.variable._replace(setting=min(known[one.variable.series])), lent=True)
        if one.variable.setting == NO_SETTING and len(known[one.variable.series]) == 1
        else one
        for one in made
    ]


def saying(one: Statement, record: Record) -> Saying | None:
    """The figure as a bound; None where the measure or unit cannot be held against others."""
    assert one.value is not None
    setting = (_reporter(one, record), *(_set(one, key) for key in SETTING[1:]))
    at = _span(one.when or _told(one, record), one.series or "")
    if one.measure == "growth":
        return _growth(one, at, setting)
    if one.measure == "change":
        return _change(one, at, setting)
    if one.measure not in _LEVELS:
        return None
    unit = units()[one.value.unit]
    low, high = _scaled(one, unit.factor or 1.0)
    name = unit.key if unit.factor is None else unit.dimension
    kind = "renewal" if _renewed(one) else "level"
    return Saying(one, Variable(one.series or "", kind, name, at, TIMELESS, setting), max(low, 0.0), high)


def _set(one: Statement, key: str) -> str:
    """How it was counted; a time that is not over ("this year") is covered in part."""
    told = str(one.attributes.get(key, UNKNOWN))
    return PART if key == "coverage" and told == UNKNOWN and one.attributes.get("so_far") else told


PART = "the time so far"


def _renewed(one: Statement) -> bool:
    """True for a term by which another is renewed: "for ten years and then renewed for five"."""
    assert one.value is not None
    before = one.quote.lower().partition(one.value.literal.lower())[0]
    return indicator(one.series or "") == "treaty.term" and any(
        word in before for word in identities()["renewed"]
    )


def _told(one: Statement, record: Record) -> Period | None:
    """The month in which a figure of something that stands and does not flow was told, where no time is told: a share "has
    passed" 96 percent by then."""
    if "/flow" in (one.series or "") or one.measure in ("growth", "change"):
        return None
    said = one.said or record.documents[one.doc].published
    if said is None or not said.start or said.precision not in ("day", "month") or said.anchor == "inferred":
        return None
    day = parse(said.start)
    return of_month(day.year, day.month)


def _reporter(one: Statement, record: Record) -> str:
    """Who counted: the reporter that is named, else the body that tells the figure. A person tells what others counted."""
    named = str(one.attributes.get("reporter", UNKNOWN))
    if not counted(one.series or ""):
        return UNKNOWN
    if named != UNKNOWN or one.speaker is None:
        return named
    thing = record.entities.get(one.speaker.entity or "")
    is_body = thing.schema != "Person" if thing is not None else one.speaker.name[:1].islower()
    return one.speaker.name if is_body else UNKNOWN


def _scaled(one: Statement, factor: float) -> tuple[float, float]:
    assert one.value is not None
    low = -inf if one.value.low is None else one.value.low * factor
    high = inf if one.value.high is None else one.value.high * factor
    return low, high


def _growth(one: Statement, at: Span, setting: tuple[str, ...]) -> Saying | None:
    assert one.value is not None
    unit = units()[one.value.unit]
    if unit.dimension == "percent" and unit.factor is not None:
        low, high = _scaled(one, unit.factor / 100)
        if one.value.direction == "down":
            low, high = -high, -low
        low, high = 1 + low, 1 + high
    elif unit.dimension == "ratio":
        low, high = _scaled(one, unit.factor or 1.0)
    else:
        return None
    base, taken = _base(one, at)
    name = Variable(one.series or "", "growth", "factor", at, base, setting)
    return Saying(one, name, max(low, 0.0), high, taken)


def _change(one: Statement, at: Span, setting: tuple[str, ...]) -> Saying | None:
    assert one.value is not None
    unit = units()[one.value.unit]
    if unit.dimension in ("percentage_point", "ratio"):
        return None
    low, high = _scaled(one, unit.factor or 1.0)
    if one.value.direction == "down":
        low, high = -high, -low
    base, taken = _base(one, at)
    name = unit.key if unit.factor is None else unit.dimension
    return Saying(one, Variable(one.series or "", "change", name, at, base, setting), low, high, taken)


def _span(period: Period | None, series: str) -> Span:
    if constant(series) or period is None or not period.known:
        return TIMELESS
    return Span(period.start or "", period.end or "")


def _base(one: Statement, at: Span) -> tuple[Span, bool]:
    """The time that growth is counted from: told, else the same time a year before."""
    told = one.value.baseline if one.value else None
    if told is not None and told.known:
        return Span(told.start or "", told.end or ""), False
    heading = " ".join(term.literal for term in (one.subject, one.object) if term is not None)
    words = f"{one.attributes.get('baseline', '')} {heading}".lower()
    return year_before(at), not any(base in words for base in identities()["year_before"])



def year_before(at: Span) -> Span:
    """The same months of the year before; timeless where an end is open or no first of a month."""
    if not at.start or not at.end:
        return TIMELESS
    return Span(_earlier(at.start), _earlier(at.end))


def _earlier(day: str) -> str:
    then = parse(day)
    first = add_months(then, -12)
    try:
        return iso(first.replace(day=then.day))
    except ValueError:  # 29 February
        return iso(first.replace(day=28))


def dated(name: Variable) -> bool:
    """True when the variable has both ends of its time, or needs none."""
    return constant(name.series) or bool(name.at.start and name.at.end)


def months(at: Span) -> int:
    """Whole months of a span; 0 where an end is open."""
    if not at.start or not at.end:
        return 0
    one, other = parse(at.start), parse(at.end)
    return (other.year - one.year) * 12 + other.month - one.month


def tilings(spans: list[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Spans that others make up without gap or overlap: a year and its quarters. Of several ways the one with the
    longest pieces. Grows with the number of pairs of spans of one series."""
    starts: dict[str, list[Span]] = {}
    for span in sorted(set(spans)):
        if span.start and span.end:
            starts.setdefault(span.start, []).append(span)
    for whole in sorted({span for held in starts.values() for span in held}):
        pieces: list[Span] = []
        at = whole.start
        while at < whole.end:
            fitting = [one for one in starts.get(at, ()) if one.end <= whole.end and one != whole]
            if not fitting:
                break
            pieces.append(max(fitting, key=lambda one: one.end))
            at = pieces[-1].end
        if at == whole.end and len(pieces) > 1:
            yield whole, tuple(pieces)
