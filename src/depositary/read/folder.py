"""The files of a folder in name order, with what `sources.csv` and `columns.yml` say of them.

No link is followed out of the folder, nothing but regular files is opened, and every file that is not read is
named with its reason. Not read and not named: hidden files, the sidecars themselves, YAML, dossiers, and a
README that no `sources.csv` lists.
"""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from depositary.model.errors import BadArgument, BadData, UnreadableSource
from depositary.model.tables import plain_yaml
from depositary.read.columns import FILE as COLUMNS
from depositary.read.columns import files
from depositary.read.encoding import decode
from depositary.read.metadata import known, period
from depositary.read.registry import (
    Skipped,
    Source,
    by_suffix,
    check_size,
    read_bytes,
    reader_for,
    unreadable,
)

SOURCES = "sources.csv"
_SILENT_SUFFIXES = (".yml", ".yaml", ".dossier", ".dossier-wal", ".dossier-shm", ".dossier-journal")
_MOST_FOLDERS = 100_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass
class _Folder:
    """One folder with its sidecars. `listed` is by the name below the root."""

    prefix: str
    listed: Mapping[str, dict[str, str]] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)


def walk(folder: Path, *, deep: bool = True) -> Iterator[Source | Skipped]:
    """Every file below `folder` by name, as a source still to be loaded or with the reason why not; with `deep` false
    only the files of the folder itself.

    Raises BadArgument when there is no such folder.
    """
    if not folder.is_dir():
        raise BadArgument(f"{folder} is no folder", "Give the folder that holds the documents")
    root = folder.resolve()
    found: dict[str, Source | Skipped] = {}
    listed: dict[str, dict[str, str]] = {}
    tables: set[str] = set()
    for prefix, entries, problems in islice(_folders(root), None if deep else 1):
        found.update((item.name, item) for item in problems)
        home = _sidecars(root, prefix, entries, found)
        listed.update(home.listed)
        for entry in entries:
            name = prefix + printable(entry.name)
            if not _is_silent(entry.name, name in listed):
                found[name] = _source(entry, name, root, home.columns)
        tables.update(prefix + name for name in files(home.columns))
    for name in (tables | listed.keys()) - found.keys():
        told = f"{SOURCES} lists it" if name in listed else f"{COLUMNS} describes it"
        found[name] = Skipped(
            name, f"{told}, but it is not in the folder", "Mend the name, or take out the line"
        )
    for name in sorted(found):
        item = found[name]
        yield (
            item
            if isinstance(item, Skipped)
            else Source(item.name, item.path, listed.get(name, {}), item.columns)
        )


def printable(name: str) -> str:
    """A file name that can be shown and stored: bytes that are no UTF-8, and control characters, as
    `\\xNN`."""
    shown = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda char: f"\\x{ord(char.group()):02x}", shown)


def _folders(root: Path) -> Iterator[tuple[str, list[os.DirEntry[str]], list[Skipped]]]:
    """Prefix, files and what is wrong, for each folder; parents first, so that a nearer sources.csv wins."""
    waiting: list[tuple[str, str]] = [("", str(root))]
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return
        prefix, path = waiting.pop()
        try:
            with os.scandir(path) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            reason = unreadable(error)
            yield prefix, [], [Skipped(prefix.rstrip("/") or ".", f"folder: {reason.what}", reason.todo)]
            continue
        inner = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        waiting += [
            (f"{prefix}{printable(one.name)}/", one.path)
            for one in reversed(inner)
            if not one.name.startswith(".")
        ]
        yield prefix, [entry for entry in entries if entry not in inner], []


def _is_silent(name: str, listed: bool) -> bool:
    lower = name.lower()
    if lower.startswith((".", "~$")) or lower in (SOURCES, COLUMNS) or lower.endswith(_SILENT_SUFFIXES):
        return True
    return lower.split(".")[0] == "readme" and not listed


def _source(entry: os.DirEntry[str], name: str, root: Path, columns: Mapping[str, Any]) -> Source | Skipped:
    try:
        path = _target(entry, root)
        source = Source(name, path, {}, columns)
        reader_for(source)
        info = os.stat(path, follow_symlinks=False)
        if not stat.S_ISREG(info.st_mode):
            raise UnreadableSource("it is no regular file (a pipe, socket or device)", "Leave it out")
        check_size(info.st_size)
    except UnreadableSource as error:
        return Skipped(name, error.what, error.todo)
    except OSError as error:
        reason = unreadable(error)
        return Skipped(name, reason.what, reason.todo)
    return source


def _target(entry: os.DirEntry[str], root: Path) -> Path:
    """The file itself, also behind a link that stays in the folder. Raises UnreadableSource for any other
    link."""
    if not entry.is_symlink():
        return Path(entry.path)
    try:
        path = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise UnreadableSource("it is a link to nothing", "Put the file itself in the folder") from error
    if not path.is_relative_to(root):
        raise UnreadableSource(
            "it is a link that leads out of the folder", "Put the file itself in the folder"
        )
    if path.is_dir():
        raise UnreadableSource("it is a link to a folder", "The files there are read where they stand")
    return path


def _sidecars(
    root: Path, prefix: str, entries: list[os.DirEntry[str]], found: dict[str, Source | Skipped]
) -> _Folder:
    """What stands beside the files; a sidecar that does not fit is reported and the files are read without
    it."""
    home = _Folder(prefix)
    for entry in entries:
        name = prefix + entry.name
        if entry.name not in (SOURCES, COLUMNS):
            continue
        try:
            path = _target(entry, root)
            if entry.name == SOURCES:
                home.listed = _listed(read_bytes(path), prefix, found)
            else:
                home.columns = _columns(path)
        except (UnreadableSource, BadData) as error:
            what = error.what.replace(str(path), entry.name) if isinstance(error, BadData) else error.what
            found[name] = Skipped(name, what, error.todo)
    return home


def _listed(data: bytes, prefix: str, found: dict[str, Source | Skipped]) -> dict[str, dict[str, str]]:
    """Lines of a sources.csv by file name. A date that cannot be read is reported and left out."""
    try:
        rows = list(csv.reader(decode(data).splitlines(keepends=True)))
    except csv.Error as error:
        raise BadData(f"{SOURCES} is no CSV: {error}", "Mend the file") from error
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if "file" not in header:
        raise BadData(
            f"{SOURCES} has no column 'file'",
            "Its first line names the columns: file,title,publisher,published,...",
        )
    listed: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: cell.strip() for key, cell in zip(header, row, strict=False) if cell.strip()}
        if not (file := cells.pop("file", "")):
            continue
        meta = known(cells)
        if "published" in meta and period(meta["published"]) is None:
            place = f"{prefix}{SOURCES}#row={number}"
            found[place] = Skipped(
                place, f"{meta.pop('published')!r} is no date", "Write it as 2025-01-17, 2025-01 or 2025"
            )
        listed[prefix + file.replace("\\", "/").removeprefix("./")] = meta
    return listed


def _columns(path: Path) -> Mapping[str, Any]:
    check_size(path.stat().st_size)
    found = plain_yaml(decode(path.read_bytes()))
    if not isinstance(found, dict):
        raise BadData(f"{COLUMNS} is no mapping", "Write lines like 'text: Body' and 'title: Headline'")
    return found


def known_suffixes() -> tuple[str, ...]:
    """Suffixes that have a reader, sorted."""
    return tuple(sorted(by_suffix()))
