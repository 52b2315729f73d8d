"""Agreement of two coders against published numbers.

`ABSTRACTORS` are 100 records that two abstractors put in three categories, the example of the R package irrCAC and of Gwet's
Handbook; `DIAGNOSIS` 223 patients by two methods in four. The numbers are those that irrCAC prints in its overview (seven
places), and those that its Python port is tested with (three places).
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.treaty.implementation import reliability as r

ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
DIAGNOSIS = [[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]


def shares(counts: list[list[int]]) -> list[list[float]]:
    total = sum(map(sum, counts))
    return [[cell / total for cell in row] for row in counts]


def test_the_numbers_that_irrcac_prints_in_its_overview() -> None:
    held, same = shares(ABSTRACTORS), r.identity(3)
    assert r.observed(held, same) == pytest.approx(0.89)
    assert r.kappa(held, same) == pytest.approx(0.7964094, abs=5e-8)
    assert r.gwet(held, same) == pytest.approx(0.8493305, abs=5e-8)


@pytest.mark.parametrize(
    ("counts", "weights", "kappa", "gwet"),
    [
        (ABSTRACTORS, r.linear, 0.843, 0.900),
        (ABSTRACTORS, r.quadratic, 0.892, 0.940),
        (ABSTRACTORS, r.ordinal, 0.872, 0.925),
        (DIAGNOSIS, r.identity, 0.432, 0.456),
        (DIAGNOSIS, r.linear, 0.407, 0.377),
        (DIAGNOSIS, r.quadratic, 0.383, 0.299),
        (DIAGNOSIS, r.ordinal, 0.390, 0.324),
    ],
)
def test_weighted_coefficients(counts: list[list[int]], weights: object, kappa: float, gwet: float) -> None:
    held = weights(len(counts))  # type: ignore[operator]
    assert round(r.kappa(shares(counts), held) or 0, 3) == kappa
    assert round(r.gwet(shares(counts), held) or 0, 3) == gwet


def test_by_hand() -> None:
    # Five of six are the same. Rows: 0 three times, 3 three times; columns: 0 twice, 3 three times, 1 once.
    # pe of kappa = 3/6*2/6 + 3/6*3/6 = 15/36; kappa = (30/36 - 15/36) / (21/36) = 15/21.
    found = r.agreement("Ann", "Bo", [(0, 0), (0, 0), (0, 1), (3, 3), (3, 3), (3, 3)], 4)
    assert found is not None and found.kappa == pytest.approx(15 / 21)
    # pi = 5/12, 1/12, 0, 6/12; pe = 4/(4*3) * (5/12*7/12 + 1/12*11/12 + 1/4) = (35+11+36)/432.
    assert found.ac1 == pytest.approx((5 / 6 - 82 / 432) / (1 - 82 / 432))


def test_one_category_leaves_kappa_without_meaning_and_ac1_at_one() -> None:
    found = r.agreement("Ann", "Bo", [(2, 2)] * 4, 4)
    assert found is not None and (found.percent, found.kappa, found.ac1) == (1.0, None, 1.0)
    assert r.agreement("Ann", "Bo", [], 4) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
def test_coders_can_be_exchanged_and_none_is_above_one(pairs: list[tuple[int, int]]) -> None:
    one, other = r.agreement("a", "b", pairs, 4), r.agreement("b", "a", [(y, x) for x, y in pairs], 4)
    assert one is not None and other is not None
    for name in ("percent", "kappa", "kappa_linear", "kappa_quadratic", "ac1", "ac2"):
        first, second = getattr(one, name), getattr(other, name)
        assert (first is None) == (second is None)
        assert first is None or (first == pytest.approx(second) and first <= 1 + 1e-9)
