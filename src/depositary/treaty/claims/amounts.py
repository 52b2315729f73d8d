"""Numbers with their unit in folded words, and how one stands to another: "up to 5 billion cubic metres", "twice a year"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}  # fmt: skip
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_SCALE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "billion": 1e9, "bln": 1e9}
_NUMBER = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(_WORDS)}"
_AMOUNT = re.compile(
    rf"(?P<bound>up to|at most|no more than|not more than|at least|no less than|more than|over|within)?\s*(?<![\w.])(?P<number>{_NUMBER})(?:[ -](?P<scale>{'|'.join(_SCALE)}))?[ -](?P<unit>[a-z]+(?: (?:metres?|meters?|places|tonnes?))?)"
)
_RATE = re.compile(rf"\b(?P<bound>at least |at most )?(?P<times>once|twice|thrice|(?:{_NUMBER}) times) (?:an?|every|each|per) (?P<per>year|month|week|quarter)\b")
_PER = {"year": 1.0, "quarter": 4.0, "month": 12.0, "week": 52.0}
_EVERY = re.compile(r"\b(?:every|each) (?P<per>quarter|month|week)\b")
_YEARLY = re.compile(r"\b(?:annually|yearly|(?:each|every) year|on an annual basis|annual (?:session|meeting|summit)s?)\b")
_DAY_OF = re.compile(r"\b(?:on )?the (?:same |very )?day of (?:the |its )?\w+")
_MONTHS = frozenset("january february march april may june july august september october november december".split())
# Units that are none: "one of", "one party".
_NO_UNIT = frozenset("of or and the party parties side state another other to in on is are year from by million billion".split()) - {"year"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit (without the plural s); `bound` is "most", "least" or ""."""

    number: float
    unit: str
    bound: str


def amounts(words: str) -> list[Amount]:
    """The numbers of folded words, in order; rates have the unit "times a year"."""
    found = [Amount(_times(hit["times"]) * _PER[hit["per"]], "times a year", _bound((hit["bound"] or "").strip())) for hit in _RATE.finditer(words)]
    if not found and _YEARLY.search(words):
        found.append(Amount(1.0, "times a year", ""))
    found += [Amount(_PER[hit["per"]], "times a year", "") for hit in _EVERY.finditer(words) if not found]
    if _DAY_OF.search(words):
        found.append(Amount(0.0, "day", ""))
    for hit in _AMOUNT.finditer(_RATE.sub(" ", words)):
        unit = " ".join(_singular(one) for one in hit["unit"].split())
        if unit not in _NO_UNIT and unit not in _MONTHS:
            found.append(Amount(_value(hit["number"]) * _SCALE.get(hit["scale"] or "", 1.0), unit, _bound(hit["bound"])))
    return found


def without(words: str) -> str:
    """The words with their numbers taken out; the units stay."""
    return re.sub(rf"(?<![\w.])(?:{_NUMBER}|{'|'.join(_SCALE)}|once|twice|thrice|times)(?!\w)", " ", words)


def stands(claimed: Amount, held: Amount) -> str:
    """How a claimed amount stands to the one held: "same", "more" where the text gives it as the most, "other"."""
    if claimed.number == held.number:
        return "more" if held.bound == "most" and not claimed.bound else "same"
    if held.bound == "most" and claimed.number < held.number:
        return "unclear"
    if claimed.bound == held.bound or (held.bound == "least" and not claimed.bound and claimed.number < held.number):
        return "other"
    if claimed.bound or held.bound == "least":
        return "unclear"
    return "other"


def _times(words: str) -> float:
    return _TIMES.get(words) or _value(words.split()[0])


def _value(word: str) -> float:
    return float(_WORDS[word]) if word in _WORDS else float(word.replace(",", ""))


def _bound(word: str | None) -> str:
    if word in ("up to", "at most", "no more than", "not more than", "within"):
        return "most"
    return "least" if word else ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
