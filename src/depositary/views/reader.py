"""A document to be read: its paragraphs cut where statements begin and end, with the statements in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Statement
from depositary.views.lines import Desk, Line
from depositary.views.sources import Source, source

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph. `kind` is that of the shortest statement on it, "" where there is none; `ids` are all that
    stand on it, `begins` those that begin here."""

    text: str
    kind: str = ""
    ids: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A statement in the margin: its number within the document, its line, its layer, what people decided."""

    number: int
    line: Line
    layer: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the statements that begin in it. `page` is the number of a page that begins with it, else 0;
    `heading` is true for a short line that ends in no stop."""

    page: int
    heading: bool
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document opened for reading."""

    id: str
    source: Source
    uri: str
    author: str
    paragraphs: tuple[Paragraph, ...]
    kinds: tuple[tuple[str, int], ...]


def named(desk: Desk, asked: str) -> str:
    """The id of the document that is called so: an id or the beginning of one, a name, or the name that citations use.
    Raises BadArgument."""
    for one in desk.headers.values():
        if asked in (one.id, one.name, desk.cite.document(one.name)):
            return one.id
    begun = [one.id for one in desk.headers.values() if asked.startswith("d_") and one.id.startswith(asked)]
    if len(begun) != 1:
        raise BadArgument(f"no document is called {asked!r}", "The list of sources has the documents that were read")
    return begun[0]


def reading(desk: Desk, doc: str) -> Reading:
    """The document of this id."""
    document = desk.record.documents[doc]
    said = desk.shown(sorted(desk.record.by_document.get(doc, ()), key=lambda one: (one.start, one.end, one.id)))
    numbers = {one.id: place for place, one in enumerate(said, start=1)}
    found = tuple(_paragraph(desk, document, at.start(), at.end(), said, numbers) for at in _PARAGRAPH.finditer(document.text))
    kinds = sorted({one.kind for one in said})
    return Reading(
        id=doc,
        source=source(desk, document, len(said)),
        uri=document.uri or "",
        author=document.author or "",
        paragraphs=tuple(_paged(found, document)),
        kinds=tuple((kind, sum(one.kind == kind for one in said)) for kind in kinds),
    )


def _paragraph(
    desk: Desk, document: Document, start: int, end: int, said: Sequence[Statement], numbers: dict[str, int]
) -> Paragraph:
    here = [one for one in said if one.start < end and one.end > start]
    notes = tuple(_note(desk, one, numbers[one.id]) for one in here if one.start >= start)
    words = document.text[start:end].strip()
    heading = words.startswith("#") or (len(words) < 90 and words[-1:] not in ".!?:;,”\"'")
    return Paragraph(document.page_at(start) or 0, heading, tuple(_pieces(document.text, start, end, here)), notes)


def _paged(found: Sequence[Paragraph], document: Document) -> Iterator[Paragraph]:
    """The number of a page stands at its first paragraph only."""
    last = 0
    for one in found:
        begins = one.page if document.pages and one.page != last else 0
        last = one.page
        yield Paragraph(begins, one.heading, one.pieces, one.notes)


def _note(desk: Desk, one: Statement, number: int) -> Note:
    return Note(number, desk.line(one), one.layer, tuple(mark.words for mark in desk.marks.get(one.id, ())))


def _pieces(body: str, start: int, end: int, said: Sequence[Statement]) -> Iterator[Piece]:
    """The paragraph cut at every end of a span."""
    spans = [(max(a, start), min(b, end), one) for one in said for a, b in one.spans if a < end and b > start]
    cuts = sorted({start, end, *(cut for a, b, _ in spans for cut in (a, b))})
    for left, right in pairwise(cuts):
        on = [one for a, b, one in spans if a <= left and b >= right]
        shortest = min(on, key=lambda one: (one.end - one.start, one.id), default=None)
        begins = tuple(one.id for one in on if one.start == left)
        words = body[left:right]
        if left == start:
            words = words.lstrip("# ")  # the sign of a heading in Markdown is no word
        yield Piece(words, shortest.kind if shortest else "", tuple(one.id for one in on), begins)
