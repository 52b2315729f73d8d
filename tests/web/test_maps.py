"""The page Map and its part of the API: a route, what switches do to it, and nothing loaded from elsewhere."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary import pipeline
from depositary.model import case as cases
from depositary.network import Network

BUILT = "railway-over-the-pass-built"


def words(text: str) -> str:
    """What a page says, without its marks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def told(browser: Browser, path: str) -> str:
    found = browser.get(path)
    assert found.status == 200, found.text
    return words(found.text.partition('id="told"')[2].partition('class="atlas"')[0])


def line(browser: Browser, path: str, role: str) -> str:
    found = re.search(rf'class="way-{role}" d="([^"]+)"', browser.get(path).text)
    return found[1] if found else ""


def test_the_page_draws_the_network_with_the_first_question_of_the_case(browser: Browser) -> None:
    page = browser.get("/map").text
    assert "Velmora to Ostrand, least cost" in told(browser, "/map")
    assert "plans no shipment" in page and "no ship's course" in html.unescape(page)
    net = Network.load("model-pact")
    goods = [one for one in net.links.values() if net.tables.services[one.service].carries == "goods"]
    assert len(re.findall(r'<path class="l \w+ [\w-]+"', page)) >= len(goods)
    drawing = re.search(r'<svg class="geo" .*?</svg>', page, re.DOTALL)
    assert drawing is not None
    root = ElementTree.fromstring(drawing[0])
    ids = {one.get("id") for one in root.iter()}
    assert set(str(root.get("aria-labelledby")).split()) <= ids
    for one in ("rail", "road", "sea", "under construction"):
        assert re.search(rf"</svg>{one}</span>", page), f"the legend lacks {one}"
    assert not re.search(r'(?:src|href|url\()="?https?:', page), "loads something from elsewhere"


def test_a_switch_changes_the_line_and_tells_the_difference(browser: Browser) -> None:
    before, after = line(browser, "/map", "main"), line(browser, f"/map?scenario={BUILT}", "main")
    assert before and after and before != after
    assert line(browser, f"/map?scenario={BUILT}", "base") == before
    assert line(browser, "/map", "base") == ""
    said = told(browser, f"/map?scenario={BUILT}")
    assert re.search(r"Against the base\. Another route: \d+ km shorter \(-\d+ %\), [\d.]+ days faster .* USD cheaper", said)
    assert "Against the base" not in told(browser, "/map")


def test_the_state_is_in_the_address_and_in_the_form(browser: Browser) -> None:
    path = f"/map?from=HAR&to=OST&by=time&year=2030&beside=alternatives&scenario={BUILT}&closed=C1&closed=HAR"
    page = browser.get(path).text
    checked = set(re.findall(r'name="(\w+)" value="([^"]+)" checked', page))
    assert checked == {("scenario", BUILT), ("closed", "C1"), ("closed", "HAR")}
    chosen = re.findall(r'<option value="(\w+)" selected', page)
    assert chosen == ["HAR", "OST", "time", "alternatives", "goods"] and 'name="year" value="2030"' in page
    parted = browser.get(path.replace("closed=C1&closed=HAR", "closed=C1,HAR")).text
    assert re.findall(r'class="way-\w+" d="[^"]+"', parted) == re.findall(r'class="way-\w+" d="[^"]+"', page)
    # Empty fields, as a form without a script sends them.
    assert browser.get("/map?from=&to=&by=&year=&beside=&carries=").status == 200


def test_a_leg_can_be_closed_from_the_table_and_the_others_stay(browser: Browser) -> None:
    page = browser.get(f"/map?scenario={BUILT}&closed=HAR").text
    links = [html.unescape(one) for one in re.findall(r'<a href="(/map\?[^"]+)">close it</a>', page)]
    assert links
    after = browser.get(links[0])
    assert after.status == 200
    assert {"HAR", "P1"} == set(re.findall(r'name="closed" value="([^"]+)" checked', after.text))
    assert "P1" not in re.findall(r'<a href="[^"]+,(\w+)">close it</a>', after.text)


def test_no_route_says_why(browser: Browser) -> None:
    said = told(browser, "/map?closed=CAL")
    assert "no route" in said and "the least to open is coast road" in said and "As it is there is a route" in said
    assert line(browser, "/map?closed=CAL", "main") == "" and line(browser, "/map?closed=CAL", "base")


def test_the_legs_stand_with_ranges_borders_and_rows(browser: Browser) -> None:
    page = browser.get("/map?built=P1,P2").text
    table = words(page.partition('class="legs"')[2].partition("</table>")[0])
    for one in ("Merrow Pass railway west", "as if built", "gauge 1435 to 1520", "border", "links.csv row", " to "):
        assert one in table, one
    assert page.count('class="pathway"') == 2
    assert "rests on a value that is no source's but an assumption" in html.unescape(page)


def test_ways_beside_are_drawn_numbered_and_listed(browser: Browser) -> None:
    for beside, title in (("alternatives", "Ways that differ"), ("pareto", "All that nothing beats")):
        page = browser.get(f"/map?beside={beside}&built=P1,P2").text
        drawn = len(re.findall(r'class="way-other" d="M[^"H]+"', page))
        assert f"<h2>{title}</h2>" in page and drawn
        listed = page.partition('id="beside"')[2].partition("</table>")[0]
        assert listed.count("<tr>") == drawn + 2


