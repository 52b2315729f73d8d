"""Products of matrices: as those of thinc, and the same bits for a row wherever it stands."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from depositary.annotate import products
from depositary.annotate.parse import language


def matrix(rows: int, columns: int, seed: int = 1) -> products.Matrix:
    return np.random.default_rng(seed).standard_normal((rows, columns), np.float32)


@pytest.mark.parametrize("rows", [1, 2, 95, 96, 97, 500])
@pytest.mark.parametrize(("depth", "columns"), [(96, 384), (288, 288), (96, 1024), (64, 106)])
def test_a_product_is_what_thinc_finds(rows: int, depth: int, columns: int) -> None:
    words, weights = matrix(rows, depth), matrix(columns, depth, 2)
    own, known = (ops.gemm(words, weights, trans2=True) for ops in (products.Steady(), NumpyOps()))
    assert own.shape == (rows, columns)
    assert np.allclose(own, known, atol=1e-3)


def test_a_product_goes_where_it_is_asked_for() -> None:
    words, weights = matrix(10, 96), matrix(300, 96, 2)
    whole = np.zeros((11, 300), np.float32)
    products.Steady().gemm(words, weights, trans2=True, out=whole[1:])
    assert not whole[0].any()
    assert np.array_equal(whole[1:], products.Steady().gemm(words, weights, trans2=True))


def test_products_of_another_form_are_left_to_thinc() -> None:
    left, right = matrix(4, 6), matrix(6, 5, 2)
    assert np.allclose(products.Steady().gemm(left, right), left @ right, atol=1e-5)
    assert np.allclose(products.Steady().gemm(left, matrix(4, 5, 3), trans1=True), left.T @ matrix(4, 5, 3), atol=1e-5)


def test_a_row_has_the_same_bits_wherever_it_stands() -> None:
    if not products.is_steady():
        pytest.skip("the BLAS of this machine is not steady: blis is used")
    words, weights = matrix(700, 288), matrix(288, 288, 2)
    with products.one_thread():
        whole = products.Steady().gemm(words, weights, trans2=True)
        for start in range(0, 700, 53):
            assert np.array_equal(products.Steady().gemm(words[start:], weights, trans2=True), whole[start:])


def test_a_blas_that_is_not_steady_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [node.ops for node in language().get_pipe("tok2vec").model.walk()]
    monkeypatch.setattr(products, "is_steady", lambda: False)
    for node in language().get_pipe("tok2vec").model.walk():
        node.ops = NumpyOps()
    products.steady(language())
    assert all(type(node.ops) is NumpyOps for node in language().get_pipe("tok2vec").model.walk())
    for node, ops in zip(language().get_pipe("tok2vec").model.walk(), before, strict=True):
        node.ops = ops
