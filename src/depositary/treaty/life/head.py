"""The head and the foot of a text: its title and kind, its parties, when, where and by whom it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from depositary.annotate.header import find_header
from depositary.model.nouns import Document
from depositary.model.text import fold
from depositary.treaty.life.clauses import Fact
from depositary.treaty.life.cues import cues, groups
from depositary.treaty.texts import Held, provisions

# Lines behind "For X" that may name an office and a person.
_LINES = 4
_LONGEST_TITLE, _OPENING = 400, 1_500
_AND = re.compile(
    r",\s+(?:and\s+)?(?=the\s|The\s|[A-Z])|\s+and\s+(?=the\s+Governments?\s|the\s+(?:[A-Z]))|\s+and\s+(?=[A-Z])"
)
_OF = re.compile(r"^(?:the\s+)?(?:Governments?\s+of\s+(?:the\s+)?)?", re.IGNORECASE)
# A line, or one of the signatures that stand side by side on it.
_LINE = re.compile(r"(?:(?!\s(?:For|FOR)\s(?:the\s|THE\s)?[A-Z])[^\n])+")
_CITY = re.compile(r"(?:the\s+)?(?:city|town)\s+of\s+", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]+|[A-Z]\.)(?:[ \t]+(?:[A-Z][\w’'.-]*|al|bin|ibn|de|van|von|da|el))*")


def head(document: Document) -> list[Fact]:
    """Facts of the head and foot, in the order title, kind, parties, signature, place, signatories."""
    found = provisions(document)
    text = document.text
    title = next((one for one in found if one.label == "TITLE"), None)
    start, end = (
        (title.body if title.words else title.start, title.end) if title else _opening_lines(text, found)
    )
    facts = list(_title(document, start, end))
    facts += _parties(document, start, end)
    facts += _signature(document, found)
    return facts


def _fact(
    document: Document, field: str, rule: str, value: dict[str, Any], start: int, end: int, at: str = ""
) -> Fact:
    return Fact(field, rule, value, document.id, document.name, start, end, at, document.text[start:end])


def _opening_lines(text: str, found: Sequence[Held]) -> tuple[int, int]:
    """The first lines up to a blank one, where the beginning of the text is held and no title was found."""
    first = next((one for one in found if one.article), None)
    if first is not None and (first.article != "1" or first.start == 0):
        return 0, 0
    start = len(text) - len(text.lstrip())
    end = text.find("\n\n", start)
    kind = re.search(rf"\b(?:{_kinds()})\b", text[start : start + _LONGEST_TITLE], re.IGNORECASE)
    return (start, min(end if end > 0 else len(text), start + _LONGEST_TITLE)) if kind else (0, 0)


def _kinds() -> str:
    return "|".join(cues().body["kinds"])


def _title(document: Document, start: int, end: int) -> Iterator[Fact]:
    words = " ".join(document.text[start:end].replace("#", " ").split())
    if not words:
        return
    yield _fact(document, "title", "title", {"name": words}, start, end)
    kind = re.search(rf"\b(?:{_kinds()})\b", fold(words))
    if kind:
        yield _fact(document, "kind", "title", {"kind": kind[0]}, start, end)


def _parties(document: Document, start: int, end: int) -> Iterator[Fact]:
    """States that the gazetteer knows, where they are named as parties; else the names of the title or opening."""
    known = find_header(document.text)
    named = list(_named(document, start, end))
    if len(known.parties) >= 2 and len(known.parties) >= len(named):
        for one in known.parties:
            value = {"name": one.entity.name, "code": one.code, "states": list(one.members or (one.code,))}
            yield _fact(document, "party", "gazetteer", value, one.start, one.end)
    else:
        yield from named


def _named(document: Document, start: int, end: int) -> Iterator[Fact]:
    """ "between the Republic of X and the Kingdom of Y"; "X and Y, hereinafter referred to as the Parties"."""
    text = document.text
    places = [(found, 0) for found in [cues().expression("between").search(text, start, end)] if found]
    places += [
        (found, 1) for found in [cues().expression("called").search(text, end, end + _OPENING)] if found
    ]
    for found, _ in places:
        parts = list(_split(text, *found.span("list")))
        if len(parts) > 1:
            for first, last in parts:
                yield _fact(
                    document, "party", "named", {"name": " ".join(text[first:last].split())}, first, last
                )
            return


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the members of a list of names, without articles and "the Government of"."""
    at = start
    for found in [*_AND.finditer(text, start, end), None]:
        last = found.start() if found else end
        first = at + len(_OF.match(text[at:last])[0])  # type: ignore[index]
        words = text[first:last]
        if words.strip() and words.strip()[0].isupper():
            yield first + len(words) - len(words.lstrip()), last - (len(words) - len(words.rstrip()))
        at = found.end() if found else end


def _signature(document: Document, found: Sequence[Held]) -> Iterator[Fact]:
    when = find_header(document.text).signed
    foot = next((one for one in found if one.label == "SIGNATURES"), None)
    at = foot.id if foot else ""
    if when is not None:
        yield _fact(document, "signed", "formula", {"day": when.day.isoformat()}, when.start, when.end, at)
        if when.place:
            # The place stands before or behind the day, in the same formula.
            place = re.compile(r"\s+".join(map(re.escape, when.place.split())))
            hit = place.search(document.text, max(0, when.start - 400), when.end + 400)
            if hit:
                yield _fact(
                    document, "place", "formula", {"place": _CITY.sub("", when.place)}, *hit.span(), at
                )
    start = when.end if when else (foot.start if foot else None)
    if start is not None:
        yield from _signatories(document, start, foot.end if foot else len(document.text), at)


def _signatories(document: Document, start: int, end: int, at: str) -> Iterator[Fact]:
    """ "For the Kingdom of X", and what stands below it: the office, the name."""
    lines = list(_lines(document.text, start, end))
    opens, ends = cues().expression("signing_for"), cues().expression("below_signatures")
    for place, (first, last) in enumerate(lines):
        found = opens.match(document.text[first:last])
        # Without capitals it is a sentence of the text.
        if found is None or not found["party"][0].isupper():
            continue
        below = []
        for low, high in lines[place + 1 : place + 1 + _LINES]:
            if opens.match(document.text[low:high]) or ends.match(document.text[low:high]):
                break
            below.append((low, high))
        value: dict[str, Any] = {"for": " ".join(groups(found)["party"].split())} | _signer(
            document.text, below
        )
        yield _fact(document, "signatory", "block", value, first, below[-1][1] if below else last, at)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines that hold words."""
    blank = cues().expression("blank")
    for found in _LINE.finditer(text, start, end):
        if not blank.match(found[0].strip()):
            yield found.span()


def _signer(text: str, lines: Sequence[tuple[int, int]]) -> dict[str, str]:
    offices = cues().expression("offices")
    value: dict[str, str] = {}
    for first, last in lines:
        words = " ".join(text[first:last].strip(" \t_*>-").split())
        for part in re.split(r",\s+(?=[A-Z])", words, maxsplit=1):
            if offices.search(part):
                value.setdefault("office", part)
            elif _NAME.fullmatch(part) and " " in part:
                value.setdefault("name", part)
    return value
