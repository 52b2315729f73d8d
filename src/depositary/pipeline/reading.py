"""The map on any number of processes: files in chunks to processes, outcomes back in order."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from itertools import chain
from multiprocessing import get_context, parent_process

from depositary.model import case as cases
from depositary.model.errors import BuildError
from depositary.model.settings import settings
from depositary.pipeline.outcomes import Outcome, read_all
from depositary.read.registry import Source

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many."""


_WORKER: dict[str, object] = {}


def _start(name: str | None, version: str, layers: bool) -> None:
    """Make a process ready: pipeline, annotators and case are loaded once, before others are forked from it."""
    from depositary.annotate.layers import order
    from depositary.annotate.parse import language
    from depositary.extract import entities, statements

    language(), order(), entities, statements
    _WORKER.update(case=cases.load(name) if name else None, version=version, layers=layers)


def _work(sources: Sequence[Source]) -> Iterator[Outcome]:
    return read_all(sources, _WORKER["case"], str(_WORKER["version"]), bool(_WORKER["layers"]))  # type: ignore[arg-type]


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
        with frozen():
            outcomes = chain.from_iterable(map(_work, _chunks(sources, count)))
            for number, outcome in enumerate(outcomes, start=1):
                yield outcome
                told("reading", number, len(sources))
        return
    ready = _forked if forks else partial(_start, name, version, layers)
    try:
        with frozen(), ProcessPoolExecutor(count, get_context("fork" if forks else "spawn"), ready) as pool:
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
def frozen() -> Iterator[None]:
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
    return list(_work(sources))


def _told(found: list[Outcome], done: int, total: int, told: Progress) -> Generator[Outcome, None, int]:
    for number, outcome in enumerate(found, start=1):
        yield outcome
        told("reading", done + number, total)
    return len(found)
