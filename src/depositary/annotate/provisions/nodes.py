"""A provision while it is being built, and as it is given out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_PREFIX = {
    "PART": "part",
    "CHAPTER": "chp",
    "SECTION": "sec",
    "ARTICLE": "art",
    "ANNEX": "annex",
    "PARAGRAPH": "para",
    "POINT": "point",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """A piece of the text of an agreement.

    `id` is that of Akoma Ntoso (`art_3__para_3`); `number` as printed (roman made arabic), None where none is;
    `body` the offset where the words after heading and number begin; `parent` the start of the provision around
    it; `whole` tells whether the document holds the whole text or pieces.
    """

    start: int
    end: int
    label: str
    id: str
    number: str | None
    heading: str | None
    body: int
    parent: int | None
    whole: bool


@dataclass
class Node:
    """A provision under construction. `above` holds it; `below` are those inside, in text order."""

    label: str
    start: int
    end: int
    body: int
    number: str | None = None
    heading: str | None = None
    above: Node | None = None
    below: list[Node] = field(default_factory=list)
    style: str = ""

    def add(self, label: str, start: int, end: int, body: int, number: str | None = None) -> Node:
        """A new node inside this one, which grows to hold it."""
        made = Node(label, start, end, body, number, above=self)
        self.below.append(made)
        self.grow(end)
        return made

    def grow(self, end: int) -> None:
        """Reach up to `end`, with everything around."""
        node: Node | None = self
        while node is not None:
            node.end = max(node.end, end)
            node = node.above

    def last(self, label: str) -> Node | None:
        """The last child when it has this label."""
        return self.below[-1] if self.below and self.below[-1].label == label else None


def given(nodes: list[Node], whole: bool) -> Iterator[Provision]:
    """Everything in text order, outer before inner."""
    for node in nodes:
        yield from _given(node, _id(node, "", 1, 2), whole)


def _given(node: Node, name: str, whole: bool) -> Iterator[Provision]:
    parent = node.above.start if node.above else None
    yield Provision(
        node.start, node.end, node.label, name, node.number, node.heading, node.body, parent, whole
    )
    base = name if node.label in ("ARTICLE", "PARAGRAPH", "POINT", "ANNEX", "PREAMBLE") else ""
    if node.label not in ("ARTICLE", "PARAGRAPH", "POINT") and "annex" in name and not base:
        base = name[: name.index("__")] if "__" in name else name
    for position, below in enumerate(node.below, start=1):
        yield from _given(below, _id(below, base, position, len(node.below)), whole)


def _id(node: Node, base: str, position: int, siblings: int) -> str:
    """Id by the number, else by position; the one paragraph without a number is the article itself."""
    if node.label not in _PREFIX:
        own = node.label.lower() + (f"_{position}" if base else "")
    elif node.label == "PARAGRAPH" and node.number is None and siblings == 1:
        return base
    else:
        own = f"{_PREFIX[node.label]}_{node.number or position}"
    return f"{base}__{own}" if base else own
