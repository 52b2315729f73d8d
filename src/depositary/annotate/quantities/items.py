"""Each number with the unit around it, and nothing that is no quantity: the first step of the grammar."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from depositary.annotate.quantities import guards
from depositary.annotate.quantities.figure import Offsets, tidy
from depositary.annotate.quantities.numbers import find_numbers, signed
from depositary.annotate.quantities.units import before, behind, letter, million_of
from depositary.annotate.quantities.words import LETTERS, SCALES, Number
from depositary.model.units import units

OLDEST = 130
CENTS = frozenset(("cent", "penny", "kopek"))
_OWN_NUMBER = re.compile(r"(?<![A-Za-z])\s?\d")
_A_UNIT = re.compile(r"\s+an?(?=\s)")
_DEFINITE = re.compile(
    r"\b(?:the|these|those|other|last|first|next|past|previous|all|both|its|their|our|his|her)\s+$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]+(?:olds?\b|of\s+age\b)", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged|age|age\s+of|ages)\s+$", re.IGNORECASE)
_AGE_SHORT = re.compile(r"\s?(?:yo|y/o|y\.o\.)(?!\w)")
_TIMES = re.compile(r"\s+(?:as|the|more|less|[a-z]+er)\b")


@cache
def time_units() -> frozenset[str]:
    """Keys of the units that last: day, year."""
    return frozenset(key for key, unit in units().items() if unit.dimension == "duration")


@dataclass(slots=True)
class Item:
    """A number with its unit on the way to a figure; `start` and `end` are of both.

    `money_before`: its currency stands before it. `high`: the upper number of a range. `listed`: one of a row of bare numbers.
    """

    number: Number
    start: int
    end: int
    unit: str | None = None
    age: bool = False
    money_before: bool = False
    high: Number | None = None
    baseline: Offsets | None = None
    listed: bool = False

    @property
    def value(self) -> float:
        """The value of the number."""
        return self.number.value


class Times:
    """Which time expression, if any, covers an offset."""

    def __init__(self, times: Iterable[tuple[int, int, str]]) -> None:
        self.spans = sorted(times)
        self.starts = [start for start, _, _ in self.spans]

    def label(self, start: int, end: int) -> str | None:
        """Label of the expression that covers the interval."""
        at = bisect_right(self.starts, start) - 1
        if at >= 0 and self.spans[at][1] >= end:
            return self.spans[at][2]
        return None


def find_items(text: str, times: Times, named: set[str]) -> Iterator[Item]:
    """Numbers with their units.

    Numbers that are part of a name go into `named`: alone they are names all over the text.
    """
    done = 0
    for number in find_numbers(text):
        if number.start < done:
            continue
        item = _item(text, signed(text, number), times, done)
        if item is not None and item.unit is None and guards.is_name(text, number):
            named.add(number.written)
            continue
        if item is not None:
            yield item
            done = item.end


def _item(text: str, number: Number, times: Times, done: int) -> Item | None:
    label = times.label(number.start, number.end)
    if label is not None and label != "DURATION":
        return None
    money = before(text, number.start)
    if money is not None and money[1] < done:
        money = None
    if money is None and guards.glued(text, number):
        return None
    if money is not None and (item := _money(text, number, money)):
        return item
    if guards.is_ordinal(text, number) or guards.is_time(text, number):
        return None
    if (item := _with_unit(text, number)) is not None:
        return item
    return _bare(text, number)


def _money(text: str, number: Number, money: tuple[str, int, float]) -> Item | None:
    key, start, factor = money
    if text[start] == "#" and not number.scaled:
        return None
    number = (
        replace(number, value=number.value * factor, place=number.place * factor) if factor != 1 else number
    )
    number = _lettered(text, number)
    after = behind(text, number.end)
    if (
        after
        and units()[after[0]].dimension == "money"
        and after[0] not in CENTS
        and not _OWN_NUMBER.match(text, after[1])
    ):
        return Item(number, start, after[1], key if key != "USD" else after[0], money_before=True)
    return Item(number, start, number.end, key, money_before=True)


def _lettered(text: str, number: Number) -> Number:
    """The number with a scale letter behind it taken in ("$5m")."""
    found = letter(text, number.end) if not number.scaled else None
    if found is None:
        return number
    size = LETTERS[found[0]]
    return replace(
        number, end=found[1], value=tidy(number.value * size), place=number.place * size, scaled=True
    )


_COUNTED_AFTER = re.compile(
    r"\s+(?:(?!(?:is|was|has|this|as|its|us|less|across|does)\b)[a-z]+s|people|b/d|bpd|cubic"
    r"|children|women|men|usd|USD)\b"
)


def _with_unit(text: str, number: Number) -> Item | None:
    if number.kind == "fraction" and (part := _A_UNIT.match(text, number.end)):
        half = behind(text, part.end())
        return Item(number, number.start, half[1], half[0]) if half else None
    if million := million_of(text, number.end):
        number = replace(number, value=number.value * 1e6, place=number.place * 1e6, scaled=True)
        return Item(number, number.start, million[1], million[0])
    if (short := _AGE_SHORT.match(text, number.end)) and number.value < OLDEST:
        return Item(number, number.start, short.end(), "year", age=True)
    found = letter(text, number.end) if number.kind == "figure" else None
    if found and _COUNTED_AFTER.match(text, found[1]):
        number = _lettered(text, number)
    after = behind(text, number.end)
    if after is None:
        return None
    key, end = _settled(text, number, *after)
    if key is None:
        return None
    scale = _SCALE_AFTER.match(text, end) if units()[key].dimension == "money" and not number.scaled else None
    if scale:
        size = SCALES[scale[1].lower()]
        return Item(
            replace(number, value=number.value * size, place=number.place * size, scaled=True),
            number.start,
            scale.end(),
            key,
        )
    aged = _AGE_AFTER.match(text, end) if key in time_units() else None
    return Item(number, number.start, aged.end() if aged else end, key, age=aged is not None)


_SCALE_AFTER = re.compile(r"\s+(million|billion|trillion|mln|bln|bn)\b", re.IGNORECASE)


def _settled(text: str, number: Number, key: str, end: int) -> tuple[str | None, int]:
    """Settles forms that mean two things: pounds, won, seconds, times, a letter."""
    form = text[number.end : end].strip(" -").lower()
    if form in ("pound", "pounds"):
        return ("GBP" if number.value >= 1e5 or text[end : end + 9].lower() == " sterling" else "lb"), end
    verb = form == "won" and number.value < 100
    other = (
        form in ("second", "mark", "bar", "turn", "crown", "real")
        and number.kind == "word"
        and number.value > 1
    )
    often = form == "times" and not _TIMES.match(text, end)
    ordinal = form == "second" and number.kind != "figure"
    return (None if verb or other or often or ordinal else key), end


_SCORE = re.compile(r"[-–]to[-–]|['’]\d")
_NAMED = re.compile(r"\b[A-Z][\w'’-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w'’-]+(?:\s+(?:Jr|Sr)\.)?,\s$")


def _bare(text: str, number: Number) -> Item | None:
    """A number without a unit: a count, unless it is a label, a year, a pronoun or a fraction without a whole."""
    aged = _AGE_BEFORE.search(text[max(0, number.start - 10) : number.start])
    if aged and number.value < OLDEST and number.kind != "fraction":
        return Item(number, number.start, number.end, "year", age=True)
    if _aside(text, number):
        return Item(number, number.start, number.end, "year", age=True)
    if _is_none(text, number) or guards.is_label(text, number):
        return None
    if number.kind == "fraction":
        return None if "/" in number.written else Item(number, number.start, number.end, "fraction")
    return Item(number, number.start, number.end)


def _aside(text: str, number: Number) -> bool:
    """True for an age told between commas behind a name of two words: "Jane Roe, 59, of"."""
    if number.kind != "figure" or not 10 <= number.value < 110 or text[number.end : number.end + 1] != ",":
        return False
    return _NAMED.search(text[max(0, number.start - 50) : number.start]) is not None


def _is_none(text: str, number: Number) -> bool:
    """True for a pronoun ("one"), a pair pointed back at ("the two countries"), a name (4e6), a part of a word, a score."""
    after = text[number.end : number.end + 1]
    if number.kind == "word":
        pointed = _DEFINITE.search(text[max(0, number.start - 10) : number.start]) is not None
        return (
            number.value <= 1
            or (pointed and number.value <= 10)
            or _SCORE.match(text, number.end) is not None
        )
    if number.kind == "figure":
        if after and (after.isalpha() or after in "_/\\"):
            return True
        if number.scaled and "e" in number.written.lower() and number.written[-1].isdigit():
            return True
    return _SCORE.match(text, number.end) is not None
