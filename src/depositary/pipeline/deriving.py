"""Fields that need other documents: near-copies, so that a story printed five times is one voice; when documents that do
not say so were written; and the relative expressions that hang on that.

Everything starts from what was read, with what people decided on top, so deriving twice gives the same as once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from depositary.dossier import proposed, rows
from depositary.dossier.effects import Effects, renamed
from depositary.dossier.store import Dossier
from depositary.model.nouns import Document, Period, Statement
from depositary.pipeline.sharing import Desk, Hands
from depositary.pipeline.shelf import Shelf
from depositary.reconcile import acts
from depositary.reconcile.copies import Sketch, copy_of, sketch
from depositary.reconcile.dating import Bounds, Dating, Heard, dated, days, hear, period, resolved
from depositary.reconcile.dating.cues import may_tell
from depositary.reconcile.dating.passages import Days
from depositary.reconcile.dating.relative import LONGEST

# Documents that are handed out together.
LOT = 32


@dataclass(frozen=True, slots=True)
class Seen:
    """Characters of a document, the day that it states or bears at its head, and the day that its source gives."""

    chars: int
    day: Period | None
    published: Period | None

    @property
    def own(self) -> Period | None:
        """The day that it states where that is another than its source gives."""
        return self.day if self.day != self.published else None


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen in one document by itself: the sketch of its text, and what it tells of days."""

    seen: Seen
    sketch: Sketch
    heard: Heard


def derive(dossier: Dossier, hands: Hands) -> None:
    """Fill `copy_of`, `written`, the sections, and `when`, `said` and `due` of relative expressions."""
    docs = [row["id"] for row in dossier.rows("SELECT id FROM documents ORDER BY name")]
    record, seen = hands.desk.as_read, dict[str, Seen]()
    with Shelf[Sketch]() as sketches, Shelf[Heard]() as heard:
        for doc, look in zip(docs, _looks(hands, docs), strict=True):
            sketches.put(doc, look.sketch)
            heard.put(doc, look.heard)
            seen[doc] = look.seen
        made = dated(heard, record)
        copies = copy_of(record.documents, sketches)
    with dossier.transaction():
        dossier.update_derived(_nouns(hands, seen, copies, made))
        dossier.put_all_sections(
            (doc, _sections(one, made.bounds.get(doc, ()))) for doc, one in seen.items()
        )


def _looks(hands: Hands, docs: Sequence[str]) -> Iterator[Look]:
    lots = (docs[at : at + LOT] for at in range(0, len(docs), LOT))
    return (look for lot in hands.each(_look, lots) for look in lot)


def _look(desk: Desk, docs: Iterable[str]) -> list[Look]:
    return [_look_at(desk, desk.as_read.documents[doc]) for doc in docs]


def _look_at(desk: Desk, document: Document) -> Look:
    sql = 'SELECT body, as_read, layer, quote FROM statements WHERE doc = ? AND {} ORDER BY start, "end", kind, id'
    held = desk.dossier.rows(sql.format(proposed.without(desk.dossier.db)), document.id)
    may = (row for row in held if may_tell(row["as_read"] or row["body"], row["quote"], desk.as_read))
    read = (rows.statement(row, column="as_read") for row in may)
    told = (_decided(one, desk.decided) for one in read)
    heard = hear(document, told, desk.as_read)
    return Look(Seen(heard.chars, heard.day, document.published), sketch(document.text), heard)


def _decided(one: Statement, decided: Effects) -> Statement:
    """What was read of a statement with what people decided of the things that it names."""
    return renamed(renamed(one, decided.apart.get(one.id, {})), decided.merged)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is derived of a document from all: the day that it states, what it nearly repeats, and when its passages were
    written."""

    doc: str
    own: Period | None
    copy_of: str | None
    bounds: Sequence[Bounds]


def _nouns(
    hands: Hands, seen: Mapping[str, Seen], copies: Mapping[str, str], made: Dating
) -> Iterator[Document | Statement]:
    """Documents and statements with a field that reading could not fill."""
    told = [_Told(doc, one.own, copies.get(doc), made.bounds.get(doc, ())) for doc, one in seen.items()]
    told = [one for one in told if one.own is not None or one.copy_of is not None or one.bounds]
    lots = (told[at : at + LOT] for at in range(0, len(told), LOT))
    return (noun for lot in hands.each(_filled, lots) for noun in lot)


def _filled(desk: Desk, told: Iterable[_Told]) -> list[Document | Statement]:
    found: list[Document | Statement] = []
    for one in told:
        found += _documents(desk.dossier, one)
        found += _statements(desk.dossier, one)
    return found


def _documents(dossier: Dossier, told: _Told) -> Iterator[Document]:
    written = told.own or (period(told.bounds[0]) if told.bounds else None)
    if told.copy_of is not None or written is not None:
        (row,) = dossier.rows("SELECT body, as_read FROM documents WHERE id = ?", told.doc)
        one = rows.document(row, column="as_read")
        yield replace(one, copy_of=told.copy_of, written=written or one.written)


def _statements(dossier: Dossier, told: _Told) -> Iterator[Statement]:
    if told.own is None and not told.bounds:
        return
    fixed = acts.span(told.own) if told.own is not None else None
    found = _Place(told.bounds)
    open_ = "" if found.older and not fixed else f"AND {_OPEN}"
    sql = f"SELECT body, as_read, layer FROM statements WHERE doc = ? {open_} ORDER BY number"
    for row in dossier.rows(sql, told.doc):
        item = rows.statement(row, column="as_read")
        filled = resolved(item, fixed or found.at(item.start), own=fixed is not None)
        filled = filled if fixed else found.said(filled)
        if filled is not item:
            yield filled


# A time without an end is all that can be filled in where a document was written at one time: 842 of 14,410 statements of
# made-up news have one.
_OPEN = """instr(coalesce(as_read, body), '"start":null,"end":null')"""


class _Place:
    """Which days of writing hold where in a document."""

    def __init__(self, bounds: Sequence[Bounds]) -> None:
        parts = sorted((start, number) for number, one in enumerate(bounds) for start, _ in one.passage.parts)
        self._starts = [start for start, _ in parts]
        self._bounds = [bounds[number] for _, number in parts]
        self.older = any(one.passage.older for one in bounds)

    def at(self, offset: int) -> Days:
        """First and last day of writing of the passage that holds this character."""
        return days(self._holding(offset))

    def said(self, one: Statement) -> Statement:
        """Words of an older passage were said when that was written, and not when the whole was."""
        held = self._holding(one.start)
        if not held.passage.older or one.said is not None or held.high is None:
            return one
        low, high = days(held)
        near = (
            held
            if low is not None and high is not None and high - low <= LONGEST
            else replace(held, low=None)
        )
        return replace(one, said=period(near))

    def _holding(self, offset: int) -> Bounds:
        return self._bounds[max(0, bisect_right(self._starts, offset) - 1)]


def _sections(seen: Seen, bounds: Sequence[Bounds]) -> Iterator[dict[str, Any]]:
    """Stretches of a document, each with when it was written where anything is known of that."""
    if seen.day is not None:
        yield {"start": 0, "end": seen.chars, "label": "stated", "when": seen.day}
        return
    for one in bounds:
        for start, end in one.passage.parts:
            yield {
                "start": start,
                "end": end,
                "label": "older" if one.passage.older else "main",
                "when": period(one),
            }
