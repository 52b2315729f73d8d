"""How long an agreement runs: the end told, held against its start, its term and its renewals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from depositary.model.dates import iso, parse
from depositary.model.nouns import Cite, Entity, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.text import fold
from depositary.reconcile.states import reached, time
from depositary.reconcile.things import agreement_named

NAME = "reconcile.terms"
# The series of terms; its scope is the year in which the agreement was signed.
_SERIES = "treaty.term"
_OF_RENEWAL = "treaty.renewal"
_RENEWS = re.compile(r"\b(?:renew|prolong|extend|extension)\w*|\bperiods of\b|\bperiods\b")
_UNTIL = re.compile(r"\b(?:until|till|up to|through|expir\w+|lapses?|lapsed|runs? out|ran out)\b")
_VERBS = ("extend", "prolong", "renew", "expire", "lapse", "run", "end", "be")
# Renewals that are counted at most.
_MOST = 40


def renewal(one: Statement) -> bool:
    """True for a figure that tells how long a renewal is, and not the term itself."""
    indicator = (one.series or "").split("/")[0]
    if indicator != _SERIES:
        return indicator == _OF_RENEWAL
    return bool(_RENEWS.search(fold(one.quote))) and one.predicate not in ("set", "conclude", "sign", "run")


def _keys(one: Statement, record: Record) -> Iterator[str]:
    if record.case is None or one.stance != "asserts" or one.negated:
        return
    if one.kind == "figure" and (one.series or "").split("/")[0] in (_SERIES, _OF_RENEWAL):
        yield from _of_series(one.series or "", record)
    elif _tells_end(one):
        named = [about for about in one.about if _schema(about, record) == "Agreement"] or [agreement_named(one, record) or ""]
        yield from (about for about in named if about in record.entities)
    elif one.when is not None and one.when.precision == "day":
        for about in one.about:
            if _schema(about, record) == "Agreement" and reached(one, "agreement", record) in ("signed", "in_force"):
                yield about


def _schema(about: str, record: Record) -> str:
    thing = record.entities.get(about)
    return thing.schema if thing else ""


def _tells_end(one: Statement) -> bool:
    """"Extended up until 2026": an act of running on or out, and the time to which."""
    verb = str(one.attributes.get("verb") or one.predicate)
    told = one.kind in ("event", "status", "position") and one.when is not None and bool(one.when.end)
    return told and (verb in _VERBS or one.predicate == "extended") and bool(_UNTIL.search(fold(one.quote)))


def _of_series(series: str, record: Record) -> Iterator[str]:
    """The agreement whose term it is: of these parties, signed in the year of the scope."""
    parts = series.split("/")
    for thing in record.case.entities if record.case else ():
        parties = "+".join(sorted(thing.props.get("parties") or ())) if thing.schema == "Agreement" else ""
        if parties and parties == parts[1] and str(thing.props.get("signed") or "").startswith(parts[-1]):
            yield thing.id


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which a term may be counted; "" where it is not known."""

    label: str
    day: str
    one: Statement | None = None
    whence: str = ""


@check(NAME, keys=_keys)
def terms(group: Group) -> Iterator[Finding]:
    """An agreement ends a term after it starts, or whole renewals later. An end that is told is held against that: it may
    follow, follow from one start and not from another (then it depends on which is meant), or not follow at all."""
    thing = group.record.entities[group.key]
    told = [one for one in group.statements if one.kind == "figure" and _years(one)]
    term = next((one for one in told if not renewal(one)), None)
    again = next((one for one in told if renewal(one)), None)
    if term is None:
        return
    seen: set[tuple[str, str]] = set()
    for one in group.statements:
        if _tells_end(one) and _ends(one) not in seen:
            seen.add(_ends(one))
            yield _held(thing, one, term, again, _starts(group, thing))


def _years(one: Statement) -> int:
    """Whole years; 0 for what is none."""
    value = one.value
    if value is None or value.unit != "year" or value.low is None or value.low != value.high:
        return 0
    return int(value.low)


