"""Items that belong together: ranges, compounds, changes from one to another, units written once for two."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from depositary.annotate.quantities import guards
from depositary.annotate.quantities.figure import tidy
from depositary.annotate.quantities.items import CENTS, Item, time_units
from depositary.annotate.quantities.words import Number
from depositary.model.units import units

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
_COMPOUND = {("ft", "in"): 1 / 12, ("hour", "minute"): 1 / 60, ("lb", "oz"): 1 / 16}
_SENTENCE_END = re.compile(r"\s*(?:[.!?;](?!\d)|$|more\b)")
_INCHES = re.compile(r"\s?in\b")


def joined(text: str, items: list[Item]) -> list[Item]:
    """Items with those that are one quantity ("two hours and ten minutes", "40 or 50 ships") made one."""
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
    """The pair as one range or compound, or as two that share a unit; None when they have nothing in common."""
    gap = text[one.end : two.start]
    if one.high is not None:
        return None
    if compound := _compound(text, gap, one, two):
        return [compound]
    left = text[max(0, one.start - 40) : one.start]
    between = _AND.fullmatch(gap) and _BETWEEN.search(left)
    ranging = _TO.fullmatch(gap) and (_RANGING.search(left) or not _FROM.search(left))
    if _DASH.fullmatch(gap) or between or ranging:
        return [] if _is_score(one, two) else _range(text, one, two)
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
        and two.unit not in time_units()
    ):
        _share(one, two)
        return [one, two]
    return None


def _compound(text: str, gap: str, one: Item, two: Item) -> Item | None:
    """ "6 feet 3 inches", "19 dollars and 20 cents", "19 dollars 20"."""
    if not re.fullmatch(r"\s*|\s+and\s+", gap) or one.unit is None or one.number.scaled:
        return None
    money = units()[one.unit].dimension == "money" and one.unit not in CENTS and not one.money_before
    factor = _COMPOUND.get((one.unit, two.unit or ""))
    if money and (
        two.unit in CENTS or (two.unit is None and two.value < 100 and _SENTENCE_END.match(text, two.end))
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


def _is_score(one: Item, two: Item) -> bool:
    """ "Split 4 to 1", "an 80-19 vote": two bare numbers, the greater first."""
    return one.unit is None and two.unit is None and one.value >= two.value and not one.number.scaled


def _share(one: Item, two: Item) -> None:
    """What is written once holds for both: the unit and scale behind the second, the sign before the first."""
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
