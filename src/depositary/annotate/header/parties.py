"""The parties of an agreement: states named where parties are named, and nowhere else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from depositary.annotate.matching import Matcher
from depositary.annotate.names.lexicon import Reading
from depositary.model import gazetteer
from depositary.model.nouns import Entity, entity
from depositary.model.settings import DATA
from depositary.model.tables import read_table

# Where the opening ends: a reason, the enacting formula, the first article.
_END = re.compile(
    r"\b(?:agreed?\s+as\s+follows|have\s+agreed|hereby\s+agree|article\s+(?:1|i|one)\b|recalling|desir(?:ing|ous)|guided|considering"
    r"|recogni[sz]ing|reaffirming|conscious|taking\s+into|keeping\s+in|striving|noting|convinced|wishing|bearing\s+in|aiming|intending"
    r"|shall|based\s+up?on|being\s+guided|whereas|determined|resolved|having|mindful|inspired|proceeding|confirming)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:For|FOR)\s+(?:(?:and\s+)?[Oo]n\s+behalf\s+of\s+)?(?:the\s+|THE\s+)?(?=[A-Z])|\b[Oo]n\s+behalf\s+of\s+(?:the\s+)?"
)
_ROUND = re.compile(r"\s+Round\b", re.IGNORECASE)
_SHORTEST_OPENING, _LONGEST_OPENING = 20, 3_500
_REACH = 60


@dataclass(frozen=True, slots=True)
class Party:
    """A state (ISO 3166-1 alpha-3) or a body that signs for its members, with where it is first named as party."""

    entity: Entity
    code: str
    start: int
    end: int
    members: tuple[str, ...] = ()


@cache
def _names() -> Matcher[Reading]:
    """Names of states and of bodies, without adjectives and capitals: a language or a city is no party."""
    made: Matcher[Reading] = Matcher(())
    for item in (*gazetteer.states(), *gazetteer.groups()):
        official = str(item.props.get("official") or "")
        for name in dict.fromkeys((item.name, *item.aliases, *((official,) if official else ()))):
            if len(name) > 2:
                made.add(name, Reading(item, "exact"))
    for row in read_table(DATA / "gazetteer" / "former.tsv"):
        for key in row["states"].split("|"):
            made.add(
                row["name"], Reading(gazetteer.by_key().get(key) or _territory(key, row["name"]), "alias")
            )
    return made


def _territory(code: str, name: str) -> Entity:
    """A customs territory that signs for itself and is no state of the gazetteer."""
    return entity("Place", name, props={"key": code, "iso3": code})


def parties(text: str, day: date | None, foot: int | None = None) -> list[Party]:
    """The parties in the order in which they are named. `day` is that of signature: a body counts with its members then.
    `foot` is where the formula of signature stands."""
    places = [*_opening(text), *_signatures(text, int(len(text) * 0.6) if foot is None else foot)]
    found: dict[str, Party] = {}
    for start, end in places:
        for one in _named(text, start, end, day):
            found.setdefault(one.code, one)
    if len(found) < 2:
        found = {one.code: one for one in _commonest(text, day)} or found
    return _without_members(list(found.values()))


def _opening(text: str) -> list[tuple[int, int]]:
    """The title and the words before the first reason or article; nothing where the text begins with an article."""
    end = _END.search(text, 0, _LONGEST_OPENING)
    last = end.start() if end else min(len(text), _LONGEST_OPENING)
    return [(0, last)] if last > _SHORTEST_OPENING else []


def _signatures(text: str, day: int) -> Iterator[tuple[int, int]]:
    """What stands behind "For the Government of" below the formula of signature."""
    for found in _FOR.finditer(text, day):
        if text[found.end() : found.end() + 1].isupper():
            yield found.end(), min(len(text), found.end() + _REACH)


def _named(text: str, start: int, end: int, day: date | None) -> Iterator[Party]:
    territory = -1
    for hit in _names().find(text[start:end]):
        first, last = start + hit.start, start + hit.end
        # "the Uruguay Round" is no party, nor is the second name of "Hong Kong, China".
        if _ROUND.match(text, last) or text[territory:first].strip(" \n") == ",":
            continue
        for item in hit.items:
            territory = last if item.entity.schema == "Place" else -1
            yield from _party(item.entity, first, last, day)


def _party(item: Entity, start: int, end: int, day: date | None) -> Iterator[Party]:
    code = str(item.props.get("iso3") or "")
    members = () if code else _members(item, day)
    if code or members:
        yield Party(item, code or str(item.props["key"]), start, end, members)


def _members(item: Entity, day: date | None) -> tuple[str, ...]:
    """Members of a body on a day; today's where the table of memberships has none."""
    held = [
        row for row in read_table(DATA / "gazetteer" / "memberships.tsv") if row["group"] == item.props["key"]
    ]
    now = gazetteer.listed(item.props.get("members") or "")
    if day is None or not held:
        return now
    then = day.isoformat()
    gone = {row["state"] for row in held if not row["since"] <= then < (row["until"] or "9999")}
    came = {row["state"] for row in held if row["since"] <= then < (row["until"] or "9999")}
    return tuple(sorted((set(now) - gone) | came))


def _commonest(text: str, day: date | None) -> list[Party]:
    """The two states that the text names most, where nothing says who the parties are."""
    count: Counter[str] = Counter()
    first: dict[str, Party] = {}
    for one in _named(text, 0, len(text), day):
        if not one.members:
            count[one.code] += 1
            first.setdefault(one.code, one)
    ranked = sorted(count, key=lambda code: (-count[code], first[code].start))
    return [first[code] for code in ranked[:2]]


def _without_members(found: list[Party]) -> list[Party]:
    """A body whose members are named beside it is only their name."""
    states = {one.code for one in found if not one.members}
    return [one for one in found if not one.members or not states & set(one.members)]


def codes(found: Iterable[Party]) -> list[str]:
    """ISO codes of all states that are bound, sorted."""
    return sorted({code for one in found for code in (one.members or (one.code,))})
