"""The words of duties, from `data/cues/<lang>/obligations.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

# Parts of a duty found by their opening words, in the order in which they may claim words.
PARTS = ("exception", "deferral", "frequency", "due", "condition", "manner")


@dataclass(frozen=True)
class Cues:
    """The cues of one language."""

    modals: dict[str, str]
    sorts: dict[str, frozenset[str]]
    definition: re.Pattern[str]
    actor: frozenset[str]
    party: frozenset[str]
    capitals: frozenset[str]
    endings: tuple[str, ...]
    things: frozenset[str]
    instruments: frozenset[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]


_SORTS = (
    "undertaking",
    "softening",
    "refraining",
    "allowing",
    "forbidding",
    "rights",
    "effects",
    "defining",
    "efforts",
    "guaranteeing",
)


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of a language, compiled."""
    body = read_yaml(DATA / "cues" / lang / "obligations.yml")
    agents = read_yaml(DATA / "cues" / lang / "agents.yml")
    return Cues(
        modals={str(word): stance for stance, words in body["modals"].items() for word in words},
        sorts={name: frozenset(body[name]) for name in _SORTS},
        definition=re.compile(rf"\W*(?:\d+\.)?\W*(?:{_any(body['definitions'])})", re.IGNORECASE),
        actor=frozenset((*body["actors"], *agents["nouns"], *agents["pronouns"])),
        party=frozenset(body["actors"]) - {"which"},
        capitals=frozenset(body["capitals"]),
        endings=tuple(agents["endings"]),
        things=frozenset(agents["not"]),
        instruments=frozenset(body["instruments"]),
        parts=tuple((name, re.compile(rf"\b(?:{_any(body[name])})(?!\w)", re.IGNORECASE)) for name in PARTS),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(str, words), key=lambda word: (-len(word), word)))
