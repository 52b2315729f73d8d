"""Who denies what whom says."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.extract.predicates import states_in
from depositary.model.nouns import Finding, Statement, finding
from depositary.model.record import Group, Record, check


def _keys(one: Statement, record: Record) -> Iterator[str]:
    """An issue: a state that the words tell, of an agreement or project that they are about or that the document follows."""
    if one.speaker is None or one.kind not in ("status", "position", "event"):
        return
    for state in states_in(one.quote):
        yield f"{state}|{one.about[0] if one.about else _followed(record)}"


def _followed(record: Record) -> str:
    agreement = record.case.agreement if record.case else None
    return agreement.id if agreement else ""


@check("reconcile.disputes", keys=_keys)
def disputes(group: Group) -> Iterator[Finding]:
    """One speaker denies that a thing has reached a state which another speaker says it has. Who spoke first is not
    decided here; both keep their words."""
    denials = [one for one in group.statements if one.stance == "denies"]
    claims = [one for one in group.statements if one.stance in ("asserts", "supposes") and not one.negated]
    for denial in denials:
        for claim in claims:
            if _name(claim) != _name(denial):
                yield _dispute(group, denial, claim)


def _name(one: Statement) -> str:
    return one.speaker.name if one.speaker else ""


def _dispute(group: Group, denial: Statement, claim: Statement) -> Finding:
    return finding(
        "reconcile.disputes",
        group.key,
        "disputes",
        (denial.id, claim.id),
        severity="medium",
        about=tuple(key for key in (group.key.split("|")[1],) if key),
        reason=f"{_name(denial)} denies what {_name(claim)} says.",
        steps=(f"both speak of the state {group.key.split('|')[0].replace('_', ' ')}",),
    )
