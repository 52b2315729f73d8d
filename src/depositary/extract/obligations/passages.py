"""The stretches of treaty text that are read for duties: a paragraph, or the opening of a list with each of its points.

"The Parties shall: (a) meet; (b) report" is read as "The Parties shall: meet" and "The Parties shall: report". Text
broken at the width of a page is joined, numbers and heads of pages are left out. Offsets always lead back to the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.parse import BATCH, RECOGNISER, language
from depositary.annotate.products import one_thread
from depositary.annotate.provisions import furniture, without
from depositary.annotate.tokens import Parse, Stretch, Token
from depositary.extract.obligations.cues import Cues
from depositary.extract.obligations.running import running
from depositary.model.nouns import Offsets, Span

_LONGEST = 5_000
_SENTENCE = re.compile(r"(?<=\w\w)\.\s+(?=[A-Z])")
_BREAKS = str.maketrans("\n\r\t\x0c\u2028\u2029", "      ")


@dataclass(frozen=True, slots=True)
class Pieced(Paragraph):
    """A parse of several stretches of the document joined by one space each."""

    pieces: tuple[Offsets, ...] = ()

    def offsets(self, piece: Token | Stretch) -> Offsets:
        """Document offsets of a token; of a stretch, from its first to its last token."""
        if isinstance(piece, Token):
            start = self.place(piece.idx)
            return start, start + len(piece)
        return self.offsets(piece[0])[0], self.offsets(piece[-1])[1]

    def place(self, offset: int) -> int:
        """Document offset of an offset in the joined text."""
        for start, end in self.pieces:
            if offset <= end - start:
                return start + offset
            offset -= end - start + 1
        return self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """A parsed stretch with the provision it is, and the article or annex around that."""

    paragraph: Paragraph
    body: int
    provision: Span
    article: Span


def passages(page: Page, cues: Cues) -> Iterator[Passage]:
    """Every stretch of treaty text of a page that can hold a duty, parsed."""
    wanted = list(_wanted(page, cues))
    known = {(one.start, one.end): one for one in page.paragraphs}
    texts = [_joined(page, pieces) for pieces, _, _ in wanted if _held(page, known, pieces) is None]
    # Nothing of a duty is read from the names that the recogniser finds: it is half of the work of the pipeline.
    with one_thread():
        parses = map(Parse, list(language().pipe(texts, batch_size=BATCH, disable=[RECOGNISER])), texts)
    for pieces, provision, article in wanted:
        paragraph = _held(page, known, pieces) or _parsed(pieces, next(parses))
        yield Passage(paragraph, pieces[0][0], provision, article)


def _parsed(pieces: Sequence[Offsets], parse: Parse) -> Paragraph:
    return Pieced(pieces[0][0], pieces[-1][1], "TEXT", parse, tuple(pieces))


def _joined(page: Page, pieces: Sequence[Offsets]) -> str:
    return " ".join(page.text[start:end].translate(_BREAKS) for start, end in pieces)


def _held(page: Page, known: dict[Offsets, Paragraph], pieces: Sequence[Offsets]) -> Paragraph | None:
    """The paragraph that is parsed already, when the stretch is a line (its number aside)."""
    if len(pieces) > 1:
        return None
    start, end = pieces[0]
    for back in range(0, 7):
        found = known.get((start - back, end))
        if found is not None:
            return found
    return None


def _wanted(page: Page, cues: Cues) -> Iterator[tuple[list[Offsets], Span, Span]]:
    spans = page.layer("provisions")
    gaps = furniture(page.text) if spans else []
    holders = [one for one in spans if one.label in ("ARTICLE", "ANNEX")]
    for holder in holders:
        inside = [
            one
            for one in page.inside("provisions", holder.start, holder.end)
            if one.label in ("PARAGRAPH", "POINT")
        ]
        for paragraph in (one for one in inside if one.label == "PARAGRAPH" and one.parent == holder.start):
            points = [
                one for one in inside if one.label == "POINT" and paragraph.start <= one.start < paragraph.end
            ]
            for pieces, provision in _leaves(page, paragraph, points, [], cues):
                kept = [_trim(page, *part) for piece in pieces for part in without(*piece, gaps)]
                kept = [piece for piece in kept if piece[0] < piece[1]]
                if kept and kept[-1][1] - kept[-1][0] <= _LONGEST:
                    yield kept, provision, holder


def _leaves(
    page: Page, node: Span, points: Sequence[Span], above: list[Offsets], cues: Cues
) -> Iterator[tuple[list[Offsets], Span]]:
    own = [one for one in points if one.parent == node.start and one is not node and one.start >= node.start]
    own = [one for one in own if (one.start, one.end) != (node.start, node.end)]
    body = int((node.value or {}).get("body", node.start))
    if not own:
        lists = list(running(page.text[body : node.end], cues)) if not above else []
        for pieces in lists:
            yield [_trim(page, body + start, body + end) for start, end in pieces], node
        if not lists:
            yield [*above, _trim(page, body, node.end)], node
        return
    opening = _trim(page, body, own[0].start)
    words = page.text[opening[0] : opening[1]]
    whole = list(_SENTENCE.finditer(words))
    if whole and words[-1] not in ".;":
        # Sentences before the one that opens the list stand by themselves.
        yield [*above, (opening[0], opening[0] + whole[-1].start() + 1)], node
        opening = opening[0] + whole[-1].end(), opening[1]
        above = []
    if words and words[-1] in ".;":
        yield [*above, opening], node
        above = []
    else:
        above = [*above, opening]
    for point in own:
        inner = [one for one in points if point.start < one.start < point.end]
        if _stands_alone(page, point, cues):
            yield from _leaves(page, point, inner, [], cues)
        else:
            yield from _leaves(page, point, inner, above, cues)
    tail = _trim(page, own[-1].end, node.end)
    if tail[1] > tail[0]:
        yield [tail], node


def _stands_alone(page: Page, point: Span, cues: Cues) -> bool:
    """True for a point that is a sentence of its own."""
    words = page.text[int((point.value or {}).get("body", point.start)) : point.end]
    return words[:1].isupper() and any(f" {modal} " in words for modal in cues.modals)


def _trim(page: Page, start: int, end: int) -> Offsets:
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return start, end


def texts(pieces: Iterable[Offsets], text: str) -> str:
    """The words of some stretches."""
    return " ".join(text[start:end] for start, end in pieces)
