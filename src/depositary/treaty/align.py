"""A quoted passage aligned to the provision that it quotes, and similar articles of two texts.

`Index` holds any number of texts. `Index.align(words)` gives the provision that a passage quotes: exactly, after folding;
else by the words that both have, the rarer the weightier, and by their order; nothing when that is not sure.
`similar(a, b)` pairs the articles of two treaties, or of two versions of one, by the words they have in common.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from depositary.annotate.provisions import Branch
from depositary.treaty.shingles import Shingles
from depositary.treaty.worded import Worded, words_of

# A passage of fewer words is said everywhere.
FEWEST = 5
# Measured on 80 public treaties (`bench/treaties.py`): of 300 sentences with a quarter of their words taken out 240 find their
# provision, 2 another, the rest none; of 290 sentences of news about treaties none reaches it, the nearest has 0.67.
SURE = 0.72
# Another provision, with other words, that comes as near as this makes the passage unsure.
MARGIN = 0.04
_CANDIDATES = 12
# A paragraph or point is told instead of the article around it when it has this share of what the article has.
_INNER = 0.97
# Articles are paired from this share of common weight on. Read by eye on six pairs of public conventions: from 0.2 on nearly
# all pairs treat one matter, between 0.15 and 0.2 every second.
ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Match:
    """The provision that a passage quotes.

    `text` is the key of the held text, `id` that of the provision, `start` and `end` the stretch of the held text with the words;
    `score` is 1.0 for a passage that stands there word for word, `how` "exact" or "words"; `also` names the other places with
    the very same words, as (text, id).
    """

    text: str
    id: str
    start: int
    end: int
    score: float
    how: str
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that are alike: their ids, and the share of the weight of their words that both have (0 to 1)."""

    a: str
    b: str
    score: float


class Index:
    """Texts that are held, made ready for passages. The order in which they are given does not matter."""

    def __init__(self, texts: Iterable[Worded]) -> None:
        self.texts = sorted(texts, key=lambda one: one.key)
        self.units = [(text, branch) for text in self.texts for branch in text.units]
        said = [text.said(branch) for text, branch in self.units]
        self._shingles = Shingles(said)
        self._weights = weights(said)
        self._unknown = math.log(1 + len(said))

    def align(self, passage: str, within: str | None = None) -> Match | None:
        """The provision that a passage quotes, None when it quotes none or that is not sure; `within` is the key of the only
        text that may be meant."""
        words = words_of(passage).words
        if len(words) < FEWEST:
            return None
        likely = self._likely(words, within)
        exact = [match for unit in likely if (match := self._exact(words, *unit))]
        if exact:
            return _first(exact)
        rated = sorted(
            (self._rated(words, *unit) for unit in likely), key=lambda one: (-one.score, one.text, one.id)
        )
        return self._sure(words, rated)

    def _likely(self, words: Sequence[str], within: str | None) -> list[tuple[Worded, Branch]]:
        allowed = (
            None if within is None else {at for at, (text, _) in enumerate(self.units) if text.key == within}
        )
        return [self.units[at] for at in self._shingles.nearest(words, _CANDIDATES, allowed)]

    def _exact(self, words: Sequence[str], text: Worded, branch: Branch) -> Match | None:
        low, high = text.words.within(branch.provision.body, branch.provision.end)
        at = _find(text.words.words, words, low, high)
        if at is None:
            return None
        start, end = text.words.starts[at], text.words.ends[at + len(words) - 1]
        return Match(text.key, _inner(branch, start, end).provision.id, start, end, 1.0, "exact")

    def _rated(self, words: Sequence[str], text: Worded, branch: Branch) -> Match:
        best, score = branch, self._score(words, text.said(branch))
        below = branch.below
        while below:
            scored = [(self._score(words, text.said(one)), one) for one in below]
            top, one = max(scored, key=lambda row: row[0])
            if top < _INNER * score:
                break
            best, below = one, one.below
        place = best.provision
        return Match(text.key, place.id, place.start, place.end, min(0.99, round(score, 4)), "words")

    def _score(self, words: Sequence[str], held: Sequence[str]) -> float:
        """Half the weight of the passage's words that stand in the provision, half that of those that stand in their order."""
        if not held:
            return 0.0
        inside = set(held)
        weight = {word: self._weights.get(word, self._unknown) for word in set(words)}
        total = sum(weight[word] for word in words)
        common = sum(weight[word] for word in words if word in inside)
        order = LCSseq.similarity(words, held) / len(words)
        return (common / total + order) / 2 if total else 0.0

    def _sure(self, words: Sequence[str], rated: Sequence[Match]) -> Match | None:
        if not rated or rated[0].score < SURE:
            return None
        best = rated[0]
        same = [one for one in rated if one.score == best.score]
        others = [one for one in rated if one.score < best.score]
        if others and best.score - others[0].score < MARGIN:
            return None
        return _first(same) if self._alike(same) else None

    def _alike(self, same: Sequence[Match]) -> bool:
        """True when provisions of equal score have equal words: the same clause in several texts."""
        by_key = {text.key: text for text in self.texts}
        said = {words_of(by_key[one.text].text[one.start : one.end]).words[-20:] for one in same}
        return len(said) == 1


