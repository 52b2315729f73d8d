"""Cities and regions of the world gazetteer, used as evidence: a name in it is a place only where the text treats it as one.

That is where the recogniser says so, after a preposition of place or in a dateline, or where the text adds the region or
state it lies in ("Paris, Texas"). Names that are also English words or names of persons need two of these. Persons, bodies
and states that act stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from depositary.annotate.layers import Page
from depositary.annotate.names.lexicon import cues
from depositary.annotate.names.mention import Lines, Mention, touching
from depositary.annotate.names.which import (
    Setting,
    choose,
    contained,
    entity_of,
    holds_places,
    is_state,
    likeliest,
)
from depositary.model import cities
from depositary.model.cities import Spot, key
from depositary.model.text import fold

_PIECE = r"[A-Z\u00c0-\u00de](?:[\w’'-]|(?<=\b(?:St|Ft|Mt))\.)*"
_LINK = r"(?:de|del|da|do|dos|di|la|las|los|el|al|ez|of|upon|on|am|an|e)"
_NAME = rf"{_PIECE}(?:[ \u00a0-](?:{_LINK}[ \u00a0-])?{_PIECE}){{0,3}}"
# Prepositions that make a word a place by themselves, and those that may stand before persons and bodies too.
_FIRM = frozenset({"in", "near", "outside"})
_AFTER = re.compile(
    rf"\b(in|near|outside|at|from|to|around|across|via|[Ii]nside|In|Near|Outside|At|From)[ \u00a0]({_NAME})"
)
_COMMA = re.compile(r"(?<=\w),[ \u00a0](?=[A-Z])")
_BEFORE = re.compile(rf"(?:{_NAME})$")
_CONTAINER = re.compile(rf"(?:[A-Z]\.){{2,3}}|{_NAME}")
# No name of a place before a comma is longer than this, in characters.
_LONGEST = 45
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"[ \t]*({_NAME})(?:, {_NAME}\.?)?(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})?)?"
    r"(?P<agency> ?\([A-Z][\w ./]{1,30}\))?(?:,? [A-Z]{2,6})? ?(?:—|–|--| - |-(?= ))"
)
_REGION_WORD = re.compile(
    r"[ \u00a0](?:province|oblast|governorate|region|state|krai|prefecture|county)\b", re.IGNORECASE
)
# Spans of the recogniser that a preposition of place does not overrule.
_NOT_PLACES = frozenset(
    {"PERSON", "NORP", "LAW", "LANGUAGE", "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "EVENT"}
)


def located(page: Page, lines: Lines, found: list[Mention]) -> list[Mention]:
    """The mentions with places resolved, and the places added that the recogniser did not see; in text order."""
    setting = _setting(found)
    starts = [one.start for one in found]
    added: list[Mention] = []
    told = (
        *_within(page, found, starts, setting),
        *_standing(page, lines, found, starts),
        *_beside(page, found, starts),
        *_known_alone(page, lines, found, starts),
    )
    for start, end in told:
        near = touching(found, starts, Mention(start, end, "Place", "", ""))
        if not near:
            added.append(Mention(start, end, "Place", page.text[start:end], "statistical"))
        elif len(near) == 1 and (near[0].start, near[0].end) == (start, end) and not near[0].known:
            near[0].label = "Place"
    _turn(found, setting)
    made = sorted([*found, *_apart(added)], key=lambda one: one.start)
    for one in made:
        _resolve(page.text, one, setting)
    return made


def _apart(added: Iterable[Mention]) -> Iterator[Mention]:
    last = 0
    for one in sorted(added, key=lambda item: (item.start, -item.end)):
        if one.start >= last:
            last = one.end
            yield one


def _setting(found: Iterable[Mention]) -> Setting:
    setting = Setting()
    for one in found:
        if one.label in ("Country", "Person") and one.country:
            setting.countries.add(one.country)
        elif one.label == "Place" and one.entity is None:
            likely = likeliest(one.name)
            if likely is not None and likely.is_region:
                setting.regions.add(likely.region or likely.id)
                setting.countries.add(likely.country)
    return setting


# ---- evidence in the text


def _within(
    page: Page, found: list[Mention], starts: list[int], setting: Setting
) -> Iterator[tuple[int, int]]:
    """ "City, Region" and "City, State". What the text explains once holds for the document."""
    for comma in _COMMA.finditer(page.text):
        holds = _container(page.text, comma.end())
        line = page.text[max(0, comma.start() - _LONGEST) : comma.start()] if holds else ""
        before = _BEFORE.search(line)
        told = next(_inside(before[0], holds), None) if before else None
        if told is None:
            continue
        words, spot, region = told
        start, end = comma.start() - len(words), comma.start()
        near = touching(found, starts, Mention(start, end, "Place", "", ""))
        if any(one.label in ("Country", "Person") and not one.seat and one.known for one in near):
            continue
        setting.explained.setdefault(key(words), spot)
        setting.countries.add(spot.country)
        if region:
            setting.regions.add(region.id)
            if is_state(region.name):
                setting.explained.setdefault(key(region.name), region)
        yield start, end


def _container(text: str, at: int) -> tuple[str, ...]:
    """Names of states and regions that begin here, the longest first."""
    found = _CONTAINER.match(text, at)
    heads = tuple(_heads(found[0])) if found else ()
    return tuple(
        one for one in heads if holds_places(one) and (len(one.replace(".", "")) > 3 or one.isupper())
    )


def _inside(before: str, holds: tuple[str, ...]) -> Iterator[tuple[str, Spot, Spot | None]]:
    """The last words before a comma that are a place in what stands behind it."""
    for container in holds:
        for words in _tails(before):
            told = contained(words, container)
            if told:
                yield words, *told


def _heads(words: str) -> Iterator[str]:
    """ "New York State", "New York", "New": the words from the left."""
    pieces = words.split(" ")
    for end in range(len(pieces), 0, -1):
        yield " ".join(pieces[:end])


def _tails(words: str) -> Iterator[str]:
    """ "Mayor Salt Lake City", "Salt Lake City", "Lake City", "City": the words from the right."""
    pieces = words.split(" ")
    for first in range(len(pieces)):
        yield " ".join(pieces[first:])


def _standing(page: Page, lines: Lines, found: list[Mention], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Cities after a preposition of place, and in the dateline of a paragraph."""
    for hit in _AFTER.finditer(page.text):
        spots = cities.named(hit[2])
        if spots and not spots[0].mark and _is_goal(page, lines, found, starts, hit):
            yield hit.span(2)
    for paragraph in page.paragraphs:
        line = _DATELINE.match(page.text, paragraph.start, min(paragraph.end, paragraph.start + 90))
        if line and (line["agency"] or line[1].isupper()) and cities.named(line[1]):
            yield line.span(1)


