"""A desk for a page that shows a few statements of very many: it reads single rows, and no record is held.

Views that look statements, findings and documents up by their ids work on it as on any desk and give the same; views that
go over all statements work too, and are slow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from depositary.dossier import near, proposed, query
from depositary.dossier.lazy import Documents, Findings, Picked, Statements, numbers
from depositary.dossier.store import Dossier
from depositary.model.case import Case
from depositary.model.nouns import Document, Entity, Finding, Statement
from depositary.model.record import Record
from depositary.views import text
from depositary.views.cite import Citer, short_ids
from depositary.views.desks import case_of
from depositary.views.lines import Desk, tone
from depositary.views.marks import Marks, dismissed


@dataclass(frozen=True)
class Base:
    """What all pages share until the dossier is built again: documents without texts, entities, the case, names."""

    headers: dict[str, Document]
    entities: Mapping[str, Entity]
    case: Case | None
    passages: text.Passages
    as_of: str
    last_day: str = ""

    @cached_property
    def names(self) -> Citer:
        """Short names of documents."""
        return Citer((item.name for item in self.headers.values()), ())

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Ids of documents by their ids, names and short names; what two documents share is in it for the first."""
        found: dict[str, str] = {}
        for key, item in self.headers.items():
            for name in (key, item.name, self.names.document(item.name)):
                found.setdefault(name, key)
        return found


def base(store: Dossier) -> Base:
    """What pages share. Reads documents and entities, and no statement where a document is dated."""
    known = {item.id: item for item in store.entities()}
    made = Base(near.headers(store.db), known, case_of(store), query.older(store), "")
    own = Near(store, made, {})
    return replace(made, as_of=own.as_of, last_day=own.record.last_day)


def left_out(store: Dossier, marks: Marks) -> frozenset[str]:
    """Ids of what people dismissed, of what a model proposed and nobody accepted, and of findings that rest on such a
    statement."""
    held = frozenset(name for name, found in marks.items() if dismissed(found)) | proposed.waiting(store.db)
    return held | near.resting(store.db, (name for name in held if name[:2] == "s_"))


class Near(Desk):
    """A desk on single rows of an open dossier, for one thread and one page. `whole` keeps what people dismissed, and what a
    model proposed and nobody accepted."""

    def __init__(
        self, store: Dossier, shared: Base, marks: Marks, *, whole: bool = False, gone: frozenset[str] | None = None
    ) -> None:
        """`gone` is what `left_out` gives, where it is known."""
        if whole:
            gone = near.Nobody
        elif gone is None:
            gone = left_out(store, marks)
        super().__init__(_Record(store, shared, gone), marks, (), shared.passages)
        self._shared, self._store, self.gone = shared, store, gone

    @cached_property
    def headers(self) -> dict[str, Document]:
        """As of any desk."""
        return near.Headers(self._store.db, self._shared.headers)

    @cached_property
    def cite(self) -> Citer:
        """As of any desk; a dismissed id counts too."""
        return NearCiter(self._shared.names, self._store)

    @cached_property
    def findings_of(self) -> Mapping[str, list[Finding]]:  # type: ignore[override]
        """As of any desk."""
        return near.FindingsOf(self._store.db, self.gone)

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[str, ...]]:  # type: ignore[override]
        """As of any desk."""
        return _Conflicts(self)

    @cached_property
    def contested(self) -> frozenset[str]:
        """As of any desk: asked whether an id is in it."""
        return _Contested(self)  # type: ignore[return-value]

    @cached_property
    def as_of(self) -> str:
        """As of any desk."""
        return self._shared.as_of or self.record.last_day or self.last_told()

    def shown(self, statements: Iterable[Statement]) -> list[Statement]:
        """As of any desk; what lines of them need is read in one go."""
        kept = [one for one in statements if one.id not in self.gone]
        for one in kept:
            self.record.by_id.hold(one.id, one)  # type: ignore[attr-defined]
        self.findings_of.ahead(one.id for one in kept)  # type: ignore[attr-defined]
        self.cite.ahead(one.id for one in kept)
        return kept

    def take(self, ids: Iterable[str]) -> None:
        """Read these statements and the findings that name them, in one go."""
        names = list(ids)
        self.record.by_id.ahead(names)  # type: ignore[attr-defined]
        self.findings_of.ahead(names)  # type: ignore[attr-defined]
        self.cite.ahead(names)

    def ahead(self, findings: Iterable[Finding]) -> list[Finding]:
        """These findings, once the statements that they name are read, in one go."""
        held = list(findings)
        self.take(name for one in held for name in one.statements)
        self.cite.ahead(one.id for one in held)
        return held


