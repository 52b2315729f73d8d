"""From a table of figures to statements: one a number cell, said by the publisher, grounded in the characters of the cell.

A pure function of the document, the description of its columns (`read/columns.py`) and the case. What stands in a cell is
told by the nearest description: a cell of the row (unit, reporter ...), then its row's name, its column, the whole file.
Cells that say nothing ("n/a", "-") are passed over; those that cannot be read are given back as faults with their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from depositary.extract.assign import Assigner, assigner
from depositary.extract.cells import extent, fits, number
from depositary.extract.layout import Head, Layout, chosen, period_of
from depositary.model import case as cases
from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.nouns import Document, Period, Quantity, Speaker, Statement, Term, statement
from depositary.model.settings import settings
from depositary.model.text import fold
from depositary.model.units import units
from depositary.read.columns import ATTRIBUTES, FILE, Described, unit_of
from depositary.read.grid import Cell, Row, Sheet

MADE_BY = "extract.tables/1"
_GROWTH = re.compile(
    r"\b(?:growth|grew|change|increase|decrease|rise|fall|y-?o-?y|year[- ]on[- ]year)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\b(?:share|proportion|part) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be read, and what to do. `line` counts the lines of the text from 1."""

    line: int
    what: str
    todo: str


def statements(
    document: Document, told: Described, case: Case | None = None
) -> tuple[list[Statement], list[Fault]]:
    """The figures of a table in text order, and what could not be read.

    Raises BadData where the description does not fit the table: a column, sheet or time that is not there.
    """
    table = _Table(document, told, case)
    found: dict[str, Statement] = {}
    faults: list[Fault] = []
    limit = settings().max_records
    for one in (made for sheet, layout in chosen(document, told) for made in table.read(sheet, layout)):
        if len(found) + len(faults) >= limit:
            what = f"only the first {limit:,} cells were read"
            todo = "Split the file, or set DEPOSITARY_MAX_RECORDS higher"
            faults.append(Fault(document.text.count("\n") + 1, what, todo))
            break
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found.setdefault(one.id, one)
    return sorted(found.values(), key=lambda one: (one.start, one.end, one.id)), faults


