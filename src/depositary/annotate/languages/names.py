"""Names of a language: those of its table and the case, offices and bodies with their state, then what a recogniser reads.

Offsets are those of the plain copy until `spans` gives the layer. A name in another script is joined to the case by its
aliases, by its spelling, or by the office it goes with; else it stays as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from depositary.annotate.languages.copies import Copy
from depositary.annotate.languages.cues import body, plain
from depositary.annotate.languages.declension import inflects
from depositary.annotate.languages.spelling import form, forms, rules, spellings
from depositary.annotate.layers import Page
from depositary.annotate.matching import Hit, Matcher
from depositary.annotate.names.lexicon import Reading, readings
from depositary.annotate.names.mention import Mention
from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.nouns import Entity, Offsets, Span
from depositary.model.tables import read_table, split

SPEAKERS = ("Person", "Country", "Organization", "PublicBody", "Company")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A shorter last word may be a common one.
_SURNAME = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the making. `nominative`: its form is one that a subject may have. `state`: what a capital may stand for.
    `office`: a person named by the office alone."""

    start: int
    end: int
    label: str
    name: str
    how: str
    entity: Entity | None = None
    use: str = "name"
    country: str | None = None
    nominative: bool = True
    role: Offsets | None = None
    state: Entity | None = None
    office: bool = False

    def span(self, page: Page, copy: Copy) -> Span:
        """The span of the layer."""
        start, end = copy.back(self.start, self.end)
        role = copy.back(*self.role) if self.role else None
        words = " ".join(page.text[slice(*role)].split()) if role else None
        return Mention(
            start, end, self.label, self.name, self.how, self.entity, self.use, role=words, role_at=role,
            country=self.country, seat=self.name if self.state else None,
        ).span(page)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a phrase stands for, and the phrase as it is written."""

    reading: Reading
    phrase: str
    state: Entity | None = None


@cache
def _general(lang: str) -> tuple[tuple[str, Known], ...]:
    """Names of states, groups and capitals by the table of a language."""
    found: list[tuple[str, Known]] = []
    seats: list[tuple[str, Known]] = []
    held = gazetteer.by_key()
    places = {item.name: item for item in gazetteer.places()}
    for row in read_table(gazetteer.GAZETTEER / "names" / f"{lang}.tsv"):
        entity = held[row["key"]]
        found += [(name, Known(Reading(entity, "exact"), name)) for name in split(row["names"])]
        found += [(name, Known(Reading(entity, "alias", "adjective"), name)) for name in split(row["adjectives"])]
        capital = places.get(str(entity.props.get("capital") or ""))
        if capital is not None:
            seats += [(name, Known(Reading(capital, "exact"), name, entity)) for name in split(row["capital"])]
        seats += [(name, Known(Reading(entity, "alias", "seat", name), name, entity)) for name in split(row.get("seats") or "")]
    return (*found, *seats)  # a name that is both is the state's


def _of_case(case: Case | None) -> Iterator[tuple[str, Known]]:
    for item in case.entities if case else ():
        for phrase, reading in readings(item):
            used = replace(reading, use="adjective") if _small(phrase) and item.schema == "Country" else reading
            capital = used.use in ("city", "seat")
            yield phrase, Known(used, phrase, item if capital else None)


def _small(phrase: str) -> bool:
    """True for an alias in small letters of a script that has large ones: of a state that is its adjective."""
    return phrase[:1].islower()


_made: list[tuple[tuple[Entity, ...] | None, dict[str, Matcher[Known]]]] = []


def matcher(case: Case | None, lang: str) -> Matcher[Known]:
    """The names of a language with those of a case; those of the last case are kept."""
    known = case.entities if case else None
    if not _made or _made[0][0] is not known:
        _made[:] = [(known, {})]
    held = _made[0][1]
    if lang not in held:
        held[lang] = Matcher(_pairs(case, lang))
    return held[lang]


def _pairs(case: Case | None, lang: str) -> Iterator[tuple[str, Known]]:
    inflected = body(lang, "names")["inflected"]
    for phrase, known in (*_of_case(case), *_general(lang)):
        for one in _inflected(plain(phrase, lang)) if inflected else (plain(phrase, lang),):
            if len(one) > 1:
                yield one, replace(known, phrase=plain(phrase, lang))


def _inflected(phrase: str) -> Iterator[str]:
    """The phrase with the case forms that the matcher cannot fold: of one short word."""
    yield phrase
    if " " in phrase or len(phrase) > 4 or not re.fullmatch(r"[А-Я][а-я]+", phrase):
        return
    if phrase[-1] in "ая":
        yield from (phrase[:-1] + ending for ending in ("ы", "и", "е", "у", "ю", "ой", "ей"))
    elif phrase[-1] not in "еиоуыэю":
        yield from (phrase.rstrip("ь") + ending for ending in ("а", "у", "ом", "е", "я", "ю", "и"))


def found(page: Page, copy: Copy, lang: str) -> list[Name]:
    """Names of the tables in text order, then those joined by their spelling."""
    decoys = list(_decoys(lang).find(copy.text))
    held = [
        _known(hit, copy)
        for hit in _hits(page.case, copy, lang)
        if not _measures(copy.low, hit) and not any(_part(hit, other) for other in decoys)
    ]
    dated = [copy.forth(one.start, one.end) for one in page.layer("times")]
    held = [one for one in held if not any(start < one.end and one.start < end for start, end in dated)]
    held += _spelt(page.case, copy, lang, held)
    held = [one for one in held if not _another(copy, lang, one, held)]
    return sorted([*held, *_surnames(copy, lang, held)], key=lambda one: one.start)


def bears(one: Name, word: str, lang: str) -> bool:
    """True for a word that stands in a name of the person, in some case or by its spelling."""
    if one.entity is None:
        return True
    names = {part for name in (one.entity.name, *one.entity.aliases) for part in name.split()}
    if any(inflects(plain(part, lang), word, lang) for part in names if not part.isascii()):
        return True
    spelt = set(forms(word, lang))
    return any(form(part, lang) in spelt for part in names if part.isascii())


_BEFORE = re.compile(r"(?<!\w)([А-ЯЁ][а-яё]+)(?: ([А-ЯЁ][а-яё]+(?:вич|вич[аеу]|вичем|вн[аеыу]|вной)))? $")
_OPENS = re.compile(r"(?:^|[.!?…»\"\n])\s*[«\"—–-]?\s*$")


def _another(copy: Copy, lang: str, one: Name, held: Sequence[Name]) -> bool:
    """True for a surname behind a first name that the person does not bear: somebody else. A word in a capital at the start
    of a sentence may be any word, and tells nothing."""
    if one.label != "Person" or " " in copy.text[one.start : one.end]:
        return False
    before = _BEFORE.search(copy.text, max(0, one.start - 60), one.start)
    if before is None or any(other.start < one.start and before.start(1) < other.end for other in held):
        return False
    if _OPENS.search(copy.text, max(0, before.start() - 8), before.start()) or _is_head(before[1], lang):
        return False
    return not bears(one, before[1], lang)


@cache
def _is_head(word: str, lang: str) -> bool:
    raw = body(lang, "names")
    phrases = [*(one for many in raw["offices"].values() for one in many), *raw["voices"], *raw["titles"]]
    return any(inflects(part, word, lang) for phrase in phrases for part in phrase.split())


def _surnames(copy: Copy, lang: str, held: Sequence[Name]) -> Iterator[Name]:
    """The last word of a person named in full, wherever else it stands behind that; none where two persons share it."""
    full: dict[str, list[Name]] = {}
    for one in held:
        words = copy.text[one.start : one.end].split()
        if one.label == "Person" and len(words) > 1 and len(words[-1]) >= _SURNAME and one.nominative:
            full.setdefault(words[-1], []).append(one)
    taken, inflected = _places(held), body(lang, "names")["inflected"]
    for word in _WORD.finditer(copy.text) if full else ():
        for surname, persons in full.items():
            alone = len({one.name for one in persons}) == 1 and persons[0].end <= word.start() not in taken
            straight = word[0] == surname
            if alone and (straight or (inflected and word[0][0].isupper() and inflects(surname, word[0], lang))):
                yield replace(persons[0], start=word.start(), end=word.end(), how="alias", nominative=straight)
                break


def _hits(case: Case | None, copy: Copy, lang: str) -> Iterator[Hit[Known]]:
    """Hits with what their words may stand for: "Niger" and "Nigeria" are one in Russian when their endings are left out."""
    for hit in matcher(case, lang).find(copy.text):
        words = copy.text[hit.start : hit.end]
        plus = copy.text[hit.end : hit.end + 1] == "+"  # a group and its wider one may differ by this mark alone
        items = tuple(one for one in hit.items if inflects(one.phrase, words, lang) and one.phrase.endswith("+") == plus)
        if items:
            yield replace(hit, items=items)


@cache
def _decoys(lang: str) -> Matcher[str]:
    return Matcher((one, one) for one in body(lang, "names")["not_names"])


def _part(one: Hit[Known], other: Hit[str]) -> bool:
    """True for a name that is only a part of the other's words, or overlaps them."""
    return one.start < other.end and other.start < one.end and one.end - one.start < other.end - other.start


