"""The reduce: what needs more than one document. Groups of statements whose members did not change are left alone."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import overload

from depositary.dossier.lazy import Documents, Statements
from depositary.dossier.store import Dossier
from depositary.model import codec
from depositary.model.case import Case
from depositary.model.nouns import Finding, Statement
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.pipeline.deriving import derive
from depositary.pipeline.reading import Progress

Places = dict[str, "array[int]"]


def reduce(dossier: Dossier, case: Case | None, progress: Progress | None = None, version: str = "") -> None:
    """Run the checks of floor 4 over the groups that changed: reconcile, then network, then treaty.

    `version` names the program and the case: with another one every group is computed again.
    """
    told = progress or (lambda *_: None)
    derive(dossier, case)
    checks = [check for room in CHECKS.values() for _, check in room.items()]
    record = Record(Documents(dossier.db), (), {one.id: one for one in dossier.entities()}, (), case)
    held = Statements(dossier.db)
    grouped = group(checks, held, record)
    for number, check in enumerate(checks):
        told("checking", number, len(checks))
        record = replace(record, findings=Findings(dossier))
        groups = [Group(key, Picked(held, at), record) for key, at in sorted(grouped[check.name].items())]
        stamp = f"{version}|{record.last_day}" if check.ends else version
        dossier.replace_findings(
            check.name, {one.key: (fingerprint(one, stamp), _lazy(check, one)) for one in groups}
        )
    told("checking", len(checks), len(checks))
    dossier.settle()


def group(checks: Iterable[Check], statements: Iterable[Statement], record: Record) -> dict[str, Places]:
    """Places of statements by check and key, in one pass: of a statement no more than its place stays in memory."""
    found: dict[str, Places] = {check.name: defaultdict(lambda: array("q")) for check in checks}
    for place, item in enumerate(statements):
        for check in checks:
            for key in set(check.keys(item, record)):
                found[check.name][key].append(place)
    return found


def _lazy(check: Check, group: Group) -> Iterator[Finding]:
    """Findings of a group, computed when the store asks for them: it does so for changed groups only."""
    yield from check.run(replace(group, statements=list(group.statements)))


class Picked(Sequence[Statement]):
    """Some statements of the record in its order, which is that of the export, loaded at each pass."""

    def __init__(self, statements: Sequence[Statement], places: Sequence[int]) -> None:
        self._statements = statements
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Statement]:
        return (self._statements[place] for place in self._places)

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Statement]: ...
    def __getitem__(self, index: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(index, slice):
            return Picked(self._statements, self._places[index])
        return self._statements[self._places[index]]


def fingerprint(group: Group, version: str = "") -> str:
    """Changes with the program and the case, when a statement of the group changes, comes or goes, or when what a check
    may ask of its document or of the things it is about does."""
    digest = hashlib.sha256(version.encode())
    record = group.record
    for item in group.statements:
        document = record.documents[item.doc]
        digest.update(codec.dumps(item).encode())
        digest.update(
            f"{document.copy_of}|{document.publisher}|{document.published}|{document.written}".encode()
        )
        for about in item.about:
            thing = record.entities.get(about)
            digest.update((thing.name if thing else "").encode())
    return digest.hexdigest()[:16]


class Findings(Sequence[Finding]):
    """The findings made so far, loaded when a check asks for them: most do not, and there may be very many."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _held(self) -> tuple[Finding, ...]:
        return tuple(self._dossier.findings())

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | Sequence[Finding]:
        return self._held[index]
