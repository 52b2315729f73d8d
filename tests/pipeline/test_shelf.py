"""Values kept in a file come back as they were put."""

from __future__ import annotations

import numpy as np
import pytest

from depositary.pipeline.shelf import Shelf
from depositary.reconcile.copies import sketch


def test_values_come_back_in_any_order_and_between_puts() -> None:
    with Shelf[tuple[int, str]]() as shelf:
        for number in range(50):
            shelf.put(f"n{number}", (number, "word " * number))
            assert shelf[f"n{number // 2}"] == (number // 2, "word " * (number // 2))
        assert list(shelf) == [f"n{number}" for number in range(50)] and len(shelf) == 50
        assert [value[0] for value in shelf.values()] == list(range(50))
        with pytest.raises(KeyError):
            shelf["n50"]


def test_arrays() -> None:
    made = sketch("One story of a dozen words that is long enough to have some shingles.")
    with Shelf[object]() as shelf:
        shelf.put("a", made)
        again = shelf["a"]
        assert again is not made and np.array_equal(again.bands, made.bands)  # type: ignore[attr-defined]


def test_the_file_goes_with_the_shelf() -> None:
    with Shelf[int]() as shelf:
        shelf.put("a", 1)
    with pytest.raises(ValueError, match="closed"):
        shelf["a"]
