"""Which unit or section of a project is spoken of: "the second and third units", "unit 2", "the section from A to B".

Units are numbers; the case names a unit as a project with a `parent` whose name ends with its number. Where only "the
second unit" is said, the plant is the one named last before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from depositary.annotate.layers import Page
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity

_ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth".split(), start=1)
}
_WORD = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_NOUN = r"(?:(?:power|nuclear|generating|energy)\s+)*(?:units?|reactors?|blocks?)"
_BY_ORDINAL = re.compile(
    rf"\b({_WORD}(?:\s*,\s*{_WORD})*(?:\s*,?\s+and\s+(?:the\s+)?{_WORD})?)\s+{_NOUN}\b", re.IGNORECASE
)
_BY_NUMBER = re.compile(
    rf"\b{_NOUN}\s+(?:nos?\.?\s*|numbers?\s+)?(\d{{1,2}}(?:\s*(?:,|and|&|to|-|–)\s*\d{{1,2}})*)\b",
    re.IGNORECASE,
)
# Most words name no unit and no section: one look tells.
_ANY_UNIT = ("unit", "reactor", "block")
_NAME = r"[A-Z][\w'’]+(?: [A-Z][\w'’]+)?"
_ANY_PIECE = ("section", "stretch", "segment", "leg", "phase", "stage", "lot")
_PIECE = rf"(?:{'|'.join(_ANY_PIECE)})"
_SECTIONS = (
    re.compile(rf"\b({_NAME}\s*[-–—]\s*{_NAME})\s+(?:railway\s+|road\s+|line\s+)?{_PIECE}\b"),
    re.compile(rf"\b{_PIECE}\s+((?:from|between)\s+{_NAME}\s+(?:to|and)\s+{_NAME})"),
    re.compile(
        rf"\b((?:{_WORD}|northern|southern|eastern|western|central|final|last)\s+{_PIECE})\b", re.IGNORECASE
    ),
    re.compile(r"\b((?:[Pp]hase|[Ss]tage|[Ll]ot)\s+(?:\d{1,2}|[IVX]{1,4}))\b"),
)


def units(text: str) -> tuple[int, ...]:
    """Numbers of the units named, lowest first."""
    if not _holds(text, _ANY_UNIT):
        return ()
    found = {number for match in _BY_ORDINAL.finditer(text) for number in _ordinals(match.group(1))}
    for match in _BY_NUMBER.finditer(text):
        numbers = [int(one) for one in re.findall(r"\d+", match.group(1))]
        through = re.search(r"\d\s*(?:to|-|–)\s*\d", match.group(1))
        found.update(range(numbers[0], numbers[-1] + 1) if through else numbers)
    return tuple(sorted(found))


def _holds(text: str, words: Sequence[str]) -> bool:
    low = text.casefold()
    for word in words:  # noqa: SIM110 - `any` takes thrice the time for so few
        if word in low:
            return True
    return False


def _ordinals(words: str) -> Iterator[int]:
    for word in re.findall(_WORD, words.lower()):
        yield _ORDINALS.get(word) or int(re.sub(r"\D", "", word))


def section(text: str) -> str:
    """The words of the section or phase named, "" when none is."""
    if not _holds(text, _ANY_PIECE):
        return ""
    found = (match.group(1) for expression in _SECTIONS if (match := expression.search(text)))
    return re.sub(r"\s+", " ", next(found, ""))


def of_units(page: Page, told: Proposition, things: Sequence[Entity], numbers: Sequence[int]) -> list[Entity]:
    """The things with the units of these numbers in the place of their plant, as far as the case names them."""
    plant = _plant(page, told, things)
    if plant is None or page.case is None:
        return list(things)
    below = [one for one in page.case.entities if one.props.get("parent") == plant.props["key"]]
    meant = [one for one in below if re.search(rf"\b(?:{'|'.join(map(str, numbers))})$", one.name)]
    rest = [one for one in things if one not in below and (one is not plant or not meant)]
    return [*meant, *rest] if meant else list(things)


def _plant(page: Page, told: Proposition, things: Sequence[Entity]) -> Entity | None:
    """The project with units that is meant: named in the words, by one of its units, else the last named before."""
    case = page.case
    if case is None:
        return None
    parents = {str(one.props["parent"]) for one in case.entities if one.props.get("parent")}
    before = page.inside("names", 0, told.end)
    named = [case.by_id.get((span.value or {}).get("entity") or "") for span in reversed(before[-_FAR:])]
    for one in (*things, *named):
        key = (
            str(one.props.get("parent") or one.props["key"])
            if one is not None and one.schema == "Project"
            else ""
        )
        if key in parents and _has_numbers(case.by_key[key], case.entities):
            return case.by_key[key]
    return None


# So many names back a plant is still the one spoken of.
_FAR = 12


def _has_numbers(plant: Entity, known: Sequence[Entity]) -> bool:
    return any(one.props.get("parent") == plant.props["key"] and re.search(r"\d$", one.name) for one in known)
