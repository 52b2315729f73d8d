"""Cities, first-level regions and counties of the world, looked up by name; read when a name is first looked up.

Tables `cities.tsv`, `regions.tsv` and `counties.tsv` of `data/gazetteer/` (GeoNames, CC BY 4.0; made by
tools/make_gazetteer.py). A row stays a line of text until it is asked for: 34,000 objects that hardly any document needs
would cost more than all other tables. `index.tsv`, made with them, holds all names as they are compared, sorted, so that none
has to be folded when the tables are read: that took a fifth of a second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

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
_NAME = ("name", "row")


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
    found = [_SPOT[table](line) for table, line in _found(wanted)]
    return tuple(sorted(found, key=lambda one: (-one.population, one.id)))


def _found(wanted: str) -> Iterator[tuple[str, str]]:
    """The table and the line of each row that bears a name: cities, then regions, then counties."""
    index = _lines("index.tsv", _NAME)
    at, start = bisect_left(index, wanted + "\t"), wanted + "\t"
    while at < len(index) and index[at].startswith(start):
        row = index[at][len(start) :]
        yield row[0], _table(row[0])[int(row[1:])]
        at += 1


def listed(table: str) -> Iterator[tuple[str, int]]:
    """Every name that rows of a table bear, as it is compared, with the place of the row: what the index is made of."""
    for place, line in enumerate(_table(table)):
        cells = line.split("\t", 3)
        aliases = split(cells[2]) if table != COUNTIES else ()
        for name in dict.fromkeys(map(key, (cells[1], *aliases))):
            yield name, place


def regions_named(name: str) -> tuple[Spot, ...]:
    """Regions of a name, an alias or a short form ("Texas", "TX", "Tex.")."""
    wanted = key(name)
    lines = [line for table, line in _found(wanted) if table == REGIONS]
    return tuple(_region(line) for line in (*lines, *(_shorts().get(wanted, ()) if name[:1].isupper() else ())))


def region(wanted: str) -> Spot | None:
    """The region of a key, as "USA.TX"."""
    line = _by_key().get(wanted)
    return _region(line) if line else None


@cache
def _by_key() -> dict[str, str]:
    return {line.split("\t", 1)[0]: line for line in _table(REGIONS)}


@cache
def _shorts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _table(REGIONS):
        for one in split(line.split("\t", 4)[3]):
            found.setdefault(key(one), []).append(line)
    return found


def _table(table: str) -> Sequence[str]:
    return _lines(*_TABLES[table])


@cache
def _lines(name: str, columns: tuple[str, ...]) -> Sequence[str]:
    path = GAZETTEER / name
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


CITIES, REGIONS, COUNTIES = "c", "r", "s"
"""Tables, by the letter that stands before their rows in the index: sorted, cities come first."""

_TABLES = {CITIES: ("cities.tsv", _CITY), REGIONS: ("regions.tsv", _REGION), COUNTIES: ("counties.tsv", _COUNTY)}
_SPOT = {CITIES: _city, REGIONS: _region, COUNTIES: _county}
