"""Processes beside this one: forked with all that is loaded, given lots of work, their answers taken in order."""

from __future__ import annotations

import atexit
import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TypeVar

from depositary.model.errors import BuildError

Lot = TypeVar("Lot")
Answer = TypeVar("Answer")

FORKS = os.name == "posix"

# The search for garbage went through all that is loaded once, pipeline and gazetteers, again and again: 400 documents on
# one process took 31 to 33 s of processor time, 27 to 30 s with what is loaded left out and seldom searches.
GARBAGE_AFTER = 50_000

# When the program ends, all that is loaded is not looked through once more: that took a fifth of a second.
atexit.register(gc.freeze)


@contextmanager
def frozen() -> Iterator[None]:
    """Search seldom for garbage, and not in what is loaded once: a search before that took a tenth of a second and found 600
    objects among a million."""
    before = gc.get_threshold()
    _freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _freeze() -> None:
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, *gc.get_threshold()[1:])


@contextmanager
def processes(count: int, ready: Callable[[], None] | None = None) -> Iterator[ProcessPoolExecutor]:
    """So many processes, forked where the system can; `ready` makes one ready that had to be started anew. Raises
    BuildError when one is ended from outside."""
    start = _forked if FORKS else ready
    try:
        with ProcessPoolExecutor(count, get_context("fork" if FORKS else "spawn"), start) as pool:
            yield pool
    except BrokenProcessPool as error:
        raise BuildError(
            "a process of the build was ended from outside, perhaps for want of memory",
            "Run the build again: it goes on where it was; --workers 1 needs the least memory",
        ) from error


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


def _nothing() -> None:
    pass


def in_order(
    pool: ProcessPoolExecutor,
    count: int,
    work: Callable[[Lot], Answer],
    lots: Iterable[Lot],
    meanwhile: Callable[[], object] = _nothing,
    ahead: int = 2,
) -> Iterator[Answer]:
    """What `work` makes of each lot, in order, with at most `ahead` lots for each process under way or waiting to be taken, so
    that memory does not grow with the folder. `meanwhile` is called once, here, when the processes have work."""
    waiting: deque[Future[Answer]] = deque()
    for lot in lots:
        waiting.append(pool.submit(work, lot))
        if len(waiting) > count * ahead:
            meanwhile()
            meanwhile = _nothing
            yield waiting.popleft().result()
    meanwhile()
    while waiting:
        yield waiting.popleft().result()
