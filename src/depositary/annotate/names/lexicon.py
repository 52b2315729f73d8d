"""The names that are known before reading: those of the case first, then states, groups, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from depositary.annotate.matching import Matcher
from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.nouns import Entity, entity
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold

CUES = DATA / "cues" / "en" / "names.yml"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase may stand for. `use` is name, adjective, city or seat; `how` exact, alias or surname."""

    entity: Entity
    how: str
    use: str = "name"
    words: str = ""


def readings(item: Entity) -> Iterator[tuple[str, Reading]]:
    """Every phrase of an entity with its reading."""
    yield item.name, Reading(item, "exact")
    for alias in item.aliases:
        yield alias, Reading(item, "surname" if _is_surname(alias, item) else "alias")
    for word in dict.fromkeys((*_several(item, "adjectives"), *_several(item, "demonyms"))):
        if word not in item.aliases:
            yield word, Reading(item, "alias", "adjective")
    capital = str(item.props.get("capital") or "")
    for word in dict.fromkeys((*((capital,) if capital else ()), *_several(item, "metonyms"))):
        if fold(word) != fold(item.name):
            yield word, Reading(item, "alias", "city" if word == capital else "seat", word)


def _several(item: Entity, column: str) -> tuple[str, ...]:
    return gazetteer.listed(item.props.get(column) or "")


def _is_surname(alias: str, item: Entity) -> bool:
    return item.schema == "Person" and " " not in alias and fold(item.name).endswith(fold(alias))


@cache
def general() -> Matcher[Reading]:
    """States, groups and places of the general gazetteer."""
    return _matcher((*gazetteer.states(), *gazetteer.groups(), *gazetteer.places()))


def _matcher(entities: tuple[Entity, ...]) -> Matcher[Reading]:
    made = Matcher(pair for item in entities for pair in readings(item) if len(pair[0]) > 1)
    for words in read_yaml(CUES)["peoples"]:
        made.add(words, Reading(entity("Group", words), "exact"))
    return made


_held: list[tuple[tuple[Entity, ...], Matcher[Reading]]] = []


def lexicon(case: Case | None) -> Matcher[Reading]:
    """The matcher of a case, with the general gazetteer behind it; the last one built is kept."""
    if case is None:
        return general()
    if not _held or _held[0][0] is not case.entities:
        made = _matcher((*case.entities, *gazetteer.states(), *gazetteer.groups(), *gazetteer.places()))
        _held[:] = [(case.entities, made)]
    return _held[0][1]


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around names; all folded."""

    honorifics: frozenset[str]
    short_offices: frozenset[str]
    offices: Matcher[str]
    office_words: frozenset[str]
    modifiers: frozenset[str]
    bodies: dict[str, str]
    place_prepositions: frozenset[str]
    state_prepositions: frozenset[str]
    motion_verbs: frozenset[str]
    motion_nouns: frozenset[str]
    event_nouns: frozenset[str]
    not_names: frozenset[str]
    starters: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    masculine_names: frozenset[str]
    feminine_names: frozenset[str]
    family_first: frozenset[str]
    family_first_states: frozenset[str]
    also_given: frozenset[str]


@cache
def cues() -> Cues:
    """The cue words of English, with the words of office of the gazetteer added."""
    body = read_yaml(CUES)
    forms = {str(form): str(form) for form in body["person_nouns"]}
    forms |= {form: office.key for office in gazetteer.offices() for form in office.forms}
    plural = {_plural(form): key for form, key in forms.items()}
    sets = {name: frozenset(fold(str(word)) for word in body[name]) for name in _SETS}
    bodies = {fold(word): schema for schema, words in body["body_nouns"].items() for word in words}
    offices = Matcher((fold(form), key) for form, key in {**plural, **forms}.items())
    return Cues(offices=offices, office_words=frozenset(map(fold, forms)), bodies=bodies, **sets)


_SETS = (
    "honorifics",
    "short_offices",
    "modifiers",
    "place_prepositions",
    "state_prepositions",
    "motion_verbs",
    "motion_nouns",
    "event_nouns",
    "not_names",
    "starters",
    "masculine",
    "feminine",
    "masculine_names",
    "feminine_names",
    "family_first",
    "family_first_states",
    "also_given",
)


@cache
def any_of(*names: str) -> frozenset[str]:
    """The words of several lists of cues, joined once."""
    return frozenset().union(*(getattr(cues(), name) for name in names))


def gender(name: str, *beside: str) -> str | None:
    """ "m" or "f" by titles and words of office beside a name, else by a first name that one sex bears;
    else None.
    """
    held = {fold(word).strip(".") for word in beside}
    first = fold(name).split(maxsplit=1)[0] if " " in name else ""
    for words, names, letter in (
        (cues().masculine, cues().masculine_names, "m"),
        (cues().feminine, cues().feminine_names, "f"),
    ):
        if held & words:
            return letter
        if first in names and not held & any_of("masculine", "feminine"):
            return letter
    return None


def _plural(form: str) -> str:
    """The regular plural of the head: that of the first word before "of" or "general", else of the last."""
    words = form.split(" ")
    head = next((n for n, word in enumerate(words) if word in ("of", "general", "in")), len(words)) - 1
    word = words[max(head, 0)]
    made = (
        word[:-3] + "men"
        if word.endswith("man")
        else word[:-1] + "ies"
        if word.endswith("ary")
        else word + "s"
    )
    return " ".join([*words[: max(head, 0)], made, *words[max(head, 0) + 1 :]])
