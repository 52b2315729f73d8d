"""Which statements are worth a line: the more exact, the more named, the nearer to the system; one a fact.

The weights order lines within a list and nothing else; no statement is dropped from the record by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from depositary.model.nouns import Statement
from depositary.model.text import fold
from depositary.views.lines import Desk, Line

_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Two lines that share this much of their words, and all their numbers, tell one fact. At .6 a shortened reprint is
# met, while two sentences about different subjects are not.
SAME_WORDS = 0.6
# Statements looked at for each line that is shown: bounds the work on a large record.
POOL = 40
# Lines of this many characters read well; longer ones lose to shorter.
COMFORTABLE = (40, 190)


def weight(statement: Statement, desk: Desk) -> float:
    """How well a statement serves as a line of a view. Higher is better."""
    size = len(statement.quote)
    points = statement.score
    points += 0.8 * (statement.value is not None)
    points += 0.8 * (statement.when is not None and statement.when.precision in ("day", "month"))
    points += 0.4 * (statement.due is not None and statement.due.known)
    points += 0.7 * (statement.speaker is not None and statement.speaker.how != "unresolved")
    points += 0.4 * bool(statement.about) + 0.8 * (statement.scope == "core")
    points += 0.3 * (statement.series is not None)
    points -= 0.3 * (len(statement.spans) > 1) + 0.3 * (statement.hedge is not None)
    points -= 0.8 * (size < COMFORTABLE[0]) + max(0.0, (size - COMFORTABLE[1]) / 150)
    points -= 0.3 * statement.quote[:1].islower() + 0.8 * _torn(statement.quote)
    points -= 0.5 * (desk.document(statement).copy_of is not None)
    return points


def _torn(quote: str) -> bool:
    """True for what is no sentence: a heading's sign, a bracket that does not close."""
    return quote.startswith("#") or any(quote.count(one) != quote.count(other) for one, other in ("()", "[]"))


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: the statement that tells it best, and the others that tell it too."""

    best: Statement
    others: tuple[Statement, ...] = ()

    def voices(self, desk: Desk) -> int:
        """Number of independent voices."""
        return len({desk.voice_key(item) for item in (self.best, *self.others)})


def ranked(desk: Desk, statements: Iterable[Statement]) -> list[Statement]:
    """Best first; the order of the record decides between equals."""
    ordered = desk.record.sorted(statements)
    return sorted(ordered, key=lambda item: -weight(item, desk))


def facts(desk: Desk, statements: Iterable[Statement], limit: int) -> list[Fact]:
    """The `limit` best facts, best first. Only the best POOL times `limit` statements are looked at."""
    chosen: list[tuple[Statement, list[Statement]]] = []
    # Statements of one fact have the same numbers, so only those need be compared.
    by_numbers: dict[frozenset[str], list[tuple[int, int, int]]] = {}
    bits: dict[str, int] = {}
    for item in ranked(desk, statements)[: POOL * limit]:
        words, numbers = _signs(item.quote)
        rivals = by_numbers.setdefault(numbers, [])
        held = _bits(words, bits)
        twin = _twin(held, len(words), rivals, bool(numbers))
        if twin >= 0:
            chosen[twin][1].append(item)
        elif len(chosen) < limit:
            rivals.append((len(chosen), held, len(words)))
            chosen.append((item, []))
    return [Fact(best, tuple(others)) for best, others in chosen]


def lines(desk: Desk, statements: Iterable[Statement], limit: int) -> list[Line]:
    """The lines of the `limit` best facts, with the number of voices of each."""
    return [desk.line(fact.best, fact.voices(desk)) for fact in facts(desk, statements, limit)]


# The lines of a speaker and the positions of each issue are of the same statements.
@lru_cache(maxsize=4096)
def _signs(quote: str) -> tuple[frozenset[str], frozenset[str]]:
    text = fold(quote)
    return frozenset(_WORD.findall(text)), frozenset(_NUMBER.findall(text))


def _bits(words: Iterable[str], known: dict[str, int]) -> int:
    held = 0
    for word in words:
        bit = known.get(word)
        if bit is None:
            bit = known[word] = 1 << len(known)
        held |= bit
    return held


def _twin(held: int, size: int, rivals: Iterable[tuple[int, int, int]], numbered: bool) -> int:
    """The place of the first with the same numbers whose words tell the same fact, -1 where there is none. Words are bits: to
    count those that two share took ten times as long with sets."""
    for place, other, others in rivals:
        small, large = (size, others) if size <= others else (others, size)
        if not small:
            if numbered and not large:
                return place
            continue
        if small < 4 and small < SAME_WORDS * large:
            continue  # not if all of it were shared
        shared = (held & other).bit_count()
        if (small >= 4 and shared == small) or shared / (small + large - shared) >= SAME_WORDS:
            return place
    return -1
