"""The map: one file to what was read from it, on any number of processes, in order."""

from __future__ import annotations

import gc
import hashlib
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING

from depositary.dossier.store import DocumentResult
from depositary.dossier.store import Source as Noted
from depositary.model import case as cases
from depositary.model.case import Case
from depositary.model.errors import BadData, BuildError, DepositaryError, UnreadableSource
from depositary.model.nouns import Document
from depositary.model.settings import settings
from depositary.pipeline.plan import version_for
from depositary.read.columns import Described, described
from depositary.read.documents import read_with_bytes
from depositary.read.registry import Skipped, Source

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one file gave: its state, its documents with all that was read from them, and what was skipped."""

    noted: Noted
    results: tuple[DocumentResult, ...] = ()
    skipped: tuple[Skipped, ...] = ()


def read_one(source: Source, case: Case | None, version: str, layers: bool = False) -> Outcome:
    """Read, annotate and extract one file. This is the whole of the map."""
    try:
        source = source.loaded()
    except UnreadableSource as error:
        return Outcome(_noted(source, version), (), (Skipped(source.name, error.what, error.todo),))
    results: list[DocumentResult] = []
    skipped: list[Skipped] = []
    for item in read_with_bytes(source):
        for made in [item] if isinstance(item, Skipped) else _made(*item, source, case, layers):
            if isinstance(made, Skipped):
                skipped.append(made)
            else:
                results.append(made)
    return Outcome(_noted(source, version, results, skipped), tuple(results), tuple(skipped))


def _made(
    document: Document, data: bytes, source: Source, case: Case | None, layers: bool
) -> list[DocumentResult | Skipped]:
    """What a record gives: one result or the reason why not; with a table of figures also the cells not read."""
    try:
        told = described(source)
        return [_understood(document, data, case, layers)] if told is None else _figures(document, data, told, case)
    except BadData as error:
        return [Skipped(document.name, error.what, error.todo)]


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


def _understood(
    document: Document, data: bytes, case: Case | None, layers: bool
) -> DocumentResult | Skipped:
    """A document with all that is read from it.

    A text that our own code fails on is a fault of ours, but no reason to leave all others unread: it is listed.
    """
    from depositary.annotate.layers import annotate
    from depositary.annotate.parse import language, page_of
    from depositary.extract.entities import entities
    from depositary.extract.statements import statements

    try:
        with _zone(language()):
            page = annotate(page_of(document, case))
            made = tuple(statements(page))
            spans = tuple(span for name in sorted(page.layers) for span in page.layers[name]) if layers else ()
            return DocumentResult(document, data, made, spans, entities(page, made))
    except DepositaryError:
        raise
    except (Exception, RecursionError) as error:
        what = f"the program failed on this text ({type(error).__name__}: {str(error)[:120]})"
        return Skipped(document.name, what, "This is a fault of the program: please report it")


def _noted(
    source: Source, version: str, results: Sequence[DocumentResult] = (), skipped: Sequence[Skipped] = ()
) -> Noted:
    records = tuple(item.document.name for item in results) + tuple(item.name for item in skipped)
    sha256 = hashlib.sha256(source.content).hexdigest()
    return Noted(source.name, sha256, len(source.content), 0, version_for(source, version), records)


_WORKER: dict[str, object] = {}


def _start(name: str | None, version: str, layers: bool) -> None:
    """Make a process ready: pipeline, annotators and case are loaded once, before others are forked from it."""
    from depositary.annotate.layers import order
    from depositary.annotate.parse import language
    from depositary.extract import entities, statements

    language(), order(), entities, statements
    _WORKER.update(case=cases.load(name) if name else None, version=version, layers=layers)


def _work(source: Source) -> Outcome:
    return read_one(source, _WORKER["case"], str(_WORKER["version"]), bool(_WORKER["layers"]))  # type: ignore[arg-type]


def mapped(
    sources: Sequence[Source],
    name: str | None,
    version: str,
    layers: bool,
    workers: int | None,
    progress: Progress | None,
) -> Iterator[Outcome]:
    """The outcome of every source, in order."""
    count = min(workers or os.cpu_count() or 1, max(1, len(sources)))
    told = progress or (lambda *_: None)
    if not sources:
        return
    told("reading", 0, len(sources))
    forks = os.name == "posix"
    if count == 1 or forks:
        _start(name, version, layers)
    if count == 1:
        with _frozen():
            for number, source in enumerate(sources, start=1):
                yield _work(source)
                told("reading", number, len(sources))
        return
    ready = _forked if forks else partial(_start, name, version, layers)
    try:
        with ProcessPoolExecutor(count, get_context("fork" if forks else "spawn"), ready) as pool:
            yield from _in_order(pool, sources, count, told)
    except BrokenProcessPool as error:
        raise BuildError(
            "a process that reads was ended from outside, perhaps for want of memory",
            "Run the build again: it goes on where it was; --workers 1 needs the least memory",
        ) from error


# The search for garbage went through all that is loaded once, pipeline and gazetteers, again and again: 400 documents on
# one process took 31 to 33 s of processor time, 27 to 30 s with what is loaded left out and seldom searches.
GARBAGE_AFTER = 50_000


@contextmanager
def _frozen() -> Iterator[None]:
    """Search seldom for garbage, and not in what is loaded once."""
    before = gc.get_threshold()
    gc.collect()
    _freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _freeze() -> None:
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, *gc.get_threshold()[1:])


def _forked() -> None:
    """Make a forked process ready. A search for garbage here would make a copy of every page it shares."""
    _freeze()
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed: it would wait for work for ever."""

    def wait() -> None:
        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _in_order(
    pool: ProcessPoolExecutor, sources: Sequence[Source], count: int, told: Progress
) -> Iterator[Outcome]:
    """Outcomes in order with a bounded number under way, so that memory does not grow with the folder.

    A process is given several files at once: while the results of one file are put in the dossier, nobody hands out
    the next, and processes that read one file at a time stood idle a third of the time.
    """
    waiting: deque[Future[list[Outcome]]] = deque()
    done = 0
    for chunk in _chunks(sources, count):
        waiting.append(pool.submit(_work_all, chunk))
        if len(waiting) > count * 2:
            done += yield from _told(waiting.popleft().result(), done, len(sources), told)
    while waiting:
        done += yield from _told(waiting.popleft().result(), done, len(sources), told)


def _chunks(sources: Sequence[Source], count: int) -> Iterator[Sequence[Source]]:
    """At most `chunk_documents` files each, and few enough that every process has several."""
    size = max(1, min(settings().chunk_documents, len(sources) // (count * 4)))
    for start in range(0, len(sources), size):
        yield sources[start : start + size]


def _work_all(sources: Sequence[Source]) -> list[Outcome]:
    from depositary.annotate.parse import language

    with _zone(language()):
        return [_work(source) for source in sources]


@contextmanager
def _zone(nlp: Language) -> Iterator[None]:
    """Let words that are new be forgotten at the end, so that memory does not grow with what was read. Inside another
    one this does nothing: words are learnt once for a chunk of files."""
    if nlp.vocab.in_memory_zone:  # type: ignore[attr-defined]
        yield
        return
    with nlp.memory_zone():
        yield


def _told(found: list[Outcome], done: int, total: int, told: Progress) -> Generator[Outcome, None, int]:
    for number, outcome in enumerate(found, start=1):
        yield outcome
        told("reading", done + number, total)
    return len(found)
