"""What is told of one subject: its names in a paragraph, words that point back at it, and the day of what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from depositary.annotate.events.mentions import Happening, heads, tense, words
from depositary.annotate.events.tree import SUBJECTS, lemma
from depositary.annotate.layers import Paragraph
from depositary.annotate.times import Time
from depositary.model import dates

UNDATED = "XXXX-XX-XX"


class Subject:
    """An entity asked for by name, with the shorter forms that a text may use for it."""

    def __init__(self, name: str, kind: str = "body") -> None:
        self.name = name
        self.words = name.split()
        numbered = any(sign.isdigit() for sign in name)
        self.kind = "work" if numbered and kind == "body" else kind  # a make of aircraft, a phone, a law
        forms = {name, *self._short()}
        self._forms = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(forms, key=lambda one: (-len(one), one))))})(?![\w])"
        )

    def _short(self) -> Iterator[str]:
        """ "A380" and "787 Dreamliner" for a make with its maker before it, initials of a long name, its last two words."""
        first, *rest = self.words
        if rest and any(any(sign.isdigit() for sign in word) for word in rest):
            yield " ".join(rest)
            yield from (word for word in rest if any(sign.isdigit() for sign in word))
            yield from (rest[-1:] if not rest[-1].isdigit() else ())
        if len(self.words) >= 3 and not any(word.isdigit() for word in self.words):
            yield "".join(word[0] for word in self.words if word[0].isupper())
            yield " ".join(self.words[-2:])
        if self.kind == "person":
            yield self.words[-1]
        elif len(self.words) == 2 and self.kind == "body":
            yield first

    def named_in(self, text: str) -> bool:
        """True where a form of the name stands in the text."""
        return self._forms.search(text) is not None

    def tokens(self, paragraph: Paragraph) -> set[int]:
        """Words of a paragraph that belong to a form of its name; a longer name that only begins with it is another."""
        found: set[int] = set()
        for hit in self._forms.finditer(paragraph.parse.text):
            span = paragraph.parse.char_span(hit.start(), hit.end(), alignment_mode="expand")
            if span is not None:
                found.update(token.i for token in span)
        return found


def pointing(asked: Subject, paragraph: Paragraph, before: list[bool]) -> set[int]:
    """Words of a paragraph that mean the subject. `before` tells of each earlier paragraph whether the subject was its first
    actor, and is added to: "it" at the beginning of the next one means that."""
    meant = asked.tokens(paragraph)
    held = words()
    back = held["things"] | held["several"] if asked.kind != "person" else held["persons"]
    nouns = held["works"] if asked.kind == "work" else held["bodies"]
    lead = bool(before and before[-1])
    first = next((token for token in paragraph.parse if token.dep_ in SUBJECTS), None)
    for token in paragraph.parse:
        told = token.lower_ in back or (
            lemma(token) in nouns and any(one.lower_ in ("the", "this") for one in token.lefts)
        )
        if token.i not in meant and told and (lead or any(other < token.i for other in meant)):
            meant.add(token.i)
    main = first is not None and any(token.i in meant for token in heads(first))
    before.append(main or (lead and first is None))
    return meant


def takes_part(one: Happening, meant: set[int]) -> bool:
    """True where one of these words does or suffers what an event tells, or stands beside a noun of it."""
    sides = (*one.does, *one.suffers, *(one.beside if one.token.pos_ == "NOUN" else ()))
    return any(token.i in meant for head in sides for token in heads(head))


def day_of(one: Happening, time: Time | None, anchor: date | None) -> str:
    """The day, month or year of an event as a timeline writes it."""
    if time is not None:
        return written(time.timex)
    if anchor is None:
        return UNDATED
    told = tense(one.token)
    return dates.iso(anchor) if told in ("past", "present") else UNDATED


_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def written(timex: str) -> str:
    """ "2007-XX-XX" for a year; what is no date of the calendar stays undated."""
    found = _WRITTEN.match(timex)
    if found is None:
        return UNDATED
    return f"{found[1]}-{found[2] or 'XX'}-{found[3] or 'XX'}"
