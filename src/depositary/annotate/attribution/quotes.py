"""Quotation marks of one paragraph paired, with recovery when one is missing. Needs no parse.

Known marks: curly and straight double marks, two single marks for a double one, angle marks, and single marks
where they cannot be apostrophes. A mark that has lost its partner reaches to the end of the paragraph when it
opens, and from the start of its sentence when it closes. By custom every paragraph of a long quotation opens
with a mark and only the last closes; such an open end is reported so that the next paragraph can go on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"''|``|[\"“”„‟«»]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_CHEAP = re.compile(r"[\"“”„‟«»‘`]|''|(?<!\w)'")
_STOP = re.compile(r"[.!?…]\s+")
_OPENS = frozenset("“„«")
_CLOSES = frozenset("”»")
_SINGLE = frozenset("‘’'")
OPENING = frozenset("\"“„«‘'`")


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks, marks included. `whole` is False when a mark was missing."""

    start: int
    end: int
    whole: bool = True


def find_quotes(text: str) -> list[Quote]:
    """Quotations of a paragraph, outermost only, in text order."""
    if not _CHEAP.search(text):
        return []
    found: list[Quote] = []
    opened: tuple[int, bool] | None = None
    for mark in _MARK.finditer(text):
        single = mark.group() in _SINGLE
        if single and opened and not opened[1]:
            continue
        opens = _opens(text, mark.start(), mark.end(), opened is not None)
        if opened is not None and not opens:
            if single == opened[1]:
                found.append(Quote(opened[0], mark.end()))
                opened = None
        elif opened is None and opens:
            opened = (mark.start(), single)
        elif opened is not None and not single:
            _reopened(text, found, opened, mark.start())
            opened = (mark.start(), single)
        elif opened is None and not single and not found:
            found.append(Quote(_sentence_start(text, mark.start()), mark.end(), whole=False))
    if opened is not None and not opened[1]:
        found.append(Quote(opened[0], len(text), whole=False))
    return found


def _opens(text: str, start: int, end: int, inside: bool) -> bool:
    """Does the mark open? Curly marks say so; straight ones by the space and letters around them."""
    mark = text[start]
    if mark in _OPENS:
        return True
    if mark in _CLOSES:
        return False
    if mark in _SINGLE and end - start == 1:
        return not inside and mark != "’" and (start == 0 or not text[start - 1].isalnum())
    before = start == 0 or text[start - 1].isspace() or text[start - 1] in "([—–-―/"
    after = end < len(text) and not text[end].isspace()
    if before and after:
        return True
    return not inside and before


def _reopened(text: str, found: list[Quote], opened: tuple[int, bool], at: int) -> None:
    """A second opening mark while one is open: the first has lost its partner and ends with its sentence."""
    if opened[1]:
        return
    stop = _STOP.search(text, opened[0], at)
    found.append(Quote(opened[0], stop.start() + 1 if stop else at, whole=False))


def _sentence_start(text: str, at: int) -> int:
    stops = [stop.end() for stop in _STOP.finditer(text, 0, max(0, at - 1))]
    return stops[-1] if stops else 0
