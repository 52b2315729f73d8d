"""Of what a statement speaks: which agreement or project, and which of its units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from depositary.model.case import Case, load
from depositary.model.needles import Guarded
from depositary.model.nouns import Entity, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.reconcile.states import cycle_of, transitions

_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        ("first one", "second two", "third three", "fourth four", "fifth five", "sixth six"), start=1
    )
    for word in words.split()
}
_NOUNS = r"(?:power |nuclear )?(?:units?|reactors?|phases?|stages?)"
_ORDINALS = "|".join(word for word in _NUMBERS if word.endswith(("st", "nd", "rd", "th")))
_COUNTS = "|".join(word for word in _NUMBERS if not re.fullmatch(_ORDINALS, word) and word != "one")
_BY_ORDINAL = re.compile(rf"\b({_ORDINALS})(?:,? and (?:the )?({_ORDINALS}))? {_NOUNS}\b")
_BY_NUMBER = re.compile(r"\b(?:units?|reactors?|phases?|stages?) (\d{1,2})(?: and (\d{1,2}))?\b")
_BY_COUNT = re.compile(rf"\b({_COUNTS}|\d) (?:(?:new|more|further|additional) )?{_NOUNS}\b")


def unit(one: Statement) -> str:
    """Which units of a thing are spoken of: "2", "2+3", "n2" where only their number is told, a section by its words,
    "" for the whole."""
    numbers = one.attributes.get("units")
    if numbers:
        return str(numbers)
    words = fold(one.quote)
    found = _BY_ORDINAL.search(words) or _BY_NUMBER.search(words)
    if found:
        return "+".join(_NUMBERS.get(word, word) for word in found.groups() if word)
    counted = _BY_COUNT.search(words)
    if counted:
        return f"n{_NUMBERS.get(counted[1], counted[1])}"
    return fold(str(one.attributes.get("section") or ""))


def units_named(number: str) -> str:
    """The units as a reader takes them: "unit 2 and 3", "2 units", or the words of a section."""
    if re.fullmatch(r"n\d+", number):
        return f"{number[1:]} units"
    return f"unit {number.replace('+', ' and ')}" if number[0].isdigit() else number



_TALKS = Guarded(re.compile(r"\b(?:agreement|treaty|pact|accord|talks|negotiations|discussions|signing|document)\b"))
_UNITS = Guarded(re.compile(r"\b(?:units?|reactors?)\b"))
# A thing called by its kind: the one of this kind that was named last before. Word, and what the kind of the thing holds.
_KINDS = {
    "project": "",
    "line": "rail",
    "railway": "rail",
    "railroad": "rail",
    "pipeline": "pipeline",
    "bridge": "bridge",
    "port": "port",
    "plant": "plant",
    "terminal": "terminal",
    "corridor": "corridor",
    "link": "link",
}
_KIND = re.compile(rf"^(?:(?:the|this|that) )?(?:new |whole )?({'|'.join(_KINDS)})$")
# So far above its words a thing may have been named.
_ABOVE = 1500


def things(one: Statement, record: Record) -> Iterator[str]:
    """Ids of the agreements and projects that a statement is about. One that names none speaks of the agreement followed
    where its words are of an agreement, of the only project with such units, or of the project named last before."""
    named = [about for about in one.about if cycle_of(record.entities.get(about))]
    if named:
        yield from named
    elif record.case is not None and not one.about and one.kind in ("status", "event", "commitment", "position"):
        found = _unnamed(one, record, record.case)
        if found in record.entities:
            yield str(found)


def _unnamed(one: Statement, record: Record, case: Case) -> str | None:
    words = fold(one.quote)
    if one.kind == "status" and one.predicate in transitions()["agreement"] and _TALKS.search(words):
        return case.agreement.id if case.agreement else None
    if _UNITS.search(words) and (numbers := unit(one)):
        return _owner(numbers, case)
    called = _KIND.search(fold(one.subject.literal)) if one.subject is not None else None
    if one.subject is None or called is None:
        return None
    text = record.documents[one.doc].text[max(0, one.subject.start - _ABOVE) : one.subject.start]
    return _named_last(text, "Project", _KINDS[called[1]], case.folder)


def agreement_named(one: Statement, record: Record) -> str | None:
    """The agreement named last before the words of a statement."""
    if record.case is None:
        return None
    text = record.documents[one.doc].text[max(0, one.start - _ABOVE) : one.start]
    return _named_last(text, "Agreement", "", record.case.folder)


def _owner(numbers: str, case: Case) -> str | None:
    """The unit of this number, or the project of which these are units; None where several projects have such units."""
    found = {_units(case.folder).get(number) for number in numbers.split("+")}
    owners = {pair[1] for pair in found if pair}
    if None in found or len(owners) != 1:
        return None
    return next(pair[0] for pair in found if pair) if len(found) == 1 else owners.pop()


@cache
def _units(folder: Path) -> dict[str, tuple[str, str] | None]:
    """The unit of a number and the project it belongs to; None where several projects have one of this number."""
    case = load(str(folder))
    found: dict[str, tuple[str, str] | None] = {}
    for item in case.entities:
        parent = case.by_key.get(str(item.props.get("parent") or ""))
        number = numbered(item)
        if parent is not None and number:
            found[number] = None if number in found else (item.id, parent.id)
    return found


def numbered(thing: Entity) -> str:
    """The number of a thing that is a unit; "" for what is none."""
    found = re.search(r"unit (\d+)$", thing.name)
    return found[1] if found else ""


def mine(one: Statement, thing: Entity) -> bool:
    """False where a time told is that of another unit: "unit 2 starts in 2024 and unit 3 in 2026"."""
    number = numbered(thing)
    literal = next((each.literal for each in (one.due, one.when) if each is not None and each.known and each.literal), "")
    at = one.quote.find(literal) if literal else -1
    told = [(found.start(), found[0]) for found in _BY_NUMBER.finditer(fold(one.quote))]
    if not number or at < 0 or len(told) < 2:
        return True
    before = [words for start, words in told if start < at] or [told[0][1]]
    return number in re.findall(r"\d+", before[-1])


@cache
def _names(folder: Path, schema: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """An expression of the names of things of a schema, and their ids and kinds by folded name."""
    ids = {
        fold(name): (item.id, str(item.props.get("kind") or ""))
        for item in load(str(folder)).entities
        if item.schema == schema
        for name in (item.name, *item.aliases)
    }
    longest = sorted(ids, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in longest)})\b" if longest else r"(?!)"), ids


def _named_last(text: str, schema: str, kind: str, folder: Path) -> str | None:
    """The thing of this schema and kind that is named last in a text."""
    expression, ids = _names(folder, schema)
    found = [ids[name] for name in expression.findall(fold(text))]
    return next((thing for thing, what in reversed(found) if kind in what), None)
