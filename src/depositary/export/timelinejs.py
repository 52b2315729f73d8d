"""TimelineJS3 JSON (Knight Lab): dated facts as slides, for a page of the web.

    depositary export NAME.dossier -f timelinejs -o timeline.json

The facts of `depositary timeline`: what several voices tell is one slide, with the words, who says them and where they
stand. A year or a month stays one; `display_date` says what is told. At most 300 slides, the best attested, since the
page loads all of them; the title says how many were left out. Words of documents are escaped: the page takes HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, json_list, opening
from depositary.views.desks import desk_of
from depositary.views.lines import Desk
from depositary.views.text import shorten
from depositary.views.timeline import Moment, timeline

# A page with more becomes slow to load and hard to leaf through; the makers advise far fewer.
MOST = 300


@export("timelinejs", suffix=".json", speaks="TimelineJS3 JSON")
def write(dossier: Dossier, target: TextIO) -> None:
    """Dated facts as slides with their quotations."""
    made = desk_of(dossier)
    found = timeline(made, made.record.statements)
    kept = (
        {row.line.id for row in timeline(made, made.record.statements, MOST)} if len(found) > MOST else None
    )
    rows = [row for row in found if kept is None or row.line.id in kept]
    head = {
        "title": {"text": _title(made, len(rows), len(found))},
        "scale": "human",
        "format": f"TimelineJS3, {MADE_BY}",
    }
    json_list(target, _slides(rows), opening(head, "events"), "]}")


def _title(made: Desk, shown: int, total: int) -> dict[str, str]:
    case = made.record.case
    name = case.agreement.name if case and case.agreement else "What happened when, as told"
    left = f" {total - shown} more are in the dossier." if total > shown else ""
    return {"headline": escape(name), "text": f"{shown} dated facts, each with the words that tell it.{left}"}


def _slides(rows: list[Moment]) -> Iterator[dict[str, Any]]:
    for row in rows:
        start, end = _date(row.day), _date(row.until) if row.until else None
        if start is not None:
            yield {
                "unique_id": row.line.id,
                "start_date": start,
                "end_date": end,
                "display_date": f"{row.date} to {row.until}" if row.until else row.date,
                "text": {
                    "headline": escape(shorten(f"{row.line.lead}{row.line.quote}", 90)),
                    "text": _words(row),
                },
                "group": "planned" if row.planned else "told",
            }


def _date(day: str) -> dict[str, int] | None:
    """Year, and month and day where they are told."""
    parts = day.split("-")
    if not all(part.isdigit() for part in parts) or not day:
        return None
    return dict(zip(("year", "month", "day"), (int(part) for part in parts), strict=False))


def _words(row: Moment) -> str:
    """The quotation, who says it, the citation, and what is disputed."""
    line = row.line
    told = [
        f"<blockquote>{escape(line.quote)}</blockquote>",
        f"<p>{escape(line.speaker_line)} {escape(line.cite)}</p>",
    ]
    notes = (("Planned when it was said.", row.planned), (f"Disputed: {escape(row.disputed)}", row.disputed))
    return "".join([*told, *(f"<p>{words}</p>" for words, holds in notes if holds)])
