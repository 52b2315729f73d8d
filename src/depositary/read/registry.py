"""What a reader takes and gives, and the registry of readers.

A reader is a function of a `Source` that yields `Raw` records, one per document, filed with
`@reader("x", suffixes=(".x",))`. It raises UnreadableSource when nothing can be read, and yields a `Skipped`
for one record among many that cannot. Readers see one file and never another; they touch neither disk nor
network.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from depositary.model.errors import TooLarge, UnreadableSource
from depositary.model.registry import Registry
from depositary.model.settings import settings

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. `name` is its path below the folder, with suffix; `meta` is what `sources.csv` says
    of it and `columns` the mapping of a `columns.yml` beside it. `data` is None until `loaded` has read the
    bytes."""

    name: str
    path: Path | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Any] = field(default_factory=dict)
    data: bytes | None = field(default=None, repr=False)

    @property
    def content(self) -> bytes:
        """The bytes of the file; empty before `loaded`."""
        return self.data or b""

    @property
    def suffix(self) -> str:
        """The last suffix in lower case, with its dot."""
        return os.path.splitext(self.name)[1].lower()

    def loaded(self) -> Source:
        """The same source with its bytes. Raises UnreadableSource when the file is gone, closed to us or
        too large."""
        if self.data is not None or self.path is None:
            return self
        return replace(self, data=read_bytes(self.path))


@dataclass(frozen=True, slots=True)
class Raw:
    """One record as a reader found it. `raw` are the bytes that its id comes from; `meta` may hold title,
    published, publisher, kind, lang, url, author, grade; `pages` the offsets at which pages start; `suffix`
    the place inside the file, as `#row=12`."""

    raw: bytes
    text: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or record that was not read: why, in words, and what can be done about it."""

    name: str
    reason: str
    detail: str = ""


Read = Callable[[Source], Iterable[Raw | Skipped]]
Accepts = Callable[[bytes], bool]


@dataclass(frozen=True)
class Reader:
    """A filed reader. `made_by` goes into `Document.reader`. Where several readers claim a suffix, one with `accepts` takes
    the files of which that is true; the others go to the one without."""

    name: str
    suffixes: tuple[str, ...]
    version: int
    run: Read
    accepts: Accepts | None = None

    @property
    def made_by(self) -> str:
        """Name and version, as `txt/1`."""
        return f"{self.name}/{self.version}"


READERS: Registry[Reader] = Registry("reader", "depositary.read")


def reader(
    name: str, *, suffixes: tuple[str, ...], version: int = 1, accepts: Accepts | None = None
) -> Callable[[Read], Read]:
    """File a function as the reader of these suffixes. `version` goes up when the same bytes give another
    text; `accepts` tells by its bytes whether a file is of this format, where others share the suffix."""

    def keep(run: Read) -> Read:
        READERS.register(name)(Reader(name, suffixes, version, run, accepts))
        return run

    return keep


def by_suffix() -> dict[str, list[Reader]]:
    """Readers by suffix: first those that look at the bytes, then by name."""
    found: dict[str, list[Reader]] = {}
    for _, item in READERS.items():
        for suffix in item.suffixes:
            found.setdefault(suffix, []).append(item)
    return {suffix: sorted(items, key=lambda one: one.accepts is None) for suffix, items in found.items()}


def reader_for(source: Source) -> Reader:
    """The reader of a source; where its bytes are not loaded yet, the one that takes what no other claims. Raises
    UnreadableSource that lists the suffixes known."""
    known = by_suffix()
    if source.suffix in known:
        items = known[source.suffix]
        return next((one for one in items if one.accepts is None or one.accepts(source.content)), items[-1])
    what = (
        f"no reader for {source.suffix}" if source.suffix else "the name has no suffix that tells the format"
    )
    raise UnreadableSource(what, f"Known: {' '.join(sorted(known))}")


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, never more than the limit. Raises UnreadableSource with a reason."""
    limit = settings().max_file_mb * MB
    try:
        # A link put in place after the walk is not followed; a pipe does not block.
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NOFOLLOW", 0)
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(os.open(path, flags), "rb") as file:
            check_size(os.fstat(file.fileno()).st_size)
            data = file.read(limit + 1)
    except OSError as error:
        raise unreadable(error) from error
    check_size(len(data))
    return data


def check_size(size: int) -> None:
    """Raises TooLarge when a file of so many bytes is over the limit."""
    limit = settings().max_file_mb
    if size > limit * MB:
        raise TooLarge(
            f"the file has {size / MB:,.0f} MB, the limit is {limit} MB",
            "Split it, or set DEPOSITARY_MAX_FILE_MB higher",
        )


def unreadable(error: OSError) -> UnreadableSource:
    """The reason a person understands for an error of the file system."""
    known = {
        errno.ENOENT: (
            "the file vanished while the folder was read",
            "Run the build again when the folder is at rest",
        ),
        errno.EACCES: ("no permission to read the file", "Change its permissions (chmod u+r)"),
        errno.EPERM: ("no permission to read the file", "Change its permissions (chmod u+r)"),
        errno.EISDIR: ("it is a folder, not a file", "Rename it or leave it out"),
        errno.ELOOP: ("it became a link while the folder was read", "Put the file itself in the folder"),
        errno.ENAMETOOLONG: (
            "the path is too long for this system",
            "Move it higher up or shorten the names",
        ),
    }
    fallback = (f"the system could not read it ({error.strerror})", "Check the disk and the path")
    return UnreadableSource(*known.get(error.errno or 0, fallback))
