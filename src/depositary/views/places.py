"""Findings in the order in which they are listed, told from a few columns: what pages go through where there are very many."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from depositary.dossier.store import Dossier
from depositary.model.ontology import ontology
from depositary.views.conflicts import AGREED, EXPLAINED, SEVERITIES, SHOWN, Asked

_SEVERITY = {name: place for place, name in enumerate(SEVERITIES)}
_SQL = """SELECT f.id, f.relation, f.difference, f.severity, f."check", max(s.scope = 'core') core FROM findings f
          LEFT JOIN finding_statements x ON x.finding = f.id LEFT JOIN statements s ON s.id = x.statement GROUP BY f.id"""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A finding by its rank (as `conflicts.order`), with what narrows a listing."""

    rank: tuple[int, int, int, str]
    id: str
    relation: str
    difference: str
    severity: str
    check: str

    @property
    def shown(self) -> bool:
        """True where the tone of it is one of those that are shown and decided on."""
        return self.rank[2] < len(SHOWN)


def _tone(relation: str) -> str:
    return str(ontology().relations[relation].body.get("tone", "gap"))


def places(store: Dossier) -> list[Place]:
    """All findings, weightiest first."""
    tones = {name: _tone(name) for name in ontology().relations}
    at = {name: SHOWN.index(told) if told in SHOWN else 9 for name, told in tones.items()}
    found = [
        Place(
            (_SEVERITY.get(row["severity"], 3), 0 if row["core"] else 1, at[row["relation"]], row["id"]),
            row["id"], row["relation"], row["difference"], row["severity"], row["check"],
        )
        for row in store.rows(_SQL)
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.rank)


def chosen(held: Iterable[Place], asked: Asked, inside: Container[str] | None, *, explained: bool = False) -> list[Place]:
    """Those that `conflicts.chosen` lists, in their order; `inside` are the ids of those of the part asked for."""
    named = asked.relation is not None or asked.difference is not None
    least = None if asked.severity is None else _SEVERITY[asked.severity]
    return [
        one
        for one in held
        if (named or _listed(one, explained))
        and asked.relation in (None, one.relation)
        and asked.difference in (None, one.difference)
        and (least is None or one.rank[0] <= least)
        and (asked.check is None or asked.check in one.check)
        and (inside is None or one.id in inside)
    ]


def _listed(one: Place, explained: bool) -> bool:
    if explained or one.relation in EXPLAINED:
        return explained and one.relation in EXPLAINED
    return one.rank[2] < 9 and one.relation not in AGREED


def of_part(store: Dossier, part: str) -> frozenset[str]:
    """Ids of the findings that name a statement of this part."""
    sql = """SELECT DISTINCT x.finding FROM statement_parts p JOIN finding_statements x ON x.statement = p.statement
             WHERE p.part = ?"""
    return frozenset(row["finding"] for row in store.rows(sql, part))
