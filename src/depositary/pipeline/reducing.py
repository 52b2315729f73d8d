"""The reduce: what needs more than one document. Groups of statements whose members did not change are left alone."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from depositary.dossier.lazy import Documents
from depositary.dossier.store import Dossier
from depositary.model import codec
from depositary.model.case import Case
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import CHECKS, Check, Group, Record
from depositary.pipeline.reading import Progress

Groups = dict[str, list[Statement]]


def reduce(
    dossier: Dossier, case: Case | None, progress: Progress | None = None, version: str = ""
) -> None:
    """Run the checks of floor 4 over the groups that changed: reconcile, then network, then treaty.

    `version` names the program and the case: with another one every group is computed again.
    """
    told = progress or (lambda *_: None)
    derive(dossier)
    checks = [check for room in CHECKS.values() for _, check in room.items()]
    record = Record(Documents(dossier.db), (), {one.id: one for one in dossier.entities()}, (), case)
    grouped = group(checks, dossier.statements(), record)
    for number, check in enumerate(checks):
        told("checking", number, len(checks))
        record = replace(record, findings=tuple(dossier.findings()))
        groups = [
            Group(key, record.sorted(held), record) for key, held in sorted(grouped[check.name].items())
        ]
        dossier.replace_findings(
            check.name, {one.key: (fingerprint(one, version), _lazy(check, one)) for one in groups}
        )
    told("checking", len(checks), len(checks))
    dossier.settle()


def group(checks: Iterable[Check], statements: Iterable[Statement], record: Record) -> dict[str, Groups]:
    """Statements by check and key, in one pass: only those that some check asks for stay in memory."""
    found: dict[str, Groups] = {check.name: defaultdict(list) for check in checks}
    for item in statements:
        for check in checks:
            for key in set(check.keys(item, record)):
                found[check.name][key].append(item)
    return found


def _lazy(check: Check, group: Group) -> Iterator[Finding]:
    """Findings of a group, computed when the store asks for them: it does so for changed groups only."""
    yield from check.run(group)


def fingerprint(group: Group, version: str = "") -> str:
    """Changes with the program and the case, when a statement of the group changes, comes or goes, or when what a check
    may ask of its document or of the things it is about does."""
    digest = hashlib.sha256(version.encode())
    record = group.record
    for item in group.statements:
        document = record.documents[item.doc]
        digest.update(codec.dumps(item).encode())
        digest.update(f"{document.copy_of}|{document.publisher}|{document.published}".encode())
        for about in item.about:
            thing = record.entities.get(about)
            digest.update((thing.name if thing else "").encode())
    return digest.hexdigest()[:16]


def derive(dossier: Dossier) -> None:
    """Fill the fields that need other documents: near-copies, so that a story printed five times is one voice."""
    from depositary.reconcile.copies import copy_of

    documents = [replace(item, copy_of=None) for item in dossier.documents()]
    found = copy_of(documents, Texts(Documents(dossier.db)))
    dossier.update_derived([replace(item, copy_of=found[item.id]) for item in documents if item.id in found])


class Texts(Mapping[str, str]):
    """Texts by document id, each loaded when asked for."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def __getitem__(self, key: str) -> str:
        return self._documents[key].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
