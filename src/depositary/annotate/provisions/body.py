"""What stands in an article: paragraphs, numbered or not, and their points, line by line."""

from __future__ import annotations

import re

from depositary.annotate.provisions.lines import Line
from depositary.annotate.provisions.nodes import Node

_STOPS = ".;:?!"
_TITLE_LONGEST = 130
_VERB = re.compile(r"\b(?:shall|is|are|was|were|has|have|may|will|undertakes?|agrees?|must)\b")
_ROMAN_POINT = re.compile(r"[ivx]+$")


def add_line(text: str, holder: Node, line: Line, before: Line | None) -> None:
    """Put a line into an article or annex; `before` is the line before it in the same article."""
    paragraph = holder.last("PARAGRAPH")
    if line.opens == "para" and _opens(text, holder, line):
        _numbered(holder, line)
    elif line.opens in ("para", "point") and paragraph is not None and not _goes_on(text, line, before):
        _point(paragraph, line)
    elif paragraph is not None and (_numbered_style(holder) or _goes_on(text, line, before)):
        _extend(text, paragraph, line, before)
    else:
        holder.add("PARAGRAPH", line.start, line.end, line.start)


def _opens(text: str, holder: Node, line: Line) -> bool:
    """True when the number of a line is that of a paragraph of this article."""
    style = (
        "dot" if text[line.body - 1 : line.body] == "." or "." in text[line.start : line.body] else "bracket"
    )
    if holder.style and style != holder.style:
        return False
    if not holder.style and style == "bracket" and holder.below and text[holder.below[-1].end - 1] in ":;,":
        return False
    number, known = int((line.number or "0").split(".")[-1]), last_number(holder)
    if known is not None and "." not in (line.number or "") and not known < number <= known + 3:
        return False
    holder.style = style
    return True


def last_number(holder: Node) -> int | None:
    """The number of the last numbered paragraph."""
    numbers = [node.number for node in holder.below if node.number]
    return int(numbers[-1].split(".")[-1]) if numbers else None


def _numbered_style(holder: Node) -> bool:
    return bool(holder.style)


def _numbered(holder: Node, line: Line) -> None:
    if line.number == "2" and len(holder.below) == 1 and holder.below[0].number is None:
        holder.below[0].number = "1"
    holder.add("PARAGRAPH", line.start, line.end, line.body, line.number)


def _point(paragraph: Node, line: Line) -> None:
    last = paragraph.last("POINT")
    if last is not None and _nests(last, line.number):
        last.add("POINT", line.start, line.end, line.body, line.number)
    else:
        paragraph.add("POINT", line.start, line.end, line.body, line.number)


def _nests(last: Node, number: str | None) -> bool:
    """True for (i) after (a), and for what follows it; (i) after (h) is a letter."""
    if number is None or last.number is None or not _ROMAN_POINT.match(number) or last.number == number:
        return False
    if number == "i":
        return last.number != "h"
    inner = last.last("POINT")
    return (
        inner is not None
        and bool(_ROMAN_POINT.match(inner.number or ""))
        and number != _next_letter(last.number)
    )


def _next_letter(letter: str) -> str:
    return chr(ord(letter[0]) + 1)


def _goes_on(text: str, line: Line, before: Line | None) -> bool:
    """True when a line goes on with the sentence of the line before it (text broken at the page's width)."""
    if before is None or line.opens == "point":
        return False
    if before.opens in ("para", "point") and before.body == before.end:
        return line.opens == "text"  # the number stood alone on its line
    return text[line.start].islower() or (
        text[before.end - 1] not in _STOPS + '"”’)*_' and line.opens == "text"
    )


def _extend(text: str, paragraph: Node, line: Line, before: Line | None) -> None:
    node, inner = paragraph, paragraph.last("POINT")
    while inner is not None and _goes_on(text, line, before):
        node, inner = inner, inner.last("POINT")
    node.grow(line.end)


def is_title(text: str, line: Line, after: Line | None) -> bool:
    """True for the title of an article that stands on the line below its number."""
    if (
        line.opens != "text"
        or line.end - line.start > _TITLE_LONGEST
        or after is None
        or after.opens == "article"
    ):
        return False
    words = text[line.start : line.end].strip("*_# ")
    if (
        not words
        or words[-1] in _STOPS + ","
        or not (words[0].isupper() or words[0] == "(")
        or _VERB.search(words)
    ):
        return False
    return not text[after.start].islower()
