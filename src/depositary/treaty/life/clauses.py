"""Final clauses found by rules: sentences of the provisions held, and what each tells of the life of the agreement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from depositary.annotate.header.formula import ORDINALS, TENS
from depositary.annotate.quantities.numbers import find_numbers
from depositary.treaty.life.cues import Rule, cues, groups

_BREAK = re.compile(
    r"(?<!\bArt)(?<!\bNo)(?<!\bpara)[.;](?=\s+[\"“(]?[A-Z0-9])|\n[ \t]*\n|\n(?=[ \t]*(?:\d{1,2}\.|\(\w\))[ \t])"
)
# A sentence that is longer is a list, and rules would join what stands far apart.
_LONGEST = 1_200
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]\s+|\(\w{1,3}\)\s+)?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the text tells of the life of its agreement, with its place. `field` and `rule` are those of
    `final_clauses.yml`; `provision` is "" where the text has no articles."""

    field: str
    rule: str
    value: Mapping[str, Any]
    doc: str
    doc_name: str
    start: int
    end: int
    provision: str
    quote: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Own words of one provision: what stands in it and in none below it."""

    doc: str
    doc_name: str
    start: int
    words: str
    provision: str
    article: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its offset in the document."""

    within: Stretch
    start: int
    words: str


def sentences(stretch: Stretch) -> Iterator[Sentence]:
    """The sentences of a stretch, without the numbers before them."""
    at = 0
    for found in [*_BREAK.finditer(stretch.words), None]:
        end = found.end() if found else len(stretch.words)
        start = at + len(_NUMBERED.match(stretch.words[at:end])[0])  # type: ignore[index]
        words = stretch.words[start:end].rstrip()
        if words:
            yield Sentence(stretch, stretch.start + start, words[:_LONGEST])
        at = end


def clauses(stretches: Sequence[Stretch]) -> Iterator[Fact]:
    """All facts that rules find, in the order of the text; a field that is told once does not silence a second clause."""
    held = [one for stretch in stretches for one in sentences(stretch)]
    for place in range(len(held)):
        for rules in cues().rules.values():
            fact = next(filter(None, (_fact(rule, held, place) for rule in rules)), None)
            if fact is not None:
                yield fact


def _fact(rule: Rule, held: Sequence[Sentence], place: int) -> Fact | None:
    sentence = held[place]
    found = rule.words.search(sentence.words)
    if found is None or _excluded(rule, sentence.words, found):
        return None
    value = dict(_cast(groups(found)))
    behind = held[place : place + 1 + rule.reach]
    near = [(one.words, 0) for one in behind if one.within.article == sentence.within.article]
    near[0] = (sentence.words, _anchor(found))
    for key, words in rule.more.items():
        hit = next(filter(None, (words.search(*one) for one in near)), None)
        if hit is not None:
            value[key] = _cast(groups(hit)) or True
    for key, choices in rule.choose.items():
        chosen = next((name for name, pattern in choices.items() if pattern.search(sentence.words)), None)
        value |= {key: chosen} if chosen is not None else {}
    stretch = sentence.within
    end = sentence.start + len(sentence.words)
    return Fact(
        rule.field, rule.name, value, stretch.doc, stretch.doc_name, sentence.start, end, stretch.provision,
        sentence.words,
    )  # fmt: skip


def _anchor(found: re.Match[str]) -> int:
    """Where the words begin that what is looked for beside a rule stands behind: those of the group `at`."""
    return max((start for key, start in _starts(found) if key.startswith("at")), default=0)


def _starts(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    return ((key, found.start(key)) for key, held in found.groupdict().items() if held is not None)


def _excluded(rule: Rule, words: str, found: re.Match[str]) -> bool:
    """What speaks against a rule counts up to the end of its own words, and not where it stands in a clause behind them."""
    if rule.unless is None:
        return False
    return rule.unless.search(words, 0, max(found.end(), found.start() + 1)) is not None


def _cast(found: Mapping[str, str]) -> dict[str, Any]:
    """Numbers as numbers, units as they are, the words of the rest on one line."""
    value: dict[str, Any] = {}
    for key, words in found.items():
        if key == "number":
            value[key] = number(words)
        elif key == "ordinal":
            value[key] = ordinal(words)
        elif key == "list":
            value["names"] = names(words)
        elif key != "at":
            value[key] = words.lower() if key == "unit" else " ".join(words.split()).strip(" ,")
    return value


def number(words: str) -> int:
    """A number in figures or words: "six (6)" is 6."""
    return next((int(one.value) for one in find_numbers(words)), 0)


def ordinal(words: str) -> int:
    """ "second" is 2, "sixtieth" 60, "30th" 30."""
    if digits := re.match(r"\d+", words):
        return int(digits[0])
    parts = re.split(r"[\s-]+", words.lower().split("(")[0].strip())
    last = ORDINALS.get(parts[-1]) or _TENTHS.get(parts[-1], 0)
    return last + (_TENS.get(parts[-2], 0) if len(parts) > 1 else 0)


_TENS = TENS | {"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TENTHS = {f"{word[:-1]}ieth": value for word, value in _TENS.items()}


def names(words: str) -> list[str]:
    """The members of a list: "Russian, Persian and English"."""
    return [
        one
        for one in re.split(r",\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?|\s+or\s+(?:the\s+)?", words)
        if one
    ]
