"""The dossier while it is served: read in several threads, each with a connection of its own, written in one other.

A page that shows a few statements reads them from the file (`near`). What takes all statements (`desk`, `whole`) is a record
held in memory, loaded once in the background and shared; after a decision only what it touched is read anew. What is counted
over all of it is kept by name (`once`) and counted again in the background after a change; until then the page has the count
before, and says so.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from depositary.dossier import near, progress
from depositary.dossier.lazy import Documents
from depositary.dossier.store import Dossier
from depositary.model.nouns import Statement
from depositary.views.lines import Desk
from depositary.views.near import Near, left_out
from depositary.web import stand
from depositary.web.counter import NOW, Counter, Kept, NotYet
from depositary.web.loaded import Loaded
from depositary.web.stand import Stand

T = TypeVar("T")
# Pages are made in so many threads: one that takes long does not hold up the others.
READERS, CACHE_KIB = 8, 8_000
# A record of more statements than this is loaded in the background: 20,000 take about a second.
SMALL = 20_000
# Seconds that a page waits for what is counted for the first time; then it says that it is not there yet.
PATIENCE = 3.0
# While a build is under way it is looked for every so many seconds.
AGAIN = 1.0
# Statements around a change that are looked through to see what it bears on.
FAR = 2_000
# Counts that are kept; of more the oldest goes.
MOST = 500

__all__ = ["Held", "NotYet"]


class Held:
    """A dossier that is served. `desk` leaves out what people dismissed, `whole` keeps it; `near` is for single rows."""

    def __init__(
        self, path: Path, warm: Iterable[Callable[[Held], object]] = (), small: int | None = None
    ) -> None:
        """`warm` are counted first, in this order, when the dossier is large: of more statements than `small`, else SMALL."""
        self.path = path
        self._most = SMALL if small is None else small
        self._warm = tuple(warm)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._counter = Counter()
        self._own = threading.local()
        self._open: list[Dossier] = []
        self._lock = threading.Lock()
        self._watch: Dossier | None = None
        self._seen, self._again = -1, 0.0
        self._stand: Stand | None = None
        self._gone: tuple[Stand | None, int, frozenset[str]] = (None, -1, frozenset())
        self._loaded: Loaded | None = None
        self._kept: dict[object, Kept] = {}
        self._soon: dict[object, tuple[tuple[int, ...], Any]] = {}
        self._reached: dict[tuple[int, int], list[Statement] | None] = {}
        self._small = True

    async def read(self, run: Callable[[Held], T]) -> T:
        """Run something on this dossier in a thread that reads."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._page, run)

    def _page(self, run: Callable[[Held], T]) -> T:
        with self._counter.way.taken():
            return self.fresh(run)

    async def write(self, run: Callable[[Dossier], T]) -> T:
        """Run something on a connection of its own, one at a time; for what is slow, too."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._opened, run)

    def close(self) -> None:
        """Close the file."""
        ended = self._counter.close()
        self._readers.shutdown()
        self._writer.shutdown()
        # What is still being counted ends with the process, and so does its connection.
        for store in self._open if ended else ():
            store.close()
        self._open.clear()

    @property
    def store(self) -> Dossier:
        """The open dossier, of this thread."""
        found = getattr(self._own, "store", None)
        if found is None:
            found = self._own.store = self._opened_for_reading()
        return found

    @property
    def documents(self) -> Documents:
        """Documents with their texts, for this thread."""
        record, found = getattr(self._own, "documents", (-1, None))
        if record != self.stand.record or found is None:
            found = Documents(self.store.db)
            self._own.documents = (self.stand.record, found)
        return found

    @property
    def stand(self) -> Stand:
        """How the dossier stood when this page was begun."""
        return self._own.stand  # type: ignore[no-any-return]

    @property
    def near(self) -> Near:
        """Single rows of it, without what people dismissed."""
        return self._mine("near", lambda: Near(self.store, self.stand.base, self.stand.marks, gone=self._left_out()))

    def _left_out(self) -> frozenset[str]:
        """What that leaves out, worked out again when somebody wrote."""
        stand, seen, found = self._gone
        if stand is not self.stand or seen != self._seen:
            seen = self._seen
            found = left_out(self.store, self.stand.marks)
            self._gone = (self.stand, seen, found)
        return found

    @property
    def near_whole(self) -> Near:
        """Single rows of it."""
        return self._mine("near whole", lambda: Near(self.store, self.stand.base, self.stand.marks, whole=True))

    @property
    def desk(self) -> Desk:
        """The record without what people dismissed. Raises NotYet while a large one is loaded."""
        return self._record().desk

    @property
    def whole(self) -> Desk:
        """The record with it. Raises NotYet."""
        return self._record().whole

    def known(self, key: str) -> Statement | None:
        """The statement of this id as it stands now, where this page or the record in memory holds it."""
        made: dict[str, Any] = self._own.made
        for one in made.values():
            if (found := one.record.by_id.seen(key)) is not None:
                return found  # type: ignore[no-any-return]
        loaded, now = self._loaded, self.stand
        if loaded is None or self.building or loaded.stand.record != now.record:
            return None
        if loaded.stand.marks.get(key) != now.marks.get(key):
            return None
        held = (one.record.__dict__.get("by_id", {}) for one in (loaded.desk, loaded.whole))
        return next((one[key] for one in held if key in one), None)

    @property
    def stale(self) -> bool:
        """True where this page has a count from before the last change."""
        return bool(getattr(self._own, "stale", False))

    @property
    def building(self) -> bool:
        """True while a build runs on it: the record is that of before."""
        return self._again > 0

    @property
    def counting(self) -> bool:
        """True while something is counted or loaded."""
        return self._counter.busy

    def once(
        self, key: object, make: Callable[[], T], of: str = "all", *, patience: float = PATIENCE, here: bool = False,
        bears: Callable[[T, Statement], bool] | None = None,
    ) -> T:  # fmt: skip
        """What `make` gives, kept until something changes that it is made `of`: `all`, `statements` (no verdict on a finding
        matters) or `record` (no verdict does). In a large dossier it is made in the background; raises NotYet where it was never
        made and does not come within `patience` seconds. `here` is for what takes no record and less than
        a second: it is made by the page that asks. `bears` tells whether it may be another when something else is told of a
        statement: where no change since bears on it, it stays."""
        mark = self._mark(of)
        kept = self._kept.get(key)
        if kept is not None and kept.mark != mark and bears is not None and self._stays(kept, mark, bears):
            kept = replace(kept, mark=mark, changes=len(self.stand.changes))
            self._keep(key, kept)
        if kept is not None and kept.mark == mark:
            return kept.value  # type: ignore[no-any-return]
        if here or self._small or self._counter.here or (kept is not None and kept.took < NOW):
            with self._counter.alone(key):
                kept = self._kept.get(key)
                if kept is None or kept.mark != mark:
                    kept = self._made(make, mark)
                    self._keep(key, kept)
                return kept.value  # type: ignore[no-any-return]
        done = self._counter.ask(key, lambda: self.fresh(lambda held: held.once(key, make, of, bears=bears)), kept)
        if kept is not None:
            self._own.stale = True
            return kept.value  # type: ignore[no-any-return]
        if not done.wait(patience):
            raise NotYet
        kept = self._kept.get(key)
        if kept is None:
            raise self._counter.failed(key) or NotYet()
        return kept.value  # type: ignore[no-any-return]

    def soon(self, key: object, make: Callable[[], T], of: str) -> T:
        """What `make` gives within some milliseconds, kept while it is asked for often; made anew while a build is under way."""
        mark = self._mark(of)
        held = self._soon.get(key)
        if held is not None and held[0] == mark and not self.building:
            return held[1]  # type: ignore[no-any-return]
        value = make()
        with self._lock:
            self._soon.pop(key, None)
            self._soon[key] = (mark, value)
            while len(self._soon) > MOST:
                self._soon.pop(next(iter(self._soon)))
        return value

    def _stays(self, kept: Kept, mark: tuple[int, ...], bears: Callable[[Any, Statement], bool]) -> bool:
        """True where nothing was built since, and no change bears on it."""
        if kept.mark[:1] != mark[:1] or self.building or not self.stand.base.last_day:
            return False  # where no document is dated, the last day of the record hangs on what is told
        for number in range(kept.changes, len(self.stand.changes)):
            said = self._around(mark[0], number)
            if said is None or any(bears(kept.value, one) for one in said):
                return False
        return True

    def _around(self, record: int, number: int) -> list[Statement] | None:
        """What may be told otherwise since a change; None where that is very much."""
        if (record, number) not in self._reached:
            ids = near.around(self.store.db, self.stand.changes[number])
            known = near.ById(self.store.db)
            known.ahead(ids if len(ids) <= FAR else ())
            self._reached[record, number] = [known[key] for key in ids if key in known] if len(ids) <= FAR else None
        return self._reached[record, number]

    def _made(self, make: Callable[[], Any], mark: tuple[int, ...]) -> Kept:
        """What is made of a record from before the last decision is of no moment: it is made again when it is asked for."""
        before, self._own.stale = self.stale, False
        kept = Kept.made(make, mark, len(self.stand.changes))
        if self.stale:
            return replace(kept, mark=())
        self._own.stale = before
        return kept

    def _keep(self, key: object, kept: Kept) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = kept
            while len(self._kept) > MOST:
                self._kept.pop(next(iter(self._kept)))

    def fresh(self, run: Callable[[Held], T]) -> T:
        """Run something on the dossier as it stands now, in this thread."""
        self._own.stand, self._own.stale, self._own.made = self._now(), False, {}
        return run(self)

    def _mine(self, name: str, make: Callable[[], T]) -> T:
        """Something of this page alone."""
        made: dict[str, Any] = self._own.made
        if name not in made:
            made[name] = make()
        return made[name]  # type: ignore[no-any-return]

    def _mark(self, of: str) -> tuple[int, ...]:
        now = self.stand
        return {"all": (now.record, now.said, now.found), "statements": (now.record, now.said), "record": (now.record,)}[of]

    def _now(self) -> Stand:
        """How it stands, looked at anew where somebody has written since."""
        with self._lock:
            if self._watch is None or self._stand is None:
                return self._begin()
            seen = int(next(self._watch.rows("PRAGMA data_version"))[0])
            if seen != self._seen or 0 < self._again < time.monotonic():
                building = progress.running(self._watch) is not None
                self._stand = stand.after(self._watch, self._stand, building)
                # What was built must be seen though the build was killed and writes no more.
                self._seen, self._again = seen, time.monotonic() + AGAIN if building else 0.0
            return self._stand

    def _begin(self) -> Stand:
        self._watch = self._watch or self._opened_for_reading()
        self._seen = int(next(self._watch.rows("PRAGMA data_version"))[0])
        self._small = int(next(self._watch.rows("SELECT count(*) FROM statements"))[0]) <= self._most
        self._stand = stand.first(self._watch)
        if not self._small:
            for number, one in enumerate(self._warm):
                self._counter.ask(("warm", number), partial(self.fresh, one), None)
        return self._stand

    def _record(self) -> Loaded:
        """The record as this page's dossier stands."""
        now = self.stand
        found = self._loaded
        if found is not None and found.stand is now:
            return found
        if self._small or self._counter.here:
            with self._counter.alone("record"):
                found = self._loaded
                if found is None or found.stand.record != now.record:
                    self._loaded = found = self._load(now)
                elif found.stand is not now:
                    self._loaded = found = found.after(self.store, now)
                return found
        # After a decision it takes a tenth of a second, and what is made of an older one is made again for every page.
        older = found if found is not None and found.stand.record != now.record else None
        self._counter.ask("record", lambda: self.fresh(lambda held: held.desk), older)
        if found is not None:
            self._own.stale = True
            return found
        raise NotYet

    def _load(self, now: Stand) -> Loaded:
        return Loaded.of(self.store, now, lambda: self.documents, self._small, self._counter.way)

    def _opened_for_reading(self) -> Dossier:
        made = Dossier.open(self.path, readonly=True, any_thread=True)
        made.db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")  # of each thread; the system keeps the file at hand for all
        self._open.append(made)
        return made

    def _opened(self, run: Callable[[Dossier], T]) -> T:
        with Dossier.open(self.path) as store:
            return run(store)
