"""What is read by single rows is what the whole record gives; and what is counted in the background says so until it is done."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from visitor import Browser

from large_dossier import made

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier, near, query
from depositary.views import conflicts, dated, figures, numbers, places, promises, queue, show, timeline
from depositary.views.desks import desk_of
from depositary.views.lines import Desk
from depositary.views.marks import marks
from depositary.views.near import Near, base
from depositary.views.promises import is_promise
from depositary.web import held as holding
from depositary.web.app import application
from depositary.web.held import Held

SIZE = 1_200


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("large") / "large.dossier", SIZE)


@pytest.fixture
def store(large: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A copy on which people have decided."""
    shutil.copy(large, tmp_path / "own.dossier")
    with Dossier.open(tmp_path / "own.dossier") as opened:
        decided(opened)
        yield opened


def decided(opened: Dossier) -> None:
    """A dismissed and an accepted finding, a rejected statement that findings name, an accepted one, one decided and undone."""
    from depositary.dossier.targets import made as decision
    from depositary.dossier.targets import selector

    findings = [one for one in opened.findings() if one.relation == "contradicts"]
    said = [query.one(opened, findings[place].statements[0], "statement") for place in (5, 6, 7)]
    verdicts = (("dismiss", findings[0]), ("accept", findings[1]), ("reject", said[0]), ("accept", said[1]), ("reject", said[2]))
    for number, (verdict, target) in enumerate(verdicts):
        opened.decide(decision(verdict, selector(opened, target), "Ada", f"2026-01-0{number + 1}T00:00:00"))
    last = max(opened.decisions(), key=lambda one: one.at)
    opened.undo(last.id, author="Ada", at="2026-01-09T00:00:00")


def near_of(store: Dossier, whole: bool = False) -> Near:
    return Near(store, base(store), marks(store), whole=whole)


def test_lines_and_points_are_those_of_the_whole_record(store: Dossier) -> None:
    own, every = near_of(store), desk_of(store)
    own.cite = every.cite  # short ids may be longer where a dismissed one is near
    for one in every.record.statements[::17]:
        assert own.record.by_id[one.id] == one
        assert own.line(one) == every.line(one)
    for found in every.record.findings[::5]:
        assert conflicts.point(own, found) == conflicts.point(every, found)
    for one in every.record.statements[::97]:
        assert show.shown(own, one) == show.shown(every, one)
    assert len(own.record.statements) == len(every.record.statements) == SIZE - 1
    assert [one.id for one in own.record.findings] == [one.id for one in every.record.findings]
    assert own.as_of == every.as_of


def test_short_ids_tell_every_statement_from_all_others(store: Dossier) -> None:
    cite = near_of(store).cite
    ids = list(store.ids())
    for one in ids[::13]:
        assert [other for other in ids if other.startswith(cite.id(one))] == [one]


@pytest.mark.parametrize(
    "asked",
    [{}, {"severity": "high"}, {"severity": "medium"}, {"relation": "unlike"}, {"difference": "opinion"}, {"part": "gas"},
     {"check": "dates"}, {"part": "trade", "relation": "contradicts"}],
)  # fmt: skip
def test_findings_are_listed_in_the_order_of_the_whole_record(store: Dossier, asked: dict[str, str]) -> None:
    own, every = near_of(store), desk_of(store)
    held, wanted = places.places(store), conflicts.Asked(**asked)
    inside = places.of_part(store, asked["part"]) if "part" in asked else None
    for explained in (False, True):
        found = [one.id for one in places.chosen(held, wanted, inside, explained=explained) if one.id not in own.gone]
        assert found == [one.id for one in conflicts.chosen(every, wanted, explained=explained)]
    assert found or asked != {}


def test_the_queue_is_that_of_the_whole_record(store: Dossier) -> None:
    every = desk_of(store)
    for noun, expected in (("findings", _findings(every)), ("statements", _statements(store, every))):
        found, after = [], ""
        while True:
            page = queue.queue(near_of(store), store, noun, 90, after)
            found += [one.id for one in page.items]
            assert page.total == len(expected)
            if not (after := page.after):
                break
        assert found == expected


def _findings(desk: Desk) -> list[str]:
    from depositary.views.lines import tone

    waiting = [one for one in desk.record.findings if tone(one) in conflicts.SHOWN and not queue.decided(desk, one.id)]
    return [one.id for one in sorted(waiting, key=lambda one: conflicts.order(desk, one))]


def _statements(store: Dossier, desk: Desk) -> list[str]:
    rounded = {row["id"]: row["score"] for row in store.rows("SELECT id, round(score, 2) AS score FROM statements")}
    waiting = [one for one in desk.record.statements if not queue.decided(desk, one.id)]
    return [one.id for one in sorted(waiting, key=lambda one: (rounded[one.id], one.doc_name, one.start, one.id))]


