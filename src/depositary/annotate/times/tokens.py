"""Text as a string of symbols, one a token, so that the grammar of times can be written over symbols.

Letters are the classes of `data/cues/en/calendar.yml`; besides them: D whole number 1 to 31, N other number, Y four-digit
number that can be a year, O ordinal in digits, K decade, C clock time, I full numeric date, i month and day in digits,
y year and month in digits, q quarter or half ("Q3", "H1"), p possessive "'s", x any other word, and marks as themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_TOKEN = re.compile(
    r"""
    (?P<word>[^\W\d_]++(?![1-4](?!\w)))
    |(?P<q>(?<![^\W_])(?:[QqHh][1-4]|[1-4][QH])(?![^\W_]))
    |(?P<K>(?<![\w.,])(?:\d{3}0\s?['’]?s|['’]\d0s|[2-9]0\s?s)(?![^\W_]))
    |(?P<p>['’`]\s?s(?![^\W_]))
    |(?P<letters>[^\W\d_]+)
    |(?P<I>(?<![\d/])(?<!\d-(?=\d{8}))(?:\d{4}([-/.])\d{1,2}\g<-1>\d{1,2}|\d{1,2}([-/.])\d{1,2}\g<-1>\d{4}|\d{1,2}/\d{1,2}/\d{2}|\d{8}(?!\d))(?![\d/]))
    |(?P<y>(?<![\d/.-])(?:\d{4}[-/](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/](?:19|20)\d\d)(?![\d/-]))
    |(?P<C>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?:\s?[aApP]\.?[mM]\b\.?)?(?![\d:])|\d{1,2}\s?[aApP]\.?[mM]\b\.?)
    |(?P<O>\d{1,2}\s?(?:st|nd|rd|th)(?![^\W_]))
    |(?P<i>(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/]))
    |(?P<n>\d+(?:[.,]\d+)*)
    |(?P<mark>[^\w\s]|\n)
    """.replace(r"\g<-1>", "(?:[-/.])"),
    re.VERBOSE,
)

_LETTERS = ("word", "letters")


@dataclass(frozen=True)
class Lexicon:
    """The calendar words: word -> (symbol, value), phrases by their last word, and lists for context."""

    words: dict[str, tuple[str, Any]]
    endings: dict[str, list[tuple[list[str], tuple[str, Any]]]]
    lists: dict[str, frozenset[str]]


@cache
def lexicon(lang: str = "en") -> Lexicon:
    """The calendar words of a language. Raises BadData when there are none."""
    body = read_yaml(DATA / "cues" / lang / "calendar.yml")
    words = {
        word: (symbol, value) for symbol, held in body["classes"].items() for word, value in held.items()
    }
    endings: dict[str, list[tuple[list[str], tuple[str, Any]]]] = {}
    for phrase, (symbol, value) in body["phrases"].items():
        parts = _parts(phrase.replace("'s", " 's").split(), body["phrases"])
        endings.setdefault(parts[-1], []).append((parts, (symbol, value)))
    for held in endings.values():
        held.sort(key=lambda item: -len(item[0]))
    lists = {key: frozenset(body[key]) for key in body if key not in ("classes", "phrases")}
    return Lexicon(words, endings, lists)


def _parts(parts: list[str], phrases: Mapping[str, Any]) -> list[str]:
    """The pieces that a phrase is met in: a shorter phrase at its start has been joined by then."""
    for size in range(len(parts) - 1, 1, -1):
        if " ".join(parts[:size]) in phrases:
            return [" ".join(parts[:size]), *parts[size:]]
    return parts


@dataclass
class Tokens:
    """Parallel lists over the tokens of a text; `symbols` is the string that the grammar reads."""

    text: str
    symbols: str
    starts: list[int]
    ends: list[int]
    values: list[Any]
    lows: list[str]

    def words(self, first: int, last: int) -> str:
        """The text from token `first` up to and without `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokens(text: str) -> Tokens:
    """Cut a text into tokens and give each its symbol."""
    known = lexicon()
    words, endings = known.words, known.endings
    symbols: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[Any] = []
    lows: list[str] = []
    for found in _TOKEN.finditer(text):
        kind, (start, end), low = found.lastgroup, found.span(), found[0].lower()
        if kind == "word" and low not in words and low not in endings:  # most are such
            symbol, value = "x", None
        elif kind in _LETTERS:
            symbol, value = words.get(low, ("x", None))
        else:
            symbol, value = _figure(kind or "mark", low)
        if low in endings:
            start, low, symbol, value = _phrase(
                endings[low], (start, low, symbol, value), symbols, starts, ends, values, lows
            )
        symbols.append(symbol)
        starts.append(start)
        ends.append(end)
        values.append(value)
        lows.append(low)
    return Tokens(text, "".join(symbols), starts, ends, values, lows)


def _phrase(
    phrases: list[tuple[list[str], tuple[str, Any]]], found: tuple[int, str, str, Any], *lists: list[Any]
) -> tuple[int, str, str, Any]:
    """If the words before make a phrase with this one, take them off the lists and give the whole."""
    starts, lows = lists[1], lists[4]
    for parts, (symbol, value) in phrases:
        before = len(parts) - 1
        if before and lows[-before:] == parts[:-1]:
            start = starts[-before]
            for held in lists:
                del held[-before:]
            return start, " ".join(parts), symbol, value
    return found


_MARKS = {"–": "-", "—": "-", "‑": "-", "−": "-", "~": "-", "’": "'", "`": "'"}


def _figure(kind: str, low: str) -> tuple[str, Any]:
    if kind == "mark":
        return (_MARKS.get(low, low if low in "-,./()'\n" else ";"), None)
    if kind == "n":
        return _number(low)
    if kind == "O":
        value = int(re.match(r"\d+", low).group())  # type: ignore[union-attr]
        return ("O", value)
    if kind == "q":
        digit = int(re.sub(r"\D", "", low))
        return ("q", ("q" if "q" in low else "h", digit))
    if kind == "K":
        return ("K", int(re.sub(r"\D", "", low)))
    if kind == "p":
        return ("p", None)
    return (kind, low)


def _number(low: str) -> tuple[str, Any]:
    if low.isascii() and low.isdigit():
        value = int(low) if len(low) < 12 else 0
        if len(low) <= 2 and 1 <= value <= 31:
            return ("D", value)
        return ("Y", value) if len(low) == 4 and 1000 <= value < 2200 else ("N", value)
    try:
        return ("N", float(low.replace(",", "")))
    except ValueError:
        return ("N", None)
