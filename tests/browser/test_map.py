"""The map in a real browser: a switch changes the route, the map moves, and everything works without a script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
SWITCH = "Red Sea avoided"


def line(page: Any, role: str = "main") -> str:
    return str(page.locator(f"path.way-{role}").first.get_attribute("d"))


def told(page: Any) -> str:
    return str(page.locator("#told").inner_text())


def box(page: Any) -> list[float]:
    return [float(one) for one in page.locator("[data-map] > svg").get_attribute("viewBox").split()]


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_switch_changes_the_route_in_words_and_on_the_map(page: Any, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto("/map")
    before, drawn = told(page), line(page)
    assert "least cost" in before and "Against the base" not in before
    page.get_by_label(SWITCH).check()
    page.locator("#told .against").wait_for()
    assert re.search(r"Another route: [\d,]+ km (shorter|longer)", told(page)) and told(page) != before
    assert line(page) != drawn and line(page, "base") == drawn
    assert "scenario=red-sea-avoided" in page.url
    assert page.get_by_label(SWITCH).evaluate("one => document.activeElement === one"), "the focus stays on the switch"
    page.reload()
    assert page.get_by_label(SWITCH).is_checked() and "Another route" in told(page)
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_label(SWITCH).uncheck()
    page.locator("#told .against").wait_for(state="detached")
    assert line(page) == drawn and told(page) == before


def test_a_place_on_the_way_is_closed_and_opened_again(page: Any) -> None:
    page.goto("/map")
    drawn = line(page)
    page.locator("#closures").get_by_label("Suez").check()
    page.locator("#told .against").wait_for()
    assert line(page) != drawn
    assert page.locator("#closures").get_by_label("Suez").evaluate("one => document.activeElement === one && one.checked")
    page.locator("#closures").get_by_label("Suez").uncheck()
    page.locator("#told .against").wait_for(state="detached")
    assert line(page) == drawn


def test_the_map_moves_by_keys_and_buttons(page: Any) -> None:
    page.goto("/map")
    first = box(page)
    size = float(page.locator("[data-map] > svg").get_attribute("font-size"))
    names = page.locator("[data-map] text:visible").count()
    page.locator("[data-map]").focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    closer = box(page)
    assert closer[2] < first[2] and float(page.locator("[data-map] > svg").get_attribute("font-size")) < size
    assert page.locator("[data-map] text:visible").count() > names, "more names the closer one looks"
    page.keyboard.press("ArrowRight")
    assert box(page)[0] > closer[0] and box(page)[2] == closer[2]
    page.get_by_role("button", name="Farther").click()
    assert box(page)[2] > closer[2]
    page.keyboard.press("0")
    assert box(page) == first
    page.get_by_role("button", name="Closer").click()
    page.get_by_role("button", name="As at first").click()
    assert box(page) == first


def test_dragging_moves_the_map_with_the_hand(page: Any) -> None:
    page.goto("/map?scenario=red-sea-avoided")
    page.locator("[data-map]").scroll_into_view_if_needed()
    page.keyboard.press("Tab")
    first, at = box(page), page.locator("[data-map] > svg").bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + 120
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y, steps=3)
    page.mouse.up()
    assert box(page)[0] - first[0] == pytest.approx(100 / at["width"] * first[2], rel=0.05)


def test_without_a_script_the_form_does_it(chromium: Any, served: str) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/map")
    drawn = line(page)
    page.get_by_label(SWITCH).check()
    page.get_by_label("Draw besides").select_option("pareto")
    page.get_by_role("button", name="Show with these").click()
    assert "scenario=red-sea-avoided" in page.url and "Another route" in told(page)
    assert line(page) != drawn and page.locator("path.way-other").count() > 1
    page.get_by_role("link", name="close it").first.click()
    assert "closed=" in page.url and page.locator("#closures input:checked").count() == 1
    context.close()


def test_a_page_comes_at_once(page: Any) -> None:
    page.goto("/map")
    page.goto("/map?scenario=red-sea-avoided")
    one = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
    # The bound is wide: it keeps out what would be computed anew for every page.
    assert one["responseEnd"] - one["requestStart"] < 1000