def test_the_timeline_goes_through_what_the_whole_record_dates(store: Dossier) -> None:
    every = desk_of(store)
    held = dated.dated(store, every.followed)
    known = every.record.by_id
    told = [one for one in held if one.id in known]
    expected = [one for one in every.record.statements if (one.kind in timeline.KINDS or is_promise(every, one))]
    expected = [one for one in expected if timeline._start(every, one)]
    assert {one.id for one in told} == {one.id for one in expected}
    assert all(one.start == timeline._start(every, known[one.id]) for one in told)
    acts = dated.Done(dated.done(store, every.followed), near_of(store).gone)
    assert {key for key in dated.done(store, every.followed) if key in acts} == promises._done(every)
    moments, more = dated.page(every, held, 40, near_of(store).gone)
    own = near_of(store)
    own.cite, own.memo[promises.DONE] = every.cite, acts
    assert dated.page(own, held, 40, own.gone) == (moments, more)
    first = [one for one in held if one.id in known][:40]
    assert more == first[-1].id and {one.line.id for one in moments} <= {one.id for one in first}
    rest, end = dated.page(every, held[held.index(first[-1]) + 1 :], SIZE, near_of(store).gone)
    assert end == "" and {one.line.id for one in rest}.isdisjoint({one.id for one in first})


def test_series_are_those_of_the_whole_record(store: Dossier) -> None:
    every = desk_of(store)
    expected = figures.figures(every, every.record.statements, 20)
    counted = numbers.series(store, every.record.case)
    assert [(one.key, one.name) for one in counted] == [(one.key, one.name) for one in expected]
    own = near_of(store)
    own.cite = every.cite
    for one in expected:
        assert numbers.rows(own, store, one.key, 20) == [one]


def test_findings_by_statement_leave_out_what_rests_on_a_misread_one(store: Dossier) -> None:
    every, gone = desk_of(store), near_of(store).gone
    held = near.FindingsOf(store.db, gone)
    for one in every.record.statements[::11]:
        assert [found.id for found in held.get(one.id, [])] == [found.id for found in every.findings_of.get(one.id, [])]
    assert any(name[:2] == "s_" for name in gone)