def similar(
    a: Worded, b: Worded, least: float = ALIKE, rarity: Mapping[str, float] | None = None
) -> list[Pair]:
    """Articles of two texts that are alike, each in one pair at most, in the order of `a`.

    The score is the weight of the words that both have over that of the words that either has; a word weighs the more the fewer
    articles of the two have it, or as `rarity` says. `similar(b, a)` gives the same pairs turned round.
    """
    one, other = a.articles, b.articles
    if not one or not other:
        return []
    shares = _shares(one, other, _rarity(a, b) if rarity is None else rarity)
    names, beside = list(one), list(other)
    found: dict[str, Pair] = {}
    taken: set[str] = set()
    for at, place in _best_first(shares, least, names, beside):
        x, y = names[at], beside[place]
        if x not in found and y not in taken:
            found[x] = Pair(x, y, float(shares[at, place]))
            taken.add(y)
    return [found[x] for x in one if x in found]


def _best_first(
    shares: NDArray[np.float64], least: float, names: Sequence[str], beside: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Rows and columns of the shares from `least` on, the greatest first; of equal ones by the two names, whichever is first."""
    rows, columns = np.nonzero(shares >= least)
    rank = {name: at for at, name in enumerate(sorted({*names, *beside}))}
    x, y = np.array([rank[name] for name in names])[rows], np.array([rank[name] for name in beside])[columns]
    order = np.lexsort((np.maximum(x, y), np.minimum(x, y), -shares[rows, columns]))
    return zip(rows[order].tolist(), columns[order].tolist(), strict=True)


def weights(said: Iterable[Iterable[str]]) -> dict[str, float]:
    """The weight of each word: the fewer provisions have it, the more it tells."""
    counted: Counter[str] = Counter()
    total = 0
    for words in said:
        counted.update(set(words))
        total += 1
    return {word: math.log(1 + total / count) for word, count in sorted(counted.items())}


def _rarity(a: Worded, b: Worded) -> dict[str, float]:
    """The `weights` of the articles of two texts, each of which has counted its own."""
    counted = a.spread + b.spread
    total = len(a.articles) + len(b.articles)
    weight = {count: math.log(1 + total / count) for count in set(counted.values())}
    return {word: weight[count] for word, count in counted.items()}


def _shares(
    one: Mapping[str, Counter[str]], other: Mapping[str, Counter[str]], weight: Mapping[str, float]
) -> NDArray[np.float64]:
    """Of every two articles the weight of what both have over that of what either has: a row for each of the first, a column
    for each of the other."""
    words = sorted({word for bag in (*one.values(), *other.values()) for word in bag})
    place = {word: at for at, word in enumerate(words)}
    weighed = np.array([weight.get(word, 1.0) for word in words])
    first, second = (_counted(bags, place) * weighed for bags in (one, other))
    both = np.array([np.minimum(row, second).sum(axis=1) for row in first])
    whole = np.array([row.sum() for row in first])[:, None] + second.sum(axis=1)
    shares: NDArray[np.float64] = np.round(both / (whole - both), 4)
    return shares


def _counted(bags: Mapping[str, Counter[str]], place: Mapping[str, int]) -> NDArray[np.float64]:
    """How often each article has each word: a row an article, a column a word."""
    made = np.zeros((len(bags), len(place)))
    for row, bag in enumerate(bags.values()):
        made[row, [place[word] for word in bag]] = list(bag.values())
    return made


def _first(matches: Sequence[Match]) -> Match:
    """The first in the order of texts; the others are named in it."""
    first, *others = sorted(matches, key=lambda one: (one.text, one.start))
    also = tuple(
        dict.fromkeys((one.text, one.id) for one in others if (one.text, one.id) != (first.text, first.id))
    )
    return Match(first.text, first.id, first.start, first.end, first.score, first.how, also)


def _inner(branch: Branch, start: int, end: int) -> Branch:
    """The innermost provision that holds a whole stretch."""
    for one in branch.below:
        if one.provision.start <= start and end <= one.provision.end:
            return _inner(one, start, end)
    return branch


def _find(held: Sequence[str], words: Sequence[str], low: int, high: int) -> int | None:
    """Where the words stand one after another between `low` and `high`."""
    first, wanted = words[0], tuple(words)
    for at in range(low, high - len(words) + 1):
        if held[at] == first and tuple(held[at : at + len(words)]) == wanted:
            return at
    return None
