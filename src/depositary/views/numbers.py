"""The figures of one series, read by series: how many there are of each, and the rows and drawing of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depositary.dossier import rows as made
from depositary.dossier.store import Dossier
from depositary.model.case import Case
from depositary.model.nouns import Finding, Statement
from depositary.model.record import Record
from depositary.views import figures
from depositary.views.figures import OTHER, SeriesRow
from depositary.views.implied import CHECK
from depositary.views.lines import Desk, tone
from depositary.views.near import Near

_FIGURE = "kind = 'figure' AND (value_unit IS NOT NULL OR value_literal IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Counted:
    """A series and how many figures it has; the key is "" for figures of no series."""

    key: str
    name: str
    count: int

    @property
    def asked(self) -> str:
        """As it stands in an address."""
        return self.key or "others"


def series(store: Dossier, case: Case | None) -> list[Counted]:
    """Series in the order of `figures`: most figures first, those of no series last."""
    names = {one.key: one.name for one in case.series} if case else {}
    found = store.rows(f"SELECT coalesce(series, '') key, count(*) n FROM statements WHERE {_FIGURE} GROUP BY 1")
    counted = [Counted(row["key"], names.get(row["key"], row["key"]) or OTHER, row["n"]) for row in found]
    return sorted(counted, key=lambda one: (one.key == "", -one.count, one.key))


def rows(desk: Near, store: Dossier, key: str, most: int) -> list[SeriesRow]:
    """At most so many figures of a series, what is contested first; those left out are counted (`more`)."""
    said = desk.shown(_said(store, key))
    desk.cite.ahead(found.id for one in said for found in desk.findings_of.get(one.id, ()) if tone(found) == "conflict")
    return figures.figures(desk, said, most)


def _said(store: Dossier, key: str) -> list[Statement]:
    named = "series = ?" if key else "series IS NULL AND ? = ''"
    sql = f'SELECT body, as_read, layer FROM statements WHERE {_FIGURE} AND {named} ORDER BY doc_name, start, "end", kind, id'
    return [made.statement(row) for row in store.rows(sql, key)]


def drawn(desk: Near, store: Dossier, row: SeriesRow) -> Desk:
    """A desk with the figures of these rows alone, the findings that name them, and what follows from the series."""
    said = [desk.record.by_id[one.line.id] for one in row.rows]
    named = {found.id: found for one in said for found in desk.findings_of.get(one.id, ())}
    named |= {one.id: one for one in _follows(store, row.key) if one.id not in desk.gone}
    record = Record(desk.record.documents, tuple(said), desk.record.entities, tuple(named.values()), desk.record.case)
    return _Among(record, desk, said)


def _follows(store: Dossier, key: str) -> Sequence[Finding]:
    sql = """SELECT body, layer FROM findings WHERE relation = 'implies' AND "check" = ? AND instr(body, ?) > 0 ORDER BY id"""
    found = (made.finding(row) for row in store.rows(sql, CHECK, key))
    return [one for one in found if isinstance(one.observed, dict) and one.observed.get("series") == key]


class _Among(Desk):
    """Some statements of a desk, cited and told as on it."""

    def __init__(self, record: Record, desk: Near, said: Sequence[Statement]) -> None:
        super().__init__(record, desk.marks, (), desk._passages)
        self.__dict__.update(cite=desk.cite, headers=desk.headers, as_of=desk.as_of, contested=desk.contested)
        record.__dict__["by_id"] = desk.record.by_id
