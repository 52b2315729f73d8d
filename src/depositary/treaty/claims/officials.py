"""Official readings: what officials of a party say that the text holds stands beside a verdict as theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from depositary.model.gazetteer import listed
from depositary.model.nouns import Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims import whose
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.matters import matters


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


@dataclass(frozen=True)
class Readings:
    """What officials of a party say of each matter: per matter and denial the first saying of each voice, a few of each."""

    held: Mapping[tuple[str, bool], Sequence[tuple[str, Statement]]]

    def beside(self, claim: Claim, said: Statement) -> list[Statement]:
        """Readings of the same matter, those that say the contrary first; none by who makes the claim."""
        mine, found = _voice(said), dict[str, Statement]()
        for denied in (not claim.denied, claim.denied):
            for key in _field(claim.matters):
                for voice, one in self.held.get((key, denied), ()):
                    if voice != mine and one.id != said.id:
                        found.setdefault(voice, one)
        return list(found.values())


# Voices kept for each matter: a finding names no more.
_MOST = 6


def readings(made: Iterable[tuple[Claim, Statement]], record: Record, thing: Entity | None) -> Readings:
    """The readings among claims of one agreement, in the order given."""
    held: dict[tuple[str, bool], dict[str, Statement]] = {}
    for claim, said in made:
        for key in claim.matters if official(said, record, thing) else ():
            row = held.setdefault((key, claim.denied), {})
            if len(row) < _MOST:
                row.setdefault(_voice(said), said)
    return Readings({key: tuple(row.items()) for key, row in held.items()})


def _field(keys: Sequence[str]) -> list[str]:
    """These matters; with one that an agreement can be called by, all such: a defence pact, and assistance in war."""
    names = [key for key, one in matters().items() if one.name]
    return list(dict.fromkeys((*keys, *(names if set(names) & set(keys) else ()))))


def _voice(said: Statement) -> str:
    return (said.speaker.entity or fold(said.speaker.name)) if said.speaker else f"document {said.doc}"
