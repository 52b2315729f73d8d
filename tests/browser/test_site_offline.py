"""The static site in a real browser: opened from the disk, with the network off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depositary.dossier import Dossier
from depositary.export.registry import write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("still") / "site"
    with Dossier.open(built, readonly=True) as store:
        write(store, "site", target)
    return target


@pytest.fixture
def offline(chromium: Any) -> Iterator[Any]:
    """A page without a network, that fails on what the browser complains of and on anything that is no file."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda one: complaints.append(str(one)))
    # What is broken off because the next page is opened is no failure.
    page.on("requestfailed", lambda one: None if one.failure == "net::ERR_ABORTED" else complaints.append(f"failed: {one.url}"))
    page.on("request", lambda one: None if one.url.startswith("file://") else complaints.append(f"loads {one.url}"))
    yield page
    context.close()
    assert complaints == []


def test_it_opens_from_the_disk_and_a_conflict_leads_to_both_sentences(offline: Any, site: Path) -> None:
    offline.goto((site / "index.html").as_uri())
    assert offline.evaluate("getComputedStyle(document.querySelector('.top')).paddingTop") == "15px", "its style is loaded"
    offline.locator(".map a").first.click()
    assert "/parts/" in offline.url
    offline.go_back()
    offline.locator("#contested .card h3 a").first.click()
    assert "/conflicts/f_" in offline.url
    conflict = offline.url
    links = offline.locator(".reads a")
    assert links.count() >= 2
    for place in range(links.count()):
        links.nth(place).click()
        offline.wait_for_url(re.compile(r"/doc/.*\.html#s_"))
        anchor = offline.url.partition("#")[2]
        assert offline.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", anchor)
        offline.goto(conflict)


def test_every_entry_of_the_menu_opens_and_the_map_shows_a_scenario(offline: Any, site: Path) -> None:
    offline.goto((site / "index.html").as_uri())
    names = offline.locator("nav a").all_inner_texts()
    assert len(names) == 11
    for name in names:
        offline.locator("nav a", has_text=re.compile(rf"^{name}$")).click()
        assert offline.locator("nav a[aria-current]").inner_text() == name
        assert offline.locator("form, script, input").count() == 0
    offline.goto((site / "map.html").as_uri())
    route = "#atlas-map .geobox .way-main"
    before = offline.locator(route).get_attribute("d")
    offline.get_by_role("link", name="Suez Canal closed").click()
    assert "/map/" in offline.url
    assert offline.locator(route).get_attribute("d") != before
