"""Decisions of people as PROV sees them: an activity of theirs, and what it made or made void."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depositary.dossier.store import Dossier
from depositary.export.prov_names import node

_AGAINST = ("dismiss", "reject")


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that still holds, about a noun that is there. `revision` names the accepted one, where that is the verdict."""

    id: str
    verdict: str
    author: str
    at: str
    note: str
    target: str

    @property
    def activity(self) -> str:
        """The name of the decision itself."""
        return node(self.id)

    @property
    def revision(self) -> str | None:
        """The name of what was accepted, as another version of it."""
        return f"{node(self.target)}.{self.id}" if self.verdict == "accept" else None

    @property
    def against(self) -> bool:
        """True where the verdict is that it does not stand."""
        return self.verdict in _AGAINST


def decided(dossier: Dossier) -> Iterator[Decided]:
    """Decisions about statements and findings, by id; those taken back or that found no place are left out."""
    sql = """SELECT id, verdict, author, at, note, attached FROM decisions
             WHERE attached IS NOT NULL AND undone = 0 AND noun IN ('statement', 'finding') AND how <> 'reopened' ORDER BY id"""
    return (Decided(*row) for row in dossier.rows(sql))


def people(dossier: Dossier) -> Iterator[str]:
    """Names of those who decided, each once."""
    yield from sorted({one.author for one in decided(dossier) if one.author})
