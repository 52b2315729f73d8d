"""What is decided in a browser is kept, shown, taken back, and never written over by somebody who had not seen it."""

from __future__ import annotations

import re

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier
from depositary.dossier.proposed import Answer
from depositary.model import nouns


def first(browser: Browser, noun: str = "findings") -> str:
    found = re.search(r'data-item tabindex="-1" id="(\w+)"', browser.get(f"/review?noun={noun}").text)
    assert found is not None
    return found[1]


def waiting(browser: Browser, noun: str = "findings") -> int:
    found = re.search(rf"(\d+) {noun} wait", browser.get(f"/review?noun={noun}").text)
    assert found is not None
    return int(found[1])


def decide(browser: Browser, key: str, verdict: str, **more: str) -> int:
    form = browser.get(f"/{'conflicts' if key[0] == 'f' else 'statements'}/{key}").form(key)
    return browser.post("/decide", {**form, "verdict": verdict, "author": "Ada", **more}).status


def test_a_dismissed_finding_leaves_the_counts_and_comes_back(own: Browser) -> None:
    key, before = first(own), waiting(own)
    system = own.get("/").text
    assert decide(own, key, "dismiss", note="two calendars") == 303
    assert waiting(own) == before - 1
    assert key not in own.get("/conflicts").text and own.get("/").text != system
    page = own.get(f"/conflicts/{key}")
    assert re.search(r"Dismissed by Ada on \d{4}-\d\d-\d\d: two calendars", page.text)
    undo = re.search(r'name="target" value="(x_\w+)"', page.text)
    assert undo is not None
    assert own.post("/decide", {**page.form(undo[1]), "verdict": "undo"}).status == 303
    assert waiting(own) == before
    assert _counts(own.get("/").text) == _counts(system)


def _counts(page: str) -> list[str]:
    return re.findall(r'<p class="state">(.*?)</p>', page)


def test_a_statement_is_accepted_rejected_and_noted(own: Browser) -> None:
    key = first(own, "statements")
    assert decide(own, key, "note", note="look again") == 303
    assert decide(own, key, "accept") == 303
    assert ">accepted<" in own.get(f"/statements/{key}").text
    assert decide(own, key, "reject") == 303
    with Dossier.open(own.app.app.state.path, readonly=True) as store:
        assert [(one.verdict, one.author) for one in sorted(store.decisions(), key=lambda one: one.at)] == [
            ("note", "Ada"), ("accept", "Ada"), ("reject", "Ada"),
        ]  # fmt: skip
    assert own.get(f"/search?q={key}").status == 200


def test_of_two_who_saw_the_same_one_is_told(own: Browser) -> None:
    key = first(own)
    seen = own.get(f"/conflicts/{key}").form(key)
    assert own.post("/decide", {**seen, "verdict": "accept", "author": "Ada"}).status == 303
    late = own.post("/decide", {**seen, "verdict": "dismiss", "author": "Ben"})
    assert late.status == 409
    assert "accept by Ada" in late.text and "Nothing was kept" in late.text
    with Dossier.open(own.app.app.state.path, readonly=True) as store:
        assert [one.verdict for one in store.decisions()] == ["accept"]


def test_a_decision_is_taken_back_once(own: Browser) -> None:
    key = first(own)
    decide(own, key, "accept")
    page = own.get("/review")
    made = re.search(r'<li id="(x_\w+)"', page.text)
    assert made is not None
    form = page.form(made[1])
    assert own.post("/decide", {**form, "verdict": "undo"}).status == 303
    assert own.post("/decide", {**form, "verdict": "undo"}).status == 409


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"csrf": "0" * 64}, 403), ({"csrf": ""}, 403), ({"verdict": "delete"}, 400), ({"verdict": "reject"}, 400),
        ({"target": "f_ffffffffffffffff"}, 404), ({"target": "e_1"}, 400), ({"target": ""}, 400), ({"version": ""}, 409),
        ({"verdict": "note", "note": " "}, 400),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_kept(own: Browser, change: dict[str, str], status: int) -> None:
    key = first(own)
    form = {**own.get(f"/conflicts/{key}").form(key), "verdict": "accept", **change}
    assert own.post("/decide", form).status == status
    with Dossier.open(own.app.app.state.path, readonly=True) as store:
        assert not list(store.decisions())


def test_a_form_of_another_session_is_refused(own: Browser) -> None:
    key = first(own)
    form = own.get(f"/conflicts/{key}").form(key)
    own.cookies.clear()
    assert own.post("/decide", {**form, "verdict": "accept"}).status == 403
    own.cookies["depositary-session"] = "chosen-by-another"
    assert own.post("/decide", {**form, "verdict": "accept"}).status == 403


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nx: y"])
def test_after_a_decision_nobody_is_led_away(own: Browser, back: str) -> None:
    key = first(own)
    form = own.get(f"/conflicts/{key}").form(key)
    found = own.post("/decide", {**form, "verdict": "accept", "back": back})
    assert found.status == 303 and found.headers["location"].startswith("/review#x_")


def test_only_forms_are_taken(own: Browser) -> None:
    assert own.post("/decide", {}, content_type="application/json").status == 415
    many = {f"a{number}": "" for number in range(40)}
    assert own.post("/decide", many).status == 400


def test_a_proposal_of_a_model_is_marked_and_waits_until_it_is_accepted(own: Browser) -> None:
    path = own.app.app.state.path
    with Dossier.open(path) as store:
        one = next(each for each in store.statements() if each.kind == "event")
        made = nouns.statement(store.document(one.doc), one.spans, "relation", predicate="be", made_by="model:m-1", score=0.0)
        store.propose(Answer("k", "m-1", "2026-01-01T00:00:00+00:00", "{}"), one.doc, [made])
    assert waiting(own, "proposals") == 1 and first(own, "proposals") == made.id
    assert "proposed by the model m-1" in own.get("/review?noun=proposals").text
    assert f'id="{made.id}"' not in own.get("/review?noun=statements").text
    assert made.id not in own.get("/ledger?kind=relation").text
    assert made.id in own.get("/ledger?layer=model").text and made.id in own.get("/api/statements?layer=model").text
    assert made.id not in own.get("/api/statements?kind=relation").text
    assert "nobody has accepted it" in own.get(f"/statements/{made.id}").text
    assert decide(own, made.id, "accept") == 303
    assert waiting(own, "proposals") == 0
    assert made.id in own.get("/ledger?kind=relation").text and made.id not in own.get("/ledger?layer=model").text
    assert "proposed by the model m-1" in own.get("/ledger?kind=relation").text
    assert "a person accepted it" in own.get(f"/statements/{made.id}").text
    assert decide(own, made.id, "reject") == 303
    assert made.id not in own.get("/ledger?kind=relation").text
