"""Opening the file: is it a dossier, of which version, and how it is brought to the present one.

`application_id` (bytes 68 to 71 of the file) tells a dossier from any other SQLite file, `user_version` its
schema. A change of the schema is one more entry in MIGRATIONS; entries that were released are never edited.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from depositary.dossier import indexes
from depositary.model.errors import BadArgument, DossierError, NewerDossier, NotADossier

APPLICATION_ID = int.from_bytes(b"Depo", "big")
BUSY_MS = 10_000
# Pages at hand for each process. Ids are spread evenly, so every document touches pages all over the file, and the system
# holds the file anyway: in a dossier of 484 MB neither writing nor reconciling took more processor time with 8 MB than with 32.
CACHE_KIB = 8_000
CHECKPOINT_PAGES = 4_000
MAGIC = b"SQLite format 3\0"

Step = Callable[[sqlite3.Connection], None]


def script(db: sqlite3.Connection, text: str) -> None:
    """Run several statements inside the transaction that is open (`executescript` would commit it first)."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def _first(db: sqlite3.Connection) -> None:
    script(db, indexes.SCHEMA.read_text(encoding="utf-8"))


# MIGRATIONS[n] takes a file of version n to n + 1.
MIGRATIONS: Sequence[Step] = (_first,)
VERSION = len(MIGRATIONS)


def connect(path: Path, *, create: bool = False, readonly: bool = False, any_thread: bool = False) -> sqlite3.Connection:
    """A connection to a dossier of the present version, made or migrated when needed.

    A file that may not be written is opened for reading. Raises BadArgument (no such file), NotADossier,
    NewerDossier, DossierError (damaged, locked, not writable).
    """
    if not create:
        _look(path)
        readonly = readonly or not os.access(path, os.W_OK)
    with explained(path):
        db = _open(path, readonly, any_thread)
        try:
            _check(db, path, create, readonly)
            if not readonly:
                migrate(db)
                indexes.ensure(db)
        except BaseException:
            db.close()
            raise
    return db


def migrate(db: sqlite3.Connection, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Bring the file to the version of the last step, each step in one transaction."""
    for number in range(_pragma(db, "user_version"), len(steps)):
        db.execute("BEGIN IMMEDIATE")
        try:
            if _pragma(db, "user_version") == number:  # another process may have been quicker
                steps[number](db)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {number + 1}")
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def is_blank(path: Path) -> bool:
    """True when nothing is there yet: no file, an empty one, or what a kill leaves in the moment of creating."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(100)
    # Schema cookie, user_version, application_id.
    return head.startswith(MAGIC) and not any(head[40:44] + head[60:64] + head[68:72])


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn what SQLite says of the file into errors that say what to do next."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a fault of the program, not of the file
    except sqlite3.DatabaseError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise DossierError(
                f"{path} is in use by another process", "Wait until that ends and run again"
            ) from error
        if "readonly" in said or "unable to open" in said:
            raise DossierError(f"{path} cannot be written", "Check the folder and its permissions") from error
        if "full" in said:
            raise DossierError(f"no room left to write {path}", "Free some space and run again") from error
        if "not a database" in said:
            raise NotADossier(
                f"{path} is not a dossier", "Give a file that `depositary build` wrote"
            ) from error
        if "malformed" in said or "disk I/O" in said:
            raise _damaged(path, said) from error
        raise


def _damaged(path: Path | str, why: str) -> DossierError:
    return DossierError(
        f"{path} is damaged ({why})", "Take it from a backup, or delete it and build it again"
    )


def _look(path: Path) -> None:
    """Judge the file by its first bytes, before SQLite does anything to it."""
    if not path.is_file():
        raise BadArgument(f"there is no dossier {path}", "Make one: depositary build FOLDER -o NAME.dossier")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise DossierError(f"{path} cannot be read ({error.strerror})", "Check its permissions") from error
    if len(head) < 100 or not head.startswith(MAGIC):
        raise NotADossier(f"{path} is not a dossier", "Give a file that `depositary build` wrote")
    size = int.from_bytes(head[16:18], "big")
    expected = (65_536 if size == 1 else size) * int.from_bytes(head[28:32], "big")
    # With a write-ahead log beside it the file may rightly be shorter than its header says.
    if path.stat().st_size < expected and not _beside(path, "-wal").exists():
        raise _damaged(path, f"{path.stat().st_size} of {expected} bytes are left")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _open(path: Path, readonly: bool, any_thread: bool = False) -> sqlite3.Connection:
    folder = os.access(path.resolve().parent, os.W_OK)
    mode = "rwc"
    if readonly:
        # Where possible as a writer that does not write: a mere reader leaves the write-ahead log lying about.
        mode = "rw" if folder and os.access(path, os.W_OK) else "ro"
        if not folder and not _beside(path, "-wal").exists():
            mode = "ro&immutable=1"  # no room for the files that a shared reading needs
    address = f"{path.resolve().as_uri()}?mode={mode}"
    db = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=not any_thread)
    db.row_factory = sqlite3.Row
    db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    if readonly:
        db.execute("PRAGMA query_only = ON")
    return db


def _check(db: sqlite3.Connection, path: Path, create: bool, readonly: bool) -> None:
    application, version = _pragma(db, "application_id"), _pragma(db, "user_version")
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    fresh = (application, version, tables) == (0, 0, 0)
    if application != APPLICATION_ID and not (fresh and create):
        raise NotADossier(
            f"{path} is a database, but not a dossier", "Give a file that `depositary build` wrote"
        )
    if version > VERSION:
        raise NewerDossier(
            f"{path} was written by a later version (schema {version}, known {VERSION})", "Update depositary"
        )
    if readonly and version < VERSION:
        raise DossierError(f"{path} is of an earlier version", "Open it once where it can be written")
    if not readonly:
        db.execute("PRAGMA journal_mode = WAL")
    # In WAL mode a crash of the machine may lose the last transactions, never the file: enough, as a build
    # resumes.
    db.execute("PRAGMA synchronous = NORMAL")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])
