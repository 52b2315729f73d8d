"""What belongs to the page and not to the text: numbers of pages, running heads, tables of contents.

Pages end at a form feed or, in text that has lost them, at a line that holds only a number. A short line that stands
near such an end again and again is a running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from depositary.model.nouns import Offsets

_PAGE = re.compile(
    r"(?:[-–—\[(|]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—\])|])?$", re.IGNORECASE
)
# A line that stands this often is a running head.
_OFTEN = 3
_HEAD_LONGEST = 100
# Where the head stands: within so many lines of the end of a page.
_NEAR = 2
_LETTERS = re.compile(r"[^\W\d_]{3}")
_MARK = re.compile(r"\(?\w{1,4}[.)]\s|[-–—•*]\s+(?=\w)")
_DIGITS = re.compile(r"\d+")
# Headings of the text itself: never an article, and of parts and annexes each by its own number.
_NO_HEAD = ("article", "art.")
_HEADINGS = ("part", "chapter", "section", "title", "annex", "appendix", "schedule")
_MARKUP = "#=*_> "
# "Article 4 Fish ...... 12": the number of a page behind dots or a wide gap.
_LEADER = re.compile(r"(?:(?:\.\s?){4,}|…+|\t|[ \xa0]{3,})\s*\d{1,4}$")


def is_page_number(text: str, start: int, end: int) -> bool:
    """True for a line that holds the number of a page and nothing else."""
    return end - start < 20 and _PAGE.match(text, start, end) is not None


def is_contents(text: str, start: int, end: int) -> bool:
    """True for a line that leads to the number of a page."""
    return text[end - 1].isdigit() and _LEADER.search(text, start, end) is not None


def plain(words: str) -> str:
    """A running head whatever the number in it; a heading with its number."""
    if words.lstrip(_MARKUP).lower().startswith(_HEADINGS):
        return words
    return _DIGITS.sub("#", words)


def is_head(text: str, start: int, end: int, heads: frozenset[str]) -> bool:
    """True for a line that is one of these running heads."""
    return bool(heads) and end - start <= _HEAD_LONGEST and plain(text[start:end]) in heads


def running_heads(text: str, rows: Sequence[Offsets], title: re.Pattern[str]) -> frozenset[str]:
    """Short lines that stand at the ends of pages again and again; only paged text has them. Of a line that reads like
    the title of an agreement, twice is enough."""
    ends = _page_ends(text, rows)
    if not ends:
        return frozenset()
    near = {place for one in ends for place in range(one - _NEAR, one + _NEAR)}
    near |= set(range(_NEAR))
    held = [text[rows[place][0] : rows[place][1]] for place in sorted(near) if 0 <= place < len(rows)]
    counted = Counter(plain(row) for row in held if _may_be_head(row))
    often = {
        row: row.lstrip(_MARKUP).lower()
        for row, count in counted.items()
        if count >= _OFTEN or (count > 1 and title.match(row))
    }
    return frozenset(row for row, words in often.items() if not words.startswith(_NO_HEAD))


def _may_be_head(row: str) -> bool:
    """No head is long, ends like a sentence, or begins like a paragraph or point."""
    return (
        len(row) <= _HEAD_LONGEST
        and row[-1] not in ".;,:"
        and bool(_LETTERS.search(row))
        and not _MARK.match(row)
    )


def _page_ends(text: str, rows: Sequence[Offsets]) -> list[int]:
    """Places in `rows` at which a page begins; a line of a page number is left out of the count of lines."""
    found = [
        place
        for place, (one, two) in enumerate(pairwise(rows), start=1)
        if "\x0c" in text[one[1] : two[0]] or is_page_number(text, *one)
    ]
    last = rows[-1:] and is_page_number(text, *rows[-1])
    return [*found, len(rows)] if last else found
