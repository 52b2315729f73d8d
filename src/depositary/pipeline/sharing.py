"""The reduce on several processes: lots of documents, statements and groups are handed out, answers come back in order.

Each process has a desk: the dossier, opened by itself for reading, and what is asked for again and again. Where little is
to be done, or no process can be forked, all is done at one desk, in this process.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, cached_property, partial
from typing import Any, TypeVar

from depositary.dossier.effects import Effects, edited, effects
from depositary.dossier.lazy import Documents, Each, Statements
from depositary.dossier.store import Dossier
from depositary.model.case import Case
from depositary.model.record import Record
from depositary.pipeline.processes import FORKS, in_order, processes

Lot = TypeVar("Lot")
Answer = TypeVar("Answer")

# Statements from which other processes are worth their start, which takes a tenth of a second.
SHARED_FROM = 1_000


class Desk:
    """What one process works with."""

    def __init__(self, dossier: Dossier, case: Case | None) -> None:
        self.dossier = dossier
        self._case = case

    @cached_property
    def decided(self) -> Effects:
        """What people decided."""
        return effects(self.dossier.db)

    @cached_property
    def as_read(self) -> Record:
        """The documents as read, with what people decided of them."""
        held = Documents(self.dossier.db, as_read=True)
        return self._record(Each(held, lambda one: edited(one, self.decided.edited.get(one.id, {}))))

    @cached_property
    def derived(self) -> Record:
        """The documents with what was derived, to be asked for when that is done."""
        return self._record(Documents(self.dossier.db))

    @cached_property
    def statements(self) -> Statements:
        """The statements with what was derived."""
        return Statements(self.dossier.db)

    def _record(self, documents: Any) -> Record:
        return Record(documents, (), {one.id: one for one in self.dossier.entities()}, (), self._case)


class Hands:
    """One process or several (`count`) that work for the reduce."""

    def __init__(self, desk: Desk, pool: ProcessPoolExecutor | None = None, count: int = 1) -> None:
        self.desk = desk
        self._pool = pool
        self.count = count

    def each(self, work: Callable[[Desk, Lot], Answer], lots: Iterable[Lot], ahead: int = 2) -> Iterator[Answer]:
        """What `work` makes of each lot, in order. It is a function of a module, so that a process can be told of it. As many as
        `ahead` lots for each process may be done before the one that is waited for."""
        if self._pool is None:
            return (work(self.desk, lot) for lot in lots)
        return in_order(self._pool, self.count, partial(_at_own_desk, work), lots, ahead=ahead)


@contextmanager
def shared(dossier: Dossier, case: Case | None, workers: int | None) -> Iterator[Hands]:
    """So many processes (all cores when None), where the dossier is large enough."""
    count = (workers or os.cpu_count() or 1) if FORKS else 1
    held = next(dossier.rows("SELECT count(*) FROM statements"))[0]
    if count == 1 or held < SHARED_FROM:
        yield Hands(Desk(dossier, case))
        return
    _TAKEN.update(path=dossier.path, case=case)
    with processes(count) as pool:
        with dossier.closed():
            pool.submit(os.getpid).result()  # with the first work all processes are forked
        yield Hands(Desk(dossier, case), pool, count)


# What a process takes along when it is forked.
_TAKEN: dict[str, Any] = {}


def _at_own_desk(work: Callable[[Desk, Lot], Answer], lot: Lot) -> Answer:
    return work(_own_desk(), lot)


@cache
def _own_desk() -> Desk:
    return Desk(Dossier.open(_TAKEN["path"], readonly=True), _TAKEN["case"])
