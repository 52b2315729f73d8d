"""Numbers by series: what is claimed, for which period, by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Statement
from depositary.views import rank, text
from depositary.views.lines import Desk, Line

OTHER = "Figures of no series"


# Rows of a series in conflict are shown beyond the limit, up to this many times it.
_CONTESTED = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one speaker: in words, its measure, the period it is for, its line, a bar in percent, the conflicts
    it is in, and the number of documents that tell it."""

    amount: str
    measure: str
    period: str
    line: Line
    bar: int = 0
    contested: str = ""
    documents: int = 1

    @property
    def sort(self) -> str:
        """The measure where the words of the amount do not tell it: "up by 5 percent" is a growth."""
        return "" if self.amount.startswith(text.RISES) else self.measure


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its figures, in the order of their periods. `key` is "" for figures of no series, `more` the number of
    rows that are left out."""

    key: str
    name: str
    rows: tuple[Figure, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One number that one speaker gives for one period, and every statement that tells it, the best told first."""

    told: tuple[Statement, ...]

    @property
    def best(self) -> Statement:
        """The statement that tells it best."""
        return self.told[0]


def figures(
    desk: Desk,
    statements: Iterable[Statement],
    limit: int = 1000,
    *,
    others: bool = True,
    folded: bool = True,
) -> list[SeriesRow]:
    """At most `limit` figures a series, and what is contested; the series with most figures first, those of no series last.

    `folded` makes one row of a number that one speaker gives in several places.
    """
    found: dict[str, list[Statement]] = {}
    for item in statements:
        if item.kind == "figure" and item.value is not None:
            found.setdefault(item.series or "", []).append(item)
    if not others:
        found.pop("", None)
    names = {one.key: one.name for one in desk.record.case.series} if desk.record.case else {}
    keys = sorted(found, key=lambda key: (key == "", -len(found[key]), key))
    return [_series(desk, key, names.get(key, key) or OTHER, found[key], limit, folded) for key in keys]


def _series(desk: Desk, key: str, name: str, items: list[Statement], limit: int, folded: bool) -> SeriesRow:
    claims = _claims(desk, items) if folded else [Claim((item,)) for item in rank.ranked(desk, items)]
    chosen = claims if limit >= len(claims) else _chosen(desk, claims, limit)
    ordered = sorted(chosen, key=_place)
    among = [one.best for one in ordered]
    rows = tuple(_row(desk, one, _bar(one.best, among)) for one in ordered)
    return SeriesRow(key, name, rows, len(claims) - len(rows))


def _place(one: Claim) -> tuple[str, str, str, int, str]:
    item = one.best
    return (*dates.sort_key(item.when), item.doc_name, item.start, item.id)


def _claims(desk: Desk, items: list[Statement]) -> list[Claim]:
    """Best first, one for each number of a period and speaker: a copy takes no second row."""
    found: dict[tuple[object, ...], list[Statement]] = {}
    for item in rank.ranked(desk, items):
        found.setdefault((*_number(item), desk.voice_key(item)), []).append(item)
    return [Claim(tuple(told)) for told in found.values()]


def _chosen(desk: Desk, claims: list[Claim], limit: int) -> list[Claim]:
    """What is contested, then the best claims; the same number from another speaker takes no second row."""
    in_conflict = [one for one in claims if _conflicts(desk, one)][: _CONTESTED * limit]
    told = {_number(one.best) for one in in_conflict}
    rest: dict[tuple[object, ...], Claim] = {}
    for one in claims:
        if _number(one.best) not in told and not _conflicts(desk, one):
            rest.setdefault(_number(one.best), one)
    return in_conflict + list(rest.values())[: max(0, limit - len(in_conflict))]


def _number(item: Statement) -> tuple[object, ...]:
    value = item.value
    if value is None:
        return (item.id,)
    return (value.low, value.high, value.unit, value.bound, item.measure, text.day(item.when))


def _bar(item: Statement, among: list[Statement]) -> int:
    """Length of a bar in percent of the largest figure of its unit; 0 where there is nothing to compare."""
    sizes = [_size(one) for one in among if one.value and item.value and one.value.unit == item.value.unit]
    return round(100 * _size(item) / max(sizes)) if len(sizes) > 1 and max(sizes) > 0 else 0


def _size(item: Statement) -> float:
    ends = [end for end in (item.value.low, item.value.high) if end is not None] if item.value else []
    return abs(sum(ends) / len(ends)) if ends else 0.0


def _row(desk: Desk, one: Claim, bar: int) -> Figure:
    item = one.best
    return Figure(
        text.figure(item),
        item.measure or "",
        text.day(item.when) + (" so far" if item.attributes.get("so_far") else ""),
        desk.line(item),
        bar,
        _against(_conflicts(desk, one)),
        len({told.doc for told in one.told}),
    )


# Conflicts of one figure that are cited; a figure of a long series may stand in very many.
_CITED = 2


def _conflicts(desk: Desk, one: Claim) -> list[str]:
    """Short ids of the conflicts that a statement of the claim stands in."""
    return list(dict.fromkeys(cite for item in one.told for cite in desk.conflicts_of.get(item.id, ())))


def _against(found: list[str]) -> str:
    more = f" and {len(found) - _CITED} more" if len(found) > _CITED else ""
    return f"[{' '.join(found[:_CITED])}{more}]" if found else ""
