"""Questions to a dossier: find, one, surroundings, facets. All read-only, all in the order of the export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from depositary.dossier import rows
from depositary.dossier.store import Dossier
from depositary.model.dates import add_months, iso
from depositary.model.errors import BadArgument
from depositary.model.nouns import Noun, Statement
from depositary.model.text import fold

ORDER = 's.doc_name, s.start, s."end", s.kind, s.id'
NOUNS = {"d_": "document", "s_": "statement", "e_": "entity", "f_": "finding", "x_": "decision"}
_TABLES = {
    "document": "documents",
    "statement": "statements",
    "entity": "entities",
    "finding": "findings",
    "decision": "decisions",
}
OWN_VOICE = "document"
"""As a speaker: what documents say in their own voice."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; every field narrows. Texts are what a person types.

    text: words, or "a phrase" in double quotes; all must occur in the quote. speaker: an id, a name or a part of one,
    or `document`. about (agreement, project, body ...): an id, a name, or a key of the case. since, until: YYYY,
    YYYY-MM or YYYY-MM-DD, both included, held against when, else said,
    else the day of publication. source: a document's id or name, a folder, or a
    publisher. doc: a document's id.
    """

    text: str | None = None
    speaker: str | None = None
    kind: str | None = None
    topic: str | None = None
    part: str | None = None
    about: str | None = None
    series: str | None = None
    since: str | None = None
    until: str | None = None
    stance: str | None = None
    source: str | None = None
    scope: str | None = None
    layer: str | None = None


@dataclass(slots=True)
class _Where:
    tests: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, test: str, *values: object) -> None:
        self.tests.append(f"({test})")
        self.values.extend(values)

    @property
    def sql(self) -> str:
        return f"WHERE {' AND '.join(self.tests)}" if self.tests else ""


def find(
    dossier: Dossier, *, limit: int | None = None, after: str | None = None, **filters: str | None
) -> Iterator[Statement]:
    """Statements that pass every filter (see Filter), in the order of the export.

    `after` is the id of the last statement of the page before. Raises BadArgument on a day or id that is none.
    """
    where = _where(dossier, Filter(**filters))
    if after is not None:
        where.add(
            f"({ORDER}) > (SELECT {ORDER} FROM statements s WHERE s.id = ?)",
            one(dossier, after, "statement").id,
        )
    sql = f"SELECT s.body, s.layer FROM statements s {where.sql} ORDER BY {ORDER} LIMIT ?"
    return (rows.statement(row) for row in dossier.rows(sql, *where.values, -1 if limit is None else limit))


def count(dossier: Dossier, **filters: str | None) -> int:
    """How many statements pass."""
    where = _where(dossier, Filter(**filters))
    return int(next(dossier.rows(f"SELECT count(*) FROM statements s {where.sql}", *where.values))[0])


_FACETS = {
    "speaker": "coalesce(s.speaker_name, '')",
    "topic": "t.topic",
    "part": "t.part",
    "about": "t.entity",
    **{name: f"s.{name}" for name in ("kind", "stance", "series", "scope", "layer", "predicate", "doc_name")},
}
_FACET_TABLES = {"topic": "statement_topics", "part": "statement_parts", "about": "statement_about"}


def facet(dossier: Dossier, name: str, *, limit: int = 50, **filters: str | None) -> list[tuple[str, int]]:
    """Values of a field with the number of statements that pass, most first. Raises BadArgument for a field without."""
    if name not in _FACETS:
        raise BadArgument(f"there is no facet {name!r}", f"Facets: {', '.join(sorted(_FACETS))}")
    where = _where(dossier, Filter(**filters))
    where.add(f"{_FACETS[name]} IS NOT NULL")
    side = f"JOIN {_FACET_TABLES[name]} t ON t.statement = s.id" if name in _FACET_TABLES else ""
    sql = f"SELECT {_FACETS[name]}, count(*) n FROM statements s {side} {where.sql} GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"
    return [(str(row[0]), int(row[1])) for row in dossier.rows(sql, *where.values, limit)]


def totals(dossier: Dossier) -> dict[str, int]:
    """How many of each noun, and how many records were skipped."""
    tables = (*_TABLES.values(), "skipped")
    return {name: int(next(dossier.rows(f"SELECT count(*) FROM {name}"))[0]) for name in tables}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document: `start` counts in the document, `marks` in `text`."""

    doc: str
    doc_name: str
    start: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()


def passages(dossier: Dossier, text: str, *, limit: int = 50) -> Iterator[Passage]:
    """Paragraphs that hold the words, said by anyone or nobody, best first."""
    sql = """SELECT p.doc, d.name, p.start, p.text FROM search_paragraphs x JOIN paragraphs p ON p.id = x.rowid
             JOIN documents d ON d.id = p.doc WHERE search_paragraphs MATCH ? ORDER BY rank, d.name, p.start LIMIT ?"""
    asked = match(text)
    return (Passage(*row) for row in dossier.rows(sql, asked, limit)) if asked else iter(())


def surroundings(dossier: Dossier, statement: Statement) -> Passage:
    """The paragraphs that a statement stands in, with its spans marked."""
    sql = 'SELECT start, "end" FROM paragraphs WHERE doc = ? AND start < ? AND "end" > ?'
    held = [tuple(row) for row in dossier.rows(sql, statement.doc, statement.end, statement.start)]
    start = min([statement.start, *(one[0] for one in held)])
    end = max([statement.end, *(one[1] for one in held)])
    text = dossier.document(statement.doc).text[start:end]
    return Passage(
        statement.doc,
        statement.doc_name,
        start,
        text,
        tuple((a - start, b - start) for a, b in statement.spans),
    )


