"""The day that a text gives at its head: a dateline ("PARIS, 3 May 2021.") or a line that is a date and nothing else."""

from __future__ import annotations

import re

from depositary.model.nouns import Period
from depositary.read.metadata import period

# Lines at the head that may hold it: a headline, a line below it, a byline, the day.
LINES = 5

_DAY = r"\d{1,2}\.? [A-Za-z]{3,9}\.?,? \d{4}|[A-Za-z]{3,9}\.? \d{1,2} ?,? \d{4}|\d{4}-\d\d-\d\d"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:, [A-ZÀ-Þ][A-Za-z.'’ -]{1,30})?"
_PLACED = re.compile(rf"{_PLACE},? \(?(?P<day>{_DAY})\)?(?: ?[(/][^)/]{{1,40}}[)/])?\s?(?:[.:—–-]|$)")
_LABEL = r"(?:published|posted|date|first published)(?: on)?:? "
_ALONE = re.compile(
    rf"(?:{_LABEL})?(?:[A-Za-z]{{3,9}},? )?(?P<day>{_DAY})(?:,? \d\d?[:.]\d\d.{{0,12}})?\.?", re.IGNORECASE
)


def dateline(text: str) -> Period | None:
    """The day at the head of a text, as stated; None when there is none, and for a chronicle, whose lines are many days."""
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()]
    found = [day for line in lines[:LINES] if (day := _day(_PLACED.match(line) or _ALONE.fullmatch(line))) is not None]
    if not found:
        return None
    alone = {it["day"] for line in text.split("\n") if len(line) < 60 and (it := _ALONE.fullmatch(line.strip()))}
    return found[0] if len(alone) < 2 else None


def _day(found: re.Match[str] | None) -> Period | None:
    day = period(re.sub(r"(?<=\d)\.|,", "", found["day"])) if found else None
    return day if day is not None and day.precision == "day" else None
