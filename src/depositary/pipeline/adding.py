"""The files that a person names to be added, with what stands beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from depositary.model.errors import BadArgument
from depositary.read.folder import printable, walk
from depositary.read.registry import Skipped, Source

Found = list[Source | Skipped]


def asked_for(files: Iterable[Path]) -> tuple[Found, list[Source]]:
    """What is asked for, by name, and the other files of the same folders.

    A file is named by its own name, those of a folder by their path below it, and a `sources.csv` beside them counts.
    Raises BadArgument when there is no such file, or when two would have one name.
    """
    folders, single = _sorted_out(files)
    found = [item for folder in folders for item in walk(folder)]
    beside: list[Source] = []
    for parent, names in single.items():
        listed = {item.name: item for item in walk(parent, deep=False)}
        found += [listed.pop(name) if name in listed else _silent(name) for name in sorted(names)]
        beside += [item for item in listed.values() if isinstance(item, Source)]
    return sorted(_told_apart(found), key=lambda item: item.name), beside


def _sorted_out(files: Iterable[Path]) -> tuple[Sequence[Path], dict[Path, set[str]]]:
    folders: list[Path] = []
    single: dict[Path, set[str]] = defaultdict(set)
    for file in files:
        if not file.exists() and not file.is_symlink():
            raise BadArgument(f"there is no file {file}", "Check the path")
        if file.is_dir():
            folders.append(file)
        else:
            single[file.parent].add(printable(file.name))
    return folders, single


def _silent(name: str) -> Skipped:
    return Skipped(
        name, "files of this name are not read", "Rename it; hidden files, READMEs and YAML are left out"
    )


def _told_apart(found: Found) -> Iterator[Source | Skipped]:
    held: dict[str, Path | None] = {}
    for item in found:
        path = item.path if isinstance(item, Source) else None
        if item.name in held:
            if held[item.name] == path:
                continue
            raise BadArgument(
                f"two files would both be {item.name}", "Add them one folder at a time, or rename one"
            )
        held[item.name] = path
        yield item
