"""Numbers by series: what is claimed, for which period, by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Statement
from depositary.views import rank, text
from depositary.views.lines import Desk, Line

OTHER = "Figures of no series"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: in words, its measure, the period it is for, and its line."""

    amount: str
    measure: str
    period: str
    line: Line


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its figures, in the order of their periods. `key` is "" for figures of no series."""

    key: str
    name: str
    rows: tuple[Figure, ...]


def figures(
    desk: Desk, statements: Iterable[Statement], limit: int = 1000, *, others: bool = True
) -> list[SeriesRow]:
    """At most `limit` figures a series, the series with most figures first; those of no series last."""
    found: dict[str, list[Statement]] = {}
    for item in statements:
        if item.kind == "figure" and item.value is not None:
            found.setdefault(item.series or "", []).append(item)
    if not others:
        found.pop("", None)
    names = {one.key: one.name for one in desk.record.case.series} if desk.record.case else {}
    keys = sorted(found, key=lambda key: (key == "", -len(found[key]), key))
    return [SeriesRow(key, names.get(key, key) or OTHER, _rows(desk, found[key], limit)) for key in keys]


def _rows(desk: Desk, items: list[Statement], limit: int) -> tuple[Figure, ...]:
    chosen = (
        rank.ranked(desk, items)
        if limit >= len(items)
        else [fact.best for fact in rank.facts(desk, items, limit)]
    )
    ordered = sorted(
        chosen, key=lambda item: (*dates.sort_key(item.when), item.doc_name, item.start, item.id)
    )
    return tuple(figure(desk, item) for item in ordered)


def figure(desk: Desk, statement: Statement) -> Figure:
    """One figure as a row."""
    return Figure(
        text.amount(statement.value), statement.measure or "", text.day(statement.when), desk.line(statement)
    )
