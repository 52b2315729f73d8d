"""One expression for many phrases, quick to search with.

Tried one after the other, some hundred phrases cost as many steps at each letter. Put together by their first letters they
match the same, in the same order: phrases that begin with different letters never match at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_QUANTIFIERS = tuple("?*+{")


def from_word_start(bodies: Sequence[str]) -> str:
    """An expression that matches any of these at the start of a word; of several at one place the first listed."""
    spread = [one for body in bodies for one in _spread(body)]
    groups = _by_letter(spread)
    if groups is None:
        return rf"\b(?:{'|'.join(spread)})"
    # The border stands behind the letter, so that a search can skip to the letters that some phrase begins with.
    parts = (rf"{letter}(?<!\w{letter}){grouped(rests)}" for letter, rests in groups.items())
    return f"(?:{'|'.join(parts)})"


def grouped(bodies: Sequence[str]) -> str:
    """An expression that matches any of these, the first listed first."""
    groups = _by_letter(bodies)
    if groups is None or len(bodies) == 1:
        return f"(?:{'|'.join(bodies)})"
    return f"(?:{'|'.join(f'{letter}{grouped(rests)}' for letter, rests in groups.items())})"


def _by_letter(bodies: Sequence[str]) -> dict[str, list[str]] | None:
    """What follows each first letter; None where some phrase does not begin with a plain letter."""
    groups: dict[str, list[str]] = {}
    for body in bodies:
        if not body[:1].isalpha() or body[1:].startswith(_QUANTIFIERS):
            return None
        groups.setdefault(body[0], []).append(body[1:])
    return groups


def _spread(body: str) -> Iterator[str]:
    """The alternatives of a phrase; those of a group that it begins with are told out: "(is|are) due", "is due"."""
    for one in _cut(body):
        end = _closing(one) if one.startswith("(") and not one.startswith("(?") else 0
        if not end or one[end + 1 :].startswith(_QUANTIFIERS):
            yield one
        else:
            for inner in _cut(one[1:end]):
                yield from _spread(inner + one[end + 1 :])


def _cut(body: str) -> list[str]:
    """The parts between the bars that stand in no group."""
    bars = [place for place, char, depth in _depths(body) if char == "|" and depth == 0]
    return [body[start + 1 : end] for start, end in zip([-1, *bars], [*bars, len(body)], strict=True)]


def _closing(body: str) -> int:
    """The place of the bracket that closes the first group."""
    return next(place for place, char, depth in _depths(body) if char == ")" and depth == 0)


def _depths(body: str) -> Iterable[tuple[int, str, int]]:
    """Place and character, with the number of groups around it; what stands in [...] or behind a backslash is left out."""
    depth, inside, escaped = 0, False, False
    for place, char in enumerate(body):
        if escaped or char == "\\":
            escaped = not escaped
        elif inside or char == "[":
            inside = char != "]"
        else:
            depth += (char == "(") - (char == ")")
            yield place, char, depth - (char == "(")
