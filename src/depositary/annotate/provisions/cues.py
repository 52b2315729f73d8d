"""Expressions of the layout and wording of agreements, made from `data/cues/<lang>/provisions.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@dataclass(frozen=True)
class Cues:
    """The expressions of one language, compiled."""

    heading: re.Pattern[str]
    bare: re.Pattern[str]
    levels: dict[str, str]
    numerals: dict[str, str]
    unfinished: re.Pattern[str]
    title: re.Pattern[str]
    enacting: re.Pattern[str]
    recital: re.Pattern[str]
    inner_recital: re.Pattern[str]
    preamble: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    final: re.Pattern[str]
    binding: re.Pattern[str]
    parties: re.Pattern[str]
    itself: re.Pattern[str]
    interpreting: re.Pattern[str]
    speaking: re.Pattern[str]
    own_capitals: frozenset[str]


# A number is arabic (also 4.2), roman in capitals, a lone capital (Annex A) or a word; then bis, ter or a letter.
_NUMBER = (
    r"(?P<number>\d+(?:\.\d+)*|[IVXLCDM]+|(?i:{words})|[A-Z])"
    r"(?P<more>[ \xa0-]?(?i:bis|ter|quater|quinquies|sexies|septies|octies)|[A-Za-z])?"
)
_NOUNS = (
    r"articles?|clauses?|provisions?|paragraphs?|wording|treaty|pact|agreement|document|text|accord|point"
)


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of a language."""
    body = read_yaml(DATA / "cues" / lang / "provisions.yml")
    levels = {word: level for level, words in body["headings"].items() for word in words}
    words = _any(re.escape(word) for word in levels)
    numerals = {word: str(place) for row in body["numerals"] for place, word in enumerate(row, start=1)}
    number = _NUMBER.replace("{words}", _any(numerals))
    lone = _any(word for word, level in levels.items() if level == "annex")
    texts = _any(body["texts"])
    verbs = _any(body["interpreting"])
    return Cues(
        heading=re.compile(rf"[#=*_>\s\"“«]*(?P<word>(?i:{words}))\s+{number}(?!\w)(?P<rest>.*)", re.DOTALL),
        bare=re.compile(rf"[#=*_>\s]*(?P<word>(?i:{lone}))(?:[:.*_\s]*|\s*[:–—-]\s+(?P<rest>\S.{{0,150}}))$"),
        levels=levels,
        numerals=numerals,
        unfinished=re.compile(rf"(?:,|\b(?:{_any(body['unfinished'])}))\s*$"),
        title=re.compile(
            rf"[#=*_>\s]*(?:the\s+|a\s+)?(?:[\w-]+\s+){{0,4}}(?:{_any(body['titles'])})\b", re.IGNORECASE
        ),
        enacting=re.compile(_any(body["enacting"]), re.IGNORECASE),
        recital=re.compile(
            rf"(?:\(?\w{{1,3}}[.)]\s+)?(?:and\s+)?(?:{_any(body['recitals'])})\b", re.IGNORECASE
        ),
        inner_recital=re.compile(rf"(?<=[,;])\s*(?=(?:{_any(_capital(body['recitals']))})\b)"),
        preamble=re.compile(r"[#=*_>\s]*preamble[*_.:\s]*", re.IGNORECASE),
        opening=re.compile(rf"(?:{_any(body['openings'])})\b", re.IGNORECASE),
        closing=re.compile(rf"[*_>\s]*(?:{_any(body['closings'])})\b", re.IGNORECASE),
        final=re.compile(rf"\b(?:{_any(body['finals'])})\b", re.IGNORECASE),
        binding=re.compile(rf"\b(?:{_any(body['binding'])})\b"),
        parties=re.compile(rf"\b(?:{_any(body['parties'])})\b"),
        itself=re.compile(rf"\b(?:[Tt]his|[Tt]he present) (?:{texts})\b"),
        interpreting=_opener(verbs),
        speaking=re.compile(rf"(?<![\w’'])(?:{_any(str(one) for one in body['speaking'])})(?!\w)"),
        own_capitals=frozenset(body["own_capitals"]),
    )


def _opener(verbs: str) -> re.Pattern[str]:
    """A line that begins by speaking of the text: "This article confirms", "Article 5 (4 points) is a"."""
    noun = rf"(?:this|that|these|the|such an?) (?:(?:first|second|third|last|key|main|new) )?(?:{_NOUNS})"
    subject = rf"{noun}|this|that|these|it|here|both sides|articles? \d+\s?(?:\([^)]*\))?"
    aside = r"so\b|thus\b|in (?:short|other words|essence)\b"
    return re.compile(rf"(?:{aside}|(?:{subject})\s?(?:\w+ly )?(?:{verbs})\b)", re.IGNORECASE)


def _capital(words: Iterable[str]) -> Iterable[str]:
    return (word[0].upper() + word[1:] for word in words)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
