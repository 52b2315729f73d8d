"""Any number of agreements side by side: a row a code or topic, a column an agreement, each cell with what it rests on.

A cell rests on the text held (article and words), on coded facts (their source), on both, each marked; or it says why there
is none: not promised in a whole text, not in the articles held, or nothing known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depositary.annotate.provisions import Layout
from depositary.model.nouns import Entity
from depositary.model.ontology import ontology
from depositary.model.record import Record
from depositary.treaty.align import similar
from depositary.treaty.coding import Code, absent, coded_facts, codes
from depositary.treaty.coding.codebook import codebook
from depositary.treaty.texts import Held, Text, texts
from depositary.treaty.worded import Worded

UNKNOWN = "nothing known"


@dataclass(frozen=True, slots=True)
class Column:
    """An agreement: its entity id, its key, name and day of signature as the record has them, how much of its text is held."""

    id: str
    key: str
    name: str
    signed: str
    coverage: str
    codes: tuple[Code, ...]
    text: Text | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one agreement says of a code. `absent` is "" where the text has it, else the words that coverage allows; where no text
    is held it is "" beside coded facts."""

    text: tuple[Code, ...]
    facts: tuple[Code, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Row:
    """A code or topic over all agreements."""

    scheme: str
    key: str
    label: str
    group: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The comparison."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def columns(record: Record, keys: Iterable[str] | None = None) -> list[Column]:
    """The agreements of these entity ids in the order given; else all that have a text or a coded fact, those with a text first,
    then by the day of signature."""
    held = {one.key: one for one in texts(record)}
    things = {one.id: one for one in record.entities.values() if one.schema == "Agreement"}
    things |= {
        one.id: one for one in (record.case.entities if record.case else ()) if one.schema == "Agreement"
    }
    if keys is not None:
        return [column(record, key, held.get(key), things.get(key)) for key in keys]
    made = [column(record, key, held.get(key), thing) for key, thing in sorted(things.items())]
    found = [one for one in made if one.codes]
    return sorted(found, key=lambda one: (one.text is None, one.signed, one.name))


def column(record: Record, key: str, text: Text | None, thing: Entity | None) -> Column:
    """One agreement with its codes: those of the text held, then those of coded facts."""
    props = thing.props if thing is not None else {}
    name = thing.name if thing is not None else (text.name if text is not None else key)
    found = (*(codes(text) if text is not None else ()), *coded_facts(record, key))
    covered = text.coverage.text if text is not None else "no article held"
    return Column(key, str(props.get("key", key)), name, str(props.get("signed") or ""), covered, found, text)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two articles of two agreements that share words, and the weight of what they share (0 to 1)."""

    one: Held
    other: Held
    score: float


def alike(record: Record, one: Text, other: Text) -> list[Alike]:
    """The articles of two texts that are alike, in the order of the first; of a text held in pieces, those of the document that
    holds most of it."""
    first, second = _worded(record, one), _worded(record, other)
    found = []
    for pair in similar(first, second):
        a, b = one.provision(pair.a), other.provision(pair.b)
        if a is not None and b is not None:
            found.append(Alike(a, b, pair.score))
    return found


def _worded(record: Record, text: Text) -> Worded:
    counted = Counter(one.doc for one in text.provisions)
    best = text.coverage.whole or min(counted, key=lambda doc: (-counted[doc], doc), default="")
    held = record.documents.get(best)
    return _read(text.key, held.text if held is not None else "", text.layouts.get(best))


@lru_cache(maxsize=8)
def _read(key: str, text: str, layout: Layout | None) -> Worded:
    """Kept for a while: one text is often held against many."""
    return Worded(key, text, layout)


def compare(agreements: Sequence[Column], topic: str | None = None, code: str | None = None) -> Table:
    """The table of these agreements; with `topic` or `code` that one alone, and with a topic the codes of duties on it."""
    by_key = [_by_key(one, topic) for one in agreements]
    rows = []
    for scheme, key, label, group in _order({key for one in by_key for key in one}):
        if code is not None and key != code:
            continue
        cells = tuple(
            _cell(one, key, found.get((scheme, key), ()))
            for one, found in zip(agreements, by_key, strict=True)
        )
        rows.append(Row(scheme, key, label, group, cells))
    return Table(tuple(agreements), tuple(rows))


def _by_key(one: Column, topic: str | None) -> dict[tuple[str, str], list[Code]]:
    """Codes by scheme and variable; of a topic only it, and the codes that stand in a duty on it."""
    on = {code.statement for code in one.codes if code.scheme == "topic" and code.variable == topic}
    found: dict[tuple[str, str], list[Code]] = {}
    for code in one.codes:
        named = code.variable == topic
        if topic is None or named or (code.scheme != "topic" and code.statement in on and code.statement):
            found.setdefault(code.key, []).append(code)
    return found


def _order(known: set[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """Scheme, key, label and group of the rows: by the codebook, then topics in the order of the ontology."""
    book = codebook()
    rows = [(one.scheme, key, one.label, book.groups[one.group]) for key, one in book.variables.items()]
    rows += [("topic", key, one.label, "Topics") for key, one in ontology().topics.items()]
    return [row for row in rows if row[:2] in known]


def _cell(one: Column, variable: str, found: Sequence[Code]) -> Cell:
    text = tuple(code for code in found if code.basis == "text")
    facts = tuple(code for code in found if code.basis == "coded_fact")
    if text or (facts and one.text is None):
        return Cell(text, facts, "")
    # A coded fact does not hide that the text held has no such code.
    return Cell((), facts, absent(one.text, variable) if one.text is not None else UNKNOWN)
