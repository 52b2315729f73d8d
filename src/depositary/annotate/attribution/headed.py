"""Speech headed by a line: "X said:" with what follows, and lines of a transcript ("NAME: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depositary.annotate.attribution.cues import Cues
from depositary.annotate.attribution.quotes import OPENING, Quote
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Tree, subject
from depositary.annotate.attribution.verbs import cue_of, source_of

_NAME = re.compile(
    r"[\"“]?((?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|and|the|de|al|bin|van|von)){0,4}):\s+(?=\S)"
)
_LONGEST = 60
_SIGNED = re.compile(r"\s*(--?|–|—|―)\s*([A-Z][^.!?\n]{1,80}?)[.\s]*")
_LOUD = re.compile(r"[A-Z][A-Z.’' -]+")


def name_before_colon(line: str) -> tuple[int, int, int] | None:
    """Start and end of a name that heads a line, and the start of what follows; None when no name does."""
    found = _NAME.match(line[: _LONGEST * 2])
    return (found.start(1), found.end(1), found.end()) if found and found.end(1) <= _LONGEST else None


def headings(lines: Sequence[str], known: Sequence[bool]) -> list[tuple[int, int, int] | None]:
    """Which lines are headed by a speaker. `known` tells for each whether its first words are a known name.

    Where a name in capitals heads two lines or more, the text is a transcript and all names in capitals count. A name
    before an opening quotation mark counts everywhere.
    """
    found = [name_before_colon(line) for line in lines]
    names = [line[one[0] : one[1]] if one else "" for line, one in zip(lines, found, strict=True)]
    loud = [name for name in names if _LOUD.fullmatch(name)]
    transcript = len(loud) > len(set(loud))
    keep = []
    for line, one, name, is_known in zip(lines, found, names, known, strict=True):
        quoted = one is not None and line[one[2]] in OPENING
        keep.append(one if is_known or quoted or (transcript and name in loud) else None)
    return keep


def by_heading(start: int, end: int, heading: tuple[int, int, int]) -> Said:
    """The attribution of a line with its heading; offsets of the line in the document."""
    low, high, then = heading
    colon = (start + high, start + high + 1)
    return Said(colon[0], [(start + low, start + high)], [colon], [(start + then, end)], ":", "say", "headed")


def by_leading_line(tree: Tree, cues: Cues) -> Said | None:
    """The cue of a paragraph that ends in a colon ("X said:"), with no content yet."""
    if tree.word[-1] != ":":
        return None
    for token in range(len(tree) - 2, max(-1, len(tree) - 25), -1):
        verb = cues.verbs.get(tree.lemma[token])
        if verb is not None and tree.pos[token] == "VERB" and verb.frames & {"clause", "quote"}:
            head = subject(tree, token)
            told = tree.child(token, "dobj") is not None and "to" not in verb.frames
            if head is None or told or tree.sentence[token] != tree.sentence[-1]:
                return None
            cue = cue_of(tree, token)
            return Said(
                tree.start[token],
                source_of(tree, head, token),
                cue,
                [],
                tree.lemma[token],
                verb.kind,
                "headed",
                place=token,
            )
    return None


def by_signature(text: str, start: int, quotes: Sequence[Quote]) -> Said | None:
    """A quotation signed after a dash, as in lists of voices ('"We will sign." - Name, office')."""
    if len(quotes) != 1 or quotes[0].start != start or not quotes[0].whole:
        return None
    low = quotes[0].end - start
    found = _SIGNED.fullmatch(text[low:])
    if found is None:
        return None
    dash = (start + low + found.start(1), start + low + found.end(1))
    name = (start + low + found.start(2), start + low + found.end(2))
    content = [(quotes[0].start, quotes[0].end)]
    return Said(dash[0], [name], [dash], content, "-", "say", "direct")
