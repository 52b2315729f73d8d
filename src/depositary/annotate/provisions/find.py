"""Finding the text of agreements in a text: whole, or quoted in pieces among comments.

Where articles follow each other without comment, everything below a heading belongs to it. Else each line is
weighed (`voice`): an article ends at the first line of comment, and goes on after it only at the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.annotate.provisions import voice
from depositary.annotate.provisions.body import add_line, is_title, last_number
from depositary.annotate.provisions.cues import Cues, cues
from depositary.annotate.provisions.lines import Line, lines_of, page_lines
from depositary.annotate.provisions.nodes import Node, Provision, given
from depositary.annotate.provisions.opening import opening
from depositary.model.nouns import Offsets

_CONTAINERS = ("annex", "part", "chapter", "section")
# At least so many articles, and at most this share of comment lines, make a text without comments.
_FEWEST = 3
_COMMENTS = 0.03
_STEPS = 0.9
# So many lines above the first article may be headings of parts.
_HEADINGS = 8
_HEADING = re.compile(r"(?i)^[^a-z\n]*art(?:icle|\.)\s", re.MULTILINE)
_TITLE_LONGEST = 160
_SENTENCE = re.compile(r"\b(?:shall|is|are|was|were|has|have|undertakes?|agrees?)\b")


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A text that was cut into lines once: its provisions, and its lines that belong to its pages (see `furniture`); both are
    empty when it quotes no article."""

    provisions: tuple[Provision, ...] = ()
    furniture: tuple[Offsets, ...] = ()


def layout(text: str, lang: str = "en") -> Layout:
    """What `find_provisions` and `furniture` give, with one pass over the lines."""
    if not _HEADING.search(text):
        return Layout()
    finder = _Finder(text, cues(lang))
    return Layout(tuple(finder.run()), page_lines(finder.lines))


def find_provisions(text: str, lang: str = "en") -> list[Provision]:
    """The provisions of a text in text order, outer before inner; empty when it quotes no article."""
    if not _HEADING.search(text):
        return []
    return _Finder(text, cues(lang)).run()