_FIGURE_BEHIND = re.compile(r" \d")


def _measures(low: str, hit: Hit[Known]) -> bool:
    """True for a word with a number behind it: a state is not counted, and its name may be another word ("diameter 56 inch")."""
    person = any(known.reading.entity.schema == "Person" for known in hit.items)
    return not person and len(low[hit.start : hit.end]) <= 4 and _FIGURE_BEHIND.match(low, hit.end) is not None


def _known(hit: Hit[Known], copy: Copy) -> Name:
    first = hit.items[0]
    seat = next((one for one in hit.items if one.state is not None), None)
    reading, words = first.reading, copy.low[hit.start : hit.end]
    nominative = any(one.phrase.lower() == words for one in hit.items)
    country = _country(reading.entity)
    if seat is not None and (first is seat or first.reading.entity.schema == "Place"):
        place = seat.reading.entity if seat.reading.entity.schema == "Place" else None
        name = place.name if place else seat.reading.words
        return Name(hit.start, hit.end, "Place", name, "exact", place, "city", country, nominative, state=seat.state)
    entity = reading.entity
    return Name(hit.start, hit.end, entity.schema, entity.name, reading.how, entity, reading.use, country, nominative)


def _country(entity: Entity) -> str | None:
    if entity.schema == "Country":
        return str(entity.props["key"])
    return str(entity.props.get("country") or "") or None


