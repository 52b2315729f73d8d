"""Units: every one converts there and back; forms belong to one unit."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.annotate.quantities.units import behind, forms
from depositary.model.units import convert, units

ALL = sorted(units())
CONVERTING = [key for key in ALL if units()[key].factor is not None]


@given(st.sampled_from(CONVERTING), st.floats(-1e12, 1e12))
def test_every_unit_converts_there_and_back(key: str, value: float) -> None:
    for other in CONVERTING:
        if units()[other].dimension == units()[key].dimension:
            assert math.isclose(
                convert(convert(value, key, other), other, key), value, rel_tol=1e-9, abs_tol=1e-9
            )


@pytest.mark.parametrize("key", [key for key in ALL if units()[key].dimension == "money"])
def test_money_converts_to_nothing(key: str) -> None:
    assert units()[key].factor is None
    other = "EUR" if key != "EUR" else "USD"
    with pytest.raises(ValueError, match="does not convert"):
        convert(1, key, other)


def test_known_conversions() -> None:
    assert convert(1, "bcm", "m3") == 1e9
    assert convert(1, "mi", "km") == pytest.approx(1.609344)
    assert convert(55, "bcm/year", "mcm/day") == pytest.approx(150.58, abs=0.01)
    assert convert(1, "barrel", "l") == pytest.approx(158.987294928)
    assert convert(1, "fraction", "percent") == 100
    assert convert(120, "km/h", "m/s") == pytest.approx(33.3333333)


def test_a_form_belongs_to_one_unit() -> None:
    seen = Counter(form for unit in units().values() for form in set(unit.forms))
    assert [form for form, count in seen.items() if count > 1] == []


def test_every_form_is_found_behind_a_number() -> None:
    only_before = {"#", "Rs.", "Fr."}
    lost = [
        (unit.key, form)
        for unit in units().values()
        for form in unit.forms
        if form not in only_before
        and not form.startswith("-")
        and unit.dimension != "money"
        and (behind(f" {form}", 0) or ("",))[0] != unit.key
    ]
    assert lost == []
    assert forms().exact["MW"] == "MW"
