"""What a person is called beside the name: "Iranian President X", "Iran's ambassador to Y, X", "X, a senior
official,".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depositary.annotate.layers import Paragraph
from depositary.annotate.names.lexicon import any_of, cues
from depositary.annotate.tokens import Parse, Token
from depositary.model.text import fold

# A description of a person longer than this (in tokens) has run into the sentence.
LONGEST = 16
_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})
_STOP = frozenset({",", ";", ":", "(", ")", "“", "”", '"', "—", "–", "/"})
# A capitalised word with another behind it.
_CAPITALISED = re.compile(r"\b([A-Z][A-Za-z-]+)(?=\.?[ \u00a0][A-Z])")
_PARTY = re.compile(r"\s?\((?:[RDI]|Republican|Democrat)[-–., ][^()]{1,20}\)")

Stretch = tuple[int, int]


def is_office(doc: Parse, first: int, last: int) -> bool:
    """True when these tokens hold a word of office or of occupation as a word, not as a part of a body's
    name.
    """
    words = [fold(token.text) for token in doc[first:last]]
    text = " ".join(words)
    return any(True for _ in cues().offices.find(text))


def role_of(paragraph: Paragraph, first: int, last: int) -> Stretch | None:
    """Token numbers of the description of the person whose name stands at tokens first..last, or None."""
    doc = paragraph.parse
    return _before(doc, first) or _before_comma(doc, first) or _after(doc, first, last)


def _before(doc: Parse, first: int) -> Stretch | None:
    """Words that touch the name: "Iran's new foreign minister", "Secretary of State"."""
    start, limit = first, doc[first].sent.start if first < len(doc) else 0
    skip = _skip_honorific(doc, first)
    start = end = skip
    while start > limit and _belongs(doc[start - 1]) and end - start < LONGEST:
        start -= 1
    start = _after_determiner(doc, _own_part(doc, start, end), end)
    return (start, end) if start < end and _ends_in_office(doc, start, end) else None


def _own_part(doc: Parse, start: int, end: int) -> int:
    """Where the description begins: behind an "of" that no office stands before ("the visit of President
    ..."). "A spokesman for" says nothing of the person whose name follows: then it is empty."""
    if start < end and doc[end - 1].text in ("of", "for", "the"):
        return end
    for number in range(end - 1, start - 1, -1):
        if doc[number].text in ("of", "for") and not _ends_in_office(doc, start, number):
            return number + 1
    return start


def _skip_honorific(doc: Parse, first: int) -> int:
    spare = cues().honorifics - cues().short_offices
    while first > 0 and fold(doc[first - 1].text).strip(".") in spare:
        first -= 1
    return first


def _belongs(token: Token) -> bool:
    if token.text in _STOP or not token.text.strip():
        return False
    if token.pos_ in _BEFORE or token.text in ("'s", "’s", "-", "’", "'", "of", "for"):
        return True
    if token.text == "the":
        return token.i > 0 and token.nbor(-1).text in ("of", "for")
    return fold(token.text).strip(".") in any_of("modifiers", "office_words", "short_offices")


def _after_determiner(doc: Parse, start: int, end: int) -> int:
    while start < end and (
        doc[start].text in ("'s", "’s", "-", "of", "for", "’", "'", "to") or doc[start].pos_ == "NUM"
    ):
        start += 1
    return start


def _ends_in_office(doc: Parse, start: int, end: int) -> bool:
    """The last word, or the last before "of ..." and "for ...", is a word of office."""
    stops = [n for n in range(start, end) if doc[n].text in ("of", "for")]
    for stop in (end, *reversed(stops)):
        last = fold(doc[stop - 1].text).strip(".") if stop > start else ""
        pair = fold(doc[max(start, stop - 2) : stop].text)
        if last in any_of("office_words", "short_offices") or pair in cues().office_words:
            return True
    return False


def _before_comma(doc: Parse, first: int) -> Stretch | None:
    """ "Iran's ambassador to Russia, NAME": the name is set beside a noun of office that stands before the
    comma.
    """
    first = _skip_honorific(doc, first)
    if first < 2 or doc[first - 1].text != ",":
        return None
    for token in doc[first : first + 3]:
        head = token.head
        if token.dep_ in ("appos", "conj", "nsubj") and head.i < first - 1 and token.dep_ == "appos":
            start = head.left_edge.i
            if first - 1 - start <= LONGEST and _describes(doc, start, head.i + 1, first - 1):
                return _plain(doc, start, first - 1)
    return _read_back(doc, first - 1)


def _read_back(doc: Parse, comma: int) -> Stretch | None:
    """The same where the parse does not see it: the clause before the comma is nothing but a noun phrase of
    office.
    """
    sentence = doc[comma].sent.start
    start = comma
    while (
        start > sentence
        and doc[start - 1].text not in _STOP
        and doc[start - 1].pos_ not in ("VERB", "AUX", "SCONJ", "PRON")
    ):
        start -= 1
    whole = start == sentence or doc[start - 1].text == ","
    if not whole or not 0 < comma - start <= LONGEST:
        return None
    heads = [
        n
        for n in range(start, comma)
        if doc[n].dep_ == "ROOT" or doc[n].head.i >= comma or doc[n].head.i < start
    ]
    head = next((n for n in heads if doc[n].pos_ in ("NOUN", "PROPN")), None)
    if head is None or doc[start].pos_ == "ADP":
        return None
    return _plain(doc, start, comma) if _describes(doc, start, head + 1, comma) else None


def _describes(doc: Parse, start: int, head: int, end: int) -> bool:
    """No verb inside, and the head is a word of office (with the words before it)."""
    if any(
        token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound") for token in doc[start:end]
    ):
        return False
    return _ends_in_office(doc, start, head)


def _after(doc: Parse, first: int, last: int) -> Stretch | None:
    """ "NAME, a senior official of the ministry,": up to the next comma or verb."""
    party = (
        _PARTY.match(doc[last - 1 : last + 9].text[len(doc[last - 1].text) :]) if last < len(doc) else None
    )
    if party:
        stop = last
        while stop < len(doc) and doc[stop].text != ")":
            stop += 1
        last = stop + 1
    if last + 1 >= len(doc) or doc[last].text not in (",", "–", "—"):
        return None
    start, stop = last + 1, last + 1
    sentence = doc[last].sent.end
    while stop < sentence and not _closes(doc[stop]) and stop - start < LONGEST:
        stop += 1
    if (
        stop == start
        or (stop < sentence and stop - start >= LONGEST)
        or doc[start].pos_ in ("ADP", "PRON", "SCONJ", "ADV", "CCONJ")
    ):
        return None
    head = _head(doc, start, stop)
    if head is None or not _ends_in_office(doc, start, head + 1):
        return None
    # "X, President Y and Z" lists persons; a description after the name ends before another name
    return _plain(doc, start, stop) if not _names_another(doc, head, stop) else None


def _closes(token: Token) -> bool:
    if token.text in _STOP or token.text in (".", "who", "which", "whose", "that"):
        return True
    return token.pos_ in ("VERB", "AUX", "SCONJ") and token.dep_ not in ("amod", "compound")


def _head(doc: Parse, start: int, stop: int) -> int | None:
    """The noun that the phrase is about: the last noun before its first preposition."""
    edge = next((n for n in range(start, stop) if doc[n].pos_ == "ADP"), stop)
    nouns = [n for n in range(start, edge) if doc[n].pos_ in ("NOUN", "PROPN")]
    return nouns[-1] if nouns else None


def _names_another(doc: Parse, head: int, stop: int) -> bool:
    return head + 1 < stop and doc[head + 1].ent_type_ == "PERSON"


def _plain(doc: Parse, start: int, stop: int) -> Stretch | None:
    while start < stop and doc[start].pos_ == "DET":
        start += 1
    return (start, stop) if start < stop else None


def titled(text: str, paragraph: Paragraph) -> Iterator[Stretch]:
    """Names that no recogniser knows but a title stands before: "President Xyz". Token numbers of the
    name.
    """
    doc = paragraph.parse
    titles = any_of("honorifics", "short_offices", "office_words") - {"miss"}
    for found in _CAPITALISED.finditer(text, paragraph.start, paragraph.end):
        if fold(found[1]) not in titles:
            continue
        start, end = (offset - paragraph.start for offset in found.span(1))
        span = doc.char_span(start, end, alignment_mode="expand")
        first = stop = span.end if span is not None else len(doc)
        while stop < len(doc) and stop - first < 3 and _name_like(doc[stop]):
            stop += 1
        if stop > first and not (stop < len(doc) and fold(doc[stop].text) in cues().bodies):
            yield first, stop


def _name_like(token: Token) -> bool:
    word = fold(token.text)
    if word in cues().bodies or word in any_of("office_words", "honorifics", "not_names", "modifiers"):
        return False
    return (
        token.pos_ == "PROPN" and token.text[0].isupper() and token.text[-1].isalpha() and len(token.text) > 2
    )
