"""What the case's sources tell of an agreement: shown as theirs where no article is held. No such fact is a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.claims.matters import Matter
from depositary.treaty.coding import coded_facts


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of a case's agreement: "defence clause: Article 4", its source, and the codes that the case gives it."""

    name: str
    words: str
    source: str
    codes: frozenset[str]

    def bears_on(self, asked: Sequence[Matter]) -> bool:
        """True for a fact coded as one of these matters, or called by its words."""
        return any(
            self.codes & set(one.codes) or (one.fact is not None and one.fact.search(self.name))
            for one in asked
        )


def facts(record: Record, key: str) -> list[Told]:
    """The facts of an agreement, given by entity id, in the order of the case."""
    thing = (record.case.by_id.get(key) if record.case else None) or record.entities.get(key)
    coded: dict[str, set[str]] = {}
    for one in coded_facts(record, key):
        coded.setdefault(one.quote, set()).add(one.variable)
    rows = [
        (row, f"{row['fact']}: {row['value']}") for row in (thing.props.get("facts") or () if thing else ())
    ]
    return [
        Told(
            fold(str(row["fact"])),
            words,
            str(row.get("source") or row.get("url") or ""),
            frozenset(coded.get(words, ())),
        )
        for row, words in rows
    ]
