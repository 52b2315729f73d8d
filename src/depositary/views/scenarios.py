"""Scenarios side by side: every way in every scenario, each against the same way in the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from depositary.network.legs import NOTICE, NoRoute, Route
from depositary.network.scenario import Outcome, Plan
from depositary.views import text
from depositary.views.network import COLUMNS

SIZES = {"distance": 10, "time": 10, "cost": 12, "emissions": 12}


def page(plan: Plan, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """What the page shows: a table, then why what is missing is missing, and the assumptions."""
    routes = [one.answer for one in outcomes if isinstance(one.answer, Route)]
    lost: dict[tuple[str, str], str] = {}
    for one in outcomes:
        if isinstance(one.answer, NoRoute):
            lost.setdefault((one.way, one.answer.reason), one.scenario)
    return {
        "title": f"{plan.title}: {plan.start} to {plan.end}, least {plan.by}",
        "table": _table(plan, outcomes),
        "reasons": [f"{name}, {way}: {reason}" for (way, reason), name in lost.items()],
        "assumptions": sorted({item for route in routes for item in route.assumptions}),
        "doubts": list(dict.fromkeys(item for route in routes for item in route.doubts)),
        "notice": NOTICE,
    }


def rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """As JSON has them."""
    return [{"scenario": one.scenario, "way": one.way, **one.answer.as_dict()} for one in outcomes]


def _table(plan: Plan, outcomes: Sequence[Outcome]) -> list[str]:
    """80 columns: the scenario, then each way with km, days, USD, kg CO2e, and below what each is against the first
    scenario."""
    first = {one.way: one.answer for one in reversed(outcomes) if isinstance(one.answer, Route)}
    heads = "".join(COLUMNS[name][1].rjust(size) for name, size in SIZES.items())
    lines = [f"{'':34}{heads}"]
    for name in plan.scenarios:
        lines.append(text.shorten(name, 80))
        for one in (each for each in outcomes if each.scenario == name):
            lines += _cells(one, first.get(one.way))
    return [line.rstrip() for line in lines]


def _cells(one: Outcome, first: Route | None) -> list[str]:
    label = f"  {text.shorten(one.way, 31)}".ljust(34)
    route = one.answer
    if not isinstance(route, Route):
        return [f"{label}{'no way':>10}"]
    told = [name for name in SIZES if route.charged(name)]
    line = label + "".join(f"{route.total(name):,.{COLUMNS[name][2]}f}".rjust(SIZES[name]) for name in told)
    if first is None or first is route:
        return [line]
    against = [_against(route.total(name), first.total(name)).rjust(SIZES[name]) for name in told]
    return [line, f"{'':34}{''.join(against)}"] if any(one.strip() for one in against) else [line]


def _against(value: float, first: float) -> str:
    share = (value / first - 1) * 100 if first else 0.0
    return f"{share:+.0f} %" if abs(share) >= 0.5 else ""
