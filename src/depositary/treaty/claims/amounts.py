"""Numbers with their unit in folded words, and how one stands to another: "up to 5 billion cubic metres", "twice a year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from depositary.model.needles import Guarded
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit (without the plural s); `bound` is "most", "least" or ""."""

    number: float
    unit: str
    bound: str


@dataclass(frozen=True)
class _Grammar:
    """Patterns for numbers, rates and their units, from `amounts.yml` and `numbers.yml`."""

    words: Mapping[str, float]
    scale: Mapping[str, float]
    times: Mapping[str, float]
    per: Mapping[str, float]
    most: frozenset[str]
    none: frozenset[str]
    amount: re.Pattern[str]
    rate: Guarded
    every: Guarded
    yearly: Guarded
    day_of: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _grammar(lang: str = "en") -> _Grammar:
    folder = DATA / "cues" / lang
    body, numbers = read_yaml(folder / "amounts.yml"), read_yaml(folder / "numbers.yml")
    number = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(numbers['small'])}"
    scale, times, per = "|".join(numbers["scale"]), "|".join(body["times"]), "|".join(body["per"])
    bound = rf"(?:(?P<bound>{'|'.join((*body['most'], *body['least']))}) )?"
    unit = rf"(?P<unit>[a-z]+(?: (?:{body['second']}))?)"
    named = "".join(rf"(?<!\b{one} )" for one in body["numbered"])
    return _Grammar(
        words=numbers["small"],
        scale=numbers["scale"],
        times=body["times"],
        per=body["per"],
        most=frozenset(body["most"]),
        none=frozenset(body["none"]),
        amount=re.compile(rf"{bound}(?<![\w.]){named}(?P<number>{number})(?:[ -](?P<scale>{scale}))?[ -]{unit}"),
        rate=Guarded(
            re.compile(
                rf"\b{bound}(?P<times>{times}|(?:{number}) times) (?:an?|every|each|per) (?P<per>{per})\b"
            )
        ),
        every=Guarded(re.compile(rf"\b(?:every|each) (?P<per>{per})\b")),
        yearly=Guarded(re.compile(body["yearly"])),
        day_of=re.compile(body["day_of"]),
        bare=re.compile(rf"(?<![\w.])(?:{number}|{scale}|{times}|times)(?!\w)"),
    )


RATE = "times a year"


def rated(words: str) -> bool:
    """True where `amounts` has a rate among them."""
    known = _grammar()
    return any(one.search(words) is not None for one in (known.rate, known.yearly, known.every))


def amounts(words: str) -> list[Amount]:
    """The numbers of folded words, in order; rates have the unit `RATE`."""
    known = _grammar()
    found = [
        Amount(_times(hit["times"]) * known.per[hit["per"]], RATE, _bound(hit["bound"]))
        for hit in known.rate.finditer(words)
    ]
    if not found and known.yearly.search(words):
        found.append(Amount(1.0, RATE, ""))
    if not found:
        found += [Amount(known.per[hit["per"]], RATE, "") for hit in known.every.finditer(words)]
    if known.day_of.search(words):
        found.append(Amount(0.0, "day", ""))
    return [*found, *_counted(known.rate.sub(" ", words), known)]


def _counted(words: str, known: _Grammar) -> Iterator[Amount]:
    for hit in known.amount.finditer(words):
        unit = " ".join(_singular(one) for one in hit["unit"].split())
        if unit not in known.none and unit not in known.scale:
            yield Amount(
                _value(hit["number"]) * known.scale.get(hit["scale"] or "", 1.0), unit, _bound(hit["bound"])
            )


def without(words: str) -> str:
    """The words with their numbers taken out; the units stay."""
    return _grammar().bare.sub(" ", words)


def stands(claimed: Amount, held: Amount) -> str:
    """How a claimed amount stands to the one held: "same", "more" where the text gives it as the most, "other"."""
    if claimed.number == held.number:
        return "more" if held.bound == "most" and not claimed.bound else "same"
    if held.bound == "most" and claimed.number < held.number:
        return "unclear"
    if claimed.bound == held.bound or (
        held.bound == "least" and not claimed.bound and claimed.number < held.number
    ):
        return "other"
    if claimed.bound or held.bound == "least":
        return "unclear"
    return "other"


def _times(words: str) -> float:
    return float(_grammar().times.get(words) or _value(words.partition(" ")[0]))


def _value(word: str) -> float:
    known = _grammar().words
    return float(known[word]) if word in known else float(word.replace(",", ""))


def _bound(word: str | None) -> str:
    return ("most" if word in _grammar().most else "least") if word else ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
