"""Solar Hijri dates, the calendar of Iran, as Gregorian days.

Leap years follow the breaks of the 33-year rule as tabulated by A. Borkowski, "The Persian calendar for 3000 years"
(Earth, Moon and Planets 74, 1996), good for the years 1 to 3177.
"""

from __future__ import annotations

from datetime import date, timedelta

_BREAKS = (
    -61,
    9,
    38,
    199,
    426,
    686,
    756,
    818,
    1111,
    1181,
    1210,
    1635,
    2060,
    2097,
    2192,
    2262,
    2324,
    2394,
    2456,
    3178,
)


def new_year(year: int) -> date:
    """1 Farvardin of a Solar Hijri year. Raises ValueError outside 1 to 3177."""
    if not 1 <= year < _BREAKS[-1]:
        raise ValueError(f"no Solar Hijri year {year}")
    leaps, start = -14, _BREAKS[0]
    jump = 0
    for stop in _BREAKS[1:]:
        jump = stop - start
        if year < stop:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        start = stop
    past = year - start
    leaps += past // 33 * 8 + (past % 33 + 3) // 4
    if jump % 33 == 4 and jump - past == 4:
        leaps += 1
    gregorian = year + 621
    leaps_there = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return date(gregorian, 3, 20 + leaps - leaps_there)


def gregorian(year: int, month: int = 1, day: int = 1) -> date:
    """The Gregorian day of a Solar Hijri date. Raises ValueError for a day that the month does not have."""
    length = 31 if month <= 6 else 30
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(f"no day {day} in month {month}")
    found = new_year(year) + timedelta(days=min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1)
    if found >= new_year(year + 1):
        raise ValueError(f"Esfand {year} has no day {day}")
    return found


def interval(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First day, and the day after the last, of a Solar Hijri year, month or day. Raises ValueError."""
    first = gregorian(year, month or 1, day or 1)
    if day:
        return first, first + timedelta(days=1)
    if month and month < 12:
        return first, gregorian(year, month + 1)
    return first, new_year(year + 1)
