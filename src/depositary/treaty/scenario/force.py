"""Whether an agreement is in force on a day, as far as the case tells; where it does not, that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depositary.model.nouns import Entity
from depositary.model.record import Record
from depositary.treaty.claims import whose

_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_YEARS = re.compile(r"^(\d+) years?$")


@dataclass(frozen=True, slots=True)
class Force:
    """`known` is yes, no or open; `why` a clause for a reader."""

    known: str
    why: str


def force(thing: Entity | None, day: str, record: Record) -> Force:
    """In force that day? Without a day nothing is decided but what the case tells."""
    if thing is None:
        return Force("open", "in force not known: the case does not know this agreement")
    signed, since = str(thing.props.get("signed") or ""), str(thing.props.get("in_force") or "")
    if day and signed and day < signed:
        return Force("no", f"signed only on {signed}")
    if day and (ended := _ended(thing, day, record)):
        return ended
    if since:
        return (
            Force("no", f"in force only from {since}")
            if day and day < since
            else Force("yes", f"in force since {since}")
        )
    return _told(thing, day)


def _told(thing: Entity, day: str) -> Force:
    """By the facts of the case: sources may give several days."""
    rows = [
        row
        for row in thing.props.get("facts") or ()
        if _BEGIN.match(str(row.get("fact"))) and _ISO.match(str(row.get("value")))
    ]
    if not rows:
        return Force("open", "in force not known: no day is told")
    told = " or ".join(f"{row['value']} ({row['source']})" for row in rows)
    days = [str(row["value"]) for row in rows]
    if not day:
        return Force("open", f"in force from {told}; no day is given")
    if all(one <= day for one in days):
        return Force("yes", f"in force by every source; from {told}")
    if all(one > day for one in days):
        return Force("no", f"in force only from {told}")
    return Force("open", f"in force not known: from {told}")


_BEGIN = re.compile(r"^(?:entered into force|in force)(?!.*rule)")


def _ended(thing: Entity, day: str, record: Record) -> Force | None:
    for other in whose.agreements(record.case):
        if other.props.get("predecessor") == thing.props.get("key"):
            begun = force(other, day, record)
            if begun.known == "yes":
                return Force("no", f"replaced by {other.name}")
    term = _YEARS.match(str(thing.props.get("term") or ""))
    start = str(thing.props.get("in_force") or thing.props.get("signed") or "")
    if term and _ISO.match(start) and int(day[:4]) - int(start[:4]) > int(term[1]):
        renewal = str(thing.props.get("renewal") or "")
        if "automatic" not in renewal:
            told = f", renewals of {renewal} are told of" if renewal else ""
            return Force("open", f"in force not known: its term of {term[0]} ran from {start}{told}")
    return None