class _Table:
    """The document with its description; what is looked up once for all cells."""

    def __init__(self, document: Document, told: Described, case: Case | None) -> None:
        self.document, self.told, self.case = document, told, case
        self.assign: Assigner = assigner(str(case.folder) if case else None)
        self._sorted: dict[tuple[str, str, str | None], Mapping[str, Any]] = {}

    @cached_property
    def publisher(self) -> Speaker | None:
        """The publisher of the document, at the first place in the table that names it, else at no place."""
        name = self.document.publisher
        return self.speaker(name, None) if name else None

    def speaker(self, name: str, cell: Cell | None) -> Speaker:
        """Who reports. A publisher that only the sidecar names has an empty literal at 0: no words of the table say it."""
        at = cell.start if cell else self.document.text.find(name)
        literal = name if at >= 0 else ""
        at = max(at, 0)
        return Speaker(self.entity(name), name, None, literal, at, at + len(literal), "exact")

    def entity(self, name: str) -> str | None:
        """Id of what this name alone means: a thing of the case, a state, a group of states."""
        return _known(str(self.case.folder) if self.case else None).get(fold(name))

    def read(self, sheet: Sheet, layout: Layout) -> Iterator[Statement | Fault]:
        """The figures of a sheet, row by row."""
        last: dict[int, Cell] = {}
        for row in sheet.rows[self.told.skip + self.told.header :]:
            line = self._line(layout, row, last)
            for column, says in layout.figures.items():
                cell = row.at(column)
                if cell is None or fold(cell.text) in self.told.missing:
                    continue
                made = self.figure(layout.heads[column], says, line, cell)
                if isinstance(made, str):
                    what = f"line {row.line}, column {layout.heads[column].name!r}: {made}"
                    what = f"sheet {sheet.name!r}, {what}" if sheet.number else what
                    yield Fault(
                        sheet.above + row.line, what, f"Mend the cell, or say in {FILE} how to read it"
                    )
                else:
                    yield made

    def _line(self, layout: Layout, row: Row, last: dict[int, Cell]) -> _Line:
        cells: dict[str, list[Cell]] = {}
        for role, columns in layout.roles.items():
            for column in columns:
                cell = row.at(column)
                if cell is None and self.told.fill_down:
                    cell = last.get(column)
                if cell is not None and (
                    role in ("name", "period") or fold(cell.text) not in self.told.missing
                ):
                    last[column] = cell
                    cells.setdefault(role, []).append(cell)
        names = cells.get("name", [])
        keys = [fold(" ".join(cell.text for cell in names)), *(fold(cell.text) for cell in reversed(names))]
        says = next((self.told.rows[key] for key in keys if key in self.told.rows), {})
        return _Line(names, cells, says)

    def figure(self, head: Head, says: Mapping[str, str], line: _Line, cell: Cell) -> Statement | str:
        """The statement of a cell; else why it cannot be read."""
        own = {
            key: " ".join(one.text for one in cells)
            for key, cells in line.cells.items()
            if key not in ("name", "period")
        }
        said = {**self.told.says, **says, **line.says, **own}
        value = self._value(cell, said)
        if isinstance(value, str):
            return value
        when = self._when(head, {**says, **line.says}.get("period"), line)
        if isinstance(when, str):
            return when
        return self._statement(head, line, cell, said, value, when)

    def _value(self, cell: Cell, said: Mapping[str, str]) -> tuple[Quantity, str] | str:
        found = number(cell.text, self.told.decimal)
        if found is None:
            other = "." if self.told.decimal == "," else ","
            turned = number(cell.text, other)
            hint = f"; is {other!r} its decimal mark?" if turned and not turned.unit else ""
            return f"{cell.text[:60]!r} is no number{hint}"
        wanted = said.get("unit") or found.unit
        if wanted is None:
            return f"no unit is told for {cell.text[:60]!r}"
        known = unit_of(wanted)
        if known is None:
            return f"the unit {wanted[:60]!r} is not known"
        key, scale = known
        if found.unit and not fits(found.unit, units()[key]) and unit_of(found.unit) != known:
            return f"{cell.text[:60]!r} is not in {wanted}"
        low, high, bound = extent(found, key, scale)
        return Quantity(low, high, key, cell.text, bound, per=said.get("per")), found.note

    def _when(self, head: Head, told: str | None, line: _Line) -> Period | str | None:
        """The time of a cell: as told of its row or column, else of row and header together, of the row, of the header,
        else as told of the file."""
        if told:
            return self._told(told)
        cells = line.cells.get("period", [])
        words = " ".join(cell.text for cell in cells)
        if words:
            above = " ".join(cell.text for cell in head.times)
            whole = (
                (period_of(f"{words} {above}", self.told) or period_of(f"{above} {words}", self.told))
                if above
                else None
            )
            return whole or period_of(words, self.told) or f"{words[:60]!r} is no time that is understood"
        if head.period:
            return head.period
        fallback = self.told.says.get("period")
        return self._told(fallback) if fallback else None

    def _told(self, words: str) -> Period | str:
        """A time that only the sidecar names: no words of the table say it."""
        found = period_of(words, self.told)
        return (
            replace(found, literal="") if found else f"{words[:60]!r} in {FILE} is no time that is understood"
        )

    def _statement(
        self,
        head: Head,
        line: _Line,
        cell: Cell,
        said: Mapping[str, str],
        value: tuple[Quantity, str],
        when: Period | None,
    ) -> Statement:
        quantity, note = value
        name, heading = (self._term(cells) for cells in (line.names, head.words))
        words = " ".join(one.text for one in (*line.names, *head.words))
        notes = {"note": note} if note else {}
        return statement(
            self.document,
            ((cell.start, cell.end),),
            "figure",
            speaker=self._speaker_of(line, said),
            subject=name or heading,
            predicate="be",
            object=heading if name else None,
            value=quantity,
            measure=said.get("measure") or _measure(quantity.unit, words),
            when=when,
            stance=said.get("stance", "asserts"),
            attributes={**{key: said.get(key, "unknown") for key in ATTRIBUTES}, **notes},
            about=self._about(name, heading),
            made_by=MADE_BY,
            **self._assigned(words, quantity.unit, said.get("series")),
        )

    def _speaker_of(self, line: _Line, said: Mapping[str, str]) -> Speaker | None:
        if cells := line.cells.get("publisher"):
            return self.speaker(cells[0].text, cells[0])
        return self.speaker(said["publisher"], None) if "publisher" in said else self.publisher

    def _assigned(self, words: str, unit: str, told: str | None) -> Mapping[str, Any]:
        """Series, parts, scope and topics by the headings; by the title only where the table has no words for a figure."""
        key = (words, unit, told)
        if key not in self._sorted:
            around = f"{words} {self.document.title}"
            series = told or self.assign.series(words, words or around, unit, ())
            series = None if series == "none" else series
            parts = self.assign.parts(words, around, (), series)
            topics = self.assign.topics(words, around)
            self._sorted[key] = {
                "series": series,
                "parts": parts,
                "scope": self.assign.scope(parts),
                "topics": topics,
            }
        return self._sorted[key]

    def _term(self, cells: Sequence[Cell]) -> Term | None:
        if not cells:
            return None
        cell = cells[-1]
        return Term(self.entity(cell.text), cell.text, cell.text, cell.start, cell.end)

    def _about(self, *terms: Term | None) -> tuple[str, ...]:
        known = self.case.by_id if self.case else {}
        held = (known.get(term.entity) for term in terms if term and term.entity)
        return tuple(one.id for one in held if one and one.schema not in ("Person", "Country"))


@dataclass(frozen=True)
class _Line:
    """A row: the cells that name it, those of each role, and what is said of rows of its name."""

    names: list[Cell]
    cells: dict[str, list[Cell]]
    says: Mapping[str, str]


_BY_DIMENSION = {
    "count": "count", "duration": "duration", "length": "length", "percentage_point": "change", "ratio": "ratio",
}  # fmt: skip


def _measure(unit: str, words: str) -> str | None:
    """What a figure measures when nobody says: by its unit, for percent by its heading, else not known."""
    if units()[unit].dimension == "percent":
        return "growth" if _GROWTH.search(words) else "share" if _SHARE.search(words) else None
    return _BY_DIMENSION.get(units()[unit].dimension, "level")


@cache
def _known(folder: str | None) -> dict[str, str]:
    """Folded names to entity ids; the case goes before the gazetteer."""
    held = cases.load(folder).entities if folder else ()
    found: dict[str, str] = {}
    for one in (*held, *gazetteer.states(), *gazetteer.groups()):
        for name in (one.name, *one.aliases):
            found.setdefault(fold(name), one.id)
    return found
