"""Cities, first-level regions and counties of the world, looked up by name; read when a name is first looked up.

Tables `cities.tsv`, `regions.tsv` and `counties.tsv` of `data/gazetteer/` (GeoNames, CC BY 4.0; made by
tools/make_gazetteer.py). A row stays a line of text until it is asked for: 34,000 objects that hardly any document needs
would cost more than all other tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from depositary.model.errors import BadData
from depositary.model.gazetteer import GAZETTEER
from depositary.model.tables import split
from depositary.model.text import fold

# Letters that folding leaves, for they carry no mark that comes off.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a"}
)
_MARKS = str.maketrans({"-": " ", "'": None, ".": None, ",": None})
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_CITY = ("id", "name", "aliases", "country", "region", "lat", "lon", "population", "mark")
_REGION = ("id", "name", "aliases", "shorts", "country", "lat", "lon", "population", "mark")

_COUNTY = ("id", "name", "country", "region", "lat", "lon", "population")

Index = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Spot:
    """A city, county or region. `country` is ISO3, `region` the key of the first-level region, its own for one ("" when unknown),
    `lat` and `lon` degrees.

    `mark` is "w" where the name is also an English word, "n" where it is also a person's name, else "".
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    region: str
    lat: float
    lon: float
    population: int
    mark: str = ""

    @property
    def is_region(self) -> bool:
        """True for a region or county."""
        return not self.id.startswith("g-")

    @property
    def is_first_level(self) -> bool:
        """True for a region that no other is around."""
        return self.region == self.id

    @property
    def geonameid(self) -> int | None:
        """The number of a city in GeoNames."""
        return None if self.is_region else int(self.id[2:])


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """How names are compared: folded, without hyphens, dots and apostrophes, "Saint" as "St", no article before."""
    made = fold(name.replace("’", "").replace("‘", "")).translate(_LETTERS).translate(_MARKS)
    words = [_SHORT.get(word, word) for word in made.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def named(name: str) -> tuple[Spot, ...]:
    """Cities, regions and counties that bear a name, the most populous first; empty when there is none."""
    return _named(key(name))


@lru_cache(maxsize=1 << 12)
def _named(wanted: str) -> tuple[Spot, ...]:
    found = [_city(line) for line in _cities().get(wanted, ())]
    found += [_region(line) for line in _regions()[0].get(wanted, ())]
    found += [_county(line) for line in _counties().get(wanted, ())]
    return tuple(sorted(found, key=lambda one: (-one.population, one.id)))


def regions_named(name: str) -> tuple[Spot, ...]:
    """Regions of a name, an alias or a short form ("Texas", "TX", "Tex.")."""
    wanted, (names, shorts) = key(name), _regions()
    lines = [*names.get(wanted, ()), *(shorts.get(wanted, ()) if name[:1].isupper() else ())]
    return tuple(_region(line) for line in lines)


def region(wanted: str) -> Spot | None:
    """The region of a key, as "USA.TX"."""
    line = _by_key().get(wanted)
    return _region(line) if line else None


@cache
def _by_key() -> dict[str, str]:
    return {line.split("\t", 1)[0]: line for line in _lines(GAZETTEER / "regions.tsv", _REGION)}


@cache
def _cities() -> Index:
    index: Index = {}
    for line in _lines(GAZETTEER / "cities.tsv", _CITY):
        _, name, aliases, _ = line.split("\t", 3)
        _file(index, line, name, aliases)
    return index


@cache
def _regions() -> tuple[Index, Index]:
    names: Index = {}
    shorts: Index = {}
    for line in _lines(GAZETTEER / "regions.tsv", _REGION):
        _, name, aliases, short, _ = line.split("\t", 4)
        _file(names, line, name, aliases)
        for one in split(short):
            shorts.setdefault(key(one), []).append(line)
    return names, shorts


@cache
def _counties() -> Index:
    index: Index = {}
    for line in _lines(GAZETTEER / "counties.tsv", _COUNTY):
        _file(index, line, line.split("\t", 2)[1], "")
    return index


def _file(index: Index, line: str, name: str, aliases: str) -> None:
    for one in (name, *aliases.split("|")) if aliases else (name,):
        held = index.setdefault(_quick(one), [])
        if line not in held:
            held.append(line)


def _quick(name: str) -> str:
    """The same as `key`, quicker for the plain names that most are."""
    made = name.lower()
    if made.isascii() and made.isalpha():
        return made
    return key.__wrapped__(name)


def _lines(path: Path, columns: tuple[str, ...]) -> list[str]:
    try:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BadData(f"{path} cannot be read ({error.strerror})", "Install the package anew") from error
    if tuple(header.split("\t")) != columns:
        raise BadData(f"{path.name} has other columns", f"It should have {', '.join(columns)}")
    return lines


def _city(line: str) -> Spot:
    ident, name, aliases, country, place, lat, lon, people, mark = line.split("\t")
    held = f"{country}.{place}" if place else ""
    return Spot(ident, name, split(aliases), country, held, float(lat), float(lon), int(people), mark)


def _region(line: str) -> Spot:
    ident, name, aliases, _, country, lat, lon, people, mark = line.split("\t")
    return Spot(ident, name, split(aliases), country, ident, float(lat), float(lon), int(people), mark)


def _county(line: str) -> Spot:
    ident, name, country, place, lat, lon, people = line.split("\t")
    return Spot(ident, name, (), country, place, float(lat), float(lon), int(people))
