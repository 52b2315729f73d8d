"""Which of the places of one name is meant, and the entity of a place of the world gazetteer.

In this order: what the text says itself ("Paris, Texas"), once for the whole document; countries and regions that the
document names; population.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log10

from depositary.model import cities, gazetteer
from depositary.model.cities import Spot, key
from depositary.model.nouns import Entity, entity

# What a named country, a named region and being a capital or a known port weigh, in powers of ten of inhabitants. With these a
# town of 25,000 whose country is named stays behind a capital of its name that has millions (Paris), and a city of 200,000
# passes one of a million (Birmingham).
COUNTRY, REGION, CAPITAL = 1.5, 1.0, 1.0


@dataclass
class Setting:
    """What a document tells about where it is: ISO3 of countries, keys of regions, names it explained itself."""

    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    explained: dict[str, Spot] = field(default_factory=dict)


def choose(found: Iterable[Spot], setting: Setting, name: str) -> Spot | None:
    """The place meant by a name; None when there is none."""
    told = setting.explained.get(key(name))
    return told or max(_without_namesakes(found), key=lambda one: _weight(one, setting), default=None)


def likeliest(name: str) -> Spot | None:
    """The most populous place of a name, whatever the document tells."""
    return max(_without_namesakes(cities.named(name)), key=lambda one: one.population, default=None)


def _without_namesakes(found: Iterable[Spot]) -> list[Spot]:
    """Without a region that bears the name of a city in it ("Bushehr", "New York"): bare, the name means the city."""
    held = list(found)
    within = {one.region for one in held if not one.is_region}
    return [one for one in held if not (one.is_region and one.id in within)]


def _weight(one: Spot, setting: Setting) -> float:
    weight = log10(one.population + 1)
    weight += COUNTRY * (one.country in setting.countries) + REGION * (one.region in setting.regions)
    return weight + CAPITAL * ((key(one.name), one.country) in _chief())


def contained(name: str, container: str) -> tuple[Spot, Spot | None] | None:
    """The place of a name inside a region or state of that name, and the region; None when it lies in none of them."""
    found = [one for one in cities.named(name) if not one.is_first_level]
    iso3 = _states().get(key(container))
    inside = [one for one in found if one.country == iso3]
    if inside:
        return inside[0], None
    for place in cities.regions_named(container):
        held = next((one for one in found if one.region == place.id), None)
        if held is not None:
            return held, place
    return None


def holds_places(name: str) -> bool:
    """True for the name of a state or region."""
    return is_state(name) or bool(cities.regions_named(name))


def is_state(name: str) -> bool:
    """True for a name of a state."""
    return key(name) in _states()


@cache
def _states() -> dict[str, str]:
    return {
        key(name): str(one.props["key"]) for one in gazetteer.states() for name in (one.name, *one.aliases)
    }


@cache
def _chief() -> dict[tuple[str, str], Entity]:
    """Capitals and ports of the table made by hand, by name and country."""
    held = (one for one in gazetteer.places() if one.props.get("kind") in ("city", "port", "facility"))
    return {
        (key(name), str(one.props.get("country"))): one for one in held for name in (one.name, *one.aliases)
    }


def by_hand(one: Spot) -> Entity | None:
    """The same city in the table made by hand."""
    return None if one.is_region else _chief().get((key(one.name), one.country))


@lru_cache(maxsize=1 << 12)
def entity_of(one: Spot) -> Entity:
    """The entity of a place. Of several places of one name only the most populous bears the bare name."""
    known = by_hand(one)
    if known is not None:
        return known
    props: dict[str, object] = {
        "key": one.id,
        "country": one.country,
        "kind": "region" if one.is_region else "city",
    }
    props |= {"lat": str(one.lat), "lon": str(one.lon)}
    if one.geonameid:
        props["geonameid"] = one.geonameid
    return entity("Place", _full_name(one), aliases=one.aliases, props=props)


def _full_name(one: Spot) -> str:
    held = [other for other in cities.named(one.name) if key(other.name) == key(one.name)]
    first = _without_namesakes(held)[0]
    taken = key(one.name) in _states() or any(name == key(one.name) for name, _ in _chief())
    if first.id == one.id and not taken:
        return one.name
    place = None if one.is_first_level else cities.region(one.region)
    state = gazetteer.state(one.country)
    return ", ".join([one.name, place.name if place else state.name if state else one.country])
