"""Lines of a text, each with what it opens: an article, a part, a numbered paragraph, a point, or nothing.

A line that begins "Article 88, fourth paragraph, ..." is running text, not a heading: after the number a
heading has nothing, a full stop, colon or dash, a bracketed title, or a short title with a capital and no full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.annotate.provisions.cues import Cues

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0c]+")
_NUMBERED = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3})*)\.(?:\s+(?=\S)|(?=[A-Z(\"“]))|(\d{1,3})\)\s+|\((\d{1,3})\)\s*(?=\S))"
)
_POINT = re.compile(
    r"(?:\(([a-z]{1,2}|[ivx]{1,5}|[A-Z])\)\s*(?=\S)|([a-z]|[ivx]{2,5})\)\s+(?=\S)|([-–—•*])\s+(?=\S))"
)
_PAGE = re.compile(
    r"(?:[-–—\[(]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—\])])?$", re.IGNORECASE
)
_MARKUP = "#=*_> \t\xa0"
_LONGEST_TITLE = 160
# Verbs that no title holds; with one of them a line that begins with "Article 5" is a sentence.
_SENTENCE = re.compile(
    r"\b(?:shall|is|are|was|were|has|have|had|does|says|said|states|will|would|provides)\b"
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# A line that stands this often is a running head.
_OFTEN = 3
_HEAD_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the spaces around it.

    `opens` is article, part, chapter, section, annex, para, point, page (number or running head of a page) or
    text; `number` as printed, roman made arabic; `body` the offset after the number; `after_blank` when a blank
    line precedes.
    """

    start: int
    end: int
    opens: str
    number: str | None
    body: int
    after_blank: bool


def lines_of(text: str, cues: Cues) -> list[Line]:
    """The lines of a text that hold anything."""
    heads = _running_heads(text)
    found: list[Line] = []
    for start, end in _trimmed(text):
        blank = (
            not found or text.count("\n", found[-1].end, start) > 1 or "\x0c" in text[found[-1].end : start]
        )
        found.append(_line(text, start, end, blank, found[-1] if found else None, cues, heads))
    return found


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        words = line.group()
        left = words.lstrip()
        if left:
            start = line.end() - len(left)
            yield start, start + len(left.rstrip())


def _running_heads(text: str) -> frozenset[str]:
    """Short lines that stand at a page break again and again; only paged text has them."""
    if text.count("\x0c") < _OFTEN - 1:
        return frozenset()
    edges: Counter[str] = Counter()
    for page in text.split("\x0c"):
        rows = [row.strip() for row in page.strip().splitlines() if row.strip()]
        edges.update(
            {re.sub(r"\d+", "#", row) for row in (*rows[:2], *rows[-2:]) if len(row) <= _HEAD_LONGEST}
        )
    return frozenset(
        row for row, count in edges.items() if count >= _OFTEN and not row.lower().startswith("article")
    )


def _line(
    text: str, start: int, end: int, blank: bool, before: Line | None, cues: Cues, heads: frozenset[str]
) -> Line:
    first = text[start]
    if heads and end - start <= _HEAD_LONGEST and re.sub(r"\d+", "#", text[start:end]) in heads:
        return Line(start, end, "page", None, end, blank)
    if first.isdigit() or first in "([":
        return _numbered(text, start, end, blank)
    if first.isalpha() or first in _MARKUP:
        found = cues.heading.match(text, start, end)
        if found and _is_heading(text, found, blank, before, cues):
            return _heading(text, found, end, blank, cues)
    if _is_page(text, start, end):
        return Line(start, end, "page", None, end, blank)
    point = _POINT.match(text, start, end)
    if point:
        return Line(start, end, "point", point[1] or point[2], point.end(), blank)
    return Line(start, end, "text", None, start, blank)


def _numbered(text: str, start: int, end: int, blank: bool) -> Line:
    number = _NUMBERED.match(text, start, end)
    if number:
        return Line(start, end, "para", number[1] or number[2] or number[3], number.end(), blank)
    point = _POINT.match(text, start, end)
    if point:
        return Line(start, end, "point", point[1] or point[2], point.end(), blank)
    opens = "page" if _is_page(text, start, end) else "text"
    return Line(start, end, opens, None, start, blank)


def _is_page(text: str, start: int, end: int) -> bool:
    return end - start < 20 and _PAGE.match(text, start, end) is not None


def _is_heading(text: str, found: re.Match[str], blank: bool, before: Line | None, cues: Cues) -> bool:
    if (
        before is not None
        and not blank
        and cues.unfinished.search(text, max(before.start, before.end - 24), before.end)
    ):
        return False
    if cues.levels[found["word"].lower()] != "article" and found["more"]:
        return False
    rest = found["rest"].strip(_MARKUP)
    if not rest or (rest[0] == "(" and rest[-1] == ")"):
        return True
    if rest[0] in ".:–—-":
        return cues.levels[found["word"].lower()] == "article" or len(rest) <= _LONGEST_TITLE
    gap = found["rest"][:1].isspace()
    return (
        gap
        and rest[0].isupper()
        and len(rest) <= _LONGEST_TITLE
        and rest[-1] not in ".;?!:,"
        and not _SENTENCE.search(rest)
    )


def _heading(text: str, found: re.Match[str], end: int, blank: bool, cues: Cues) -> Line:
    body = found.start("rest")
    while body < end and (text[body] in _MARKUP or text[body] in ".:–—-"):
        body += 1
    number = arabic(found["number"]) + (found["more"] or "").strip().lower()
    return Line(found.start("word"), end, cues.levels[found["word"].lower()], number, body, blank)


def arabic(number: str) -> str:
    """A roman number in digits; anything else as it is (Annex A)."""
    if not number or not number.isupper() or not _ROMAN.match(number):
        return number
    values = [_VALUES[char] for char in number]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))
