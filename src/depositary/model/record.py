"""The record as a check sees it: read-only, indexed, and cut into groups.

A check is filed with `@check(name, keys=...)`. `keys` says which groups a statement belongs to; the check is called
once per group and sees only that group. So a build after a change can leave alone every group whose statements did
not change, and gives the same bytes as a full build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from depositary.model.nouns import Document, Entity, Finding, Statement
from depositary.model.registry import Registry

if TYPE_CHECKING:
    from depositary.model.case import Case

Keys = Callable[[Statement, "Record"], Iterable[str]]


@dataclass(frozen=True)
class Record:
    """Documents, statements, entities and the findings made so far. `case` may be None."""

    documents: Mapping[str, Document]
    statements: Sequence[Statement]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    case: Case | None = None

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """Statements by id."""
        return {item.id: item for item in self.statements}

    @cached_property
    def by_document(self) -> dict[str, list[Statement]]:
        """Statements by document id, in text order."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for item in sorted(self.statements, key=lambda one: (one.start, one.end, one.id)):
            found[item.doc].append(item)
        return found

    @cached_property
    def copied(self) -> frozenset[str]:
        """Ids of the documents that others nearly repeat."""
        known = getattr(self.documents, "copied", None)
        if known is not None:
            return frozenset(known)
        return frozenset(one.copy_of for one in self.documents.values() if one.copy_of)

    @cached_property
    def agreements(self) -> tuple[Entity, ...]:
        """The agreements that the record knows, by name."""
        found = (one for one in self.entities.values() if one.schema == "Agreement")
        return tuple(sorted(found, key=lambda one: (one.name, one.id)))

    @cached_property
    def last_day(self) -> str:
        """The latest day on which a document is known to have been published, or written not before; "" when none is known."""
        known = getattr(self.documents, "last_day", None)
        if known is not None:
            return str(known)
        days = (period.start for one in self.documents.values() for period in (one.published or one.written,) if period)
        return max((day for day in days if day), default="")

    def document(self, statement: Statement) -> Document:
        """The document that a statement stands in."""
        return self.documents[statement.doc]

    def sorted(self, statements: Iterable[Statement]) -> list[Statement]:
        """In the order of the export: document name, start, end, kind, id."""
        return sorted(statements, key=lambda item: (item.doc_name, item.start, item.end, item.kind, item.id))


@dataclass(frozen=True)
class Group:
    """The statements that share a key, in export order, with the record they come from."""

    key: str
    statements: Sequence[Statement]
    record: Record


@dataclass(frozen=True)
class Check:
    """A filed check. Calling it with a record runs it over every group; `run` does one. `ends` is True for a check that asks
    for the last day of the record: its groups are computed again when that day moves."""

    name: str
    keys: Keys
    run: Callable[[Group], Iterable[Finding]]
    explains: str
    ends: bool = False

    def groups(self, record: Record) -> Iterator[Group]:
        """The groups of this check, by key."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for item in record.statements:
            for key in set(self.keys(item, record)):
                found[key].append(item)
        for key in sorted(found):
            yield Group(key, record.sorted(found[key]), record)

    def __call__(self, record: Record) -> Iterator[Finding]:
        for group in self.groups(record):
            yield from self.run(group)


def check(name: str, *, keys: Keys, ends: bool = False) -> Callable[[Callable[[Group], Iterable[Finding]]], Check]:
    """File a check under `room.name`. Its docstring is what readers are shown as the rule."""
    room = name.split(".", maxsplit=1)[0]

    def keep(run: Callable[[Group], Iterable[Finding]]) -> Check:
        made = Check(name, keys, run, (run.__doc__ or "").strip(), ends)
        return CHECKS[room].register(name)(made)

    return keep


# One registry a room.
CHECKS: dict[str, Registry[Check]] = {
    "reconcile": Registry("check", "depositary.reconcile"),
    "network": Registry("check", "depositary.network"),
    "treaty": Registry("check", "depositary.treaty"),
}
