"""Savings in money: what share they are of a baseline, and which baseline they imply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Cite, Finding, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.units import units
from depositary.network.legs import NOTICE
from depositary.network.meant import net_routes
from depositary.network.nouns import Parameter
from depositary.network.routes import Routes
from depositary.network.said import comparison, has, sentence

_TONNES = re.compile(r"(\d+(?:\.\d+)?)\s*t(?:on(?:ne)?s?)?$")
# Two baselines that differ by more than this share are not one: freight rates of one route and year differ by less in
# the tables.
APART = 0.25


@dataclass(frozen=True, slots=True)
class Published:
    """A price of the baseline that somebody published, for a tonne."""

    parameter: Parameter
    a_tonne: float


def _keys(one: Statement, record: Record) -> Iterator[str]:
    if one.kind != "figure" or one.negated:
        return
    routes = net_routes(record)
    if routes is None or record.documents[one.doc].copy_of or not routes.named(sentence(one, record)):
        return
    claim = comparison(one, record)
    if _saved(one, record) or (claim is not None and claim.measure == "cost" and claim.sign < 0):
        yield "savings"


def _saved(one: Statement, record: Record) -> bool:
    """True for money that is saved for a load."""
    value = one.value
    unit = units().get(value.unit) if value is not None else None
    money = (
        value is not None
        and unit is not None
        and unit.factor is None
        and bool(value.low)
        and bool(value.high)
    )
    loaded = value is not None and (_tonnes(value.per) or has(one.quote, "loads"))
    return money and bool(loaded) and one.measure == "change" and has(sentence(one, record), "saved")


def _tonnes(per: str | None) -> float | None:
    found = _TONNES.match(per or "")
    return float(found[1]) if found else 1.0 if per in ("t", "tonne", "ton") else None


@check("network.savings", keys=_keys)
def savings(group: Group) -> Iterator[Finding]:
    """A saving in money is a share only of a price that is told. It is held against each price that was published for
    the baseline; with a share that is claimed beside it, it implies a price, which is held against them too."""
    routes = net_routes(group.record)
    assert routes is not None and routes.network is not None
    load = routes.network.cargo().tonnes
    saved = [one for one in group.statements if _saved(one, group.record)]
    shares = [one for one in group.statements if one not in saved]
    prices = _published(routes, load)
    for one in saved:
        tonnes = _tonnes(one.value.per if one.value else None) or load
        yield _share(one, tonnes, prices)
        share = next((each for each in shares if each.doc == one.doc), shares[0] if shares else None)
        if share is not None and prices:
            yield from _implied(one, share, tonnes, load, prices)


def _published(routes: Routes, load: float) -> list[Published]:
    held = [one for group in routes.usual_baselines for one in routes.published(group)]
    return [Published(one, one.best / load) for one in held if one.unit == "USD/TEU" and one.best]


def _amount(one: Statement) -> float:
    value = one.value
    assert value is not None and value.low is not None and value.high is not None
    return (value.low + value.high) / 2


def _share(one: Statement, tonnes: float, prices: Sequence[Published]) -> Finding:
    literal = one.value.literal if one.value else ""
    rows = [(each, _amount(one) / tonnes / each.a_tonne * 100) for each in prices]
    ends = sorted(round(share) for _, share in rows)
    told = f"of those published it is {ends[0]} to {ends[-1]} per cent" if ends else "none is published"
    return finding(
        "network.savings",
        f"saved|{literal}",
        "depends" if rows else "uncheckable",
        (one.id,),
        difference="no_baseline",
        severity="medium" if rows else "low",
        about=one.about,
        reason=f"{literal} saved is a share only of a price, and none is told; {told}.",
        steps=(*(f"{_price(each)}: {share:.0f} %" for each, share in rows), NOTICE),
        expected=literal,
        observed=ends or None,
        cites=tuple(Cite("parameter", each.parameter.key, each.parameter.source) for each in prices),
    )


def _implied(
    one: Statement, other: Statement, tonnes: float, load: float, prices: Sequence[Published]
) -> Iterator[Finding]:
    """The price that both imply, where no published one is near it."""
    assert one.value is not None and other.value is not None
    share = ((other.value.low or 0.0) + (other.value.high or other.value.low or 0.0)) / 2
    implied = _amount(one) / (share / 100) if share else 0.0
    near = (
        [each for each in prices if abs(each.a_tonne * tonnes / implied - 1) <= APART]
        if implied
        else list(prices)
    )
    if near:
        return
    yield finding(
        "network.savings",
        f"implied|{one.value.literal}|{other.value.literal}",
        "in_tension",
        (one.id, other.id),
        difference="baseline",
        severity="medium",
        about=one.about,
        reason=f"{one.value.literal} saved, if it is {other.value.literal}, implies that {tonnes:g} t cost {implied:,.0f}"
        " by the other route; no price published for it is near.",
        steps=(
            f"{_amount(one):,.0f} for {tonnes:g} t at {share:g} %: {implied:,.0f}, for {load:g} t {implied / tonnes * load:,.0f}",
            *(f"{_price(each)}: {each.a_tonne * tonnes:,.0f} for {tonnes:g} t" for each in prices),
            NOTICE,
        ),
        expected=round(implied),
        observed=[round(each.a_tonne * tonnes) for each in prices],
        cites=tuple(Cite("parameter", each.parameter.key, each.parameter.source) for each in prices),
    )


def _price(one: Published) -> str:
    held = one.parameter
    return f"{held.best:,g} {held.unit}, {held.source} {held.year}"
