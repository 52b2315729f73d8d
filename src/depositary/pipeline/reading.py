"""The map on any number of processes: files in chunks to processes, outcomes back in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from depositary.model import case as cases
from depositary.model.settings import DATA, settings
from depositary.pipeline.outcomes import Outcome, read_all
from depositary.pipeline.processes import FORKS, frozen, in_order, processes
from depositary.read.metadata import identifier
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


def _warm() -> None:
    """Read a few lines of the demo: tables, cues and expressions that are loaded when first asked for are then there for all
    processes, which each took half a second and 22 MB to load them."""
    known = DATA / "demo" / "model-pact"
    deque(_work([Source(name, known / name) for name in ("column.md", "signing.txt")]), maxlen=0)


def _work(sources: Sequence[Source]) -> Iterator[Outcome]:
    return read_all(sources, _WORKER["case"], str(_WORKER["version"]), bool(_WORKER["layers"]))  # type: ignore[arg-type]


def mapped(
    sources: Sequence[Source],
    name: str | None,
    version: str,
    layers: bool,
    workers: int | None,
    progress: Progress | None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """The outcome of every source, in order. `meanwhile` is called in this process when others read."""
    count = min(workers or os.cpu_count() or 1, max(1, len(sources)))
    told = progress or (lambda *_: None)
    if not sources:
        return
    told("reading", 0, len(sources))
    ready = partial(_start, name, version, layers)
    if count == 1 or FORKS:
        ready()
    with frozen():
        for number, outcome in enumerate(_outcomes(sources, count, ready, meanwhile), start=1):
            yield outcome
            told("reading", number, len(sources))


def _outcomes(
    sources: Sequence[Source], count: int, ready: Callable[[], None], meanwhile: Callable[[], object]
) -> Iterator[Outcome]:
    """A process is given several files at once: while the results of one file are put in the dossier, nobody hands out
    the next, and processes that read one file at a time stood idle a third of the time."""
    if count == 1:
        yield from chain.from_iterable(map(_work, _chunks(sources, count)))
        return
    if FORKS:
        _warm()
        if len(sources) >= MANY:
            identifier()
    with processes(count, ready) as pool:
        yield from chain.from_iterable(in_order(pool, count, _work_all, _chunks(sources, count), meanwhile))


# Of so many files some are not plainly English, and every process would load the identifier of languages for itself: half a
# second and 77 MB each.
MANY = 500


def _chunks(sources: Sequence[Source], count: int) -> Iterator[Sequence[Source]]:
    """At most `chunk_documents` files each, and few enough that every process has several."""
    size = max(1, min(settings().chunk_documents, len(sources) // (count * 4)))
    for start in range(0, len(sources), size):
        yield sources[start : start + size]


def _work_all(sources: Sequence[Source]) -> list[Outcome]:
    return list(_work(sources))
