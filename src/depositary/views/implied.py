"""What follows from figures without being said by anyone: the value between its ends, and the figures it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from depositary.model import dates
from depositary.model.nouns import Finding, Quantity
from depositary.views import text
from depositary.views.conflicts import subject_of
from depositary.views.lines import Desk, Line

CHECK = "reconcile.figures"


@dataclass(frozen=True, slots=True)
class Implied:
    """A value that follows: its series, period and ends in words, on what condition, and the lines it rests on."""

    id: str
    cite: str
    series: str
    name: str
    amount: str
    period: str
    condition: str
    steps: tuple[str, ...]
    lines: tuple[Line, ...]


def implied(desk: Desk, series: str = "", part: str | None = None) -> list[Implied]:
    """Values that follow, by name of series and period; `series` narrows to keys or names that hold it."""
    found = [item for item in desk.record.findings if _is_value(item)]
    if part is not None:
        found = [item for item in found if any(part in one.parts for one in desk.named(item))]
    wanted = series.casefold()
    made = [_row(desk, item) for item in sorted(found, key=_order)]
    kept = [one for one in made if wanted in one.series.casefold() or wanted in one.name.casefold()]
    return sorted(kept, key=lambda one: one.name)


def _seen(item: Finding) -> Mapping[str, Any]:
    return item.observed if isinstance(item.observed, Mapping) else {}


def _is_value(item: Finding) -> bool:
    return item.relation == "implies" and item.check == CHECK and "low" in _seen(item)


def _order(item: Finding) -> tuple[str, str, str]:
    return (str(_seen(item).get("start") or "9999"), str(_seen(item).get("end") or ""), item.id)


def _row(desk: Desk, item: Finding) -> Implied:
    seen = _seen(item)
    value = Quantity(seen["low"], seen["high"], str(seen.get("unit") or ""), "", "range")
    return Implied(
        id=item.id,
        cite=f"[{desk.cite.id(item.id)}]",
        series=str(seen.get("series") or ""),
        name=_name(desk, item),
        amount=_ends(value),
        period=text.day(dates.between(seen.get("start"), seen.get("end"), _grain(seen))),
        condition=text.flat(item.coverage or ""),
        steps=item.steps,
        lines=tuple(desk.lines(desk.named(item))),
    )


def _ends(value: Quantity) -> str:
    """3.259 to 3.273 billion US dollars: as many figures as tell the two ends apart, three at least."""
    assert value.low is not None and value.high is not None
    size, word = next(((size, word) for size, word in text.LARGE if abs(value.high) >= size), (1.0, ""))
    low, high = value.low / size, value.high / size
    places = next((n for n in range(2, 7) if round(low, n) != round(high, n)), 2)
    unit = text.unit_label(value)
    return " ".join(one for one in (f"{_number(low, places)} to {_number(high, places)}", word, unit) if one)


def _number(value: float, places: int) -> str:
    told = f"{value:,.{places}f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def _name(desk: Desk, item: Finding) -> str:
    """The name of the series that it is about: that of the figures it rests on may be another."""
    key = str(_seen(item).get("series") or "")
    known = desk.record.case.series if desk.record.case else ()
    named = next((one.name for one in known if one.key == key), "")
    return (
        named
        or text.flat(item.reason).partition(" follows ")[0].partition(" in ")[0]
        or subject_of(desk, item)
    )


def _grain(seen: Mapping[str, Any]) -> str:
    """Whole years and months are told as such."""
    ends = [str(seen.get(name) or "") for name in ("start", "end")]
    if all(end.endswith("-01-01") for end in ends):
        return "year"
    return "month" if all(end.endswith("-01") for end in ends) else "bounds"


def shown(rows: Iterable[Implied]) -> dict[str, list[Implied]]:
    """Rows by the name of their series."""
    found: dict[str, list[Implied]] = {}
    for one in rows:
        found.setdefault(one.name, []).append(one)
    return found
