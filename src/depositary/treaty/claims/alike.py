"""How far the words of a claim stand in a passage."""

from __future__ import annotations

import re
from functools import lru_cache

from depositary.treaty.claims.amounts import without
from depositary.treaty.claims.cues import cues

_WORD = re.compile(r"[a-z][a-z'-]+")
_ENDINGS = ("ation", "ations", "ing", "ed", "es", "s", "ment", "al", "ly")


@lru_cache(maxsize=4096)
def stems(words: str) -> frozenset[str]:
    """The words that carry something, each as its stem or as the word that stands for it."""
    known = cues()
    found = set()
    for word in _WORD.findall(without(words)):
        word = word.removesuffix("'s")
        if word in known.empty or _cut(word) in _empty():
            continue
        found.add(stem(known.alike.get(word) or known.alike.get(_cut(word), word)))
    return frozenset(found)


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(form for word in cues().empty for form in (word, _cut(word), word.removesuffix("e")))


def stem(word: str) -> str:
    """A word without its common endings; rough, and the same for both sides."""
    return _cut(word)[:7]


def _cut(word: str) -> str:
    if word.endswith("ies") and len(word) > 5:
        return f"{word[:-3]}y"
    for ending in sorted(_ENDINGS, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def rest(words: str) -> frozenset[str]:
    """What is left of words without those of a field: an act or a thing that a passage must have too."""
    return frozenset(one for one in stems(words) if one not in _general())


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    return frozenset(stem(word) for word in cues().general)


def share(claim: str, passage: str) -> float:
    """Part of the claim's words that the passage has; 0 where the claim has none."""
    wanted, held = stems(claim), stems(passage)
    return len(wanted & held) / len(wanted) if wanted else 0.0
