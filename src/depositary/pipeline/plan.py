"""Which files to read: those that are new or changed, or that a better program would read differently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import depositary
from depositary.dossier.store import Dossier
from depositary.model.errors import UnreadableSource
from depositary.read.registry import Skipped, Source

# Reading again ends by itself; a store with a fault must not make a build run for ever.
MOST_ROUNDS = 5
# Rooms that show the record do not change what is in it.
_SHOWING = ("views", "cli", "export", "evaluate", "web", "mcp")


@dataclass(frozen=True)
class Plan:
    """The files to read, those to leave and those to forget."""

    read: Sequence[Source] = ()
    skipped: Sequence[Skipped] = ()
    unchanged: int = 0
    gone: Sequence[str] = field(default_factory=tuple)


def plan(dossier: Dossier, found: Sequence[Source | Skipped], version: str, *, whole: bool) -> Plan:
    """Compare the folder with what the dossier holds. Unchanged means: same bytes, same sidecar, same program and case."""
    held = dossier.sources()
    read: list[Source] = []
    unchanged = 0
    for item in found:
        if isinstance(item, Skipped):
            continue
        before = held.get(item.name)
        if (
            before is not None
            and before.version == version_for(item, version)
            and before.sha256 == _sha256(item)
        ):
            unchanged += 1
        else:
            read.append(item)
    names = {item.name for item in found}
    gone = sorted(dossier.files() - names) if whole else []
    return Plan(read, [item for item in found if isinstance(item, Skipped)], unchanged, gone)


def _sha256(source: Source) -> str:
    try:
        return hashlib.sha256(source.loaded().content).hexdigest()
    except UnreadableSource:
        return ""


def version_for(source: Source, version: str) -> str:
    """The program's digest with what the sidecar says: a new line in `sources.csv` is a change of the file."""
    said = repr((sorted(source.meta.items()), sorted(source.columns.items(), key=str)))
    return hashlib.sha256(f"{version}|{said}".encode()).hexdigest()[:16]


def rounds(dossier: Dossier, plan: Plan, found: Sequence[Source | Skipped]) -> Iterator[Sequence[Source]]:
    """What to read, then what lost its note by it: an equal record that named a document went, so another must name it."""
    yield plan.read
    sources = [item for item in found if isinstance(item, Source)]
    for _ in range(MOST_ROUNDS):
        noted = dossier.sources()
        again = [item for item in sources if item.name not in noted]
        if not again:
            return
        yield again


@cache
def program_digest(case: str, layers: bool) -> str:
    """16 digits over the code and data of the package and the case: when they change, documents are read anew."""
    digest = hashlib.sha256(f"{depositary.__version__}|{layers}".encode())
    roots = [Path(depositary.__file__).parent, *([Path(case)] if case else [])]
    for root in roots:
        for path in sorted(root.rglob("*")):
            rooms = path.relative_to(root).parts[0]
            if path.suffix in (".py", ".yml", ".tsv") and rooms not in (
                "views",
                "cli",
                "export",
                "evaluate",
                "web",
                "mcp",
            ):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
