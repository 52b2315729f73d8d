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
from depositary.reconcile import acts
from depositary.reconcile.copies import Sketch, copy_of, sketch
from depositary.reconcile.dating import (
    Bounds,
    Dating,
    dated,
    days,
    has_a_say,
    own_day,
    period,
    resolved,
    stated,
)
from depositary.reconcile.dating.passages import Days
from depositary.reconcile.dating.relative import LONGEST

# Documents that are handed out together.
LOT = 32


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen in one document by itself: the sketch of its text, its own day, its statements that have a say in dating."""

    sketch: Sketch
    day: Period | None
    telling: list[Statement]


def derive(dossier: Dossier, hands: Hands) -> None:
    """Fill `copy_of`, `written`, the sections, and `when`, `said` and `due` of relative expressions."""
    read = [
        rows.document(row, column="as_read")
        for row in dossier.rows("SELECT body, as_read FROM documents ORDER BY name")
    ]
    sketches: dict[str, Sketch] = {}
    own: dict[str, Period] = {}

    def telling() -> Iterator[Statement]:
        # One look after another: the statements of all of them together took 10 kB a document.
        for one, look in zip(read, _looks(hands, [each.id for each in read]), strict=True):
            sketches[one.id] = look.sketch
            if look.day is not None and look.day != one.published:
                own[one.id] = look.day
            yield from look.telling

    made = dated(telling(), hands.desk.as_read)
    copies = copy_of(read, sketches)
    with dossier.transaction():
        dossier.update_derived(_nouns(dossier, read, copies, made, own))
        for one in read:
            dossier.put_sections(
                one.id, _sections(one, own.get(one.id) or stated(one), made.bounds.get(one.id, ()))
            )


def _looks(hands: Hands, docs: Sequence[str]) -> Iterator[Look]:
    lots = (docs[at : at + LOT] for at in range(0, len(docs), LOT))
    return (look for lot in hands.each(_look, lots) for look in lot)


def _look(desk: Desk, docs: Iterable[str]) -> list[Look]:
    return [_look_at(desk, desk.as_read.documents[doc]) for doc in docs]


def _look_at(desk: Desk, document: Document) -> Look:
    sql = 'SELECT body, as_read, layer FROM statements WHERE doc = ? AND {} ORDER BY start, "end", kind, id'
    held = desk.dossier.rows(sql.format(proposed.without(desk.dossier.db)), document.id)
    read = (rows.statement(row, column="as_read") for row in held)
    day = own_day(document)
    told = (_decided(one, desk.decided) for one in read)
    telling = [one for one in told if has_a_say(one, desk.as_read, dated=day is not None)]
    return Look(sketch(document.text), day, telling)


def _decided(one: Statement, decided: Effects) -> Statement:
    """What was read of a statement with what people decided of the things that it names."""
    return renamed(renamed(one, decided.apart.get(one.id, {})), decided.merged)


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
        fixed = acts.span(own[doc]) if doc in own else None
        found = _Place(made.bounds.get(doc, ()))
        open_ = "" if found.older and not fixed else f"AND {_OPEN}"
        sql = f"SELECT body, as_read, layer FROM statements WHERE doc = ? {open_} ORDER BY number"
        for row in dossier.rows(sql, doc):
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
        near = held if low is not None and high is not None and high - low <= LONGEST else replace(held, low=None)
        return replace(one, said=period(near))

    def _holding(self, offset: int) -> Bounds:
        return self._bounds[max(0, bisect_right(self._starts, offset) - 1)]


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
