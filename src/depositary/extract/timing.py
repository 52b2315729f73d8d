"""When a proposition happened, was said, or is due: the time expressions of its words, by their role."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.annotate.layers import Page
from depositary.annotate.times import period
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Period, Span


@dataclass(frozen=True, slots=True)
class Timing:
    """The three times of a statement; each may be unknown."""

    when: Period | None = None
    said: Period | None = None
    due: Period | None = None


def timing(page: Page, proposition: Proposition, kind: str, frame: tuple[int, int] | None) -> Timing:
    """Times of a proposition. `frame` is the stretch of the words that report it: a date there is when it was said."""

    own = [
        one
        for start, end in proposition.spans
        for one in page.inside("times", start, end)
        if one.label == "DATE"
    ]
    around = page.inside("times", *frame) if frame else []
    said = next((one for one in around if one.label == "DATE" and one not in own), None)
    due = next((one for one in own if _is_due(one, kind) and _of_verb(proposition, one)), None)
    when = next((one for one in own if one is not due), None)
    if when is None and kind != "commitment":
        when = due
    return Timing(*(period(one, page.document) if one else None for one in (when, said, due)))


def _is_due(one: Span, kind: str) -> bool:
    role = (one.value or {}).get("role")
    return role == "due" or (kind == "commitment" and role not in ("since",))


def _of_verb(proposition: Proposition, one: Span) -> bool:
    """True when the date hangs on the verb and not on a noun in between ("since its 2003 war")."""
    if (one.value or {}).get("role") == "due":
        return True
    token = next(
        (item for item in proposition.tokens if proposition.paragraph.offsets(item)[1] > one.start), None
    )
    while token is not None and token.i != proposition.head.i:
        outside = (
            proposition.paragraph.offsets(token)[0] >= one.end
            or proposition.paragraph.offsets(token)[1] <= one.start
        )
        if (outside and token.pos_ in ("NOUN", "PROPN", "NUM")) or token.head.i == token.i:
            return False
        token = token.head
    return token is not None
