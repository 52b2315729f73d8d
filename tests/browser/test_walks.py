"""What people come for, walked through in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def state_of(page: Any, part: str) -> str:
    """How a part stands, by its card on the first page."""
    page.goto("/")
    return str(page.locator(f"#part-{part} .state").inner_text())


def test_from_a_part_to_a_conflict_to_both_sentences_and_a_dismissal_taken_back(page: Any) -> None:
    before = state_of(page, "treaty")
    opening = page.locator(".opening").inner_text()
    page.locator(".map a[href='/parts/treaty']").click()
    conflict = page.locator("#contested .card h3 a").first.get_attribute("href")
    page.locator("#contested .card h3 a").first.click()
    assert page.url.endswith(conflict)
    quotes = page.locator(".sides blockquote .q").all_inner_texts()
    links = page.locator(".reads a")
    assert links.count() == len(quotes) >= 2
    for place, quote in enumerate(quotes):
        links.nth(place).click()
        page.wait_for_url(re.compile(r"/doc/.*#s_"))
        anchor = page.url.partition("#")[2]
        marked = page.evaluate("id => document.getElementById(id).parentElement.innerText", anchor)
        first = re.findall(r"\w+", quote.partition("“")[2])[:4]
        assert " ".join(first) in " ".join(re.findall(r"\w+", marked)), "the words stand at the anchor"
        assert page.evaluate("id => document.getElementById(id).getBoundingClientRect().top < innerHeight", anchor)
        page.go_back()
    page.locator("#decide input[name=author]").fill("Ada Reader")
    page.locator("#decide input[name=note]").fill("two readings of one clause")
    page.get_by_role("button", name="Dismiss").click()
    assert "Dismissed by Ada Reader" in page.locator("#decide .mark").inner_text()
    assert state_of(page, "treaty") != before
    assert page.locator(".opening").inner_text() != opening
    page.goto(conflict)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector("text=Nobody has decided on it")
    assert state_of(page, "treaty") == before
    assert page.locator(".opening").inner_text() == opening


def test_a_claim_is_typed_and_its_verdict_read(page: Any) -> None:
    page.goto("/checks")
    page.get_by_label("A claim").fill("40% shorter than Suez")
    page.get_by_label("A claim").press("Enter")
    verdict = page.locator("#verdict")
    verdict.wait_for()
    assert "By the text and the map" in verdict.inner_text()
    assert re.search(r"\d+ to \d+ per cent shorter than the Suez route", verdict.inner_text())


def waiting(page: Any) -> int:
    return int(page.locator(".lead[role=status]").inner_text().split()[0])


def test_the_queue_by_keyboard_alone(page: Any) -> None:
    page.goto("/review")
    start, names = waiting(page), [one.get_attribute("id") for one in page.locator("[data-item]").all()]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == names[1]
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == names[0]
    page.keyboard.press("a")
    page.wait_for_selector("text=Last: accepted")
    assert waiting(page) == start - 1
    assert page.evaluate("document.activeElement.id") == names[1], "the next one stands where the last one was"
    page.keyboard.press("r")
    page.wait_for_selector("text=Last: dismissed")
    assert waiting(page) == start - 2
    page.keyboard.press("u")
    page.wait_for_selector("text=Last: accepted")
    page.keyboard.press("u")
    page.locator(".lead[role=status]", has_text=re.compile(rf"^{start} ")).wait_for()
    page.keyboard.press("/")
    page.keyboard.type("corridor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=corridor")
    assert page.locator("main .lines li").count() > 3


def test_of_two_people_the_slower_is_told(page: Any) -> None:
    page.goto("/review")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("[data-item]").first.get_by_role("button", name="Accept").click()
    page.wait_for_selector("text=Last: accepted")
    other.locator("[data-item]").first.get_by_role("button", name="Dismiss").click()
    assert "Somebody was quicker" in other.locator("h1").inner_text()
    other.close()


def test_filters_and_paging_work_without_a_script(chromium: Any, served: str) -> None:
    context = chromium.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("/ledger")
    page.get_by_label("Kind").select_option("figure")
    page.get_by_role("button", name="Show").click()
    assert "kind=figure" in page.url and "fit" in page.locator(".lead[role=status]").inner_text()
    page.goto("/ledger")
    first = page.locator(".entry-row a.badge").first.get_attribute("href")
    page.get_by_role("link", name="The next ones").click()
    assert page.locator(".entry-row a.badge").first.get_attribute("href") != first
    context.close()


def test_a_document_is_edited_by_keyboard_and_that_is_taken_back(page: Any) -> None:
    page.goto("/review?noun=statements")
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.evaluate("document.activeElement.id")
    page.keyboard.press("e")
    page.wait_for_url(f"**/statements/{chosen}?**#edit")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "written"
    page.locator("#edit input[name=publisher]").first.fill("The Herald")
    page.locator("#edit input[name=author]").first.fill("Ada Reader")
    page.get_by_role("button", name="Set", exact=True).click()
    page.wait_for_url(f"**/review?noun=statements#{chosen}")
    page.wait_for_selector("text=Last: edited by Ada Reader")
    assert page.evaluate("document.activeElement.id") == chosen, "one goes on where one was"
    page.keyboard.press("u")
    page.locator(".mark", has_text="Last: edited by Ada Reader").wait_for(state="detached")
