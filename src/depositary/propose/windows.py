"""Windows: the stretches of a document that are asked about, one call each. Whole paragraphs together, a long one cut."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.dossier.rows import paragraphs
from depositary.model.nouns import Document, Offsets

# A page of news, about 600 tokens: enough to tell who "he" is, short enough that little is lost when a call fails.
MOST_CHARS = 2_400
# Shorter ones are datelines, page numbers, bylines.
FEWEST_CHARS = 40


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a document, and the key under which its answer is kept."""

    doc: str
    start: int
    end: int
    key: str


def windows(document: Document, model: str, prompt: str) -> Iterator[Window]:
    """The windows of a document for a model and a version of the prompt, in text order."""
    for start, end in _stretches(document.text):
        words = document.text[start:end]
        if len(words) >= FEWEST_CHARS:
            yield Window(document.id, start, end, key(model, prompt, words))


def key(model: str, prompt: str, words: str) -> str:
    """32 hex digits over what is asked: the same words are not asked about twice, wherever they stand."""
    told = "\x1f".join((model, prompt, words))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _stretches(text: str) -> Iterator[Offsets]:
    held: Offsets | None = None
    for start, end in _pieces(text):
        if held is not None and end - held[0] > MOST_CHARS:
            yield held
            held = None
        held = (held[0] if held else start, end)
    if held is not None:
        yield held


def _pieces(text: str) -> Iterator[Offsets]:
    """Paragraphs; one that is too long is cut after a full stop, else at a space."""
    for start, end, _ in paragraphs(text):
        while end - start > MOST_CHARS:
            stop = text.rfind(". ", start, start + MOST_CHARS) + 1 or text.rfind(" ", start + 1, start + MOST_CHARS)
            stop = stop if stop > start else start + MOST_CHARS
            yield start, stop
            start = stop + (text[stop : stop + 1] == " ")
        if end > start:
            yield start, end
