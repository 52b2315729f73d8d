"""Builders for tests: documents, statements and findings in one line each.

doc = document("The pact was signed on 17 May.")
said = statement(doc, "signed on 17 May", speaker="the chair")
"""

from __future__ import annotations

import hashlib
from typing import Any

from depositary.dossier.store import DocumentResult
from depositary.model import dates, ids, nouns
from depositary.model.nouns import Document, Finding, Period, Quantity, Selector, Speaker, Statement, Term


def document(text: str, name: str = "a.txt", **fields: Any) -> Document:
    """A document of this text; `fields` are those of Document (day="2024-05-17" sets published)."""
    data = text.encode()
    day = fields.pop("day", None)
    if day:
        fields["published"] = period(day)
    body: dict[str, Any] = {
        "title": text.split("\n", maxsplit=1)[0][:60],
        "lang": "en", "kind": "news", "published": None, "written": None,
        "publisher": None, "uri": None, "reader": "txt/1", "chars": len(text), "text": text, **fields,
    }  # fmt: skip
    return Document(ids.document_id(data), name, sha256=hashlib.sha256(data).hexdigest(), **body)


def period(text: str) -> Period:
    """A day, month or year: "2024-05-17", "2024-05", "2024"."""
    numbers = [int(number) for number in text.split("-")]
    if len(numbers) == 3:
        return dates.of_day(dates.parse(text), text)
    return (
        dates.of_month(*numbers, literal=text) if len(numbers) == 2 else dates.of_year(*numbers, literal=text)
    )


def speaker(name: str, entity: str | None = None) -> Speaker:
    """A speaker found nowhere in particular."""
    return Speaker(entity, name, None, name, 0, len(name))


def term(name: str, entity: str | None = None) -> Term:
    """A subject, object or place."""
    return Term(entity, name, name, 0, len(name))


def quantity(value: float, unit: str = "USD", literal: str = "") -> Quantity:
    """One exact number."""
    return Quantity(value, value, unit, literal or f"{value:g} {unit}")


def statement(doc: Document, quote: str, kind: str = "position", **fields: Any) -> Statement:
    """A statement on the first place of `quote` in the text.

    Names become what the field takes: speaker="X", subject="X", object="X", where="X", when="2024-05".
    """
    start = doc.text.index(quote)
    makers = {
        "speaker": speaker,
        "subject": term,
        "object": term,
        "where": term,
        "when": period,
        "said": period,
        "due": period,
    }
    made = {
        key: makers[key](item) if key in makers and isinstance(item, str) else item
        for key, item in fields.items()
    }
    return nouns.statement(doc, ((start, start + len(quote)),), kind, **made)


def finding(*statements: Statement, check: str = "reconcile.test", key: str = "k", **fields: Any) -> Finding:
    """A finding on statements; contradicts unless `relation` says else."""
    relation = fields.pop("relation", "contradicts")
    return nouns.finding(check, key, relation, tuple(item.id for item in statements), **fields)


def selector(item: Statement, doc: Document) -> Selector:
    """The selector of a statement."""
    from depositary.dossier.attach import selector as made

    return made(item, doc)


def result(doc: Document, *statements: Statement, **fields: Any) -> DocumentResult:
    """What reading gives for a document; its bytes are its text."""
    return DocumentResult(doc, doc.text.encode(), statements, **fields)
