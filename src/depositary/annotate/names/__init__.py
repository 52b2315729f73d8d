"""The layer `names`: who and what is named, gazetteer first, recogniser second.

`find_names(text, case)` needs no parse and gives what the gazetteers know; the annotator adds names of the
recogniser, surnames and short forms inside the document, the description beside a person, and whether a
capital means its state.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from depositary.annotate.layers import Page, annotator
from depositary.annotate.matching import Hit
from depositary.annotate.names.actors import acts, is_actor
from depositary.annotate.names.lexicon import Reading, cues, lexicon
from depositary.annotate.names.mention import Lines, Mention, chosen, touching
from depositary.annotate.names.offices import office_at
from depositary.annotate.names.persons import same_person, settle
from depositary.annotate.names.places import located
from depositary.annotate.names.roles import role_of, titled
from depositary.annotate.names.statistical import in_title_case, mention, phrases, statistical
from depositary.annotate.names.whole import spread
from depositary.annotate.tokens import Stretch
from depositary.model import gazetteer
from depositary.model.case import Case
from depositary.model.nouns import Span
from depositary.model.text import fold

__all__ = ["find_names", "names", "office_at"]

FACILITIES = frozenset({"port", "airport", "plant", "nuclear", "base", "station", "facility", "site"})


def find_names(text: str, case: Case | None = None) -> Iterator[Mention]:
    """Names of the case and the gazetteer in a text, in text order, without overlap."""
    for hit in lexicon(case).find(text):
        yield _from_gazetteer(_bare(hit, text))


def _bare(hit: Hit[Reading], text: str) -> Hit[Reading]:
    """The hit without the article of an alias such as "the Caspian"; "The Hague" keeps it."""
    if text[hit.start : hit.start + 4].lower() == "the " and not hit.items[0].entity.name.startswith("The "):
        return replace(hit, start=hit.start + 4)
    return hit


def _from_gazetteer(hit: Hit[Reading]) -> Mention:
    first = hit.items[0]
    seat = next((one for one in hit.items if one.use in ("city", "seat")), None)
    place = next((one for one in hit.items if one.entity.schema == "Place"), None)
    if seat is not None and (first is seat or first is place):
        entity = seat.entity
        return Mention(hit.start, hit.end, "Place", seat.words, seat.how, entity, seat.use, seat.words,
                       country=_country(seat), place=place.entity if place else None)  # fmt: skip
    label = "Facility" if first.entity.props.get("kind") in FACILITIES else first.entity.schema
    return Mention(
        hit.start,
        hit.end,
        label,
        first.entity.name,
        first.how,
        first.entity,
        first.use,
        country=_country(first),
    )


def _country(reading: Reading) -> str | None:
    props = reading.entity.props
    return str(props["key"]) if reading.entity.schema == "Country" else props.get("country") or None


@annotator("names")
def names(page: Page) -> Iterable[Span]:
    """Names of persons, states, bodies, agreements, projects and places, with how each was reached."""
    lines = Lines(page)
    found = chosen(settle([*_arbitrate([*find_names(page.text, page.case)], [*_read(page)])]))
    found = spread(page, found)
    for one in found:
        _describe(lines, one, found)
    for one, other in pairwise(found):
        _together(page.text, one, other)
    yield from (one.span(page) for one in located(page, lines, found))


def _read(page: Page) -> Iterator[Mention]:
    """Names that are in no gazetteer: of the recogniser, after a title, or by their last word."""
    given = list(_outside_titles(page, [*statistical(page), *phrases(page.text)]))
    yield from given
    starts = {one.start for one in given}
    for paragraph in page.paragraphs:
        for first, last in titled(page.text, paragraph):
            made = mention(paragraph, paragraph.parse[first:last], "Person")
            if made.start not in starts:
                yield made


# A line longer than this (in characters) is no title.
_TITLE = 160


def _outside_titles(page: Page, read: Iterable[Mention]) -> Iterator[Mention]:
    """Names without those met only in a line in title case, where a name cannot be told from its
    neighbours.
    """
    titles = [
        one
        for one in page.paragraphs
        if one.end - one.start < _TITLE and in_title_case(page.text[one.start : one.end])
    ]
    for one in read:
        title = next((item for item in titles if item.start <= one.start < item.end), None)
        if title is None or page.text.count(one.name) > 1:
            yield one


def _arbitrate(known: list[Mention], read: list[Mention]) -> Iterator[Mention]:
    """Where a name of the recogniser holds a known one inside, decide which stands."""
    at = sorted(known, key=lambda one: one.start)
    starts = [one.start for one in at]
    dropped: set[int] = set()
    for one in _longest(read):
        inside = touching(at, starts, one)
        if not inside:
            yield one
        elif _outdoes(one, inside):
            dropped.update(id(item) for item in inside)
            country = next((item.country for item in inside if item.country), None)
            yield replace(one, wins=True, country=country if one.label != "Person" else None)
        else:
            _widen(one, inside)
    yield from (item for item in at if id(item) not in dropped)


def _longest(read: Iterable[Mention]) -> list[Mention]:
    """Of overlapping mentions the longer; of equals the first given."""
    return chosen(read)


def _outdoes(one: Mention, inside: list[Mention]) -> bool:
    """True when the longer statistical name is the better reading than the known names inside it."""
    if not all(one.start <= item.start and item.end <= one.end for item in inside):
        return False
    if " " not in one.name:
        return False
    if one.label == "Person":
        return all(_another_person(one, item) for item in inside)
    if any(item.label not in ("Country", "Place", "Person") for item in inside):
        return False
    last = inside[-1]
    if last.end == one.end and last.start != one.start:
        return _of_tail(one, last) and len(inside) == 1
    return last.end < one.end and fold(one.name.split()[-1]) in cues().bodies


def _of_tail(one: Mention, last: Mention) -> bool:
    """ "Ministry of Foreign Affairs of Iran", "University of Tehran": the body is named by its place."""
    before = one.name[: max(0, len(one.name) - (last.end - last.start))].strip().lower()
    words = before.split()
    if not words or words[-1] not in ("of", "the", "for", "in"):
        return False
    return any(fold(word) in cues().bodies for word in words)


def _another_person(one: Mention, item: Mention) -> bool:
    """True when a first name stands in the longer name that the known person does not bear."""
    if item.label != "Person":
        return item.end == one.end or (item.label in ("Country", "Place") and item.use != "adjective")
    return item.end == one.end and item.entity is not None and not same_person(one.name, item.entity.name)


def _widen(one: Mention, inside: list[Mention]) -> None:
    """A known person named with the first name before ("Mas'ud X") gets the whole name as span."""
    item = inside[-1]
    whole = one.start < item.start and item.end == one.end
    if whole and one.label == item.label == "Person" and len(inside) == 1 and item.entity:
        item.start, item.how = one.start, "alias"


def _describe(lines: Lines, one: Mention, found: list[Mention]) -> None:
    """Fill role and country of a person, and say whether a state or capital acts."""
    if one.label not in ("Person", "Country", "Place") or (one.label == "Place" and one.seat is None):
        return
    at = lines.at(one.start, one.end)
    if at is None:
        return
    paragraph, tokens = at
    if one.label == "Person":
        held = role_of(paragraph, tokens.start, tokens.end)
        if held:
            start, end = paragraph.offsets(paragraph.parse[held[0] : held[1]])
            one.role, one.role_at = " ".join(paragraph.parse[held[0] : held[1]].text.split()), (start, end)
            one.country = _country_of(lines.text, start, end, found)
        elif one.entity is not None:
            one.country = one.entity.props.get("country") or None
    elif one.seat:
        _seat(one, acts(tokens, one.use == "city"))
    else:
        one.use = "adjective" if one.use == "name" and _modifies(one, tokens) else one.use
        one.actor = one.use != "adjective" and is_actor(tokens)


def _modifies(one: Mention, tokens: Stretch) -> bool:
    """True for a name that is also its own adjective ("U.S. forces")."""
    words = gazetteer.listed(one.entity.props.get("adjectives") or "") if one.entity else ()
    return tokens.root.dep_ in ("compound", "amod", "nmod") and any(
        fold(tokens.text) == fold(word) for word in words
    )


def _together(text: str, one: Mention, other: Mention) -> None:
    """Two capitals joined by "and" are both states or both places; if the parse parts them, both are
    states.
    """
    if one.seat and other.seat and one.actor != other.actor and text[one.end : other.start].strip() == "and":
        for item in (one, other):
            if not item.actor and item.state is not None:
                item.entity, item.how = item.state, "alias"
                _seat(item, True)


def _country_of(text: str, start: int, end: int, found: list[Mention]) -> str | None:
    """The state named in a role; one that the person is only sent to does not count."""
    for item in found[bisect_left(found, start, key=lambda one: one.start) :]:
        if item.start >= end:
            break
        before = text[max(start, item.start - 7) : item.start].lower()
        if item.country and (
            before.endswith("of the ") or not before.endswith(("to ", "in ", "on ", "the "))
        ):
            return item.country
    return None


def _seat(one: Mention, acting: bool) -> None:
    """A capital as its state, or as the city."""
    if acting and one.entity is not None:
        one.label, one.name, one.actor = "Country", one.entity.name, True
    else:
        one.state, one.entity, one.label, one.how = one.entity, one.place, "Place", "exact"
        one.name = one.place.name if one.place else one.name
