"""Numbers and units put together: money, shares, counts, ranges, changes, rates.

`find_quantities(text)` needs nothing but the text. Steps: read each number with its unit and drop what is no quantity
(`items`), join ranges and compounds (`joining`), then read the words around (`around`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from depositary.annotate.quantities import around, guards, ordinals
from depositary.annotate.quantities.figure import Figure, half_width, interval, tidy
from depositary.annotate.quantities.items import Item, Times, find_items
from depositary.annotate.quantities.joining import joined
from depositary.model.units import units

_BETWEEN_AT = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_SHORT = {"hour": "h", "second": "s", "millisecond": "ms", "ms": "ms"}
_SPEEDS = {("mi", "hour"): "mph"}


def find_quantities(text: str, times: Sequence[tuple[int, int, str]] = ()) -> list[Figure]:
    """The quantities of a text in order, without overlap.

    `times` are time expressions as start, end, label: numbers inside one are no quantities, but for durations.
    """
    barred = Times([*times, *((start, end, "ADDRESS") for start, end in guards.addresses(text))])
    named: set[str] = set()
    made: list[Figure] = []
    for item in joined(text, list(find_items(text, barred, named))):
        if (made and item.start < made[-1].number[1]) or (item.unit is None and _is_label(item, named)):
            continue
        made.append(_figure(text, item))
    return sorted([*made, *_apart(ordinals.find(text), made)], key=lambda one: one.start)


def _is_label(item: Item, named: set[str]) -> bool:
    """True in a list of bare numbers, and for a number that is part of a name elsewhere in the text."""
    return item.listed or (len(item.number.written) >= 3 and item.number.written in named)


def _apart(extra: Iterable[Figure], made: Sequence[Figure]) -> Iterator[Figure]:
    """Those that share no character with a figure made already."""
    starts = [one.start for one in made]
    for one in extra:
        at = bisect_right(starts, one.end) - 1
        if at < 0 or made[at].end <= one.start:
            yield one


def _figure(text: str, item: Item) -> Figure:
    unit, dimension, per, end = _per(text, item)
    number = (item.start, end)
    hull = item.start
    if item.high is not None and (opening := _BETWEEN_AT.search(text[max(0, item.start - 40) : item.start])):
        hull -= len(opening[0])
    start, stop, bound = around.bound(text, hull, end)
    if bound != "exact" and not around.holds(text, start, hull, item.value, dimension):
        start, bound = hull, "exact"
    low, high, bound = _interval(item, dimension, bound)
    label = "AGE" if item.age else "SHARE" if unit == "fraction" else dimension.upper()
    value = item.value if item.high is None else (item.value + item.high.value) / 2
    figure = Figure(start, stop, label, low, high, tidy(value), unit, number, bound)
    figure.per, figure.baseline = per, item.baseline
    around.read(text, figure, end)
    return figure


def _per(text: str, item: Item) -> tuple[str, str, str | None, int]:
    """Unit, dimension, what it is per, and the end with the words for that. "km per hour" is a unit of its own."""
    unit = item.unit or "count"
    dimension = units()[unit].dimension
    if dimension.endswith("_rate"):
        unit, per = unit.split("/", 1)
        return unit, units()[unit].dimension, per, item.end
    found = around.rate(text, item.end)
    if found is None:
        return unit, dimension, None, item.end
    whole = _SPEEDS.get((unit, found[0])) or f"{unit}/{_SHORT.get(found[0], found[0])}"
    if whole in units() and not units()[whole].dimension.endswith("_rate"):
        return whole, units()[whole].dimension, None, found[1]
    return unit, dimension, found[0], found[1]


def _interval(item: Item, dimension: str, bound: str) -> tuple[float | None, float | None, str]:
    if item.number.kind == "vague":
        return tidy(item.value), None, "at_least"
    if item.high is not None:
        return tidy(item.value), tidy(item.high.value), "range"
    return interval(item.value, half_width(item.number, "age" if item.age else dimension), bound)
