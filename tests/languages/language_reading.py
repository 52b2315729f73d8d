"""Pages of sentences for the tests of languages."""

from __future__ import annotations

import csv
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from language_case import made

from depositary.annotate.languages.cues import plain
from depositary.annotate.layers import Page, annotate
from depositary.extract.statements import statements
from depositary.model import dates
from depositary.model.case import Case, load
from depositary.model.nouns import Document, Statement

HERE = Path(__file__).parent
# The day of every sentence.
DAY = date(2025, 2, 1)


@cache
def case() -> Case:
    """The case of the fictional pair with names in three scripts."""
    return load(str(made(Path(tempfile.mkdtemp()))))


def document(text: str, lang: str) -> Document:
    """A document of this text, published on `DAY`."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    published = dates.of_day(DAY)
    return Document(
        "d_" + sha256[:16], "a.txt", "t", lang, "news", published, None, None, None, sha256, "txt/1", len(text), text=text
    )


def page(text: str, lang: str) -> Page:
    """An annotated page of a text."""
    return annotate(Page(document(text, lang), (), case()))


def told(text: str, lang: str) -> list[Statement]:
    """The statements of a text."""
    return statements(page(text, lang))


@dataclass(frozen=True)
class Row:
    """A sentence with what is to be read in it."""

    text: str
    speaker: str
    dates: str
    quantities: str


def rows(lang: str, name: str = "sentences") -> Iterator[Row]:
    """The sentences of a language, of the first set or of another."""
    with (HERE / f"{name}.{lang}.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield Row(row["text"], plain(row["speaker"] or "", lang), row["dates"] or "", row["quantities"] or "")


def speakers(read: Page) -> str:
    """Who speaks on a page, by name; of who relays another the inner."""
    told_by = {one.speaker.name for one in statements(read) if one.speaker is not None}
    named = told_by or {(one.value or {})["speaker"]["name"] for one in read.layer("attribution")}
    return plain("; ".join(sorted(named)), read.document.lang)


def dated(read: Page) -> str:
    """The days of the dates of a page as start..end."""
    held = [one.value or {} for one in read.layer("times") if one.label == "DATE"]
    return " ".join(f"{one['start'] or ''}..{one['end'] or ''}" for one in held)


def measured(read: Page) -> str:
    """The quantities of a page, each with its unit."""
    held = [one.value or {} for one in read.layer("quantities")]
    return ";".join(f"{one['value']:.15g} {one['unit']}" for one in held)
