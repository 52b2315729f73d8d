"""What the writers of formats share: lines and lists of JSON written as they come, names of files, days as others write them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, TextIO

from depositary import __version__
from depositary.dossier.store import Dossier
from depositary.model import dates
from depositary.model.nouns import Document, Period, Statement
from depositary.views.marks import gone

MADE_BY = f"depositary {__version__}"
SURROUNDINGS = 32
"""Characters before and after a quotation that tell it from others with the same words."""
# Names that a system keeps for devices, whatever the suffix.
_KEPT = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w ().,'-]+")
# UTF-8 bytes: file systems take 255 and number, id and suffix come on top.
_LONGEST = 120


def json_line(value: Any) -> str:
    """A value as one line of JSON, keys as they stand, nothing empty left in a mapping."""
    return json.dumps(_full(value), ensure_ascii=False, separators=(",", ":"))


def _full(value: Any) -> Any:
    """The value without keys that hold nothing; what is false or zero holds something."""
    if isinstance(value, Mapping):
        return {
            key: _full(item) for key, item in value.items() if item is not None and item != "" and item != []
        }
    return [_full(item) for item in value] if isinstance(value, (list, tuple)) else value


def json_list(target: TextIO, items: Iterable[Any], head: str = "[", tail: str = "]") -> None:
    """A JSON list, one item a line, between a head that opens it and a tail that closes it."""
    target.write(head)
    between = "\n"
    for item in items:
        target.write(between + json_line(item))
        between = ",\n"
    target.write(f"\n{tail}\n")


def opening(body: Mapping[str, Any], key: str) -> str:
    """The head of an object the last key of which is a list."""
    inside = json_line(body)[1:-1]
    return "{" + (inside + "," if inside else "") + json.dumps(key) + ":["


def left_out(dossier: Dossier) -> str:
    """Ids of what people rejected or dismissed, as a JSON list for `json_each` in a query."""
    return json.dumps(sorted(gone(dossier)))


def standing(dossier: Dossier) -> Iterator[Statement]:
    """Statements without those that people rejected as misread: a format that has no decisions cannot tell of it."""
    without = gone(dossier)
    return (one for one in dossier.statements() if one.id not in without)


def file_name(told: str, key: str = "") -> str:
    """A name of a file from words that anybody may have written: no path, no sign that a system or a link gives a meaning, no
    dot in front, not too long. `key` stands after it, to tell it from others; it is all there is where nothing is left."""
    plain = unicodedata.normalize("NFC", told)
    name = " ".join(_NOT_IN_NAMES.sub(" ", plain).split()).strip(". '-")
    name = name.encode()[:_LONGEST].decode(errors="ignore").strip(". '-")
    name = f"_{name}" if _KEPT.match(name) else name
    return " ".join(part for part in (name, key) if part) or "_"


def last_day(period: Period | None) -> str | None:
    """The last day of a period: ours end before a day, those of others on one."""
    if period is None or period.end is None:
        return None
    try:
        return dates.iso(dates.parse(period.end) - timedelta(days=1))
    except (OverflowError, ValueError):
        return None


def cut_day(period: Period | None) -> str | None:
    """A day as far as it is told: 2024, 2024-05, 2024-05-17; None where the period is no single day, month or year."""
    size = {"day": 10, "month": 7, "year": 4}.get(period.precision, 0) if period else 0
    return period.start[:size] if period and period.start and size else None


def selectors(document: Document, start: int, end: int) -> list[dict[str, Any]]:
    """The two selectors of the Web Annotation model for these characters; offsets count code points of the text."""
    text = document.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - SURROUNDINGS) : start],
        "suffix": text[end : end + SURROUNDINGS],
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def urn(*names: str) -> str:
    """A name that is good everywhere: urn:depositary:s_1a2b."""
    return ":".join(("urn:depositary", *names))
