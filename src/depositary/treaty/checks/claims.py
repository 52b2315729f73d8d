"""What somebody says that an agreement provides, against the articles held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.treaty.claims import whose
from depositary.treaty.claims.facts import facts
from depositary.treaty.claims.find import claim
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.judge import Verdict, judge
from depositary.treaty.claims.officials import readings
from depositary.treaty.claims.passages import passages
from depositary.treaty.coverage import speaks
from depositary.treaty.texts import Text, text

NAME = "treaty.claims"
# A finding names five statements at most.
MOST = 5
_SEVERITY = {"refutes": "high", "overstates": "medium"}


def keys(statement: Statement, record: Record) -> Iterable[str]:
    """The agreement in whose text a statement stands, or the agreements whose text it claims something of."""
    if statement.kind == "obligation" and statement.speaker is not None and statement.speaker.entity:
        thing = record.entities.get(statement.speaker.entity)
        if thing is not None and thing.schema == "Agreement":
            return (thing.id,)
    found = claim(statement, record)
    return found[1] if found is not None else ()


@check(NAME, keys=keys)
def claims(group: Group) -> Iterator[Finding]:
    """Held against the text: what somebody says that an agreement provides, obliges, is, or will bring about. A passage that says
    it bears it out, one that says the contrary refutes it; where the articles held say something of the kind but less, it is
    overstated. That something is not said is told of the articles held, which are named. A prediction is held against the duties
    that would make it so, and nothing is forecast. What officials of a party say of the same matter stands beside as theirs."""
    record = group.record
    made = [
        (found[0], one) for one in group.statements if (found := claim(one, record)) and group.key in found[1]
    ]
    if not made:
        return
    held = text(record, group.key, [one for one in group.statements if speaks(one, group.key)])
    read = passages(held)
    thing = held.thing or record.entities.get(group.key)
    told_of = facts(record, group.key)
    official = readings(made, record, thing)
    bound = set(whose.parties(thing)) if thing is not None else set()
    for claimed, said in made:
        told = replace(claimed, names=tuple(row for row in claimed.names if row[1] in bound))
        verdict = judge(told, held.coverage, read, told_of)
        if verdict is not None:
            yield _finding(held, told, said, verdict, official.beside(told, said))


def _finding(
    held: Text, told: Claim, said: Statement, verdict: Verdict, beside: Sequence[Statement]
) -> Finding:
    duties = [one.duty for one in verdict.passages if one.duty is not None]
    against = list(dict.fromkeys(one.id for one in duties if one.id != said.id))
    room = MOST - 1 - len(against)
    shown = beside[: max(room, 0)]
    return finding(
        NAME,
        f"{held.key}/{said.id}",
        verdict.relation,
        (said.id, *against, *(one.id for one in shown)),
        difference=verdict.difference,
        severity=_SEVERITY.get(verdict.relation, "low"),
        about=(held.key,),
        reason=verdict.reason,
        steps=tuple(_steps(told, held, verdict, shown)),
        coverage=held.coverage.text,
        cites=_cites(held, verdict),
    )


def _steps(told: Claim, held: Text, verdict: Verdict, shown: Sequence[Statement]) -> Iterator[str]:
    denied = "denied to be in the text" if told.denied else "claimed of the text"
    yield f"{denied}: {', '.join(told.matters) or told.topic or 'what its words say'} ({told.form})"
    yield f"held: {held.coverage.text}"
    for one in verdict.passages:
        yield f"{one.reference}: “{_short(one.held.words if one.duty is None else one.duty.quote)}”"
    yield from verdict.steps
    for said in shown:
        assert said.speaker is not None
        yield f"beside it, {said.speaker.name}: “{_short(said.quote)}”"


def _short(words: str, size: int = 160) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= size else flat[: size - 1].rsplit(" ", 1)[0] + "…"


def _cites(held: Text, verdict: Verdict) -> tuple[Cite, ...]:
    return (
        *(held.cite(one.held) for one in verdict.passages),
        *(Cite("coded_fact", one.words, one.source) for one in verdict.facts),
    )
