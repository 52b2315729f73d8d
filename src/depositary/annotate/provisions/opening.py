"""Title and preamble: what stands before the first article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depositary.annotate.provisions.cues import Cues
from depositary.annotate.provisions.lines import Line
from depositary.annotate.provisions.nodes import Node
from depositary.model.nouns import Offsets

# How far above Article 1 the enacting formula may stand (headings lie between), and how long preambles get.
_NEAR = 8
_LONGEST = 150
_TITLE_LINES = 6
_TITLE_LONGEST = 260
# The formula stands this near to the beginning of its line; further on it is the end of a recital.
_FORMULA = 40
_VERB = re.compile(r"\b(?:shall|is|are|was|were|has|have|will|signs?|signed|says?)\b")


def opening(text: str, lines: list[Line], first: int, cues: Cues) -> tuple[list[Node], int]:
    """TITLE and PREAMBLE nodes above the line `first`, and the number of the line after them."""
    last = _enacting(text, lines, first, cues)
    if last is None:
        title = _title(text, lines, first, cues)
        return ([title], first) if title else ([], first)
    start = last
    while start > 0 and last - start < _LONGEST and _is_preamble(text, lines, start - 1, cues):
        start -= 1
    while lines[start].opens == "page":
        start += 1
    title = _title(text, lines, start, cues)
    preamble = _preamble(text, lines[start : last + 1], cues)
    return ([title, preamble] if title else [preamble]), last + 1


def _preamble(text: str, lines: list[Line], cues: Cues) -> Node:
    """The preamble with its parties, recitals and formula."""
    node = Node("PREAMBLE", lines[0].start, lines[-1].end, lines[0].start)
    held = [one for one in lines if one.opens != "page"]
    if len(held) > 1 and cues.preamble.fullmatch(text, held[0].start, held[0].end):
        node.heading, node.body = _joined(text, held[:1]), held[0].end
        held = held[1:]
    for line in held:
        for start, end in _pieces(text, line, cues):
            label = _label(text, node, start, end, cues)
            if label is None:
                node.below[-1].end = end
            else:
                node.add(label, start, end, start)
    return node


def _pieces(text: str, line: Line, cues: Cues) -> Iterator[Offsets]:
    """A line, cut where a recital begins in its middle, behind the comma that ends the one before."""
    start = line.start
    for found in cues.inner_recital.finditer(text, line.start + 1, line.end):
        end = found.start()
        yield start, end
        start = found.end()
    yield start, line.end


def _label(text: str, node: Node, start: int, end: int, cues: Cues) -> str | None:
    """What a piece of the preamble opens; None when it goes on with the one before."""
    enacts = cues.enacting.search(text, start, end)
    if enacts and enacts.start() - start < _FORMULA:
        return "FORMULA"
    if cues.recital.match(text, start, end):
        return "RECITAL"
    last = node.below[-1] if node.below else None
    if cues.opening.match(text, start, end):
        return None if last is not None and last.label == "PARTIES" else "PARTIES"
    if last is None:
        return "FORMULA" if enacts else "PARTIES"
    if text[start].islower() or text[last.end - 1] not in ",;:." or last.label == "PARTIES":
        return None
    return "RECITAL" if text[end - 1] in ",;" else "TEXT"


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
            line.opens == "page" or _fits_title(text, line) for line in held
        ):
            held = [one for one in held if one.opens != "page"] or held
            return Node("TITLE", held[0].start, held[-1].end, held[0].start, heading=_joined(text, held))
    return None


def _fits_title(text: str, line: Line) -> bool:
    words = text[line.start : line.end]
    return len(words) <= _TITLE_LONGEST and words[-1] not in ".;:?!" and not _VERB.search(words)


def _joined(text: str, lines: list[Line]) -> str:
    words = " ".join(text[line.start : line.end] for line in lines)
    return " ".join(words.replace("#", " ").replace("*", " ").split())
