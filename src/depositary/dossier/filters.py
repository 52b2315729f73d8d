"""What a person asks for, as a WHERE clause over `statements s`.

Nothing typed ever becomes SQL or FTS5 syntax: values are bound, words are quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from depositary.model.dates import add_months, iso
from depositary.model.errors import BadArgument
from depositary.model.text import fold

OWN_VOICE = "document"
"""As a speaker: what documents say in their own voice."""
MODEL_LAYER = "model"
"""As a layer: what a language model proposed and nobody accepted; it passes no other filter."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; every field narrows. Texts are what a person types.

    text: words, or "a phrase" in double quotes; each must occur in the quote or in the name of the speaker.
    speaker: an id, a name or a part of one, or `document`.
    about (agreement, project, body ...): an id, a name, or a key of the case.
    since, until: YYYY, YYYY-MM or YYYY-MM-DD, both included, held against when, else said,
    else the day of publication. source: a document's id or name, a folder, or a
    publisher. doc: a document's id.
    """

    text: str | None = None
    speaker: str | None = None
    kind: str | None = None
    topic: str | None = None
    part: str | None = None
    about: str | None = None
    series: str | None = None
    since: str | None = None
    until: str | None = None
    stance: str | None = None
    source: str | None = None
    scope: str | None = None
    layer: str | None = None


@dataclass(slots=True)
class Where:
    """Tests that all must hold, with their values."""

    tests: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, test: str, *values: object) -> None:
        """One more test."""
        self.tests.append(f"({test})")
        self.values.extend(values)

    @property
    def sql(self) -> str:
        """The clause, or nothing."""
        return f"WHERE {' AND '.join(self.tests)}" if self.tests else ""


_WORDS = re.compile(r'"([^"]*)"|(\S+)')


def match(text: str) -> str:
    """What a person typed as an FTS5 query: every word or "phrase" quoted, so that no character has another
    meaning.

    A word that ends in `*` matches by its beginning. Empty when there is nothing to look for.
    """
    return " ".join(match_words(text))


def match_words(text: str) -> list[str]:
    """The words and phrases of `match`, one by one."""
    found = []
    for phrase, word in _WORDS.findall(text.replace("\0", " ")):
        words = phrase or word
        if any(char.isalnum() for char in words):
            found.append(f'"{words.replace(chr(34), "")}"' + ("*" if word.endswith("*") else ""))
    return found


def where(asked: Filter, *, walk: bool = False, beside: bool = False) -> Where:
    """The clause. `walk` is for what very many statements pass: no index is then used but that of their order, which is gone
    along until enough are found. `beside` is for words that very many hold beside something rarer: that leads the way. Raises
    BadArgument on a day that is none."""
    made = Where()
    sign = "+" if walk else ""
    for name in ("kind", "stance", "series", "scope", "layer"):
        if getattr(asked, name) is not None and (name, getattr(asked, name)) != ("layer", MODEL_LAYER):
            made.add(f"{sign}s.{name} = ?", getattr(asked, name))
    for name, table in (("topic", "topics"), ("part", "parts")):
        if getattr(asked, name) is not None:
            made.add(
                f"{sign}s.id IN (SELECT statement FROM statement_{table} WHERE {name} = ?)", getattr(asked, name)
            )
    if asked.text is not None:
        _text(made, asked.text, "+" if walk or beside else "")
    if asked.speaker is not None:
        _speaker(made, asked.speaker, sign)
    if asked.about is not None:
        made.add(
            f"{sign}s.id IN (SELECT statement FROM statement_about WHERE entity IN ({_CALLED}))",
            *_called(asked.about),
        )
    if asked.since is not None and asked.until is not None and days(asked.since)[0] >= days(asked.until)[1]:
        raise BadArgument(f"{asked.since} is after {asked.until}", "Give the earlier day with --since")
    if asked.since is not None:
        made.add(f"{filed('end')} > ?", days(asked.since)[0])
    if asked.until is not None:
        made.add(f"{filed('start')} < ?", days(asked.until)[1])
    if asked.source is not None:
        _source(made, asked.source)
    return made


def _text(where: Where, text: str, sign: str) -> None:
    """Each word stands in the words of the statement, or in the name of who says them: that is often only in another sentence."""
    words = match_words(text)
    for word in words:
        begins = word.endswith("*")
        plain = like(word.strip('"*'))
        where.add(
            f"{sign}s.number IN (SELECT rowid FROM search WHERE search MATCH ? UNION ALL"
            f" SELECT number FROM statements WHERE speaker_name IN ({_speakers(padded=True)}))",
            word,
            f"% {plain}{'%' if begins else ' %'}",
        )
    if not words and text.strip():
        where.add("0")  # only signs: nothing is called so


_CALLED = "SELECT entity FROM names WHERE folded = ? UNION SELECT id FROM entities WHERE id = ?"


def _called(name: str) -> tuple[str, str]:
    return fold(name), name


def _speakers(*, padded: bool = False) -> str:
    """Names of speakers that are like a pattern: each name is looked at once, by way of its index, and not each statement."""
    every = """WITH RECURSIVE each (name) AS (SELECT min(speaker_name) FROM statements
               UNION ALL SELECT (SELECT min(speaker_name) FROM statements WHERE speaker_name > name) FROM each
               WHERE name IS NOT NULL)"""
    told = "' ' || name || ' '" if padded else "name"
    return f"{every} SELECT name FROM each WHERE {told} LIKE ? ESCAPE '!'"


def _speaker(where: Where, name: str, sign: str) -> None:
    if name == OWN_VOICE:
        where.add(f"{sign}s.speaker_name IS NULL")
    elif name.startswith("e_"):
        where.add(f"{sign}s.speaker = ?", name)
    else:
        where.add(
            f"{sign}s.speaker IN ({_CALLED}) OR {sign}s.speaker_name IN ({_speakers()})", *_called(name), f"%{like(name)}%"
        )


def like(text: str) -> str:
    """The text with the signs of LIKE made plain (escape sign `!`)."""
    return re.sub(r"([!%_])", r"!\1", text)


def _source(where: Where, name: str) -> None:
    """A document by id, name, or name without folder and suffix (as citations give it), a folder, or a publisher."""
    named = "name = ? OR " + " OR ".join(["name LIKE ? ESCAPE '!'"] * 4)
    inside = f"SELECT id FROM documents WHERE id = ? OR {named} OR publisher = ? COLLATE NOCASE"
    folder = like(name.rstrip("/"))
    where.add(f"s.doc IN ({inside})", name, name, f"{folder}/%", f"{folder}#%", f"{folder}.%", f"%/{folder}.%", name)


def filed(end: str) -> str:
    """The end of the period that a statement is filed under; an open end reaches as far as needed.

    That is `when`; without one the day it was said; without that the day its document was published.
    """
    far = "'9999'" if end == "end" else "''"
    published = f"(SELECT d.published_{end} FROM documents d WHERE d.id = s.doc)"
    known = "WHEN s.{0}_start IS NOT NULL OR s.{0}_end IS NOT NULL THEN coalesce(s.{0}_{1}, {2})"
    return f"CASE {known.format('when', end, far)} {known.format('said', end, far)} ELSE {published} END"


def days(text: str) -> tuple[str, str]:
    """First day, and day after the last, of YYYY, YYYY-MM or YYYY-MM-DD. Raises BadArgument."""
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            raise ValueError(text)
        numbers = [int(number) for number in text.split("-")]
        first = date(*[*numbers, 1, 1][:3])
        if len(numbers) == 3:
            return iso(first), iso(date.fromordinal(first.toordinal() + 1))
        return iso(first), iso(add_months(first, 1 if len(numbers) == 2 else 12))
    except (ValueError, OverflowError):
        raise BadArgument(f"{text!r} is no day", "Write it as 2024, 2024-05 or 2024-05-31") from None
