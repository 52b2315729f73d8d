"""Two coders score duties and read how they agree; scenarios, links of actors; without a script and by keyboard too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_access import serious

from depositary import pipeline
from depositary.model.settings import DATA

pytestmark = pytest.mark.browser

KEY = "verania-osmerra-2022"
BASE = f"/treaty/{KEY}/implementation"
PAGES = (
    BASE, f"{BASE}?coder=Ann", "/scenario?act=attack&a=a+third+state&b=Verania&day=2023-01-01", "/scenario?act=attack&a=Nowhere",
    f"/treaty/{KEY}/scenario", "/compare", "/graph", "/graph?since=2023&until=2023", "/projects/merrow-pass-railway",
)  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo that holds the text of a treaty."""
    target = tmp_path_factory.mktemp("coding") / "partnership.dossier"
    pipeline.build(DATA / "demo" / "model-pact", target, workers=1)
    return target


def code(page: Any, coder: str, scores: dict[str, str]) -> None:
    """Walk from the matrix from duty to duty, as a coder does."""
    page.goto(BASE)
    page.get_by_label("Code under your name").fill(coder)
    page.get_by_role("button", name="Code").click()
    page.wait_for_selector(f"text=You code as {coder}")
    page.locator(".matrix tbody tr th a").first.click()
    page.wait_for_url("**/implementation/s_*")
    for _ in scores:
        article = page.locator("h1").inner_text()
        year = page.locator("#y2023")
        year.get_by_label(scores[article]).check()
        year.get_by_role("button", name="Set 2023").click()
        page.wait_for_selector(f"#y2023 >> text={coder} set")
        page.wait_for_url("**#y2023")
        onward = page.locator(".coverbar a[rel=next]")
        to = onward.get_attribute("href")
        onward.click()
        page.wait_for_url(f"**{to}")


def test_a_duty_is_coded_by_two_and_their_agreement_read(page: Any) -> None:
    page.goto(BASE)
    articles = page.locator(".matrix tbody tr th a").all_inner_texts()[:4]
    code(page, "Ann", dict(zip(articles, ("2 intermediate", "1 minimal", "3 full", "0 not initiated"), strict=True)))
    page.goto(f"{BASE}?coder=Ben")
    assert page.locator(".matrix .set").count() == 0, "Ben does not see what Ann set"
    code(page, "Ben", dict(zip(articles, ("2 intermediate", "2 intermediate", "3 full", "0 not initiated"), strict=True)))
    page.goto(f"{BASE}#coders")
    cells = page.locator(".agree tbody tr td").all_inner_texts()
    # Three of four alike: kappa (.75 - .25) / (1 - .25), chance being 2/16 + 1/16 + 1/16 of the margins for 2, 3 and 0.
    assert cells[:4] == ["4", "75%", "0.67", "0.67"]
    assert page.locator("#coders .lines a").all_inner_texts() == [f"{articles[1]}, 2023"]
    page.locator("#coders .lines a").click()
    page.wait_for_selector("#y2023 >> text=Ann set 1 minimal")
    page.wait_for_load_state()
    page.goto(f"{page.url.partition('#')[0]}?coder=Ben")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector("#y2023 >> text=Set for 2023, as Ben")
    page.wait_for_load_state()
    page.goto(f"{BASE}#coders")
    assert page.locator(".agree tbody tr td").all_inner_texts()[:2] == ["3", "100%"]
    assert page.locator("#coders .lines a").count() == 0


def test_a_score_by_keyboard_alone(page: Any) -> None:
    page.goto(f"{BASE}?coder=Ann")
    page.locator(".matrix tbody tr th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/implementation/s_*")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "y2022"
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector("#y2022 >> text=Ann set 1 minimal")
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.wait_for_selector("#y2022 >> text=Set for 2022, as Ann")


def test_pages_work_without_a_script(chromium: Any, served: str) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/scenario")
    page.get_by_label("A puts sanctions on B").check()
    page.get_by_label("A", exact=True).fill("a third state")
    page.get_by_label("B", exact=True).fill("Verania")
    page.get_by_label("Day").fill("2023-02-01")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**act=sanction**")
    assert "Osmerra must not" in page.locator("#answer").inner_text()
    page.get_by_label("Day").fill("soon")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**day=soon**")
    assert "is no day" in page.locator("#w-day").inner_text()
    page.goto("/graph")
    page.locator(".strip a").first.click()
    page.wait_for_url("**since=**")
    assert page.locator("[role=status]").inner_text()
    context.close()


def test_a_slider_tells_its_year(page: Any) -> None:
    page.goto("/graph")
    page.locator("#since").focus()
    before = page.locator("output[for=since]").inner_text()
    page.keyboard.press("ArrowRight")
    assert int(page.locator("output[for=since]").inner_text()) == int(before) + 1
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"**since={int(before) + 1}**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_new_page_has_a_serious_violation(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    code(page, "Ann", {page_article(page): "2 intermediate"})
    wrong = {}
    for path in (*PAGES, f"{duty(page)}?coder=Ann"):
        page.goto(path)
        if found := serious(page):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("width", [360, 768, 1920])
def test_no_new_page_scrolls_sideways(page: Any, width: int) -> None:
    paths = (*PAGES, f"{duty(page)}?coder=Ann")
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for path in paths:
        page.goto(path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("width", [360, 1280])
def test_how_much_of_the_text_is_held_stays_in_sight(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(BASE)
    page.locator(".matrix tbody tr").last.scroll_into_view_if_needed()
    assert page.locator(".coverbar .badge").first.evaluate("one => one.getBoundingClientRect().top >= 0")
    assert page.locator(".coverbar .badge").first.evaluate("one => one.getBoundingClientRect().bottom < innerHeight")


def test_a_printed_matrix_has_no_forms(page: Any) -> None:
    page.goto(f"{duty(page)}?coder=Ann")
    page.emulate_media(media="print")
    assert not page.locator(".scoring").first.is_visible() and not page.locator(".coding").first.is_visible()
    assert page.locator("#y2023").is_visible()


def page_article(page: Any) -> str:
    page.goto(BASE)
    return str(page.locator(".matrix tbody tr th a").first.inner_text())


def duty(page: Any) -> str:
    page.goto(BASE)
    return str(page.locator(".matrix tbody tr th a").first.get_attribute("href"))
