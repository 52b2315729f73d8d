"""The ledger: who says what, when and where, one row a statement."""

from __future__ import annotations

from collections.abc import Iterable

from depositary.model import dates
from depositary.model.nouns import Statement
from depositary.views import text
from depositary.views.lines import Desk, Line


def ledger(desk: Desk, statements: Iterable[Statement]) -> list[Line]:
    """Lines of these statements, in the order given (full-text search ranks them)."""
    return [desk.line(item) for item in statements]


def by_day(desk: Desk, statements: Iterable[Statement]) -> list[Statement]:
    """In the order of the days shown: that spoken of, else that of the words, of a worked out one its last; none last."""
    return sorted(statements, key=lambda item: (_day(desk, item), item.doc_name, item.start, item.id))


def _day(desk: Desk, item: Statement) -> str:
    own = item.when if item.when and item.when.known else None
    told = own or text.said_on(item, desk.document(item))
    worked_out = own is None and text.inferred(told)
    first, last = dates.sort_key(told)
    return last if worked_out else first
