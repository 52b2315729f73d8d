"""What a statement claims of a route: which measure, more or less of it, by how many per cent. Cues are in
`data/cues/en/claims.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.nouns import Statement
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_STOP = re.compile(r"[.!?](?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_]\w*")
# Characters before a statement in which its sentence mostly begins.
BACK = 400
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


# Units of differences as they are written.
UNITS = {"day": "days", "km": "km"}


@cache
def cues() -> dict[str, Any]:
    """The words by which sentences claim something of a route."""
    found: dict[str, Any] = read_yaml(DATA / "cues" / "en" / "claims.yml")
    return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """So many per cent, or so much in `unit`, less (`sign` -1) or more (1) of a measure. `word` is how it is called: shorter,
    cheaper."""

    measure: str
    sign: int
    word: str
    number: str
    low: float
    high: float
    unit: str = "percent"

    @property
    def amount(self) -> str:
        """ "40%", "20 days"."""
        return f"{self.number}%" if self.unit == "percent" else f"{self.number} {UNITS[self.unit]}"

    @property
    def share(self) -> float:
        """The per cent as a number."""
        return float(self.number.replace(",", ".")) if _NUMBER.fullmatch(self.number) else self.low


def comparison(one: Statement, record: Record) -> Comparison | None:
    """What a figure in per cent claims by comparing; None where it compares nothing that a network knows."""
    value = one.value
    if one.kind != "figure" or value is None or value.unit != "percent" or one.negated:
        return None
    found = _measured(one, record)
    if found is None:
        return None
    measure, sign, word = found
    number = _NUMBER.search(value.literal)
    low = value.low if value.low is not None else 0.0
    high = value.high if value.high is not None else 100.0
    return Comparison(measure, sign, word, number[0] if number else value.literal, low, high)


def _measured(one: Statement, record: Record) -> tuple[str, int, str] | None:
    word = str(one.attributes.get("comparison") or "")
    table = cues()["comparatives"]
    if word in table:
        measure, sign = table[word]
        return measure, sign, word
    sign = -1 if word in cues()["less"] else 1 if word in cues()["more"] else 0
    if (
        not word
        and one.measure in ("growth", "change")
        and one.value is not None
        and one.value.baseline is None
    ):
        # "Cut costs by 30 percent": what rises is told of years far more often than of routes.
        sign = -1 if one.value.direction == "down" else 0
    if not sign:
        return None
    measure = measure_near(one, record)
    return (measure, sign, cues()["canonical"][measure][sign > 0]) if measure else None


def measure_near(one: Statement, record: Record) -> str:
    """The measure of the nearest word before the number in the statement, else of the first in the statement; "" where none is
    told."""
    text = record.documents[one.doc].text[one.start : one.end]
    literal = one.value.literal if one.value else ""
    at = text.rfind(literal) if literal else -1
    before = [word.lower() for word in _WORD.findall(text[:at] if at >= 0 else text)]
    after = [word.lower() for word in _WORD.findall(said(one, record)[max(at, 0) :])]
    for word in (*reversed(before), *after):
        for measure, words in cues()["measures"].items():
            if word in {str(one).lower() for one in words}:
                return str(measure)
    return ""


def said(one: Statement, record: Record) -> str:
    """The words from the statement to the end of its sentence: "40% shorter and 30% cheaper than the sea route"."""
    text = record.documents[one.doc].text
    stop = _STOP.search(text, one.end)
    return text[one.start : stop.start() if stop else len(text)]


def sentence_start(one: Statement, record: Record) -> int:
    """Where the sentence that a statement stands in begins."""
    text = record.documents[one.doc].text
    back = BACK
    while True:
        start = max(0, one.start - back)
        before = [stop.end() for stop in _STOP.finditer(text, start, one.start)]
        if before or not start:
            return before[-1] if before else 0
        back *= 2


def sentence(one: Statement, record: Record) -> str:
    """The whole sentence that a statement stands in."""
    text = record.documents[one.doc].text
    return text[sentence_start(one, record) : one.start] + said(one, record)


def has(text: str, kind: str) -> bool:
    """True where a word of this kind of cue stands in the text."""
    words = {word.lower() for word in _WORD.findall(text)}
    return bool(words & {str(one).lower() for one in cues()[kind]})


def own_days(text: str) -> str:
    """What a sentence's own days come to: "25 to 30 beside 45 to 50 days: 33 to 50 % less"; "" where it does not tell two."""
    fell = re.search(cues()["fell"], text)
    if fell:
        first, second = (float(fell[2]),) * 2, (float(fell[1]),) * 2
    else:
        found = [(float(one[1]), float(one[2] or one[1])) for one in re.finditer(cues()["days"], text)]
        if len(found) != 2:
            return ""
        first, second = sorted(found)
    if not min(second) or first[1] > second[0]:
        return ""
    ends = sorted(
        round((1 - mine / theirs) * 100) for mine, theirs in ((first[1], second[0]), (first[0], second[1]))
    )
    told = [f"{low:g}" if low == high else f"{low:g} to {high:g}" for low, high in (first, second)]
    share = f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    return f"By its own days {told[0]} beside {told[1]}: {share} % less"
