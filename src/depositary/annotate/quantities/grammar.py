"""Numbers and units put together: money, shares, counts, ranges, changes, rates.

`find_quantities(text)` needs nothing but the text. Steps: read each number with its unit; drop what is no quantity; join
ranges and compounds; then read the words around.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from depositary.annotate.quantities import around, guards, ordinals
from depositary.annotate.quantities.figure import Figure, Offsets, half_width, interval, tidy
from depositary.annotate.quantities.numbers import LETTERS, SCALES, Number, find_numbers, signed
from depositary.annotate.quantities.units import before, behind, letter, million_of
from depositary.model.units import units

_TIME_UNITS = frozenset(
    key
    for key in (
        "ms",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "fortnight",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "millennium",
    )
)
_DASH = re.compile(r"\s?[-–—−]\s?|\s+-\s+")
_TO = re.compile(r"\s+to\s+(?:as\s+(?:much|many|high)\s+as\s+|about\s+|around\s+|some\s+|nearly\s+|over\s+)?")
_JOIN = re.compile(r"(?:\s*,)?\s+(?:and|or)\s+")
_AND = re.compile(r"\s+and\s+(?:about\s+|around\s+)?")
_OR = re.compile(r"\s+or\s+")
_BETWEEN = re.compile(
    r"\bbetween\s+(?:(?:about|around|roughly|approximately|some)\s+)?(?:the\s+)?$", re.IGNORECASE
)
_FROM = re.compile(
    r"\bfrom\s+(?:(?:about|around|some|just|nearly|almost|over|approximately|an?\s+estimated|(?:the\s+)?current)\s+)?$",
    re.IGNORECASE,
)
_RANGING = re.compile(r"\brang(?:e|es|ed|ing)\s+(?:in\s+\w+\s+)?from\s+(?:\w+\s+)?$", re.IGNORECASE)
_CENTS = frozenset(("cent", "penny", "kopek"))
_COMPOUND = {("ft", "in"): 1 / 12, ("hour", "minute"): 1 / 60, ("lb", "oz"): 1 / 16}
_SENTENCE_END = re.compile(r"\s*(?:[.!?;](?!\d)|$|more\b)")
_OWN_NUMBER = re.compile(r"(?<![A-Za-z])\s?\d")
_A_UNIT = re.compile(r"\s+an?(?=\s)")
_INCHES = re.compile(r"\s?in\b")
_BETWEEN_AT = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|these|those|other|last|first|next|past|previous|all|both|its|their|our|his|her)\s+$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]+(?:olds?\b|of\s+age\b)", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged|age|age\s+of|ages)\s+$", re.IGNORECASE)
_AGE_SHORT = re.compile(r"\s?(?:yo|y/o|y\.o\.)(?!\w)")
_TIMES = re.compile(r"\s+(?:as|the|more|less|[a-z]+er)\b")


@dataclass(slots=True)
class Item:
    """A number with its unit on the way to a figure. `start` and `end` are of both; `money_before` tells a sign before it."""

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


def find_quantities(text: str, times: Sequence[tuple[int, int, str]] = ()) -> list[Figure]:
    """The quantities of a text in order, without overlap.

    `times` are time expressions as start, end, label: numbers inside one are no quantities, but for durations.
    """
    named: set[str] = set()
    made: list[Figure] = []
    for item in _joined(
        text,
        list(_items(text, _Times([*times, *((*span, "ADDRESS") for span in guards.addresses(text))]), named)),
    ):
        if item.unit is None and (
            item.listed or (len(item.number.written) >= 3 and item.number.written in named)
        ):
            continue
        figure = _figure(text, item) if not made or item.start >= made[-1].number[1] else None
        if figure is not None:
            made.append(figure)
    return sorted([*made, *_apart(ordinals.find(text), made)], key=lambda one: one.start)


def _apart(extra: Iterable[Figure], made: Sequence[Figure]) -> Iterator[Figure]:
    """Those that share no character with a figure made already."""
    starts = [one.start for one in made]
    for one in extra:
        at = bisect_right(starts, one.end) - 1
        if at < 0 or made[at].end <= one.start:
            yield one


class _Times:
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


def _items(text: str, times: _Times, named: set[str]) -> Iterator[Item]:
    """Numbers with their units. Numbers that are part of a name go into `named`: alone they are names all over the text."""
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


def _item(text: str, number: Number, times: _Times, done: int) -> Item | None:
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
        return item if not (item.unit in _TIME_UNITS and _is_clause_time(text, item)) else None
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
        and after[0] not in _CENTS
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
    r"\s+(?:(?!(?:is|was|has|this|as|its|us|less|across|does)\b)[a-z]+s|people|barrels|tonnes|tons|b/d|bpd|cubic|children|women|men|usd|USD|euros)\b"
)


def _with_unit(text: str, number: Number) -> Item | None:
    if (
        number.kind == "fraction"
        and (part := _A_UNIT.match(text, number.end))
        and (half := behind(text, part.end()))
    ):
        if units()[half[0]].dimension != "count":
            return Item(number, number.start, half[1], half[0])
    if million := million_of(text, number.end):
        number = replace(number, value=number.value * 1e6, place=number.place * 1e6, scaled=True)
        return Item(number, number.start, million[1], million[0])
    if _AGE_SHORT.match(text, number.end) and number.value < 130:
        return Item(number, number.start, _AGE_SHORT.match(text, number.end).end(), "year", age=True)  # type: ignore[union-attr]
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
    aged = _AGE_AFTER.match(text, end) if key in _TIME_UNITS else None
    return Item(number, number.start, aged.end() if aged else end, key, age=aged is not None)


_SCALE_AFTER = re.compile(r"\s+(million|billion|trillion|mln|bln|bn)\b", re.IGNORECASE)


def _settled(text: str, number: Number, key: str, end: int) -> tuple[str | None, int]:
    """Settles forms that mean two things: pounds, won, seconds, times, a letter."""
    form = text[number.end : end].strip(" -").lower()
    if form in ("pound", "pounds"):
        return ("GBP" if number.value >= 1e5 or text[end : end + 9].lower() == " sterling" else "lb"), end
    if (
        (form == "won"
        and number.value < 100)
        or (form in ("second", "mark", "bar", "turn", "crown", "real")
        and number.value > 1
        and number.kind == "word")
    ):
        return None, end
    if form == "second" and number.kind != "figure":
        return None, end
    if form == "times" and not _TIMES.match(text, end):
        return None, end
    if (
        form in ("m", "t")
        and number.end < len(text)
        and text[number.end : number.end + 1] == " "
        and text[end : end + 1] == "'"
    ):
        return None, end
    if form == "pc" and text[end : end + 1].isalpha():
        return None, end
    return key, end


def _is_clause_time(text: str, item: Item) -> bool:
    """ "20 years ago", "five days later" stay durations here; the layer of times tells them apart. Decades ("the 20th") do not come here."""
    return False


_SCORE = re.compile(r"[-–]to[-–]|['’]\d")
_NAMED = re.compile(r"\b[A-Z][\w'’-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w'’-]+(?:\s+(?:Jr|Sr)\.)?,\s$")


def _named_before(text: str, start: int) -> bool:
    """True behind a name of two words and a comma: "Jane Roe, 59, of" tells an age."""
    return _NAMED.search(text[max(0, start - 50) : start]) is not None


def _bare(text: str, number: Number) -> Item | None:
    """A number without a unit: a count, unless it is a label, a year, a pronoun or a fraction without a whole."""
    aged = _AGE_BEFORE.search(text[max(0, number.start - 10) : number.start])
    if aged and number.value < 130 and number.kind != "fraction":
        return Item(number, number.start, number.end, "year", age=True)
    if (
        number.kind == "figure"
        and 10 <= number.value < 110
        and text[number.end : number.end + 1] == ","
        and _named_before(text, number.start)
    ):
        return Item(number, number.start, number.end, "year", age=True)
    if (number.kind == "word" and number.value <= 1) or guards.is_label(text, number):
        return None
    if (
        number.kind == "word"
        and number.value <= 10
        and _DEFINITE.search(text[max(0, number.start - 10) : number.start])
    ):
        return None  # "the two countries" points back and counts nothing anew
    if (
        number.kind == "figure"
        and "e" in number.written.lower()
        and number.scaled
        and number.written[-1].isdigit()
    ):
        return None  # 7e7 is a name more often than seventy million
    after = text[number.end : number.end + 1]
    if number.kind == "figure" and after and (after.isalpha() or after in "_/\\"):
        return None
    if _SCORE.match(text, number.end):
        return None
    if number.kind == "fraction":
        if "/" in number.written:
            return None
        return Item(number, number.start, number.end, "fraction")
    return Item(number, number.start, number.end)


# -- joining ---------------------------------------------------------------------------------------------------------


def _joined(text: str, items: list[Item]) -> list[Item]:
    made: list[Item] = []
    for item in items:
        last = made[-1] if made else None
        if (
            last is not None
            and _LISTED.fullmatch(text, last.end, item.start)
            and _figures_only(last)
            and _figures_only(item)
        ):
            last.listed = item.listed = True
        joined = _join(text, last, item) if last is not None and item.start - last.end <= 32 else None
        if joined is not None:
            made[-1:] = joined
        else:
            made.append(item)
    return made


_LISTED = re.compile(r",\s?")


def _figures_only(item: Item) -> bool:
    """True for a bare number in figures; several in a row, parted by commas, are a list of labels ("1, 3, 4")."""
    return item.unit is None and item.number.kind == "figure" and not item.number.scaled


def _join(text: str, one: Item, two: Item) -> list[Item] | None:
    """The pair as one range or compound, or as two that share a unit; None when they have nothing to do with each other."""
    gap = text[one.end : two.start]
    if one.high is not None:
        return None
    if compound := _compound(text, gap, one, two):
        return [compound]
    left = text[max(0, one.start - 40) : one.start]
    if (
        _DASH.fullmatch(gap)
        or (_AND.fullmatch(gap)
        and _BETWEEN.search(left))
        or (_TO.fullmatch(gap)
        and (_RANGING.search(left) or not _FROM.search(left)))
    ):
        return [] if _is_score(text, one, two) else _range(text, one, two)
    if _TO.fullmatch(gap) or (_FROM.search(left) and re.fullmatch(r"[^.;]{0,20}\s+to\s+", gap)):
        _share(one, two)
        two.baseline = (one.start, one.end)
        return [one, two]
    if (
        _OR.fullmatch(gap)
        and one.unit is None
        and two.number.kind == one.number.kind
        and 0 < two.value - one.value <= one.value
    ):
        return _range(text, one, two)
    if (
        _JOIN.fullmatch(gap)
        and one.unit is None
        and two.unit
        and not two.money_before
        and two.unit != "percent"
        and two.unit not in _TIME_UNITS
    ):
        _share(one, two)
        return [one, two]
    return None


def _compound(text: str, gap: str, one: Item, two: Item) -> Item | None:
    """ "5 feet 2 inches", "3 dollars and 50 cents", "15 dollars 50"."""
    if not re.fullmatch(r"\s*|\s+and\s+", gap) or one.unit is None or one.number.scaled:
        return None
    money = units()[one.unit].dimension == "money" and one.unit not in _CENTS and not one.money_before
    factor = _COMPOUND.get((one.unit, two.unit or ""))
    if money and (
        two.unit in _CENTS or (two.unit is None and two.value < 100 and _SENTENCE_END.match(text, two.end))
    ):
        factor = 0.01
    if one.unit == "ft" and two.unit is None and (inches := _INCHES.match(text, two.end)):
        factor, two.end = 1 / 12, inches.end()
    if factor is None or two.value * factor >= 1:
        return None
    number = replace(one.number, value=one.value + two.value * factor, place=0.0)
    return replace(one, number=number, end=two.end)


def _range(text: str, one: Item, two: Item) -> list[Item] | None:
    if one.unit and two.unit and one.unit != two.unit:
        return None
    if guards.looks_like_year(one.number) and guards.looks_like_year(two.number) and not two.unit:
        return None
    _share(one, two)
    if one.value >= two.value or (one.age != two.age and one.age):
        return None
    return [
        replace(
            two,
            number=one.number,
            high=two.number,
            start=one.start,
            end=two.end,
            unit=two.unit or one.unit,
            money_before=one.money_before,
        )
    ]


def _is_score(text: str, one: Item, two: Item) -> bool:
    """ "Split 4 to 1", "an 80-19 vote": two bare numbers, the greater first."""
    return one.unit is None and two.unit is None and one.value >= two.value and not one.number.scaled


def _share(one: Item, two: Item) -> None:
    """What is written once holds for both: the unit behind the second, the sign before the first, the scale of the second."""
    if one.unit is None and two.unit is not None and not (two.money_before and one.number.scaled):
        one.unit, one.age = two.unit, two.age
    if two.unit is None and one.money_before:
        two.unit = one.unit
    if (
        two.number.scaled
        and not one.number.scaled
        and two.number.kind == one.number.kind
        and one.unit == two.unit
    ):
        size = _scale(two.number)
        if one.value < two.value / size * 1.0000001 or one.value < 1000:
            one.number = replace(
                one.number, value=tidy(one.value * size), place=one.number.place * size, scaled=True
            )


def _scale(number: Number) -> float:
    """The scale word of a number, from its value and its figures: 1e9 for "7 billion"."""
    figures = re.match(r"[\d.,]*\d", number.written)
    if figures:
        return number.value / float(figures[0].replace(",", ""))
    return 1000.0 ** int(math.log(max(number.value, 1000), 1000) + 1e-9)


# -- figures ---------------------------------------------------------------------------------------------------------


def _figure(text: str, item: Item) -> Figure | None:
    unit, dimension = _unit_of(item)
    per = None
    if dimension.endswith("_rate"):
        unit, per = unit.split("/", 1)
        dimension = units()[unit].dimension
    at = (item.start, item.end)
    if found_between := item.high is not None and _BETWEEN_AT.search(
        text[max(0, item.start - 40) : item.start]
    ):
        item.start -= len(found_between[0])  # type: ignore[index]
    found = around.rate(text, item.end) if per is None else None
    if found is not None:
        per, end = found
        if (whole := f"{unit}/{_SHORT.get(per, per)}") in units() or (
            whole := _SPEEDS.get((unit, per), "")
        ) in units():
            if not units()[whole].dimension.endswith("_rate"):
                unit, dimension, per = whole, units()[whole].dimension, None
        item.end = end
        at = (at[0], end)
    start, end, bound = around.bound(text, item.start, item.end)
    if bound != "exact" and not around.holds(text, start, item.start, item.value, dimension):
        start, bound = item.start, "exact"
    low, high, bound = _interval(item, dimension, bound)
    label = "AGE" if item.age else "SHARE" if unit == "fraction" else dimension.upper()
    value = item.value if item.high is None else tidy((item.value + item.high.value) / 2)
    figure = Figure(
        start, end, label, low, high, tidy(value), unit, at, bound, per=per, baseline=item.baseline
    )
    around.read(text, figure, item.end)
    if figure.label == "COUNT" and not _worth(text, figure, item):
        return None
    return figure


_SHORT = {"hour": "h", "second": "s", "millisecond": "ms", "ms": "ms"}
_SPEEDS = {("mi", "hour"): "mph"}


def _unit_of(item: Item) -> tuple[str, str]:
    if item.unit is None:
        return "count", "count"
    return item.unit, units()[item.unit].dimension


def _interval(item: Item, dimension: str, bound: str) -> tuple[float | None, float | None, str]:
    if item.number.kind == "vague":
        return tidy(item.value), None, "at_least"
    if item.high is not None:
        return tidy(item.value), tidy(item.high.value), "range"
    return interval(item.value, half_width(item.number, "age" if item.age else dimension), bound)


def _worth(text: str, figure: Figure, item: Item) -> bool:
    """A bare number is a count when a noun follows or the words around ask for a figure."""
    return figure.of is not None or item.baseline is not None or item.number.kind != "word" or item.value >= 2
