"""Every page by axe-core, light and dark, and at the widths of a telephone and of a wide screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
PAGES = (
    "/", "/parts/treaty", "/ledger", "/conflicts", "/timeline", "/figures", "/treaty", "/treaty/russia-iran-2025", "/checks",
    "/projects", "/actors", "/sources", "/review", "/review?noun=statements", "/search?q=corridor",
    "/map", "/map?scenario=red-sea-avoided&beside=alternatives",
    "/compare", "/graph", "/scenario", "/treaty/russia-iran-2025/implementation",
)  # fmt: skip
# The first of each sort that a page of the menu leads to.
BELOW = {
    "/conflicts": "main a[href^='/conflicts/f_']",
    "/ledger": "main a[href^='/statements/']",
    "/sources": "main td a[href^='/doc/']",
    "/projects": "main a[href^='/projects/']",
    "/actors": "main a[href^='/actors/']",
}


def every(page: Any) -> list[str]:
    found = list(PAGES)
    for path, selector in BELOW.items():
        page.goto(path)
        found.append(page.locator(selector).first.get_attribute("href"))
    return found


def serious(page: Any) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_violation(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    wrong = {}
    for path in every(page):
        page.goto(path)
        if found := serious(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_no_page_scrolls_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for path in every(page):
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []
