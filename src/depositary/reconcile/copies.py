"""Near-copies: documents that are mostly the same words, like a wire story printed by five papers.

They are one voice, so they must not corroborate each other. Candidates come from MinHash and
locality-sensitive hashing over word shingles, and each is then confirmed by the exact overlap: the bands can
lose a pair but never make one. The hashes depend on nothing but the words: same texts, same groups, on every
machine. The bands of a text need no other text, so they are made on several processes.

A. Broder, On the resemblance and containment of documents (1997).
M. Dietzfelbinger and others, A reliable randomized algorithm for the closest-pair problem (1997), for the permutations.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from depositary.model.dates import sort_key
from depositary.model.nouns import Document
from depositary.model.text import fold

SHINGLE = 5
"""Words in a shingle. Five words in a row are rarely shared by chance, even by two reports of one event."""

ALIKE = 0.5
"""Jaccard overlap of shingles from which two documents are copies. On the two demo corpora the reprint, the
reworded and the shortened copy stand at 1.0, .85 and .78 and no other pair of documents of this length above
.11. A text with every fifteenth word changed stands at .52 to .67; one cut to half is just below."""

SHORT, ALIKE_SHORT = 60, 0.9
"""Under so many shingles the form of words alone makes texts alike ("trade reached $4.2 billion in 2022"):
there the overlap must be nearly whole and every number the same. Rows of the demo tables that differ in their
figure reach .76."""

_BANDS, _ROWS = 42, 3
"""Bands of a text, and permutations in each. By their formula one pair in 270 that overlaps by .50 shares no band, and one
in 700 by .53; of pairs that overlap by .1 one in 24 does."""

_BLOCK = 4_096  # shingles that are permuted at once: a long text would take 1 kB for each of its words
# Pairs that are remembered: of 10,000 made-up documents 88,000 share a band. And sketches: each is held against several others.
_ASKED, _AT_HAND = 1 << 14, 64
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_NUMBER = re.compile(r"\d[\d.,]*")

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The shingles of a text as sorted hashes, a hash of the numbers in it, and its bands: texts that are alike have one in
    common, nearly always. A text of fewer words than a shingle has neither."""

    shingles: Hashes
    numbers: int
    bands: Hashes

    def __reduce__(self) -> tuple[Any, ...]:
        """Packed as its fields, which takes a third of the time that a dataclass takes."""
        return Sketch, (self.shingles, self.numbers, self.bands)


def near_copies(sketches: Mapping[str, Sketch]) -> list[set[str]]:
    """Groups of two or more documents that are near-copies, by id, from the sketches of texts; a document is in at most one.

    A group is joined by its pairs: a copy of a copy belongs to it. Groups come by their first id.
    """
    docs = sorted(sketches)
    parent = {doc: doc for doc in docs}

    # Each is held against several, one after the other; of long texts more would not fit in memory.
    held = lru_cache(maxsize=_AT_HAND)(sketches.__getitem__)

    # Two documents may share several bands. What was joined is not asked again at all.
    @lru_cache(maxsize=_ASKED)
    def are_copies(one: str, other: str) -> bool:
        return is_copy(held(one), held(other))

    for members in _sharing({doc: bands for doc in docs if len(bands := sketches[doc].bands)}):
        _join(members, parent, are_copies)
    groups: dict[str, set[str]] = defaultdict(set)
    for doc in docs:
        groups[_root(parent, doc)].add(doc)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def _join(members: Iterable[str], parent: dict[str, str], are_copies: Callable[[str, str], bool]) -> None:
    """Join the documents of a band that are copies. Those of one group already are not compared again, so that a story
    printed a thousand times takes a thousand comparisons."""
    apart: list[list[str]] = []
    for doc in members:
        own, others = [doc], []
        for group in apart:
            if _root(parent, doc) == _root(parent, group[0]) or any(
                are_copies(*sorted((doc, one))) for one in group
            ):
                _unite(parent, doc, group[0])
                own += group
            else:
                others.append(group)
        apart = [*others, own]


def _unite(parent: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(parent, one), _root(parent, other)))
    parent[second] = first


def copy_of(documents: Mapping[str, Document], sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """For each near-copy the id of the document that it copies: the earliest published of its group, where
    equal records count too; else (same day, or no date) the first in name order. `sketches` are those of the texts; only
    documents of a group are asked for."""
    found: dict[str, str] = {}
    for group in near_copies(sketches):
        held = {doc: documents[doc] for doc in group}
        first, *others = sorted(group, key=lambda doc: (_published(held[doc]), held[doc].name))
        found.update((doc, first) for doc in sorted(others))
    return found


def _published(document: Document) -> tuple[str, str]:
    return min(sort_key(day) for day in (document.published, *(copy.published for copy in document.copies)))


def sketch(text: str) -> Sketch:
    """The sketch of a text: 8 bytes a word, so that ten thousand documents fit in memory."""
    words = np.array([_word(word) for word in _WORD.findall(text)], dtype=np.uint64)
    count = max(0, len(words) - SHINGLE + 1)
    # A shingle is the sum of its words, each times the factor of its place: hashed as strings they took thrice the time.
    rows = sum(
        (words[n : n + count] * _factors()[n] for n in range(SHINGLE)), start=np.zeros(count, np.uint64)
    )
    shingles = np.unique(rows ^ (rows >> np.uint64(32)))
    return Sketch(shingles, _hash(" ".join(sorted(_NUMBER.findall(text)))), _bands(shingles))


@lru_cache(maxsize=1 << 14)
def _word(word: str) -> int:
    return _hash(fold(word))


def overlap(one: Hashes, other: Hashes) -> float:
    """Jaccard overlap of two sets of shingles, 0 to 1."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both) if both else 0.0


def is_copy(one: Sketch, other: Sketch) -> bool:
    """True when the two texts are mostly the same words."""
    alike = overlap(one.shingles, other.shingles)
    if min(len(one.shingles), len(other.shingles)) < SHORT:
        return alike >= ALIKE_SHORT and one.numbers == other.numbers
    return alike >= ALIKE


def _hash(text: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def _bands(held: Hashes) -> Hashes:
    if not len(held):
        return held
    blocks = (held[at : at + _BLOCK] for at in range(0, len(held), _BLOCK))
    least = np.min([np.multiply.outer(_factors(), block).min(axis=1) for block in blocks], axis=0)
    rows = least.reshape(_BANDS, _ROWS)
    made: Hashes = rows[:, 0] * _factors()[0] + rows[:, 1] * _factors()[1] + rows[:, 2] * _factors()[2]
    return made


@cache
def _factors() -> Hashes:
    """An odd factor for each permutation: by it the 64 bits of a hash are mixed, and none is lost."""
    return np.array([_hash(f"permutation {number}") | 1 for number in range(_BANDS * _ROWS)], dtype=np.uint64)


def _sharing(held: Mapping[str, Hashes]) -> Iterator[list[str]]:
    """Documents that share a band, for every band that two have, in a fixed order."""
    docs = list(held)
    table = np.array([held[doc] for doc in docs], dtype=np.uint64).reshape(len(docs), _BANDS)
    for band in table.T:
        order = np.argsort(band, kind="stable")
        cuts = np.flatnonzero(np.diff(band[order])) + 1
        yield from ([docs[at] for at in same] for same in np.split(order, cuts) if len(same) > 1)


def _root(parent: dict[str, str], doc: str) -> str:
    while parent[doc] != doc:
        parent[doc] = parent[parent[doc]]
        doc = parent[doc]
    return doc
