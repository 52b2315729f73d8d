"""Names of a case met in another script: both spellings are brought to one plain form (`spelling.yml`) and compared.

A likeness alone makes nobody: it counts only where just one name of the case has the same form, and where enough of it is left
to compare. What stays unlike any name of the case is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from depositary.annotate.languages.cues import body
from depositary.model.case import Case
from depositary.model.nouns import Entity
from depositary.model.text import fold

# Titles of address that stand in the names of a table but not beside a name in the text.
_SCHEMAS = ("Person", "Country")
_DOUBLE = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class Rules:
    """Letters as Latin ones, what is made plain, endings to try without, and how much must be alike."""

    letters: Mapping[str, str]
    plain: tuple[tuple[re.Pattern[str], str], ...]
    drop: re.Pattern[str] | None
    endings: tuple[str, ...]
    least: int
    words: int


@cache
def rules(lang: str) -> Rules:
    """The rules of a language."""
    raw = body(lang, "spelling")
    drop = re.compile(raw["drop"]) if raw["drop"] else None
    plain = tuple((re.compile(form), made) for form, made in raw["plain"])
    endings = tuple(sorted(raw["endings"], key=len))
    return Rules(raw["letters"], plain, drop, endings, int(raw["least"]), int(raw["words"]))


def form(latin: str, lang: str) -> str:
    """The plain form of a Latin word: what two spellings of one name share."""
    word = fold(latin)  # doubled letters are counted before vowels go: what is left may meet as two
    return _reduced(_DOUBLE.sub(r"\1", word) if rules(lang).drop is not None else word, lang)


def _reduced(word: str, lang: str) -> str:
    held = rules(lang)
    for pattern, made in held.plain:
        word = pattern.sub(made, word)
    return held.drop.sub("", word) if held.drop is not None else _DOUBLE.sub(r"\1", word)


def forms(word: str, lang: str) -> tuple[str, ...]:
    """The plain forms that a word of the text may have, without the endings of its cases; the word as it stands first."""
    held, low = rules(lang), word.lower()
    found: dict[str, None] = {}
    for ending in held.endings:
        stem = low.removesuffix(ending) if ending else low
        if (stem != low or not ending) and len(stem) >= 2:
            found[_reduced("".join(held.letters.get(char, char) for char in stem), lang)] = None
    return tuple(found)


class Spellings:
    """The names of the persons and states of a case, by their plain form."""

    def __init__(self, known: Iterable[Entity], lang: str) -> None:
        self.lang = lang
        self._held: dict[tuple[str, ...], dict[str, Entity]] = {}
        for item in known:
            for name in self._names(item):
                parts = tuple(form(part, lang) for part in re.split(r"[\s-]+", name))
                if len(parts) >= rules(lang).words and sum(map(len, parts)) >= rules(lang).least:
                    self._held.setdefault(parts, {})[item.id] = item
        self._first = {parts[0] for parts in self._held}

    def _names(self, item: Entity) -> set[str]:
        """Names in Latin letters; of a person also the last word, when it is no office ("president of X")."""
        names = {one for one in (item.name, *item.aliases) if one.isascii() or fold(one).isascii()}
        if item.schema not in _SCHEMAS or any(" of " in one for one in (item.name,)):
            return set()
        if item.schema == "Person" and rules(self.lang).words == 1:
            names.add(item.name.split()[-1])
        return {one for one in names if one[0].isupper()}

    def meant(self, words: Sequence[str]) -> Entity | None:
        """The one name of the case that these words spell; None for none or several."""
        options = [forms(word, self.lang) for word in words]
        if not options or not self._first.intersection(options[0]):
            return None
        found: dict[str, Entity] = {}
        for parts, items in self._held.items():
            if len(parts) == len(options) and all(part in option for part, option in zip(parts, options, strict=True)):
                found.update(items)
        return next(iter(found.values())) if len(found) == 1 else None


_made: list[tuple[tuple[Entity, ...], dict[str, Spellings]]] = []
_NOTHING: tuple[Entity, ...] = ()


def spellings(case: Case | None, lang: str) -> Spellings:
    """The spellings of a case for a language; those of the last case are kept."""
    known = case.entities if case else _NOTHING
    if not _made or _made[0][0] is not known:
        _made[:] = [(known, {})]
    held = _made[0][1]
    if lang not in held:
        held[lang] = Spellings(known, lang)
    return held[lang]
