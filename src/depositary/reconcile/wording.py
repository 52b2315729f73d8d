"""Words of reasons: whole sentences that begin with a capital letter and name who speaks as a sentence does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depositary.model.nouns import Statement

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NAMED = re.compile(r"(?:the|a|an|one|two|three|four|some|several|many|most|his|her|its|their|this|that|these|those|no)\b")

_OFFICE = re.compile(r"[A-Z][a-z]+ (?:of|for) [A-Z]|[A-Z][a-z]+ (?:of|for) the ")


def voice(name: str) -> str:
    """A speaker within a sentence: "the author", "the Ministry of X"; a name of its own takes no article."""
    return f"the {name}" if _OFFICE.match(name) or (name[:1].islower() and not _NAMED.match(name)) else name


def count(number: int) -> str:
    """A number of things that a sentence may begin with."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def capital(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def account(told: Sequence[Statement]) -> str:
    """The one speaker who alone tells something, as a sentence names him; "" where a document tells it in its own voice, or
    several speakers do."""
    names = {one.speaker.name if one.speaker else "" for one in told}
    name = names.pop() if len(names) == 1 else ""
    return voice(name) if name else ""
