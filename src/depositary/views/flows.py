"""How much passes between two places in a year, year by year: what bounds it, whether a volume fits, and what a link
is worth."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from depositary.model.errors import BadArgument
from depositary.network.flows import Flow, Use
from depositary.network.legs import NOTICE
from depositary.network.net import Network
from depositary.network.together import Together

# What moves in which unit.
CARRIED = {"Mt/y": "goods", "TEU/y": "goods", "bcm/y": "gas", "MW": "power"}
ENDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Year:
    """A year (None: what is open now) with the flow at low, best and high capacities; with a link that is asked
    about, also the best flow without it and with it as if built."""

    year: int | None
    flows: tuple[Flow, Flow, Flow]
    worth: tuple[Flow, Flow] | None

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        low, best, high = self.flows
        told = {
            "year": self.year,
            "most": {"low": low.most, "best": best.most, "high": high.most},
            **_without(best),
        }
        if self.worth is not None:
            told["worth"] = {"without": self.worth[0].most, "with": self.worth[1].most}
        return {**told, "notice": NOTICE}


def _without(flow: Flow) -> dict[str, Any]:
    return {key: value for key, value in flow.as_dict().items() if key != "most"}


def years(
    network: Network,
    start: str,
    end: str,
    amount: float | None,
    unit: str,
    asked: Iterable[int],
    link: str | None,
    held: Mapping[str, Any],
) -> list[Year]:
    """The flow of every year asked for. Raises BadArgument for places, links and units that are not there."""
    if unit not in CARRIED:
        raise BadArgument(f"nothing flows in {unit!r}", f"Units: {', '.join(CARRIED)}")
    made = []
    for year in list(asked) or [None]:  # type: ignore[list-item]
        conditions = {**held, "year": year, "unit": unit, "carries": CARRIED[unit]}
        low, best, high = (network.flow(start, end, amount, capacity=one, **conditions) for one in ENDS)
        worth = network.worth(link, start, end, amount, **conditions) if link else None
        made.append(Year(year, (low, best, high), worth))
    return made


def page(found: Sequence[Year], link: str | None) -> dict[str, Any]:
    """What the page shows."""
    best = found[0].flows[1]
    return {
        "title": f"{best.start.short} to {best.end.short}, {best.unit}",
        "lines": [line for one in found for line in _lines(one, link)],
        "notice": NOTICE,
    }


def _lines(one: Year, link: str | None) -> list[str]:
    low, best, high = one.flows
    when = f"{one.year}: " if one.year is not None else ""
    if best.most is None:
        lines = [f"{when}nothing bounds it: no capacity is told on some way"]
    else:
        lines = [
            f"{when}{best.most:g} pass at most, {_amount(low)} to {_amount(high)} by the capacities told"
        ]
    if best.asked is not None:
        unknown = best.most is None
        fits = (
            "may fit: nothing told bounds it"
            if unknown
            else "fits"
            if best
            else "fits only at the highest capacities"
            if high
            else "does not fit"
        )
        lines.append(f"  {best.asked:g} {fits}")
    if best.cut:
        lines.append(f"  bounded by {', '.join(map(_use, best.cut))}")
    if best.untold:
        lines.append(f"  capacity not told: {', '.join(best.untold)}")
    if one.worth is not None:
        lines.append(
            f"  {link}: {_amount(one.worth[0])} without it, {_amount(one.worth[1])} with it as if built"
        )
    return lines


def _amount(flow: Flow) -> str:
    return "without bound" if flow.most is None else f"{flow.most:g}"


def _use(one: Use) -> str:
    return f"{one.link.name or one.link.id} ({one.capacity:g})"


def together(network: Network, found: Together, built: Collection[str], capacity: str) -> list[str]:
    """Whether several volumes fit at once, as lines: the verdict, each volume, what bounds them, what is not known."""
    count = len(found.sent)
    if found:
        first = "The volume fits" if count == 1 else f"The {count} volumes fit at once"
    else:
        whose = "the volume passes" if count == 1 else f"each of the {count} volumes passes at once"
        first = f"Does not fit: {found.share:.0%} of {whose}"
    lines = [f"{first}, by the {capacity} capacities told"]
    for one in found.sent:
        held = one.commodity
        alone = "no limit told" if one.alone is None else f"{one.alone:g} alone"
        lines.append(
            f"{held.name}: {held.amount:g} {held.unit} claimed, {alone}, {one.even:.3g} where all are cut alike,"
            f" {one.most:.3g} where the most of all passes"
        )
    for use in found.tight:
        name = use.link.name or use.link.id
        lines.append(f"bound by {name}: {use.amount:g} of {use.capacity:g} {use.link.capacity.unit}")
    for id in sorted(built):
        link = network.links[id]
        lines.append(f"as if built: {link.name or id}, {link.status.replace('_', ' ')}")
    if found.untold:
        lines.append(f"capacity not told, so without bound: {', '.join(found.untold)}")
    return lines
