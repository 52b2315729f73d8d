"""A held text as words: its provisions, and the words of each with their places.

Words are folded (case, quotes, hyphens, diacritics) and stand without the numbers and heads of pages, so that the same
sentence is the same words whatever the layout.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from depositary.annotate.provisions import Branch, Provision, find_provisions, furniture, tree
from depositary.model.nouns import Offsets
from depositary.model.text import fold

# A soft hyphen or a space of no width does not end a word.
_WORD = re.compile(r"\w+(?:[\u00ad\u200b]+\w+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words and where each begins and ends in its text."""

    words: tuple[str, ...]
    starts: array[int]
    ends: array[int]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The first word from `start` on and the one after the last that begins before `end`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def words_of(text: str, gaps: Sequence[Offsets] = ()) -> Words:
    """The words of a text; those inside `gaps` are left out."""
    found = Words((), array("L"), array("L"))
    words: list[str] = []
    waiting = iter([*gaps, (len(text), len(text))])
    gap = next(waiting)
    for each in _WORD.finditer(text):
        start, end = each.span()
        while gap[1] <= start and gap[0] < len(text):
            gap = next(waiting)
        if not gap[0] <= start < gap[1] and (word := fold(each.group())):
            words.append(word)
            found.starts.append(start)
            found.ends.append(end)
    return Words(tuple(words), found.starts, found.ends)


class Worded:
    """The text of an agreement as it is held. `key` is whatever the caller knows it by: a document, an agreement."""

    def __init__(self, key: str, text: str, provisions: list[Provision] | None = None) -> None:
        self.key, self.text = key, text
        self.provisions = find_provisions(text) if provisions is None else provisions

    @cached_property
    def roots(self) -> list[Branch]:
        """The provisions as a tree."""
        return tree(self.provisions)

    @cached_property
    def words(self) -> Words:
        """All words of the text."""
        return words_of(self.text, furniture(self.text) if self.provisions else ())

    @cached_property
    def units(self) -> list[Branch]:
        """What passages are held against: articles, recitals, and paragraphs of annexes that have no articles."""
        return [one for root in self.roots for one in _units(root)]

    def said(self, branch: Branch) -> tuple[str, ...]:
        """The words of a provision without its heading, with all inside it."""
        low, high = self.words.within(branch.provision.body, branch.provision.end)
        return self.words.words[low:high]


def _units(branch: Branch) -> Iterator[Branch]:
    label = branch.provision.label
    if label in ("ARTICLE", "RECITAL", "PARAGRAPH"):
        yield branch
    elif label in ("PREAMBLE", "PART", "CHAPTER", "SECTION", "ANNEX"):
        for one in branch.below:
            yield from _units(one)
