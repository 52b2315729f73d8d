"""The parse of a paragraph as plain objects: `Parse`, its `Token`s and stretches of them.

The names and their meaning are those of spaCy, and so is every answer (tests/annotate/test_tokens.py). spaCy makes a new
object each time a token is asked for and decodes its words each time they are read; the rules of this package ask some
hundred things of every token. Read once into plain objects, the layers and statements take three quarters of the time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import overload

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

# Read of every token at once; those of _WORDS are numbers of strings.
_WORDS: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP"]
_NUMBERS: list[int | str] = ["HEAD", "SENT_START", "SPACY", "IS_PUNCT"]


class Token:
    """A word or mark. What it says of itself is read once; `i` is its place among the tokens, `idx` that in the text."""

    __slots__ = (
        "children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "is_sent_start", "left_edge", "lemma_",
        "lower_", "pos_", "right_edge", "sent", "tag_", "text", "whitespace_",
    )  # fmt: skip

    doc: Parse
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_sent_start: bool
    is_punct: bool
    head: Token
    children: tuple[Token, ...]  # those before it, then those behind, in order
    left_edge: Token  # the first and the last token of all that hangs on it
    right_edge: Token
    sent: Stretch

    def __init__(
        self,
        doc: Parse,
        i: int,
        idx: int,
        text: str,
        lower: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        starts: int,
        space: int,
        punct: int,
    ) -> None:
        self.doc, self.i, self.idx, self.text, self.lower_, self.lemma_ = doc, i, idx, text, lower, lemma
        self.pos_, self.tag_, self.dep_, self.ent_type_ = pos, tag, dep, ""
        self.is_sent_start, self.whitespace_ = starts == 1, " " if space else ""
        self.is_punct = punct == 1
        self.head = self.left_edge = self.right_edge = self
        self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def __lt__(self, other: Token) -> bool:
        return self.idx < other.idx

    @property
    def text_with_ws(self) -> str:
        """The word with the space behind it."""
        return self.text + self.whitespace_

    @property
    def is_space(self) -> bool:
        """True for a stretch of spaces."""
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        """True for a word of letters only."""
        return self.text.isalpha()

    @property
    def is_stop(self) -> bool:
        """True for the small words of English."""
        return self.lower_ in STOP_WORDS

    @property
    def lefts(self) -> Iterator[Token]:
        """The children before it."""
        return (one for one in self.children if one.i < self.i)

    @property
    def rights(self) -> Iterator[Token]:
        """The children behind it."""
        return (one for one in self.children if one.i > self.i)

    @property
    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, those of each child together."""
        if not self.children:
            return [self]
        found: list[Token] = []
        own = False
        for child in self.children:
            if not own and child.i > self.i:
                found.append(self)
                own = True
            if child.children:
                found += child.subtree
            else:
                found.append(child)
        if not own:
            found.append(self)
        return found

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, the head of that, and so on."""
        one = self
        for _ in range(len(self.doc)):
            if one.head is one:
                return
            one = one.head
            yield one

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens that it is joined to by "and" or a comma, without itself."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        found = [first]
        for one in found:
            found += [child for child in one.children if child.i > one.i and child.dep_ == "conj"]
        return tuple(one for one in found if one is not self)

    def nbor(self, step: int = 1) -> Token:
        """The token so many places further. Raises IndexError beyond the ends."""
        place = self.i + step
        if place < 0:
            raise IndexError(place)
        return self.doc.tokens[place]


class Stretch:
    """Neighbouring tokens, from `start` to before `end`."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Parse, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(self.end - self.start)
            return Stretch(self.doc, self.start + start, self.start + max(start, end))
        place = at + (self.end if at < 0 else self.start)
        if not self.start <= place < self.end:
            raise IndexError(at)
        return self.doc.tokens[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stretch) and (self.doc, self.start, self.end, self.label_) == (
            other.doc, other.start, other.end, other.label_
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        """Offset of its first character."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Offset behind its last character."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as written."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Stretch:
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token that is nearest to the root of the sentence; of equals the first."""
        tokens = self.doc.tokens
        start, end = self.start, self.end
        if end == start + 1:
            return tokens[start]
        inside = tokens[start:end]
        for one in inside:
            if one.head is one:
                return one
        tops = [one for one in inside if not start <= one.head.i < end]
        # Where all are as far away as can be, the first token stands for them, as in spaCy.
        depths = [_depth(one) for one in tops]
        best = min(depths, default=len(tokens))
        return tops[depths.index(best)] if best < len(tokens) else tokens[start]


def _depth(token: Token) -> int:
    """Steps to the root; very many for a mark that stands alone."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    return sum(1 for _ in token.ancestors)


_STARTS_SENTENCE = 1
_KNOWN: dict[int, str] = {}
_MOST = 50_000


def _strings(vocab: Vocab, numbers: Sequence[int]) -> list[str]:
    """The words of these numbers. A number is made of its word, so what it stands for never changes: kept for all parses."""
    if len(_KNOWN) > _MOST:
        _KNOWN.clear()
    for number in set(numbers):
        if number not in _KNOWN:
            _KNOWN[number] = str(vocab.strings[number])
    return list(map(_KNOWN.__getitem__, numbers))


class Parse:
    """The tokens of a paragraph. `is_parsed` is False for bare tokens, of a language that has no parser here."""

    def __init__(self, doc: Doc, text: str) -> None:
        self.text = text
        self.is_parsed = bool(doc.has_annotation("DEP"))
        words = [_strings(doc.vocab, column) for column in doc.to_array(_WORDS).T.tolist()]
        heads, *numbers = doc.to_array(_NUMBERS).view(np.int64).T.tolist()
        starts, places, at = numbers[0], [], 0
        for word, space in zip(words[0], numbers[1], strict=True):
            places.append(at)
            at += len(word) + space
        rows = zip(range(len(places)), places, *words, *numbers, strict=True)
        self.tokens = [Token(self, *row) for row in rows]
        self._hang(doc, heads)
        self.sents = self._sentences(starts)
        self.ents: tuple[Stretch, ...] = ()
        self._places = places
        if doc.ents:
            self.name([(one.start, one.end, one.label_) for one in doc.ents])

    def name(self, names: Iterable[tuple[int, int, str]]) -> None:
        """Tell what its tokens name: first token, the one behind the last, and the sort, in order and apart."""
        self.ents = tuple(Stretch(self, *one) for one in names)
        for one in self.ents:
            for token in one:
                token.ent_type_ = one.label_

    def _hang(self, doc: Doc, heads: Sequence[int]) -> None:
        """Tell the tokens of their heads and children; `heads` says how far each head stands."""
        tokens = self.tokens
        children: dict[int, list[Token]] = {}
        for token in compress(tokens, heads):
            place = token.i + heads[token.i]
            token.head = tokens[place]
            children.setdefault(place, []).append(token)
        for place, hung in children.items():
            token, known = tokens[place], doc[place]
            token.children = tuple(hung)
            token.left_edge, token.right_edge = tokens[known.left_edge.i], tokens[known.right_edge.i]

    def _sentences(self, starts: Sequence[int]) -> tuple[Stretch, ...]:
        borders = [place for place, one in enumerate(starts) if one == _STARTS_SENTENCE and place]
        found = tuple(
            Stretch(self, start, end)
            for start, end in zip([0, *borders], [*borders, len(starts)], strict=True)
            if start < end
        )
        for sentence in found:
            for token in self.tokens[sentence.start : sentence.end]:
                token.sent = sentence
        return found

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Stretch: ...
    def __getitem__(self, at: int | slice) -> Token | Stretch:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Stretch(self, start, max(start, end))
        return self.tokens[at]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The tokens of an interval of the text: those that fill it exactly ("strict"), or that share a character with it
        ("expand"). None where there are none."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        behind = last.idx + len(last.text)
        if alignment_mode == "strict":
            return Stretch(self, first.i, last.i + 1) if start == first.idx and end == behind else None
        # A space behind a word is no part of it.
        skipped = start == first.idx + len(first.text)
        return Stretch(self, first.i + skipped, last.i + 1)

    def _at(self, offset: int) -> Token | None:
        """The token that holds a character or stands before it as a space."""
        place = bisect_right(self._places, offset) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return token if offset < token.idx + len(token.text) + len(token.whitespace_) else None
