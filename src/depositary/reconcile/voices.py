"""Which of several statements are voices of their own.

A story printed five times is one voice, and so is a person quoted by five papers: what they say was said once. Two documents
that neither copy each other nor quote the same speaker are two voices.

Two speakers quoted in one document agree, and are not independent: one hand wrote both down. That they agree is told with
that note, and they count as one voice wherever voices are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from depositary.model.nouns import Statement
from depositary.model.record import Record

TOGETHER = "both stand in one document: one hand wrote both down"
# "Moscow, IRNA -", "TEHRAN (Tasnim) -", "MOSCOW, May 3. /TASS/.": an agency whose words a longer text takes in.
_AGENCY = re.compile(
    r"[A-Z][\w.’' ]{1,30},? (?:[\w ]{3,20}[.,] )?(?:([A-Z]{3,})|\(([A-Z][\w ]{2,30})\)|/([A-Z]{3,})/)\.? ?[–—-] "
)
# A dateline among the first lines of a text is its own: title, headline, dateline.
_HEAD = 3


def voice(one: Statement, record: Record) -> str:
    """Who says it in the first place: the speaker, else the agency whose dateline stands before it, else the publisher, else the
    document that others copy."""
    if one.speaker is not None:
        return one.speaker.entity or one.speaker.name
    document = record.documents[one.doc]
    return _agency(one, document.text) or document.publisher or document.copy_of or one.doc


def called(one: Statement, record: Record) -> str:
    """The voice by name, for a reader."""
    if one.speaker is not None:
        return one.speaker.name
    document = record.documents[one.doc]
    return _agency(one, document.text) or document.publisher or document.name


def _agency(one: Statement, text: str) -> str:
    """The agency named in the dateline of the paragraph, where that is not the dateline of the whole text."""
    start = text.rfind("\n", 0, one.start) + 1
    found = _AGENCY.match(text, start)
    if found is None or text.count("\n", 0, start) < _HEAD:
        return ""
    return next(name for name in found.groups() if name)


def copied(one: Statement, record: Record) -> bool:
    """True for a statement of a copy: where the original says the same, that stands for it."""
    return record.documents[one.doc].copy_of is not None


def independent(record: Record, told: Iterable[Statement]) -> list[Statement]:
    """One statement for each voice, in order, that of an original before that of its copies. Statements of one document, or of
    documents that copy each other, are not independent even where they name two speakers of one event: whoever wrote it down
    is the same."""
    seen: set[str] = set()
    kept = []
    for one in sorted(told, key=lambda each: copied(each, record)):
        marks = {voice(one, record), record.documents[one.doc].copy_of or one.doc}
        if not marks & seen:
            kept.append(one)
        seen |= marks
    return kept


def agreeing(record: Record, told: Iterable[Statement]) -> tuple[list[Statement], str | None]:
    """Statements that bear each other out, one for each voice, with what limits that: independent ones, else those of
    two or more voices in the first document that has them. Fewer than two where nothing bears out."""
    held = list(told)
    apart = independent(record, held)
    if len(apart) > 1:
        return apart, None
    by_document: dict[str, dict[str, Statement]] = {}
    for one in held:
        by_document.setdefault(one.doc, {}).setdefault(voice(one, record), one)
    several = next((voices for voices in by_document.values() if len(voices) > 1), {})
    return (list(several.values()), TOGETHER) if several else (apart, None)
