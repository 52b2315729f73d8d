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
    """A finding of a block with its lines."""

    point: Point
    lines: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Findings on one subject; `severity` is that of the weightiest."""

    subject: str
    severity: str
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """The subject, with the state in question where all findings turn on the same one."""
        titles = {one.point.title for one in self.items}
        return titles.pop() if len(titles) == 1 else self.subject

    @property
    def counts(self) -> str:
        """Cannot both hold (3), late or moved (1)."""
        found = Counter(one.point.label for one in self.items)
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
    for one in held:
        lines = []
        for line in one.lines:
            lines.append(Told(line, line.id in seen))
            seen.add(line.id)
        made.append(Item(one, tuple(lines)))
    return made


def size(told: Told, most: int = 200) -> int:
    """Characters of the quotation to show."""
    return AGAIN if told.again else most
