"""The figures of a proposition: one statement a number.

"Rose by 15.5% to $3.77 bln between January and October" is two figures, a growth and a level. The first keeps the words
up to its number; each further one keeps the subject and verb and its own words, so that each quote reads by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Offsets, Quantity, Span

# Numbers that identify or order, and counts of one, are no news.
_NO_FIGURE = frozenset(("ORDINAL",))
_JOINS = frozenset("to by from and or with of for at in , ; –".split())


def figures_of(page: Page, proposition: Proposition) -> list[Span]:
    """The quantity spans of a proposition that are figures, in text order."""
    held = [one for start, end in proposition.spans for one in page.inside("quantities", start, end)]
    return [one for one in held if one.label not in _NO_FIGURE and not _trivial(one)]


def _trivial(one: Span) -> bool:
    value = one.value or {}
    return (
        value.get("unit") in ("one", "count")
        and (value.get("value") or 0) <= 2
        and not value.get("direction")
    )


def spans_for(
    page: Page, proposition: Proposition, figures: Sequence[Span], number: int
) -> tuple[Offsets, ...]:
    """The characters of figure `number`: all of the proposition for a lone figure, else its share with subject and verb."""
    if len(figures) == 1:
        return proposition.spans
    cuts = [_cut_before(page, proposition, figures[later]) for later in range(1, len(figures))]
    edges = [proposition.start, *cuts, proposition.end]
    own = (edges[number], edges[number + 1])
    if number == 0:
        return _within(proposition.spans, *own)
    return tuple(sorted((*_opening(proposition, figures[0]), *_within(proposition.spans, *own))))


def _cut_before(page: Page, proposition: Proposition, figure: Span) -> int:
    """The start of the figure's phrase: the joining word before it, if any."""
    before = [
        token for token in proposition.tokens if proposition.paragraph.offsets(token)[1] <= figure.start
    ]
    cut = figure.start
    for token in reversed(before):
        if token.lower_ not in _JOINS:
            break
        cut = proposition.paragraph.offsets(token)[0]
    return cut


def _opening(proposition: Proposition, first: Span) -> tuple[Offsets, ...]:
    """From the start of the proposition to its verb, when that stands before the first figure."""
    end = proposition.paragraph.offsets(proposition.head)[1]
    return ((proposition.start, end),) if proposition.start < end <= first.start else ()


def _within(spans: Sequence[Offsets], start: int, end: int) -> tuple[Offsets, ...]:
    cut = [(max(start, begin), min(end, stop)) for begin, stop in spans]
    return tuple((begin, stop) for begin, stop in cut if stop > begin)


def value_of(page: Page, figure: Span) -> tuple[Quantity, str | None]:
    """The quantity of a figure span and what it measures."""
    value = figure.value or {}
    made = Quantity(
        low=value.get("low"),
        high=value.get("high"),
        unit=value.get("unit", "one"),
        literal=figure.quote(page.document),
        bound=value.get("bound", "exact"),
        direction=value.get("direction"),
        per=value.get("per"),
    )
    return made, value.get("measure")
