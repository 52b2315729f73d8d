"""Phrases found in running text in any inflected form, all of them, also where they overlap.

For topics, parts and series it matters that a phrase occurs, not where it stands alone: "natural gas pipeline" holds
"natural gas", "gas pipeline" and "gas". Case does not count, except that a phrase in capitals must stand in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from depositary.model.text import fold

_WORD = re.compile(r"\w+|%")
_END = ""


class Phrases:
    """A tree of words; `find` gives the phrases of a text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._root: dict[str, Any] = {}
        for phrase in phrases:
            words = _words(phrase)
            for last in _forms(words[-1]) if words else ():
                self._add([*words[:-1], last], phrase)

    def _add(self, words: list[str], phrase: str) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, set()).add(phrase)

    def find(self, text: str) -> set[str]:
        """Every phrase that occurs in the text."""
        words = _words(text)
        found: set[str] = set()
        for first in [place for place, word in enumerate(words) if word in self._root]:
            node = self._root
            for word in words[first : first + LONGEST]:
                if word not in node:
                    break
                node = node[word]
                found.update(node.get(_END, ()))
        return {phrase for phrase in found if not _is_acronym(phrase) or phrase in text}


# Words of a phrase that are looked at.
LONGEST = 12


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    """The folded words. A sentence is asked for by each of its propositions, and for topics, parts and series alike."""
    return tuple(_WORD.findall(fold(text)))


def _is_acronym(phrase: str) -> bool:
    return len(phrase) > 1 and phrase.isupper()


def _forms(word: str) -> set[str]:
    """The word, its plural, and its verb forms, spelt by the common rules; forms that do not exist do no harm."""
    forms = {word, word + "s", word + "ed", word + "ing"}
    if word.endswith("e"):
        forms |= {word + "d", word[:-1] + "ing"}
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith(("s", "x", "ch", "sh")):
        forms.add(word + "es")
    return forms
