"""What every part of this folder hands on: one attribution in the making."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.annotate.attribution.tree import Piece


@dataclass(slots=True)
class Said:
    """Who (source), by which words (cue), said what (content), in document offsets.

    `at` is the offset of the cue's head and `place` its token in the paragraph (-1 when it has none).
    """

    at: int
    source: list[Piece]
    cue: list[Piece]
    content: list[Piece]
    lemma: str
    kind: str
    label: str | None = None
    relay: bool = False
    nested: bool = False
    place: int = -1

    def hull(self) -> Piece:
        """The stretch from the first to the last character of the content."""
        return min(one[0] for one in self.content), max(one[1] for one in self.content)
