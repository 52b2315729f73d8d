"""Pages and statements of small texts, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import factory
from depositary.annotate.layers import Page, annotate
from depositary.annotate.parse import page_of
from depositary.extract.clauses import propositions
from depositary.extract.propositions import Proposition
from depositary.extract.statements import statements
from depositary.model.case import Case
from depositary.model.nouns import Statement


def page(text: str, case: Case | None = None, lang: str = "en", kind: str = "news") -> Page:
    """A page with all its layers; written on 1 June 2024."""
    document = replace(factory.document(text, day="2024-06-01"), lang=lang, kind=kind)
    return annotate(page_of(document, case))


def told(text: str, case: Case | None = None) -> list[Statement]:
    """The statements of a text."""
    return statements(page(text, case))


def clauses(text: str) -> list[Proposition]:
    """The propositions of a text."""
    made = page_of(factory.document(text))
    return [one for paragraph, sentence in made.sentences() for one in propositions(paragraph, sentence)]


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The words of spans, gaps marked by three dots."""
    return " ... ".join(text[start:end] for start, end in spans)


def cut(text: str) -> list[str]:
    """A text cut into the words of its propositions."""
    return [words(text, one.spans) for one in clauses(text)]


def kinds(text: str) -> Iterator[str]:
    """Kinds of the statements of a text."""
    return (one.kind for one in told(text))
