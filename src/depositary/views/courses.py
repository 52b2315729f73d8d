"""How ships may go from one place to another, so that a line over water keeps off the land.

A sketch for the eye on a coarse grid: no lane, no depth, no traffic scheme. Lengths come from the tables and never from here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from depositary.views.world import Frame, Point

# Cells along the longer side: half a degree for a map from the Cape to the Baltic.
_CELLS = 240
_SMALLEST = 0.05
# A step over land costs so much more than one over water: only where there is no other way (a canal, a strait narrower than a
# cell, a port up a river). Beside the coast it costs a little more, so that lines keep some way off.
_LAND, _COAST = 40.0, 1.7


class Water:
    """The water of a frame as cells."""

    def __init__(self, box: Frame, rings: Iterable[Sequence[Point]]) -> None:
        self.box = box
        self.cell = max((box.east - box.west) / _CELLS, (box.north - box.south) / _CELLS, _SMALLEST)
        self.columns = math.ceil((box.east - box.west) / self.cell)
        self.rows = math.ceil((box.north - box.south) / self.cell)
        self.land = self._land(rings)

    def courses(self, asked: Mapping[str, tuple[Point, Point]]) -> dict[str, list[Point]]:
        """For each pair of ends a line between them, ends included."""
        web = self._web()
        by_start: dict[int, list[str]] = {}
        for key, (start, _) in asked.items():
            by_start.setdefault(self._cell(start), []).append(key)
        if not by_start:
            return {}
        made: dict[str, list[Point]] = {}
        for source in sorted(by_start):
            # One start at a time: all cells for every port at once would be hundreds of megabytes for a large table.
            _, before = dijkstra(web, directed=True, indices=source, return_predecessors=True)
            for key in by_start[source]:
                start, end = asked[key]
                made[key] = self._line(start, end, before)
        return made

    def _land(self, rings: Iterable[Sequence[Point]]) -> np.ndarray:
        """True where the middle of a cell is land: row by row, from one crossing of the outline to the next."""
        edges = np.concatenate([np.hstack([np.array(one), np.roll(np.array(one), -1, axis=0)]) for one in rings])
        land = np.zeros((self.rows, self.columns), dtype=bool)
        for row in range(self.rows):
            lat = self.box.south + (row + 0.5) * self.cell
            met = edges[(edges[:, 1] <= lat) != (edges[:, 3] <= lat)]
            across = np.sort(met[:, 0] + (lat - met[:, 1]) / (met[:, 3] - met[:, 1]) * (met[:, 2] - met[:, 0]))
            places = np.ceil((across - self.box.west) / self.cell - 0.5).clip(0, self.columns).astype(int)
            for first, last in zip(places[::2], places[1::2], strict=False):
                land[row, first:last] = True
        return land

    def _web(self) -> coo_matrix:
        """Every cell with its eight neighbours; a step costs its length times what its end asks."""
        near = np.zeros_like(self.land)
        for up, right in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            near |= np.roll(self.land, (up, right), (0, 1))
        asks = np.where(self.land, _LAND, np.where(near, _COAST, 1.0))
        number = np.arange(self.rows * self.columns).reshape(self.rows, self.columns)
        lats = np.radians(self.box.south + (np.arange(self.rows) + 0.5) * self.cell)
        tails, heads, costs = [], [], []
        for up, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
            one = (slice(0, self.rows - up), slice(max(0, -right), self.columns - max(0, right)))
            other = (slice(up, self.rows), slice(max(0, right), self.columns - max(0, -right)))
            size = np.hypot(up, right * np.cos(lats[: self.rows - up, None])) * np.ones_like(asks[one])
            for first, last in ((one, other), (other, one)):
                tails.append(number[first].ravel())
                heads.append(number[last].ravel())
                costs.append((size * asks[last]).ravel())
        size_ = self.rows * self.columns
        return coo_matrix((np.concatenate(costs), (np.concatenate(tails), np.concatenate(heads))), (size_, size_)).tocsr()

    def _cell(self, point: Point) -> int:
        column = min(max(int((point[0] - self.box.west) / self.cell), 0), self.columns - 1)
        row = min(max(int((point[1] - self.box.south) / self.cell), 0), self.rows - 1)
        return row * self.columns + column

    def _line(self, start: Point, end: Point, before: np.ndarray) -> list[Point]:
        """The cells from end back to start, without those that a straight line makes needless."""
        cells = [self._cell(end)]
        while (last := int(before[cells[-1]])) >= 0:
            cells.append(last)
        allowed = np.zeros(self.land.size, dtype=bool)
        allowed[cells] = True
        free = ~self.land.ravel() | allowed
        whole = [start, *(self._middle(one) for one in _corners(cells[::-1])), end]
        kept, at = [start], 0
        while at < len(whole) - 1:
            far = len(whole) - 1
            while far > at + 1 and not self._sees(free, whole[at], whole[far]):
                far -= 1
            kept.append(whole[far])
            at = far
        return kept

    def _middle(self, cell: int) -> Point:
        row, column = divmod(cell, self.columns)
        return self.box.west + (column + 0.5) * self.cell, self.box.south + (row + 0.5) * self.cell

    def _sees(self, free: np.ndarray, one: Point, other: Point) -> bool:
        """True where the straight line meets no land but cells that the way crosses anyhow."""
        many = max(2, math.ceil(max(abs(one[0] - other[0]), abs(one[1] - other[1])) / self.cell * 2))
        shares = np.linspace(0.0, 1.0, many + 1)
        columns = ((one[0] + shares * (other[0] - one[0]) - self.box.west) / self.cell).astype(int).clip(0, self.columns - 1)
        rows = ((one[1] + shares * (other[1] - one[1]) - self.box.south) / self.cell).astype(int).clip(0, self.rows - 1)
        return bool(free[rows * self.columns + columns].all())


def _corners(cells: Sequence[int]) -> list[int]:
    """Cells of a way at which it turns, the ends left out."""
    return [here for last, here, following in zip(cells, cells[1:], cells[2:], strict=False) if here - last != following - here]


def rounded(line: Sequence[Point]) -> list[Point]:
    """The line with its corners cut (Chaikin), ends kept."""
    if len(line) < 3:
        return list(line)
    made = [line[0]]
    for (x, y), (u, v) in pairwise(line):
        made += [(0.75 * x + 0.25 * u, 0.75 * y + 0.25 * v), (0.25 * x + 0.75 * u, 0.25 * y + 0.75 * v)]
    return [*made, line[-1]]
