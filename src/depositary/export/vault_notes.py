"""The notes of a vault: what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from depositary.dossier import rows
from depositary.dossier.store import Dossier
from depositary.export.markdown import Sentences, front, plain
from depositary.export.stream import left_out
from depositary.export.vault_names import Names
from depositary.model.dates import worded
from depositary.model.nouns import Statement
from depositary.views import conflicts
from depositary.views.lines import Desk
from depositary.views.text import words_of

# A note with more lines is slow to open and no longer read; how many were left out stands below.
MOST = 200
# Statements by or about an entity, or in a part, in the order of the export.
_SAID_BY = "speaker = ?1"
_SAID_OF = "id IN (SELECT statement FROM statement_about WHERE entity = ?1) OR subject = ?1 OR object = ?1 OR place = ?1"
_SAID_IN = "id IN (SELECT statement FROM statement_parts WHERE part = ?1)"


class Notes:
    """Makes the notes of one dossier."""

    def __init__(self, dossier: Dossier, desk: Desk, names: Names) -> None:
        self.dossier, self.desk, self.names = dossier, desk, names
        self.entities = {one.id: one for one in dossier.entities()}
        self.points = {one.id: one for one in conflicts.points(desk)}
        self.left_out = left_out(dossier)
        self.sentences = lru_cache(maxsize=32)(self._sentences)
        self.makers: dict[str, Callable[[str], str]] = {
            "parts": self.part, "conflicts": self.conflict, "entities": self.entity, "documents": self.document,
        }  # fmt: skip

    def document(self, key: str) -> str:
        """Its sentences, each with an anchor, and what was read from it."""
        one = self.dossier.document(key)
        head = front({
            "id": one.id, "title": one.title, "kind": one.kind, "language": one.lang, "publisher": one.publisher,
            "published": worded(one.published), "source": one.uri, "sha256": one.sha256,
        })  # fmt: skip
        body = [f"{plain(words)} ^{anchor}\n" for anchor, words in self.sentences(key).blocks()]
        return (
            "\n".join(
                [head, f"# {plain(one.title)}\n", *body, "## Statements\n", *self._lines("doc = ?1", key)]
            )
            + "\n"
        )

    def entity(self, key: str) -> str:
        """What it says, and what is said of it."""
        one = self.entities[key]
        head = front(
            {"id": one.id, "schema": one.schema, "aliases": list(one.aliases), "wikidata": one.wikidata}
        )
        said, told = list(self._lines(_SAID_BY, key)), list(self._lines(_SAID_OF, key))
        parts = [head, f"# {plain(one.name)}\n", *(["## Says\n", *said, ""] if said else [])]
        return "\n".join([*parts, *(["## Said of it\n", *told] if told else [])]) + "\n"

    def conflict(self, key: str) -> str:
        """The reason, its steps, and the words on each side."""
        one = self.points[key]
        head = front(
            {
                "id": one.id,
                "relation": one.relation,
                "difference": one.difference,
                "severity": one.severity,
                "check": one.check,
            }
        )
        steps = [f"{number}. {plain(step)}" for number, step in enumerate(one.steps, start=1)]
        held = [f"Held: {plain(one.held)}\n"] if one.held else []
        said = [self._line(self.desk.record.by_id[line.id]) for line in one.lines]
        return (
            "\n".join(
                [
                    head,
                    f"# {plain(one.title)}\n",
                    f"{plain(one.reason)}\n",
                    *held,
                    *steps,
                    "",
                    "## Statements\n",
                    *said,
                ]
            )
            + "\n"
        )

    def part(self, key: str) -> str:
        """What stands against each other in it, and what is said."""
        assert self.desk.record.case is not None
        one = self.desk.record.case.part(key)
        against = [
            f"- {self.names.link('conflicts', point.id)}"
            for point in self.points.values()
            if key in point.parts
        ]
        head = front({"id": one.id, "scope": one.scope})
        shown = ["## Conflicts, changes, tested claims\n", *against, ""] if against else []
        return (
            "\n".join(
                [head, f"# {plain(one.name)}\n", *shown, "## Statements\n", *self._lines(_SAID_IN, key)]
            )
            + "\n"
        )

    def _sentences(self, key: str) -> Sentences:
        hulls = self.dossier.rows('SELECT start, "end" FROM statements WHERE doc = ?', key)
        return Sentences(self.dossier.document(key).text, [(row["start"], row["end"]) for row in hulls])

    def _lines(self, test: str, key: str) -> Iterator[str]:
        """A line a statement, and how many more there are."""
        values = (key, self.left_out)
        tests = f"({test}) AND id NOT IN (SELECT value FROM json_each(?2))"
        order = f'ORDER BY doc_name, start, "end", kind, id LIMIT {MOST}'
        for row in self.dossier.rows(f"SELECT body, layer FROM statements WHERE {tests} {order}", *values):
            yield self._line(rows.statement(row))
        total = int(next(self.dossier.rows(f"SELECT count(*) FROM statements WHERE {tests}", *values))[0])
        if total > MOST:
            yield f"\nand {total - MOST} more in the dossier"

    def _line(self, one: Statement) -> str:
        """Speaker, kind, quotation, and the sentence that it stands in."""
        speaker = one.speaker.entity if one.speaker else None
        name = self.names.link("entities", speaker) or (
            plain(one.speaker.name) if one.speaker else "the document"
        )
        day = worded(one.said) or worded(one.when)
        back = self.names.link("documents", one.doc, self.sentences(one.doc).anchor(one.start))
        return (
            f"- {name} {one.stance} ({one.kind}{f', {day}' if day else ''}): “{plain(words_of(one))}” {back}"
        )
