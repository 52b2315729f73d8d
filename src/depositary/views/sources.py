"""What was read, what copies what, and what was skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from depositary.annotate import languages
from depositary.model import dates
from depositary.model.nouns import Document, Period
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

    @property
    def language(self) -> bool:
        """True for a document that was kept, and is read in part, or not, for its language."""
        return self.name.endswith(languages.MARK)


def sources(desk: Desk) -> list[Source]:
    """Documents by name."""
    counts = Counter(item.doc for item in desk.record.statements)
    listed = sorted(desk.headers.values(), key=lambda item: text.natural(item.name))
    return [source(desk, item, counts[item.id]) for item in listed]


def source(desk: Desk, document: Document, statements: int) -> Source:
    """One document, of which so many statements were taken."""
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


def span_of_days(desk: Desk) -> str:
    """First to last day of the documents that tell theirs, in long form; else within what bounds they were written."""
    dated = [one for item in desk.headers.values() if (one := text.dated(item)) and one.known]
    told = sorted((one for one in dated if not text.inferred(one)), key=dates.sort_key)
    if not told:
        return _bounds(dated)
    first, last = text.long_day(told[0]), text.long_day(told[-1])
    span = first if first == last else f"{first} to {last}"
    apart = len(desk.headers) - len(told)
    return f"{span} ({apart} without a day of {'its' if apart == 1 else 'their'} own)" if apart else span


def _bounds(dated: list[Period]) -> str:
    """Between what days documents were written none of which tells its day; "" where no bound is known."""
    if not dated or not all(one.end for one in dated):
        return ""
    last = text.day(Period(None, max(one.end or "" for one in dated), "bounds"))
    firsts = [one.start for one in dated if one.start]
    if not firsts:
        return f"written {last} (inferred)"
    return f"the latest written between {max(firsts)} and {last.removeprefix('by ')} (inferred)"
