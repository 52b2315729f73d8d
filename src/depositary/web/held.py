"""The dossier while it is served: read in one thread, written in another, so that no connection is shared.

What was read is kept until another connection has written; then it is read anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from depositary.dossier.store import Dossier
from depositary.views.desks import desk_of
from depositary.views.lines import Desk

T = TypeVar("T")


class Held:
    """A dossier that is served. `desk` leaves out what people dismissed, `whole` keeps it; both for the reading thread only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._store: Dossier | None = None
        self._seen = -1
        self._kept: dict[object, Any] = {}

    async def read(self, run: Callable[[Held], T]) -> T:
        """Run something on this dossier in the thread that reads."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, lambda: self._fresh(run))

    async def write(self, run: Callable[[Dossier], T]) -> T:
        """Run something on a connection of its own, one at a time; for what is slow, too."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._opened, run)

    def close(self) -> None:
        """Close the file."""
        if self._store is not None:
            self._reader.submit(self._store.close).result()
        self._reader.shutdown()
        self._writer.shutdown()

    @property
    def store(self) -> Dossier:
        """The open dossier."""
        if self._store is None:
            self._store = Dossier.open(self.path, readonly=True)
        return self._store

    @property
    def desk(self) -> Desk:
        """The record without what people dismissed."""
        return self.once("desk", lambda: desk_of(self.store))

    @property
    def whole(self) -> Desk:
        """The record with it."""
        return self.once("whole", lambda: desk_of(self.store, whole=True))

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, made once until somebody writes."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def _fresh(self, run: Callable[[Held], T]) -> T:
        now = int(next(self.store.rows("PRAGMA data_version"))[0])
        if now != self._seen:
            self._seen = now
            self._kept.clear()
        return run(self)

    def _opened(self, run: Callable[[Dossier], T]) -> T:
        with Dossier.open(self.path) as store:
            return run(store)
