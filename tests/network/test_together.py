"""Several volumes over shared links, beside the flow of one and the capacities of the tables."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.model.errors import BadArgument
from depositary.network import Network
from depositary.network.published import volumes
from depositary.network.together import Commodity, Together, together

ONLY = frozenset({"L026"})
ENDS = ("IRBAZ", "RUASF", "AZAST", "RUMOW", "IRTHR", "KZAAU", "AZALA", "IRASR")


@cache
def net() -> Network:
    return Network.load("russia-iran")


def holds(found: Together) -> None:
    """What passes any link is within its capacity, and nothing passes that was not asked for."""
    for use in found.uses:
        assert use.capacity is not None and use.amount <= use.capacity * (1 + 1e-6) + 1e-9
    for one in found.sent:
        assert one.even == pytest.approx(found.share * one.commodity.amount)
        assert one.alone is None or max(one.even, one.most) <= one.alone * (1 + 1e-6)
        assert one.most <= one.commodity.amount * (1 + 1e-6)
    assert bool(found) or found.tight, "what does not fit is bound by something"
    assert all(use.amount == pytest.approx(use.capacity) for use in found.tight)


@settings(deadline=None, max_examples=15)
@given(st.permutations(ENDS), st.integers(1, 60))
def test_one_commodity_is_the_single_flow(places: list[str], amount: int) -> None:
    start, end = places[:2]
    found = together(net(), [Commodity("one", start, end, amount)], modes=["rail", "sea", "ferry"])
    most = net().flow(start, end, modes=["rail", "sea", "ferry"]).most
    holds(found)
    assert found.sent[0].alone == (None if most is None else pytest.approx(most))
    assert found.share * amount == pytest.approx(amount if most is None else min(amount, most), abs=1e-6)


@settings(deadline=None, max_examples=15)
@given(
    st.permutations(ENDS),
    st.lists(st.integers(1, 20), min_size=2, max_size=3),
    st.sampled_from(["low", "best", "high"]),
)
def test_capacities_are_respected_and_more_never_fits_better(
    places: list[str], amounts: list[int], capacity: str
) -> None:
    made = [Commodity(f"c{at}", places[at], places[at + 1], amount) for at, amount in enumerate(amounts)]
    asked = {"modes": ["rail", "sea", "ferry"], "capacity": capacity}
    found = together(net(), made, **asked)  # type: ignore[arg-type]
    holds(found)
    fewer = together(net(), made[:-1], **asked)  # type: ignore[arg-type]
    assert found.share <= fewer.share + 1e-6
    total = sum(one.most for one in found.sent)
    assert total >= sum(one.even for one in found.sent) - 1e-4, (
        "the most of all is no less than all cut alike"
    )


def test_two_of_a_kind_are_one_of_their_sum() -> None:
    one, other = (
        Commodity(*row, only=ONLY) for row in (("a", "IRRAS", "IRASR", 6), ("b", "IRASR", "IRRAS", 9))
    )
    found = together(net(), [one, other], built=["L026"], modes=["rail"])
    assert found.share == pytest.approx(10 / 15), "both directions share a capacity"
    assert [use.link.id for use in found.tight] == ["L026"]


def test_containers_and_bulk_share_a_railway() -> None:
    load = net().cargo().tonnes
    boxes = Commodity("boxes", "IRRAS", "IRASR", 400_000, "TEU/y", only=ONLY)
    bulk = Commodity("bulk", "IRRAS", "IRASR", 8, only=ONLY)
    found = together(net(), [boxes, bulk], built=["L026"], modes=["rail"])
    holds(found)
    assert found.share == pytest.approx(10 / (400_000 * load / 1e6 + 8))
    assert found.sent[0].alone == pytest.approx(10e6 / load)


def test_gas_and_goods_share_nothing() -> None:
    goods = Commodity("goods", "IRRAS", "IRASR", 10)
    held, built = volumes(net(), ["K064"])
    (gas,) = held
    both = together(net(), [goods, gas], built=["L026", *built])
    alone = [together(net(), [one], built=["L026", *built]).share for one in (goods, gas)]
    assert both.share == pytest.approx(min(alone)) and alone[0] == pytest.approx(1.0)


def test_claimed_volumes() -> None:
    held, built = volumes(net(), ["K041", "K042", "K053"])
    assert [one.amount for one in held] == [15, 10, 15] and built == {"L026"}
    found = together(net(), held, built=sorted(built))
    holds(found)
    assert (
        not found
        and found.share == pytest.approx(3 / 15)
        and [use.link.id for use in found.tight] == ["L082"]
    )
    assert found.as_dict()["fits"] is False
    high = together(net(), held[:2], built=sorted(built), capacity="high")
    assert high and high.share == pytest.approx(1)
    for ids in (["K001"], ["K999"], ["K055"]):
        with pytest.raises(BadArgument, match="claims no volume of a way"):
            volumes(net(), ids)
    with pytest.raises(BadArgument):
        together(net(), [])
    with pytest.raises(BadArgument, match="both ends"):
        together(net(), [Commodity("ring", "RUMOW", "RUMOW", 1)])
