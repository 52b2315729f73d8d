"""Documents cut into passages that were written at one time.

A document is as young as the latest thing that it tells as past. Words that put themselves before that (a treaty signed in
one paragraph and still to come in the next) stand in an older passage: a quoted report, a text grown over weeks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from depositary.reconcile.dating.cues import Cue

# Headings and lines as short as these do not keep two older paragraphs apart.
SHORT = 80

Days = tuple[int | None, int | None]


@dataclass(slots=True)
class Passage:
    """A stretch of a document with what it tells of its time. `parts` are its characters; `older` when the rest is younger."""

    doc: str
    parts: list[tuple[int, int]]
    older: bool = False
    cues: list[Cue] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0][0]


def passages(
    doc: str, chars: int, cues: Sequence[Cue], known: Mapping[str, Days], text_of: Callable[[], str]
) -> list[Passage]:
    """The passages of a document, the main one first. `known` are first and last day of the acts with days; its text is asked
    for only where it has older passages."""
    youngest = max((low for one in cues if (low := least(one, known)) is not None), default=None)
    done = {one.act for one in cues if one.side not in ("before", "until")} - {None}
    old = [one for one in cues if _is_older(one, known, youngest, done)]
    if not old:
        return [Passage(doc, [(0, chars)], cues=list(cues))]
    text = text_of()
    stretches = list(_stretches(old, cues, known, text))
    made = [Passage(doc, [stretch], older=True) for stretch in stretches]
    main = Passage(doc, list(_rest(stretches, text)) or [(0, len(text))])
    for one in cues:
        inside = [it for it in made if it.start <= one.one.start < it.parts[0][1]]
        (inside[0] if inside else main).cues.append(one)
    return [main, *made]


def least(one: Cue, known: Mapping[str, Days]) -> int | None:
    """The first day on which the words can stand, by the days of the act."""
    low, _ = known.get(one.act or "", (None, None))
    if one.act is None:
        return one.low
    if low is None or one.side in ("before", "until"):
        return None
    return low if one.side != "year_after" else _new_year(low)


def most(one: Cue, known: Mapping[str, Days]) -> int | None:
    """The last day on which the words can stand, by the days of the act."""
    _, high = known.get(one.act or "", (None, None))
    if one.act is None:
        return one.high
    if high is None or one.side == "after":
        return None
    if one.side in ("before", "until"):
        return high - (one.side == "before")
    return _year_end(high) if one.side == "same_year" else _year_end(_new_year(high))


def _new_year(day: int) -> int:
    return date(min(date.fromordinal(day).year + 1, date.max.year), 1, 1).toordinal()


def _year_end(day: int) -> int:
    return _new_year(day) - 1


def _is_older(one: Cue, known: Mapping[str, Days], youngest: int | None, done: set[str | None]) -> bool:
    if one.side not in ("before", "until"):
        return False
    last = most(one, known)
    return (one.act is not None and one.act in done) or (
        last is not None and youngest is not None and last < youngest
    )


def _stretches(
    old: Iterable[Cue], cues: Sequence[Cue], known: Mapping[str, Days], text: str
) -> Iterator[tuple[int, int]]:
    """Paragraphs of the older cues, joined where nothing but headings lies between; a paragraph that tells both times is
    older only in the words of the cue."""
    ends = [at for at, letter in enumerate(text) if letter == "\n"] + [len(text)]
    found: list[tuple[int, int]] = []
    for one in sorted(old, key=lambda cue: cue.one.start):
        paragraph = bisect_right(ends, one.one.start - 1)
        start = ends[paragraph - 1] + 1 if paragraph else 0
        end = max(ends[min(paragraph, len(ends) - 1)], one.one.end)
        if any(start <= it.one.start < end and _clash(one, it, known) for it in cues):
            start, end = one.one.start, one.one.end
        if found and (start <= found[-1][1] or _only_headings(text[found[-1][1] : start])):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    yield from found


def _clash(old: Cue, other: Cue, known: Mapping[str, Days]) -> bool:
    """Whether two cues cannot be of one time."""
    if other.side in ("before", "until"):
        return False
    low, high = least(other, known), most(old, known)
    return (old.act is not None and old.act == other.act) or (
        low is not None and high is not None and high < low
    )


def _only_headings(between: str) -> bool:
    return all(len(line) < SHORT for line in between.split("\n"))


def _rest(stretches: Iterable[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*stretches, (len(text), len(text))]:
        if text[at:start].strip():
            yield at, start
        at = max(at, end)


def in_order(cues: Iterable[Cue]) -> list[Cue]:
    """Cues of a document in the order of its text."""
    return sorted(cues, key=lambda cue: (cue.one.start, cue.one.end, cue.one.id, cue.side, cue.act or ""))
