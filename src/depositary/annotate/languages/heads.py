"""Words of office and of bodies with the state they belong to, and the person who stands beside them.

"The energy minister of X" is a name where the case knows one who holds that office, or has it for a name; so is "the foreign
ministry of X". Beside a person the words are the role. What no table knows is kept as a voice without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.cues import any_of, body
from depositary.annotate.languages.declension import inflects
from depositary.annotate.languages.names import Name
from depositary.annotate.layers import Page
from depositary.annotate.matching import Matcher
from depositary.annotate.names.offices import office_at
from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.nouns import Entity, Offsets
from depositary.model.text import fold

VOICE = "Voice"
# The name of a paper or firm in inverted commas, at most four words.
_TITLE = re.compile(r" [«\"“]([^\W\d_a-zа-я][^\s«»\"”]*(?: [^\s«»\"”]+){0,3})[»\"”]")


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    english: tuple[str, ...]
    phrase: str


@cache
def _heads(lang: str) -> Matcher[_Head]:
    raw = body(lang, "names")
    made: Matcher[_Head] = Matcher(())
    for office, phrases in raw["offices"].items():
        for phrase in phrases:
            made.add(phrase, _Head("office", (f"{office} of {{state}}", f"{{adjective}} {office}"), phrase))
    for phrases, templates in raw["bodies"]:
        for phrase in phrases:
            made.add(phrase, _Head("body", tuple(templates), phrase))
    for phrase in raw["voices"]:
        made.add(phrase, _Head("voice", (), phrase))
    return made


@cache
def _sent(lang: str) -> re.Pattern[str]:
    return re.compile(rf" {any_of(body(lang, 'names')['sent'])} ")


def composed(page: Page, copy: Copy, lang: str, names: Sequence[Name]) -> list[Name]:
    """The names with offices and bodies made of them; voices without a name among them, labelled `VOICE`."""
    held = sorted(names, key=lambda one: one.start)
    for hit in reversed(list(_heads(lang).find(copy.text))):  # what stands behind a head is made before it
        heads = tuple(one for one in hit.items if inflects(one.phrase, copy.text[hit.start : hit.end], lang))
        around = [one for one in held if one.start < hit.end and hit.start < one.end]
        if around or not heads:
            continue  # the case has a name for it
        made, used = _made(page, copy, lang, hit.start, hit.end, heads, held)
        held = sorted([*(one for one in held if all(one is not other for other in used)), *made], key=lambda one: one.start)
    return held


def places(copy: Copy, lang: str) -> list[Offsets]:
    """Where heads stand: what a recogniser reads there is made of them."""
    return [(hit.start, hit.end) for hit in _heads(lang).find(copy.text)]


def _made(
    page: Page, copy: Copy, lang: str, start: int, end: int, heads: Sequence[_Head], held: Sequence[Name]
) -> tuple[list[Name], list[Name]]:
    """What a head gives, and the names that are now part of it."""
    head, raw = heads[0], body(lang, "names")
    straight = any(copy.low[start:end] == one.phrase.lower() and one.phrase not in raw["oblique"] for one in heads)
    nominative = straight or not raw["inflected"]
    used: list[Name] = []
    state: Name | None = None
    before = _ending(held, start - 1) if raw["adjective_first"] and copy.text[start - 1 : start] == " " else None
    if before is not None and before.use == "adjective" and before.label == "Country":
        state, start = before, before.start
        used.append(before)
    after = _starting(held, end + 1) if state is None and copy.text[end : end + 1] == " " else None
    if after is not None and after.label == "Country" and (after.use == "name" or not raw["adjective_first"]):
        state, end = after, after.end
        used.append(after)
    away = _sent(lang).match(copy.low, end) if state is not None and head.kind == "office" else None
    host = _starting(held, away.end()) if away else None
    if host is not None and host.use != "adjective" and (host.label == "Country" or host.state is not None):
        end = host.end
        used.append(host)
    person = _starting(held, end + 1) if copy.text[end : end + 1] == " " else None
    if person is not None and _bears(person) and head.kind != "body":
        country = person.country or (state.country if state else None)
        whole = replace(person, start=start, role=(start, end), country=country, nominative=nominative)
        return [whole], [*used, person]
    named = _ending(held, start - 2) if copy.text[start - 2 : start] in (", ", "، ", "» ", '" ') else None
    named = named or (_ending(held, start - 1) if not raw["inflected"] and copy.text[start - 1 : start] == " " else None)
    if named is not None and _bears(named) and head.kind != "body":
        country = named.country or (state.country if state else None)
        return [replace(named, role=(start, end), country=country)], [*used, named]
    guest = None if host is None else host.state or (host.entity if host.label == "Country" else None)
    return [_nameless(page, copy, lang, (start, end), heads, state, guest, nominative, held, used)], used


def _bears(person: Name) -> bool:
    """True for a person named by a name, who has no role yet: such a one may bear the office beside it."""
    return person.label == "Person" and person.role is None and not person.office


def _nameless(
    page: Page, copy: Copy, lang: str, at: Offsets, heads: Sequence[_Head], state: Name | None, host: Entity | None,
    nominative: bool, held: Sequence[Name], used: list[Name],
) -> Name:  # fmt: skip
    """An office or body by itself: the entity that the case knows by it, else the words as they stand."""
    start, end = at
    country = state.country if state else None
    if state is not None and state.entity is not None:
        entity = _lookup(page, heads, state.entity, host)
        if entity is not None:
            return Name(
                start, end, entity.schema, entity.name, "alias", entity, country=country, nominative=nominative, office=True
            )
    if heads[0].kind == "body" and state is not None:
        words = _words(page, copy, start, end)
        return Name(start, end, "Organization", words, "statistical", country=country, nominative=nominative)
    title = _TITLE.match(copy.text, end)
    if heads[0].kind == "voice" and title is not None:
        used.extend(one for one in held if end < one.start < title.end() and one not in used)
        return Name(start, title.end(), "Organization", title[1], "statistical", country=country, nominative=nominative)
    beside = _starting(held, end + 1) if copy.text[end : end + 1] == " " else None
    genitive = beside is not None and not (beside.nominative and body(lang, "names")["inflected"])
    if beside is not None and (beside.label != "Person" or (beside.office and genitive)):
        end = beside.end
        used.append(beside)
        country = country or beside.country
    return Name(start, end, VOICE, _words(page, copy, start, end), "unresolved", country=country, nominative=nominative)


def _words(page: Page, copy: Copy, start: int, end: int) -> str:
    first, last = copy.back(start, end)
    return " ".join(page.text[first:last].split())


def _starting(held: Sequence[Name], place: int) -> Name | None:
    return next((one for one in held if one.start == place), None)


def _ending(held: Sequence[Name], place: int) -> Name | None:
    return next((one for one in held if one.end == place), None)


def _lookup(page: Page, heads: Sequence[_Head], state: Entity, host: Entity | None) -> Entity | None:
    """The one entity of the case that an office or body of a state is a name of."""
    if page.case is None:
        return None
    names, adjectives = (state.name, f"the {state.name}"), gazetteer.listed(state.props.get("adjectives") or "")
    wanted = {
        fold(template.format(state=name, adjective=adjective))
        for head in heads
        for template in head.english
        for name in names
        for adjective in (adjectives or ("",))
    }
    wanted |= {f"{one} to {fold(host.name)}" for one in wanted} if host is not None else set()
    by_name = _index(page.case)
    found = {by_name[one].id: by_name[one] for one in sorted(wanted) if one in by_name}
    found = found or {one.id: one for one in _holders(page, wanted)}
    return next(iter(found.values())) if len(found) == 1 else None


_indexed: list[tuple[tuple[Entity, ...], dict[str, Entity]]] = []


def _index(case: Case) -> dict[str, Entity]:
    if not _indexed or _indexed[0][0] is not case.entities:
        made = {fold(name): item for item in reversed(case.entities) for name in (*item.aliases, item.name)}
        _indexed[:] = [(case.entities, made)]
    return _indexed[0][1]


def _holders(page: Page, wanted: set[str]) -> Iterator[Entity]:
    """Persons of the case who held one of these offices on the day of the document."""
    dated = page.document.published or page.document.written
    day = dated.start if dated else None
    for item in page.case.entities if page.case else ():
        held = office_at(item, day) if item.schema == "Person" else None
        if held is not None and fold(str(held.get("office") or "")) in wanted:
            yield item
