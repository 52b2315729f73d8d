"""Days with names: fixed in the calendar, or by a rule."""

from __future__ import annotations

from datetime import date, timedelta

from depositary.annotate.times import hijri

# (month, weekday from Monday 0, which one in the month; -1 the last)
_BY_WEEKDAY = {"labor": (9, 0, 1), "memorial": (5, 0, -1), "thanksgiving": (11, 3, 4), "mlk": (1, 0, 3)}
_FROM_EASTER = {"easter": 0, "goodfriday": -2, "eastermonday": 1}


def feast(name: str, year: int) -> date:
    """The day of a feast in a year: MM-DD, or a name of a rule. Raises ValueError outside the calendar, KeyError for others."""
    if name[:2].isdigit():
        return date(year, int(name[:2]), int(name[3:]))
    if name in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[name])
    if name == "nowruz":
        return hijri.new_year(year - 621)
    if name == "black":
        return feast("thanksgiving", year) + timedelta(days=1)
    month, weekday, which = _BY_WEEKDAY[name]
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian computus (Nature, 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, over = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    quarter, odd = divmod(rest, 4)
    week = (32 + 2 * over + 2 * quarter - epact - odd) % 7
    fix = (golden + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * fix + 114, 31)
    return date(year, month, day + 1)
