"""Which of several statements are voices of their own.

A story printed five times is one voice, and so is a person quoted by five papers: what they say was said once. Two documents
that neither copy each other nor quote the same speaker are two voices.
"""

from __future__ import annotations

from collections.abc import Iterable

from depositary.model.nouns import Statement
from depositary.model.record import Record


def voice(one: Statement, record: Record) -> str:
    """Who says it in the first place: the speaker, else the publisher, else the document that others copy."""
    if one.speaker is not None:
        return one.speaker.entity or one.speaker.name
    document = record.documents[one.doc]
    return document.publisher or document.copy_of or one.doc


def independent(record: Record, told: Iterable[Statement]) -> list[Statement]:
    """One statement for each voice, in order. Statements of one document, or of documents that copy each other, are not
    independent even where they name two speakers of one event: whoever wrote it down is the same."""
    seen: set[str] = set()
    kept = []
    for one in told:
        marks = {voice(one, record), record.documents[one.doc].copy_of or one.doc}
        if not marks & seen:
            kept.append(one)
        seen |= marks
    return kept
