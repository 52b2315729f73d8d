"""Lines of a text, each with what it opens: an article, a part, a numbered paragraph, a point, or nothing.

A line that begins "Article 88, fourth paragraph, ..." is running text, not a heading: after the number a
heading has nothing, a full stop, colon or dash, a bracketed title, or a short title with a capital and no full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from depositary.annotate.provisions.cues import Cues
from depositary.annotate.provisions.pages import is_contents, is_head, is_page_number, plain, running_heads
from depositary.model.nouns import Offsets

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0c]+")
# "1." and "(a)" may stand alone on their line, with the words on the next; "(1)" alone is the number of a page.
_NUMBERED = re.compile(
    r"(?:(\d{1,3}(?:\.\d{1,3})*)\.(?:\s+(?=\S)|(?=[A-Z(\"“])|$)|(\d{1,3})\)\s+|\((\d{1,3})\)\s*(?=\S))"
)
_POINT = re.compile(
    r"(?:\(([a-z]{1,2}|[ivx]{1,5}|[A-Z])\)\s*(?=\S|$)|([a-z]|[ivx]{2,5})\)\s+(?=\S)|([-–—•*])\s+(?=\S))"
)
_ABOVE = ("part", "chapter", "section", "annex")
_MARKUP = '#=*_> \t\xa0"“”«»'
_LONGEST_TITLE = 160
# So many headings of articles in a row are a table of contents.
_LISTED = 3
# Verbs that no title holds; with one of them a line that begins with "Article 5" is a sentence.
_SENTENCE = re.compile(
    r"\b(?:shall|is|are|was|were|has|have|had|does|says|said|states|will|would|provides)\b"
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


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
    rows = list(_trimmed(text))
    found: list[Line] = []
    for start, end in rows:
        last = found[-1] if found else None
        blank = last is None or text.count("\n", last.end, start) > 1 or "\x0c" in text[last.end : start]
        found.append(_line(text, start, end, blank, last, cues))
    heads = running_heads(text, rows, cues.title)
    found = _without_contents(text, found)
    return list(_without_heads(text, found, heads, cues)) if heads else found


def page_lines(lines: Iterable[Line]) -> tuple[Offsets, ...]:
    """Those that belong to pages."""
    return tuple((one.start, one.end) for one in lines if one.opens == "page")


def _without_heads(text: str, lines: list[Line], heads: frozenset[str], cues: Cues) -> Iterator[Line]:
    """Running heads belong to the page; but the first of them, also after a table of contents, may be the title of the
    agreement itself, or the heading of an annex."""
    begun, kept = False, set[str]()
    for line in lines:
        begun = begun or line.opens == "article"
        if line.opens == "page" and not is_page_number(text, line.start, line.end):
            kept.clear()
        elif is_head(text, line.start, line.end, heads):
            head = plain(text[line.start : line.end])
            own = line.opens in _ABOVE or (
                not begun and cues.title.match(text, line.start, line.end) is not None
            )
            if not own or head in kept:
                line = _of_page(line)
            kept.add(head)
        yield line


def _of_page(line: Line) -> Line:
    return replace(line, opens="page", number=None, body=line.end)


def _without_contents(text: str, lines: list[Line]) -> list[Line]:
    """The lines of a table of contents belong to the page: those that lead to the number of a page, and headings of
    articles in a row without a word between them, when each comes again below."""
    listed = {place for place, one in enumerate(lines) if is_contents(text, one.start, one.end)}
    run: list[int] = []
    coming = Counter(one.number for one in lines if one.opens == "article")
    for place, one in enumerate(lines):
        if one.opens == "article":
            run.append(place)
            coming[one.number] -= 1
        elif one.opens not in (*_ABOVE, "page"):
            again = len(run) >= _LISTED and all(coming[lines[held].number] for held in run)
            listed.update(run if again else ())
            run = []
    return [_of_page(one) if place in listed else one for place, one in enumerate(lines)]


def _trimmed(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        words = line.group()
        left = words.lstrip()
        if left:
            start = line.end() - len(left)
            yield start, start + len(left.rstrip())


def _line(text: str, start: int, end: int, blank: bool, before: Line | None, cues: Cues) -> Line:
    first = text[start]
    if first.isdigit() or first in "([":
        return _numbered(text, start, end, blank)
    if first.isalpha() or first in _MARKUP:
        found = cues.heading.match(text, start, end)
        if found and _is_heading(text, found, blank, before, cues):
            return _heading(text, found, end, blank, cues)
        found = cues.bare.match(text, start, end)
        if found and (blank or found["word"].isupper()) and not _SENTENCE.search(found["rest"] or ""):
            body = end if found["rest"] is None else found.start("rest")
            return Line(start, end, cues.levels[found["word"].lower()], None, body, blank)
    if is_page_number(text, start, end):
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
    opens = "page" if is_page_number(text, start, end) else "text"
    return Line(start, end, opens, None, start, blank)


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
    gap = found["rest"][:1].isspace() and not cues.numerals.get(found["number"].lower())
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
    number = cues.numerals.get(found["number"].lower()) or arabic(found["number"])
    number += (found["more"] or "").strip(" \xa0-").lower()
    return Line(found.start(), end, cues.levels[found["word"].lower()], number, body, blank)


def arabic(number: str) -> str:
    """A roman number in digits; anything else as it is (Annex A)."""
    if not number or not number.isupper() or not _ROMAN.match(number):
        return number
    values = [_VALUES[char] for char in number]
    return str(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))
