"""Attributions inside others, words that come through another speaker, and how much of a content is quoted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from depositary.annotate.attribution.quotes import Quote
from depositary.annotate.attribution.said import Said

_LONG = 25
_SAME_VOICE = frozenset(
    {
        "i",
        "he",
        "she",
        "they",
        "it",
        "we",
        "who",
        "you",
        "that",
        "which",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "your",
        "either",
        "both",
    }
)
_OWN = frozenset({"plan", "judge"})


@dataclass(frozen=True, slots=True)
class Cover:
    """Pieces of content by their start, to find fast those that hold an offset."""

    pieces: list[tuple[int, int, int]]
    lows: list[int]
    furthest: list[int]

    def holding(self, offset: int) -> Iterator[int]:
        """Numbers of the attributions with a piece that holds the offset."""
        at = bisect_right(self.lows, offset) - 1
        while at >= 0 and self.furthest[at] > offset:
            if self.pieces[at][1] > offset:
                yield self.pieces[at][2]
            at -= 1


def cover_of(every: Sequence[Said]) -> Cover:
    """The contents of all attributions, ready to be asked."""
    pieces = sorted((low, high, number) for number, one in enumerate(every) for low, high in one.content)
    return Cover(pieces, [one[0] for one in pieces], list(accumulate((one[1] for one in pieces), max)))


def mark_nested(every: list[Said], quotes: Sequence[Quote], text: str) -> list[Said]:
    """Mark attributions whose cue stands in the content or quotation of another (nested), and of those the ones
    with a speaker named anew: words that reach us through another speaker (relay)."""
    cover = cover_of(every)
    starts = [quote.start for quote in quotes]
    for said in every:
        hull = said.hull()
        outer = (every[number] for number in cover.holding(said.at))
        held = any(one is not said and (one.hull() != hull or one.at < said.at) for one in outer)
        said.nested = held or _quoted(said.at, quotes, starts)
        words = " ".join(text[low:high] for low, high in said.source).strip().lower()
        said.relay = said.nested and bool(words) and words not in _SAME_VOICE and said.kind not in _OWN
    return every


def _quoted(offset: int, quotes: Sequence[Quote], starts: Sequence[int]) -> bool:
    """Does the offset stand in a quotation longer than a phrase?"""
    at = bisect_left(starts, offset) - 1
    return at >= 0 and offset < quotes[at].end and quotes[at].end - quotes[at].start > _LONG


def label_of(said: Said, quotes: Sequence[Quote], starts: Sequence[int]) -> str:
    """direct when all content stands in quotation marks, mixed when some does, else indirect."""
    total = held = 0
    for low, high in said.content:
        total += high - low
        at = max(0, bisect_right(starts, low) - 1)
        while at < len(quotes) and quotes[at].start < high:
            held += max(0, min(high, quotes[at].end) - max(low, quotes[at].start))
            at += 1
    return "indirect" if held == 0 else "direct" if held >= total - 2 else "mixed"
