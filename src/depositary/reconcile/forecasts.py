"""Figures that were promised or foreseen, and the figures that came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from depositary.model.dates import worded
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold
from depositary.reconcile.states import Time, planned, said, time
from depositary.reconcile.voices import voice


def is_forecast(one: Statement, record: Record) -> bool:
    """True for a figure told of a time to come, or as planned or foreseen."""
    return one.kind == "figure" and not one.negated and planned(one, record)


@cache
def _aims() -> dict[str, tuple[str, float, re.Pattern[str]]]:
    """Indicator, with the label of the aim, the value at which it is reached, and an expression of its words."""
    body = read_yaml(DATA / "ontology" / "aims.yml")
    return {
        name: (one["label"], float(one["whole"]), re.compile("|".join(f"(?:{each})" for each in one["words"])))
        for name, one in body.items()
    }


def aimed(one: Statement, record: Record) -> Iterator[str]:
    """Series of the case by which what came of a plan is measured: its words name the aim, and that it is
    one of the two parties together."""
    if record.case is None or one.negated or one.kind not in ("event", "commitment") or one.stance in ("denies", "forbids"):
        return
    words = fold(one.quote)
    for series in record.case.series:
        aim = _aims().get(series.indicator)
        if aim and aim[2].search(words) and _BOTH.search(words) and set(series.parties) == set(record.case.parties):
            yield series.key


_BOTH = re.compile(r"\b(?:bilateral|mutual|both (?:countries|states|sides)|two (?:countries|states|sides)|between them)\b")


def outcomes(check: str, group: Group) -> Iterator[Finding]:
    """An aim that was agreed or planned, with the first figure told of a time after it."""
    aims = [one for one in group.statements if one.kind != "figure"]
    told = sorted(
        (one for one in group.statements if one.kind == "figure" and one.stance == "asserts" and not one.negated and one.value),
        key=lambda one: (_at(one, group.record), one.doc_name, one.start, one.id),
    )
    for one in aims[:1]:
        after = (each for each in told if _at(one, group.record).before(_at(each, group.record)))
        came = next(after, None)
        if came is not None:
            yield _measured(check, group, one, came)


def _at(one: Statement, record: Record) -> Time:
    own = time(one.when)
    return own if own.known else time(said(one, record))


def _measured(check: str, group: Group, one: Statement, came: Statement) -> Finding:
    label, whole, _ = _aims()[group.key.split("/")[0]]
    assert came.value is not None
    reached = came.value.low is not None and came.value.low >= whole
    relation, difference, outcome = ("fulfils", "plan_and_outcome", "kept") if reached else ("supports", "none", "partly")
    rest = "this is the whole of it" if reached else "it came about partly, not wholly"
    at = _at(came, group.record)
    return finding(
        check, group.key, relation, (one.id, came.id), difference=difference, severity="low", about=one.about,
        reason=f"The aim of {label} was set {_at(one, group.record).when}; as told {at.when} ({came.value.literal}) {rest}.",
        steps=(f"the aim is measured by the series {group.key}", f"reached at {whole:g}"),
        expected={"due": "", "by": one.speaker.name if one.speaker else None, "words": label},
        observed={"outcome": outcome, "words": came.value.literal},
    )  # fmt: skip


def forecasts(check: str, group: Group) -> Iterator[Finding]:
    """Each promised figure with the first figure told of the same measure, unit and time."""
    yield from outcomes(check, group)
    told: dict[tuple[str, ...], Statement] = {}
    ahead: dict[tuple[str, ...], Statement] = {}
    for one in group.statements:
        key = _key(one) if one.kind == "figure" else None
        if key is None or one.negated:
            continue
        if is_forecast(one, group.record):
            ahead.setdefault((*key, _value(one), voice(one, group.record)), one)
        elif one.stance == "asserts":
            told.setdefault(key, one)
    for whole, one in sorted(ahead.items()):
        came = told.get(whole[:4])
        if came is not None and not time(said(came, group.record)).before(time(said(one, group.record))):
            yield _held(check, group, one, came)


def _key(one: Statement) -> tuple[str, ...] | None:
    """Measure, unit and time; None for what has none of them."""
    if one.value is None or one.when is None or not (one.when.start and one.when.end) or one.when.anchor == "none":
        return None
    return (one.measure or "", one.value.unit, one.when.start, one.when.end)


def _value(one: Statement) -> str:
    return one.value.literal if one.value else ""


def _held(check: str, group: Group, one: Statement, came: Statement) -> Finding:
    assert one.value is not None and came.value is not None
    low, high = one.value.low, one.value.high
    met = (came.value.high is None or low is None or came.value.high >= low) and (
        came.value.low is None or high is None or came.value.low <= high
    )
    when = worded(one.when)
    speaker = one.speaker.name if one.speaker else None
    expected: dict[str, Any] = {"due": when, "by": speaker, "words": one.value.literal}
    return finding(
        check, group.key, "fulfils" if met else "unlike", (one.id, came.id), difference="plan_and_outcome", severity="low",
        about=one.about, reason=f"For {when} {one.value.literal} was foreseen; {came.value.literal} was told.",
        expected=expected, observed={"outcome": "kept" if met else "missed", "words": came.value.literal},
    )  # fmt: skip
