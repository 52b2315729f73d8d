"""A provision while it is being built, and as it is given out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count

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

    `id` is that of Akoma Ntoso (`art_3__para_3`; articles are counted through the whole text, whatever part they
    stand in); `number` as printed (roman made arabic), None where none is;
    `body` the offset where the words after heading and number begin; `parent` the start of the provision around
    it; `whole` tells whether the document holds the whole text or pieces. Labels: TITLE; PREAMBLE with PARTIES, RECITAL,
    FORMULA, TEXT; PART, CHAPTER, SECTION; ARTICLE with PARAGRAPH and POINT; SIGNATURES; ANNEX.
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


def given(nodes: list[Node], whole: bool) -> list[Provision]:
    """Everything in text order, outer before inner."""
    found: list[Provision] = []
    articles: set[str] = set()
    counted: Counter[str] = Counter()
    for node in nodes:
        counted[node.label] += 1
        _give(found, node, _own(node, counted[node.label]), "", whole, articles)
    return found


def _give(found: list[Provision], node: Node, name: str, annex: str, whole: bool, articles: set[str]) -> None:
    """Put a node and what is in it. `annex` is the id of the annex around; `articles` the ids of articles so far."""
    parent = node.above.start if node.above else None
    found.append(
        Provision(node.start, node.end, node.label, name, node.number, node.heading, node.body, parent, whole)
    )
    if node.label == "ARTICLE":
        articles.add(name)
    if not node.below:  # three of four
        return
    annex = name if node.label == "ANNEX" else annex
    taken: set[str] = set()
    counted: Counter[str] = Counter()
    for below in node.below:
        counted[below.label] += 1
        own = _unique(_below(node, below, counted[below.label]), taken)
        taken.add(own)
        if below.label != "ARTICLE":
            inner = f"{name}__{own}" if own else name
        else:  # articles are counted through the whole text; only where they begin anew their part is told
            inner = f"{annex}__{own}" if annex else own
            inner = f"{name}__{own}" if inner in articles else inner
        _give(found, below, inner, annex, whole, articles)


def _below(node: Node, below: Node, position: int) -> str:
    """The last part of an id; "" for the one paragraph without a number, which is the article itself."""
    if below.label != "PARAGRAPH" or below.number is not None:
        return _own(below, position)
    if len(node.below) == 1:
        return ""
    numbered = any(one.number for one in node.below)
    return f"para_nn_{position}" if numbered else _own(below, position)


def _own(node: Node, position: int) -> str:
    """By the number, else by the place among the others."""
    prefix = _PREFIX.get(node.label)
    if prefix is not None:
        return f"{prefix}_{node.number or position}"
    return node.label.lower() + (f"_{position}" if node.above is not None else "")


def _unique(name: str, taken: set[str]) -> str:
    """A number that stands twice is told apart by its place."""
    if name not in taken:
        return name
    place = next(place for place in count(2) if f"{name}-{place}" not in taken)
    return f"{name}-{place}"
