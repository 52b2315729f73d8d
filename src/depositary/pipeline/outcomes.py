"""What a file gives: it is read, its documents are annotated, and statements are taken from them.

Files are taken in lots, because the parser is quicker on many paragraphs at once; what a document gives does not depend
on the lot it is in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from depositary.annotate import languages
from depositary.dossier.store import DocumentResult
from depositary.dossier.store import Source as Noted
from depositary.model.case import Case
from depositary.model.errors import BadData, DepositaryError, UnreadableSource
from depositary.model.nouns import Document
from depositary.pipeline.plan import version_for
from depositary.read.columns import Described, described
from depositary.read.documents import read_with_bytes
from depositary.read.registry import Skipped, Source

if TYPE_CHECKING:
    from spacy.language import Language

    from depositary.annotate.layers import Page


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: its state, its documents with all that was read from them, and what was skipped."""

    noted: Noted
    results: tuple[DocumentResult, ...] = ()
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file that was read: its records, and how its columns are described when it is a table of figures."""

    source: Source
    records: tuple[tuple[Document, bytes] | Skipped, ...]
    told: Described | None = None

    @property
    def prose(self) -> Iterator[Document]:
        """The documents that are to be parsed."""
        return (one[0] for one in self.records if not isinstance(one, Skipped) and self.told is None)

    @property
    def chars(self) -> int:
        return sum(one.chars for one in self.prose)


def read_one(source: Source, case: Case | None, version: str, layers: bool = False) -> Outcome:
    """Read, annotate and extract one file. This is the whole of the map."""
    return next(read_all([source], case, version, layers))


def read_all(
    sources: Iterable[Source], case: Case | None, version: str, layers: bool = False
) -> Iterator[Outcome]:
    """The outcomes of files, in order."""
    from depositary.annotate.parse import language

    with zone(language()):
        for lot in _lots(map(_opened, sources)):
            # A file may hold very many documents, so they too are parsed by lots.
            prose = _lots(one for file in lot for one in file.prose)
            pages = (page for some in prose for page in _parsed(some, case))
            for file in lot:
                yield _outcome(file, pages, case, version, layers)


@contextmanager
def zone(nlp: Language) -> Iterator[None]:
    """Let words that are new be forgotten at the end, so that memory does not grow with what was read. Inside another
    one this does nothing: words are learnt once for a chunk of files."""
    if nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]
        yield
        return
    with nlp.memory_zone():
        yield


# Characters that are parsed together, about; their parses are held until all statements are taken from them.
LOT = 40_000


Sized = TypeVar("Sized", _File, Document)


def _lots(items: Iterable[Sized]) -> Iterator[list[Sized]]:
    """Files or documents in order, together until they hold `LOT` characters."""
    lot: list[Sized] = []
    chars = 0
    for item in items:
        lot.append(item)
        chars += item.chars
        if chars >= LOT:
            yield lot
            lot, chars = [], 0
    if lot:
        yield lot


def _opened(source: Source) -> _File:
    try:
        source = source.loaded()
        told = described(source)
    except (UnreadableSource, BadData) as error:
        return _File(source, (Skipped(source.name, error.what, error.todo),))
    return _File(source, tuple(read_with_bytes(source)), told)


def _parsed(lot: Sequence[Document], case: Case | None) -> list[Page | Skipped]:
    from depositary.annotate.parse import pages_of

    try:
        return [*pages_of(lot, case)]
    except DepositaryError:
        raise
    except (Exception, RecursionError) as error:
        if len(lot) > 1:
            return [page for one in lot for page in _parsed([one], case)]
        return [_fault(document, error) for document in lot]


def _outcome(
    file: _File, pages: Iterator[Page | Skipped], case: Case | None, version: str, layers: bool
) -> Outcome:
    results: list[DocumentResult] = []
    skipped: list[Skipped] = []
    for record in file.records:
        if isinstance(record, Skipped):
            skipped.append(record)
            continue
        for made in _made(*record, file.told, pages, case, layers):
            (skipped if isinstance(made, Skipped) else results).append(made)  # type: ignore[arg-type]
    return Outcome(_noted(file.source, version, results, skipped), tuple(results), tuple(skipped))


def _made(
    document: Document,
    data: bytes,
    told: Described | None,
    pages: Iterator[Page | Skipped],
    case: Case | None,
    layers: bool,
) -> list[DocumentResult | Skipped]:
    """What a record gives: one result or the reason why not; with a table of figures also the cells not read."""
    if told is None:
        page = next(pages)
        return [page] if isinstance(page, Skipped) else [_understood(page, data, layers), *_unread(document)]
    try:
        return _figures(document, data, told, case)
    except BadData as error:
        return [Skipped(document.name, error.what, error.todo)]


def _unread(document: Document) -> Iterator[Skipped]:
    """That a document is read in part, or not, for its language."""
    why = languages.told(document.lang)
    if why is not None:
        yield Skipped(document.name + languages.MARK, *why)


# Lines of one table that are listed as not read; further ones are counted.
MOST_FAULTS = 50


def _figures(
    document: Document, data: bytes, told: Described, case: Case | None
) -> list[DocumentResult | Skipped]:
    """A table of figures: its text is not prose and is not parsed, so it has no layers."""
    from depositary.annotate.layers import Page
    from depositary.extract import tables
    from depositary.extract.entities import entities

    made, faults = tables.statements(document, told, case)
    by_line: dict[int, list[tables.Fault]] = {}
    for fault in faults:
        by_line.setdefault(fault.line, []).append(fault)
    lines = [
        Skipped(f"{document.name}#line={line}", "; ".join(one.what for one in found), found[0].todo)
        for line, found in sorted(by_line.items())
    ]
    if len(lines) > MOST_FAULTS:
        last = lines[MOST_FAULTS - 1]
        more = f"{last.reason}; and {len(lines) - MOST_FAULTS:,} lines after it were not read whole"
        lines[MOST_FAULTS - 1 :] = [Skipped(last.name, more, last.detail)]
    page = Page(document, case=case)
    return [DocumentResult(document, data, tuple(made), (), entities(page, made)), *lines]


def _understood(page: Page, data: bytes, layers: bool) -> DocumentResult | Skipped:
    """A document with all that is read from it.

    A text that our own code fails on is a fault of ours, but no reason to leave all others unread: it is listed.
    """
    from depositary.annotate.layers import annotate
    from depositary.extract.entities import entities
    from depositary.extract.statements import statements

    try:
        page = annotate(page)
        made = tuple(statements(page))
        spans = tuple(span for name in sorted(page.layers) for span in page.layers[name]) if layers else ()
        return DocumentResult(page.document, data, made, spans, entities(page, made))
    except BadData as error:
        return Skipped(page.document.name, error.what, error.todo)
    except DepositaryError:
        raise
    except (Exception, RecursionError) as error:
        return _fault(page.document, error)


def _fault(document: Document, error: BaseException) -> Skipped:
    what = f"the program failed on this text ({type(error).__name__}: {str(error)[:120]})"
    return Skipped(document.name, what, "This is a fault of the program: please report it")


def _noted(
    source: Source, version: str, results: Sequence[DocumentResult] = (), skipped: Sequence[Skipped] = ()
) -> Noted:
    records = tuple(item.document.name for item in results) + tuple(item.name for item in skipped)
    sha256 = hashlib.sha256(source.content).hexdigest()
    return Noted(source.name, sha256, len(source.content), 0, version_for(source, version), records)
