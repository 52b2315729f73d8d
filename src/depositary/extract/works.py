"""Who speaks through a text of theirs ("X's statement", "a letter by X"), and names that only tell whose a speaker is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.lexicon import lexicon
from depositary.model.nouns import Span, Speaker

_OF_X = re.compile(r"['’]s?\s+(?:[a-z]+\s+){0,2}?([a-z]+)$")
_BY_X = re.compile(r"\b([a-z]+)\s+(?:by|from|of)\s+$")
_NAMED = ("Person", "PublicBody", "Organization")
_MODIFIES = ("compound", "poss", "nmod", "amod")


def author(page: Page, start: int, end: int) -> Speaker | None:
    """The person or body whose text a source is; None for any other source."""
    for one in page.inside("names", start, end):
        after = _OF_X.match(page.text[one.end : end])
        before = _BY_X.search(page.text[start : one.start]) if one.end == end else None
        found = after or before
        if one.label in _NAMED and found and "work" in lexicon().get(found[1], ()):
            value = one.value or {}
            how = "exact" if value.get("how") in (None, "exact", "statistical") else "alias"
            name = str(value.get("name") or one.quote(page.document))
            return Speaker(
                value.get("entity"), name, value.get("role"), page.text[start:end], start, end, how
            )
    return None


_QUOTED_BY = re.compile(r"[”\"']?,?\s+(?:as\s+)?(?:quoted|cited|reported)\s+by\s+(?:the\s+)?")
_QUOTES = re.compile(r"\s+(?:has\s+|had\s+)?(?:quoted|cited|quotes|cites)\s+(?:[\w'’]+\s+){0,4}$")


def relay(page: Page, attribution: Span) -> Speaker | None:
    """Who hands the words on: "IRNA quoted X as saying", "X said, as quoted by IRNA"."""
    value = attribution.value or {}
    source: Sequence[tuple[int, int]] = value.get("source") or ()
    cue: Sequence[tuple[int, int]] = value.get("cue") or ()
    for _, end in cue:
        found = _QUOTED_BY.match(page.text, end)
        for one in page.touching("names", found.end(), found.end() + 1) if found else ():
            return _named(page, one)
    for one in page.touching("names", max(0, source[0][0] - 60), source[0][0]) if source else ():
        if one.label in _NAMED and _QUOTES.fullmatch(page.text, one.end, source[0][0]):
            return _named(page, one)
    return None


def _named(page: Page, one: Span) -> Speaker:
    value = one.value or {}
    how = "exact" if value.get("how") in (None, "exact", "statistical") else "alias"
    words = one.quote(page.document)
    return Speaker(
        value.get("entity"),
        str(value.get("name") or words),
        value.get("role"),
        words,
        one.start,
        one.end,
        how,
    )


def belongs(page: Page, name: Span, end: int) -> bool:
    """True for the name of a person that only tells whose the speakers are: "several X advisers", "the X team"."""
    token = _last(page, name)
    if token is None or token.dep_ not in _MODIFIES:
        return False
    head = token.head
    while head.dep_ in _MODIFIES and head.head.i != head.i:
        head = head.head
    after = page.text[name.end : name.end + 1]
    return after != "," and head.i > token.i and head.pos_ == "NOUN" and _start(page, head) < end


def _last(page: Page, name: Span) -> Token | None:
    for one in page.paragraphs:
        if one.start <= name.start < one.end:
            found = one.parse.char_span(name.start - one.start, name.end - one.start, alignment_mode="expand")
            return found.root if found is not None else None
    return None


def _start(page: Page, token: Token) -> int:
    base = next(one.start for one in page.paragraphs if one.parse is token.doc)
    return base + token.idx
