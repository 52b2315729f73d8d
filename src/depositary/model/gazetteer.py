"""The general gazetteer: states, groups of states, places and words of office that belong to no case.

Tables in `data/gazetteer/`: `states.tsv`, `groups.tsv`, `places.tsv` become entities whose `props["key"]`
is the id of the row (ISO3 for a state); `offices.tsv` lists words of office with the kind of thing they are
an office of.
Columns that hold several values are tuples here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from depositary.model.nouns import Entity, entity
from depositary.model.settings import DATA
from depositary.model.tables import read_table, split

GAZETTEER = DATA / "gazetteer"

_SEVERAL = ("adjectives", "demonyms", "metonyms", "members")
_FIELDS = ("id", "name", "aliases", "wikidata", "schema")


@dataclass(frozen=True, slots=True)
class Office:
    """A word of office: its key, the forms it is written in, and its kind (head of state, diplomat, ...)."""

    key: str
    forms: tuple[str, ...]
    kind: str


def listed(value: object) -> tuple[str, ...]:
    """Several values, whether they come as a cell parted by `|` or already as a list."""
    if isinstance(value, str):
        return split(value)
    return tuple(str(item) for item in value) if isinstance(value, Iterable) else ()


def _entity(row: dict[str, str], schema: str) -> Entity:
    aliases = split("|".join(row.get(key, "") for key in ("official", "aliases")))
    props: dict[str, object] = {"key": row["id"]}
    for column, cell in row.items():
        if cell and column not in _FIELDS:
            props[column] = split(cell) if column in _SEVERAL else cell
    made_as = row.get("schema") or schema
    return entity(made_as, row["name"], row.get("wikidata") or None, aliases=aliases, props=props)


@cache
def _table(path: Path, schema: str) -> tuple[Entity, ...]:
    return tuple(_entity(row, schema) for row in read_table(path))


def states() -> tuple[Entity, ...]:
    """States; props: key and iso3, iso2, adjectives, demonyms, capital, metonyms (cities and seats that
    stand for it).
    """
    return _states(GAZETTEER / "states.tsv")


@cache
def _states(path: Path) -> tuple[Entity, ...]:
    found = []
    for item in _table(path, "Country"):
        props = {**item.props, "iso3": item.props["key"]}
        found.append(Entity(item.id, item.schema, item.name, item.aliases, item.wikidata, props))
    return tuple(found)


def groups() -> tuple[Entity, ...]:
    """Groups of states and bodies between them; props: key, members (keys of states)."""
    return _table(GAZETTEER / "groups.tsv", "Organization")


def places() -> tuple[Entity, ...]:
    """Places; props: key, country (ISO3), kind, lat, lon (degrees, as text)."""
    return _table(GAZETTEER / "places.tsv", "Place")


@cache
def offices() -> tuple[Office, ...]:
    """Words of office."""
    rows = read_table(GAZETTEER / "offices.tsv")
    return tuple(Office(row["key"], split(row["forms"]), row["kind"]) for row in rows)


@cache
def by_key() -> dict[str, Entity]:
    """States and groups by key."""
    return {item.props["key"]: item for item in (*groups(), *states())}


def state(key: str) -> Entity | None:
    """The state of an ISO3 code, or None."""
    found = by_key().get(key)
    return found if found is not None and found.schema == "Country" else None
