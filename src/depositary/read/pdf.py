"""PDF: the text of each page as running paragraphs, with the offset at which each page starts. By pypdfium2.

A PDF holds lines at places, not paragraphs. Lines are joined with a space into one paragraph until a sign of
a new one: a wider gap, a jump in the size of type, an indent, a mark of a list, or a short line that ends a
sentence. A hyphen at the end of a line stays and the next line follows it without a space: "long-" + "term"
must not lose it, and no dictionary decides. Page numbers on their own and lines that stand at the edge of
most pages (running heads) are left out. A paragraph may run over the end of a page.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from depositary.model.errors import EncryptedSource, NothingInside, TooLarge, UnreadableSource
from depositary.model.settings import settings
from depositary.read.registry import Raw, Source, reader

# pdfium gives a hyphen at a line end as U+0002 or U+FFFE, some fonts as the soft one.
_HYPHENS = {"\x02": "-", "\u00ad": "-", "\ufffe": "-"}
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"”’')\]]*(?:\[\d+\])?$")
_MARK_OF_LIST = re.compile(r"(?:[•▪‣●◦–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"(?:page\s*)?[-–—|\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
_UNTITLED = re.compile(r"untitled|microsoft word|.*\.(?:docx?|pdf|indd|odt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its sides in points, and the height of its type. Where pdfium has joined two
    lines at a hyphen, `foot` is the base of the lower one."""

    text: str
    left: float
    right: float
    base: float
    foot: float
    height: float


@reader("pdf", suffixes=(".pdf",))
def read(source: Source) -> Iterator[Raw]:
    """One document. The dates inside a PDF are those of the file, not taken for the published day."""
    with closing(_opened(source.content)) as document:
        pages = _pages(document)
        if not any(pages):
            raise NothingInside(
                "no text in it; it is probably scanned", "Run OCR first (for instance ocrmypdf)"
            )
        title, author = (_said(document, key) for key in ("Title", "Author"))
    text, starts = running_text(without_edges(pages))
    yield Raw(source.content, text, {"title": title, "author": author}, starts)


def _opened(data: bytes) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedSource(
                "the PDF needs a password", "Save a copy without one (for instance with qpdf --decrypt)"
            ) from error
        raise UnreadableSource(
            "the PDF is broken", "Open it in a viewer and print it to a new PDF"
        ) from error
    if count > settings().max_pages:
        document.close()
        raise TooLarge(
            f"it has {count:,} pages, the limit is {settings().max_pages:,}",
            "Split it, or set DEPOSITARY_MAX_PAGES higher",
        )
    return document


def _said(document: Any, key: str) -> str | None:
    value = " ".join(str(document.get_metadata_value(key)).split())
    return None if not value or _UNTITLED.match(value) else value


def _pages(document: Any) -> list[list[Line]]:
    import pypdfium2

    pages, total, limit = [], 0, settings().max_text_chars
    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as held:
                total += held.count_chars()
                if total > limit:
                    raise TooLarge(
                        f"its text has more than {limit:,} characters",
                        "Split it, or set DEPOSITARY_MAX_TEXT_CHARS higher",
                    )
                pages.append(list(_lines(held)))
        except pypdfium2.PdfiumError:
            pages.append([])  # a page that is broken; the others are read
    return pages


def _lines(page: Any) -> Iterator[Line]:
    """Lines of a page as pdfium orders them. Numbers of characters are its own, so boxes and words agree."""
    codes = _codes(page)
    start = 0
    for index in range(len(codes) + 1):
        if index == len(codes) or codes[index] in (10, 13):
            if line := _line(page, codes, start, index):
                yield line
            start = index + 1


def _codes(page: Any) -> list[int]:
    """UTF-16 units of the page. All at once where that gives one unit a character, else one by one, which is slower:
    the text alone leaves out what has no code, and then its places would not be those of the boxes."""
    from pypdfium2 import raw

    count = page.count_chars()
    units = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page, 0, count, units) == count + 1:
        return list(units[:count])
    return [raw.FPDFText_GetUnicode(page, index) for index in range(count)]


