"""A document with its layers, and the registry of annotators that fill them.

An annotator is a function of the `Page` (the document with the layers made so far) that yields spans of one layer.
It is filed with `@annotator(layer, needs=...)`; `annotate` runs all of them, each after what it needs. Annotators see
one document and never another, so documents can be read in any order and on any number of processes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from depositary.annotate.tokens import Parse, Stretch, Token
from depositary.model.case import Case
from depositary.model.nouns import Document, Span
from depositary.model.registry import Registry


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the document with its parse. `label` is TEXT, TITLE, HEADING or LIST; `start` counts in the document."""

    start: int
    end: int
    label: str
    parse: Parse

    def offsets(self, piece: Token | Stretch) -> tuple[int, int]:
        """Document offsets of a token or a stretch of tokens of this paragraph."""
        if isinstance(piece, Token):
            start = self.start + piece.idx
            return start, start + len(piece.text)
        return self.start + piece.start_char, self.start + piece.end_char


_NO_STARTS: Sequence[int] = ()


@dataclass
class Page:
    """A document on its way through the annotators."""

    document: Document
    paragraphs: Sequence[Paragraph] = ()
    case: Case | None = None
    layers: dict[str, list[Span]] = field(default_factory=dict)
    _starts: dict[str, list[int]] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)  # what later rooms work out once for the page

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.document.text

    def layer(self, name: str) -> list[Span]:
        """The spans of a layer in text order; empty when there are none."""
        return self.layers.get(name, [])

    def put(self, name: str, spans: Iterable[Span]) -> None:
        """Set a layer; spans are kept in text order."""
        self.layers[name] = sorted(spans, key=lambda one: (one.start, one.end, one.label))
        self._starts[name] = [one.start for one in self.layers[name]]

    def inside(self, name: str, start: int, end: int) -> list[Span]:
        """Spans of a layer that lie wholly inside the interval."""
        starts = self._starts.get(name, _NO_STARTS)
        first = bisect_left(starts, start)
        last = bisect_right(starts, end, first) if start <= end else first
        return [one for one in self.layers[name][first:last] if one.end <= end] if first < last else []

    def touching(self, name: str, start: int, end: int) -> list[Span]:
        """Spans of a layer that share a character with the interval (spans up to 5,000 characters long are found)."""
        starts = self._starts.get(name, _NO_STARTS)
        first, last = bisect_left(starts, start - 5000), bisect_left(starts, end)
        return [one for one in self.layers[name][first:last] if one.end > start] if first < last else []

    def sentences(self) -> Iterator[tuple[Paragraph, Stretch]]:
        """Every parsed sentence with its paragraph, in text order."""
        for paragraph in self.paragraphs:
            for sentence in paragraph.parse.sents:
                yield paragraph, sentence

    def span(self, start: int, end: int, layer: str, label: str, /, **value: object) -> Span:
        """A span of this document."""
        return Span(self.document.id, start, end, layer, label, value or None)


Annotate = Callable[[Page], Iterable[Span]]


@dataclass(frozen=True)
class Annotator:
    """A filed annotator: the layer that it makes, and the layers that it needs first."""

    layer: str
    needs: tuple[str, ...]
    run: Annotate


ANNOTATORS: Registry[Annotator] = Registry("annotator", "depositary.annotate")


def annotator(layer: str, *, needs: Sequence[str] = ()) -> Callable[[Annotate], Annotate]:
    """File a function as the maker of a layer."""

    def keep(run: Annotate) -> Annotate:
        ANNOTATORS.register(layer)(Annotator(layer, tuple(needs), run))
        return run

    return keep


def annotate(page: Page, only: Sequence[str] | None = None) -> Page:
    """Fill the layers of a page, all or those named with what they need. Returns the same page.

    A page in a language that is read by its cues gets the layers that they give.
    """
    from depositary.annotate import languages

    if languages.by_cue(page.document.lang):
        return languages.annotate_page(page)
    for item in order():
        if item.layer not in page.layers and (only is None or item.layer in _with_needs(tuple(only))):
            page.put(item.layer, item.run(page))
    return page


@cache
def order() -> tuple[Annotator, ...]:
    """All annotators, each after those it needs; by name where the order is free."""
    done: dict[str, Annotator] = {}

    def add(name: str) -> None:
        if name not in done:
            found = ANNOTATORS.get(name)  # a need that nobody fills is an error that lists the layers there are
            for need in found.needs:
                add(need)
            done[name] = found

    for name, _ in ANNOTATORS.items():
        add(name)
    return tuple(done.values())


@cache
def _with_needs(names: tuple[str, ...]) -> frozenset[str]:
    wanted = set(names)
    for item in reversed(order()):
        if item.layer in wanted:
            wanted.update(item.needs)
    return frozenset(wanted)
