"""Lemmas by the sort of thing their clause tells: `data/cues/<lang>/lexicon.yml`."""

from __future__ import annotations

from functools import cache

from depositary.annotate.tokens import Token
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@cache
def lexicon(lang: str = "en") -> dict[str, frozenset[str]]:
    """Lemma to the classes it stands in."""
    found: dict[str, set[str]] = {}
    for name, lemmas in read_yaml(DATA / "cues" / lang / "lexicon.yml").items():
        for lemma in lemmas:
            found.setdefault(str(lemma), set()).add(name)
    return {lemma: frozenset(names) for lemma, names in found.items()}


_BY_LEMMA: dict[str, frozenset[str]] = {}
_MOST = 50_000
NONE: frozenset[str] = frozenset()


def sorts_of(token: Token) -> frozenset[str]:
    """The classes of a word by its lemma, kept as it is written: it is asked of every word many times."""
    found = _BY_LEMMA.get(token.lemma_)
    if found is None:
        if len(_BY_LEMMA) > _MOST:
            _BY_LEMMA.clear()
        found = _BY_LEMMA[token.lemma_] = lexicon().get(token.lemma_.lower(), NONE)
    return found
