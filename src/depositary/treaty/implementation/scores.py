"""Proposed scores: for every duty and year how far it was carried out, by rules that name themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from depositary.annotate.header.formula import MONTHS
from depositary.model.dates import iso, parse
from depositary.model.nouns import Quantity, Statement
from depositary.treaty.implementation.cues import cues, expression, words
from depositary.treaty.implementation.duties import condition
from depositary.treaty.implementation.links import Link, Since
from depositary.treaty.life.clauses import number
from depositary.treaty.life.cues import cues as clauses
from depositary.treaty.life.cues import groups
from depositary.treaty.life.force import later

NOT_DUE, NO_EVIDENCE = "not due", "no evidence found"
NAMES = {0: "not initiated", 1: "minimal", 2: "intermediate", 3: "full"}
_FULL, _SHORT = 3, 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """The score proposed for a duty in a year: 0 to 3, or None with `label` not due or no evidence found; the rule that gave
    it, and the links it rests on."""

    duty: str
    year: int
    score: int | None
    label: str
    rule: str
    links: tuple[Link, ...] = ()


def proposals(duty: Statement, found: Sequence[Link], since: Since, years: Sequence[int]) -> list[Proposal]:
    """One proposal a year. What was carried out in full and does not come back stays so."""
    made: list[Proposal] = []
    for year in years:
        own = [one for one in found if one.day[:4] == str(year) and not _early(duty, one, since)]
        before = [one for one in found if one.day and one.day[:4] < str(year)]
        made.append(_one(duty, year, own, before, since))
    return made


def _early(duty: Statement, link: Link, since: Since) -> bool:
    """True for what was told before anything was owed, of a duty that no single act carries out: that a thing runs which ran
    before is no promotion of it. What is built or concluded early is carried out all the same."""
    return bool(since.in_force and link.day < since.in_force) and not once(duty)


def _one(duty: Statement, year: int, own: Sequence[Link], before: Sequence[Link], since: Since) -> Proposal:
    if own:
        score, rule = _told(duty, own, before)
        if score is not None:
            return Proposal(
                duty.id, year, score, NAMES[score], rule + _late(duty, score, own, since), tuple(own)
            )
    waits = not_due(duty, year, since)
    if waits and not own:
        return Proposal(duty.id, year, None, NOT_DUE, waits)
    done = [one for one in before if _level(one, before)[0] == _FULL]
    if done and not own and once(duty) and duty.stance == "requires":
        rule = f"carried out by {done[0].day}, and it does not come back"
        return Proposal(duty.id, year, _FULL, NAMES[_FULL], rule, tuple(done[:1]))
    why = "what bears on a ban is for a person to judge" if own else "nothing linked tells of this year"
    return Proposal(duty.id, year, None, NO_EVIDENCE, why, tuple(own))


def _late(duty: Statement, score: int, own: Sequence[Link], since: Since) -> str:
    """That a duty was carried out after its last day, where it was."""
    last = min((one.day for one in deadlines(duty, since) if one.day), default="")
    return (
        f", after its last day {last}"
        if score == _FULL and last and min(one.day for one in own) > last
        else ""
    )


def _told(duty: Statement, own: Sequence[Link], before: Sequence[Link]) -> tuple[int | None, str]:
    """The highest level told in the year; where something was stopped in it, no more than what the stop leaves."""
    if duty.stance == "forbids":
        return None, ""
    levels = [(*_level(one, [*before, *own]), one) for one in own]
    known = [row for row in levels if row[0] is not None]
    if not known:
        return None, ""
    stops = [row for row in known if row[2] is not None and _state(row[2].evidence) in words("stopped")]
    best = min(stops, key=lambda row: row[0]) if stops else max(known, key=lambda row: row[0])
    return best[0], best[1]


def _level(link: Link, around: Sequence[Link]) -> tuple[Any, str]:
    """How far one piece of evidence tells a duty to be carried out, and the rule."""
    one, duty = link.evidence, link.duty
    if one.negated or one.stance == "denies":
        return 0, "it is told that it was not done"
    state = _state(one)
    if state in words("stopped"):
        begun = any(_begun(each.evidence) for each in around if each.day <= link.day)
        return (1, f"begun, and {state}") if begun else (0, f"{state} before anything is told as begun")
    if one.kind == "figure":
        return _measured(duty, one)
    sorts = _sorts(link)
    if one.kind == "commitment" or one.stance in ("plans", "promises", "predicts"):
        return 1, "planned or promised"
    if state in cues()["levels"]:
        level = int(cues()["levels"][state])
        told = f"told as {state.replace('_', ' ')}"
        if "thing" in sorts and once(duty):
            return level, told
        return min(level, _SHORT), f"{told}, which is one thing of several that the duty asks for"
    if months(duty) and amount(duty) is None:
        return _FULL, "it took place in the year"
    if amount(duty) is not None:
        return _SHORT, "it took place, and the amount of the duty is not told"
    return (_SHORT if sorts & {"verb", "thing"} else 1), "an act of the kind took place"


def _sorts(link: Link) -> set[str]:
    return {_LEADS.get(one.split(":")[0], "") for one in link.reasons}


# How reasons begin, and the sort of agreement that they tell.
_LEADS = {"same thing": "thing", "act": "verb"}


def once(duty: Statement) -> bool:
    """True for a duty that is carried out by one act: to build, to conclude."""
    acts = cues()["acts"]
    return not months(duty) and any(duty.predicate in acts[name]["duty"] for name in cues()["once"])


def _begun(one: Statement) -> bool:
    return int(cues()["levels"].get(_state(one), 0)) > 1 and one.stance == "asserts"


def _state(one: Statement) -> str:
    return str(one.attributes.get("state") or (one.predicate if one.kind == "status" else ""))


def _measured(duty: Statement, one: Statement) -> tuple[Any, str]:
    """A figure against the amount of the duty, where both have the same unit; else it tells that something is done."""
    told, wanted = one.value, amount(duty)
    if one.stance in ("plans", "promises", "predicts", "supposes"):
        return 1, "a figure that is planned"
    if told is None or told.low is None or wanted is None:
        return _SHORT, "a figure tells that it is done, and the duty has no amount to hold it to"
    if told.low >= wanted:
        return _FULL, f"{told.literal} of {wanted:g}"
    return _SHORT, f"{told.literal} of {wanted:g}"


_AMOUNT = re.compile(rf"\b(\d[\d,. ]*\d|\d)\b(?!\s*(?:{'|'.join(MONTHS)}))", re.IGNORECASE)


def amount(duty: Statement) -> float | None:
    """The amount that a duty sets, None where it sets none or only a ceiling."""
    value: Quantity | None = duty.value
    if expression("at_most").search(duty.quote):
        return None
    if value is not None and value.low is not None:
        return value.low
    told = [role.text for role in duty.roles if role.name == "action"]
    found = _AMOUNT.search(" ".join(told)) if told and duty.due is None else None
    return float(found[1].replace(",", "").replace(" ", "").rstrip(".")) if found else None


# ---- what is due


def months(duty: Statement) -> int:
    """After how many months a duty comes back; 0 for one that does not."""
    told = [role.text for role in duty.roles if role.name == "frequency"]
    for count, pattern in clauses().expressions("frequency").items():
        if any(re.search(rf"\b(?:{pattern.pattern})\b", one, re.IGNORECASE) for one in told):
            return int(count)
    return 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for a duty, and from what it counts: "day", "in_force" or "signature"; `day` is "" where the start is not
    known."""

    day: str
    counted: str
    words: str


