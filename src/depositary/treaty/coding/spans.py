"""The sentences of the provisions held, and the innermost provision around an offset, found fast."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from depositary.model.text import fold
from depositary.treaty.texts import Held, Text

# A stop before a capital, or before a blank line; "No. 5" and "Art. 3" go on.
# What stands before the stop is looked at behind it, so that the search skips from stop to stop.
_END = re.compile(r"[.;](?<!\bNo.)(?<!\bArt.)(?<!\bpara.)(?=\s+[A-Z(\"“]|\s*\n\s*\n|\s*$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a provision; `words` are the characters of the document from `start` to `end`, `folded` the same folded."""

    held: Held
    start: int
    end: int
    words: str
    folded: str


class Places:
    """Provisions of a text by where they stand. A text has some hundreds: they are sorted once, not searched for each duty."""

    def __init__(self, text: Text) -> None:
        self._by_doc: dict[str, list[Held]] = {}
        for one in sorted(text.provisions, key=lambda each: (each.start, -each.end)):
            self._by_doc.setdefault(one.doc, []).append(one)
        self._starts = {doc: [one.start for one in held] for doc, held in self._by_doc.items()}
        self._articles = {
            doc: [one for one in held if one.label in ("ARTICLE", "ANNEX")] for doc, held in self._by_doc.items()
        }
        self._begin = {doc: [one.start for one in held] for doc, held in self._articles.items()}

    def at(self, doc: str, offset: int) -> Held | None:
        """The innermost provision around an offset."""
        held = self._by_doc.get(doc, [])
        for place in range(bisect_right(self._starts.get(doc, []), offset) - 1, -1, -1):
            if offset < held[place].end:
                return held[place]
        return None

    def article(self, held: Held) -> Held | None:
        """The article or annex around a provision."""
        articles = self._articles.get(held.doc, [])
        for place in range(bisect_right(self._begin.get(held.doc, []), held.start) - 1, -1, -1):
            if held.end <= articles[place].end:
                return articles[place]
        return None


def sentences(text: Text, places: Places) -> Iterator[Sentence]:
    """Every sentence of the paragraphs held, each in its innermost provision; recitals, headings and titles give none.

    An article that is one paragraph stands for it, as both have one id.
    """
    divided = {
        (one.doc, held.start)
        for one in text.provisions
        if one.label == "PARAGRAPH" and (held := places.article(one))
    }
    last: dict[str, int] = {}
    for one in sorted(text.provisions, key=lambda each: (each.doc_name, each.start, -each.end)):
        whole = one.label == "ARTICLE" and (one.doc, one.start) not in divided
        if (whole or one.label == "PARAGRAPH") and one.start >= last.get(one.doc, 0):
            last[one.doc] = one.end
            yield from _of(one, places)


def _of(one: Held, places: Places) -> Iterator[Sentence]:
    at = 0
    for end in (*(found.end() for found in _END.finditer(one.words)), len(one.words)):
        words = one.words[at:end]
        start = one.body + at + len(words) - len(words.lstrip())
        kept = words.strip()
        if len(kept) > 1:
            yield Sentence(places.at(one.doc, start) or one, start, start + len(kept), kept, fold(kept))
        at = end
