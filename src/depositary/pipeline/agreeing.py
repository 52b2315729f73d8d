"""What agrees with a claim in part alone: the same act denied, in another place, or the same growth of another time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from depositary.model import dates
from depositary.model.nouns import Finding, Period, Statement
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.reconcile.states import by_verb, cycle_of
from depositary.reconcile.wording import capital

_AGREES = ("corroborates", "same")


def sober(record: Record, claimed: Sequence[Statement], found: Iterable[Finding]) -> list[Finding]:
    """The findings on a claim; those that agree in part alone say what they differ in."""
    return [sobered for one in found if (sobered := _sober(record, claimed, one)) is not None]


def _sober(record: Record, claimed: Sequence[Statement], one: Finding) -> Finding | None:
    claim = next((each for each in claimed if each.id in one.statements), None)
    held = [each for name in one.statements if claim is not None and name != claim.id and (each := record.by_id.get(name))]
    if claim is None or not held:
        return one
    if _of_another_party(one, claim, held[0]):
        return None
    if claim.kind == "figure" and _denies(claim) != _denies(held[0]):
        return _no_number(one, claim, held[0])
    if one.relation not in _AGREES:
        return one
    if claim.kind == "figure":
        return _timed(one, claim, held[0])
    if claim.kind not in ("event", "status"):
        return one
    return _denied(record, one, claim, held[0]) or _placed(one, claim, held) or one


def _of_another_party(one: Finding, claim: Statement, held: Statement) -> bool:
    """True for a step that every party takes for itself, told of two of them."""
    state = ontology().statuses.get(_state(one))
    mine, theirs = ({*str(each.attributes.get("party") or "").split("+")} - {""} for each in (claim, held))
    each = state is not None and state.key == "ratified"
    return each and bool(mine and theirs) and mine.isdisjoint(theirs)


def _state(one: Finding) -> str:
    return str(one.expected.get("state")) if isinstance(one.expected, dict) else ""


def _no_number(one: Finding, claim: Statement, held: Statement) -> Finding | None:
    """A number is told by one and denied by the other; a number that is denied says nothing of another one."""
    if one.check != "reconcile.figures" or one.relation not in _AGREES:
        return one if one.check != "reconcile.figures" else None
    reason = "One tells this number, the other denies it."
    ends = [(each.value.low, each.value.high) if each.value is not None else None for each in (claim, held)]
    # "Not 4.2 billion" leaves 4.18 open, though both may be one number rounded.
    relation = "contradicts" if ends[0] == ends[1] else "in_tension"
    return replace(one, relation=relation, difference="contradiction", severity="medium", reason=reason)


def _denied(record: Record, one: Finding, claim: Statement, held: Statement) -> Finding | None:
    """One tells an act, the other that it was not done. "Was not signed but put off" denies the signing, and agrees with who
    tells that it was put off."""
    negative = claim if _denies(claim) else held
    if _denies(claim) == _denies(held) or _state(one) not in _states(record, one, negative):
        return None
    told = "what is held denies it" if _denies(held) else "the claim denies what is told"
    return replace(
        one, relation="contradicts", difference="contradiction", severity="medium", reason=f"{capital(told)}."
    )


def _states(record: Record, one: Finding, negative: Statement) -> set[str | None]:
    """The states that what is denied has: its own, or that of its verb."""
    if negative.kind == "status":
        return {negative.predicate}
    verb = str(negative.attributes.get("verb") or negative.predicate)
    return {by_verb(negative, cycle, verb) for name in one.about if (cycle := cycle_of(record.entities.get(name)))}


def _denies(one: Statement) -> bool:
    return one.negated != (one.stance == "denies")


def _placed(one: Finding, claim: Statement, held: Sequence[Statement]) -> Finding | None:
    """The act without the place that the claim names; that one place lies in another is not looked up."""
    theirs = [each.where.name for each in held if each.where is not None]
    if claim.where is None or fold(claim.where.name) in map(fold, theirs):
        return None
    told = f"what is held {theirs[0]}; whether that is one place is not known" if theirs else "what is held no place"
    return replace(one, relation="uncheckable", difference="scope", reason=f"The claim names {claim.where.name}, {told}.")


def _timed(one: Finding, claim: Statement, held: Statement) -> Finding:
    """What is counted over a time says nothing of another time, though both numbers are the same."""
    counted = claim.measure == "growth" or "/flow" in (claim.series or "")
    if not counted or not _apart(claim.when, held.when):
        return one
    reason = f"They are about different times, {dates.worded(claim.when)} and {dates.worded(held.when)}."
    return replace(one, relation="unlike", difference="period", reason=reason)


def _apart(mine: Period | None, theirs: Period | None) -> bool:
    if mine is None or theirs is None or not (mine.start and mine.end and theirs.start and theirs.end):
        return False
    return (mine.start, mine.end) != (theirs.start, theirs.end)
