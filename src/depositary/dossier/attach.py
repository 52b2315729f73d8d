"""Finding again what a decision was about, after ids have changed.

A target is kept as a W3C TextQuoteSelector: the exact words with some characters before and after. Words are
looked for in the text; of the statements that stand there, the one nearest in kind and position is meant.
https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Document, Finding, Offsets, Selector, Statement

# Enough to tell repeated phrases apart, short enough to survive an edit of the sentence before.
AROUND = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where the exact words stand, and how many characters around them agree with the selector."""

    start: int
    end: int
    agree: int


def selector(statement: Statement, document: Document) -> Selector:
    """The selector of a statement; `document` needs its text."""
    return Selector(
        "statement",
        statement.id,
        document.sha256,
        statement.quote,
        document.text[max(0, statement.start - AROUND) : statement.start],
        document.text[statement.end : statement.end + AROUND],
    )


def finding_selector(finding: Finding, members: Sequence[Selector]) -> Selector:
    """The selector of a finding; `members` are those of its statements."""
    return Selector("finding", finding.id, check=finding.check, key=finding.key, members=tuple(members))


def places(target: Selector, text: str) -> Iterator[Place]:
    """Every place where the exact words stand, in text order."""
    start = text.find(target.exact) if target.exact else -1
    while start >= 0:
        end = start + len(target.exact)
        before = text[max(0, start - len(target.prefix)) : start]
        after = text[end : end + len(target.suffix)]
        agree = _alike(before[::-1], target.prefix[::-1]) + _alike(after, target.suffix)
        yield Place(start, end, agree)
        start = text.find(target.exact, start + 1)


def best_place(target: Selector, text: str, near: int = 0) -> Place | None:
    """The place whose surroundings agree most; of equal ones that nearest to the offset `near`."""
    return min(places(target, text), key=lambda one: (-one.agree, abs(one.start - near)), default=None)


def trusted(target: Selector, place: Place) -> bool:
    """True when at least half of the surroundings agree; asked of words found in another document."""
    return 2 * place.agree >= len(target.prefix) + len(target.suffix)


def best_statement(place: Place, statements: Iterable[Statement], was: Statement | None) -> Statement | None:
    """Of the statements that share a character with the place: most alike, then nearest, then first by id.

    `was` is the statement as it stood when decided; two figures of one sentence differ only there. Where it
    is known, a statement of another kind or with another value is never taken for it.
    """
    there = [item for item in statements if _shared(place, (item.start, item.end)) and _compatible(item, was)]
    return min(there, key=lambda item: (-_likeness(item, was), -_shared(place, (item.start, item.end)),
                                        _distance(place, item), item.id), default=None)  # fmt: skip


def _alike(one: str, other: str) -> int:
    """How many characters agree from the start."""
    count = 0
    for count, (a, b) in enumerate(zip(one, other, strict=False), start=1):
        if a != b:
            return count - 1
    return count


def _shared(place: Place, other: Offsets) -> int:
    return max(0, min(place.end, other[1]) - max(place.start, other[0]))


def _distance(place: Place, item: Statement) -> int:
    return abs(place.start - item.start) + abs(place.end - item.end)


def _compatible(item: Statement, was: Statement | None) -> bool:
    if was is None:
        return True
    values = [one.value.literal if one.value else "" for one in (item, was)]
    return item.kind == was.kind and values[0] == values[1]


def _likeness(item: Statement, was: Statement | None) -> int:
    if was is None:
        return 0
    names = [one.speaker.name if one.speaker else "" for one in (item, was)]
    subjects = [one.subject.literal if one.subject else "" for one in (item, was)]
    return (names[0] == names[1]) + (subjects[0] == subjects[1]) + (item.predicate == was.predicate)
