"""Quantities of a language from its words (`quantities.yml`): numbers with a unit, as the English layer gives them.

A number without a unit is no quantity here: what it counts is not told without a parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.cues import any_of, body, whole
from depositary.annotate.layers import Page
from depositary.annotate.quantities.figure import Figure, half_width, interval, tidy
from depositary.annotate.quantities.words import Number
from depositary.model.nouns import Offsets, Span
from depositary.model.units import units

# A verb further off than this tells of something else.
_NEAR = 70
_CLAUSE = re.compile(r"[;:()«»\"“”\n،]|, |[.!?؟]\s")


@dataclass(frozen=True)
class Words:
    """The expressions of a language."""

    figure: re.Pattern[str]
    decimal: re.Pattern[str]
    grouping: str
    join: re.Pattern[str]
    word: re.Pattern[str]
    small: tuple[tuple[re.Pattern[str], float], ...]
    scale: tuple[tuple[re.Pattern[str], float], ...]
    units: tuple[tuple[re.Pattern[str], str], ...]
    before: tuple[tuple[re.Pattern[str], str], ...]
    per: tuple[tuple[re.Pattern[str], str], ...]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    first: re.Pattern[str]
    between: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    by: re.Pattern[str] | None
    share: re.Pattern[str]
    behind: bool


@cache
def words(lang: str) -> Words:
    """The words of a language."""
    raw = body(lang, "quantities")

    def valued(name: str) -> tuple[tuple[re.Pattern[str], float], ...]:
        return tuple((re.compile(form), float(value)) for form, value in raw[name].items())

    return Words(
        figure=re.compile(rf"(?<![\w.,/])(?:{raw['figure']})"),
        decimal=re.compile(raw["decimal"]),
        grouping=raw["grouping"],
        join=re.compile(raw["join"]),
        word=re.compile(rf"{any_of([*raw['small'], *raw['scale']])}(?!\w)"),
        small=valued("small"),
        scale=valued("scale"),
        units=tuple((re.compile(rf"[ -]?(?:{form})(?!\w)"), key) for form, key in raw["units"]),
        before=tuple((re.compile(rf"(?:{form}) ?$"), key) for form, key in raw["before"]),
        per=tuple((re.compile(rf" (?:{form})(?!\w)"), key) for form, key in raw["per"].items()),
        bounds=tuple((name, re.compile(rf"(?<!\w){any_of(forms)} $")) for name, forms in raw["bounds"].items()),
        first=re.compile(rf"(?<!\w)(?:{raw['range']['first']})$"),
        between=re.compile(raw["range"]["between"]),
        up=whole(f"(?:{raw['up']})"),
        down=whole(f"(?:{raw['down']})"),
        by=re.compile(rf"(?<!\w){raw['by']}") if raw["by"] else None,
        share=whole(f"(?:{raw['share']})"),
        behind=bool(raw["behind"]),
    )


@dataclass(frozen=True)
class _Found:
    """A number with its unit and what it is per, in offsets of the copy; `unit` None where none stands there."""

    number: Number
    end: int
    unit: str | None = None
    start: int = 0
    per: str | None = None


def quantities(page: Page, copy: Copy, lang: str) -> Iterator[Span]:
    """Spans of the layer "quantities"; numbers of the times of the page are none."""
    taken = [copy.forth(one.start, one.end) for one in page.layer("times")]
    for figure in find_quantities(copy, lang, taken):
        start, end = copy.back(figure.start, figure.end)
        figure.number = copy.back(*figure.number)
        yield page.span(start, end, "quantities", figure.label, **figure.as_value())


def find_quantities(copy: Copy, lang: str, taken: Sequence[Offsets] = ()) -> Iterator[Figure]:
    """The quantities of a copy in order, with offsets of the copy; `taken` are stretches that hold none."""
    held, low = words(lang), copy.low
    found = [_measured(low, number, held) for number in numbers(low, held)]
    found = [one for one in found if not any(a < one.number.end and one.number.start < b for a, b in taken)]
    floor, place = 0, 0
    while place < len(found):
        one = found[place]
        other = found[place + 1] if place + 1 < len(found) else None
        if one.unit is None and other is not None and _is_range(low, one, other, held):
            yield _figure(low, other, held, floor, one)
            floor, place = other.end, place + 2
            continue
        if one.unit is not None:
            yield _figure(low, one, held, floor)
            floor = one.end
        place += 1


def numbers(low: str, held: Words) -> Iterator[Number]:
    """Every number of a text in small letters, in order, without overlap."""
    figure, word, at = held.figure.search(low), _word(low, 0, held), 0
    while figure is not None or word is not None:
        if figure is not None and figure.start() < at:
            figure = held.figure.search(low, at)
        if word is not None and word.start() < at:
            word = _word(low, at, held)
        first = min((one for one in (figure, word) if one is not None), key=lambda one: one.start(), default=None)
        if first is None:
            return
        number = _number(low, first, first is figure, held)
        yield number
        at = number.end


def _word(low: str, at: int, held: Words) -> re.Match[str] | None:
    """The next word of a number that begins a word."""
    for found in held.word.finditer(low, at):
        if found.start() == 0 or not (low[found.start() - 1].isalnum() or low[found.start() - 1] in "-_"):
            return found
    return None


def _number(low: str, first: re.Match[str], figure: bool, held: Words) -> Number:
    """The longest number that begins here: words and scales add up as they are said."""
    total, current, place, scaled, end = 0.0, 0.0, 0.0, False, first.end()
    last = float("inf")
    if figure:
        current, place = _of_figure(first[0], held)
    piece: re.Match[str] | None = None if figure else first
    while True:
        if piece is not None:
            size = _valued(held.scale, piece[0])
            if size is not None:
                total = total * size if not current and total and size > last else total + (current or 1.0) * size
                place, scaled, current, last = place * size if figure and not scaled else size, True, 0.0, size
            else:
                current += _valued(held.small, piece[0]) or 0.0
                place = 0.0
            end = piece.end()
        join = held.join.match(low, end)
        piece = held.word.match(low, join.end()) if join else None
        if piece is None:
            break
    kind, written = "figure" if figure else "word", low[first.start() : end]
    return Number(first.start(), end, tidy(total + current), place, kind, scaled, written)


def _of_figure(figure: str, held: Words) -> tuple[float, float]:
    """Value and last place of a number in figures."""
    point = held.decimal.search(figure)
    whole_part = re.sub(held.grouping, "", figure[: point.start()] if point else figure)
    digits = point[1] if point else ""
    return float(f"{whole_part}.{digits or 0}"), 10.0 ** -len(digits)


def _valued(table: Sequence[tuple[re.Pattern[str], float]], word: str) -> float | None:
    return next((value for form, value in table if form.fullmatch(word)), None)


def _measured(low: str, number: Number, held: Words) -> _Found:
    for form, key in held.units:
        unit = form.match(low, number.end)
        if unit is None:
            continue
        end = unit.end() - (low[unit.end() - 1] == ".")  # the point of a short form may end the sentence too
        for rate, per in held.per:
            told = rate.match(low, unit.end()) or rate.match(low, _past_word(low, unit.end()))
            if told is not None:
                return _Found(number, end, key, number.start, per)
        return _Found(number, end, key, number.start)
    for form, key in held.before:
        sign = form.search(low, max(0, number.start - 3), number.start)
        if sign is not None:
            return _Found(number, number.end, key, sign.start())
    return _Found(number, number.end, start=number.start)


def _past_word(low: str, at: int) -> int:
    """Behind the next word: "cubic metres of gas a year"."""
    found = re.compile(r" \w+").match(low, at)
    return found.end() if found else at


def _is_range(low: str, one: _Found, other: _Found, held: Words) -> bool:
    between = held.between.fullmatch(low, one.end, other.start)
    if between is None or other.unit is None or one.number.value >= other.number.value:
        return False
    return any(mark in between[0] for mark in "-–—") or held.first.search(low, 0, one.start) is not None


def _figure(low: str, one: _Found, held: Words, floor: int, first: _Found | None = None) -> Figure:
    unit = units()[one.unit or "count"]
    start = first.start if first else one.start
    bound, outer = _bound(low, start, held, floor)
    if first is not None:
        scale = _scale(one.number, held) if not first.number.scaled else 1.0
        lowest, highest, bound = tidy(first.number.value * scale), one.number.value, "range"
        value = (lowest + highest) / 2
        opened = held.first.search(low, 0, start)
        edges: tuple[float | None, float | None] = (lowest, highest)
        outer = opened.start() if opened else outer
    else:
        value = one.number.value
        least, most, bound = interval(value, half_width(one.number, unit.dimension), bound)
        edges = (least, most)
    direction, measure = _moved(low, one, outer, held, floor, unit.dimension)
    label, number = unit.dimension.upper(), (start, one.end)
    return Figure(outer, one.end, label, *edges, tidy(value), unit.key, number, bound, direction, measure, one.per)


def _bound(low: str, start: int, held: Words, floor: int) -> tuple[str, int]:
    """What the words before a number say of its reach, and where they start."""
    for name, form in held.bounds:
        told = form.search(low, max(floor, start - 24), start)
        if told is not None:
            return name, told.start()
    return "exact", start


def _scale(number: Number, held: Words) -> float:
    """What the scale words of a number multiply by: "40 to 50 billion" are both billions."""
    size = 1.0
    for word in held.word.finditer(number.written):
        size *= _valued(held.scale, word[0]) or 1.0
    return size


def _moved(low: str, one: _Found, outer: int, held: Words, floor: int, dimension: str) -> tuple[str | None, str]:
    """Where the figure went, and what it measures."""
    before = low[max(floor, outer - _NEAR) : outer]
    before = before[max((found.end() for found in _CLAUSE.finditer(before)), default=0) :]
    behind = low[one.end : one.end + 40] if held.behind else ""
    cut = _CLAUSE.search(behind)
    behind = behind[: cut.start()] if cut else behind
    around = f"{behind} " if behind else before
    rises, falls = held.up.search(around) is not None, held.down.search(around) is not None
    direction = "up" if rises and not falls else "down" if falls and not rises else None
    by = held.by is None or held.by.search(before) is not None
    if direction and by and (dimension != "money" or held.by is not None):
        return direction, "growth" if dimension in ("percent", "ratio") else "change"
    if held.share.search(before):
        return direction, "share"
    if dimension == "length":
        return direction, "length"
    return direction, "count" if dimension == "count" else "level"
