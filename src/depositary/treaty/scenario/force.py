"""Whether an agreement binds on the day of a scenario: as the record, its text and the case tell (`treaty/life`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depositary.model.nouns import Entity
from depositary.model.record import Record
from depositary.treaty.claims import whose
from depositary.treaty.life.grounds import grounds
from depositary.treaty.life.read import Life
from depositary.treaty.life.state import IN, OUT, standing

_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_BEGIN = re.compile(r"^(?:entered into force|in force)(?!.*rule)")


@dataclass(frozen=True, slots=True)
class Force:
    """`known` is yes, no or open; `why` a clause for a reader."""

    known: str
    why: str


def force(thing: Entity | None, day: str, record: Record, life: Life | None = None) -> Force:
    """In force that day? `life` is what the text held tells. Without a day nothing is decided but what the case tells."""
    if thing is None:
        return Force("open", "in force not known: the case does not know this agreement")
    if not day:
        return _undated(thing)
    if (other := _successor(thing, day, record)) is not None:
        return Force("no", f"replaced by {other.name}")
    read = life or Life(thing.id, ())
    found = standing(grounds(record, thing, read), read, thing, day)
    if found.verdict == IN:
        return Force("yes", f"in force {found.why}")
    return Force("no", found.why) if found.verdict == OUT else Force("open", f"in force not known: {found.why}")


def _undated(thing: Entity) -> Force:
    """By the case: its own day, else the facts, as sources may give several days."""
    if since := str(thing.props.get("in_force") or ""):
        return Force("yes", f"in force since {since}")
    rows = [
        row
        for row in thing.props.get("facts") or ()
        if _BEGIN.match(str(row.get("fact"))) and _ISO.match(str(row.get("value")))
    ]
    if not rows:
        return Force("open", "in force not known: no day is told")
    told = " or ".join(f"{row['value']} ({row['source']})" for row in rows)
    return Force("open", f"in force from {told}; no day is given")


def _successor(thing: Entity, day: str, record: Record) -> Entity | None:
    """The agreement in force that day that names this one as the one before it."""
    for other in whose.agreements(record.case):
        if other.props.get("predecessor") == thing.props.get("key") and force(other, day, record).known == "yes":
            return other
    return None
