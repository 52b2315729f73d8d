"""Edit, merge and split in a browser: kept, shown, taken back, refused where somebody was quicker; and marks of who proposed."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary import pipeline
from depositary.dossier import Dossier, changes, targets
from depositary.model.nouns import Statement
from depositary.web.app import application
from factory import document, result, statement

ONE = (
    "The foreign minister of Verania arrived in Paris on 3 May 2022.\n\n"
    "The foreign minister of Osmerra arrived in Paris on 9 May 2022."
)
OTHER = "The foreign minister of Osmerra arrived in Lyon on 5 May 2022."


@pytest.fixture
def towns(tmp_path: Path) -> Browser:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE)
    (folder / "b.txt").write_text(OTHER)
    pipeline.build(folder, tmp_path / "towns.dossier", case="model-pact", workers=1)
    return Browser(application(tmp_path / "towns.dossier"))


def path(browser: Browser) -> Path:
    return Path(browser.app.app.state.path)


def said(browser: Browser, name: str) -> list[Statement]:
    """Statements that name a place."""
    with Dossier.open(path(browser), readonly=True) as store:
        return [one for one in store.statements() if one.where and one.where.literal == name]


def form(browser: Browser, key: str, action: str, entity: str = "") -> dict[str, str]:
    """The hidden fields of a form on the page of a statement."""
    page = browser.get(f"/statements/{key}").text
    for one in re.findall(r'<form class="decide" action="/change".*?</form>', page, re.DOTALL):
        held = {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', one)}
        if held["action"] == action and held["target"].startswith(entity):
            return held
    raise AssertionError(f"no form to {action}")


def change(browser: Browser, held: dict[str, str], **more: str) -> int:
    return browser.post("/change", {**held, "author": "Ada", "note": "seen", **more}).status


def undo(browser: Browser) -> int:
    page = browser.get("/review")
    found = re.search(r'name="target" value="(x_\w+)"', page.text)
    assert found is not None
    return browser.post("/decide", {**page.form(found[1]), "verdict": "undo"}).status


def place(one: Statement) -> str:
    assert one.where is not None and one.where.entity is not None
    return one.where.entity


def test_a_field_of_a_document_is_set_and_taken_back(towns: Browser) -> None:
    one = said(towns, "Paris")[0]
    held = form(towns, one.id, "edit")
    assert change(towns, held, publisher="The Herald", written="", grade="") == 303
    page = towns.get(f"/statements/{one.id}").text
    assert "Edited by Ada: a.txt" in page and 'placeholder="The Herald"' in page
    with Dossier.open(path(towns), readonly=True) as store:
        assert [item.publisher for item in store.documents() if item.name == "a.txt"] == ["The Herald"]
        assert [(item.verdict, item.author, item.note) for item in store.decisions()] == [("edit", "Ada", "seen")]
    assert undo(towns) == 303
    with Dossier.open(path(towns), readonly=True) as store:
        assert [item.publisher for item in store.documents() if item.name == "a.txt"] != ["The Herald"]


def test_two_names_are_held_for_one_and_for_two_again(towns: Browser) -> None:
    paris, lyon = said(towns, "Paris")[0], said(towns, "Lyon")[0]
    assert place(paris) != place(lyon)
    assert change(towns, form(towns, lyon.id, "merge", place(lyon)), other="Paris") == 303
    assert place(said(towns, "Lyon")[0]) == place(paris), "the one that is named stays"
    assert undo(towns) == 303
    assert place(said(towns, "Lyon")[0]) == place(lyon)


def test_in_one_statement_it_is_another_one(towns: Browser) -> None:
    first, second = said(towns, "Paris")[:2]
    assert place(first) == place(second)
    held = form(towns, second.id, "split", place(second))
    assert change(towns, held, name="Paris of the novel", schema="Place") == 303
    after = {one.id: place(one) for one in said(towns, "Paris")}
    assert after[first.id] == place(first) != after[second.id]
    assert "Paris of the novel" in towns.get(f"/statements/{second.id}").text
    assert undo(towns) == 303
    assert {place(one) for one in said(towns, "Paris")} == {place(first)}


@pytest.mark.parametrize("action", ["edit", "merge", "split"])
def test_of_two_people_the_slower_is_refused_and_nothing_is_written(towns: Browser, action: str) -> None:
    lyon = said(towns, "Lyon")[0]
    entity = "" if action == "edit" else place(lyon)
    split = {"name": "Lyon on the lake", "schema": "Place"}
    more = {"edit": {"grade": "B2"}, "merge": {"other": "Paris"}, "split": split}[action]
    held = form(towns, lyon.id, action, entity)
    assert change(towns, held, **more) == 303
    assert change(towns, held, **more) == 409
    with Dossier.open(path(towns), readonly=True) as store:
        assert sum(1 for _ in store.decisions()) == 1


def test_who_is_merged_away_meanwhile_cannot_be_merged_again_unseen(towns: Browser) -> None:
    paris, lyon = said(towns, "Paris")[0], said(towns, "Lyon")[0]
    stale = form(towns, lyon.id, "split", place(lyon))
    with Dossier.open(path(towns)) as store:
        gone = targets.entity(store, place(lyon))
        store.decide(changes.merged(store, targets.entity(store, place(paris)), [gone], "Bob", "2026-01-01T00:00:00Z"))
    assert change(towns, stale, name="Lyon on the lake", schema="Place") == 409


def test_what_cannot_be_is_refused(towns: Browser) -> None:
    lyon = said(towns, "Lyon")[0]
    edit, merge = form(towns, lyon.id, "edit"), form(towns, lyon.id, "merge", place(lyon))
    split = form(towns, lyon.id, "split", place(lyon))
    assert change(towns, {**edit, "csrf": "0"}, grade="B2") == 403
    assert towns.post("/change", {**edit, "grade": "B2"}, origin="http://evil.example").status == 403
    assert change(towns, edit) == 400 and change(towns, edit, written="soon") == 400
    assert change(towns, merge, other="Nobody Known") == 400 and change(towns, merge, other="Lyon") == 400
    assert change(towns, split, name=" ", schema="Place") == 400 and change(towns, split, name="X", schema="Ship") == 400
    assert change(towns, {**edit, "action": "erase"}) == 400
    with Dossier.open(path(towns), readonly=True) as store:
        assert list(store.decisions()) == []


def test_a_thing_of_the_case_stays_whichever_is_named(towns: Browser) -> None:
    lyon = said(towns, "Lyon")[0]
    with Dossier.open(path(towns), readonly=True) as store:
        case = next(one for one in store.entities() if targets.of_case(store, one.id) and one.schema == "Country")
    assert change(towns, form(towns, lyon.id, "merge", place(lyon)), other=case.id) == 303
    assert place(said(towns, "Lyon")[0]) == case.id


def test_people_who_differ_are_told_and_it_waits(own: Browser) -> None:
    from depositary.dossier import log

    key = re.search(r'data-item tabindex="-1" id="(s_\w+)"', own.get("/review?noun=statements").text)
    assert key is not None
    where = path(own)
    other = where.with_name("other.dossier")
    other.write_bytes(where.read_bytes())
    with Dossier.open(where) as store, Dossier.open(other) as copy:
        for held, verdict, author in ((store, "accept", "Ann"), (copy, "reject", "Bob")):
            held.decide(targets.made(verdict, targets.target(held, key[1]), author, "2026-01-01T00:00:00Z"))
        log.bring(store, log.read(log.lines(copy)))
    page = own.get(f"/statements/{key[1]}").text
    assert "People differ" in page and "Accepted by Ann" in page and "Rejected as misread by Bob" in page
    waits = own.get("/review?noun=statements").text
    assert f'id="{key[1]}"' in waits and "People differ" in waits and "people differ, so it does not hold" in waits


def test_what_a_model_proposed_and_what_a_person_accepted_say_so_wherever_they_are_cited(tmp_path: Path) -> None:
    doc = document("Trade grew by 3%. Trade fell in May. Talks went on.", "a.txt")
    rule, model, held = (statement(doc, words, "status") for words in ("Trade grew by 3%", "Trade fell in May", "Talks went on"))
    model = replace(model, made_by="model:any/1")
    target = tmp_path / "m.dossier"
    with Dossier.create(target) as store:
        store.put(result(doc, rule, model, held))
        store.decide(targets.made("accept", targets.target(store, held.id), "Ann", "2026-01-01T00:00:00Z"))
    browser = Browser(application(target))
    for page in ("/ledger", f"/doc/{doc.name}"):
        body = browser.get(page).text
        assert (body.count("proposed by a model"), body.count(">accepted<")) == (1, 1), page
    for key, words in ((rule.id, ">proposed<"), (model.id, "proposed by a model"), (held.id, ">accepted<")):
        assert words in browser.get(f"/statements/{key}").text
    with Dossier.open(target) as store:
        store.decide(targets.made("accept", targets.target(store, model.id), "Ann", "2026-01-02T00:00:00Z"))
    assert "proposed by a model" not in browser.get("/ledger").text
