"""Days of entry into force and lengths of terms as told, against the rule and the term of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.text import fold
from depositary.treaty.checks.articles import of_series
from depositary.treaty.life.cues import cues
from depositary.treaty.life.force import told as rule_in_words
from depositary.treaty.life.grounds import Ground, grounds, reached, rules
from depositary.treaty.life.read import Life, life
from depositary.treaty.life.state import Length, indefinite, renewal, term
from depositary.treaty.texts import Text, text

NAME = "treaty.life"
_SERIES = "treaty.term"
# Statements that a finding names at most (interfaces, Size).
_MOST = 5


def keys(statement: Statement, record: Record) -> Iterable[str]:
    """The agreement in whose text a statement stands, whose step it tells, or whose term."""
    if statement.kind == "obligation" and statement.speaker is not None and statement.speaker.entity:
        return (statement.speaker.entity,)
    if is_term(statement):
        return tuple(of_series(str(statement.series), record)[:1])
    if reached(statement, record) in ("in_force", "notified", "ratified", "signed"):
        return tuple(key for key in statement.about if _is_agreement(key, record))
    return ()


def _is_agreement(key: str, record: Record) -> bool:
    return key in record.entities and record.entities[key].schema == "Agreement"


def is_term(one: Statement) -> bool:
    """True for a figure that gives a length in whole years, of a term or of its renewals."""
    value = one.value
    if one.kind != "figure" or (one.series or "").split("/")[0] != _SERIES or value is None or one.negated:
        return False
    return (
        one.stance != "denies" and value.unit == "year" and value.low is not None and value.low == value.high
    )


@check(NAME, keys=keys)
def lives(group: Group) -> Iterator[Finding]:
    """A day of entry into force that is told is held against the rule of the text and the notifications told: it is borne out
    where the rule gives that day, and refuted where it gives another. A term or renewal that is told is held against the
    article on it. Where that article is not held nothing is concluded."""
    record = group.record
    duties = [one for one in group.statements if one.kind == "obligation"]
    held = text(record, group.key, duties)
    found = life(held, record.documents)
    yield from _days(group, held, found)
    yield from _terms(group, held, found)


# ---- entry into force


def _days(group: Group, held: Text, found: Life) -> Iterator[Finding]:
    known = grounds(group.record, held.thing, found, group.statements)
    told = [one for one in known if one.step == "in_force" and one.basis == "statement" and not one.by]
    by_rule = [
        one
        for one in known
        if one.step == "in_force" and one.basis == "computed" and one.rests[0].basis == "text"
    ]
    if not told or not by_rule:
        return
    for one in {each.day: each for each in reversed(told)}.values():
        yield _day(group, held, found, one, by_rule, [each for each in told if each.day == one.day])


def _day(
    group: Group, held: Text, found: Life, one: Ground, by_rule: Sequence[Ground], same: Sequence[Ground]
) -> Finding:
    days = sorted({each.day for each in by_rule})
    fits = one.day in days
    relation = "supports" if fits and len(days) == 1 else "depends" if fits else "refutes"
    rule, base = next(rules(found, held.thing))
    events = [each for ground in by_rule for each in ground.rests[1:]]
    where = held.provision(base.id)
    reference = where.reference if where else "the text"
    counted = f", told for {' or '.join(dict.fromkeys(each.day for each in events))}" if events else ""
    law = f"by {reference} it enters into force {rule_in_words(rule)}{counted}: {' or '.join(days)}"
    article = _duty(group.statements, found, "entry_into_force")
    named = [each.id for each in (*same, *(each for each in events if each.basis == "statement"))]
    return finding(
        NAME, held.key, relation, tuple(dict.fromkeys([*named, *article]))[:_MOST],
        difference="contradiction" if relation == "refutes" else "none",
        severity="medium" if relation == "refutes" else "low", about=(held.key,),
        reason=f"{held.name} is told to have entered into force on {one.day}; {law}.",
        steps=tuple(map(_told, (*same, *events))),
        expected={"days": days}, observed={"day": one.day}, coverage=held.coverage.text,
        cites=(*_cite(held, base.id), *(_coded(each) for each in events if each.basis == "coded_fact")),
    )  # fmt: skip


def _told(one: Ground) -> str:
    return (
        f"{one.step.replace('_', ' ')} {one.day}: {one.words} ({one.basis.replace('_', ' ')}, {one.source})"
    )


def _coded(one: Ground) -> Cite:
    return Cite("coded_fact", one.id, one.source)


def _duty(said: Iterable[Statement], found: Life, field: str) -> list[str]:
    """The statement that stands in the clause of a field, if there is one."""
    fact = found.first(field)
    if fact is None:
        return []
    inside = (one for one in said if one.doc == fact.doc and fact.start < one.end and one.start < fact.end)
    return [one.id for one in inside if one.kind == "obligation"][:1]


def _cite(held: Text, provision: str) -> tuple[Cite, ...]:
    one = held.provision(provision)
    return (held.cite(one),) if one is not None else ()


# ---- terms


def _terms(group: Group, held: Text, found: Life) -> Iterator[Finding]:
    claims: dict[tuple[str, int], list[Statement]] = {}
    for one in group.statements:
        if is_term(one):
            sort = "renewal" if _renews(one) else "term"
            claims.setdefault((sort, int(one.value.low)), []).append(one)  # type: ignore[union-attr, arg-type]
    for (sort, years), told in sorted(claims.items()):
        yield _term(group, held, found, sort, years, told)


def _renews(one: Statement) -> bool:
    """True for words on the length of a renewal."""
    words = fold(one.quote)
    return bool(re.search(rf"\b{cues().body['renewing']}", words)) and one.predicate not in (
        "set",
        "conclude",
        "sign",
        "run",
    )


def _term(group: Group, held: Text, found: Life, sort: str, years: int, told: Sequence[Statement]) -> Finding:
    length = (term if sort == "term" else renewal)(found, None)
    relation, difference, severity, words = _verdict(
        held, sort, years, length, sort == "term" and indefinite(found)
    )
    article = _duty(group.statements, found, sort) if length else []
    fields: dict[str, Any] = {
        "expected": {"years": _years(length)} if length else None,
        "observed": {"years": years},
    }
    return finding(
        NAME, held.key, relation, tuple(dict.fromkeys([*(one.id for one in told), *article]))[:_MOST],
        difference=difference, severity=severity, about=(held.key,),
        reason=f"{held.name}: a {sort} of {years} years is told; {words}.",
        steps=(f"held: {held.coverage.text}",), coverage=held.coverage.text,
        cites=_cite(held, length.source) if length else (), **fields,
    )  # fmt: skip


def _years(length: Length) -> float:
    return length.number if length.unit == "year" else length.number / 12


def _verdict(
    held: Text, sort: str, years: int, length: Length | None, endless: bool
) -> tuple[str, str, str, str]:
    if endless:
        return "refutes", "contradiction", "medium", "by its text it has no fixed term"
    if length is None and held.coverage.whole is not None:
        return "uncheckable", "none", "low", f"no {sort} was found in the text, which is held whole"
    if length is None:
        return (
            "uncheckable",
            "text_not_held",
            "low",
            f"the article on the {sort} is not among the articles held",
        )
    if _years(length) == years:
        return "supports", "none", "low", "the text has the same"
    return "refutes", "contradiction", "medium", f"the text has {length.words}"