def test_ways_that_claims_name_are_drawn_whatever_is_switched(browser: Browser) -> None:
    for path in ("/map?beside=named", "/map?beside=named&closed=CAL"):
        page = browser.get(path).text
        listed = words(page.partition('id="beside"')[2].partition("</table>")[0])
        assert "1. Merrow Pass railway Merrow 210" in listed and "2. Coast road Port Cald 280" in listed
        assert len(re.findall(r'class="way-other" d="M[^"H]+"', page)) == 2
        assert re.search(r'<title>way 1: Merrow Pass railway</title>', page)
    assert "No way that claims name joins these two places" in browser.get("/map?beside=named&from=HAR").text


def test_what_cannot_hold_together_is_told_and_the_base_shown(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from depositary.web import atlas

    held = atlas.of(cases.load("model-pact"))
    assert held is not None
    years = [replace(one, settings=replace(one.settings, year=2020 + place)) for place, one in enumerate(held.switches.every)]
    changed = replace(held, switches=replace(held.switches, every=tuple(years)))
    monkeypatch.setitem(atlas._HELD, held.folder, changed)
    atlas.answer.cache_clear()
    said = told(browser, "/map?scenario=" + ",".join(one.key for one in years[:2]))
    atlas.answer.cache_clear()
    assert "cannot hold at once" in said and "least cost" in said


@pytest.mark.parametrize(
    "path",
    [
        "/map?from=Nowhere", "/map?by=luck", "/map?year=soon", "/map?year=20301", "/map?scenario=none", "/map?closed=nothing",
        "/map?beside=x", "/map?carries=hope", "/api/route?from=Nowhere", "/api/route?colour=red", "/api/route?by=luck",
        "/api/map?x=1",
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_in_words(browser: Browser, path: str) -> None:
    found = browser.get(path)
    assert found.status == 400 and re.search(r"there is no|has no place|is no |[Nn]othing ", html.unescape(found.text))


def test_words_of_an_address_are_never_markup(browser: Browser) -> None:
    for name in ("from", "closed", "scenario", "year", "by"):
        assert "<script>alert" not in browser.get(f"/map?{name}=<script>alert(1)</script>").text


def test_odd_questions_have_a_page(browser: Browser) -> None:
    for path in ("from=VEL&to=VEL", "year=1500", "carries=gas&beside=pareto", "closed=VEL", "whole=1", "month=13"):
        for beside in ("", "&beside=alternatives", "&beside=pareto", "&beside=named"):
            assert browser.get(f"/map?{path}{beside}").status == 200, path
    assert "0 km" in told(browser, "/map?from=VEL&to=VEL")


def test_gas_is_asked_by_length_alone(browser: Browser) -> None:
    page = browser.get("/map?carries=gas").text
    assert re.search(r"least distance: <b>[\d,]+</b> km;|no route", page)
    assert 'name="by"' not in page and 'class="l pipeline' in page


def test_claims_about_routes_stand_beside_with_their_verdicts(browser: Browser) -> None:
    with_checks = [
        one
        for one in map(json.loads, browser.get("/api/findings?limit=1000").text.splitlines())
        if one["check"].startswith("network.")
    ]
    page = browser.get("/map").text
    shown = set(re.findall(r'<h3><a href="/conflicts/(f_\w+)"', page.partition('id="claims"')[2]))
    assert with_checks and {one["id"] for one in with_checks} <= shown
    statement = re.search(r'<a href="(/statements/s_\w+)">statement</a>', page)
    assert statement is not None and browser.get(statement[1]).status == 200


def geo(browser: Browser, path: str) -> dict[str, Any]:
    found = browser.get(path)
    assert found.status == 200 and found.headers["content-type"].startswith("application/geo+json")
    made: dict[str, Any] = json.loads(found.text)
    assert made["type"] == "FeatureCollection" and "plans no shipment" in made["notice"]
    for one in made["features"]:
        points = one["geometry"]["coordinates"] if one["geometry"]["type"] == "LineString" else [one["geometry"]["coordinates"]]
        assert one["type"] == "Feature" and all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
    return made


def test_the_api_gives_network_and_routes_as_geojson(browser: Browser) -> None:
    net = Network.load("model-pact")
    assert {one["id"] for one in geo(browser, "/api/map")["features"]} == {*net.nodes, *net.links}
    made = geo(browser, f"/api/route?scenario={BUILT}&beside=alternatives")
    roles = {one["properties"]["role"]: one["properties"] for one in made["features"]}
    assert roles["route"]["links"] == ["P1", "P2"] and roles["base"]["links"] != ["P1", "P2"]
    assert made["against_base"].startswith("Another route") and made["no_route"] is None
    lost = geo(browser, "/api/route?closed=CAL")
    assert "not joined" in lost["no_route"]["route"]["reason"]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A dossier without a case."""
    from depositary.web.app import application

    folder: Path = tmp_path_factory.mktemp("bare")
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text("The ministers met in the capital on 3 May 2023.\n", encoding="utf-8")
    pipeline.build(folder / "texts", folder / "bare.dossier", case="none", workers=1)
    app = application(folder / "bare.dossier")
    yield Browser(app)
    app.close()


def test_without_a_case_there_is_no_map_and_the_page_says_so(bare: Browser) -> None:
    page = bare.get("/map")
    assert page.status == 200 and "has no network" in page.text and "<svg" not in page.text
    found = bare.get("/api/map")
    assert found.status == 404 and "has no network" in found.text
