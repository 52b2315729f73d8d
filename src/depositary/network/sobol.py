"""Points of the Sobol sequence, shifted by a seed: they fill a cube more evenly than chance does, and always in the same way.

Direction numbers are those of Joe and Kuo (2008), in `data/ontology/sobol.tsv`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from depositary.model.errors import BadArgument
from depositary.model.settings import DATA
from depositary.model.tables import read_table

BITS = 32


@cache
def _directions() -> tuple[tuple[int, ...], ...]:
    """For every dimension the 32 direction numbers; the first is the sequence of van der Corput."""
    rows = [tuple(1 << (BITS - 1 - place) for place in range(BITS))]
    for row in read_table(DATA / "ontology" / "sobol.tsv"):
        rows.append(_row(int(row["polynomial"]), [int(one) for one in row["initial"].split()]))
    return tuple(rows)


def _row(polynomial: int, initial: list[int]) -> tuple[int, ...]:
    """The recurrence of Bratley and Fox: `initial` are m of the polynomial's degree."""
    degree = len(initial)
    made = [number << (BITS - 1 - place) for place, number in enumerate(initial)]
    for place in range(degree, BITS):
        value = made[place - degree] ^ (made[place - degree] >> degree)
        for step in range(1, degree):
            if polynomial >> (degree - step) & 1:
                value ^= made[place - step]
        made.append(value)
    return tuple(made)


def most() -> int:
    """The most dimensions there are numbers for."""
    return len(_directions())


def points(count: int, dimensions: int, seed: int = 0) -> Any:
    """An array of `count` rows (a power of two fills best) with numbers above 0 and below 1. Raises BadArgument."""
    import numpy as np

    if not 0 < dimensions <= most():
        raise BadArgument(f"{dimensions} values cannot be drawn together", f"At most {most()}")
    table = np.array(_directions()[:dimensions], dtype=np.uint64)
    numbers = np.arange(count, dtype=np.uint64)
    gray = numbers ^ (numbers >> np.uint64(1))
    made = np.zeros((count, dimensions), dtype=np.uint64)
    for bit in range(max(count - 1, 1).bit_length()):
        held = (gray >> np.uint64(bit)) & np.uint64(1)
        made ^= held[:, None] * table[None, :, bit]
    shift = np.random.default_rng(seed).integers(0, 1 << BITS, size=dimensions, dtype=np.uint64)
    return ((made ^ shift[None, :]).astype(np.float64) + 0.5) / (1 << BITS)
