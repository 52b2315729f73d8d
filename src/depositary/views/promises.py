"""What was promised or planned, and what the record says came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.nouns import Finding, Period, Statement
from depositary.views import outcomes, rank, text
from depositary.views.lines import Desk, Line

# By what findings of other checks say, strongest first.
_OUTCOMES = (("fulfils", "kept"), ("reverses", "taken back"), ("slips", "moved"), ("supersedes", "replaced"))
PASSED = "day passed"
_LATE = ("moved", "taken back", PASSED)
# Where a desk keeps what is told of things that are followed as done.
DONE = "done"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment: who, what, by when, and how it stands: kept, kept 17 days late, moved to 2028, dropped, day passed,
    open. `is_late` is true where it was not kept in time; `came` cites what came of it."""

    line: Line
    due: str
    standing: str
    findings: tuple[str, ...]
    is_late: bool = False
    came: str = ""


def promises(desk: Desk, statements: Iterable[Statement], limit: int) -> list[Promise]:
    """The best-told commitments among these, earliest day first; those without a day last."""
    kept = [item for item in statements if is_promise(desk, item)]
    facts = rank.facts(desk, kept, limit)
    rows = [(_order(fact.best), promise(desk, fact.best, fact.voices(desk))) for fact in facts]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def is_promise(desk: Desk, item: Statement) -> bool:
    """True for a commitment, and for what is told to come of a thing that is followed by a day.

    That is: it has a day by which it is due, or a speaker expects it at a time ("it would be open in May"), or a finding
    tells what came of it.
    """
    if item.kind == "commitment" or fate(desk, item) is not None:
        return True
    if item.kind not in ("position", "event", "status") or desk.followed.isdisjoint(item.about):
        return False
    if item.due is not None and item.due.known:
        return item.stance not in ("denies", "supposes")
    return item.stance in ("plans", "promises", "predicts") and item.when is not None and item.when.known


def is_bound(item: Statement) -> bool:
    """True for a promise in the strict sense: somebody binds himself to it in his own words. What a text says that others plan,
    aim at or are expected to do is a plan."""
    return item.stance == "promises" and item.speaker is not None


def promise(desk: Desk, statement: Statement, voices: int = 1) -> Promise:
    """One commitment and how it stands."""
    due = text.day(due_of(statement))
    found = fate(desk, statement)
    if found is not None:
        come = desk.named(found)[1:]
        cite = desk.cite(come[0].doc_name, come[0].id) if come else ""
        late = outcomes.outcome(found) in outcomes.LATE
        line = desk.line(statement, voices)
        due = due or str(outcomes.promised(found).get("due") or "")
        return Promise(line, due, outcomes.words(found), (desk.cite.id(found.id),), late, cite)
    named = desk.findings_of.get(statement.id, [])
    ids = tuple(desk.cite.id(item.id) for item in named if item.relation in dict(_OUTCOMES))
    told = standing(desk, statement)
    return Promise(desk.line(statement, voices), due, told, ids, told in _LATE and _counts(desk, statement, told))


def fate(desk: Desk, statement: Statement) -> Finding | None:
    """The finding that tells what came of a promise: the one of promises in which it stands first, or after what came, with the
    others who promised the same."""
    for item in desk.findings_of.get(statement.id, ()):
        if outcomes.outcome(item) and statement.id in (item.statements[0], *item.statements[2:]):
            return item
    return None


def _order(statement: Statement) -> tuple[str, str]:
    due = due_of(statement)
    return (due.end or due.start or "9999" if due else "9999", statement.id)


def due_of(statement: Statement) -> Period | None:
    """The day by which it is to be done: `due`, else the time spoken of."""
    return statement.due if statement.due and statement.due.known else statement.when


def standing(desk: Desk, statement: Statement) -> str:
    """How a commitment stands, told from findings; else from its day and the last day of the record."""
    found = fate(desk, statement)
    if found is not None:
        return outcomes.words(found)
    relations = {
        item.relation
        for item in desk.findings_of.get(statement.id, ())
        if not _is_latest(desk, item, statement)
    }
    for relation, label in _OUTCOMES:
        if relation in relations:
            return label
    due = due_of(statement)
    if due is None or due.end is None or not due.known:
        return "open"
    if not desk.as_of or due.end > desk.as_of:
        return "open"
    return "told since" if _told_since(desk, statement) else PASSED


def _told_since(desk: Desk, promised: Statement) -> bool:
    """True where the record tells, as done and with its time, the same act of the same thing: not late without a closer look."""
    if DONE not in desk.memo:
        desk.memo[DONE] = _done(desk)
    return any((name, _act(promised)) in desk.memo[DONE] for name in promised.about)


# What tells of nothing that was done.
NOT_DONE = ("plans", "promises", "predicts", "demands", "denies")


def _done(desk: Desk) -> frozenset[tuple[str, str]]:
    """Things that are followed, each with an act that is told of it as done, with its time."""
    told = ((name, item) for name in desk.followed for item in desk.by_thing.get(name, ()))
    return frozenset(
        (name, _act(item))
        for name, item in told
        if item.stance not in NOT_DONE
        and not item.negated
        and item.when is not None
        and item.due is None
    )


def _act(item: Statement) -> str:
    return str(item.attributes.get("verb") or item.predicate)


def _is_latest(desk: Desk, finding: Finding, statement: Statement) -> bool:
    """True for the promise that a finding ends in: the new day, not the one that moved."""
    named = [desk.record.by_id[name] for name in finding.statements if name in desk.record.by_id]
    if finding.relation == "fulfils" or not all(is_promise(desk, item) for item in named):
        return False
    return max(named, key=lambda item: _told(desk, item)).id == statement.id


def _told(desk: Desk, statement: Statement) -> tuple[str, str, str]:
    said = desk.said_on(statement)
    due = due_of(statement)
    return (said.start or "" if said else "", due.end or "" if due else "", statement.id)


def late(desk: Desk, limit: int) -> list[Promise]:
    """Commitments that moved, were dropped or kept late, or whose day passed without a word of what came of them.

    Where findings tell the fate of the promises of a thing, what else was said of it is no promise of its own.
    """
    found = [item for item in desk.record.statements if is_promise(desk, item) and _missed(desk, item)]
    return promises(desk, found, limit)


def passed(desk: Desk, limit: int) -> list[Promise]:
    """Plans with a day by which they were due that has passed, with nothing told of them, and that are about no agreement or
    project followed, or not of the core: a visit, a conference. They are late for nobody, and told apart."""
    found = [item for item in desk.record.statements if item.kind == "commitment" and _unheard(desk, item)]
    return promises(desk, found, limit)


def _unheard(desk: Desk, item: Statement) -> bool:
    told = standing(desk, item) if item.due is not None and item.due.known else ""
    return told == PASSED and not _counts(desk, item, told)


def _missed(desk: Desk, item: Statement) -> bool:
    told = fate(desk, item)
    if told is not None:
        return outcomes.outcome(told) in outcomes.LATE
    if not desk.fated.isdisjoint(item.about):
        return False
    told_since = standing(desk, item)
    return told_since in _LATE and _counts(desk, item, told_since)


def _counts(desk: Desk, item: Statement, told: str) -> bool:
    """True where findings tell it, and for a day passed in silence only where a party promised a thing followed by it.

    A day on which something is to happen ("at talks on 3 May") is no day by which it was promised; neither is the plan
    of an outsider, nor what is about no agreement or project (a visit, a conference).
    """
    if told != PASSED:
        return True
    followed = not desk.followed or not desk.followed.isdisjoint(item.about)
    return followed and item.scope == "core" and item.due is not None and item.due.known
