"""The ledger: who says what, when and where, one row a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Statement
from depositary.views import text
from depositary.views.lines import Desk, Line


@dataclass(frozen=True, slots=True)
class Row:
    """A line, and whether it has a day: of its own or of its document, told and not worked out."""

    line: Line
    dated: bool


def ledger(desk: Desk, statements: Iterable[Statement]) -> list[Row]:
    """Lines of these statements, in the order given."""
    return [Row(desk.line(item), not _order(desk, item)[0]) for item in statements]


def by_day(desk: Desk, statements: Iterable[Statement]) -> list[Statement]:
    """In the order of the days told: that spoken of, else that of the words. Then those of which only bounds were worked out,
    by the last day; those without any last."""
    return sorted(statements, key=lambda item: (*_order(desk, item), item.doc_name, item.start, item.id))


def _order(desk: Desk, item: Statement) -> tuple[bool, str]:
    own = item.when if item.when and item.when.known else None
    told = own or desk.said_on(item)
    first, last = dates.sort_key(told)
    if told is None or not told.known:
        return True, last
    worked_out = own is None and text.inferred(told)
    return worked_out, last if worked_out else first
