"""Pages are there, link to what is there, and hold nothing that a document could run."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import unquote

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier

MENU = (
    "/", "/ledger", "/conflicts", "/timeline", "/figures", "/treaty", "/checks", "/projects", "/actors", "/sources", "/review",
    "/review?noun=statements", "/search", "/search?q=treaty", "/map",
)  # fmt: skip


@pytest.mark.parametrize("path", MENU)
def test_every_page_of_the_menu_is_there(browser: Browser, path: str) -> None:
    found = browser.get(path)
    assert found.status == 200
    assert "<h1" in found.text and "<main" in found.text
    assert not re.search(r"<[^>]*\sstyle=|<style|<script(?! src)|\son\w+=", found.text), "style or script within the page"


def links(text: str) -> list[tuple[str, str]]:
    found = (html.unescape(one).partition("#") for one in re.findall(r'href="(/[^"]*)"', text))
    return [(unquote(path) if "?" not in path else path, anchor) for path, _, anchor in found if not path.startswith("/static")]


def test_links_of_the_first_pages_lead_somewhere(browser: Browser) -> None:
    """One link of each sort on each page of the menu, and its anchor."""
    tried: set[str] = set()
    for path in MENU:
        for target, anchor in links(browser.get(path).text):
            sort = re.sub(r"[^/]+$", "", target.partition("?")[0]) + path
            if sort in tried:
                continue
            tried.add(sort)
            found = browser.get(target)
            assert found.status == 200, target
            assert not anchor or f'id="{anchor}"' in found.text, f"{target} has no #{anchor}"
    assert len(tried) > 20


def test_a_conflict_leads_to_the_words_of_each_statement(browser: Browser) -> None:
    listed = browser.get("/conflicts").text
    one = re.search(r"/conflicts/(f_\w+)", listed)
    assert one is not None
    page = browser.get(f"/conflicts/{one[1]}").text
    read = [(unquote(path), anchor) for path, anchor in links(page) if path.startswith("/doc/")]
    assert len({anchor for _, anchor in read}) >= 2
    for path, anchor in read:
        assert f'id="{anchor}"' in browser.get(path).text


def test_what_is_not_there_is_told_so(browser: Browser) -> None:
    for path in ("/nothing", "/parts/nothing", "/doc/nothing.txt", "/statements/s_ffff", "/conflicts/f_ffff", "/treaty/nothing"):
        found = browser.get(path)
        assert found.status == 404 and "Not here" in found.text, path


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/ledger?since=yesterday", "is no day"), ("/ledger?kind=poem", "One of|There are"), ("/ledger?part=none", "no part"),
        ("/ledger?speaker=Nobody+at+all", "no speaker"), ("/ledger?after=s_ffff", "there is no statement"),
        ("/timeline?until=soon", "is no day"), ("/timeline?project=none", "no thing"), ("/timeline?after=s_ffff", "nothing here"),
        ("/conflicts?severity=grave", "no severity"), ("/conflicts?relation=hates", "no relation"),
        ("/conflicts?after=f_ffff", "nothing here"), ("/figures?series=none", "no series"), ("/review?noun=poems", "One of"),
    ],
)  # fmt: skip
def test_a_filter_that_is_none_is_told_with_what_there_is(browser: Browser, path: str, told: str) -> None:
    found = browser.get(path)
    assert found.status == 400 and re.search(told, found.text), found.text


def test_files_are_served_by_name_alone(browser: Browser) -> None:
    assert browser.get("/static/style.css").headers["content-type"].startswith("text/css")
    outside = ("/static/../app.py", "/static/..%2Fapp.py", "/static/%2e%2e/app.py", "/doc/../../etc/passwd")
    for path in outside:
        assert browser.get(path).status == 404, path


def test_what_did_not_change_is_not_sent_again(browser: Browser) -> None:
    for path in ("/sources", "/api/documents", "/static/style.css"):
        first = browser.get(path)
        again = browser.get(path, if_none_match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        assert "content-security-policy" in again.headers


def test_words_of_a_document_are_never_markup(browser: Browser) -> None:
    for path in ("/search?q=<script>alert(1)</script>", '/ledger?text="><img src=x>', "/checks?claim=<b>x</b>", "/doc/<script>"):
        found = browser.get(path)
        assert not re.search(r"<script>|<img src=x|<b>x", found.text), path


def test_the_ledger_goes_on_without_an_end(browser: Browser) -> None:
    """Page after page, every statement comes once."""
    seen: list[str] = []
    path = "/ledger"
    while path:
        page = browser.get(path).text
        seen += re.findall(r'<a href="/statements/(s_\w+)" class="badge', page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        path = html.unescape(onward[1]) if onward else ""
    with Dossier.open(browser.app.app.state.path, readonly=True) as store:
        assert sorted(seen) == sorted(one.id for one in store.statements())


def test_filters_narrow_the_ledger(browser: Browser) -> None:
    assert re.search(r"\d+ statements? fit", browser.get("/ledger?kind=figure&stance=asserts").text)
    kinds = set(re.findall(r'badge k-(\w+)"', browser.get("/ledger?kind=figure").text))
    assert kinds == {"figure"}
    assert "No statement fits" in browser.get("/ledger?text=zzzz").text


def test_the_timeline_from_a_year_on_has_what_is_due_then(browser: Browser) -> None:
    ahead, before = browser.get("/timeline?since=2026").text, browser.get("/timeline?until=2025").text
    assert "would be completed in June 2026" in ahead and "would be completed in June 2026" not in before
    rows = json.loads(browser.get("/api/timeline?since=2026").text)
    assert "June 2026" in json.dumps(rows), "the API tells the same"
