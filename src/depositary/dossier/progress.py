"""How far a build has come, kept in its row of `builds` until it ends, so that who reads the dossier can show it."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from depositary.dossier import rows
from depositary.dossier.store import Dossier

# Seconds between two notes: each is a write.
EVERY = 0.5
# A build on another machine that told nothing for so long is taken for ended; on this one its process is looked for.
SILENT = timedelta(minutes=10)

Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a build is doing (`reading`, `checking`), how many are done and of how many, and when it told so."""

    build: int
    stage: str
    done: int
    of: int
    started: str
    at: str


def noting(store: Dossier, number: int, told: Told | None = None) -> Told:
    """A progress that is kept with the build of this number, now and then and at each new stage, and passed on to `told`."""
    last, stage = 0.0, ""

    def note(what: str, done: int, of: int) -> None:
        nonlocal last, stage
        now = time.monotonic()
        if what != stage or now - last >= EVERY or done == of:
            last, stage = now, what
            _keep(store, number, what, done, of)
        if told is not None:
            told(what, done, of)

    _keep(store, number, "starting", 0, 0)
    return note


def _keep(store: Dossier, number: int, stage: str, done: int, of: int) -> None:
    body = {"stage": stage, "done": done, "of": of, "at": datetime.now(UTC).isoformat(timespec="milliseconds"), **_maker()}
    with store.transaction() as db:
        rows.update(db, "builds", str(number), {"report": json.dumps(body, sort_keys=True)})


def _maker() -> dict[str, object]:
    return {"pid": os.getpid(), "host": socket.gethostname()}


def running(store: Dossier) -> Progress | None:
    """The build that is under way, None where there is none; one that was killed is none."""
    for row in store.rows("SELECT id, started, finished, report FROM builds ORDER BY id DESC LIMIT 1"):
        body = json.loads(row["report"])
        if row["finished"] is None and "stage" in body and _lives(body):
            return Progress(row["id"], body["stage"], body["done"], body["of"], row["started"], body["at"])
    return None


def _lives(body: dict[str, object]) -> bool:
    if body.get("host") == socket.gethostname():
        return _is_process(int(str(body.get("pid"))))
    return datetime.now(UTC) - datetime.fromisoformat(str(body["at"])) < SILENT


def _is_process(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is there and belongs to somebody else
    return not _is_dead(number)


def _is_dead(number: int) -> bool:
    """True for a process that has ended and that its parent has not asked about yet."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False


def plain(told: Progress) -> dict[str, object]:
    """As plain values, for a reader that is a program."""
    return asdict(told)