def _line(page: Any, codes: Sequence[int], start: int, end: int) -> Line | None:
    seen = [index for index in range(start, end) if codes[index] > 32]
    text = _words(codes[start:end])
    if not seen or not text:
        return None
    left, base, _, top = page.get_charbox(seen[0], loose=True)
    _, foot, right, _ = page.get_charbox(seen[-1], loose=True)
    return Line(text, left, right, base, min(base, foot), abs(top - base))


def _words(codes: Sequence[int]) -> str:
    # Halves of characters beyond the first plane come one by one; a half alone is no character.
    text = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = "".join(_HYPHENS.get(char, char) for char in text)
    return " ".join("".join(char if char >= " " else " " for char in text).split())


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without running heads and page numbers: among the two first and two last lines, what is a number
    alone or stands (digits aside) on at least three pages and half of all."""
    edges = [{_folded(line) for line in (*page[:2], *page[-2:])} for page in pages]
    often = {
        text
        for text, count in Counter(text for edge in edges for text in edge).items()
        if count >= max(3, len(pages) / 2)
    }

    def kept(page: Sequence[Line], index: int) -> bool:
        inner = 2 <= index < len(page) - 2
        return inner or not (_folded(page[index]) in often or _PAGE_NUMBER.fullmatch(page[index].text))

    return [[line for index, line in enumerate(page) if kept(page, index)] for page in pages]


def _folded(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def running_text(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text, paragraphs apart by an empty line, and the offset at which each page starts."""
    pieces: list[str] = []
    starts, length = [], 0
    last: Line | None = None
    usual = _leading(_steps(line for page in pages for line in page))
    for page in pages:
        steps, right = _steps(page), max((line.right for line in page), default=0.0)
        # The distances of a page with few lines say nothing of its leading.
        step = _leading(steps) if len(steps) >= 8 else usual
        for number, line in enumerate(page):
            joint = _joint(last, line, step, right, first=number == 0)
            pieces += [joint, line.text]
            length += len(joint) + len(line.text)
            if number == 0:
                starts.append(length - len(line.text))
            last = line
        if not page:
            starts.append(length)
    return "".join(pieces), tuple(starts)


def _steps(lines: Iterable[Line]) -> list[float]:
    """Distances from each line down to the next, in points; jumps upwards are left out."""
    return [
        above.foot - below.base
        for above, below in pairwise(lines)
        if above.foot - below.base > below.height / 2
    ]


def _leading(steps: Sequence[float]) -> float:
    """The distance of lines in a paragraph: the lower quartile, for gaps of paragraphs may be half of all."""
    return sorted(steps)[len(steps) // 4] if steps else 0.0


def _joint(last: Line | None, line: Line, step: float, right: float, *, first: bool) -> str:
    """What stands between two lines: nothing before the first, a space in a paragraph, else an empty line."""
    if last is None:
        return ""
    if _is_new(last, line, step, right, first):
        return "\n\n"
    return "" if re.search(r"\w-$", last.text) else " "


def _is_new(last: Line, line: Line, step: float, right: float, first: bool) -> bool:
    """Signs of a new paragraph. Ratios were set on pages of agencies, ministries and journals: leading inside
    a paragraph varies by less than a tenth, type sizes of heads differ by more than a tenth."""
    ended = bool(_ENDS_SENTENCE.search(last.text))
    if _MARK_OF_LIST.match(line.text) and not last.text.endswith("-"):
        return ended or line.text[0] in "•▪‣●◦"
    if abs(last.height - line.height) > 0.12 * max(last.height, line.height):
        return True
    if first or line.base > last.foot + step / 2:  # another page or column: only the words can tell
        return ended and not line.text[:1].islower()
    if last.foot - line.base > 1.35 * step:
        return True
    short = last.right < right - 0.15 * (right - last.left)
    indented = line.left > last.left + 0.8 * line.height
    return (ended and (short or indented)) or (short and not line.text[:1].islower() and _is_head(last))


def _is_head(line: Line) -> bool:
    """A line by itself that is no part of a sentence, like a heading in the type of the text."""
    return len(line.text) < 90 and not re.search(r"[,;]$", line.text)
