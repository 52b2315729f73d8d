"""One act, two days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from depositary.model.dates import worded
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.ontology import ontology
from depositary.model.record import Group, Record, check
from depositary.reconcile.voices import independent

# Statements that a finding names at most (interfaces, Size).
MOST = 5


def _keys(one: Statement, record: Record) -> Iterator[str]:
    if one.kind != "event" or one.negated or one.stance != "asserts" or not (_day(one) or _latest(one)):
        return
    for name, act in ontology().acts.items():
        if _tells(one, act.body):
            for about in one.about:
                thing = record.entities.get(about)
                if thing is not None and thing.schema == act.body["of"]:
                    yield f"{name}|{about}"


def _day(one: Statement) -> str:
    """The day that a statement gives, or ""."""
    return (one.when.start or "") if one.when is not None and one.when.precision == "day" else ""


def _latest(one: Statement) -> str:
    """The day on which it was told as done, when it gives none itself: it cannot have come later. Else ""."""
    stated = one.said is not None and one.said.precision == "day" and one.said.anchor == "stated"
    return (one.said.start or "") if one.said is not None and stated and one.when is None else ""


def _tells(one: Statement, act: Mapping[str, Any]) -> bool:
    words = act.get("with")
    quoted = not words or any(str(word) in one.quote.lower() for word in words)
    return one.attributes.get("verb") in act["verbs"] and quoted


@check("reconcile.dates", keys=_keys)
def dates(group: Group) -> Iterator[Finding]:
    """An act that happens once has one day. Two days told for it cannot both be right; one day told by several
    independent documents is said with more weight. Copies of a document count once."""
    by_day: dict[str, list[Statement]] = {}
    for one in group.statements:
        if _day(one):
            by_day.setdefault(_day(one), []).append(one)
    act, about = group.key.split("|")
    thing = group.record.entities[about].name
    label = f"the {ontology().acts[act].label}"
    for day in sorted(by_day):
        yield from _agreeing(group, by_day[day], label, thing, about)
    for first, second in combinations(sorted(by_day), 2):
        yield _differing(group, by_day[first], by_day[second], label, thing, about)
    for one in group.statements:
        for day in sorted(by_day):
            if _latest(one) and _latest(one) < day:
                yield _too_early(group, one, by_day[day], label, thing, about)


def _agreeing(group: Group, told: list[Statement], label: str, thing: str, about: str) -> Iterator[Finding]:
    voices = independent(group.record, told)
    if len(voices) < 2:
        return
    day = worded(told[0].when)
    yield finding(
        "reconcile.dates",
        group.key,
        "corroborates",
        tuple(one.id for one in voices[:MOST]),
        about=(about,),
        reason=f"{len(voices)} documents that do not copy each other put {label} of {thing} on {day}.",
        observed=day,
    )


def _differing(
    group: Group, one: list[Statement], other: list[Statement], label: str, thing: str, about: str
) -> Finding:
    """The two statements that come first stand for their days."""
    first, second = one[0], other[0]
    days = f"{worded(first.when)} and {worded(second.when)}"
    return finding(
        "reconcile.dates",
        group.key,
        "contradicts",
        (first.id, second.id),
        difference="contradiction",
        severity="high",
        about=(about,),
        reason=f"{label[0].upper()}{label[1:]} of {thing} is put on two days, {days}; an agreement has one.",
        steps=(
            f"{first.doc_name}: {worded(first.when)} ({len(independent(group.record, one))} independent)",
            f"{second.doc_name}: {worded(second.when)} ({len(independent(group.record, other))} independent)",
        ),
        observed=[worded(first.when), worded(second.when)],
    )


def _too_early(
    group: Group, one: Statement, told: list[Statement], label: str, thing: str, about: str
) -> Finding:
    """Told as done on a day before the day that another statement gives for it."""
    days = f"{worded(told[0].when)}; on {worded(one.said)} it was told as done"
    return finding(
        "reconcile.dates",
        group.key,
        "contradicts",
        (one.id, told[0].id),
        difference="contradiction",
        severity="high",
        about=(about,),
        reason=f"{label[0].upper()}{label[1:]} of {thing} is put on {days}.",
        steps=(
            f"{one.doc_name}: not after {worded(one.said)}",
            f"{told[0].doc_name}: {worded(told[0].when)}",
        ),
        observed=[worded(one.said), worded(told[0].when)],
    )
