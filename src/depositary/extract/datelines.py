"""The place and day before a dash that open a report ("OSLO, Aug 11 (Wire) - The minister"): no words of what it tells."""

from __future__ import annotations

import re
from functools import lru_cache

from depositary.annotate.tokens import Token

_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-z]{2,8})(?:,? \d{4})?"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[ /][A-ZÀ-Þ][\w.'’-]*){0,3}"
# A comma before the day, or a place in capitals: "On 3 May - a Friday - they met" opens with none.
_PLACE = rf"(?:{_NAME}(?:, {_NAME})?,|[A-ZÀ-Þ]{{3,}}(?: [A-ZÀ-Þ]{{2,}}){{0,3}})"
_LINE = re.compile(rf"{_PLACE} {_DAY}(?: ?\([^()]{{1,40}}\))? ?[-–—]+ ")


@lru_cache(64)
def ends(paragraph: str) -> int:
    """Where the words after the dateline of a paragraph begin; 0 where it has none."""
    found = _LINE.match(paragraph)
    return found.end() if found else 0


def last(token: Token, paragraph: str) -> int:
    """The last word of the dateline that opens the sentence of `token`; -1 where none does."""
    end = ends(paragraph) if token.sent.start == 0 else 0
    return max((one.i for one in token.sent if one.idx < end), default=-1) if end else -1


def behind(token: Token, paragraph: str) -> Token:
    """The first noun that can be a subject behind the dateline that the parser took `token` from; the token itself elsewhere."""
    end = ends(paragraph) if token.sent.start == 0 else 0
    if token.idx >= end:
        return token
    nouns = (one for one in token.sent if one.idx >= end and one.pos_ in ("NOUN", "PROPN", "PRON") and one.dep_ != "compound")
    return next(nouns, token)
