"""What the words for a time mean before they are hung on any date.

The grammar makes these from words alone; `anchoring` turns them into days and `timex` into TIMEX3 values. Units are
D day, W week, M month, Q quarter, HY half-year, Y year, DE decade, CE century, ML millennium, WE weekend, FN fortnight,
BD business day, NT night, TH hour, TM minute, TS second.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the calendar, often partial. `rel` is (unit, steps) from the anchor: ("W", -1) is last week; steps
    "same" is the unit last spoken of. `near` is -1 for "last June", +1 for "next June", 0 for "this June", twice as much
    for "past" and "coming", which mean the nearest. `part` is START, MID, END, EARLIER or LATER.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    week: int | None = None
    decade: int | None = None
    century: int | None = None
    rel: tuple[str, int | str] | None = None
    near: int | None = None
    part: str | None = None
    daypart: str | None = None
    clock: str | None = None
    fiscal: str | None = None
    feast: str | None = None
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Sub:
    """`count` units inside a longer stretch, from the `nth` (-1 the last): "first nine months of 2024", "last week of July"."""

    nth: int
    count: int
    unit: str
    of: Sense


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a day: "the week of April 10th"."""

    of: Sense


@dataclass(frozen=True, slots=True)
class Shift:
    """A length before (-1) or after (+1) a base; base None is now, `event` True an event without date."""

    length: Length
    sign: int
    base: Sense | None = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The next or last so many units from now: "the next four years"; `amount` None for "in the months ahead"."""

    amount: float | None
    unit: str
    sign: int
    within: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: amounts with units, largest first. An amount of None is "several"."""

    parts: tuple[tuple[float | None, str], ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A set of times: every `amount` units, or each such Point."""

    amount: float
    unit: str
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one to another, both included as far as their grain reaches."""

    first: Sense
    last: Sense


@dataclass(frozen=True, slots=True)
class Vague:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    name: str


Sense = Point | Sub | WeekOf | Shift | Stretch | Length | Repeat | Range | Vague
