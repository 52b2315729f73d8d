"""The cue words of attribution, read from `data/cues/<lang>/reporting.yml` once per process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from depositary.model.tables import read_yaml

FOLDER = Path(__file__).parents[2] / "data" / "cues"


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its class and the places ("frames") where the words reported may stand."""

    kind: str
    frames: frozenset[str]
    preps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cue words of a language."""

    verbs: Mapping[str, Verb]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, frozenset[str]]
    adjective_preps: Mapping[str, frozenset[str]]
    passive: frozenset[str]
    adverbials: tuple[str, ...]
    hearsay: frozenset[str]
    stances: Mapping[str, str]
    times: frozenset[str]
    issuing: frozenset[str]
    views: frozenset[str]


@cache
def cues(lang: str = "en") -> Cues:
    """The cue words of a language. Raises BadData when the file is missing."""
    raw = read_yaml(FOLDER / lang / "reporting.yml")
    adjectives = raw["adjectives"]
    return Cues(
        verbs=_verbs(raw["verbs"]),
        nouns={noun: kind for kind, names in raw["nouns"].items() for noun in names},
        adjectives={name: frozenset(adjectives[name]) for name in ("clause", "to")},
        adjective_preps={prep: frozenset(words) for prep, words in adjectives["prep"].items()},
        passive=frozenset(raw["passive"]),
        adverbials=tuple(raw["adverbials"]),
        hearsay=frozenset(raw["hearsay"]),
        stances=raw["stances"],
        times=frozenset(raw["times"]),
        issuing=frozenset(raw["issuing"]),
        views=frozenset(raw["views"]),
    )


def _verbs(raw: dict[str, Any]) -> dict[str, Verb]:
    """One entry a lemma: the first class that names it gives the class, frames of all are joined."""
    found: dict[str, Verb] = {}
    for kind, entries in raw.items():
        for lemma, frames in entries.items():
            plain = frozenset(one for one in frames if ":" not in one)
            preps = frozenset(one.split(":")[1] for one in frames if one.startswith("prep:"))
            held = found.get(lemma, Verb(kind, frozenset(), frozenset()))
            found[lemma] = Verb(held.kind, held.frames | plain, held.preps | preps)
    return found
