"""Task "times": time expressions of one line, as TIMEX3 values and in the style of Recognizers-Text.

The two sets mark differently, and the input tells which is meant: a news text with a document time (`dct`) is marked as
in TimeML, without prepositions and with both ends of a range; a line with a reference (`ref`) as in Recognizers-Text,
with prepositions and a range as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from depositary.annotate.times import Time, find_times
from depositary.annotate.times.sense import Range
from depositary.evaluate import recognizers_times
from depositary.evaluate.attribution import text_of
from depositary.evaluate.tasks import TASKS
from depositary.model import dates


@TASKS.register("times")
def predict(line: dict[str, Any]) -> dict[str, Any]:
    """Time expressions of one line."""
    anchor = anchor_of(line)
    text = text_of(line)
    found = find_times(text, anchor)
    if line.get("dct") or not line.get("ref"):
        return {
            "doc_id": line["doc_id"],
            "timexes": [made for one in found for made in timeml(text, one, anchor)],
        }
    return {"doc_id": line["doc_id"], "timexes": [_recognized(one, anchor) for one in found]}


def anchor_of(line: dict[str, Any]) -> date | None:
    """The day of a line: `dct`, else `ref`, else none."""
    said = str(line.get("dct") or line.get("ref") or "")[:10]
    try:
        return dates.parse(said) if said else None
    except ValueError:
        return None


def timeml(text: str, one: Time, anchor: date | None) -> Iterator[dict[str, Any]]:
    """A time as TimeML marks it: a range of dates is its length and its two ends."""
    if isinstance(one.sense, Range):
        length = recognizers_times.length_of(one.sense, recognizers_times.range_of(one.sense, anchor))
        yield _line(text, one, one.outer_start, one.end, "DURATION", length, anchor)
    else:
        yield _line(text, one, one.start, one.end, one.label, one.timex, anchor)
    for start, end, value in one.ends:
        yield _line(text, one, start, end, "DATE", value, anchor)


def _line(
    text: str, one: Time, start: int, end: int, label: str, value: str, anchor: date | None
) -> dict[str, Any]:
    timex, values = recognizers_times.render(one, anchor)
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "type": label,
        "value": value,
        "timex": timex,
        "values": values,
    }


def _recognized(one: Time, anchor: date | None) -> dict[str, Any]:
    timex, values = recognizers_times.render(one, anchor)
    return {
        "start": one.outer_start,
        "end": one.end,
        "text": one.text,
        "type": one.label,
        "value": one.timex,
        "timex": timex,
        "values": values,
    }
