"""The sentences of findings on figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from depositary.model.dates import between, iso, parse, worded
from depositary.model.nouns import Quantity, Statement
from depositary.model.record import Record
from depositary.model.units import units
from depositary.reconcile.figures.relations import Cluster
from depositary.reconcile.figures.sayings import SETTING, TIMELESS, UNKNOWN, Span, Variable, counted
from depositary.reconcile.solve import Component, NotBelow, Product, Relation, Sum
from depositary.reconcile.wording import count, voice

_EXPLAINED = {
    "period": "they are about different times, {left} and {right}",
    "unit": "they are in different units",
    "scope": "they cover different goods, places or parties",
    "measure": "equal numbers of different things",
    "baseline": "they count from different bases",
    "rounding": "their ranges meet, by rounding or because one is told as about",
    "reporter": "they have different reporters, {both}",
    "calendar": "they count years by different calendars, {both}",
    "valuation": "goods are valued differently, {both}",
    "coverage": "they cover different things, {both}",
    "year_unknown": "the year of at least one is not known",
}


def about(told: Sequence[Statement]) -> tuple[str, ...]:
    """What the statements are about, each thing once."""
    return tuple(dict.fromkeys(thing for one in told for thing in one.about))


def name(series: str, record: Record) -> str:
    """The words of the case for a series, else its indicator in plain words."""
    held = record.case.series if record.case else ()
    named = next((one.name for one in held if one.key == series), None)
    return named or series.split("/", maxsplit=1)[0].replace(".", " ").replace("_", " ")


def when(at: Span) -> str:
    """The time of a variable, for a reader; nothing where it does not matter."""
    if at == TIMELESS:
        return ""
    if not (at.start.endswith("-01") and at.end.endswith("-01")):
        return worded(between(at.start or None, at.end or None))
    first, last = at.start[:7], iso(parse(at.end) - timedelta(days=1))[:7]
    if first.endswith("-01") and last.endswith("-12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} to {last[:4]}"
    return first if first == last else f"{first} to {last}"


def literal(one: Cluster) -> str:
    """The words of the figure, with what kind of figure it is."""
    value = one.first.value
    said = value.literal + _unit(value) if value else ""
    falls = value is not None and value.direction == "down"
    kind = {"growth": "fall of " if falls else "growth of ", "change": "change of "}.get(
        one.variable.kind, ""
    )
    return f"{kind}{said}"


def _unit(value: Quantity) -> str:
    """The unit of a figure whose words have none, as a cell of a table: "4,180 million US dollar"."""
    unit = units().get(value.unit)
    if unit is None or not _BARE.fullmatch(value.literal) or value.unit in ("one", "count"):
        return ""
    told = float(value.literal.replace(",", "")) if value.literal.strip("-.,") else 0.0
    middle = (value.low + value.high) / 2 if value.low is not None and value.high is not None else told
    size = next((word for factor, word in _SIZES if told and abs(abs(middle / told / factor) - 1) < _CLOSE), "")
    return f" {size}{unit.label}"


# A number without a word or sign, and the sizes that a column may count in.
_BARE = re.compile(r"-?[\d,]+(?:\.\d+)?")
_SIZES = ((1e3, "thousand "), (1e6, "million "), (1e9, "billion "))
_CLOSE = 0.01


def conflict(members: Sequence[Cluster], record: Record, note: str = "") -> str:
    """Why the members cannot all hold, with what that hangs on."""
    first = members[0].variable
    told = _listed([_dated(one, members) for one in members])
    lent = any(each.lent for one in members for each in one.sayings)
    if first.setting[0] != UNKNOWN and not lent and len({one.variable.setting[0] for one in members}) == 1:
        told += f", as counted by {voice(first.setting[0])},"
    held = "both" if len(members) == 2 else "all"
    return f"{name(first.series, record)}: {told} cannot {held} hold{note}."


def revised(members: Sequence[Cluster], record: Record) -> str:
    """That a reporter took an own figure back."""
    before, after = members[0], members[-1]
    by = "" if after.variable.setting[0] == UNKNOWN else f" by {voice(after.variable.setting[0])}"
    at = when(after.variable.at)
    then = f" in {at}" if at else ""
    return (
        f"{name(after.variable.series, record)}{then}: {literal(before)} was revised{by} to {literal(after)}."
    )


def _dated(one: Cluster, members: Sequence[Cluster]) -> str:
    times = {other.variable.at for other in members}
    said, at = literal(one), when(one.variable.at)
    if len(times) == 1:
        return f"{said} in {at}" if one is members[-1] and at else said
    return f"{said} in {at}" if at else said


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sayings(members: Sequence[Cluster]) -> tuple[str, ...]:
    """What each member says, as ends."""
    return tuple(
        f"{one.first.doc_name}: {literal(one)} {_ends(one)}"
        + (f", {when(one.variable.at)}" if one.variable.at != TIMELESS else "")
        for one in members
    )


def _ends(one: Cluster) -> str:
    """The range of a figure; that of a growth as the factor by which the base is multiplied."""
    lead = "multiplies by " if one.variable.kind == "growth" else "is "
    if one.low == one.high:
        return f"{lead}exactly {number(one.low)}"
    if one.high == float("inf"):
        return f"{lead}at least {number(one.low)}"
    if one.low in (0.0, -float("inf")):
        return f"{lead}at most {number(one.high)}"
    return f"{lead}{number(one.low)} to {number(one.high)}"


def links(part: Component, members: Sequence[Cluster]) -> tuple[str, ...]:
    """The definitions between the variables of the members."""
    if len({one.variable for one in members}) == 1:
        return ()
    held = {one.variable for one in members}
    return tuple(_link(one) for one in part.relations if len(held & set(one.variables)) > 1)[:5]


def _link(one: Relation) -> str:
    if isinstance(one, Sum):
        return f"{_short(one.total)} = {' + '.join(_short(part) for part in one.parts)}"
    if isinstance(one, Product):
        return f"{_short(one.total)} = {_short(one.base)} x {_short(one.factor)}"
    assert isinstance(one, NotBelow)
    return f"{_short(one.upper)} is not below {_short(one.lower)}"


def _short(variable: object) -> str:
    assert isinstance(variable, Variable)
    kind = "" if variable.kind == "level" else f"{variable.kind} of "
    at = f" {when(variable.at)}" if variable.at != TIMELESS else ""
    return f"{kind}{variable.series.split('/', maxsplit=1)[0].replace('.', ' ').replace('_', ' ')}{at}"


def implied(variable: Variable, low: float, high: float, record: Record, taken: bool) -> str:
    """What follows for a level that nobody tells."""
    unit = units()[variable.unit].label if variable.unit in units() else variable.unit
    at = when(variable.at)
    then = f" in {at}" if at else ""
    same = "the year before" if at.isdigit() else "the same months of the year before"
    base = f", if the growth counts from {same}" if taken else ""
    return f"{name(variable.series, record)}{then}: {number(low)} to {number(high)} {unit} follows{base}."


def base_unit(variable: Variable, members: Sequence[Cluster]) -> str:
    """The unit of a level: the currency, else the unit of factor one of its dimension."""
    if variable.unit in units():
        return variable.unit
    return next(
        (key for key, one in units().items() if one.dimension == variable.unit and one.factor == 1), ""
    )


def agreeing(one: Cluster, voices: int, record: Record, *, together: bool = False) -> str:
    """That voices of their own say the same; of one document, that they say it there."""
    at = when(one.variable.at)
    then = f" in {at}" if at else ""
    who = "in one document" if together else "that do not copy each other"
    return f"{name(one.variable.series, record)}{then}: {count(voices)} voices {who} give {literal(one)}."


def explained(difference: str, one: Cluster, other: Cluster, record: Record, also: Sequence[Statement] = ()) -> str:
    """Why two figures that differ are no conflict; `also` is the figure for which they are not held for one count."""
    why = _EXPLAINED[difference].format(
        left=when(one.variable.at) or "untold",
        right=when(other.variable.at) or "untold",
        both=_both(one.variable, other.variable),
    )
    if difference == "unit" and one.variable.unit == other.variable.unit:
        why = "they are told in different units, and their ranges meet"
    contrary = one.variable.kind == "growth" and (one.high < 1 < other.low or other.high < 1 < one.low)
    note = "; one tells a fall and the other a rise" if contrary else ""
    note += f"; another counts too, {', '.join(each.value.literal for each in also if each.value)}" if also else ""
    return f"{name(one.variable.series, record)}: {literal(one)} and {literal(other)}; {why}{note}."


def _both(one: Variable, other: Variable) -> str:
    """The first thing in which two figures were counted differently, of both; of one that is not known, that it is not told."""
    pairs = enumerate(zip(one.setting, other.setting, strict=True))
    apart = next(((place, pair) for place, pair in pairs if len(set(pair)) > 1), None)
    if apart is None:
        return "not told"
    place, pair = apart
    known = [item.replace("_", " ") for item in pair if item != UNKNOWN]
    known = [voice(item) for item in known] if SETTING[place] == "reporter" else known
    return f"{known[0]} and {known[1]}" if len(known) == 2 else f"one {known[0]}, the other not told"


def setting(members: Sequence[Cluster]) -> str | None:
    """What is not known of how the members were counted; nothing where that does not matter."""
    if not any(counted(one.variable.series) for one in members):
        return None
    unknown = [
        key.replace("_", " ")
        for place, key in enumerate(SETTING)
        if any(one.variable.setting[place] == UNKNOWN for one in members)
    ]
    return f"not told: {', '.join(unknown)}" if unknown else None


def number(value: float) -> str:
    """A number for a reader: five digits that matter, so that ends which differ look different."""
    if value in (float("inf"), float("-inf")):
        return "more" if value > 0 else "less"
    for size, word in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(value) >= size:
            return f"{value / size:.5g}{word}"
    return f"{value:,.5g}" if abs(value) < 100_000 else f"{value:,.0f}"
