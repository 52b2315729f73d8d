"""Matters: what a claim and a passage can be about, and by what words each is known (`matters.yml`, `text_claims.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from depositary.model.errors import BadOntology
from depositary.model.needles import Guarded, may_match
from depositary.model.ontology import FOLDER
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@dataclass(frozen=True)
class Matter:
    """One matter. Patterns are read on folded words; `but` takes a passage out again."""

    key: str
    label: str
    sort: str
    codes: tuple[str, ...]
    weaker: tuple[str, ...]
    near: tuple[str, ...]
    ban: bool
    name: bool
    claimed: Guarded
    said: Guarded
    but: Guarded | None
    contrary: Guarded | None
    fact: Guarded | None

    def says(self, words: str) -> bool:
        """True for a passage that speaks of this."""
        return self.said.search(words) is not None and (self.but is None or not self.but.search(words))

    def denies(self, words: str) -> bool:
        """True for a passage that says the contrary of a claim of this."""
        return self.contrary is not None and self.contrary.search(words) is not None


@cache
def matters() -> Mapping[str, Matter]:
    """The matters in their order. Raises BadOntology."""
    cues = read_yaml(DATA / "cues" / "en" / "text_claims.yml")
    body, words = read_yaml(FOLDER / "matters.yml"), named(cues)
    if set(body) != set(cues["matters"]):
        lost = sorted(set(body) ^ set(cues["matters"]))
        raise BadOntology(
            f"{', '.join(lost)}: only one of matters.yml and text_claims.yml has it", "Add or mend it"
        )
    made = {key: _matter(key, row, cues["matters"][key], words) for key, row in body.items()}
    for one in made.values():
        for other in (*one.weaker, *one.near):
            if other not in made:
                raise BadOntology(
                    f"the matter {one.key!r} names {other!r}, which is none", "Mend matters.yml"
                )
    return made


def _matter(key: str, row: Mapping[str, Any], cues: Mapping[str, Any], words: Mapping[str, str]) -> Matter:
    def pattern(name: str) -> Guarded | None:
        return Guarded(compiled(cues[name], words)) if name in cues else None

    claimed = Guarded(compiled(cues["claim"], words))
    return Matter(
        key,
        row["label"],
        row["sort"],
        tuple(row.get("codes", ())),
        tuple(row.get("weaker", ())),
        tuple(row.get("near", ())),
        bool(row.get("ban")),
        bool(row.get("name")),
        claimed,
        pattern("text") or claimed,
        pattern("but"),
        pattern("contrary"),
        pattern("fact"),
    )


def named(cues: Mapping[str, Any]) -> dict[str, str]:
    """The named pieces of patterns."""
    return {key: str(item) for key, item in cues["words"].items()}


def compiled(text: Any, words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with the named pieces put in; a list is an alternative of its members."""
    whole = "|".join(map(str, text)) if isinstance(text, list) else str(text)
    for _ in range(2):
        for key, item in words.items():
            whole = whole.replace(f"<{key}>", f"(?:{item})")
    return re.compile(whole)


@lru_cache(maxsize=4)
def likely(words: str) -> tuple[Matter, ...]:
    """The matters that may be claimed in folded words, in their order: few of all, and asked for several times, from one offset
    and another."""
    return tuple([one for one, pieces in _pieces() if may_match(pieces, words)])


@cache
def _pieces() -> tuple[tuple[Matter, tuple[str, ...]], ...]:
    return tuple((one, one.claimed.pieces) for one in matters().values())


@cache
def names() -> tuple[Matter, ...]:
    """The matters that say what sort of agreement it is."""
    return tuple(one for one in matters().values() if one.name)


def claimed(words: str, start: int = 0) -> list[tuple[Matter, int, int]]:
    """Matters claimed in folded words from an offset on, with their place, in order. Of two that overlap a duty is kept
    before a topic, then the longer."""
    found = [
        (one, hit.start(), hit.end())
        for one in likely(words)
        for hit in one.claimed.expression.finditer(words, start)
    ]
    found.sort(key=lambda row: (row[0].sort != "duty", row[1] - row[2], row[1], row[0].key))
    kept: list[tuple[Matter, int, int]] = []
    for row in found:
        if not any(row[1] < end and begin < row[2] for _, begin, end in kept):
            kept.append(row)
    return list(_first(sorted(kept, key=lambda row: (row[1], row[0].key))))


def _first(rows: Iterable[tuple[Matter, int, int]]) -> Iterator[tuple[Matter, int, int]]:
    seen: set[str] = set()
    for row in rows:
        if row[0].key not in seen:
            seen.add(row[0].key)
            yield row
