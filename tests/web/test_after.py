"""What a server that runs on keeps after a decision is what one that is started then would make."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from visitor import Browser

from large_dossier import made

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.views import conflicts
from depositary.web import counter, standing
from depositary.web import held as holding
from depositary.web.app import application

PLAIN = (
    "/", "/ledger?kind=figure", "/search?q=railway", "/conflicts", "/timeline", "/figures", "/actors", "/projects", "/sources",
    "/treaty", "/review", "/review?noun=statements", "/parts/gas", "/api/statements?limit=50", "/api/findings?limit=25",
    "/actors/Speaker%20000", "/actors/Speaker%20001", "/actors/Speaker%20040", "/actors/Publisher%203",
)  # fmt: skip
LINKS = (r'href="(/doc/[^"#]+)', r'href="(/statements/s_\w+)', r'href="(/conflicts/f_\w+)')
DECISIONS = (("findings", 0, "dismiss"), ("statements", 0, "reject"), ("statements", 4, "accept"), ("findings", 3, "accept"),
             ("findings", 0, "undo"), ("statements", 2, "reject"), ("findings", 5, "dismiss"))  # fmt: skip


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that is taken for large, whose counts do not rest."""
    monkeypatch.setattr(holding, "SMALL", 100)
    monkeypatch.setattr(counter, "REST", 0.0)
    monkeypatch.setattr(standing, "FEW", 20)
    return made(tmp_path / "own.dossier", 1_200)


def settled(browser: Browser, path: str) -> str:
    """The page once nothing is counted any more, without what belongs to a session."""
    for _ in range(20):
        answer = browser.get(path)
        until = time.monotonic() + 30
        while browser.app.app.state.held.counting and time.monotonic() < until:
            time.sleep(0.01)
        again = browser.get(path)
        if answer.status == again.status == 200 and answer.text == again.text and not browser.app.app.state.held.counting:
            return re.sub(r'name="csrf" value="[^"]*"', "", again.text)
    raise AssertionError(f"{path} does not settle")


def decide(browser: Browser, noun: str, place: int, verdict: str) -> None:
    page = browser.get(f"/review?noun={noun}")
    sort = "x_" if verdict == "undo" else "[fs]_"
    target = list(dict.fromkeys(re.findall(rf'name="target" value="({sort}\w+)"', page.text)))[place]
    assert browser.post("/decide", {**page.form(target), "verdict": verdict, "author": "Ann", "back": ""}).status == 303


def test_after_decisions_every_page_is_that_of_a_server_started_then(dossier: Path) -> None:
    running = Browser(application(dossier))
    first = settled(running, "/ledger") + settled(running, "/conflicts")
    paths = [*PLAIN, *(one for sign in LINKS for one in list(dict.fromkeys(re.findall(sign, first)))[:3])]
    before = {path: settled(running, path) for path in paths}
    changed: set[str] = set()
    for number, decision in enumerate(DECISIONS):
        decide(running, *decision)
        if number % 3:
            continue
        fresh = Browser(application(dossier))
        fresh.cookies = dict(running.cookies)
        for path in paths:
            told = settled(running, path)
            assert told == settled(fresh, path), (path, decision)
            changed |= {path} if told != before[path] else set()
        fresh.app.close()
    assert {"/", "/review", "/conflicts"} <= changed
    running.app.close()


def test_what_a_speaker_says_is_kept_where_a_decision_bears_on_others(dossier: Path) -> None:
    browser = Browser(application(dossier))
    held = browser.app.app.state.held
    names = [one.name for one in held.fresh(standing.voices) if not one.own_voice]
    pages = [f"/actors/{name.replace(' ', '%20')}" for name in names[:12] + names[-12:]]
    for page in pages:
        settled(browser, page)
    before = {page: held._kept["actor", page.rpartition("/")[2].replace("%20", " ")].value for page in pages}
    decide(browser, "findings", 0, "dismiss")
    for page in pages:
        settled(browser, page)
    kept = [page for page in pages if held._kept["actor", page.rpartition("/")[2].replace("%20", " ")].value is before[page]]
    assert kept and len(kept) < len(pages)
    browser.app.close()


def test_points_are_made_when_they_are_come_to(dossier: Path) -> None:
    from depositary.dossier import Dossier
    from depositary.views.desks import desk_of

    with Dossier.open(dossier, readonly=True) as store:
        desk = desk_of(store)
        every, found = conflicts.points(desk), conflicts.weighed(desk)
        assert len(found) == len(every) > 100 and found[:7] == every[:7] and found[-1] == every[-1]
        assert conflicts.leading(found, 6) == conflicts.leading(every, 6)
