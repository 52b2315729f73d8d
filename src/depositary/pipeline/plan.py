"""Which files to read: those that are new or changed, or that a better program would read differently."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import depositary
from depositary.annotate import languages
from depositary.dossier.keep import source_of
from depositary.dossier.store import Dossier
from depositary.dossier.store import Source as Noted
from depositary.model.errors import UnreadableSource
from depositary.read.registry import Skipped, Source

# Reading again ends by itself; a store with a fault must not make a build run for ever.
MOST_ROUNDS = 5
# Rooms that show the record do not change what is in it, and what a model proposes is not read from files.
_SHOWING = ("views", "cli", "export", "evaluate", "web", "mcp", "propose")
_READING = (".py", ".yml", ".tsv", ".csv", ".json", ".jsonl")


@dataclass(frozen=True)
class Plan:
    """The files to read, those to leave and those to forget. `stale` are faults told before that are no more;
    `held` is what the dossier held when the plan was made."""

    read: Sequence[Source] = ()
    skipped: Sequence[Skipped] = ()
    unchanged: int = 0
    gone: Sequence[str] = ()
    stale: Sequence[str] = ()
    held: Mapping[str, Noted] = field(default_factory=dict)


def plan(dossier: Dossier, found: Sequence[Source | Skipped], version: str, *, whole: bool) -> Plan:
    """Compare the folder with what the dossier holds. Unchanged means: same bytes, same sidecar, same program and case.

    `whole` tells that `found` is all there is: what else the dossier holds is to be forgotten.
    """
    held = dossier.sources()
    read: list[Source] = []
    unchanged = 0
    for item in found:
        if isinstance(item, Skipped):
            continue
        if _unchanged(item, held.get(item.name), version):
            unchanged += 1
        else:
            read.append(item)
    skipped = [item for item in found if isinstance(item, Skipped)]
    names = {item.name for item in found}
    files = {source_of(name) for name in names}
    gone = sorted(dossier.files() - files) if whole else []
    told = {name for name, _, _ in dossier.skipped() if source_of(name) not in held} if whole else set()
    return Plan(read, skipped, unchanged, gone, sorted(told - names), held)


def _unchanged(source: Source, before: Noted | None, version: str) -> bool:
    if before is None or before.version != version_for(source, version):
        return False
    return before.sha256 == _sha256(source)


def _sha256(source: Source) -> str:
    try:
        return hashlib.sha256(source.loaded().content).hexdigest()
    except UnreadableSource:
        return ""


def version_for(source: Source, version: str) -> str:
    """The program's digest with what the sidecar says: a new line in `sources.csv` is a change of the file."""
    said = repr((sorted(source.meta.items()), sorted(source.columns.items(), key=str)))
    return hashlib.sha256(f"{version}|{said}".encode()).hexdigest()[:16]


def rounds(
    dossier: Dossier,
    plan: Plan,
    found: Sequence[Source | Skipped],
    beside: Sequence[Source] = (),
    version: str = "",
) -> Iterator[Sequence[Source]]:
    """What to read, then what lost its note by it: an equal record that named a document went, so another must name it.

    `beside` are files that stand in the folder but were not asked for: they are read only for that reason, and only
    if they are still as they were.
    """
    yield plan.read
    own = [item for item in found if isinstance(item, Source)]
    for _ in range(MOST_ROUNDS):
        noted = dossier.sources()
        again = [item for item in own if item.name not in noted]
        lost = [item for item in beside if item.name in plan.held and item.name not in noted]
        again += [item for item in lost if _unchanged(item, plan.held[item.name], version)]
        if not again:
            return
        yield again


@cache
def program_digest(case: str, layers: bool) -> str:
    """16 digits over the code and data of the package and the case, and what languages rest on: when they change, documents
    are read anew."""
    digest = hashlib.sha256(f"{depositary.__version__}|{layers}{languages.tools()}".encode())
    roots = [Path(depositary.__file__).parent, *([Path(case)] if case else [])]
    for root in roots:
        for path in sorted(root.rglob("*")):
            rooms = path.relative_to(root).parts[0]
            if path.suffix in _READING and rooms not in _SHOWING:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
