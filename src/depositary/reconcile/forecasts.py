"""Figures that were promised or foreseen, and the figures that came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depositary.model.dates import worded
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record
from depositary.reconcile.states import planned, said, time
from depositary.reconcile.voices import voice


def is_forecast(one: Statement, record: Record) -> bool:
    """True for a figure told of a time to come, or as planned or foreseen."""
    return one.kind == "figure" and not one.negated and planned(one, record)


def forecasts(check: str, group: Group) -> Iterator[Finding]:
    """Each promised figure with the first figure told of the same measure, unit and time."""
    told: dict[tuple[str, ...], Statement] = {}
    ahead: dict[tuple[str, ...], Statement] = {}
    for one in group.statements:
        key = _key(one)
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
