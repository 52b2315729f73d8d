"""Fields that need other documents: near-copies, so that a story printed five times is one voice; when documents that do
not say so were written; and the relative expressions that hang on that.

Everything starts from what was read, with what people decided on top, so deriving twice gives the same as once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from depositary.dossier import rows
from depositary.dossier.effects import Effects, edited, effects, renamed
from depositary.dossier.lazy import Documents, Statements
from depositary.dossier.store import Dossier
from depositary.model.case import Case
from depositary.model.nouns import Document, Period, Statement
from depositary.model.record import Record
from depositary.reconcile import acts
from depositary.reconcile.copies import copy_of
from depositary.reconcile.dating import Bounds, Dating, dated, days, own_day, period, resolved, stated
from depositary.reconcile.dating.passages import Days
from depositary.reconcile.dating.relative import LONGEST


def derive(dossier: Dossier, case: Case | None) -> None:
    """Fill `copy_of`, `written`, the sections, and `when`, `said` and `due` of relative expressions."""
    decided = effects(dossier.db)
    read = [
        rows.document(row, column="as_read")
        for row in dossier.rows("SELECT body, as_read FROM documents ORDER BY name")
    ]
    copies = copy_of(read, Each(Documents(dossier.db), lambda one: one.text))
    documents = Each(
        Documents(dossier.db, as_read=True), lambda one: edited(one, decided.edited.get(one.id, {}))
    )
    record = Record(documents, (), {one.id: one for one in dossier.entities()}, (), case)
    made = dated(map(_statement(decided), Statements(dossier.db, as_read=True)), record)
    own = _own(read, record, decided)
    with dossier.transaction():
        dossier.update_derived(_nouns(dossier, read, copies, made, own))
        for one in read:
            dossier.put_sections(
                one.id, _sections(one, own.get(one.id) or stated(one), made.bounds.get(one.id, ()))
            )


def _statement(decided: Effects) -> Callable[[Statement], Statement]:
    """What was read of a statement with what people decided of the things that it names."""
    return lambda one: renamed(renamed(one, decided.apart.get(one.id, {})), decided.merged)


def _nouns(
    dossier: Dossier,
    read: list[Document],
    copies: Mapping[str, str],
    made: Dating,
    own: Mapping[str, Period],
) -> Iterator[Document | Statement]:
    """Documents and statements with a field that reading could not fill."""
    for one in read:
        bounds = made.bounds.get(one.id, ())
        written = own.get(one.id) or (period(bounds[0]) if bounds else None)
        if one.id in copies or written is not None:
            yield replace(one, copy_of=copies.get(one.id), written=written or one.written)
    for doc in sorted({*made.bounds, *own}):
        sql = "SELECT body, as_read, layer FROM statements WHERE doc = ? ORDER BY number"
        fixed = acts.span(own[doc]) if doc in own else None
        found = _Place(made.bounds.get(doc, ()))
        for row in dossier.rows(sql, doc):
            item = rows.statement(row, column="as_read")
            filled = resolved(item, fixed or found.at(item.start), own=fixed is not None)
            filled = filled if fixed else found.said(filled)
            if filled is not item:
                yield filled


class _Place:
    """Which days of writing hold where in a document."""

    def __init__(self, bounds: Sequence[Bounds]) -> None:
        parts = sorted((start, number) for number, one in enumerate(bounds) for start, _ in one.passage.parts)
        self._starts = [start for start, _ in parts]
        self._bounds = [bounds[number] for _, number in parts]

    def at(self, offset: int) -> Days:
        """First and last day of writing of the passage that holds this character."""
        return days(self._holding(offset))

    def said(self, one: Statement) -> Statement:
        """Words of an older passage were said when that was written, and not when the whole was."""
        held = self._holding(one.start)
        if not held.passage.older or one.said is not None or held.high is None:
            return one
        low, high = days(held)
        near = held if low is not None and high is not None and high - low <= LONGEST else replace(held, low=None)
        return replace(one, said=period(near))

    def _holding(self, offset: int) -> Bounds:
        return self._bounds[max(0, bisect_right(self._starts, offset) - 1)]


def _own(read: Iterable[Document], record: Record, decided: Effects) -> dict[str, Period]:
    """When documents were written whose day a person set or that bear it at their head, not in their metadata."""
    found = {}
    for one in read:
        told = stated(edited(one, decided.edited.get(one.id, {})))
        own = told or own_day(record.documents[one.id])
        if own is not None and own != one.published:
            found[one.id] = own
    return found


def _sections(document: Document, own: Period | None, bounds: Sequence[Bounds]) -> Iterator[dict[str, Any]]:
    """Stretches of a document, each with when it was written where anything is known of that."""
    if own is not None:
        yield {"start": 0, "end": document.chars, "label": "stated", "when": own}
        return
    for one in bounds:
        for start, end in one.passage.parts:
            yield {
                "start": start,
                "end": end,
                "label": "older" if one.passage.older else "main",
                "when": period(one),
            }


T = TypeVar("T")


class Each(Mapping[str, T]):
    """Documents by id, each as what `made` makes of it, loaded when asked for."""

    def __init__(self, documents: Mapping[str, Document], made: Callable[[Document], T]) -> None:
        self._documents = documents
        self._made = made

    def __getitem__(self, key: str) -> T:
        return self._made(self._documents[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)
