"""Small networks for tests: the invented one of the package with cells changed, and random webs."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st

from depositary.model.case import CASES
from depositary.network.search import Web

PACT = CASES / "model-pact" / "network"
FLAGSHIP = "russia-iran"
Cells = Mapping[tuple[str, str, str], str]


def folder(path: Path, changes: Cells | None = None, without: Mapping[str, set[str]] | None = None) -> Path:
    """The invented network with cells changed, given as (file, id, column), and rows taken away."""
    target = path / "network"
    shutil.copytree(PACT, target)
    for file in {name for name, _, _ in changes or {}} | set(without or {}):
        rows = list(csv.DictReader((target / file).open(encoding="utf-8", newline="")))
        key = "key" if file == "parameters.csv" else "id"
        for row in rows:
            row.update(
                {
                    column: value
                    for (name, id, column), value in (changes or {}).items()
                    if (name, id) == (file, row[key])
                }
            )
        kept = [row for row in rows if row[key] not in (without or {}).get(file, set())]
        with (target / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)
    return target


@st.composite
def webs(draw: st.DrawFn, most: int = 7, measures: int = 1, heaviest: int = 9) -> tuple[Web, list[list[int]]]:
    """A web of a few points with whole-number weights; several arcs between two points and weights of zero happen."""
    size = draw(st.integers(2, most))
    point = st.integers(0, size - 1)
    arcs = draw(st.lists(st.tuples(point, point), max_size=3 * size))
    arcs = [arc for arc in arcs if arc[0] != arc[1]]
    weights = [
        draw(st.lists(st.integers(0, heaviest), min_size=len(arcs), max_size=len(arcs)))
        for _ in range(measures)
    ]
    return Web(size, [one for one, _ in arcs], [other for _, other in arcs]), weights


def simple_ways(web: Web, start: int, goal: int, closed: frozenset[int] = frozenset()) -> list[list[int]]:
    """Every way from start to goal that meets no point twice."""
    found: list[list[int]] = []

    def go(point: int, met: frozenset[int], way: list[int]) -> None:
        if point == goal:
            found.append(way)
            return
        for arc, head in web.out[point]:
            if head not in met and arc not in closed:
                go(head, met | {head}, [*way, arc])

    go(start, frozenset({start}), [])
    return found


def joined(web: Web, way: list[int]) -> bool:
    """True when each arc begins where the one before ends."""
    return all(web.heads[one] == web.tails[other] for one, other in pairwise(way))
