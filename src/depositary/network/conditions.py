"""What holds while a route is sought: the day, what is closed, what is held for built. Every refusal has its reason."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from depositary.model.errors import BadArgument
from depositary.network.nouns import Link

MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class Conditions:
    """`without` and `built` are ids of links; `modes` empty means all. With no day, what is open now is open. `opening`: a
    link that opens between two days counts from the last of them (`late`) or from the first (`early`)."""

    on: date | None = None
    month: int | None = None
    without: frozenset[str] = frozenset()
    built: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    opening: str = "late"

    def refused(self, link: Link) -> str | None:
        """Why a link cannot be used; None when it can."""
        if link.id in self.without:
            return "closed by the question"
        if self.modes and link.mode not in self.modes:
            return f"{link.mode} was not asked for"
        if link.id not in self.built:
            told = self._not_there(link)
            if told is not None:
                return told
        if link.months and self.month is not None and self.month not in link.months:
            return f"out of season in {MONTHS[self.month]}"
        return None

    def _not_there(self, link: Link) -> str | None:
        if link.status == "closed":
            return "closed"
        opens = link.opens.high if self.opening == "late" else link.opens.low
        if link.status == "open":
            late = self.on is not None and opens is not None and opens > self.on
            return f"not open before {opens}" if late else None
        status = link.status.replace("_", " ")
        if self.on is None or opens is None:
            return f"{status}, opens {link.opens}"
        return f"{status}, opens {link.opens}" if opens > self.on else None

    def doubt(self, link: Link) -> str | None:
        """What is not sure of a link that may be used."""
        if link.id in self.built:
            return "as if built" if link.status != "open" else None
        if link.months and self.month is None:
            return f"open in months {season(link.months)} only"
        on = self.on
        if on is None or link.status == "closed" or link.opens.low is None or link.opens.high is None:
            return None
        if link.status != "open":
            return f"{link.status.replace('_', ' ')}, opens {link.opens}"
        return f"opened {link.opens}" if link.opens.low <= on < link.opens.high else None


def season(months: frozenset[int]) -> str:
    """Months as 4-11."""
    first = next((one for one in sorted(months) if (one - 2) % 12 + 1 not in months), 1)
    return f"{first}-{(first + len(months) - 2) % 12 + 1}"


def when(on: date | str | None, year: int | None, month: int | None) -> tuple[date | None, int | None]:
    """The day and month that are meant. A year alone is its last day, and no month. Raises BadArgument."""
    if month is not None and not 1 <= month <= 12:
        raise BadArgument(f"{month} is no month", "Give 1 to 12")
    if isinstance(on, str):
        try:
            on = date.fromisoformat(on)
        except ValueError:
            raise BadArgument(f"{on!r} is no day", "Write it as 2025-06-01") from None
    if on is not None:
        return on, month or on.month
    if year is not None and not 1 <= year <= 9999:
        raise BadArgument(f"{year} is no year", "Give a year of the calendar")
    last = month or 12
    return (date(year, last, calendar.monthrange(year, last)[1]) if year else None), month
