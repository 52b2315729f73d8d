"""The office that a person held on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from depositary.model.nouns import Entity


def office_at(entity: Entity, day: str | None) -> Mapping[str, Any] | None:
    """The office of a person of the case on an ISO day, or None when none is known for it.

    Offices carry `office`, `country`, `from`, `to` (ISO day, month or year, or None for open). Without a
    day the one office that has no end is given, if there is just one.
    """
    held: Iterable[Mapping[str, Any]] = entity.props.get("offices") or ()
    if day is None:
        lasting = [one for one in held if not one.get("to")]
        return lasting[0] if len(lasting) == 1 else None
    fitting = [one for one in held if _covers(one, day)]
    return max(fitting, key=lambda one: str(one.get("from") or "")) if fitting else None


def _covers(office: Mapping[str, Any], day: str) -> bool:
    """True when the day lies in the office's time; a bare year or month covers all of its days."""
    start, end = office.get("from"), office.get("to")
    if start and day[: len(start)] < start:
        return False
    return not end or day[: len(end)] <= end
