"""A held text as words: its provisions, and the words of each with their places.

Words are folded (case, quotes, hyphens, diacritics) and stand without the numbers and heads of pages, so that the same
sentence is the same words whatever the layout.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from depositary.annotate.provisions import Branch, Layout, layout, tree
from depositary.model.nouns import Offsets
from depositary.model.text import fold

# A soft hyphen or a space of no width does not end a word.
_WORD = re.compile(r"\w+(?:[\u00ad\u200b]+\w+)*")
# The signs of ASCII that stand in words, and a blank for every other one.
_IN_WORD = np.array([chr(code).isalnum() or chr(code) == "_" for code in range(128)])
_APART = {code: " " for code in range(128) if not _IN_WORD[code]}


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
    if text.isascii() and not gaps:
        return _plain(text)
    spans = [found.span() for found in _WORD.finditer(text)]
    if gaps:
        spans = list(_outside(spans, gaps))
    said = [text[start:end] for start, end in spans]
    folded = {word: fold(word) for word in set(said)}
    words = tuple(folded[word] for word in said)
    if not all(folded.values()):
        kept = [(span, word) for span, word in zip(spans, words, strict=True) if word]
        spans, words = [span for span, _ in kept], tuple(word for _, word in kept)
    return Words(words, array("L", [start for start, _ in spans]), array("L", [end for _, end in spans]))


def _plain(text: str) -> Words:
    """The words of a text that has no signs but those of ASCII: each is folded as it is."""
    inside = _IN_WORD[np.frombuffer(text.encode("ascii"), np.uint8)]
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    words = tuple(text.lower().translate(_APART).split())
    return Words(words, array("L", edges[0::2].tolist()), array("L", edges[1::2].tolist()))


def _outside(spans: Iterable[Offsets], gaps: Iterable[Offsets]) -> Iterator[Offsets]:
    """Those that begin in none of the gaps; both in the order of the text."""
    waiting = iter(gaps)
    gap = next(waiting, None)
    for span in spans:
        while gap is not None and gap[1] <= span[0]:
            gap = next(waiting, None)
        if gap is None or span[0] < gap[0]:
            yield span


class Worded:
    """The text of an agreement as it is held. `key` is whatever the caller knows it by: a document, an agreement."""

    def __init__(self, key: str, text: str, laid_out: Layout | None = None) -> None:
        """`laid_out` spares the search for its provisions."""
        self.key, self.text = key, text
        self.layout = layout(text) if laid_out is None else laid_out
        self.provisions = self.layout.provisions

    @cached_property
    def roots(self) -> list[Branch]:
        """The provisions as a tree."""
        return tree(self.provisions)

    @cached_property
    def words(self) -> Words:
        """All words of the text."""
        return words_of(self.text, self.layout.furniture if self.provisions else ())

    @cached_property
    def units(self) -> list[Branch]:
        """What passages are held against: articles, recitals, and paragraphs of annexes that have no articles."""
        return [one for root in self.roots for one in _units(root)]

    @cached_property
    def articles(self) -> dict[str, Counter[str]]:
        """How often each article that says anything says each word, by its id; an article quoted in pieces is one."""
        found: dict[str, Counter[str]] = {}
        for unit in self.units:
            if unit.provision.label == "ARTICLE":
                found.setdefault(unit.provision.id, Counter()).update(self.said(unit))
        return {key: bag for key, bag in found.items() if bag}

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many articles each word stands."""
        return Counter(word for bag in self.articles.values() for word in bag)

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
