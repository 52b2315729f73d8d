"""Which of many provisions share runs of words with a passage: an index in a few flat arrays.

A shingle is a run of three words, or one word. Each is a number of 64 bits that is the same in every process; provisions
are found by looking the numbers of a passage up in one sorted array.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

_LOW, _HIGH = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
_TOP = (1 << 64) - 1
# A shingle that more than this share of provisions have tells nothing (but in a few provisions all count).
_COMMON, _FEW = 0.05, 40


class Shingles:
    """Provisions, by number, that hold a shingle."""

    def __init__(self, said: Iterable[Sequence[str]]) -> None:
        import numpy as np

        keys: list[Any] = []
        units: list[Any] = []
        self.count = 0
        for words in said:
            own = np.unique(np.array(_numbers(words), dtype=np.uint64))
            keys.append(own)
            units.append(np.full(len(own), self.count, dtype=np.uint32))
            self.count += 1
        held = np.concatenate(keys) if keys else np.empty(0, dtype=np.uint64)
        order = np.argsort(held, kind="stable")
        self._keys = held[order]
        self._units = np.concatenate(units)[order] if units else np.empty(0, dtype=np.uint32)

    def nearest(self, words: Sequence[str], most: int, allowed: Collection[int] | None = None) -> list[int]:
        """The numbers of the provisions that share most with a passage, best first; ties in their order."""
        import numpy as np

        own = np.unique(np.array(_numbers(words), dtype=np.uint64))
        low = np.searchsorted(self._keys, own, side="left")
        high = np.searchsorted(self._keys, own, side="right")
        score = np.zeros(self.count)
        limit = max(_FEW, _COMMON * self.count)
        for start, end in zip(low.tolist(), high.tolist(), strict=True):
            if 0 < end - start <= limit:
                score[self._units[start:end]] += np.log(1 + self.count / (end - start))
        if allowed is not None:
            keep = np.zeros(self.count, dtype=bool)
            keep[sorted(allowed)] = True
            score[~keep] = 0
        ranked = np.lexsort((np.arange(self.count), -score))[:most]
        return [int(at) for at in ranked if score[at] > 0]


def _numbers(words: Sequence[str]) -> list[int]:
    """The shingles of some words as numbers."""
    single = [_number(word) for word in words]
    runs = [
        ((one * _LOW + two) * _HIGH + three) & _TOP
        for one, two, three in zip(single, single[1:], single[2:], strict=False)
    ]
    return single + runs


@lru_cache(maxsize=1 << 14)
def _number(word: str) -> int:
    data = word.encode("utf-8", "surrogatepass")
    return (zlib.crc32(data) << 32 | zlib.crc32(data[::-1], 1)) & _TOP
