"""Who says what: speakers with their counts, and everything one of them says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, replace

from depositary.model.errors import BadArgument
from depositary.model.nouns import Statement
from depositary.model.ontology import ontology
from depositary.model.text import fold
from depositary.views import conflicts, rank, text
from depositary.views.lines import Desk, Line

# Speakers that are listed at most.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Actor:
    """A speaker: office, counts by kind and stance, topics, first and last day, the best lines."""

    name: str
    entity: str
    role: str
    own_voice: bool
    statements: int
    kinds: tuple[tuple[str, int], ...]
    stances: tuple[tuple[str, int], ...]
    topics: tuple[str, ...]
    first: str
    last: str
    lines: tuple[Line, ...]
    points: tuple[conflicts.Point, ...] = ()


def actors(
    desk: Desk, statements: Iterable[Statement], limit: int = MOST, lines: int = 1, *, own_voice: bool = True
) -> list[Actor]:
    """Speakers by number of statements, named ones before documents that speak for themselves."""
    found = _by_voice(desk, (item for item in statements if own_voice or item.speaker is not None))
    return [_actor(desk, found[key], lines) for key in _by_number(found)[:limit]]


def own_words(desk: Desk, name: str) -> tuple[Actor, list[Statement]]:
    """The one speaker meant by a name, an alias or part of a name, and what they say. Raises BadArgument, which lists who
    is there. Documents of one publisher are one speaker."""
    held: dict[str, tuple[Actor, list[Statement]]] = desk.memo.setdefault("own words", {})
    if name not in held:
        held[name] = _own_words(desk, name)
    return held[name]


def _own_words(desk: Desk, name: str) -> tuple[Actor, list[Statement]]:
    known = everyone(desk)
    found = _meant(desk, known, fold(name))
    names = list(dict.fromkeys(one.name for one in found))
    if len(names) != 1:
        listed = ", ".join((names or list(dict.fromkeys(one.name for one in known)))[:6])
        raise BadArgument(f"{len(names) or 'no'} speakers are called {name!r}", f"Name one: {listed}")
    voices = _voices(desk)
    near = (item for one in found for key in _keys(voices, one) for item in voices[key] if _named(desk, item, one))
    said = desk.record.sorted({item.id: item for item in near}.values())
    return _actor(desk, said, 0), said


def everyone(desk: Desk) -> list[Actor]:
    """All speakers, worked out once for a desk."""
    if "everyone" not in desk.memo:
        voices = _voices(desk)
        known: dict[tuple[bool, str], Actor] = desk.memo.setdefault("of voices", {})
        ordered = _by_number(voices)[:MOST]
        known.update((key, _actor(desk, voices[key], 0)) for key in ordered if key not in known)
        desk.memo["everyone"] = [known[key] for key in ordered]
    found: list[Actor] = desk.memo["everyone"]
    return found


def follow(desk: Desk, before: Desk) -> None:
    """Take over what was worked out of voices on a desk of other statements, but for the voices of those that differ: a verdict
    on one of 100,000 statements else has all speakers put together anew."""
    if "voices" not in before.memo or desk.as_of != before.as_of:
        return
    old, new = ({id(one): one for one in each.record.statements} for each in (before, desk))
    others: dict[tuple[bool, str], list[Statement]] = defaultdict(list)
    for one in (*(one for key, one in old.items() if key not in new), *(one for key, one in new.items() if key not in old)):
        others[one.speaker is None, desk.voice_key(one)].append(one)
    voices: dict[tuple[bool, str], list[Statement]] = dict(before.memo["voices"])
    for key, changed in others.items():
        said = [one for one in voices.pop(key, ()) if id(one) in new]
        said += [one for one in changed if id(one) in new]
        if said:
            voices[key] = desk.record.sorted(said)
    known: dict[tuple[bool, str], Actor] = dict(before.memo.get("of voices", {}))  # others may be added meanwhile
    desk.memo["voices"] = voices
    desk.memo["of voices"] = {key: one for key, one in known.items() if key not in others}


def _voices(desk: Desk) -> dict[tuple[bool, str], list[Statement]]:
    """What each voice says, worked out once for a desk."""
    if "voices" not in desk.memo:
        desk.memo["voices"] = _by_voice(desk, desk.record.statements)
    found: dict[tuple[bool, str], list[Statement]] = desk.memo["voices"]
    return found


def _by_voice(desk: Desk, statements: Iterable[Statement]) -> dict[tuple[bool, str], list[Statement]]:
    made: dict[tuple[bool, str], list[Statement]] = defaultdict(list)
    for item in statements:
        made[item.speaker is None, desk.voice_key(item)].append(item)
    return dict(made)


def _by_number(voices: Mapping[tuple[bool, str], Sized]) -> list[tuple[bool, str]]:
    return sorted(voices, key=lambda key: (key[0], -len(voices[key]), key[1]))


def _keys(voices: Iterable[tuple[bool, str]], one: Actor) -> list[tuple[bool, str]]:
    """Voices that may be this speaker: the one of its id, else all of its sort."""
    if one.entity and not one.own_voice:
        return [key for key in voices if key == (False, one.entity)]
    return [key for key in voices if key[0] == one.own_voice]


def _meant(desk: Desk, everyone: list[Actor], wanted: str) -> list[Actor]:
    """Those of this name; else those with this alias; else those whose name holds it, and of them no list of persons
    that names another one of them ("Pezeshkian and Putin" beside "Putin")."""
    exact = [one for one in everyone if fold(one.name) == wanted]
    if exact:
        return exact
    alias = [one for one in everyone if wanted in _aliases(desk, one)]
    if alias:
        return alias
    found = [one for one in everyone if wanted in fold(one.name)]
    return [one for one in found if not any(_lists(one.name, other.name) for other in found)]


def _aliases(desk: Desk, one: Actor) -> set[str]:
    thing = desk.entity(one.entity) if one.entity else None
    return {fold(other) for other in (thing.name, *thing.aliases)} if thing else set()


def _lists(name: str, other: str) -> bool:
    """True where a name is a list in which another stands."""
    return name != other and fold(other) in re.split(r", | and ", fold(name))


def actor(desk: Desk, name: str, lines: int = 1000, points: int | None = None) -> Actor:
    """The one speaker meant by a name or part of it, with the points in question, at most `points`. Raises BadArgument."""
    _, own = own_words(desk, name)
    return replace(_actor(desk, own, lines), points=tuple(conflicts.open_points(desk, own, points)))


def _named(desk: Desk, item: Statement, wanted: Actor) -> bool:
    if (item.speaker is None) != wanted.own_voice:
        return False
    if item.speaker is not None and wanted.entity:
        return item.speaker.entity == wanted.entity
    return desk.voice(item) == wanted.name


def _actor(desk: Desk, items: list[Statement], lines: int) -> Actor:
    best = rank.lines(desk, items, lines) if lines else []
    names = Counter(desk.voice(item) for item in items)
    roles = Counter(item.speaker.role for item in items if item.speaker and item.speaker.role)
    days = sorted(
        found.start
        for item in items
        if (found := desk.said_on(item)) and found.start and not text.inferred(found)
    )
    topics = Counter(topic for item in items for topic in item.topics)
    return Actor(
        name=_most(names),
        entity=next((item.speaker.entity for item in items if item.speaker and item.speaker.entity), ""),
        role=_role(_most(roles), _office(desk, items)),
        own_voice=items[0].speaker is None,
        statements=len(items),
        kinds=_counts(item.kind for item in items),
        stances=_counts(item.stance for item in items),
        topics=tuple(
            ontology().topics[key].label for key, _ in _ordered(topics)[:4] if key in ontology().topics
        ),
        first=days[0] if days else "",
        last=days[-1] if days else "",
        lines=tuple(best),
    )


def _role(told: str, office: str) -> str:
    """What texts call a speaker; the office that the case gives where that says more: "president of Norway" for "President"."""
    return office if fold(told) in fold(office) else told


def _office(desk: Desk, items: list[Statement]) -> str:
    """The office that the case gives a person, where it is held on the last day of the record."""
    found = (one for item in items if item.speaker and item.speaker.entity and (one := desk.entity(item.speaker.entity)))
    thing = next(found, None)
    held = [
        str(row["office"])
        for row in (thing.props.get("offices") or () if thing else ())
        if str(row.get("from") or "") <= desk.as_of and not (row.get("to") and str(row["to"]) < desk.as_of)
    ]
    return held[-1] if held and desk.as_of else ""


def _most(counts: Counter[str]) -> str:
    return _ordered(counts)[0][0] if counts else ""


def _counts(items: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(_ordered(Counter(items)))


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