def deadlines(duty: Statement, since: Since) -> Iterator[Deadline]:
    """The days by which a duty has to be carried out."""
    if duty.due is not None and duty.due.end:
        yield Deadline(iso(parse(duty.due.end) - timedelta(days=1)), "day", duty.due.literal)
    for counted, pattern in clauses().expressions("deadlines").items():
        found = pattern.search(duty.quote)
        if found:
            held = groups(found)
            start = since.in_force if counted == "in_force" else since.signed
            count, unit = (number(held["number"]), held["unit"].lower()) if "number" in held else (0, "day")
            yield Deadline(later(start, count, unit) if start else "", counted, " ".join(found[0].split()))


def not_due(duty: Statement, year: int, since: Since) -> str:
    """Why a duty is not due in a year, "" where it is."""
    last = f"{year:04d}-12-31"
    if since.in_force and since.in_force > last:
        return f"in force from {since.in_force} only"
    if since.signed and since.signed > last:
        return f"signed on {since.signed} only"
    told = condition(duty)
    if told:
        return f"binds on a condition that nothing tells as met: {told}"
    for one in deadlines(duty, since):
        if one.day > last:
            return f"due by {one.day}"
    first = later(since.in_force, months(duty), "month") if since.in_force and months(duty) else ""
    return f"first due by {first}" if first > last else ""
