"""Duties as the rules of the codebook read them: folded words by part, and the conditions that hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.model.text import fold
from depositary.treaty.coding.codebook import Codebook, Condition
from depositary.treaty.texts import Held

# How far back in its article "in such a case" may point, in characters.
_BACK = 900
_CONDITION = ("condition", "exception")
_TOWARDS = ("counterpart", "beneficiary")
_LIMITS = ("manner", "deferral", "frequency")


@dataclass(frozen=True, slots=True)
class Read:
    """A duty with its parts: `facets` are folded words by the names that rules use, `conditions` keys of the codebook."""

    duty: Statement
    held: Held | None
    verb: str
    facets: Mapping[str, str]
    conditions: tuple[str, ...]


def read(duty: Statement, held: Held | None, article: Held | None, book: Codebook) -> Read:
    """The duty in its provision `held`, in the article around that."""
    said = _said(duty)
    words = fold(words_of(duty))
    facets = {"words": words, **{name: fold(one) for name, one in said.items()}}
    facets["action"] = facets["action"] or words
    told = f"{said['condition']} {_pointed(duty, said['condition'], article, book)}".strip()
    verb = duty.predicate.split(" ")[0] if duty.predicate else ""
    return Read(duty, held, verb, facets, conditions(told, facets, book))


_PARTS: Mapping[str, Sequence[str]] = {
    "action": ("action",),
    "bearer": ("bearer",),
    "condition": _CONDITION,
    "towards": _TOWARDS,
    "limits": _LIMITS,
}


# The part that each role belongs to.
_PART_OF = {name: part for part, names in _PARTS.items() for name in names}


def _said(duty: Statement) -> dict[str, str]:
    """The words of each part."""
    said: dict[str, str] = dict.fromkeys(_PARTS, "")
    for one in duty.roles:
        if part := _PART_OF.get(one.name):
            said[part] = f"{said[part]} ; {one.text}" if said[part] else one.text
    return said


def words_of(duty: Statement) -> str:
    """The words of a duty alone: of a list, its opening and the one point."""
    return " ".join(duty.quote[start - duty.start : end - duty.start] for start, end in duty.spans)


def _pointed(duty: Statement, condition: str, article: Held | None, book: Codebook) -> str:
    """What "in such a case" points back to: the words of the article before the duty."""
    if article is None or not book.again.search(fold(condition or duty.quote[:80])):
        return ""
    end = duty.start - article.body
    return article.words[max(0, end - _BACK) : end] if end > 0 else ""


def conditions(told: str, facets: Mapping[str, str], book: Codebook) -> tuple[str, ...]:
    """Keys of the conditions that words of a condition name, and those that the action or its limits carry."""
    folded = fold(told)
    elsewhere = facets["limits"]
    found = []
    for key, one in book.conditions.items():
        here = bool(told) and (
            _names_somebody(one, told, book) if one.named else bool(one.words.search(folded))
        )
        here = here or (one.limits and bool(elsewhere) and bool(one.words.search(elsewhere)))
        if here or (one.also is not None and one.also.search(facets["words"])):
            found.append(key)
    return tuple(found)


def _names_somebody(one: Condition, told: str, book: Codebook) -> bool:
    return any(match["who"].split()[0] not in book.generic for match in one.words.finditer(told))
