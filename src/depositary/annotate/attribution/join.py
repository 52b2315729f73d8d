"""Joining: quotations that go on without a new verb, contents made whole, nesting, labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from depositary.annotate.attribution.direct import Field
from depositary.annotate.attribution.quotes import Quote
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece

_SHORT = 3
_LONG = 25
_SPEECH = frozenset({"say", "claim", "deny", "demand", "promise", "expect", "believe", "judge"})


def attach(field: Field, found: list[Said], used: frozenset[int]) -> None:
    """Give a quotation that is a sentence of its own to the attribution before it in the paragraph."""
    for number, quote in enumerate(field.quotes):
        low, high = field.bounds[number]
        if number in used or high - low < _SHORT or not _alone(field, low):
            continue
        before = [one for one in found if one.at < quote.start and one.kind in _SPEECH and one.content]
        if before and not _claimed(quote, found):
            _likeliest(before, field).content.append((quote.start, quote.end))


def _likeliest(before: list[Said], field: Field) -> Said:
    """The attribution that goes on: the last with a quotation, else the last with a verb of saying."""
    quoting = [one for one in before if _holds_quote(one, field)]
    saying = [one for one in before if one.kind in ("say", "claim")]
    return (quoting or saying or before)[-1]


def _holds_quote(said: Said, field: Field) -> bool:
    return any((quote.start, quote.end) in said.content for quote in field.quotes)


def _claimed(quote: Quote, found: list[Said]) -> bool:
    """Is the quotation part of what an attribution outside it holds?"""
    outside = [one for one in found if not quote.start < one.at < quote.end]
    return any(low < quote.end and high > quote.start for one in outside for low, high in one.content)


def confine(field: Field, found: list[Said]) -> list[Said]:
    """Keep what is said inside a quotation inside it: the parse runs over the marks."""
    kept = []
    for said in found:
        number = field.inside[said.place] if said.place >= 0 else -1
        if number >= 0 and (quote := field.quotes[number]).end - quote.start > _LONG:
            said.content = _clipped(said.content, quote)
        kept += [said] if said.content else []
    return kept


def _clipped(pieces: list[Piece], quote: Quote) -> list[Piece]:
    inside = [(max(low, quote.start), min(high, quote.end)) for low, high in pieces]
    return [(low, high) for low, high in inside if low < high]


def _alone(field: Field, low: int) -> bool:
    """Does the quotation begin a sentence?"""
    return low == 0 or field.tree.word[low - 1] in (".", "!", "?") or field.inside[low - 1] >= 0


def continued(field: Field, found: list[Said], earlier: Said | None, start: int) -> Said | None:
    """Carry a quotation on over paragraphs. Returns the attribution that the next paragraph may carry on."""
    first = field.quotes[0] if field.quotes else None
    covers = first is not None and first.start == start and not _claimed(first, found)
    if covers and first is not None and earlier is not None:
        earlier.content.append((first.start, first.end))
        return earlier if first.end == field.tree.end[-1] else None
    if not field.quotes:
        return None
    last = field.quotes[-1]
    if field.tree.end[-1] - last.end > 1:
        return None
    holders = [
        one
        for one in found
        if not last.start < one.at < last.end
        and any(low < last.end and high > last.start for low, high in one.content)
    ]
    return holders[-1] if holders else None


def complete(every: list[Said], quotes: Sequence[Quote]) -> list[Said]:
    """Contents in order, widened to whole quotations; attributions in text order, without the empty ones."""
    starts = [quote.start for quote in quotes]
    for said in every:
        pieces = sorted(_widened(piece, quotes, starts) for piece in said.content)
        said.content = _joined(pieces)
        said.source = [one for one in said.source if one[1] > one[0]]
    return sorted((one for one in every if one.content), key=lambda one: (one.hull(), one.at))


def _widened(piece: Piece, quotes: Sequence[Quote], starts: list[int]) -> Piece:
    """A piece that begins before a quotation and ends in it takes all of it; likewise one that leaves it."""
    low, high = piece
    at = bisect_right(starts, high - 1) - 1
    if at >= 0 and quotes[at].start >= low and quotes[at].start < high < quotes[at].end and quotes[at].whole:
        high = quotes[at].end
    at = bisect_right(starts, low) - 1
    if at >= 0 and quotes[at].start < low < quotes[at].end < high and quotes[at].whole:
        low = quotes[at].start
    return low, high


def _joined(pieces: list[Piece]) -> list[Piece]:
    done: list[Piece] = []
    for low, high in pieces:
        if done and low <= done[-1][1]:
            done[-1] = (done[-1][0], max(high, done[-1][1]))
        else:
            done.append((low, high))
    return done