def one(dossier: Dossier, key: str, noun: str | None = None) -> Any:
    """The noun of an id, or of the beginning of one where only one begins so. A document comes with its text.

    Raises BadArgument: none, several (they are listed), or not of the noun asked for.
    """
    name = NOUNS.get(key[:2])
    if name is None or (noun is not None and name != noun):
        known = ", ".join(f"{prefix}.. ({what})" for prefix, what in NOUNS.items() if noun in (None, what))
        raise BadArgument(f"{key!r} is not an id", f"Ids begin so: {known}")
    table = _TABLES[name]
    found = [
        row["id"]
        for row in dossier.rows(f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT 6", key, key + "~")
    ]
    if not found:
        raise BadArgument(f"there is no {name} {key}", "Look for it: depositary find DOSSIER WORDS")
    if len(found) > 1 and key not in found:
        raise BadArgument(
            f"{key} begins several ids",
            f"Give more of it: {', '.join(found[:5])}{' ...' if found[5:] else ''}",
        )
    return _load(dossier, name, key if key in found else found[0])


def _load(dossier: Dossier, name: str, key: str) -> Noun:
    if name == "document":
        return dossier.document(key)
    row = next(dossier.rows(f"SELECT * FROM {_TABLES[name]} WHERE id = ?", key))
    made: Noun = getattr(rows, name)(row)
    return made


_WORDS = re.compile(r'"([^"]*)"|(\S+)')


def match(text: str) -> str:
    """What a person typed as an FTS5 query: every word or "phrase" quoted, so that no character has another meaning.

    A word that ends in `*` matches by its beginning. Empty when there is nothing to look for.
    """
    found = []
    for phrase, word in _WORDS.findall(text.replace("\0", " ")):
        words = phrase or word
        if any(char.isalnum() for char in words):
            found.append(f'"{words.replace(chr(34), "")}"' + ("*" if word.endswith("*") else ""))
    return " ".join(found)


def _where(dossier: Dossier, asked: Filter) -> _Where:
    where = _Where()
    for name in ("kind", "stance", "series", "scope", "layer"):
        if getattr(asked, name) is not None:
            where.add(f"s.{name} = ?", getattr(asked, name))
    for name, table in (("topic", "topics"), ("part", "parts")):
        if getattr(asked, name) is not None:
            where.add(
                f"s.id IN (SELECT statement FROM statement_{table} WHERE {name} = ?)", getattr(asked, name)
            )
    if asked.text is not None:
        _text(where, asked.text)
    if asked.speaker is not None:
        _speaker(where, asked.speaker)
    if asked.about is not None:
        where.add(
            f"s.id IN (SELECT statement FROM statement_about WHERE entity IN ({_CALLED}))",
            *_called(asked.about),
        )
    if asked.since is not None:
        where.add(f"{_day('end')} > ?", days(asked.since)[0])
    if asked.until is not None:
        where.add(f"{_day('start')} < ?", days(asked.until)[1])
    if asked.source is not None:
        _source(where, asked.source)
    return where


def _text(where: _Where, text: str) -> None:
    asked = match(text)
    if asked:
        where.add("s.number IN (SELECT rowid FROM search WHERE search MATCH ?)", asked)
    elif text.strip():
        where.add("0")  # only signs: nothing is called so


_CALLED = "SELECT entity FROM names WHERE folded = ? UNION SELECT id FROM entities WHERE id = ?"


def _called(name: str) -> tuple[str, str]:
    return fold(name), name


def _speaker(where: _Where, name: str) -> None:
    if name == OWN_VOICE:
        where.add("s.speaker_name IS NULL")
    elif name.startswith("e_"):
        where.add("s.speaker = ?", name)
    else:
        where.add(
            f"s.speaker IN ({_CALLED}) OR s.speaker_name LIKE ? ESCAPE '!'", *_called(name), f"%{like(name)}%"
        )


def like(text: str) -> str:
    """The text with the signs of LIKE made plain (escape sign `!`)."""
    return re.sub(r"([!%_])", r"!\1", text)


def _source(where: _Where, name: str) -> None:
    inside = "SELECT id FROM documents WHERE id = ? OR name = ? OR name LIKE ? ESCAPE '!' OR name LIKE ? ESCAPE '!' OR publisher = ? COLLATE NOCASE"
    folder = like(name.rstrip("/"))
    where.add(f"s.doc IN ({inside})", name, name, f"{folder}/%", f"{folder}#%", name)


def _day(end: str) -> str:
    """The end of the period that a statement is filed under; an open end reaches as far as needed.

    That is `when`; without one the day it was said; without that the day its document was published.
    """
    far = "'9999'" if end == "end" else "''"
    published = f"(SELECT d.published_{end} FROM documents d WHERE d.id = s.doc)"
    known = "WHEN s.{0}_start IS NOT NULL OR s.{0}_end IS NOT NULL THEN coalesce(s.{0}_{1}, {2})"
    return f"CASE {known.format('when', end, far)} {known.format('said', end, far)} ELSE {published} END"


def days(text: str) -> tuple[str, str]:
    """First day, and day after the last, of YYYY, YYYY-MM or YYYY-MM-DD. Raises BadArgument."""
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            raise ValueError(text)
        numbers = [int(number) for number in text.split("-")]
        first = date(*(numbers + [1, 1])[:3])
        if len(numbers) == 3:
            return iso(first), iso(date.fromordinal(first.toordinal() + 1))
        return iso(first), iso(add_months(first, 1 if len(numbers) == 2 else 12))
    except (ValueError, OverflowError):
        raise BadArgument(f"{text!r} is no day", "Write it as 2024, 2024-05 or 2024-05-31") from None
