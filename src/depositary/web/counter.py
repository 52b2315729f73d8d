"""What takes long is counted in threads of their own, and not again and again: one counts what somebody waits for, one what
was counted before and is out of date."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from depositary.model.errors import DepositaryError

# Seconds that a page may itself spend on a count; what took longer is counted in the background.
NOW = 0.03
# After a count that took a second nothing is counted again for so many seconds: while it is counted every page takes twice as
# long, so that no more than one of ten does. What was never counted does not wait.
REST = 9.0
# Seconds that closing waits for each thread: who stops the workbench does not wait for a count that nobody will see.
LONGEST_WAIT = 1.0


# Seconds that a count beside pages waits for them at most, and then goes on for: it comes to an end though pages never do.
WAIT, TURN = 0.02, 0.002


class Way:
    """Lets what is counted again give way to pages: Python runs one thread at a time, and a page that has to ask for its turn
    after each of its rows would take several times as long."""

    def __init__(self) -> None:
        self._pages = 0
        self._lock = threading.Lock()
        self._free = threading.Event()
        self._free.set()
        self._yields: int | None = None
        self._until = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While a page is made."""
        with self._lock:
            self._pages += 1
            self._free.clear()
        try:
            yield
        finally:
            with self._lock:
                self._pages -= 1
                if not self._pages:
                    self._free.set()

    def yields(self) -> None:
        """This is the thread that gives way."""
        self._yields = threading.get_ident()

    def give(self) -> None:
        """Wait while pages are made, where this is the thread that gives way."""
        if self._pages and threading.get_ident() == self._yields and time.monotonic() > self._until:
            self._free.wait(WAIT)
            self._until = time.monotonic() + TURN


class NotYet(DepositaryError):
    """Something is being counted for the first time."""

    def __init__(self) -> None:
        what = "this is being counted for the first time since the workbench was started"
        super().__init__(what, "It comes by itself in a moment; the ledger, documents and conflicts are there already")


@dataclass(frozen=True)
class Kept:
    """A value, of what it was made, after how many changes, and the seconds that it took."""

    value: Any
    mark: tuple[int, ...]
    changes: int
    took: float

    @classmethod
    def made(cls, make: Callable[[], Any], mark: tuple[int, ...], changes: int) -> Kept:
        """Make it."""
        begun = time.monotonic()
        return cls(make(), mark, changes, time.monotonic() - begun)


@dataclass
class _Job:
    run: Callable[[], object]
    done: threading.Event
    again: bool


class Counter:
    """Runs what is asked for, each thing once however often it is asked for; begins its threads with the first."""

    def __init__(self) -> None:
        self.way = Way()
        self._jobs: dict[object, _Job] = {}
        self._rests_until = 0.0
        self._faults: dict[object, Exception] = {}
        self._locks: dict[object, threading.RLock] = defaultdict(threading.RLock)
        self._change = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._closed = False
        self._running = 0

    @property
    def here(self) -> bool:
        """True in a thread that counts."""
        return threading.current_thread() in self._threads

    @property
    def busy(self) -> bool:
        """True while something is to be counted."""
        return bool(self._jobs) or self._running > 0

    def failed(self, key: object) -> Exception | None:
        """What went wrong when this was counted the last time; told once."""
        return self._faults.pop(key, None)

    @contextmanager
    def alone(self, key: object) -> Iterator[None]:
        """No two threads make the same thing at once."""
        with self._change:
            lock = self._locks[key]
        with lock:
            yield

    def ask(self, key: object, run: Callable[[], object], kept: object | None) -> threading.Event:
        """Have it counted; what was counted before (`kept`) comes after all else. Returns what is set when it is done."""
        with self._change:
            if key not in self._jobs:
                self._jobs[key] = _Job(run, threading.Event(), kept is not None)
            if not self._threads and not self._closed:
                for again in (False, True):
                    self._threads.append(threading.Thread(target=self._work, args=(again,), name="count", daemon=True))
                    self._threads[-1].start()
            self._change.notify_all()
            return self._jobs[key].done

    def close(self) -> bool:
        """Count nothing more. Waits a moment for what is being counted; False where that goes on."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        for one in self._threads:
            one.join(LONGEST_WAIT)
        return not any(one.is_alive() for one in self._threads)

    def _work(self, again: bool) -> None:
        """Go on until closed, with what was counted before or with what was not."""
        if again:
            self.way.yields()
        while (found := self._next(again)) is not None:
            key, job = found
            begun = time.thread_time()
            try:
                job.run()
            except Exception as error:  # raised where it was asked for; this thread goes on for the others
                self._faults[key] = error
            worked = time.thread_time() - begun
            with self._change:
                if again:
                    self._rests_until = time.monotonic() + REST * worked
                self._running -= 1
            job.done.set()

    def _next(self, again: bool) -> tuple[object, _Job] | None:
        with self._change:
            while not self._closed:
                key = next((one for one, job in self._jobs.items() if job.again == again), None)
                wait = self._rests_until - time.monotonic() if again and key is not None else 0.0
                if key is not None and wait <= 0:
                    self._running += 1
                    return key, self._jobs.pop(key)
                self._change.wait(wait if key is not None else None)
        return None
