"""The ledger: who says what, when and where, one row a statement, in the order of the record."""

from __future__ import annotations

from collections.abc import Iterable

from depositary.model.nouns import Statement
from depositary.views.lines import Desk, Line


def ledger(desk: Desk, statements: Iterable[Statement]) -> list[Line]:
    """Lines of these statements, in the order given (full-text search ranks them)."""
    return [desk.line(item) for item in statements]
