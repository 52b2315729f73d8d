"""Scenarios, comparison, planned days, offices and links of actors: pages answer what is asked, and say what they leave out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from visitor import Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model.settings import DATA
from depositary.treaty.scenario import from_words
from depositary.treaty.scenario.situations import situations
from depositary.views import plans, ring, scenario, ties
from depositary.views.desks import desk_of
from depositary.views.lines import Desk

NEW = (
    "/scenario", "/scenario?act=attack&a=a+third+state&b=Verania&day=2023-01-01", "/scenario?act=attack", "/compare",
    "/treaty/verania-osmerra-2022/scenario", "/treaty/verania-osmerra-2022/implementation",
    "/treaty/verania-osmerra-2022/implementation?coder=Ann", "/graph", "/graph?since=2023&until=2023",
    "/projects/merrow-pass-railway",
)  # fmt: skip


@pytest.fixture(scope="session")
def desk(built: Path) -> Iterator[Desk]:
    with Dossier.open(built, readonly=True) as store:
        yield desk_of(store)


@pytest.fixture(scope="session")
def partnership(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on the other demo, whose case knows offices and several agreements."""
    from depositary.web.app import application

    target = tmp_path_factory.mktemp("rooms") / "partnership.dossier"
    pipeline.build(DATA / "demo" / "partnership", target, workers=1)
    app = application(target)
    yield Browser(app)
    app.close()


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("path", NEW)
def test_pages_hold_nothing_that_runs(browser: Browser, path: str) -> None:
    found = browser.get(path)
    assert found.status == 200 and "<h1" in found.text and "<main" in found.text
    assert not re.search(r"<[^>]*\sstyle=|<style|<script(?! src)|\son\w+=", found.text)
    ids = re.findall(r'\sid="([^"]+)"', found.text)
    assert len(ids) == len(set(ids)), "an id stands twice"
    for svg in re.findall(r"<svg[^>]*>", found.text):
        assert "aria-label" in svg, "a drawing that is not told in words"


