"""Whether a line is the text of an agreement or somebody's comment on it.

Texts bind ("shall") and call the parties by capitals; comments name states, speak of "this article", ask,
judge and tell what was. Each sign has a small weight; above 0 the line is taken for text.
"""

from __future__ import annotations

import re

from depositary.annotate.provisions.cues import Cues

_INNER_CAPITAL = re.compile(r"(?<=[a-z,;’'] )[A-Z][a-z’']+")
# At or below this a line is comment beyond doubt.
STRONG = -3


def weigh(text: str, start: int, end: int, cues: Cues, *, first: bool = False, follows: bool = False) -> int:
    """The weight of a line for being text of an agreement.

    `first`: it stands right below a heading; `follows`: its number continues the numbers before it.
    """
    binds = bool(cues.binding.search(text, start, end))
    weight = 2 * binds + 2 * bool(cues.parties.search(text, start, end)) + 2 * follows + first
    weight += bool(cues.itself.search(text, start, end))
    return weight + against(text, start, end, cues, binds)


def against(text: str, start: int, end: int, cues: Cues, binds: bool) -> int:
    """The signs of comment alone, 0 or below."""
    weight = 0
    if cues.interpreting.match(text, start, end):
        weight -= 4
    if "?" in text[start:end]:
        weight -= 4
    if cues.speaking.search(text, start, end):
        weight -= 2
    if not binds:
        weight -= 1 + 2 * (_foreign(text, start, end, cues) > 1)
    return weight


def is_comment(text: str, start: int, end: int, cues: Cues) -> bool:
    """True for a line that no agreement would hold: a cheap test for whole texts."""
    if cues.binding.search(text, start, end) or end - start < 60:
        return False
    return bool(
        cues.interpreting.match(text, start, end)
        or "?" in text[start:end]
        or cues.speaking.search(text, start, end)
    )


def _foreign(text: str, start: int, end: int, cues: Cues) -> int:
    """How many words with a capital inside sentences name something outside the text."""
    return sum(
        word.rstrip("’'s") not in cues.own_capitals and word not in cues.own_capitals
        for word in _INNER_CAPITAL.findall(text, start, end)
    )
