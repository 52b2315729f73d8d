"""Provisions as a tree, and the words that each has for itself.

What `find_provisions` gives lies in text order; here every provision holds those inside it. Lines that belong to the page
(numbers, running heads) lie inside provisions and are none of their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from depositary.annotate.provisions.cues import cues
from depositary.annotate.provisions.lines import lines_of, page_lines
from depositary.annotate.provisions.nodes import Provision
from depositary.model.nouns import Offsets


@dataclass
class Branch:
    """A provision with those inside it, in text order."""

    provision: Provision
    below: list[Branch] = field(default_factory=list)

    def stretches(self, gaps: Sequence[Offsets] = ()) -> list[Offsets]:
        """The stretches after heading and number that belong to nothing inside and to none of the `gaps`."""
        inside = [(one.provision.start, one.provision.end) for one in self.below]
        return without(self.provision.body, self.provision.end, sorted([*inside, *gaps]))

    def walk(self) -> Iterator[Branch]:
        """This one and all inside, outer before inner."""
        yield self
        for one in self.below:
            yield from one.walk()


def tree(found: Iterable[Provision]) -> list[Branch]:
    """The provisions of a text with those inside them."""
    roots: list[Branch] = []
    open_: list[Branch] = []
    for one in found:
        made = Branch(one)
        while open_ and open_[-1].provision.end <= one.start:
            open_.pop()
        (open_[-1].below if open_ else roots).append(made)
        open_.append(made)
    return roots


def furniture(text: str, lang: str = "en") -> list[Offsets]:
    """The lines of a text that belong to its pages: numbers, running heads, tables of contents."""
    return list(page_lines(lines_of(text, cues(lang))))


def without(start: int, end: int, gaps: Iterable[Offsets]) -> list[Offsets]:
    """What is left of a stretch when `gaps`, in order, are taken out."""
    left: list[Offsets] = []
    for low, high in gaps:
        if high <= start or low >= end:
            continue
        if low > start:
            left.append((start, low))
        start = max(start, high)
    return [*left, (start, end)] if start < end else left
