"""Lists within one paragraph: "shall: (a) keep a log; (b) report", whose points are on no lines of their own.

Such a list is read like one that is set out, when its points go on where the modal word stops. Where they stand further
on ("shall help where (a) ... or (b) ..."), they belong to a limit or an object, and the sentence is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depositary.extract.obligations.cues import Cues
from depositary.model.nouns import Offsets

_MARK = re.compile(r"\(([a-z]|[ivx]{1,4})\)\s*(?=\S)|(?<=[:;,\s])([a-z])\)\s+(?=\S)")
_ORDERS = (
    "abcdefghijklmnopqrstuvwxyz",
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
)
_END = re.compile(r"(?<=[\w)])\.\s*(?=[A-Z(\d])|$")
_BEFORE = re.compile(r"(?:[.;]\s*|^)(?=[A-Z])")
# What stands between the modal word and the points of a list of deeds: "take the necessary measures:"; longer, it is mostly a
# sentence whose object or condition is listed.
_MOST_WORDS = 8
_LIMITING = re.compile(r"\b(?:if|when|where|unless|provided|following|until|after|except)\b", re.IGNORECASE)


def running(words: str, cues: Cues) -> Iterator[list[Offsets]]:
    """The stretches of a paragraph that holds a list: what stands before its sentence, its opening with each point, the rest.
    Nothing for a paragraph without such a list."""
    marks = _marks(words)
    if len(marks) < 2:
        return
    first = max((one.end() for one in _BEFORE.finditer(words, 0, marks[0][0])), default=0)
    if not _goes_on(words[first : marks[0][0]], cues):
        return
    if first:
        yield [(0, first)]
    ends = [start for start, _ in marks[1:]]
    found = _END.search(words, marks[-1][1])
    ends.append(found.start() if found else len(words))
    for (_, start), end in zip(marks, ends, strict=True):
        yield [(first, marks[0][0]), (start, end)]
    if words[ends[-1] :].strip(" ."):
        yield [(ends[-1] + 1, len(words))]


def _marks(words: str) -> Sequence[Offsets]:
    """The marks of the first list that goes a, b, c or i, ii, iii, each as the offsets of the mark."""
    found = [((one[1] or one[2]), one.start(), one.end()) for one in _MARK.finditer(words)]
    for order in _ORDERS:
        held: list[Offsets] = []
        for number, start, end in found:
            if len(held) < len(order) and number == order[len(held)] and (held or number == order[0]):
                held.append((start, end))
        if len(held) > 1:
            return held
    return ()


def _goes_on(opening: str, cues: Cues) -> bool:
    """True for an opening whose last words are the modal, or little more and a colon."""
    modals = "|".join((*cues.modals, "undertakes? to", "agrees? to"))
    said = [one.end() for one in re.finditer(rf"\b(?:{modals})\b", opening)]
    rest = opening[said[-1] :].strip() if said else ""
    if not said or _LIMITING.search(rest):
        return False
    return not rest or (rest.endswith(":") and len(rest.split()) <= _MOST_WORDS)