class _Finder:
    """One pass over the lines of a text."""

    def __init__(self, text: str, known: Cues) -> None:
        self.text, self.cues = text, known
        self.lines = lines_of(text, known)
        self.articles = [index for index, line in enumerate(self.lines) if line.opens == "article"]
        self.unbroken = self._is_unbroken()
        self.roots: list[Node] = []
        self.holder: Node | None = None
        self.paused: Node | None = None
        self.before: Line | None = None
        self.done = False
        self.signed = -1

    def run(self) -> list[Provision]:
        if not self.articles:
            return []
        first = self._first(self.articles[0])
        if self.unbroken or self.lines[self.articles[0]].number == "1":
            self.roots, after = opening(self.text, self.lines, first, self.cues)
            first = after if self.unbroken else first
        for index in range(first, len(self.lines)):
            self._take(index)
        self._drop_empty()
        return given(self.roots, self._is_whole())

    def _first(self, article: int) -> int:
        """The first line to take: headings of parts above the first article, with their titles, are taken with it."""
        first, index = article, article - 1
        while self.unbroken and index >= 0 and article - index <= _HEADINGS:
            if self.lines[index].opens in _CONTAINERS:
                first = index
            elif self.lines[index].opens != "page" and not self._fits_heading(self.lines[index]):
                break
            index -= 1
        return first

    def _fits_heading(self, line: Line) -> bool:
        """True for a line that may be the title of a part."""
        words = self.text[line.start : line.end]
        short = line.opens == "text" and len(words) <= _TITLE_LONGEST and words[-1] not in ".;:?!,"
        return short and (words[0].isupper() or words[0] in "(*_#") and not _SENTENCE.search(words)

    def _is_unbroken(self) -> bool:
        """True when articles follow each other in order, with hardly a line of comment between them."""
        if len(self.articles) < _FEWEST:
            return False
        steps = list(zip(self.articles, self.articles[1:], strict=False))
        good = sum(_follows(self.lines[one].number, self.lines[two].number) for one, two in steps)
        if good < _STEPS * len(steps):
            return False
        held = [
            line
            for line in self.lines[self.articles[0] : self.articles[-1]]
            if line.opens in ("text", "para")
        ]
        comments = sum(voice.is_comment(self.text, line.start, line.end, self.cues) for line in held)
        return comments <= _COMMENTS * len(held)

    def _is_whole(self) -> bool:
        """True when the text has its beginning (title, preamble), all numbers, and its end (final clauses)."""
        held = [root for root in self.roots if root.label in ("TITLE", "PREAMBLE")]
        main = [node for node in _articles(self.roots) if not _in_annex(node)]
        numbers = list(dict.fromkeys(_number(node.number) for node in main))
        if not self.unbroken or not held or numbers != list(range(1, len(numbers) + 1)):
            return False
        return bool(self.cues.final.search(self.text, main[max(0, len(main) - 4)].start, main[-1].end))

    def _take(self, index: int) -> None:
        line = self.lines[index]
        if line.opens == "page" or self.done or line.end <= self.signed:
            return
        if line.opens == "article":
            self._article(line)
        elif line.opens in _CONTAINERS:
            self._container(line)
        elif self.holder is not None:
            self._inside(index, self.holder)
        elif self.paused is not None:
            self._resume(line, self.paused)
        elif self.unbroken:
            self._between(line)

    def _between(self, line: Line) -> None:
        """A line between the heading of a part and the article below it: its title, else words of its own."""
        around = self._around()
        if around is None:
            last = self.roots[-1] if self.roots else None
            if last is not None and last.label == "PREAMBLE":
                last.add("TEXT", line.start, line.end, line.start)
        elif not around.below and self._fits_heading(line):
            words = _clean(self.text[line.start : line.end])
            around.heading = f"{around.heading} {words}" if around.heading else words
            around.body = line.end
            around.grow(line.end)
        else:
            add_line(self.text, around, line, self.before)
            self.before = line

    def _article(self, line: Line) -> None:
        around = self._around()
        node = Node("ARTICLE", line.start, line.end, line.body, line.number, above=around)
        if around is None:
            self.roots.append(node)
        else:
            around.below.append(node)
            around.grow(line.end)
        self.holder, self.paused, self.before = node, None, None
        if line.body < line.end:
            self._rest_of_heading(node, line)

    def _rest_of_heading(self, node: Node, line: Line) -> None:
        """What stands on the line of the number: a title, or the text itself."""
        rest = self.text[line.body : line.end]
        node.start = line.start
        if len(rest) <= _TITLE_LONGEST and not _SENTENCE.search(rest):
            node.heading, node.body = _clean(rest), line.end
        elif self.unbroken or voice.weigh(self.text, line.body, line.end, self.cues, first=True) > 0:
            line = Line(line.body, line.end, "text", None, line.body, False)
            add_line(self.text, node, line, None)
            self.before = line

    def _around(self) -> Node | None:
        """The part, chapter or annex that is open."""
        node = self.roots[-1] if self.roots else None
        if not self.unbroken or node is None or node.label not in ("ANNEX", "PART", "CHAPTER", "SECTION"):
            return None
        while node.below and node.below[-1].label in ("PART", "CHAPTER", "SECTION"):
            node = node.below[-1]
        return node

    def _container(self, line: Line) -> None:
        self.holder = self.paused = self.before = None
        if not self.unbroken:
            return
        label = line.opens.upper()
        above = None if label == "ANNEX" else self._around()
        while above is not None and _rank(above.label) >= _rank(label):
            above = above.above
        rest = self.text[line.body : line.end]
        if above is None:
            node = Node(label, line.start, line.end, line.end, line.number)
            self.roots.append(node)
        else:
            node = above.add(label, line.start, line.end, line.end, line.number)
        node.heading = _clean(rest) or None
        self.holder = node if label == "ANNEX" else None

    def _inside(self, index: int, holder: Node) -> None:
        line = self.lines[index]
        after = next((one for one in self.lines[index + 1 : index + 4] if one.opens != "page"), None)
        if self.unbroken and self._closes(line, index):
            self._sign(index)
        elif (
            not holder.below
            and holder.heading is None
            and is_title(self.text, line, after)
            and self._text_after(after)
        ):
            holder.heading, holder.body = _clean(self.text[line.start : line.end]), line.end
            holder.grow(line.end)
        elif self._is_text(line, index, holder):
            add_line(self.text, holder, line, self.before)
            self.before = line
        else:
            self.holder, self.paused, self.before = None, holder, None

    def _text_after(self, after: Line | None) -> bool:
        if self.unbroken or after is None:
            return after is not None
        return self._weight(after, first=True, follows=after.opens == "para") > 0

    def _is_text(self, line: Line, index: int, holder: Node) -> bool:
        if self.unbroken:
            return index < self.articles[-1] or not voice.is_comment(
                self.text, line.start, line.end, self.cues
            )
        if line.opens == "point" and holder.below:
            return voice.against(self.text, line.start, line.end, self.cues, False) > voice.STRONG
        goes_on = self.before is not None and self.text[line.start].islower()
        return self._weight(line, first=not holder.below, follows=goes_on or _continues(holder, line)) > 0

    def _weight(self, line: Line, first: bool, follows: bool) -> int:
        return voice.weigh(self.text, line.start, line.end, self.cues, first=first, follows=follows)

    def _closes(self, line: Line, index: int) -> bool:
        """True for the first closing formula after the last article (that of an annex is its own)."""
        if line.opens != "text" or not self.cues.closing.match(self.text, line.start, line.end):
            return False
        coming = next(
            (one.opens for one in self.lines[index + 1 :] if one.opens in ("article", "annex")), None
        )
        return coming != "article"

    def _sign(self, index: int) -> None:
        """Take the block of signatures: all up to an annex, or else closing formulas and short lines up to a comment."""
        line = self.lines[index]
        block = Node("SIGNATURES", line.start, line.end, line.start)
        self.roots.append(block)
        self.holder = self.paused = None
        below = range(index + 1, len(self.lines))
        annex = next((place for place in below if self.lines[place].opens == "annex"), None)
        for place in below if annex is None else range(index + 1, annex):
            one = self.lines[place]
            if annex is None and not self._signs(one):
                break
            if one.opens != "page":
                block.grow(one.end)
        self.done = annex is None
        self.signed = block.end

    def _signs(self, line: Line) -> bool:
        long = line.end - line.start > 200 and not self.cues.closing.match(self.text, line.start, line.end)
        return not long and not voice.is_comment(self.text, line.start, line.end, self.cues)

    def _resume(self, line: Line, paused: Node) -> None:
        """Go on with an article after a comment: at the next number only, and only where the words bind."""
        if line.opens != "para" or not _continues(paused, line) or last_number(paused) is None:
            return
        if self._weight(line, first=False, follows=True) > 2:
            node = Node("ARTICLE", line.start, line.end, line.start, paused.number, paused.heading)
            self.roots.append(node)
            add_line(self.text, node, line, None)
            self.holder, self.paused, self.before = node, None, line

    def _drop_empty(self) -> None:
        """Headings below which nothing was quoted are no provisions."""
        if not self.unbroken:
            self.roots = [root for root in self.roots if root.label != "ARTICLE" or root.below]


def _articles(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.label == "ARTICLE":
            yield node
        else:
            yield from _articles(node.below)


def _in_annex(node: Node) -> bool:
    while node.above is not None:
        node = node.above
    return node.label == "ANNEX"


def _rank(label: str) -> int:
    return ("ANNEX", "PART", "CHAPTER", "SECTION").index(label)


def _continues(holder: Node, line: Line) -> bool:
    if line.opens != "para" or line.number is None:
        return False
    last = last_number(holder)
    number = int(line.number.split(".")[-1])
    if last is None:
        return not holder.below or number == len(holder.below) + 1
    return number == last + 1


def _follows(one: str | None, two: str | None) -> bool:
    """True when article `two` may stand after `one`: the next number, the same with a letter, or 1 again."""
    first, second = _number(one), _number(two)
    return second in (first + 1, first) if one != two and second != 1 else second == 1 and one != two


def _number(text: str | None) -> int:
    digits = re.match(r"(?:\d+\.)*(\d+)", text or "")
    return int(digits[1]) if digits else 0


def _clean(heading: str) -> str:
    words = " ".join(heading.strip("#=*_>.:–—- \t\xa0").split())
    return words[1:-1].strip() if words[:1] == "(" and words.find(")") == len(words) - 1 else words
