"""Near-copies: documents that are mostly the same words, like a wire story printed by five papers.

They are one voice, so they must not corroborate each other. Candidates come from MinHash and
locality-sensitive hashing over word shingles, and each is then confirmed by the exact overlap: the sketch can
lose a pair but never make one. The hashes depend on nothing but the words: same texts, same groups, on every
machine.

A. Broder, On the resemblance and containment of documents (1997).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

_PERMUTATIONS, _SEED = 128, 1
_CANDIDATE = 0.4  # below ALIKE: of 1,000 made pairs that overlap by .53 two were lost
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_NUMBER = re.compile(r"\d[\d.,]*")

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The shingles of a text as sorted hashes, and a hash of the numbers in it."""

    shingles: Hashes
    numbers: int


def near_copies(texts: Mapping[str, str]) -> list[set[str]]:
    """Groups of two or more documents that are near-copies, by id; a document is in at most one.

    A group is joined by its pairs: a copy of a copy belongs to it. Groups come by their first id.
    """
    sketches = {doc: sketch(texts[doc]) for doc in sorted(texts)}
    parent = {doc: doc for doc in sketches}
    for one, other in _candidates(sketches):
        first, second = sorted((_root(parent, one), _root(parent, other)))
        if first != second and is_copy(sketches[one], sketches[other]):
            parent[second] = first
    groups: dict[str, set[str]] = defaultdict(set)
    for doc in parent:
        groups[_root(parent, doc)].add(doc)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def copy_of(documents: Iterable[Document], texts: Mapping[str, str] | None = None) -> dict[str, str]:
    """For each near-copy the id of the document that it copies: the earliest published of its group, where
    equal records count too; else (same day, or no date) the first in name order. `texts` gives the texts by
    id, one at a time, where the documents do not hold them."""
    held = {item.id: item for item in documents}
    found: dict[str, str] = {}
    for group in near_copies({item.id: item.text for item in held.values()} if texts is None else texts):
        first, *others = sorted(group, key=lambda doc: (_published(held[doc]), held[doc].name))
        found.update((doc, first) for doc in sorted(others))
    return found


def _published(document: Document) -> tuple[str, str]:
    return min(sort_key(day) for day in (document.published, *(copy.published for copy in document.copies)))


def sketch(text: str) -> Sketch:
    """The sketch of a text: 8 bytes a word, so that ten thousand documents fit in memory."""
    words = [fold(word) for word in _WORD.findall(text)]
    rows = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    hashes = np.fromiter((_hash(row) for row in rows), dtype=np.uint64, count=len(rows))
    return Sketch(np.sort(hashes), _hash(" ".join(sorted(_NUMBER.findall(text)))))


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


def _candidates(sketches: Mapping[str, Sketch]) -> Iterator[tuple[str, str]]:
    """Pairs that share a band of their MinHash, each once, in a fixed order."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS, weights=(0.1, 0.9))
    empty = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=_low_bits)
    for doc, held in sketches.items():
        if not len(held.shingles):
            continue
        signature = empty.copy()
        signature.update_batch(held.shingles.tolist())
        yield from ((other, doc) for other in sorted(index.query(signature)))
        index.insert(doc, signature)


def _low_bits(value: Any) -> int:
    return int(value) & 0xFFFFFFFF


def _root(parent: dict[str, str], doc: str) -> str:
    while parent[doc] != doc:
        parent[doc] = parent[parent[doc]]
        doc = parent[doc]
    return doc
