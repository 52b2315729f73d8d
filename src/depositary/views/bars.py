"""Moments of a timeline by year, each with a bar of the days it may cover: a vague date is long, a day is short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.dossier.filters import days
from depositary.model import dates
from depositary.model.errors import BadArgument
from depositary.views.timeline import Moment

# The bar of a whole year; a day is drawn no shorter than two of these.
WIDTH = 120.0
_SHORTEST = 2.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment with where its days lie within the year: from `x`, so wide; `more` where they go on into another year."""

    moment: Moment
    x: float
    width: float
    more: bool


@dataclass(frozen=True, slots=True)
class Year:
    """The moments that begin in one year; "" holds those that no year can be told of."""

    year: str
    bars: tuple[Bar, ...]


def years(moments: Iterable[Moment]) -> list[Year]:
    """The moments, in their order, by the year in which they begin."""
    found: dict[str, list[Bar]] = {}
    for one in moments:
        found.setdefault(one.start[:4] if one.start[:4].isdigit() else "", []).append(_bar(one))
    return [Year(year, tuple(bars)) for year, bars in found.items()]


def _bar(one: Moment) -> Bar:
    try:
        first = dates.parse(days(one.day)[0])
        last = dates.parse(days(one.until or one.day)[1])
    except (BadArgument, ValueError):
        return Bar(one, 0.0, WIDTH, False)
    begin = dates.parse(f"{first.year:04d}-01-01")
    x = (first - begin).days / 366 * WIDTH
    width = max((last - first).days / 366 * WIDTH, _SHORTEST)
    return Bar(one, round(x, 1), round(min(width, WIDTH - x), 1), width > WIDTH - x + 1)
