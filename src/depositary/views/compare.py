"""Ways between two places side by side, each against the first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from depositary.network import journeys
from depositary.network.legs import NOTICE, NoRoute, Route
from depositary.network.net import Network
from depositary.views import network as view
from depositary.views import text


@dataclass(frozen=True, slots=True)
class Row:
    """A way with its name, or why there is none."""

    title: str
    answer: Route | NoRoute


def rows(
    network: Network, start: str, end: str, by: str, via: Iterable[str], held: Mapping[str, Any]
) -> list[Row]:
    """The best way through the places of each `via`; without any, ways that differ."""
    asked = view.choices(via)
    if asked:
        return [Row(one.title, network.route(start, end, by, via=one.via, **held)) for one in asked]
    found = network.alternatives(start, end, by, **held)
    if isinstance(found, NoRoute):
        return [Row("best", found)]
    return [Row(one.how, one) for one in found]


def ways(rows: Iterable[Row]) -> list[tuple[str, Route]]:
    """Those that were found, by name."""
    return [(row.title, row.answer) for row in rows if isinstance(row.answer, Route)]


def page(network: Network, rows: Sequence[Row]) -> dict[str, Any]:
    """What the page shows: a table of totals, then every way with its legs."""
    first = next((row.answer for row in rows if isinstance(row.answer, Route)), None)
    shown = [
        view.way(network, row.answer, first, row.title)
        if isinstance(row.answer, Route)
        else view.none(row.answer)
        for row in rows
    ]
    ends = rows[0].answer
    assumptions = sorted({one for way in shown for one in way.assumptions})
    title = f"{ends.start.short} to {ends.end.short}, least {ends.by}"
    return {
        "title": title,
        "table": _table(rows, shown),
        "ways": shown,
        "assumptions": assumptions,
        "bias": journeys.told(network),
        "notice": NOTICE,
    }


def _table(rows: Sequence[Row], ways: Sequence[view.Way]) -> list[str]:
    """One line a way, 80 columns: name, then km, days, USD and kg CO2e, each with what it is against the first."""
    lines = [f"{'':32}{'km':>10}{'days':>12}{'USD':>13}{'kg CO2e':>13}"]
    for number, (row, way) in enumerate(zip(rows, ways, strict=True), start=1):
        name = text.shorten(f"{number} {row.title}", 32).ljust(32)
        if not isinstance(row.answer, Route):
            lines.append(f"{name}{'no route':>10}")
            continue
        cells = {one.label: one for one in way.totals}
        sizes = {"length": 10, "time": 12, "cost": 13, "emissions": 13}
        told = [f"{cells[name].best}{cells[name].mark}" if name in cells else "not told" for name in sizes]
        lines.append(name + "".join(one.rjust(size) for one, size in zip(told, sizes.values(), strict=True)))
        against = [cells[name].against if name in cells else "" for name in sizes]
        if any(against):
            lines.append(
                " " * 32 + "".join(one.rjust(size) for one, size in zip(against, sizes.values(), strict=True))
            )
    return [line.rstrip() for line in lines]
