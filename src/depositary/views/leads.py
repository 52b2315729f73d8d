"""Who or what a quotation is about, where it begins without it: "was extended up until 2026"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from depositary.model.nouns import Document, Statement
from depositary.model.text import fold
from depositary.views.text import flat

# Words that a clause begins with when its subject stands before it: a relative word, an auxiliary, a verb.
_OPENS = re.compile(
    r"(?!(?:its|his|this|as|us|less|plus)\b)"
    r"(?:which|who|whose|that|was|were|is|are|has|have|had|will|would|began|and|but|[a-z]+(?:ed|s))\b"
)
_PRONOUNS = frozenset("it he she they we i you this that these those which who one both all some many".split())
# Words of the sentence that are shown where the subject is not known, within so many characters before it.
_WORDS, _NEAR = 5, 80
_END = re.compile(r"[.!?\n][\"”’)]*\s")


def lead(statement: Statement, documents: Mapping[str, Document]) -> str:
    """The subject, where the words begin with a verb or relative word and the subject stands outside them; where that is not
    known, the words before it in the sentence. "" where the words say it, or the subject is the speaker."""
    if not _OPENS.match(statement.quote):
        return ""
    subject = statement.subject
    if subject is None or (not subject.entity and fold(subject.name) in _PRONOUNS):
        return _before(statement, documents[statement.doc])
    inside = any(start <= subject.start < end for start, end in statement.spans)
    named = fold(subject.literal) in fold(statement.quote) or fold(subject.name) in fold(statement.quote)
    return "" if inside or named or _is_speaker(statement) else flat(subject.name)


def _is_speaker(statement: Statement) -> bool:
    who, subject = statement.speaker, statement.subject
    if who is None or subject is None:
        return False
    same = bool(who.entity) and who.entity == subject.entity
    return same or any(fold(subject.name) in fold(told) for told in (who.name, who.role or "", who.literal))


def _before(statement: Statement, document: Document) -> str:
    """The last words of the sentence before the statement, after our mark where the sentence began earlier."""
    text = document.text[max(0, statement.start - _NEAR) : statement.start]
    ends = [found.end() for found in _END.finditer(text)]
    words = text[ends[-1] if ends else 0 :].split()
    if statement.start > _NEAR and not ends:
        words = words[1:]  # it may be cut in two
    kept = words[-_WORDS:]
    if not kept or (kept[-1].endswith(":") and len(kept) == 1):
        return ""
    return f"{'… ' if len(words) > len(kept) or not ends else ''}{' '.join(kept)}"
