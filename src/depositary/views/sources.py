"""What was read, what copies what, and what was skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.nouns import Document
from depositary.views import text
from depositary.views.lines import Desk


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read. `copies` are other places of its bytes, `copy_of` what it nearly repeats."""

    name: str
    short: str
    title: str
    publisher: str
    date: str
    kind: str
    lang: str
    grade: str
    chars: int
    statements: int
    copies: tuple[str, ...]
    copy_of: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, why, and what to do."""

    name: str
    reason: str
    todo: str = ""


def sources(desk: Desk) -> list[Source]:
    """Documents by name."""
    counts = Counter(item.doc for item in desk.record.statements)
    listed = sorted(desk.headers.values(), key=lambda item: text.natural(item.name))
    return [_source(desk, item, counts[item.id]) for item in listed]


def _source(desk: Desk, document: Document, statements: int) -> Source:
    original = desk.headers.get(document.copy_of or "")
    return Source(
        name=document.name,
        short=desk.cite.document(document.name),
        title=text.flat(document.title),
        publisher=document.publisher or "",
        date=text.told_on(text.dated(document)),
        kind=document.kind,
        lang=document.lang,
        grade=document.grade or "",
        chars=document.chars,
        statements=statements,
        copies=tuple(copy.name for copy in document.copies),
        copy_of=original.name if original else "",
    )


def skipped(rows: Iterable[tuple[str, str, str]]) -> list[Skipped]:
    """Skipped files by name, from rows of name, reason, what to do."""
    return sorted((Skipped(*row) for row in rows), key=lambda row: text.natural(row.name))


def voices(desk: Desk) -> int:
    """Number of independent documents: near-copies of one story count once."""
    return len({item.copy_of or item.id for item in desk.headers.values()})


def span_of_days(desk: Desk) -> tuple[str, str]:
    """First and last day of the documents, in long form; empty when none is dated."""
    found = sorted(
        (one for item in desk.headers.values() if (one := text.dated(item)) and one.start),
        key=lambda one: one.start or "",
    )
    return (text.long_day(found[0]), text.long_day(found[-1])) if found else ("", "")
