"""The layer "attribution": all parts put together, paragraph by paragraph, then over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.attribution.according import by_hearsay, by_phrases, by_views
from depositary.annotate.attribution.cues import Cues, cues
from depositary.annotate.attribution.direct import Field, by_quotes, field_of
from depositary.annotate.attribution.headed import (
    by_heading,
    by_leading_line,
    by_signature,
    headings,
    name_before_colon,
)
from depositary.annotate.attribution.join import attach, complete, confine, continued
from depositary.annotate.attribution.mend import mended
from depositary.annotate.attribution.nesting import label_of, mark_nested
from depositary.annotate.attribution.nouns import by_adjectives, by_nouns
from depositary.annotate.attribution.quotes import OPENING, Quote, find_quotes
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece, tree_of
from depositary.annotate.attribution.verbs import by_verbs
from depositary.annotate.layers import Page, Paragraph, annotator
from depositary.model.nouns import Span

_SPEAKERS = frozenset({"PERSON", "ORG"})


@annotator("attribution")
def attribution(page: Page) -> Iterator[Span]:
    """Who said what in the document: direct, mixed and indirect speech, opinions, intentions."""
    for said in attributions(page):
        low, high = said.hull()
        yield page.span(
            low, high, "attribution", said.label or "indirect",
            source=_lists(said.source), cue=_lists(said.cue), content=_lists(said.content), lemma=said.lemma, kind=said.kind,
            stance_hint=cues().stances.get(said.kind), relay=said.relay, nested=said.nested,
        )  # fmt: skip


def _lists(pieces: list[Piece]) -> list[list[int]]:
    return [[low, high] for low, high in pieces]


def attributions(page: Page) -> list[Said]:
    """All attributions of a page in text order."""
    held, heads = cues(), _headings(page)
    every: list[Said] = []
    quotes: list[Quote] = []
    open_: Said | None = None
    leading: Said | None = None
    for paragraph, heading in zip(page.paragraphs, heads, strict=True):
        if heading is not None:
            every.append(by_heading(paragraph.start, paragraph.end, heading))
            open_, leading = every[-1], None
            continue
        text = page.text[paragraph.start : paragraph.end]
        tree = tree_of(paragraph)
        here = [mended(tree, one, held) for one in _quotes(text, paragraph.start)]
        field = field_of(tree, here)
        signed = by_signature(text, paragraph.start, here)
        found = [signed] if signed is not None else _paragraph(field, held)
        if (
            leading is not None
            and _follows(leading, paragraph, text, here)
            and not _heads_itself(found, here, paragraph.start)
        ):
            every.extend([leading] if not leading.content else [])
            leading.content.append((paragraph.start, paragraph.end))
            quotes.extend(here)
            continue
        open_ = continued(field, found, open_, paragraph.start)
        every.extend(found)
        quotes.extend(here)
        leading = by_leading_line(tree, held)
    done = mark_nested(complete(every, quotes), quotes, page.text)
    starts = [quote.start for quote in quotes]
    for said in done:
        said.label = said.label or label_of(said, quotes, starts)
    return done


def _headings(page: Page) -> list[tuple[int, int, int] | None]:
    """Which paragraphs are headed by a speaker: the name of a person or body by the recogniser, here or elsewhere."""
    lines = [page.text[one.start : one.end] for one in page.paragraphs]
    found = [name_before_colon(line) for line in lines]
    if not any(found):
        return found
    names = {one[-1].text for each in page.paragraphs for one in each.parse.ents if one.label_ in _SPEAKERS}
    known = [
        one is not None and _last_word(line[one[0] : one[1]]) in names
        for line, one in zip(lines, found, strict=True)
    ]
    return headings(lines, known)


def _last_word(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1] if name.split() else ""


def _follows(leading: Said, paragraph: Paragraph, text: str, quotes: list[Quote]) -> bool:
    """Does a paragraph belong to the line "X said:" above? The first one does; items and quotations go on."""
    if not leading.content:
        return paragraph.label != "HEADING"
    whole = bool(quotes) and quotes[0].start == paragraph.start and paragraph.end - quotes[-1].end < 2
    return paragraph.label == "LIST" or (whole and text[0] in OPENING)


def _heads_itself(found: list[Said], quotes: list[Quote], start: int) -> bool:
    """Does a paragraph after "X said:" have a speaker of its own for its first words?"""
    return bool(quotes) and any(
        one.content and min(one.content)[0] <= quotes[0].start and quotes[0].start - start < 3
        for one in found
    )


def _quotes(text: str, base: int) -> list[Quote]:
    """Quotations of a paragraph in offsets of the document."""
    return [Quote(one.start + base, one.end + base, one.whole) for one in find_quotes(text)]


def _paragraph(field: Field, held: Cues) -> list[Said]:
    """Attributions of one paragraph: quotations first, the parse for what they leave."""
    direct, used = by_quotes(field, held) if field.quotes else ([], frozenset())
    taken = frozenset(one.place for one in direct)
    tree = field.tree
    others = [
        *by_verbs(tree, held, taken),
        *by_phrases(tree, held),
        *by_views(tree, held),
        *by_hearsay(tree, held),
    ]
    others += [*by_nouns(tree, held), *by_adjectives(tree, held)]
    found = sorted((*direct, *confine(field, others)), key=lambda one: one.place)
    attach(field, found, used)
    return found
