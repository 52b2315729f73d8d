"""What came of a promise, as the findings of promises tell it in `observed`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from depositary.model.nouns import Finding

CHECK = "reconcile.promises"
OUTCOMES = {
    "kept": "kept",
    "kept_late": "kept late",
    "kept_undated": "kept",
    "partly": "partly",
    "untold": "cannot be told",
    "moved": "moved",
    "brought_forward": "brought forward",
    "dropped": "dropped",
    "not_yet": "not yet",
    "overdue": "day passed",
    "missed": "missed",
}
LATE = ("kept_late", "moved", "dropped", "not_yet", "overdue", "missed")


def told(finding: Finding) -> Mapping[str, Any]:
    """What was observed, where it has fields."""
    return finding.observed if isinstance(finding.observed, Mapping) else {}


def promised(finding: Finding) -> Mapping[str, Any]:
    """What was expected, where it has fields."""
    return finding.expected if isinstance(finding.expected, Mapping) else {}


def outcome(finding: Finding) -> str:
    """The outcome that a finding of promises tells, else ""."""
    return str(told(finding).get("outcome") or "") if finding.check == CHECK else ""


def words(finding: Finding) -> str:
    """The outcome with its day and length: moved to 2028, kept 17 days late, not yet by 2025-11-17."""
    name, seen = outcome(finding), told(finding)
    day = str(seen.get("words") or "").removeprefix("by ")
    if name == "kept_late":
        return f"kept {_days(seen.get('late_days'))} late".replace("  ", " ")
    if name in ("moved", "brought_forward") and day:
        return f"{OUTCOMES[name]} to {day}"
    if name in ("not_yet", "overdue") and seen.get("as_of"):
        return f"{'not yet' if name == 'not_yet' else 'nothing told'} by {seen['as_of']}"
    return OUTCOMES.get(name, "")


def _days(number: object) -> str:
    """17 days, about 3 months, about 2 years: exact where it is short."""
    if not isinstance(number, int):
        return ""
    if number < 92:
        return f"{number} {'day' if number == 1 else 'days'}"
    return f"about {round(number / 30.4)} months" if number < 730 else f"about {round(number / 365.25)} years"


def length(number: object) -> str:
    """A number of days in words."""
    return _days(number)
