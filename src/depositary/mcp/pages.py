"""Pieces of an answer: nouns as plain values with their addresses, and pages that stay within a size."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from depositary.model.dates import worded
from depositary.model.nouns import Document, Statement
from depositary.views.conflicts import Point
from depositary.views.lines import Desk

# Characters of a page as JSON: about 6,000 tokens, so that some pages fit beside other things.
LARGEST = 24_000
# Characters of one paragraph or field.
LONGEST = 1_500
CUT = " […]"


def cut(text: str) -> str:
    """The text, its end left out and marked where it is long; the address tells its whole length."""
    return text if len(text) <= LONGEST else text[:LONGEST] + CUT


def header(one: Document) -> dict[str, Any]:
    """What is known of a document."""
    return {
        "document": one.name, "id": one.id, "title": cut(one.title), "kind": one.kind, "language": one.lang,
        "publisher": one.publisher, "published": worded(one.published) or None, "uri": one.uri, "chars": one.chars,
    }  # fmt: skip


def addressed(one: Statement) -> dict[str, Any]:
    """A statement: its exact words, where they stand, who says them and how."""
    return {
        "id": one.id, "quote": cut(one.quote), "document": one.doc_name, "document_id": one.doc, "page": one.page,
        "start": one.start, "end": one.end, "speaker": one.speaker.name if one.speaker else None, "stance": one.stance,
        "negated": one.negated, "kind": one.kind, "predicate": one.predicate, "when": worded(one.when) or None,
        "said": worded(one.said) or None, "value": one.value.literal if one.value else None, "layer": one.layer,
    }  # fmt: skip


def pointed(one: Point, desk: Desk) -> dict[str, Any]:
    """A finding with the statements it rests on."""
    return {
        "id": one.id, "relation": one.relation, "difference": one.difference, "severity": one.severity, "check": one.check,
        "title": cut(one.title), "reason": cut(one.reason), "steps": [cut(step) for step in one.steps[:20]],
        "coverage": one.coverage or None, "statements": [addressed(desk.record.by_id[line.id]) for line in one.lines[:5]],
        "marks": list(one.marks),
    }  # fmt: skip


def paged(
    note: str,
    items: Sequence[dict[str, Any]],
    size: int,
    then: Callable[[int], Any],
    *,
    total: int | None = None,
) -> dict[str, Any]:
    """At most `size` items and `LARGEST` characters, one at least where there is one. `items` holds one more than a page
    where there are more; `then` gives what continues after so many."""
    kept: list[dict[str, Any]] = []
    room = LARGEST
    for one in items[:size]:
        room -= len(json.dumps(one, ensure_ascii=False))
        if room < 0 and kept:
            break
        kept.append(one)
    more = then(len(kept)) if len(kept) < len(items) else None
    return {"note": note, **({} if total is None else {"total": total}), "items": kept, "next": more}