def _ends(one: Statement) -> tuple[str, str]:
    """First and last day on which the agreement ends: a year, where only that is told."""
    assert one.when is not None and one.when.end is not None
    last = parse(one.when.end) - timedelta(days=1)
    whole = (last.month, last.day) == (12, 31) and "dec" not in fold(one.when.literal)
    return (f"{last.year:04d}-01-01" if whole else iso(last), iso(last))


def _starts(group: Group, thing: Entity) -> list[Start]:
    """The signing and the entry into force: as told with their day, else as the case holds them."""
    found = []
    for state, label, prop in (("signed", "signing", "signed"), ("in_force", "entry into force", "in_force")):
        one = next((each for each in group.statements if reached(each, "agreement", group.record) == state), None)
        day = time(one.when).start if one is not None else str(thing.props.get(prop) or "")
        day = day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
        found.append(Start(label, day, one, one.doc_name if one is not None else "the case"))
    return found


def _held(thing: Entity, end: Statement, term: Statement, again: Statement | None, starts: Sequence[Start]) -> Finding:
    first, last = _ends(end)
    fits = {one.label: _reach(one.day, term, again, last) for one in starts if one.day}
    good = [label for label, days in fits.items() if days and first <= days[-1]]
    open_ = [one.label for one in starts if not one.day]
    relation, difference, severity, words = _verdict(good, list(fits), open_)
    named = [end, term, *([again] if again else []), *(one.one for one in starts if one.one is not None)]
    ended = end.when.literal if end.when and end.when.literal else last
    length = f"{_years(term)} years" + (f" and renewals of {_years(again)}" if again else "")
    return finding(
        NAME, thing.id, relation, tuple(dict.fromkeys(one.id for one in named))[:5], difference=difference, severity=severity,
        about=(thing.id,), reason=f"{thing.name}: it is told to run \u201c{ended}\u201d, and for {length}; {words}",
        steps=tuple(_counted(one, fits[one.label]) for one in starts if one.label in fits),
        expected=[{"from": label, "start": days[0], "ends": days[1:]} for label, days in _shown(starts, fits)],
        observed={"start": first, "end": last, "words": ended},
        cites=tuple(
            Cite("parameter", f"{thing.props.get('key')}.{one.label}", "case") for one in starts if one.day and one.one is None
        ),
    )  # fmt: skip


def _shown(starts: Sequence[Start], fits: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(one.label, [one.day, *fits[one.label]]) for one in starts if one.label in fits]


def _counted(one: Start, days: Sequence[str]) -> str:
    """The ends that follow from a start, and who tells the start."""
    return f"counted from the {one.label} on {one.day} ({one.whence}), it ends on {', '.join(days) or 'a later day'}"


def _reach(start: str, term: Statement, again: Statement | None, last: str) -> list[str]:
    """Days on which the term and its renewals end, up to the last day asked for."""
    step = _years(again) if again else 0
    days = []
    for count in range(_MOST if step else 1):
        day = _later(start, _years(term) + count * step)
        if day > last:
            break
        days.append(day)
    return days


def _later(day: str, years: int) -> str:
    """The same day so many years later; the first of March for a 29 February that is not there."""
    year, rest = int(day[:4]) + years, day[5:]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{year:04d}-03-01" if rest == "02-29" and not leap else f"{year:04d}-{rest}"


def _verdict(good: Sequence[str], known: Sequence[str], unknown: Sequence[str]) -> tuple[str, str, str, str]:
    if good and len(good) == len(known) and not unknown:
        return "corroborates", "none", "low", "the one follows from the other."
    if good:
        other = [label for label in known if label not in good]
        rest = f"; counted from the {other[0]} it does not" if other else f"; the day of the {unknown[0]} is not known"
        return "depends", "baseline", "low", f"the two agree if the term counts from the {good[0]}{rest}."
    if unknown:
        counted = f"counted from the {known[0]} they do not agree, and " if known else ""
        return "depends", "baseline", "low", f"{counted}the day of the {unknown[0]} is not known."
    return "contradicts", "contradiction", "medium", "they agree from no start that is known."