_AND = rf"(?:,? (?:and|or|&) |, )(?={_PIECE})"
_LISTED = re.compile(rf"{_NAME}(?:{_AND}{_NAME})+")
_ITEM = re.compile(_NAME)


def _beside(page: Page, found: list[Mention], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Cities named in a row with a place: "in Bergen, Tromso and Narvik"."""
    for row in _LISTED.finditer(page.text):
        items = [(row.start() + one.start(), row.start() + one.end()) for one in _ITEM.finditer(row[0])]
        near = {item: touching(found, starts, Mention(*item, "Place", "", "")) for item in items}
        if not any(_is_place(one, *item) for item, held in near.items() for one in held):
            continue
        for start, end in items:
            spots = cities.named(page.text[start:end])
            if spots and not spots[0].mark and all(_is_open(one, start, end) for one in near[start, end]):
                yield start, end


def _is_place(one: Mention, start: int, end: int) -> bool:
    return one.label == "Place" and one.known and (one.start, one.end) == (start, end)


def _is_open(one: Mention, start: int, end: int) -> bool:
    """True for a name of just these words that the recogniser alone takes for a body."""
    return one.label in ("Organization", "Place") and not one.known and (one.start, one.end) == (start, end)


def _known_alone(page: Page, lines: Lines, found: list[Mention], starts: list[int]) -> Iterator[tuple[int, int]]:
    """Large cities and regions that nobody took for anything, and those of any size that something is based in."""
    for hit in _ITEM.finditer(page.text):
        words = hit[0].removeprefix("The ")
        start, based = hit.end() - len(words), words.endswith("-based")
        words = words.removesuffix("-based")
        spots = cities.named(words)
        if not spots or spots[0].mark or not (based or spots[0].population >= _LARGE):
            continue
        end = start + len(words)
        if touching(found, starts, Mention(start, end, "Place", "", "")):
            continue
        at = lines.at(start, end)
        if at is not None and all(one.pos_ == "PROPN" and one.ent_type_ not in _NOT_PLACES for one in at[1]):
            yield start, end


def _is_goal(page: Page, lines: Lines, found: list[Mention], starts: list[int], hit: re.Match[str]) -> bool:
    """True when the name is the object of the preposition, nothing else there says that it is no place, and it is not also
    written small here."""
    start, end = hit.span(2)
    near = touching(found, starts, Mention(start, end, "Place", "", ""))
    if near and (len(near) > 1 or near[0].known or near[0].role or hit[1].lower() not in _FIRM):
        return False
    at = lines.at(start, end)
    if at is None or re.search(rf"\b{re.escape(hit[2].lower())}\b", page.text):
        return False
    tokens = at[1]
    words = {fold(token.text) for token in tokens}
    if words & (cues().not_names | cues().office_words | cues().masculine_names | cues().feminine_names):
        return False
    barred = _NOT_PLACES - {"PERSON"} if near else _NOT_PLACES
    return (
        tokens.root.dep_ == "pobj" and tokens.root.pos_ == "PROPN"
        and not any(token.ent_type_ in barred for token in tokens)
    )  # fmt: skip


# ---- giving mentions their place


def _turn(found: Iterable[Mention], setting: Setting) -> None:
    """Make places of names that are none so far: large places that the recogniser took for something else, and states and
    capitals of which the text says that another place of the name is meant."""
    spoken = {one.country for one in found if one.label == "Country" and (one.seat or one.use == "adjective")}
    for one in found:
        told = setting.explained.get(key(one.seat or one.name))
        if _bears_no_other(one):
            one.label = "Place"
        elif told is None or one.label != "Country" or one.use == "adjective" or one.country == told.country:
            continue
        elif one.seat or one.country not in spoken:
            one.label, one.how, one.actor, one.entity, one.seat = "Place", "statistical", False, None, None


# From this many inhabitants on a name of several words is known for the place and nothing else ("New Jersey").
_LARGE = 1_000_000


def _bears_no_other(one: Mention) -> bool:
    """True for a name of several words that the recogniser took for a person or body and that is a large place."""
    if one.known or one.role or one.label not in ("Person", "Organization") or " " not in one.name:
        return False
    return any(item.population >= _LARGE and not item.mark for item in cities.named(one.name))


def _resolve(text: str, one: Mention, setting: Setting) -> None:
    """Set entity, name and country of a place that the world gazetteer knows better than what is held."""
    if one.label != "Place":
        return
    words = text[one.start : one.end]
    spots = _spots(text, one, words)
    spot = choose(spots, setting, words) if spots else None
    doubtful = spot is not None and spot.mark and spot.population < _LARGE
    if spot is None or (one.entity is None and doubtful and not _firm(text, one, setting, words)):
        return
    if one.entity is not None and not _better(one, spots, spot):
        return
    if one.entity is None:
        one.how = "exact" if key(words) == key(spot.name) else "alias"
    one.entity = entity_of(spot)
    one.name, one.country = one.entity.name, spot.country


def _spots(text: str, one: Mention, words: str) -> list[Spot]:
    """Places that the words may mean; where a word for a region stands in or behind them, regions only."""
    spots = list(cities.named(words))
    if not spots and text[max(0, one.start - 2) : one.start].strip() == ",":
        return list(cities.regions_named(words))
    bare = _REGION_WORD.sub("", words)
    if not spots and bare != words:
        return [item for item in cities.named(bare) if item.is_region]
    if _REGION_WORD.match(text, one.end):
        return [item for item in spots if item.is_region] or spots
    return spots


def _better(one: Mention, spots: list[Spot], spot: Spot) -> bool:
    """True when a known city is not the one meant: another country's, and the known one is among those weighed."""
    held = one.entity.props if one.entity else {}
    country = held.get("country")
    weighed = any(item.country == country and not item.is_region for item in spots)
    return held.get("kind") in ("city", "port") and weighed and spot.country != country


def _firm(text: str, one: Mention, setting: Setting, words: str) -> bool:
    """True for a doubtful name after a preposition of place, or that the text explains."""
    before = text[max(0, one.start - 12) : one.start].lower().split()
    return key(words) in setting.explained or (
        bool(before) and before[-1] in _FIRM | {"at", "from", "to", "of"}
    )
