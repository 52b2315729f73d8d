"""When an agreement enters into force: the rule of the text as data, and the day that follows from it.

A rule is an event (`signature`, `exchange`, `notification`, `deposit`, `ratification`, `day`), how many or which of them
(`count`: "last" or a number), and how long after it: `delay` of a `unit`, or the first day of the n-th month (`month`).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from depositary.annotate.header.formula import days
from depositary.model.dates import add_months, iso, parse
from depositary.treaty.life.clauses import Fact, number, ordinal
from depositary.treaty.life.cues import cues, groups

# The second of two is the last.
_BOTH = 2
# Figures that stand beside a month give no year before treaties of today's sort.
_FIRST = 1600
FORCE = ("entry_into_force", "provisional")


def entry(fact: Fact) -> Fact:
    """A fact on entry into force with its rule as data; other facts as they are. Of provisional application only a beginning
    is a rule."""
    if fact.field == "provisional" and not cues().expression("provisional_from").search(fact.quote):
        return fact
    return replace(fact, value={**fact.value, **rule(fact.quote)}) if fact.field in FORCE else fact


def rule(words: str) -> dict[str, Any]:
    """The rule that a sentence tells: event, count, delay or month, day."""
    ends = cues().expression("force_until").search(words)
    words = words[: ends.start()] if ends else words
    value: dict[str, Any] = {}
    value |= _event(words)
    value |= _delay(words)
    if value.get("event") not in (None, "day", "signature", "exchange"):
        value |= _count(words)
    if cues().expression("unless_by").search(words):
        value["conditional"] = True
    return value


def _event(words: str) -> dict[str, Any]:
    """A named day where one is told; else the first act that the cues list and the sentence holds."""
    told = sorted((one for one in days(words) if one[0].year >= _FIRST), key=lambda one: one[1])
    if told:
        day, start, _ = told[0]
        value = {"event": "day", "day": day.isoformat()}
        late = cues().expression("no_later").search(words, max(0, start - 20), start)
        return value | ({"no_later": True} if late else {})
    for name, pattern in cues().expressions("events").items():
        if pattern.search(words):
            return {"event": name}
    return {}


def _delay(words: str) -> dict[str, Any]:
    delays = cues().expressions("delays")
    if found := delays["month"].search(words):
        held = groups(found)
        return {"month": ordinal(held["ordinal"]) if "ordinal" in held else 1}
    if found := delays["ordinal"].search(words):
        held = groups(found)
        return {"delay": ordinal(held["ordinal"]), "unit": held["unit"].lower()}
    if found := delays["length"].search(words):
        held = groups(found)
        return {"delay": number(held["number"]), "unit": held["unit"].lower()}
    return {}


def _count(words: str) -> dict[str, Any]:
    counts = cues().expressions("counts")
    if found := counts["number"].search(words):
        held = groups(found)
        many = ordinal(held["ordinal"]) if "ordinal" in held else number(held["number"])
        if many > _BOTH or ("number" in held and many == _BOTH):
            return {"count": many}
    return {"count": "last"} if counts["last"].search(words) else {}


def follows(value: Mapping[str, Any], day: str) -> str:
    """The day of entry into force, when the event of the rule was on this day."""
    if value.get("event") == "day":
        return str(value["day"])
    if "month" in value:
        return iso(add_months(parse(day), int(value["month"])))
    return later(day, int(value.get("delay", 0)), str(value.get("unit", "day")))


def later(day: str, count: int, unit: str) -> str:
    """So many days, weeks, months or years later: the same day of the month, or its last where it has none."""
    start = parse(day)
    if unit in ("day", "week"):
        return iso(start + timedelta(days=count * (7 if unit == "week" else 1)))
    first = add_months(start, count * (12 if unit == "year" else 1))
    return iso(date(first.year, first.month, min(start.day, monthrange(first.year, first.month)[1])))


def earlier(day: str, count: int, unit: str) -> str:
    """So many days, months or years before."""
    return later(day, -count, unit)


def told(value: Mapping[str, Any]) -> str:
    """The rule in words: "30 days after the exchange of instruments"."""
    event = value.get("event")
    if event is None:
        return ""
    if event == "day":
        return f"{'not later than' if value.get('no_later') else 'on'} {value['day']}"
    count = value.get("count")
    act = f"the {'last ' if count == 'last' else f'{_nth(count)} ' if count else ''}{_ACTS[event]}"
    if "month" in value:
        months = value["month"]
        return f"on the first day of the {'' if months == 1 else f'{_nth(months)} '}month after {act}"
    if "delay" in value:
        many = "" if value["delay"] == 1 else "s"
        return f"{value['delay']} {value['unit']}{many} after {act}"
    return f"on {act}"


def _nth(count: int) -> str:
    tail = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{tail}"


_ACTS = {
    "exchange": "exchange of instruments", "deposit": "deposit of instruments", "notification": "notification",
    "ratification": "ratification", "signature": "signature", "meeting": "meeting",
}  # fmt: skip
