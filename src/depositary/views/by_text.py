"""What the texts of agreements have to do with a part: what they hold on its matters, what is said of them, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.case import Part
from depositary.model.nouns import Statement
from depositary.treaty.compare import Cell, Column, columns, compare
from depositary.views import due, text
from depositary.views.codes import Shown, shown
from depositary.views.life import known
from depositary.views.lines import Desk
from depositary.views.text_claims import Judged, claims

# Claims and duties shown of a part.
MOST = 6


@dataclass(frozen=True, slots=True)
class Holds:
    """What one agreement holds of a matter: `basis` is "text" or "coded fact", "" where it is told why there is nothing."""

    agreement: str
    basis: str
    words: str
    cite: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A code that the case asks of this part, over the agreements that have it."""

    key: str
    label: str
    cells: tuple[Holds, ...]


@dataclass(frozen=True, slots=True)
class ByText:
    """All of it, for one part."""

    matters: tuple[Matter, ...] = ()
    said: tuple[Judged, ...] = ()
    more: int = 0
    due: tuple[due.Row, ...] = ()
    day: str = ""


def by_text(desk: Desk, part: Part, statements: Sequence[Statement]) -> ByText:
    """What the agreements that the record or its case know have to do with this part."""
    named = {item.id for item in statements}
    said = [one for row in claims(desk) for one in row.rows if one.claim.id in named]
    return ByText(
        matters=tuple(_matters(desk, part)),
        said=tuple(said[:MOST]),
        more=max(0, len(said) - MOST),
        due=tuple(_due(desk, statements))[:MOST],
        day=desk.as_of,
    )


def _matters(desk: Desk, part: Part) -> Iterator[Matter]:
    if not part.codes:
        return
    found = columns(desk.record)
    rows = {row.key: row for row in compare(found).rows}
    for key in part.codes:
        if key in rows:
            cells = (_cell(desk, one, cell) for one, cell in zip(found, rows[key].cells, strict=True))
            yield Matter(key, rows[key].label, tuple(cell for cells_ in cells for cell in cells_))


def _cell(desk: Desk, one: Column, cell: Cell) -> Iterator[Holds]:
    """What is told of an agreement: its text in one line, else why there is none; then its coded facts in one line."""
    thing = desk.entity(one.id)
    name = text.short_name(thing) if thing is not None else one.name
    for basis, codes in (("text", cell.text), ("coded fact", cell.facts)):
        rows = [shown(desk, code) for code in codes]
        if rows:
            yield Holds(name, basis, _words(rows), " ".join(dict.fromkeys(row.cite for row in rows[:2])))
        elif basis == "text" and one.text is not None and cell.absent:
            yield Holds(name, "", cell.absent, "")


def _words(rows: Sequence[Shown]) -> str:
    """Values with their conditions, each once with the articles that have it."""
    places: dict[str, list[str]] = {}
    for row in rows:
        conditions = f"({', '.join(row.conditions)})" if row.conditions else ""
        places.setdefault(" ".join(filter(None, (row.told, conditions))), []).append(row.place)
    found = (
        ", ".join(filter(None, (words, text.joined(list(dict.fromkeys(filter(None, held)))))))
        for words, held in places.items()
    )
    return "; ".join(one or "yes" for one in found)


def _due(desk: Desk, statements: Sequence[Statement]) -> Iterator[due.Row]:
    """What comes due by the articles that stand in this part."""
    named = {item.id for item in statements if item.kind == "obligation"}
    for one in known(desk, None):
        places = {held.reference for duty in one.text.duties if duty.id in named and (held := one.text.of(duty))}
        if places and desk.as_of:
            yield from (row for row in due.dues(desk, one, desk.as_of).rows if row.reference in places)
