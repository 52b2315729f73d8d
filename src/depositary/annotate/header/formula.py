"""The formula of signature: its day and its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from depositary.annotate.quantities.numbers import find_numbers

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(),
        start=1,
    )
}
ORDINALS = {
    name: number
    for number, name in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
TENS = {"twenty": 20, "thirty": 30}
_MONTH = "|".join(MONTHS)
_ORDINAL = r"(?:st|nd|rd|th)?"
_WORDS = r"[a-z]+(?:[\s-]+[a-z]+)?"
_YEAR = r"(?P<year>\d{4})\b"
_DAY = r"(?P<day>\d{1,2})"
# "30 July 2007", "this 24th day of June, 2010", "on 13 of November 2003", "July 17th, 2003", "1992-09-30", "30.09.1992".
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DAY}\s*{_ORDINAL}\s*(?:day)?\s*(?:of\s+)?(?:the\s+month\s+of\s+)?(?P<month>{_MONTH})[\s,.]*(?:of\s+)?(?:the\s+year\s+|in\s+the\s+year\s+)?{_YEAR}",
        rf"\b(?P<month>{_MONTH})\s*{_DAY}{_ORDINAL}\s*,?\s*{_YEAR}",
        r"\b(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b",
        r"\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>\d{4})\b",
    )
)
# "the twenty-first day of June, two thousand and one", "the twenty-first day of June in the year 1996".
_SPELLED = re.compile(
    rf"\b(?P<day>{_WORDS})\s+day\s+of\s+(?P<month>{_MONTH})[\s,]*(?:in\s+the\s+year\s+(?:of\s+)?)?"
    r"(?P<year>\d{4}|(?:one|two|nineteen|twenty)[a-z\s,-]{3,60})",
    re.IGNORECASE,
)
# A verb of signature at the start of a sentence or line, or "Date of signing:".
_FORMULA = re.compile(
    r"(?:^|[.;:)\]\n\r\t]|\s\s)\s*(?:and\s+)?(?P<verb>done|made|concluded|executed|signed(?!\s+by)|drawn\s+up|given|performed|(?:original\s+text\s+)?adopted)\b"
    r"(?=[\s,]+(?:and\s+signed\s+)?(?:in|at|on|this|and|,)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\bdate\s+of\s+(?:signing|signature)\b\s*:?", re.IGNORECASE)
_SIGNED = re.compile(r"\bsigned\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?(?:city\s+of\s+)?(?P<place>[A-Z][\w'’.-]+(?:[ \t\xa0]+(?:of|de|la|the|[A-Z][\w'’.-]+)){0,3})"
)
# How far behind its verb the day of a formula may stand, and how much of the head is searched for a day in a title.
_REACH, _HEAD = 320, 900


@dataclass(frozen=True, slots=True)
class Signed:
    """When and where an agreement was signed, as told at `start` to `end`."""

    day: date
    start: int
    end: int
    place: str | None = None


def signed(text: str) -> Signed | None:
    """The day of signature: from the formula, else a label, else a day in the title, else where "signed" stands near one."""
    for found in _FORMULA.finditer(text):
        if one := _after(text, found.end("verb"), _REACH):
            return _placed(text, one, found.end("verb"))
    labelled = [one for found in _LABEL.finditer(text) if (one := _after(text, found.end(), 60))]
    if labelled:
        return labelled[0]
    head = [Signed(day, start, end) for day, start, end in days(text[:_HEAD])]
    near = [
        one
        for one in head
        if text[one.end : one.end + 1] == ")" or _SIGNED.search(text, max(0, one.start - 60), one.start)
    ]
    if near:
        return near[0]
    foot = [
        one
        for found in _SIGNED.finditer(text, int(len(text) * 0.7))
        if (one := _after(text, found.end(), 80))
    ]
    return foot[-1] if foot else None


def _after(text: str, at: int, reach: int) -> Signed | None:
    """The first day behind `at`; where it is said to correspond to another calendar, the one that is ours."""
    found = sorted(days(text[at : at + reach]), key=lambda one: one[1])
    if not found:
        return None
    day, start, end = found[0]
    return Signed(day, at + start, at + end)


def _placed(text: str, one: Signed, at: int) -> Signed:
    place = _PLACE.search(text, at, one.start) or _PLACE.search(text, at, min(len(text), one.end + 60))
    named = " ".join(place["place"].split()) if place else None
    return Signed(one.day, one.start, one.end, named if named and named.lower() not in MONTHS else None)


def days(text: str) -> Iterator[tuple[date, int, int]]:
    """Days told in a text with their offsets; ordinals and spelled years too."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            month = found.groupdict().get("month")
            number = MONTHS[month.lower()] if month else int(found["number"])
            yield from _day(int(found["year"]), number, int(found["day"]), found)
    for found in _SPELLED.finditer(text):
        day, year = _ordinal(found["day"]), _number(found["year"])
        if day and year:
            yield from _day(year, MONTHS[found["month"].lower()], day, found)


def _day(year: int, month: int, day: int, found: re.Match[str]) -> Iterator[tuple[date, int, int]]:
    try:
        yield date(year, month, day), found.start(), found.end()
    except ValueError:
        return


def _ordinal(words: str) -> int | None:
    """1 to 31 from the last words: "the twenty-first"."""
    parts = re.split(r"[\s-]+", words.lower())
    units = ORDINALS.get(parts[-1])
    if units is None:
        return None
    return units + TENS.get(parts[-2], 0) if len(parts) > 1 and units < 10 else units


def _number(words: str) -> int | None:
    """A number in figures or words; "nineteen ninety-two" and "nineteen hundred and ninety-two" are years."""
    values = [one.value for one in find_numbers(words.replace(",", " "))]
    if not values:
        return None
    if len(values) == 2 and values[0] in (19, 20) and values[1] < 100:
        return int(values[0] * 100 + values[1])
    return int(values[0]) if values[0] == int(values[0]) else None
