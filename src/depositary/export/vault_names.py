"""Names of the notes of a vault, safe and each given once, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from depositary.dossier.store import Dossier
from depositary.export.stream import file_name, left_out
from depositary.views import conflicts
from depositary.views.lines import Desk

KINDS = ("parts", "conflicts", "entities", "documents")
_SPOKEN_OF = """
WITH gone AS (SELECT value AS id FROM json_each(?))
SELECT speaker AS entity FROM statements WHERE id NOT IN (SELECT id FROM gone)
UNION SELECT subject FROM statements WHERE id NOT IN (SELECT id FROM gone)
UNION SELECT object FROM statements WHERE id NOT IN (SELECT id FROM gone)
UNION SELECT place FROM statements WHERE id NOT IN (SELECT id FROM gone)
UNION SELECT entity FROM statement_about WHERE statement NOT IN (SELECT id FROM gone)
"""


class Names:
    """Paths of notes by kind and key."""

    def __init__(self, dossier: Dossier, desk: Desk) -> None:
        spoken = {row["entity"] for row in dossier.rows(_SPOKEN_OF, left_out(dossier))}
        case = desk.record.case
        told: dict[str, Iterable[tuple[str, str]]] = {
            "parts": ((part.id, part.name) for part in case.parts) if case else (),
            "conflicts": ((one.id, f"{one.title} {one.relation}") for one in conflicts.points(desk)),
            "entities": ((one.id, one.name) for one in dossier.entities() if one.id in spoken),
            "documents": ((one.id, PurePosixPath(one.name).stem) for one in dossier.documents()),
        }
        self.kinds = KINDS
        self._paths = {kind: dict(_given(kind, told[kind])) for kind in KINDS}

    def of_kind(self, kind: str) -> Iterator[tuple[str, str]]:
        """Keys and paths, by path."""
        return iter(sorted(self._paths[kind].items(), key=lambda row: (row[1].casefold(), row[0])))

    def link(self, kind: str, key: str | None, anchor: str = "") -> str:
        """A link to a note, or to one sentence of it; empty where there is no such note."""
        path = self._paths[kind].get(key or "")
        return f"[[{path}{f'#^{anchor}' if anchor else ''}|{path.partition('/')[2]}]]" if path else ""


def _given(kind: str, told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Paths in the order of keys; what is taken, also in other capitals, gets its id behind it."""
    taken: set[str] = set()
    for key, words in sorted(told):
        name = file_name(words) if file_name(words).casefold() not in taken else file_name(words, key)
        taken.add(name.casefold())
        yield key, f"{kind}/{name}"
