"""Who meets whom and who says something about whom: links between persons, states and bodies, by year.

A link of sort `meets` is an event told as having happened in which both take part; one of sort `says` is a statement of the
one about the other. Both rest on statements. Speakers known by no name of their own ("author") are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from depositary.model import gazetteer
from depositary.model.nouns import Entity, Statement
from depositary.views import text
from depositary.views.lines import Desk, Line

SORTS = ("meets", "says")
SCHEMAS = {"Country": "state", "Person": "person", "Organization": "body", "PublicBody": "body", "Company": "body"}
# Actors in a drawing: as many names stand apart around it.
MOST = 40
# Rows of the table.
ROWS = 200
_CODE = 3


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is linked: entity id, name, sort (state, person, body), the key of the state it is of, and its number of links."""

    id: str
    name: str
    sort: str
    state: str
    links: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """All links of one sort between two: from the first to the second where the first says it; the years that are told, and
    the statement that stands for them."""

    one: str
    other: str
    sort: str
    count: int
    years: tuple[int, ...]
    line: Line
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One statement that links two."""

    one: str
    other: str
    sort: str
    year: int
    statement: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What is shown: the actors most linked and the links between them. `others` counts actors left out, `undated` links of no
    known year, which no choice of years holds."""

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    others: int
    total: int
    undated: int


def links(desk: Desk) -> list[Link]:
    """Every link of the record, in its order."""
    known: dict[str, Actor | None] = {}
    found: list[Link] = []
    for one in desk.record.statements:
        found.extend(_of(desk, one, known))
    return found


def _of(desk: Desk, one: Statement, known: dict[str, Actor | None]) -> Iterator[Link]:
    named = _named(desk, one, known)
    if one.kind == "event" and one.stance == "asserts" and not one.negated and one.hedge is None:
        year = _year(one.when.start if one.when else None) or _year(_said(desk, one))
        for place, first in enumerate(named):
            for second in named[place + 1 :]:
                yield Link(min(first, second), max(first, second), "meets", year, one.id)
    speaker = one.speaker.entity if one.speaker else None
    if speaker and actor(desk, speaker, known) is not None:
        for key in named:
            if key != speaker:
                yield Link(speaker, key, "says", _year(_said(desk, one)), one.id)


def _said(desk: Desk, one: Statement) -> str:
    period = desk.said_on(one)
    return text.heard(period) if period is not None else ""


def _year(day: str | None) -> int:
    return int(day[:4]) if day and day[:4].isdigit() else 0


def _named(desk: Desk, one: Statement, known: dict[str, Actor | None]) -> list[str]:
    """Actors that take part: subject, object, roles, and the states by which an event is coded where nobody of theirs is named:
    that a parliament acts is no link between it and its own state."""
    ids = [term.entity for term in (one.subject, one.object) if term is not None]
    ids += [role.entity for role in one.roles]
    made = {key: found for key in dict.fromkeys(ids) if key and (found := actor(desk, key, known)) is not None}
    states = {found.state for found in made.values()}
    if one.kind == "event":
        codes = [str(one.attributes.get(key) or "") for key in ("actor", "recipient")]
        for code in sorted({part[:_CODE] for cell in codes for part in cell.split("+") if len(part) == _CODE} - states):
            thing = _state(desk, code)
            if thing is not None and (found := actor(desk, thing.id, known)) is not None:
                made.setdefault(thing.id, found)
    return list(made)


def _state(desk: Desk, code: str) -> Entity | None:
    case = desk.record.case
    own = case.by_key.get(code) if case else None
    return own if own is not None and own.schema == "Country" else gazetteer.state(code)


def actor(desk: Desk, key: str, known: dict[str, Actor | None]) -> Actor | None:
    """The actor of this entity; None for a thing that does not act."""
    if key not in known:
        thing = desk.entity(key) or next((one for one in gazetteer.states() if one.id == key), None)
        sort = SCHEMAS.get(thing.schema, "") if thing else ""
        if thing is None or not sort:
            known[key] = None
        else:
            own = str(thing.props.get("key") or "") if sort == "state" else str(thing.props.get("country") or "")
            known[key] = Actor(key, text.capital(thing.name), sort, own)
    return known[key]


def years(found: Iterable[Link]) -> dict[int, int]:
    """The number of links of each year, from the first to the last; years without any have 0."""
    counts = Counter(one.year for one in found if one.year)
    return {year: counts[year] for year in range(min(counts), max(counts) + 1)} if counts else {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: years from and to (0 open), one sort or "" for both, the entity whose links are meant or ""."""

    since: int = 0
    until: int = 0
    sort: str = ""
    who: str = ""

    def takes(self, one: Link) -> bool:
        """True for a link that is asked for."""
        dated = bool(self.since or self.until)
        if dated and not (one.year and (self.since or 0) <= one.year <= (self.until or 9999)):
            return False
        return (not self.sort or one.sort == self.sort) and (not self.who or self.who in (one.one, one.other))


def ties(desk: Desk, found: Iterable[Link], wanted: Wanted, most: int = MOST) -> Ties:
    """The links that are asked for, between the `most` actors that have most of them."""
    known: dict[str, Actor | None] = {}
    held = list(found)
    kept = [one for one in held if wanted.takes(one)]
    counts = Counter(key for one in kept for key in (one.one, one.other))
    named = {key: who for key in counts if (who := actor(desk, key, known)) is not None}
    # Whose links are asked for comes first, then by number of links.
    ordered = sorted(named, key=lambda key: (key != wanted.who, -counts[key], named[key].name, key))
    shown = {key: Actor(key, named[key].name, named[key].sort, named[key].state, counts[key]) for key in ordered[:most]}
    grouped: dict[tuple[str, str, str], list[Link]] = defaultdict(list)
    for one in kept:
        if one.one in shown and one.other in shown:
            grouped[one.one, one.other, one.sort].append(one)
    made = [_tie(desk, *key, items) for key, items in grouped.items()]
    made.sort(key=lambda one: (-one.count, one.sort, shown[one.one].name, shown[one.other].name))
    undated = sum(not one.year for one in held)
    return Ties(tuple(shown.values()), tuple(made), len(named) - len(shown), len(kept), undated)


def _tie(desk: Desk, one: str, other: str, sort: str, items: list[Link]) -> Tie:
    ids = tuple(dict.fromkeys(each.statement for each in items))
    told = tuple(sorted({each.year for each in items if each.year}))
    return Tie(one, other, sort, len(ids), told, desk.line(desk.record.by_id[ids[0]]), ids)
