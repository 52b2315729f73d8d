"""Title and preamble: what stands before Article 1."""

from __future__ import annotations

import re

from depositary.annotate.provisions.cues import Cues
from depositary.annotate.provisions.lines import Line
from depositary.annotate.provisions.nodes import Node

# How far above Article 1 the enacting formula may stand (headings lie between), and how long preambles get.
_NEAR = 8
_LONGEST = 150
_TITLE_LINES = 6
_TITLE_LONGEST = 260
_VERB = re.compile(r"\b(?:shall|is|are|was|were|has|have|will|signs?|signed|says?)\b")


def opening(text: str, lines: list[Line], first: int, cues: Cues) -> list[Node]:
    """TITLE and PREAMBLE nodes above the line `first`, the heading of Article 1."""
    last = _enacting(text, lines, first, cues)
    if last is None:
        title = _title(text, lines, first, cues)
        return [title] if title else []
    start = last
    while start > 0 and last - start < _LONGEST and _is_preamble(text, lines, start - 1, cues):
        start -= 1
    title = _title(text, lines, start, cues)
    preamble = Node("PREAMBLE", lines[start].start, lines[last].end, lines[start].start)
    for line in lines[start : last + 1]:
        if cues.recital.match(text, line.start, line.end):
            preamble.add("RECITAL", line.start, line.end, line.start)
    return [title, preamble] if title else [preamble]


def _enacting(text: str, lines: list[Line], first: int, cues: Cues) -> int | None:
    """The line of the enacting formula, else the last of at least two reasons."""
    above = range(first - 1, max(-1, first - 1 - _NEAR), -1)
    for index in above:
        if cues.enacting.search(text, max(lines[index].start, lines[index].end - 400), lines[index].end):
            return index
    reasons = [index for index in above if cues.recital.match(text, lines[index].start, lines[index].end)]
    return reasons[0] if len(reasons) > 1 else None


def _is_preamble(text: str, lines: list[Line], index: int, cues: Cues) -> bool:
    line, after = lines[index], lines[index + 1]
    words = text[line.start : line.end]
    if (
        line.opens == "page"
        or cues.recital.match(words)
        or cues.opening.match(words)
        or cues.parties.search(words)
    ):
        return True
    if words[-1] in ",;" or text[after.start].islower():
        return True
    # Text broken at the width of the page: a full line without an end, in the middle of a paragraph.
    return len(words) > 50 and words[-1] not in ".!?:" and not after.after_blank


def _title(text: str, lines: list[Line], before: int, cues: Cues) -> Node | None:
    """The lines of the title above line `before`."""
    for index in range(max(0, before - _TITLE_LINES), before):
        held = lines[index:before]
        if cues.title.match(text, held[0].start, held[0].end) and all(
            _fits_title(text, line) for line in held
        ):
            return Node("TITLE", held[0].start, held[-1].end, held[0].start, heading=_joined(text, held))
    return None


def _fits_title(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return len(words) <= _TITLE_LONGEST and words[-1] not in ".;:?!" and not _VERB.search(words)


def _joined(text: str, lines: list[Line]) -> str:
    words = " ".join(text[line.start : line.end] for line in lines)
    return " ".join(words.replace("#", " ").replace("*", " ").split())
