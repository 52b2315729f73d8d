"""What a bare number counts: the noun behind it, glued to it, or in front of it."""

from __future__ import annotations

import re

from depositary.annotate.quantities.cues import cues
from depositary.annotate.quantities.figure import Figure

_MEASURED = re.compile(r"\s+\d[\d,.]*[\s-]?[A-Za-z]{1,3}(?=\s)")
_OF_THE = re.compile(r"\s+of\s+(?:the\s+|its\s+|their\s+)?(?:\d[\d,]*\s+)?(?=[A-Za-z])")
_MODIFIER = re.compile(r"[-‑]([A-Za-z]{2,})\b(?!-)")
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count)\s+of\s+((?:[A-Za-z][\w'’-]*\s+){0,2}[a-z][\w'’-]*(?:s|people|men|women|children|aircraft))\b"
)
_NOUN_WORD = re.compile(r"[\s-]+([A-Za-z][\w'’]*(?:-[A-Za-z]\w*)*)")
CLAUSE = re.compile(r"[.;:!?\n](?:\s|$)|[()\"“”]|\b(?:while|whereas|but|which|who|although)\b")


def counted(text: str, figure: Figure, end: int) -> None:
    """The noun phrase behind a bare number, up to its last plural; persons have a unit of their own."""
    table, at, last, words = cues(), max(end, figure.end), None, 0
    if measured := _MEASURED.match(text, at):
        at = measured.end()
    link = _OF_THE.match(text, at)
    if link:
        at = link.end() - 1
    first = None
    while words < 5 and (found := _NOUN_WORD.match(text, at)):
        word = found[1]
        if word.lower() in table.stops:
            break
        first = found.start(1) if first is None else first
        at, words = found.end(), words + 1
        if _plural(word):
            last = at
            follows = _NOUN_WORD.match(text, at)
            if not (
                follows
                and follows[1].endswith("s")
                and _plural(follows[1])
                and follows[1].lower() not in table.stops
            ):
                break
    if first is None or last is None:
        _counted_elsewhere(text, figure, end)
        return
    stop = last
    figure.of_at, figure.of = (first, stop), text[first:stop]
    if last and figure.of.rsplit(" ", 1)[-1].lower() in table.people:
        figure.unit = "people"


def _plural(word: str) -> bool:
    ending = word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s", "ous", "is"))
    return ending or word.lower() in cues().plurals


def _counted_elsewhere(text: str, figure: Figure, end: int) -> None:
    """The noun in front ("the number of students passed 9,000") or glued on ("a 46-page report")."""
    glued = _MODIFIER.match(text, end)
    if glued:
        figure.of_at, figure.of = glued.span(1), glued[1]
        return
    left = max(0, figure.start - 90)
    found = next(reversed(list(_NUMBER_OF.finditer(text[left : figure.start]))), None)
    if found and not CLAUSE.search(text[left + found.end() : figure.start]):
        figure.of_at = (left + found.start(1), left + found.end(1))
        figure.of = found[1]
        if figure.of.rsplit(" ", 1)[-1].lower() in cues().people:
            figure.unit = "people"
