"""Days, months, quarters and longer stretches as half-open periods, and what can be asked of two of them.

All arithmetic is on the proleptic Gregorian calendar (`datetime.date`); other calendars are converted where read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from depositary.model.nouns import Period

# Years that a person may name: of others it is a slip, and a column a year up to them no table.
FIRST_YEAR, LAST_YEAR = 1000, 2999
GRAINS = ("day", "month", "quarter", "year", "decade", "century", "bounds", "unknown")


def iso(day: date) -> str:
    """YYYY-MM-DD, also for years before 1000."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def parse(text: str) -> date:
    """The day of an ISO string. Raises ValueError."""
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day))


def add_months(day: date, count: int) -> date:
    """The first of the month `count` months after the month of `day`."""
    index = day.year * 12 + day.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def of_day(day: date, literal: str = "", anchor: str = "stated") -> Period:
    """One day."""
    return Period(iso(day), iso(day + timedelta(days=1)), "day", iso(day), literal, anchor)


def of_month(year: int, month: int, literal: str = "", anchor: str = "stated") -> Period:
    """One month."""
    first = date(year, month, 1)
    return Period(iso(first), iso(add_months(first, 1)), "month", f"{year:04d}-{month:02d}", literal, anchor)


def of_quarter(year: int, quarter: int, literal: str = "", anchor: str = "stated") -> Period:
    """One quarter, 1 to 4. EDTF codes quarters 33 to 36."""
    first = date(year, 3 * quarter - 2, 1)
    return Period(
        iso(first), iso(add_months(first, 3)), "quarter", f"{year:04d}-{32 + quarter}", literal, anchor
    )


def of_year(year: int, literal: str = "", anchor: str = "stated") -> Period:
    """One year."""
    return Period(f"{year:04d}-01-01", f"{year + 1:04d}-01-01", "year", f"{year:04d}", literal, anchor)


def of_decade(year: int, literal: str = "", anchor: str = "stated") -> Period:
    """Ten years that start with `year` (1980 for the 1980s)."""
    return Period(
        f"{year:04d}-01-01", f"{year + 10:04d}-01-01", "decade", f"{year // 10:03d}X", literal, anchor
    )


def of_century(number: int, literal: str = "", anchor: str = "stated") -> Period:
    """The 16th century is 1501 to 1600, said in EDTF as 15XX like everyone says it."""
    first = (number - 1) * 100 + 1
    return Period(
        f"{first:04d}-01-01", f"{first + 100:04d}-01-01", "century", f"{number - 1:02d}XX", literal, anchor
    )


def between(
    start: str | None, end: str | None, precision: str = "bounds", literal: str = "", anchor: str = "stated"
) -> Period:
    """From `start` up to and without `end`; either may be open."""
    return Period(start, end, precision, edtf_interval(start, end, precision), literal, anchor)


def edtf_interval(start: str | None, end: str | None, precision: str = "bounds") -> str:
    """EDTF of a half-open interval: its last day is the one before `end`; `..` where open."""
    if start is None and end is None:
        return ""
    left = _cut(start, precision) if start else ".."
    right = _cut(iso(parse(end) - timedelta(days=1)), precision) if end else ".."
    return left if left == right else f"{left}/{right}"


def _cut(day: str, precision: str) -> str:
    return {"year": day[:4], "month": day[:7]}.get(precision, day)


def covering(first: Period, last: Period, literal: str = "", anchor: str = "stated") -> Period:
    """From the start of one to the end of the other ("between January and October 2024")."""
    grain = first.precision if first.precision == last.precision else "bounds"
    return between(first.start, last.end, grain, literal, anchor)


def overlaps(one: Period, other: Period) -> bool:
    """True when a day can lie in both. An open end reaches as far as needed."""
    return (one.start or "") < (other.end or "9999") and (other.start or "") < (one.end or "9999")


def within(inner: Period, outer: Period) -> bool:
    """True when every day of `inner` lies in `outer`."""
    return (outer.start or "") <= (inner.start or "") and (inner.end or "9999") <= (outer.end or "9999")


def same(one: Period, other: Period) -> bool:
    """True when both have the same two ends."""
    return (one.start, one.end) == (other.start, other.end)


def days(period: Period) -> int | None:
    """Length in days; None when an end is open."""
    if period.start is None or period.end is None:
        return None
    return (parse(period.end) - parse(period.start)).days


def sort_key(period: Period | None) -> tuple[str, str]:
    """Orders by start, then end; what is unknown comes last."""
    if period is None or not period.known:
        return ("9999-99-99", "9999-99-99")
    return (period.start or period.end or "", period.end or "9999-99-99")


def worded(period: Period | None) -> str:
    """Short text for a reader: the day, month or year where it is one, else both ends."""
    if period is None or not period.known:
        return ""
    if period.edtf and "/" not in period.edtf and "X" not in period.edtf and period.precision != "quarter":
        return period.edtf
    if period.precision == "quarter" and period.start:
        return f"{period.start[:4]} Q{(int(period.start[5:7]) + 2) // 3}"
    last = iso(parse(period.end) - timedelta(days=1)) if period.end else ""
    if not period.start:
        return f"by {last}"
    return f"{period.start} to {last}" if last else f"since {period.start}"


def renamed(period: Period, literal: str, anchor: str | None = None) -> Period:
    """The same days with other words for them."""
    return replace(period, literal=literal, anchor=anchor or period.anchor)
