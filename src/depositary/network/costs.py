"""What a load costs by a route and by what the route is held against, where one sentence tells both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.model.record import Record
from depositary.model.units import units
from depositary.network.routes import Routes


@dataclass(frozen=True, slots=True)
class Costs:
    """Two costs that one sentence tells: by the route and by the baseline. `low` and `high` are by how many per cent of the
    baseline the route is cheaper; below nought it is dearer."""

    route: Statement
    baseline: Statement
    low: float
    high: float


def side(one: Statement, routes: Routes) -> str:
    """route or baseline for a sum of money told of one of them; "" for what is none, or tells of both."""
    value = one.value
    # What is saved is no price.
    if (
        one.measure == "change"
        or one.kind != "figure"
        or one.stance != "asserts"
        or one.negated
        or value is None
        or not value.low
        or not value.high
    ):
        return ""
    unit = units().get(value.unit)
    if unit is None or unit.factor is not None:
        return ""
    sides = {
        "baseline" if length.baseline else "route"
        for item in routes.named(one.quote)
        for length in item.routes
    }
    if not sides and routes.says_usual(one.quote):
        return "baseline"  # "by the traditional route"
    return sides.pop() if len(sides) == 1 else ""


def told(statements: Iterable[Statement], record: Record, routes: Routes) -> Iterator[Costs]:
    """Pairs of one sentence and one currency, in the order of the record."""
    waiting: dict[tuple[str, int, str], dict[str, Statement]] = {}
    for one in statements:
        which = side(one, routes)
        if not which or one.value is None:
            continue
        text = record.documents[one.doc].text
        held = waiting.setdefault((one.doc, _sentence(text, one.start), one.value.unit), {})
        held.setdefault(which, one)
        if len(held) == 2 and held[which] is one:
            yield _pair(held["route"], held["baseline"])


def _sentence(text: str, at: int) -> int:
    """Where the sentence that holds this place begins."""
    return max(text.rfind(stop, 0, at) for stop in (". ", "! ", "? ", "\n")) + 1


def _pair(route: Statement, baseline: Statement) -> Costs:
    mine, theirs = route.value, baseline.value
    assert mine is not None and theirs is not None and mine.low and mine.high and theirs.low and theirs.high
    ends = (100 * (1 - mine.high / theirs.low), 100 * (1 - mine.low / theirs.high))
    return Costs(route, baseline, *(round(end, 1) for end in ends))
