"""Words by which events are told, as `data/cues/<lang>/plover.yml` and `sectors.yml` hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

Told = tuple[str, str]  # event type and mode; the mode is "" where none is told


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb tells when one of the nouns `of` is done to (any when empty), and one of `by` does it."""

    of: frozenset[str]
    by: frozenset[str]
    told: Told


@dataclass(frozen=True)
class Cues:
    """The words of one language."""

    verbs: Mapping[str, Told]
    frames: Mapping[str, Sequence[Frame]]
    nouns: Mapping[str, Told]
    attitudes: Mapping[str, frozenset[str]]  # verb to the attitudes that it may tell
    instruments: Mapping[str, str]
    contexts: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    named: Mapping[str, Mapping[str, str]]  # threats, demands, refusals, strikes


_WORDS = (
    "light", "willing", "future", "must", "intend", "condition", "negative", "pronouns", "together", "promised", "feared",
    "suffering", "states", "ordering", "departing",
)  # fmt: skip


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of a language."""
    body = read_yaml(DATA / "cues" / lang / "plover.yml")
    return Cues(
        verbs=_turned(body["verbs"]),
        frames=_frames(body),
        nouns=_turned(body["nouns"]),
        attitudes=_listed(body["attitudes"]),
        instruments={word: mode for mode, words in body["instruments"].items() for word in words},
        contexts={word: tuple(names) for word, names in _all(body["contexts"]).items()},
        words={key: frozenset(map(str, body[key])) for key in _WORDS},
        named={key: body[key] for key in ("threats", "demands", "refusals", "strikes")},
    )


@cache
def sectors(lang: str = "en") -> dict[str, str]:
    """Noun to sector code; of several the first of the file."""
    found: dict[str, str] = {}
    for code, nouns in read_yaml(DATA / "cues" / lang / "sectors.yml").items():
        for noun in nouns:
            found.setdefault(str(noun), code)
    return found


@cache
def ranks(lang: str = "en") -> dict[str, int]:
    """Sector code to its place in the file."""
    return {code: place for place, code in enumerate(read_yaml(DATA / "cues" / lang / "sectors.yml"))}


def parted(name: str) -> Told:
    """ "protest.riot" as type and mode."""
    kind, _, mode = name.partition(".")
    return kind, mode


def _turned(body: Mapping[str, Sequence[str]]) -> dict[str, Told]:
    found: dict[str, Told] = {}
    for name, words in body.items():
        for word in words:
            found.setdefault(str(word), parted(name))
    return found


def _all(body: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, words in body.items():
        for word in words:
            found.setdefault(str(word), []).append(name)
    return found


def _listed(body: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    return {word: frozenset(names) for word, names in _all(body).items()}


def _frames(body: Mapping[str, Any]) -> dict[str, list[Frame]]:
    found: dict[str, list[Frame]] = {}
    for row in body["frames"]:
        of = frozenset(str(noun) for sort in row.get("of", ()) for noun in body["sorts"].get(sort, (sort,)))
        made = Frame(of, frozenset(map(str, row.get("by", ()))), parted(row["is"]))
        for verb in row["verb"]:
            found.setdefault(str(verb), []).append(made)
    return found