class NearCiter(Citer):
    """Cites with the same short ids, each told apart from its neighbours only."""

    def __init__(self, names: Citer, store: Dossier) -> None:
        self._names, self._db = names._names, store.db
        self._short: dict[str, str] = {}

    def ahead(self, names: Iterable[str]) -> None:
        """Tell these apart in one go: they will be cited one by one."""
        wanted = [name for name in dict.fromkeys(names) if name not in self._short]
        for name, around in near.beside(self._db, wanted):
            self._short[name] = short_ids([name, *around])[name]

    def id(self, name: str) -> str:
        """The short id of a statement or finding."""
        if name not in self._short:
            self.ahead([name])
        return self._short[name]


class _Record(Record):
    """A record that loads what is asked for."""

    def __init__(self, store: Dossier, shared: Base, gone: frozenset[str]) -> None:
        given = {"documents": Documents(store.db), "entities": shared.entities, "case": shared.case}
        for name, value in given.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_store", store)
        object.__setattr__(self, "_gone", gone)

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """All of them, loaded at each pass."""
        db = self._store.db  # type: ignore[attr-defined]
        gone = self._gone - proposed.waiting(db)  # type: ignore[attr-defined]  # `numbers` leaves those out
        return _Kept(Picked(Statements(db).__getitem__, numbers(db)), gone)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All of them, loaded when first asked for."""
        gone = self._gone  # type: ignore[attr-defined]
        return [one for one in Findings(self._store.db) if one.id not in gone]  # type: ignore[attr-defined]

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:  # type: ignore[override]
        """Statements by id."""
        return near.ById(self._store.db, self._gone)  # type: ignore[attr-defined]

    @cached_property
    def by_document(self) -> Mapping[str, list[Statement]]:  # type: ignore[override]
        """Statements by document id, in text order."""
        return near.ByDocument(self._store.db, self._gone)  # type: ignore[attr-defined]


class _Kept(Sequence[Statement]):
    """A sequence without what is gone."""

    def __init__(self, held: Sequence[Statement], gone: frozenset[str]) -> None:
        self._held, self._gone = held, gone

    def __iter__(self) -> Iterator[Statement]:
        return (one for one in self._held if one.id not in self._gone)

    def __len__(self) -> int:
        return len(self._held) - sum(name[:2] == "s_" for name in self._gone)

    @overload
    def __getitem__(self, index: int) -> Statement: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Statement]: ...
    def __getitem__(self, index: int | slice) -> Statement | Sequence[Statement]:
        return list(self)[index]


class _Contested:
    """Statements that stand in a conflict."""

    def __init__(self, desk: Near) -> None:
        self._of = desk.findings_of

    def __contains__(self, name: object) -> bool:
        return any(tone(one) == "conflict" for one in self._of.get(str(name), ()))


class _Conflicts(Mapping[str, tuple[str, ...]]):
    """Short ids of the conflicts that a statement stands in."""

    def __init__(self, desk: Near) -> None:
        self._of, self._cite = desk.findings_of, desk.cite

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return tuple(self._cite.id(one.id) for one in self._of[name] if tone(one) == "conflict")

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)
