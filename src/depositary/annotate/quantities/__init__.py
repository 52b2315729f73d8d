"""Quantities: figures with their unit, interval and the words around them.

`find_quantities(text)` works alone; the layer "quantities" leaves out numbers that belong to time expressions.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page, annotator
from depositary.annotate.quantities.figure import Figure
from depositary.annotate.quantities.grammar import find_quantities
from depositary.annotate.quantities.numbers import find_numbers
from depositary.annotate.quantities.words import Number
from depositary.model.nouns import Span

__all__ = ["Figure", "Number", "find_numbers", "find_quantities", "quantities"]


@annotator("quantities", needs=("times",))
def quantities(page: Page) -> Iterator[Span]:
    """The figures of a page."""
    times = [(span.start, span.end, span.label) for span in page.layer("times")]
    for figure in find_quantities(page.text, times):
        yield page.span(figure.start, figure.end, "quantities", figure.label, **figure.as_value())
