"""How much of the text of an agreement is held: every verdict about the text names it.

The articles are those of the documents that quote the agreement (documents in which it speaks). A document holds the
whole text when it has the beginning, the end, and every article between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depositary.annotate.provisions import Layout, layout
from depositary.model.nouns import Document, Entity, Statement
from depositary.model.record import Record

_NUMBER = re.compile(r"(\d+)(.*)")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles of an agreement that are held, in order; `total` is how many it has by the case, None if not known.

    `whole` names the document that holds the whole text, None when only pieces are held; `counted` is the number of its
    articles.
    """

    agreement: str
    articles: tuple[str, ...]
    total: int | None
    whole: str | None
    counted: int | None

    @property
    def text(self) -> str:
        """ "8 of 47 articles: 1-6, 19, 23", "whole text, 15 articles" or "no article held"."""
        if self.whole is not None:
            return f"whole text, {self.counted} articles"
        if not self.articles:
            return "no article held"
        of = f"{len(self.articles)} of {self.total}" if self.total else str(len(self.articles))
        noun = "article" if len(self.articles) == 1 and not self.total else "articles"
        return f"{of} {noun}: {runs(self.articles)}"


def coverage(record: Record, agreement: Entity | str, duties: Sequence[Statement] | None = None) -> Coverage:
    """What is held of an agreement, given as entity or id. `duties` spares the search for its statements."""
    key = agreement if isinstance(agreement, str) else agreement.id
    said = duties if duties is not None else [one for one in record.statements if speaks(one, key)]
    held = {one.doc: record.documents[one.doc] for one in said if one.doc in record.documents}
    total = _total(record, key)
    wholes = [(len(_articles(one.text)[0]), one.name, one.id) for one in held.values() if holds_text(one)]
    # A text with fewer articles than the case's sources count may be cut: nothing is concluded from it.
    wholes = [row for row in wholes if row[0] >= (total or 0)]
    counted, _, whole = max(wholes) if wholes else (None, "", None)
    numbers = {number for one in held.values() for number in _articles(one.text)[0]} | _of_entities(
        record, said
    )
    return Coverage(key, tuple(sorted(numbers, key=order)), total, whole, counted)


def speaks(statement: Statement, agreement: str) -> bool:
    """True for a duty that stands in the text of this agreement."""
    speaker = statement.speaker
    return statement.kind == "obligation" and speaker is not None and speaker.entity == agreement


def _total(record: Record, key: str) -> int | None:
    known = record.entities.get(key)
    told = known.props.get("articles") if known is not None else None
    return told if isinstance(told, int) else None


def _of_entities(record: Record, said: Iterable[Statement]) -> set[str]:
    """Numbers of articles by the provisions that duties point at: for records without texts."""
    found = (record.entities.get(key) for one in said for key in one.about)
    return {
        str(one.props["article"])
        for one in found
        if one is not None and one.schema == "Provision" and one.props.get("article")
    }


# Coverage, provisions and words of one text ask one after another, those of several texts in turn.
@lru_cache(maxsize=64)
def laid_out(text: str) -> Layout:
    """The layout of a text, found once for all who ask in a while."""
    return layout(text)


@lru_cache(maxsize=64)
def _articles(text: str) -> tuple[frozenset[str], bool]:
    """Numbers of the articles of a text (those of annexes aside), and whether it is whole."""
    found = laid_out(text).provisions
    numbers = frozenset(
        one.number for one in found if one.label == "ARTICLE" and one.number and one.id.startswith("art_")
    )
    return numbers, bool(found) and found[0].whole


def holds_text(document: Document) -> bool:
    """True for a document that holds the whole text of an agreement."""
    return _articles(document.text)[1]


def order(number: str) -> tuple[int, str]:
    """Sorts 2, 2bis, 10."""
    found = _NUMBER.match(number)
    return (int(found[1]), found[2]) if found else (10**6, number)


def runs(numbers: Iterable[str]) -> str:
    """ "1-6, 19, 23" from numbers in order."""
    found: list[list[str]] = []
    for number in numbers:
        if found and number.isdigit() and found[-1][-1].isdigit() and int(number) == int(found[-1][-1]) + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in found)
