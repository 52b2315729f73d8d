"""What a cell of a table says: a number with its rounding, nothing, or words that are no number; and a time.

A number of a table is meant to the last digit that stands there, trailing zeros too: 4,180 of a column in million USD is
between 4,179.5 and 4,180.5 million. Whole numbers that count without a scale are exact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from depositary.annotate.quantities.figure import interval
from depositary.annotate.times import find_times
from depositary.model import dates
from depositary.model.nouns import Period
from depositary.model.text import fold
from depositary.model.units import Unit, units

_BOUNDS = {
    "<": "under", ">": "over", "≤": "at_most", "≥": "at_least", "<=": "at_most", ">=": "at_least", "~": "about",
    "≈": "about",
}  # fmt: skip
# Flags of statistical offices: estimated, forecast, provisional, revised. Other letters may be a scale or a unit.
_NOTE = r"(?P<note>\s*(?:[*†‡§]+|[¹²³⁰⁴-⁹]+|[\[(](?:\d{1,2}|[a-z])[\])]|\s[efpr]))*"
_SPACES = "\\s\u00a0\u202f\u2009"


def _pattern(point: str) -> re.Pattern[str]:
    """A whole cell: sign or brackets, mark of money, digits in groups, decimals, exponent, unit, notes."""
    groups = f"[{_SPACES}'’{',' if point == '.' else '.'}]"
    digits = rf"\d{{1,3}}(?:{groups}\d{{3}})+|\d+"
    return re.compile(
        rf"(?P<bound><=|>=|[<>≤≥~≈])?\s*(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?:(?P<before>[^\d\s.,()+−–-]{{1,4}})\s*(?P<sign2>[-−–])?)?\s*"
        rf"(?P<whole>{digits})?(?:{re.escape(point)}(?P<part>\d+))?(?P<power>[eE][-+]?\d{{1,3}})?"
        rf"\s*(?P<unit>%|‰|[^\W\d_][^\d()*†‡§\[]*?|[^\w\s()*†‡§\[¹²³]{{1,3}})?\s*(?P<close>\))?{_NOTE}\s*"
    )


_PATTERNS = {point: _pattern(point) for point in ".,"}


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a cell: value and size of its last place as written, the bound, and the unit written with it."""

    value: float
    place: float
    bound: str
    unit: str | None
    note: str


def number(words: str, point: str = ".") -> Number | None:
    """The number that a cell is, None when it is none. `point` is the decimal mark."""
    found = _PATTERNS[point].fullmatch(words) if len(words) <= 80 else None
    if found is None or not (found["whole"] or found["part"]) or bool(found["open"]) != bool(found["close"]):
        return None
    whole = re.sub(r"\D", "", found["whole"] or "0")
    power = int(found["power"][1:]) if found["power"] else 0
    size = float(f"{whole}.{found['part'] or 0}e{power}")
    down = bool(found["open"]) or "".join(filter(None, (found["sign"], found["sign2"]))).strip("+") != ""
    return Number(
        value=-size if down else size,
        place=10.0 ** (power - len(found["part"] or "")),
        bound=_BOUNDS.get(found["bound"] or "", "exact"),
        unit="".join(filter(None, (found["before"], found["unit"]))).strip() or None,
        note=(found["note"] or "").strip(" \t[]()"),
    )


def fits(written: str, unit: Unit) -> bool:
    """Whether the unit written in a cell is the one told of it."""
    return written == unit.key or fold(written) in map(fold, (unit.label, *unit.forms))


def extent(found: Number, unit: str, scale: float) -> tuple[float | None, float | None, str]:
    """Low, high and bound of a number in its unit: half of the last place to each side."""
    counts = units()[unit].dimension == "count" and scale == 1 and found.place == 1
    half = 0.0 if counts else found.place / 2
    return interval(found.value * scale, half * scale, found.bound)


_YEAR_PART = re.compile(
    r"(?:(?P<y>\d{4})[\s-]?(?P<sort>[QHMS])(?P<n>\d{1,2})|(?P<sort2>[QHMS])(?P<n2>\d{1,2})[\s/-](?P<y2>\d{4}))",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
# Two years in one: when such a year starts is not said.
_SPLIT_YEAR = re.compile(r"\d{4}\s*/\s*\d{2,4}|\d{4}\s*[-–]\s*\d{2}")
_MARKS = re.compile(r"\s*(?:[*†‡§¹²³⁰⁴-⁹]+|[\[(](?:\d{1,2}|[a-z])[\])])+$")


def time_of(words: str) -> Period | None:
    """The period that a whole cell names: year, quarter, half, month, day, a range of them; None when it names none.

    An interval may be written as in EDTF, 2023-07-01/2024-06-30. `literal` is what was given.
    """
    plain = _MARKS.sub("", words.strip())
    if (days := iso(plain)) is not None:
        return dates.renamed(days, words)
    first, mark, last = plain.partition("/")
    if mark and (one := iso(first)) and (other := iso(last)) and (one.start or "") < (other.start or ""):
        return dates.covering(one, other, words)
    if found := _YEAR_PART.fullmatch(plain):
        made = _part(
            int(found["y"] or found["y2"]),
            (found["sort"] or found["sort2"]).upper(),
            int(found["n"] or found["n2"]),
        )
        return dates.renamed(made, words) if made else None
    return None if _SPLIT_YEAR.fullmatch(plain) else _spoken(plain, words)


def iso(words: str) -> Period | None:
    """Year, month or day in ISO 8601; None for what is no day of the calendar."""
    found = _ISO.fullmatch(words)
    if found is None or not 1000 <= int(found[1]) <= 2999:
        return None
    year, month, day = (int(one or 0) for one in found.groups())
    try:
        if found[3]:
            return dates.of_day(date(year, month, day))
        return dates.of_month(year, month) if found[2] else dates.of_year(year)
    except ValueError:
        return None


def _part(year: int, sort: str, count: int) -> Period | None:
    if sort == "Q" and 1 <= count <= 4:
        return dates.of_quarter(year, count)
    if sort == "M" and 1 <= count <= 12:
        return dates.of_month(year, count)
    if sort in "HS" and count in (1, 2):
        first = 6 * count - 5
        return dates.covering(dates.of_month(year, first), dates.of_month(year, first + 5))
    return None


def _spoken(plain: str, words: str) -> Period | None:
    """Words such as "Jan-Oct 2024" or "first half of 2024", read like those of running text."""
    if not any(char.isdigit() for char in plain) or len(plain) > 60:
        return None
    found = find_times(plain)
    if len(found) != 1 or (found[0].outer_start, found[0].end) != (0, len(plain)) or found[0].held is None:
        return None
    held = found[0].held
    start, end = (dates.iso(day) if day else None for day in (held.start, held.end))
    made = dates.between(start, end, held.precision, words)
    if held.precision == "quarter" and held.start:
        return dates.of_quarter(held.start.year, (held.start.month + 2) // 3, words)
    return made if start and end else None
