"""Figures that were promised or foreseen, and the figures that came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.dates import worded
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold, shadow
from depositary.reconcile.states import Time, planned, said, time
from depositary.reconcile.voices import voice


def is_forecast(one: Statement, record: Record) -> bool:
    """True for a figure told of a time to come, or as planned or foreseen."""
    return one.kind == "figure" and not one.negated and planned(one, record)


@dataclass(frozen=True, slots=True)
class Aim:
    """The value at which an aim is reached; expressions of its words, and of those of an aim that only the whole bears on,
    with what a part of the whole leaves untold of that."""

    whole: float
    words: re.Pattern[str]
    other: re.Pattern[str]
    rest: str


@cache
def _aims() -> dict[str, Aim]:
    """The aims by the indicator that measures them."""
    body = read_yaml(DATA / "ontology" / "aims.yml")
    return {
        name: Aim(float(one["whole"]), _any(one["words"]), _any(one.get("other") or ()), one.get("rest", ""))
        for name, one in body.items()
    }


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in words) or "(?!)")


def aimed(one: Statement, record: Record) -> Iterator[str]:
    """Series of the case by which what came of a plan is measured: its words name the aim, and that it is
    one of the two parties together."""
    if record.case is None or one.negated or one.kind not in ("event", "commitment") or one.stance in ("denies", "forbids"):
        return
    words = fold(one.quote)
    for series in record.case.series:
        aim = _aims().get(series.indicator)
        named = aim is not None and (aim.words.search(words) or aim.other.search(words)) and _BOTH.search(words)
        if named and set(series.parties) == set(record.case.parties):
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
    aim = _aims()[group.key.split("/")[0]]
    assert came.value is not None
    reached = came.value.low is not None and came.value.low >= aim.whole
    other = aim.words.search(fold(one.quote)) is None
    words = _quoted(aim.other if other else aim.words, one.quote)
    if reached:
        relation, difference, outcome, rest = "fulfils", "plan_and_outcome", "kept", "this is the whole of it"
    elif other:
        relation, difference, outcome = "uncheckable", "measure", "untold"
        rest = f"that does not tell {aim.rest}, so whether it came about cannot be told"
    else:
        relation, difference, outcome, rest = "supports", "none", "partly", "it came about partly, not wholly"
    at, name = _at(came, group.record), _name(group)
    return finding(
        check, group.key, relation, (one.id, came.id), difference=difference, severity="low", about=one.about,
        reason=f"To \u201c{words}\u201d was agreed or planned {_at(one, group.record).when}; "
        f"{name} is told {at.when} ({came.value.literal}): {rest}.",
        steps=(f"the aim is measured by the series {group.key}", f"reached at {aim.whole:g}"),
        expected={"due": "", "by": one.speaker.name if one.speaker else None, "words": words},
        observed={"outcome": outcome, "words": came.value.literal},
    )  # fmt: skip


def _quoted(words: re.Pattern[str], text: str) -> str:
    """The words of the aim as they stand in the text."""
    made = shadow(text)
    hit = words.search(made.text)
    return text[slice(*made.back(*hit.span()))] if hit else text


def _name(group: Group) -> str:
    """The name of the series within a sentence."""
    held = group.record.case.series if group.record.case else ()
    name = next((each.name for each in held if each.key == group.key), group.key)
    return f"the {name[0].lower()}{name[1:]}"


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
