"""The text of an agreement as elements of Akoma Ntoso."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from depositary.annotate.provisions import Branch, Provision
from depositary.annotate.provisions.cues import cues
from depositary.model.nouns import Offsets

_HIERARCHY = {
    "PART": "part", "CHAPTER": "chapter", "SECTION": "section", "ARTICLE": "article", "PARAGRAPH": "paragraph",
    "POINT": "point",
}  # fmt: skip
_WORDS = {"PART": "Part", "CHAPTER": "Chapter", "SECTION": "Section", "ARTICLE": "Article", "ANNEX": "Annex"}
_CONTAINERS = {"PARTIES": "parties", "TEXT": "text"}
# Characters that no XML can hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Writer:
    """Writes the provisions of one text. An eId is given out once: what is quoted again is left out."""

    def __init__(self, text: str, gaps: Sequence[Offsets]) -> None:
        self.text, self.gaps = text, gaps
        self.given: set[str] = set()

    def write(self, act: Element, roots: Sequence[Branch], meta: Callable[[str], Element]) -> None:
        """Preface, preamble, body, conclusions and attachments, as the schema orders them."""
        by_label: dict[str, list[Branch]] = {}
        for root in roots:
            by_label.setdefault(root.provision.label, []).append(root)
        for title in by_label.get("TITLE", ())[:1]:
            holder = SubElement(SubElement(act, "preface"), "longTitle", self._id(title.provision))
            self._lines(holder, title.stretches(self.gaps))
        for preamble in by_label.get("PREAMBLE", ())[:1]:
            self._preamble(act, preamble)
        self._body(SubElement(act, "body"), [one for one in roots if one.provision.label in _HIERARCHY])
        signed = by_label.get("SIGNATURES", ())
        if signed:
            conclusions = SubElement(act, "conclusions", self._id(signed[0].provision))
            for one in signed:
                self._lines(conclusions, one.stretches(self.gaps))
        if annexes := by_label.get("ANNEX"):
            attachments = SubElement(act, "attachments")
            for one in annexes:
                self._annex(attachments, one, meta)

    def _preamble(self, act: Element, preamble: Branch) -> None:
        made = SubElement(act, "preamble", self._id(preamble.provision))
        if preamble.provision.heading:
            SubElement(made, "p").text = _clean(preamble.provision.heading)
        recitals: Element | None = None
        for one in preamble.below:
            label = one.provision.label
            if label == "RECITAL":
                recitals = SubElement(made, "recitals") if recitals is None else recitals
                self._block(SubElement(recitals, "recital", self._id(one.provision)), one)
                continue
            recitals = None
            tag, name = ("formula", "enacting") if label == "FORMULA" else ("container", _CONTAINERS[label])
            self._block(SubElement(made, tag, {"name": name, **self._id(one.provision)}), one)

    def _body(self, body: Element, roots: Sequence[Branch]) -> None:
        merged: dict[str, list[Branch]] = {}
        for one in roots:
            merged.setdefault(one.provision.id, []).append(one)
        for same in merged.values():
            self._hierarchy(body, same[0], [below for one in same for below in one.below])
        if len(body) == 0:  # the schema wants something
            self._content(SubElement(body, "alinea"), [])

    def _annex(self, attachments: Element, annex: Branch, meta: Callable[[str], Element]) -> None:
        one = annex.provision
        made = SubElement(attachments, "attachment", self._id(one))
        self._head(made, one)
        document = SubElement(made, "doc", {"name": "annex"})
        document.append(meta(one.id))
        body = SubElement(document, "mainBody")
        self._block(body, annex)
        for below in annex.below:
            if below.provision.id == one.id:
                self._inside(body, below, below.below)
            else:
                self._hierarchy(body, below, below.below)
        if len(body) == 0:
            SubElement(body, "p")

    def _hierarchy(self, above: Element, branch: Branch, below: Sequence[Branch]) -> None:
        """A part, article, paragraph or point. The one paragraph without a number is its article itself."""
        one = branch.provision
        if one.id in self.given and one.label != "ARTICLE":
            return
        made = SubElement(above, _HIERARCHY[one.label], self._id(one))
        self._head(made, one)
        if below and all(inner.provision.id == one.id for inner in below):
            self._inside(made, below[0], below[0].below)
        elif below and one.label not in ("PARAGRAPH", "POINT"):
            for inner in _in_order(below):
                if inner.provision.id == one.id:
                    self._inside(SubElement(made, "paragraph"), inner, inner.below)
                else:
                    self._hierarchy(made, inner, inner.below)
        else:
            self._inside(made, branch, below)

    def _inside(self, made: Element, branch: Branch, below: Sequence[Branch]) -> None:
        """The words of a paragraph or point, around the points in it."""
        stretches = branch.stretches(self.gaps)
        if not below and made.tag == "mainBody":
            self._block(made, branch)
        elif not below:
            self._content(made, stretches)
        if not below:
            return
        first, last = below[0].provision.start, below[-1].provision.end
        if before := [piece for piece in stretches if piece[1] <= first]:
            self._blocks(made, "intro", before)
        at = first
        for one in below:
            between = [piece for piece in stretches if at <= piece[0] and piece[1] <= one.provision.start]
            if self._has_words(between):
                self._content(SubElement(made, "alinea"), between)
            self._hierarchy(made, one, one.below)
            at = one.provision.end
        if after := [piece for piece in stretches if piece[0] >= last]:
            self._blocks(made, "wrapUp", after)

    def _blocks(self, made: Element, tag: str, pieces: Sequence[Offsets]) -> None:
        if not self._has_words(pieces):
            return
        if made.tag == "mainBody":  # has blocks of its own
            self._words(SubElement(made, "p"), pieces)
        else:
            self._words(SubElement(SubElement(made, tag), "p"), pieces)

    def _content(self, made: Element, pieces: Sequence[Offsets]) -> None:
        self._words(SubElement(SubElement(made, "content"), "p"), pieces)

    def _block(self, made: Element, branch: Branch) -> None:
        pieces = branch.stretches(self.gaps)
        if self._has_words(pieces):
            self._words(SubElement(made, "p"), pieces)

    def _lines(self, made: Element, pieces: Sequence[Offsets]) -> None:
        """A block for each line: titles and signatures are laid out by hand."""
        for start, end in pieces:
            for line in self.text[start:end].splitlines():
                if words := _clean(line):
                    SubElement(made, "p").text = words

    def _words(self, made: Element, pieces: Sequence[Offsets]) -> None:
        made.text = _clean(" ".join(self.text[start:end] for start, end in pieces))

    def _has_words(self, pieces: Iterable[Offsets]) -> bool:
        return any(_clean(self.text[start:end]) for start, end in pieces)

    def _head(self, made: Element, one: Provision) -> None:
        if number := self._printed(one):
            SubElement(made, "num").text = number
        if one.heading:
            SubElement(made, "heading").text = _clean(one.heading)

    def _printed(self, one: Provision) -> str:
        """The number as the text prints it; for an article that is quoted on, or one without number, as it is counted."""
        if one.label in ("PARAGRAPH", "POINT"):
            return _clean(self.text[one.start : one.body])
        found = cues().heading.match(self.text, one.start, one.end)
        if found and found.start() == one.start:
            return _clean(
                found["word"] + self.text[found.end("word") : max(found.end("number"), found.end("more"))]
            )
        return f"{_WORDS[one.label]} {one.number}" if one.number else _WORDS[one.label]

    def _id(self, one: Provision) -> dict[str, str]:
        if one.id in self.given:
            return {}
        self.given.add(one.id)
        return {"eId": one.id}


def _in_order(below: Sequence[Branch]) -> list[Branch]:
    """Paragraphs of an article quoted in several places, by their numbers; anything else as it stands."""
    numbers = [one.provision.number or "" for one in below]
    if not all(number.isdigit() for number in numbers):
        return list(below)
    return sorted(below, key=lambda one: int(one.provision.number or 0))


def _clean(words: str) -> str:
    """Single spaces, and nothing that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", " ".join(words.split()))
