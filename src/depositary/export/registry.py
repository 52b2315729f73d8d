"""The registry of export formats.

A format is a function `write(dossier, target, **options)` filed with `@export("name", suffix=".x")`. It
writes nouns as they come, so that a large dossier does not have to fit in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import IO, Any

from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument
from depositary.model.registry import Registry

Write = Callable[..., None]


@dataclass(frozen=True)
class Format:
    """A filed format. `binary` tells whether its target takes bytes; `folder` that it may also be given the path of a folder,
    for a file each of what it writes, `only_folder` that it takes nothing else. `speaks` names the standard with its version;
    `extra` is the optional package that it needs."""

    name: str
    suffix: str
    binary: bool
    write: Write
    folder: bool = False
    only_folder: bool = False
    speaks: str = ""
    extra: str = ""

    @property
    def options(self) -> frozenset[str]:
        """What may be asked of it besides the dossier and the target."""
        return frozenset(list(signature(self.write).parameters)[2:])

    def open(self, path: Path) -> IO[Any]:
        """A file to write this format to."""
        return path.open("wb") if self.binary else path.open("w", encoding="utf-8", newline="")


# The static site is made of the pages of the workbench, which stand above this floor.
EXPORTS: Registry[Format] = Registry("export", "depositary.export", beyond=("depositary.web.site",))


def export(
    name: str, *, suffix: str = "", binary: bool = False, folder: bool = False, only_folder: bool = False,
    speaks: str = "", extra: str = "",
) -> Callable[[Write], Write]:  # fmt: skip
    """File a function as the writer of a format; the fields are those of Format."""

    def keep(write: Write) -> Write:
        made = Format(name, suffix, binary, write, folder or only_folder, only_folder, speaks, extra)
        EXPORTS.register(name)(made)
        return write

    return keep


def write(dossier: Dossier, name: str, target: Any, **options: Any) -> None:
    """Write a dossier in a format to an open file or a path. Raises UnknownName, which lists the formats, BadArgument where the
    format is a folder of files and the target is none, MissingExtra."""
    found = EXPORTS.get(name)
    whole = isinstance(target, (str, Path)) and is_folder(Path(target))
    if found.only_folder and not whole:
        raise BadArgument(f"{name} is a folder of files", "Name a folder, without suffix: -o FOLDER")
    if found.folder and whole:
        found.write(dossier, Path(target), **options)
    elif isinstance(target, (str, Path)):
        _replace(dossier, found, Path(target), **options)
    else:
        found.write(dossier, target, **options)


def _replace(dossier: Dossier, found: Format, path: Path, **options: Any) -> None:
    """Write a file whole or not at all: what stood there before stays where the format cannot be written."""
    if path.exists() and not path.is_file():  # a pipe or device is written as it comes
        with found.open(path) as file:
            found.write(dossier, file, **options)
        return
    beside = path.with_name(f".{path.name}.part")
    try:
        with found.open(beside) as file:
            found.write(dossier, file, **options)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def is_folder(path: Path) -> bool:
    """True for a folder that is there, and for a name without suffix that is not there yet."""
    return path.is_dir() or (not path.exists() and not path.suffix)