@pytest.mark.parametrize("path", NEW)
def test_links_lead_somewhere(browser: Browser, path: str) -> None:
    main = browser.get(path).text.partition("<main")[2]
    targets = {html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', main)}
    seen: set[str] = set()
    for target in sorted(targets):
        bare, _, anchor = target.partition("#")
        sort = re.sub(r"[^/?]+$", "", bare.partition("?")[0])
        if sort in seen:
            continue
        seen.add(sort)
        found = browser.get(unquote(bare) if "?" not in bare else bare)
        assert found.status == 200, target
        assert not anchor or f'id="{anchor}"' in found.text, target


def test_a_dossier_without_a_case_has_these_pages(tmp_path: Path) -> None:
    from depositary.web.app import application

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("France and Germany signed an agreement on 3 March 2021.\n", encoding="utf-8")
    pipeline.build(tmp_path / "in", tmp_path / "bare.dossier", workers=1)
    app = application(tmp_path / "bare.dossier")
    browser = Browser(app)
    assert "no agreement held binds a state" in words(browser.get("/scenario?act=attack&a=France&b=Germany").text).casefold()
    assert "there is one agreement or none to compare" in browser.get("/compare").text
    assert browser.get("/graph").status == browser.get("/graph?since=2021&until=2021").status == 200
    app.close()


# ---- scenarios


def test_a_scenario_is_that_of_the_command_line(browser: Browser, desk: Desk) -> None:
    told = scenario.scenario(desk, from_words("a third state attacks Verania on 2023-01-01", desk.record.case))
    page = browser.get("/scenario?act=attack&a=a+third+state&b=Verania&day=2023-01-01").text
    said = words(page)
    rows = [(answer, row) for answer, shown, _ in told.answers for row in shown]
    assert len(rows) > 4
    for answer, row in rows:
        assert row.row.reference in said and " ".join(row.row.quote.split())[:80] in said
        assert f'href="/statements/{row.row.statement}"' in page
        assert answer.force.why in said and answer.coverage in said
    for _, _, missing in told.answers:
        assert missing in said
    for badge in ("forbidden", "obliged", "not obliged", "in force"):
        assert badge in said


def test_before_its_day_an_agreement_binds_nobody(browser: Browser) -> None:
    page = words(browser.get("/scenario?act=attack&a=a+third+state&b=Verania&day=2022-01-01").text)
    assert "enters into force on" in page and "It is not in force that day and binds nobody" in page
    assert "forbidden" not in page


@pytest.mark.parametrize("act", sorted(situations().acts))
def test_every_situation_can_be_asked(browser: Browser, act: str) -> None:
    asked = urlencode({"act": act, "a": "Osmerra", "b": "XVA", "day": "2023-06-01"})
    found = browser.get(f"/scenario?{asked}")
    assert found.status == 200 and 'id="answer"' in found.text and 'role="alert"' not in found.text
    one = situations().acts[act]
    told = one.label.format(**dict(zip(one.roles, ("Osmerra", "Verania"), strict=True)))
    assert f"{told}, 2023-06-01".casefold() in words(found.text).casefold()


@pytest.mark.parametrize(
    ("asked", "field", "told"),
    [
        ({"a": "Nowhere"}, "a", "No state is called 'Nowhere'. Give an ISO code"),
        ({"b": ""}, "b", "No state is named. Give a name"),
        ({"b": "a third state or <b>two</b>"}, "b", "No state is called"),
        ({"a": "Verania"}, "b", "One state stands in two roles"),
        ({"day": "soon"}, "day", "'soon' is no day. Write it as 2025-12-01"), ({"day": "2023-02-30"}, "day", "is no day"),
        ({"matter": "attack"}, "matter", "is no matter of attack"), ({"act": "dance"}, "act", "Choose one of these situations"),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly_is_told_at_its_field(browser: Browser, asked: dict[str, str], field: str, told: str) -> None:
    sent = {"act": "attack", "a": "a third state", "b": "Verania", "day": "2023-01-01", **asked}
    page = browser.get(f"/scenario?{urlencode(sent)}").text
    found = re.search(rf'id="w-{field}">(.*?)</em>', page, re.DOTALL)
    assert found is not None and told in html.unescape(found[1])
    assert 'role="alert"' in page and 'id="answer"' not in page and "<b>two" not in page
    for name in ("a", "b", "day"):
        assert f'value="{html.escape(sent[name])}"' in page or not sent[name], "what was typed stands there still"


def test_several_wrong_fields_are_told_at_once(browser: Browser) -> None:
    page = browser.get("/scenario?act=attack&a=Nowhere&b=Nobody&day=soon").text
    assert "3 fields to mend" in page and page.count('aria-invalid="true"') == 3


def test_a_scenario_of_one_agreement(browser: Browser) -> None:
    asked = "act=attack&a=a+third+state&b=Verania&day=2023-01-01"
    whole = browser.get(f"/scenario?{asked}").text
    own = browser.get(f"/treaty/verania-osmerra-2022/scenario?{asked}").text
    assert whole.count('class="answer"') >= own.count('class="answer"') == 1
    assert browser.get("/treaty/nothing/scenario").status == 404


# ---- comparison


def test_agreements_stand_side_by_side(partnership: Browser) -> None:
    page = partnership.get("/compare").text
    keys = re.findall(r'name="with" value="([^"]+)"', page)
    assert len(keys) > 3 and page.count('scope="col"') == len(keys) + 1
    two = f"with={keys[0]}&with={keys[1]}"
    narrowed = partnership.get(f"/compare?{two}").text
    assert narrowed.count('scope="col"') == 3
    row = re.search(r'<th scope="row"><a href="([^"]+code=[^"]+)"', narrowed)
    assert row is not None
    one = partnership.get(html.unescape(row[1])).text
    assert one.count('<th scope="row">') == 1 and "<details open>" in one and "“" in one
    assert one.count("held: ") >= 2, "how much is held stands at each"


def test_articles_of_two_texts_are_aligned(tmp_path: Path) -> None:
    from depositary.web.app import application

    text = (DATA / "demo" / "model-pact" / "treaty.md").read_text(encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "treaty.md").write_text(text, encoding="utf-8")
    other = text.replace("of Friendship and Cooperation", "on Good Neighbourliness").replace("2022-03-14", "2010-02-02")
    before, _, rest = other.partition("Article 7\n")
    (tmp_path / "in" / "older.md").write_text(before + "Article 8\n" + rest.partition("Article 8\n")[2], encoding="utf-8")
    pipeline.build(tmp_path / "in", tmp_path / "two.dossier", workers=1, case="model-pact")
    app = application(tmp_path / "two.dossier")
    browser = Browser(app)
    page = words(browser.get("/compare?with=verania-osmerra-2010&with=verania-osmerra-2022&by=articles").text)
    assert page.count("shared 1.00") >= 10 and page.count("Article 1 1. The Parties shall develop") == 2
    assert "Merrow Pass" not in page, "an article that the other text does not have"
    assert "whole text, 15 articles" in page
    app.close()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("with=nothing", "no agreement with codes is called"), ("topic=trade&code=defense", "Choose one of them"),
        ("code=nothing", "no agreement has a code"), ("by=articles", "articles are aligned of two agreements"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_told(partnership: Browser, asked: str, told: str) -> None:
    found = partnership.get(f"/compare?{asked}")
    assert found.status == 200 and told in html.unescape(found.text) and 'role="alert"' in found.text


# ---- planned days


def test_every_planned_day_stands_in_the_drawing_and_the_table(browser: Browser, desk: Desk) -> None:
    told = plans.plans(desk, "merrow-pass-railway")
    drawn = plans.drawing(desk, told)
    assert drawn is not None and len(drawn.marks) + drawn.left_out == len(told) >= 3
    page = browser.get("/projects/merrow-pass-railway").text
    svg = page.partition("plans-title")[2].partition("</svg>")[0]
    for one in told:
        assert page.count(f'href="/statements/{one.line.id}"') >= 2 and one.due_words in page
    assert svg.count('class="plan') == len(drawn.marks)
    assert f'href="/conflicts/{drawn.moves[0].id}"' in svg


def test_a_later_telling_stands_to_the_right_and_a_later_day_higher(desk: Desk) -> None:
    told = plans.plans(desk, "merrow-pass-railway")
    drawn = plans.drawing(desk, told)
    assert drawn is not None
    places = {one.id: one for one in drawn.marks}
    first, last = (places[one.line.id] for one in (told[0], told[-1]))
    assert (told[0].due_words, told[-1].due_words) == ("by 2024-12-31", "2026-06")
    assert first.x < last.x and first.y > last.y and first.tone == "late"


def test_a_vague_day_is_a_bar_as_long_as_it_is(partnership: Browser) -> None:
    with Dossier.open(partnership.app.app.state.path, readonly=True) as store:
        held = desk_of(store)
        told = plans.plans(held, "rasht-astara")
        drawn = plans.drawing(held, told)
    assert drawn is not None and drawn.vague
    by_id = {one.id: one for one in drawn.marks}
    year = next(one for one in told if one.due_words == "2028")
    step = abs(drawn.up[1].at - drawn.up[0].at)
    assert abs(by_id[year.line.id].height - step) < 1 and not by_id[year.line.id].point
    first = told[0]
    assert first.opening and first.said_words.startswith("at first") and by_id[first.line.id].x == 62.0
    assert "at first, told" in partnership.get("/projects/rasht-astara").text


# ---- actors


def test_offices_and_positions_over_time(partnership: Browser) -> None:
    page = partnership.get("/actors/Kazem Jalali").text
    offices = page.partition('id="offices"')[2].partition("</table>")[0]
    assert "the case" in offices and re.search(r"statements? calls? the speaker so", words(offices))
    assert "no end told" in offices
    svg = page.partition("lanes-title")[2].partition("</svg>")[0]
    dots = re.findall(r'href="/statements/(s_\w+)"', svg)
    listed = page.partition("Positions over time</h2>")[2].partition("</section>")[0]
    assert dots and all(f"#{one}" in listed for one in dots)


def test_links_rest_on_statements_and_have_a_cap_that_says_so(desk: Desk) -> None:
    found = ties.links(desk)
    whole = ties.ties(desk, found, ties.Wanted())
    assert len(whole.actors) >= 6 and whole.others == 0
    few = ties.ties(desk, found, ties.Wanted(), most=4)
    assert len(few.actors) == 4 and few.others == len(whole.actors) - 4
    assert [one.id for one in few.actors] == [one.id for one in whole.actors[:4]]
    by_id = desk.record.by_id
    for one in whole.ties:
        assert one.count == len(one.statements) and all(key in by_id for key in one.statements)
        if one.sort == "says":
            assert all(by_id[key].speaker.entity == one.one for key in one.statements)  # type: ignore[union-attr]
        else:
            assert all(by_id[key].kind == "event" and by_id[key].stance == "asserts" for key in one.statements)


def test_years_narrow_the_links(browser: Browser, desk: Desk) -> None:
    found = ties.links(desk)
    counts = ties.years(found)
    year = max(counts, key=lambda one: counts[one])
    page = browser.get(f"/graph?since={year}&until={year}").text
    told = re.search(r'role="status">(\d+) links?', page)
    assert told is not None and int(told[1]) == counts[year] == sum(one.year == year for one in found)
    assert sum(counts.values()) + sum(not one.year for one in found) == len(found)
    assert "comes after" in browser.get("/graph?since=2025&until=2020").text
    assert "is no year" in browser.get("/graph?since=soon").text
    assert "is no sort" in browser.get("/graph?sort=hates").text


def test_links_of_one_actor(browser: Browser, desk: Desk) -> None:
    whole = ties.ties(desk, ties.links(desk), ties.Wanted())
    who = whole.actors[0]
    page = browser.get(f"/graph?{urlencode({'who': who.name})}").text
    rows = re.findall(r'<tr><td class="who">(.*?)</td><td>.*?</td><td class="who">(.*?)</td>', page)
    assert rows and all(who.name in map(html.unescape, row) for row in rows)
    assert "nobody who is linked" in browser.get("/graph?who=Nobody").text


def test_the_drawing_is_the_same_each_time_and_names_stand_apart(desk: Desk) -> None:
    found = ties.links(desk)
    made = ties.ties(desk, found, ties.Wanted())
    drawn = ring.ring(made)
    again = ring.ring(ties.ties(desk, list(reversed(found)), ties.Wanted()))
    assert drawn is not None and again is not None and drawn.nodes == again.nodes
    assert sorted(one.path for one in drawn.curves) == sorted(one.path for one in again.curves)
    places = [(one.x, one.y) for one in drawn.nodes]
    assert min(abs(a - c) + abs(b - d) for at, (a, b) in enumerate(places) for c, d in places[at + 1 :]) > 14
    assert all(0 < one.x < drawn.width and 0 < one.y < drawn.height for one in drawn.nodes)


def test_a_body_of_a_state_is_not_linked_to_it_by_its_own_act(partnership: Browser) -> None:
    page = partnership.get("/graph?sort=meets").text
    rows = re.findall(r'<tr><td class="who">(.*?)</td><td>.*?</td><td class="who">(.*?)</td>', page)
    assert rows and ("Russia", "Federation Council") not in [tuple(sorted(row, reverse=True)) for row in rows]


def test_what_a_verdict_says_already_is_not_told_again(partnership: Browser) -> None:
    shown = words(partnership.get("/checks").text)
    assert shown.count("held: no article held") == shown.count("Said of the text:") > 1 and "Held: no article held" not in shown
    assert "articles: 47 (R003)" in shown and "articles=47" not in shown
    fact = "mutual military assistance: none (R012)"
    assert shown.count(fact) == shown.count(f"tell: {fact}") > 1
    assert "Contested and changed" in partnership.get("/parts/corridor").text, "what moved stands there too"