@pytest.mark.parametrize(
    "asked",
    [{"text": "agreement"}, {"text": "agreement talks"}, {"text": '"Speaker 001"'}, {"kind": "figure"}, {"stance": "asserts"},
     {"part": "gas"}, {"topic": "trade"}, {"speaker": "Speaker 00"}, {"speaker": "document"}, {"layer": "accepted"},
     {"kind": "event", "text": "agreement"}, {"since": "2022", "text": "talks"}, {"speaker": "Speaker 001", "text": "talks*"}],
)  # fmt: skip
def test_what_is_frequent_is_found_by_another_way_and_is_the_same(
    store: Dossier, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for common in (1, 10**9):
        monkeypatch.setattr(query, "_COMMON", common)
        ids = [one.id for one in query.find(store, limit=40, **asked)]
        ids += [one.id for one in query.find(store, limit=40, after=ids[-1], **asked)]
        found.append((ids, query.count(store, **asked)))
    assert found[0] == found[1] and found[0][0]
    assert len(found[0][0]) == min(80, found[0][1])


# ---- the server


@pytest.fixture
def own(large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser on a copy that is taken for large."""
    monkeypatch.setattr(holding, "SMALL", 100)
    target = tmp_path / "own.dossier"
    shutil.copy(large, target)
    app = application(target)
    yield Browser(app)
    app.close()


def waited(browser: Browser, path: str, done: str) -> str:
    """The page, once it holds this."""
    until = time.monotonic() + 30
    while done not in (text := browser.get(path).text):
        assert time.monotonic() < until, text
        time.sleep(0.05)
    return text


def test_every_page_of_a_large_dossier_comes(own: Browser) -> None:
    assert own.get("/").status == own.get("/ledger").status == own.get("/conflicts").status == 200
    waited(own, "/", "how they bear on each other")
    for path in ("/timeline", "/figures", "/figures?series=others", "/actors", "/sources", "/projects", "/treaty", "/checks",
                 "/review", "/review?noun=statements", "/parts/gas", "/api/timeline", "/api/figures", "/api/parts"):  # fmt: skip
        found = own.get(path)
        assert found.status == 200, (path, found.text)
        assert len(found.text) < 400_000, path
    assert own.get("/actors/Speaker 000").status == own.get("/actors/Speaker 001").status == 200
    assert own.get("/actors/Nobody").status == 404
    assert 'name="source" value=""' in own.get("/ledger").text or "<select" in own.get("/ledger").text


@pytest.mark.parametrize("path", ["/timeline", "/conflicts", "/actors", "/sources", "/review", "/review?noun=statements"])
def test_long_listings_come_page_by_page(own: Browser, path: str) -> None:
    """Every entry once, and an end."""
    waited(own, "/", "how they bear on each other")
    signs = {
        "/timeline": r'href="(/doc/[^"]+#s_\w+)', "/conflicts": r'<h2 class="h3"><a href="/conflicts/(f_\w+)',
        "/actors": r'class="who" href="([^"]+)"', "/sources": r'<td><a href="(/doc/[^"]+)"',
    }  # fmt: skip
    sign = signs.get(path, r'data-item tabindex="-1" id="(\w+)"')
    seen: list[str] = []
    pages, at = 0, path
    while at and pages < 100:
        text = own.get(at).text
        seen += re.findall(sign, text)
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        at = onward[1].replace("&amp;", "&") if onward else ""
        pages += 1
    assert 1 < pages < 100 or path == "/sources"
    assert len(seen) == len(set(seen)) > 20


def test_a_decision_shows_at_once_and_what_is_counted_says_that_it_is_old(own: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "NOW", 0.0)
    before = waited(own, "/", "how they bear on each other")
    while own.app.app.state.held.counting:
        time.sleep(0.05)
    found = re.search(r'data-item tabindex="-1" id="(f_\w+)"', own.get("/review").text)
    assert found is not None
    key = found[1]
    form = own.get(f"/conflicts/{key}").form(key)
    assert own.post("/decide", {**form, "verdict": "dismiss", "author": "Ada"}).status == 303
    assert key not in own.get("/conflicts").text and key not in own.get("/review").text
    assert "Dismissed by Ada" in own.get(f"/conflicts/{key}").text
    assert key not in own.get("/api/findings?limit=1000").text
    first = own.get("/").text
    assert "are from before the last change" in first and "data-progress" in first
    until = time.monotonic() + 30
    while "are from before the last change" in (now := own.get("/").text):
        assert time.monotonic() < until
        time.sleep(0.05)
    assert _count(now, "findings") == _count(before, "findings") - 1
    undo = re.search(r'name="target" value="(x_\w+)"', own.get(f"/conflicts/{key}").text)
    assert undo is not None
    assert own.post("/decide", {**own.get(f"/conflicts/{key}").form(undo[1]), "verdict": "undo"}).status == 303
    assert key in own.get("/api/findings?limit=1000").text


def _count(page: str, name: str) -> int:
    found = re.search(rf"<b>([\d,]+)</b><span>{name}</span>", page)
    assert found is not None
    return int(found[1].replace(",", ""))


def test_a_record_after_decisions_is_the_one_that_is_loaded_anew(large: Path, tmp_path: Path) -> None:
    """What was taken over from the record before is what would be worked out of the new one."""
    target = tmp_path / "own.dossier"
    shutil.copy(large, target)
    served = Held(target)
    before = served.fresh(lambda held: held.desk)
    for name in ("findings_of", "contested", "conflicts_of", "by_part", "by_thing", "as_of"):
        getattr(before, name)
    with Dossier.open(target) as store:
        decided(store)
    after = served.fresh(lambda held: held.desk)
    assert served.fresh(lambda held: held.stand.record) == 0, "it was not loaded again"
    with Dossier.open(target, readonly=True) as store:
        anew = desk_of(store)
        assert after.record.statements == anew.record.statements and after.record.findings == anew.record.findings
        assert {name: found for name, found in after.findings_of.items() if found} == anew.findings_of
        assert after.contested == anew.contested and after.by_part == anew.by_part and after.by_thing == anew.by_thing
        assert after.marks == anew.marks and after.as_of == anew.as_of
        whole = served.fresh(lambda held: held.whole)
        assert whole.record.statements == desk_of(store, whole=True).record.statements
        served.close()


def test_what_is_made_of_a_record_from_before_a_decision_is_made_again(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "SMALL", 100)
    target = tmp_path / "own.dossier"
    shutil.copy(large, target)
    served = Held(target)

    def told(held: Held) -> tuple[int, bool]:
        return held.once("told", lambda: len(held.desk.record.statements), here=True), held.stale

    until = time.monotonic() + 30
    while True:  # the record is loaded in the background
        try:
            assert served.fresh(told) == (SIZE, False)
            break
        except holding.NotYet:
            assert time.monotonic() < until
            time.sleep(0.05)
    with Dossier.open(target) as store:
        decided(store)
    assert served.fresh(told) in ((SIZE, True), (SIZE - 1, False))
    while served.fresh(told) != (SIZE - 1, False):
        assert time.monotonic() < until
        time.sleep(0.05)
    served.close()


def test_what_fails_is_told_to_who_asks_and_the_next_is_counted(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "SMALL", 100)
    served = Held(large)

    def fails() -> int:
        raise ValueError("not this time")

    with pytest.raises(ValueError, match="not this time"):
        served.fresh(lambda held: held.once("a", fails))
    assert served.fresh(lambda held: held.once("b", lambda: 3)) == 3
    with pytest.raises(holding.NotYet):
        served.fresh(lambda held: held.once("c", lambda: time.sleep(0.5), patience=0.01))
    served.close()