def _places(held: Sequence[Name]) -> set[int]:
    return {place for one in held for place in range(one.start, one.end)}


def _spelt(case: Case | None, copy: Copy, lang: str, held: Sequence[Name]) -> Iterator[Name]:
    """Names of the case by their spelling, in words that no other name covers."""
    index, large = spellings(case, lang), body(lang, "names")["capitals"]
    taken = _places(held)
    free = [
        word
        for word in _WORD.finditer(copy.text)
        if (not large or word[0][0].isupper()) and word.start() not in taken and word.end() - 1 not in taken
    ]
    done = -1
    for number, word in enumerate(free):
        if word.start() < done:
            continue
        for size in (3, 2, 1):
            row = free[number : number + size]
            if len(row) < size or any(copy.text[a.end() : b.start()] != " " for a, b in pairwise(row)):
                continue
            entity = index.meant([part[0] for part in row])
            if entity is not None:
                done = row[-1].end()
                country, straight = _country(entity), _as_named(row, lang)
                yield Name(word.start(), done, entity.schema, entity.name, "alias", entity, "name", country, straight)
                break


def _as_named(row: Sequence[re.Match[str]], lang: str) -> bool:
    """A surname may be its own genitive in form; a name spelt without an ending is taken for the nominative."""
    endings = [one for one in rules(lang).endings if one]
    return not endings or not any(row[0][0].endswith(one) for one in endings) or len(row) == 1


