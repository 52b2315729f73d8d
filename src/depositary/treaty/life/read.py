"""The head and the final clauses of one agreement, as far as its text is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Document
from depositary.treaty.life.clauses import Fact, Stretch, clauses
from depositary.treaty.life.force import entry
from depositary.treaty.life.head import head
from depositary.treaty.texts import Held, Text, provisions


@dataclass(frozen=True)
class Life:
    """What the text of an agreement tells of its head and life, in the order of the text."""

    key: str
    facts: tuple[Fact, ...]

    def of(self, *fields: str) -> list[Fact]:
        """The facts of these fields."""
        return [one for one in self.facts if one.field in fields]

    def first(self, field: str) -> Fact | None:
        """The first fact of a field."""
        return next(iter(self.of(field)), None)


def life(text: Text, documents: Mapping[str, Document]) -> Life:
    """The life of an agreement from its provisions; its head from the documents that hold its beginning or end."""
    facts = [entry(one) for one in clauses(list(stretches(text.provisions, documents)))]
    found = [*_heads(text.provisions, documents), *facts]
    return Life(text.key, tuple(found))


def life_of(document: Document) -> Life:
    """The life that one document tells, read as the text of an agreement, with or without articles."""
    found = provisions(document)
    held = list(stretches(found, {document.id: document})) if found else [_all(document)]
    facts = [entry(one) for one in clauses(held)]
    return Life(document.id, (*head(document), *facts))


def _all(document: Document) -> Stretch:
    return Stretch(document.id, document.name, 0, document.text, "", "")


def stretches(held: Sequence[Held], documents: Mapping[str, Document]) -> Iterator[Stretch]:
    """The own words of every provision that may hold a clause, in the order given; the foot of the text with its formula too."""
    for one in held:
        if one.doc not in documents:
            continue
        # What stands above the first article of a part or annex is no clause of the agreement.
        if not one.article and one.label != "SIGNATURES":
            continue
        inner = [
            each.start
            for each in held
            if each is not one and each.doc == one.doc and one.body <= each.start < one.end
        ]
        end = min(inner, default=one.end)
        if end > one.body:
            words = documents[one.doc].text[one.body : end]
            yield Stretch(one.doc, one.doc_name, one.body, words, one.id, one.article or one.label)


def _heads(held: Sequence[Held], documents: Mapping[str, Document]) -> Iterator[Fact]:
    """From each document whose text begins with the title or preamble, or ends with the signatures, once."""
    edges = dict.fromkeys(one.doc for one in held if one.label in ("TITLE", "PREAMBLE", "SIGNATURES"))
    seen: set[str] = set()
    for doc in edges:
        if doc in documents:
            found = head(documents[doc])
            yield from (one for one in found if one.field not in seen)
            seen |= {one.field for one in found}
