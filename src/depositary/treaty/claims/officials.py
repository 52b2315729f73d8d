"""Official readings: what officials of a party say that the text holds stands beside a verdict as theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depositary.model.gazetteer import listed
from depositary.model.nouns import Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims import whose
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.find import Claim


def official(said: Statement, record: Record, thing: Entity | None) -> bool:
    """True for a speaker who holds an office of a party, or is a body of its government."""
    speaker = said.speaker
    if speaker is None or thing is None:
        return False
    bound = set(whose.parties(thing))
    known = record.entities.get(speaker.entity or "")
    if known is not None and known.schema == "Person" and known.props.get("offices"):
        return any(str(row.get("country")) in bound for row in known.props["offices"])
    if known is not None and known.schema == "Country":
        return str(known.props.get("key")) in bound
    words = fold(f"{speaker.name} {speaker.role or ''}")
    country = set(listed(known.props.get("country") or "")) if known is not None else set()
    country |= {key for key, _, _ in whose.states(words, record.case)[:1]}
    return bool(country & bound) and cues().officials.search(words) is not None


def beside(
    claim: Claim, said: Statement, others: Iterable[tuple[Claim, Statement]], record: Record, thing: Entity | None
) -> list[Statement]:
    """Readings of the same matter by officials of a party, those that say the contrary first; none by who makes the claim."""
    mine = _voice(said)
    rows = [
        (other.denied == claim.denied, one.doc_name, one.start, one.id, one)
        for other, one in others
        if one.id != said.id and set(other.matters) & _field(claim.matters) and _voice(one) != mine and official(one, record, thing)
    ]
    first: dict[str, Statement] = {}
    for *_, one in sorted(rows, key=lambda row: row[:4]):
        first.setdefault(_voice(one), one)
    return list(first.values())


def _field(keys: Sequence[str]) -> set[str]:
    """Matters that name the same thing: a defence pact, and assistance in war."""
    defence = {"defence", "military_assistance", "nuclear_umbrella"}
    return set(keys) | (defence if defence & set(keys) else set())


def _voice(said: Statement) -> str:
    return (said.speaker.entity or fold(said.speaker.name)) if said.speaker else f"document {said.doc}"
