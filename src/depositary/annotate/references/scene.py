"""What is named where: the stage on which pronouns and descriptions look for what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from depositary.annotate.layers import Page
from depositary.annotate.names.lexicon import gender
from depositary.annotate.names.mention import Lines
from depositary.annotate.tokens import Stretch, Token
from depositary.model.nouns import Span
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_QUOTED = re.compile(r"[“«][^”»\n]*(?:[”»]|$)|\"[^\"\n]*(?:\"|$)", re.MULTILINE)


@cache
def cues() -> dict[str, object]:
    """The cue words of references, as they stand in the file."""
    return dict(read_yaml(DATA / "cues" / "en" / "references.yml"))


@cache
def words(name: str) -> frozenset[str]:
    """One list of the cue words."""
    listed = cues()[name]
    assert isinstance(listed, Iterable)
    return frozenset(str(word) for word in listed)


@dataclass(slots=True)
class Thing:
    """Something named at one place. `line` is the number of its paragraph, `sentence` (paragraph, first
    token).
    """

    start: int
    end: int
    schema: str
    name: str
    entity: str | None
    line: int
    sentence: tuple[int, int]
    subject: bool
    modifier: bool
    quoted: bool
    country: str | None = None
    role: str = ""
    gender: str | None = None
    words: str = ""

    @property
    def who(self) -> str:
        """The same for two mentions of one thing; an unnamed person is like no other."""
        return self.entity or (f"{self.schema}:{self.name}" if self.name else f"?{self.start}")


@dataclass
class Scene:
    """The things named in a document, in text order."""

    page: Page
    lines: Lines
    things: list[Thing] = field(default_factory=list)
    quotes: Sequence[tuple[int, int]] = ()

    def is_quoted(self, offset: int) -> bool:
        """True inside quotation marks."""
        return any(start < offset < end for start, end in self.quotes)

    def sentence(self, offset: int) -> tuple[int, int] | None:
        """The sentence that holds an offset, as (paragraph, first token)."""
        at, line = self.lines.at(offset, offset + 1), self.lines.number(offset)
        return (line, at[1].root.sent.start) if at is not None and line is not None else None

    def add(self, thing: Thing) -> None:
        """Put one more thing at its place."""
        starts = [one.start for one in self.things]
        self.things.insert(bisect_left(starts, thing.start), thing)

    def before(self, offset: int, schema: str | None = None) -> list[Thing]:
        """Things named before an offset, the nearest last."""
        return [one for one in self.things if one.end <= offset and schema in (None, one.schema)]

    def near(self, offset: int, line: int, schema: str) -> list[Thing]:
        """Those named before in the same paragraph, with those of the one before."""
        return [one for one in self.before(offset, schema) if one.line >= line - 1]

    def named_at(self, start: int, end: int) -> bool:
        """True when a person's name touches the interval."""
        return any(one.label == "Person" for one in self.page.touching("names", start, end))


def tokens(scene: Scene, line: int, wanted: frozenset[str]) -> Iterator[Token]:
    """The tokens of a paragraph that are one of these words; no parts of a word, as both tokens of "cannot"."""
    parse = scene.page.paragraphs[line].parse
    for token in parse.tokens:
        if token.lower_ in wanted and _is_letters(token.text) and not (_goes_on(token) or _goes_before(token)):
            yield token


def _goes_on(token: Token) -> bool:
    following = token.doc.tokens[token.i + 1 : token.i + 2]
    return not token.whitespace_ and bool(following) and _is_letters(following[0].text[0])


def _goes_before(token: Token) -> bool:
    before = token.doc.tokens[token.i - 1] if token.i else None
    return before is not None and not before.whitespace_ and _is_letters(before.text[-1])


def _is_letters(text: str) -> bool:
    return text.isascii() and text.isalpha()


def scene_of(page: Page) -> Scene:
    """The scene of a page whose names are known."""
    lines = Lines(page)
    quotes = [found.span() for found in _QUOTED.finditer(page.text)]
    made = Scene(page, lines, quotes=quotes)
    for span in page.layer("names"):
        thing = _thing(made, span)
        if thing is not None:
            made.things.append(thing)
    return made


def _thing(scene: Scene, span: Span) -> Thing | None:
    at = scene.lines.at(span.start, span.end)
    line = scene.lines.number(span.start)
    if at is None or line is None or span.value is None:
        return None
    root, value = at[1].root, span.value
    return Thing(
        span.start,
        span.end,
        span.label,
        str(value["name"]),
        value["entity"],
        line,
        (line, root.sent.start),
        subject=acts(root),
        modifier=root.dep_ in ("poss", "compound", "nmod", "amod"),
        quoted=scene.is_quoted(span.start),
        country=value.get("country"),
        role=fold(value.get("role") or ""),
        words=fold(scene.page.text[span.start : span.end]),
        gender=_gender(at[1], fold(value.get("role") or ""), str(value["name"]))
        if span.label == "Person"
        else None,
    )


def acts(token: Token) -> bool:
    """True for a subject or one of several, or the agent of a passive."""
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    return token.dep_ in SUBJECTS or (
        token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
    )


def _gender(tokens: Stretch, role: str, name: str) -> str | None:
    before = tokens.doc[tokens.start - 1].text if tokens.start else ""
    return gender(name, before, role, role.rsplit(maxsplit=1)[-1] if role else "")
