"""Persons inside one document: the full name seen once gives the bare surname, known person or not. Where the family name
stands is told by `data/cues/<lang>/names.yml`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from depositary.annotate.matching import WORD, Matcher
from depositary.annotate.names.lexicon import cues, gender
from depositary.annotate.names.mention import Mention
from depositary.model.nouns import Entity
from depositary.model.text import fold

# Two spellings of one first name by other transliteration ("Massoud", "Masud") reach this; other names do not
# ("Sergei" and "Sergey" 83, "Mohammad" and "Mohammed" 88; "Ali" and "Amir" 57).
ALIKE = 75.0
# A bare surname is taken for another spelling of a known one only when it is long and nearly the same.
SAME_SURNAME, LONG = 88.0, 7


@dataclass(frozen=True, slots=True)
class Person:
    """Who a surname stands for in this document."""

    name: str
    entity: Entity | None


def same_person(words: str, name: str) -> bool:
    """True when a first and last name as written may be another spelling of a known name."""
    here, there = fold(words).split(), fold(name).split()
    if fuzz.ratio(here[-1], there[-1]) < SAME_SURNAME:
        return False
    return any(fuzz.ratio(one, two) >= ALIKE or _initial(one, two) for one in here[:-1] for two in there[:-1])


def _initial(one: str, two: str) -> bool:
    return len(one.strip(".")) == 1 and two.startswith(one[0])


def settle(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The same mentions, with persons known only statistically tied to the known person they are a spelling
    of, and a surname taken back from a known person when another first name stands before it."""
    known = {one.entity.id: one.entity for one in mentions if one.label == "Person" and one.entity}
    for one in mentions:
        if one.label == "Person" and one.entity is None:
            match = _known(one.name, known.values())
            yield replace(one, entity=match, name=match.name, how="alias") if match else one
        else:
            yield one


def _known(name: str, persons: Iterable[Entity]) -> Entity | None:
    for item in persons:
        if " " in name and same_person(name, item.name):
            return item
        last = fold(item.name).split()[-1]
        if " " not in name and len(last) >= LONG and fuzz.ratio(fold(name), last) >= SAME_SURNAME:
            return item
    return None


def surnames(mentions: Iterable[Mention]) -> dict[str, list[tuple[int, Person]]]:
    """Folded surname to the persons it may stand for here, each with the offset from which on.

    One person, or one named in full at least twice as often as any other, has it from the start; else each
    full name takes the surname from where it stands until the next.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        words = one.name.split()
        if one.label == "Person" and len(words) > 1:
            found[_family(one, words)].append(one)
    return {last: _bearers(held) for last, held in found.items()}


def _family(one: Mention, words: Sequence[str]) -> str:
    """The family name, folded: the last word, or the first of a Chinese or Korean name."""
    first, known = fold(words[0]), cues()
    if first in known.family_first:
        state = fold(str(one.entity.props.get("country") or "") if one.entity else one.country or "")
        if state in known.family_first_states or _GIVEN.fullmatch(words[1]):
            return first
        if len(words) == 3 and first not in known.also_given:
            return first
    return _last(words)


# A given name of two syllables: "Jong-un", not the double family name "Smith-Jones".
_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")


def _last(words: Sequence[str]) -> str:
    tail = [word for word in words if fold(word).strip(".,") not in {"jr", "sr", "ii", "iii"}] or list(words)
    return fold(tail[-1].strip(".,"))


def _bearers(held: Sequence[Mention]) -> list[tuple[int, Person]]:
    counts = Counter(one.name for one in held)
    short = {name: _shortest(name, counts) for name in counts}
    merged = Counter(short[one.name] for one in held)
    people = {
        short[one.name]: Person(short[one.name], one.entity) for one in held if short[one.name] == one.name
    }
    (first, many), *rest = merged.most_common()
    if not rest or many >= 2 * rest[0][1]:
        return [(0, people[first])]
    return [(one.start, people[short[one.name]]) for one in sorted(held, key=lambda item: item.start)]


def _shortest(name: str, names: Iterable[str]) -> str:
    """The shortest of the names that this one is with something before it, or with a middle name."""
    folded = fold(name).split()
    same = [other for other in names if _is_part(fold(other).split(), folded)]
    return min(same, key=lambda other: (len(other.split()), other))


def _is_part(short: Sequence[str], name: Sequence[str]) -> bool:
    return list(name[-len(short) :]) == list(short) or (
        short[0] == name[0] and short[-1] == name[-1] and len(short) == 2
    )


def propagate(text: str, mentions: Sequence[Mention], proper: Iterable[tuple[int, int]]) -> Iterator[Mention]:
    """Bare surnames (and single first names) of persons named in full elsewhere in the text.

    `proper` are the offsets of words that the parse takes for proper nouns; a surname that is also written
    small somewhere in the text ("Young") needs to be one of them.
    """
    people = {last: held for last, held in surnames(mentions).items() if len(last) > 1}
    names = {**_first_names(mentions, people), **people}
    if not names:
        return
    firm = set(proper)
    for hit in Matcher((last.title(), held) for last, held in names.items()).find(text):
        words = text[hit.start : hit.end]
        person = next(
            (one for start, one in reversed(hit.items[0]) if start <= hit.start), hit.items[0][0][1]
        )
        if (hit.start, hit.end) in firm or not _also_small(words, text):
            start = _with_first(text, hit.start, person)
            how = "surname" if start == hit.start else "exact" if person.entity else "statistical"
            yield Mention(start, hit.end, "Person", person.name, how, person.entity, wins=True)


def _bearer(text: str, start: int, held: Sequence[tuple[int, Person]]) -> Person:
    """The last person named in full before; one whom the title before the surname ("Mr.") does not fit is
    passed over.
    """
    title = gender("", text[max(0, start - 6) : start].strip().rpartition(" ")[2])
    fitting = [(at, one) for at, one in held if title is None or gender(one.name) in (None, title)] or held
    return next((one for at, one in reversed(fitting) if at <= start), fitting[0][1])


def _with_first(text: str, start: int, person: Person) -> int:
    """The start of the first name, when the surname stands right behind it."""
    first = person.name.split()[0]
    at = start - len(first) - 1
    return at if at >= 0 and text[at:start] == first + " " else start


def _also_small(words: str, text: str) -> bool:
    """True when a surname is also a common word here ("Young")."""
    return fold(words) in cues().not_names or re.search(rf"\b{re.escape(words.lower())}\b", text) is not None


Bearers = dict[str, list[tuple[int, Person]]]


def _first_names(mentions: Iterable[Mention], people: Bearers) -> Bearers:
    """First names that the recogniser met alone as a person, when just one person here bears them."""
    alone = {
        fold(one.name) for one in mentions if one.label == "Person" and not one.known and " " not in one.name
    }
    bearers: dict[str, dict[str, Person]] = defaultdict(dict)
    for held in people.values():
        for _, person in held:
            bearers[fold(person.name.split()[0])][person.name] = person
    return {
        first: [(0, next(iter(persons.values())))]
        for first, persons in bearers.items()
        if first in alone and len(persons) == 1 and first not in people and WORD.fullmatch(first)
    }
