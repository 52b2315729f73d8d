"""The words of saying of a language (`reporting.yml`), as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.annotate.languages.cues import any_of, body


@dataclass(frozen=True)
class Speech:
    """Expressions on small letters. `kinds` and `lemmas` are by form of the verb; `spoken` by phrase of "according to"."""

    verb: re.Pattern[str]
    kinds: Mapping[str, str]
    lemmas: Mapping[str, str]
    according: re.Pattern[str]
    spoken: Mapping[str, str]
    own: re.Pattern[str]
    of: Mapping[str, str]
    stances: Mapping[str, str]
    news: frozenset[str]
    that: re.Pattern[str]
    about: re.Pattern[str]
    as_: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    between: int
    last: bool
    prepositions: frozenset[str]
    pronoun: re.Pattern[str] | None
    unsaid: re.Pattern[str] | None
    subordinate: re.Pattern[str]
    joins: frozenset[str]


@cache
def speech(lang: str) -> Speech:
    """The words of saying of a language."""
    raw = body(lang, "reporting")
    kinds: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for kind, verbs in raw["verbs"].items():
        for lemma, others in verbs.items():
            for form in _forms(lemma, [*others, *raw["irregular"].get(lemma, ())]):
                kinds.setdefault(form, kind)
                lemmas.setdefault(form, lemma)
    spoken = {phrase: kind for kind, phrases in raw["according"].items() for phrase in phrases}
    verb = rf"(?<!\w){any_of(map(_spaced, kinds))}(?!\w)"
    return Speech(
        verb=re.compile(verb),
        kinds=kinds,
        lemmas=lemmas,
        according=re.compile(rf"(?<!\w){any_of(spoken)} (?=\S)"),
        spoken=spoken,
        own=re.compile(rf"(?<!\w){any_of(raw['own'])}(?!\w)"),
        of=raw["of"],
        stances=raw["stances"],
        news=frozenset(raw["news"]),
        that=re.compile(rf"[^.;:«»\n]{{0,60}}?[,،]? ?(?<!\w){raw['that']} "),
        about=re.compile(rf"[^.,;:«»\n]{{0,40}}? (?=(?:{raw['about']}) )"),
        as_=re.compile(rf"(?<!\w){raw['as']} (?={verb})") if raw["as"] else None,
        inside=re.compile(raw["inside"]) if raw["inside"] else None,
        between=int(raw["between"]),
        last=not raw["postposed"],
        prepositions=frozenset(raw["prepositions"]),
        pronoun=re.compile(rf"(?:{raw['pronoun']}) ") if raw["pronoun"] else None,
        unsaid=re.compile(rf"(?<!\w)(?:{raw['unsaid']}) $") if raw["unsaid"] else None,
        joins=frozenset(raw["joins"]),
        subordinate=re.compile(rf"(?<!\w){raw['that']}(?!\w)"),
    )


def _forms(lemma: str, others: list[Any]) -> Iterator[str]:
    """A past form in -л has a feminine, a neuter and a plural; other forms are listed."""
    yield lemma
    yield from others
    if lemma.endswith("л"):
        yield from (lemma + ending for ending in "аои")
    elif lemma.endswith("лся"):
        yield from (lemma[:-2] + ending for ending in ("ась", "ось", "ись"))


def _spaced(form: str) -> str:
    """A verb of two words may be parted by more than one space."""
    return re.escape(form).replace(r"\ ", r"[ ]+")
