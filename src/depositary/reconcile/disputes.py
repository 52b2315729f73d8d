"""Who denies what whom says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    decided here; both keep their words. Of two speakers the first denial and the first claim are named."""
    denials = _by_speaker(one for one in group.statements if one.stance == "denies")
    claims = _by_speaker(
        one for one in group.statements if one.stance in ("asserts", "supposes") and not one.negated
    )
    for denier, denied in denials.items():
        for claimer, claimed in claims.items():
            if denier != claimer:
                yield _dispute(group, denied, claimed)


def _by_speaker(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """A wire story printed a thousand times is one dispute and not a million."""
    found: dict[str, list[Statement]] = {}
    for one in statements:
        found.setdefault(_name(one), []).append(one)
    return found


def _name(one: Statement) -> str:
    return one.speaker.name if one.speaker else ""


def _dispute(group: Group, denied: list[Statement], claimed: list[Statement]) -> Finding:
    denial, claim = denied[0], claimed[0]
    steps = [f"both speak of the state {group.key.split('|')[0].replace('_', ' ')}"]
    if len(denied) + len(claimed) > 2:
        steps.append(f"denied {len(denied)} times, said {len(claimed)} times in these documents")
    return finding(
        "reconcile.disputes",
        group.key,
        "disputes",
        (denial.id, claim.id),
        severity="medium",
        about=tuple(key for key in (group.key.split("|")[1],) if key),
        reason=f"{_name(denial)} denies what {_name(claim)} says.",
        steps=tuple(steps),
    )
