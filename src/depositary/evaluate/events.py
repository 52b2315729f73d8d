"""Task "events": the main event of a text in the types of PLOVER, with the codes of actors and recipients.

The labelled set was made for an older draft of the scheme. What that draft names otherwise is told by
`data/cues/en/plover_older.yml`, which nothing else reads: accusing by investigation is INVESTIGATE there, kidnapping and
wrecking COERCE, an apology SUPPORT, a withdrawal to come AGREE.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from depositary.annotate.events import Actor, Event, events_in
from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS
from depositary.model.nouns import Document
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@TASKS.register("events")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The main event of one line: the first of its first sentence that tells one."""
    text = text_of(line)
    document = Document(
        "d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text
    )
    page = annotate(page_of(document), only=("names",))
    found = list(events_in(page))
    chosen = next((one for one in found if one.actors), found[0] if found else None)
    return {"doc_id": line["doc_id"], "events": [_line(chosen, text)] if chosen else []}


def _line(event: Event, text: str) -> dict[str, Any]:
    does, to = list(event.actors), list(event.recipients)
    if not does and event.kind in ("assault", "protest") and event.place:
        does = [Actor(event.place, "UAF", 0, "")]  # the set gives an unknown hand the state where it struck
    if not does and event.kind == "protest":
        does = to
    if not to and event.kind in ("coerce", "protest", "assault"):
        to = [Actor(does[0].code, "CVL", 0, "")] if does else []
    return {"event": _older(event, text), "source": _codes(does), "target": _codes(to)}


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = read_yaml(DATA / "cues" / "en" / "plover_older.yml")
    return found


def _older(event: Event, text: str) -> str:
    names = _names()
    word = text[event.start : event.end].lower()
    for key in (
        f"{event.kind}.{event.mode}",
        f"{event.kind}:{word[:6]}",
        f"{event.kind}.future" if event.future else "",
    ):
        if key in names:
            return names[key]
    return event.kind.upper()


def _codes(actors: Iterable[Actor]) -> list[dict[str, str]]:
    return [{"code": one.code, "sector": one.sector} for one in actors]
