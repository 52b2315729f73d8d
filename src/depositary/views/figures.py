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
    """One number: in words, its measure, the period it is for, its line, a bar in percent, and the conflicts it is in."""

    amount: str
    measure: str
    period: str
    line: Line
    bar: int = 0
    contested: str = ""


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
    chosen = rank.ranked(desk, items) if limit >= len(items) else _distinct(desk, items)[:limit]
    ordered = sorted(
        chosen, key=lambda item: (*dates.sort_key(item.when), item.doc_name, item.start, item.id)
    )
    return tuple(figure(desk, item, _bar(item, ordered)) for item in ordered)


def _distinct(desk: Desk, items: list[Statement]) -> list[Statement]:
    """Best first, one for each number of a period: the same figure told again takes no second row."""
    found: dict[tuple[object, ...], Statement] = {}
    for item in rank.ranked(desk, items):
        value = item.value
        key = (value.low, value.high, value.unit, item.measure, text.day(item.when)) if value else (item.id,)
        found.setdefault(key, item)
    return list(found.values())


def _bar(item: Statement, among: list[Statement]) -> int:
    """Length of a bar in percent of the largest figure of its unit; 0 where there is nothing to compare."""
    sizes = [_size(one) for one in among if one.value and item.value and one.value.unit == item.value.unit]
    return round(100 * _size(item) / max(sizes)) if len(sizes) > 1 and max(sizes) > 0 else 0


def _size(item: Statement) -> float:
    ends = [end for end in (item.value.low, item.value.high) if end is not None] if item.value else []
    return abs(sum(ends) / len(ends)) if ends else 0.0


def figure(desk: Desk, statement: Statement, bar: int = 0) -> Figure:
    """One figure as a row."""
    return Figure(
        text.amount(statement.value, statement.measure),
        statement.measure or "",
        text.day(statement.when),
        desk.line(statement),
        bar,
        _against(desk, statement),
    )


# Conflicts of one figure that are cited; a figure of a long series may stand in very many.
_CITED = 2


def _against(desk: Desk, statement: Statement) -> str:
    found = desk.conflicts_of.get(statement.id, ())
    more = f" and {len(found) - _CITED} more" if len(found) > _CITED else ""
    return f"[{' '.join(found[:_CITED])}{more}]" if found else ""
