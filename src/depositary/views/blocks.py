"""Findings on one subject as one block: ten findings on one series are read together, and no words twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from depositary.views.conflicts import Point
from depositary.views.lines import Line

# A quotation of a block that stands in it already is cut to this many characters.
AGAIN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a block; `again` where the same words stand above."""

    line: Line
    again: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A finding of a block with its lines; `others` are findings of the same sort on one and the same opinion."""

    point: Point
    lines: tuple[Told, ...]
    others: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Findings on one subject; `severity` is that of the weightiest."""

    subject: str
    severity: str
    items: tuple[Item, ...]

    @property
    def points(self) -> list[Point]:
        """Every finding of the block."""
        return [one for item in self.items for one in (item.point, *item.others)]

    @property
    def title(self) -> str:
        """The subject, with the state in question where all findings turn on the same one."""
        titles = {one.title for one in self.points}
        return titles.pop() if len(titles) == 1 else self.subject

    @property
    def counts(self) -> str:
        """Cannot both hold (3), late or moved (1)."""
        found = Counter(one.label for one in self.points)
        return ", ".join(f"{label} ({count})" for label, count in found.items())


def blocks(found: Iterable[Point]) -> list[Block]:
    """Blocks in the order of their first finding."""
    by_subject: dict[str, list[Point]] = {}
    for one in found:
        by_subject.setdefault(one.subject, []).append(one)
    return [Block(subject, held[0].severity, tuple(_items(held))) for subject, held in by_subject.items()]


def _items(held: Sequence[Point]) -> list[Item]:
    seen: set[str] = set()
    made = []
    for group in folded(held):
        lines = {line.id: line for one in group for line in one.lines}
        told = tuple(Told(line, line.id in seen) for line in lines.values())
        seen.update(lines)
        made.append(Item(group[0], told, tuple(group[1:])))
    return made


def folded(held: Iterable[Point]) -> list[list[Point]]:
    """Points with those on one and the same opinion together: three voices against one sentence of a column are one entry."""
    groups: list[list[Point]] = []
    for one in held:
        own = {line.id for line in one.lines}
        fits = (group for group in groups if _is_view(group[0]) and own & {line.id for line in group[0].lines})
        group = next(fits, None) if _is_view(one) else None
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _is_view(one: Point) -> bool:
    return one.difference == "opinion" and one.tone == "conflict"


def size(told: Told, most: int = 200) -> int:
    """Characters of the quotation to show."""
    return AGAIN if told.again else most
