"""Codes the sentences of a table and compares type, actors and recipients."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from depositary.annotate.events import events_in
from depositary.annotate.layers import annotate
from depositary.annotate.parse import pages_of
from depositary.model.nouns import Document
from depositary.model.tables import read_table, split

UNSEEN = Path(__file__).with_name("unseen.tsv")


@dataclass(frozen=True)
class Answer:
    """What one sentence should tell and what it was coded as: type, codes of actors, codes of recipients."""

    text: str
    wanted: tuple[str, frozenset[str], frozenset[str]]
    mode: str
    found: tuple[str, frozenset[str], frozenset[str]]
    found_mode: str


def answers(path: Path = UNSEEN) -> list[Answer]:
    """Every sentence of a table with its first event."""
    rows = list(read_table(path))
    pages = pages_of([_document(number, row["text"]) for number, row in enumerate(rows)])
    made = []
    for row, page in zip(rows, pages, strict=True):
        events = list(events_in(annotate(page, only=("names",))))
        first = next((one for one in events if one.actors), events[0] if events else None)
        wanted = (row["type"], frozenset(split(row["source"])), frozenset(split(row["target"])))
        found = ("", frozenset[str](), frozenset[str]())
        if first is not None:
            found = (
                first.kind,
                frozenset(one.code for one in first.actors),
                frozenset(one.code for one in first.recipients),
            )
        made.append(Answer(row["text"], wanted, row["mode"], found, first.mode if first else ""))
    return made


def _document(number: int, text: str) -> Document:
    return Document(f"d_{number}", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text)


def share(found: list[Answer], parts: int) -> float:
    """Share of sentences where the type (1), the type and the actors (2), or all three (3) are right."""
    return sum(one.found[:parts] == one.wanted[:parts] for one in found) / len(found)
