"""What must stand in a text for an expression to match it: looking for plain words is fifty times as quick as a search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# Shorter ones stand in most texts, and so do short words with the spaces beside them; of more alternatives the search itself is
# as quick.
SHORTEST, MOST = 3, 20


def needles(expression: re.Pattern[str]) -> tuple[str, ...]:
    """Pieces of text one of which stands in every text that the expression matches; () where none can be told, as for one that
    takes capitals for small letters."""
    if expression.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(_asked(_parser.parse(expression.pattern, expression.flags)) or ()))


def may_match(pieces: Sequence[str], text: str) -> bool:
    """False where an expression of these needles cannot match the text."""
    if not pieces:
        return True
    for piece in pieces:  # noqa: SIM110 - `any` takes thrice the time for so few
        if piece in text:
            return True
    return False


class Guarded:
    """An expression that is not tried on texts without its needles: for many that are asked of every sentence and match few."""

    __slots__ = ("expression", "pieces")

    def __init__(self, expression: re.Pattern[str]) -> None:
        self.expression = expression
        self.pieces = needles(expression)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from an offset on."""
        return self.expression.search(text, start) if may_match(self.pieces, text) else None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """All matches from an offset on."""
        return self.expression.finditer(text, start) if may_match(self.pieces, text) else iter(())

    def sub(self, put: str, text: str) -> str:
        """The text with all matches replaced."""
        return self.expression.sub(put, text) if may_match(self.pieces, text) else text


def _asked(sequence: Iterable[Any]) -> frozenset[str] | None:
    """The best of what the members of a sequence ask for."""
    found: list[frozenset[str]] = []
    run = ""
    for code, given in sequence:
        if code is op.LITERAL:
            run += chr(given)
        elif code is not op.AT:  # a border takes no letter
            found, run = [*found, frozenset((run,))], ""
            inner = _of(code, given)
            found += [inner] if inner is not None else []
    found.append(frozenset((run,)))
    good = [one for one in found if len(one) <= MOST and _shortest(one) >= SHORTEST]
    return max(good, key=lambda one: (_shortest(one), -len(one), sorted(one)), default=None)


def _least(pieces: frozenset[str]) -> frozenset[str]:
    """Without those that hold another: where they stand, that stands too."""
    return frozenset(one for one in pieces if not any(other in one and other != one for other in pieces))


def _shortest(pieces: Iterable[str]) -> int:
    return min(len(one.strip()) for one in pieces)


def _of(code: Any, given: Any) -> frozenset[str] | None:
    if code is op.SUBPATTERN:
        _, added, _, inner = given
        return _asked(inner) if not added & re.IGNORECASE else None
    if code is op.BRANCH:
        asked = [_asked(inner) for inner in given[1]]
        return _least(frozenset().union(*(one for one in asked if one))) if all(asked) else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, _, inner = given
        return _asked(inner) if least else None
    if code is op.ATOMIC_GROUP:
        return _asked(given)
    return None
