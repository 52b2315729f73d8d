"""Task "timeline": what the documents beside the input tell of one entity, by day.

Needs `docs`, the documents of the corpus as lists of sentences. An event is on the timeline when the entity takes part in it, by
name, short name, or a word that points back at it. A date is the time beside the event, else the day of the document for what
it tells as news; what has neither stays undated. A month or year stays a month or year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from depositary.annotate.events.mentions import carried, happenings
from depositary.annotate.events.telling import Subject, day_of, pointing, takes_part
from depositary.annotate.layers import Page, annotate
from depositary.annotate.parse import page_of
from depositary.annotate.times import find_times
from depositary.evaluate.tasks import TASKS
from depositary.model import dates
from depositary.model.nouns import Document

Row = tuple[str, str, int, str]  # date, document, sentence, words


@TASKS.register("timeline")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The timeline of the entity of one line."""
    name = str(line.get("entity") or "")
    asked = Subject(name, _kind(name, line.get("docs", ())))
    rows = [row for one in line.get("docs", ()) for row in _rows(one, asked)]
    return {"doc_id": line["doc_id"], "timeline": _ordered(rows)}


def _rows(doc: dict[str, Any], asked: Subject) -> Iterator[Row]:
    sentences = [str(one) for one in doc["sentences"]]
    text = "\n".join(sentences)
    if not asked.named_in(text):
        return
    anchor, page = _day(doc.get("dct")), _page(text)
    numbers = _numbers(sentences)
    times = find_times(text, anchor)
    before: list[bool] = []
    for paragraph in page.paragraphs:
        told = list(happenings(paragraph))
        meant = pointing(asked, paragraph, before)
        here = [one for one in times if paragraph.start <= one.start < paragraph.end]
        held = carried(paragraph, here, told)
        for one in told:
            if takes_part(one, meant):
                found = day_of(one, held.get(one.token.i), anchor)
                yield found, str(doc["doc_id"]), numbers[paragraph.start], one.token.text


@lru_cache(maxsize=64)
def _page(text: str) -> Page:
    """A document is asked about several entities, and read once."""
    made = Document("d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text)
    return annotate(page_of(made), only=("names",))


def _kind(name: str, docs: Sequence[dict[str, Any]]) -> str:
    """person where the layer of names says so of most of its mentions, else body."""
    found: Counter[bool] = Counter()
    for one in docs:
        text = "\n".join(map(str, one["sentences"]))
        if name in text:
            page = _page(text)
            found.update(
                span.label == "Person"
                for span in page.layer("names")
                if page.text[span.start : span.end] == name
            )
    return "person" if found[True] > found[False] else "body"


def _numbers(sentences: list[str]) -> dict[int, int]:
    """Offset of the first letter of a sentence to its number."""
    found, at = {}, 0
    for number, one in enumerate(sentences):
        found[at + len(one) - len(one.lstrip())] = number
        at += len(one) + 1
    return found


def _day(said: Any) -> date | None:
    try:
        return dates.parse(str(said)[:10]) if said else None
    except ValueError:
        return None


def _ordered(rows: list[Row]) -> list[dict[str, Any]]:
    """Entries in the order of their dates, each mention one entry; undated ones first with order 0."""
    days = sorted({row[0] for row in rows if not row[0].startswith("X")})
    order = {day: number for number, day in enumerate(days, start=1)}
    return [
        {"order": order.get(day, 0), "date": day, "events": [{"doc_id": name, "sent": number, "text": words}]}
        for day, name, number, words in sorted(rows, key=lambda row: (order.get(row[0], 0), row))
    ]
