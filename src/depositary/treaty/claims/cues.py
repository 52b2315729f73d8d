"""The words of claims about a text, compiled: what holds, obliges, allows, forbids, denies, reads, predicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from depositary.model.needles import Guarded
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.treaty.claims.matters import compiled, named


@dataclass(frozen=True)
class Cues:
    """Patterns on folded words; `empty` are words that carry nothing to compare, `alike` leads a word to the one that stands
    for it."""

    agreement: Guarded
    numbered: Guarded
    taken_up: re.Pattern[str]
    part: re.Pattern[str]
    holds: re.Pattern[str]
    sets: re.Pattern[str]
    under: re.Pattern[str]
    strong: dict[str, re.Pattern[str]]
    weak: dict[str, re.Pattern[str]]
    denies: re.Pattern[str]
    reading: re.Pattern[str]
    says_before: re.Pattern[str]
    says_after: re.Pattern[str]
    label: re.Pattern[str]
    different: re.Pattern[str]
    tail: re.Pattern[str]
    universal: re.Pattern[str]
    included: re.Pattern[str]
    spared: re.Pattern[str]
    apart: Guarded
    attack_on: Guarded
    brings: re.Pattern[str]
    deferred: re.Pattern[str]
    softened: re.Pattern[str]
    officials: re.Pattern[str]
    narrows: re.Pattern[str]
    empty: frozenset[str]
    general: frozenset[str]
    alike: dict[str, str]


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of a language."""
    body = read_yaml(DATA / "cues" / lang / "text_claims.yml")
    words = named(body)

    def pattern(key: str, *, whole: bool = False) -> re.Pattern[str]:
        item = body[key]
        made = compiled(item, words).pattern
        return re.compile(rf"\b(?:{made})\b" if whole else made)

    return Cues(
        agreement=Guarded(pattern("agreement")),
        numbered=Guarded(pattern("numbered")),
        taken_up=pattern("taken_up"),
        part=re.compile(compiled(r"\b(?:<part>)\b", words).pattern),
        holds=pattern("holds", whole=True),
        sets=pattern("sets", whole=True),
        under=pattern("under"),
        strong={key: pattern(f"{key}_strong", whole=True) for key in ("forbids", "permits", "requires")},
        weak={key: pattern(f"{key}_weak", whole=True) for key in ("forbids", "permits", "requires")},
        denies=pattern("denies", whole=True),
        says_before=pattern("says_before"),
        says_after=pattern("says_after"),
        reading=pattern("reading", whole=True),
        label=pattern("is", whole=True),
        different=pattern("different", whole=True),
        tail=pattern("tail"),
        universal=pattern("universal", whole=True),
        included=pattern("included"),
        spared=pattern("spared"),
        apart=Guarded(pattern("not_claims")),
        attack_on=Guarded(pattern("attack_on")),
        brings=pattern("brings"),
        deferred=pattern("deferred"),
        softened=pattern("softened", whole=True),
        officials=pattern("officials", whole=True),
        narrows=pattern("narrows", whole=True),
        general=frozenset(map(str, body["general"])),
        empty=frozenset(map(str, body["empty"])),
        alike={str(word): str(row[0]) for row in body["alike"] for word in row},
    )
