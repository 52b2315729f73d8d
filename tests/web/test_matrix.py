"""The implementation matrix: what it shows, and scores of two coders, each of whom codes without the other's before them."""

from __future__ import annotations

import html
import re

import pytest
from visitor import Answer, Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from click.testing import CliRunner

from depositary.cli import program
from depositary.dossier import Dossier
from depositary.treaty.implementation.reliability import agreement
from depositary.views import implementation
from depositary.views.desks import desk_of
from depositary.views.implementation import Matrix

BASE = "/treaty/verania-osmerra-2022/implementation"


def made(browser: Browser) -> Matrix:
    with Dossier.open(browser.app.app.state.path, readonly=True) as store:
        return next(one for one in implementation.matrices(desk_of(store), store) if one.key == "verania-osmerra-2022")


def form(page: Answer, year: int) -> dict[str, str]:
    for one in re.findall(r'<form class="decide scoring".*?</form>', page.text, re.DOTALL):
        held = {name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', one)}
        if held["year"] == str(year):
            return held
    raise AssertionError(f"no form for {year}")


def score(browser: Browser, coder: str, duty: str, year: int, value: str, **more: str) -> Answer:
    page = browser.get(f"{BASE}/{duty}?coder={coder}")
    return browser.post("/score", {**form(page, year), "score": value, **more})


def cell_of(page: str, duty: str, year: int) -> str:
    found = re.search(rf'<a class="cell" href="[^"]*{duty}[^"]*#y{year}">(.*?)</a>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_every_duty_and_year_has_its_proposed_score(browser: Browser) -> None:
    held, page = made(browser), browser.get(BASE).text
    assert len(re.findall(r'<th scope="row"><a href', page)) == len(held.rows) > 15
    assert held.coverage in page.partition('class="coverbar')[2].partition("</p>")[0]
    labels = set()
    for row in held.rows:
        for cell in row.cells:
            told = cell_of(page, row.id, cell.year)
            assert cell.label in told
            assert (f"{len(cell.evidence)} piece" in told) == bool(cell.evidence)
            labels.add(cell.label)
    assert {"not due", "no evidence found", "full"} <= labels


def test_a_cell_opens_to_its_evidence(browser: Browser) -> None:
    row = next(row for row in made(browser).rows if row.linked)
    page = browser.get(f"{BASE}/{row.id}").text
    for one in row.linked:
        assert f'href="/statements/{one.id}"' in page and html.escape(one.reasons[0], quote=False) in html.unescape(page)
        assert browser.get(f"/statements/{one.id}").status == 200
    assert all(f'id="y{cell.year}"' in page for cell in row.cells)
    assert "scoring" not in page, "nobody codes, so there is no form"


def test_an_agreement_without_articles_has_none(browser: Browser) -> None:
    page = browser.get("/treaty/settlement-2023/implementation").text
    assert "no duty to score" in page and "<table" not in page
    assert browser.get("/treaty/nothing/implementation").status == 404
    assert browser.get(f"{BASE}/s_ffff").status == 404
    assert browser.get(f"{BASE}?show=else").status == 404


def test_two_coders_and_how_they_agree(own: Browser) -> None:
    duties = [row.id for row in made(own).rows[:6]]
    given = {"Ann": "231103", "Ben": "232103"}
    for coder, scores in given.items():
        for duty, value in zip(duties, scores, strict=True):
            assert score(own, coder, duty, 2023, value).status == 303
    score(own, "Ben", duties[0], 2024, "not-due")
    page = own.get(BASE).text
    pairs = [(int(one), int(other)) for one, other in zip(given["Ann"], given["Ben"], strict=True)]
    told = agreement("Ann", "Ben", pairs, 4)
    assert told is not None and told.kappa is not None and told.ac1 is not None
    row = re.search(r"<th scope=\"row\">Ann and Ben</th>(.*?)</tr>", page, re.DOTALL)
    assert row is not None
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row[1])
    assert cells[:4] == ["6", f"{100 * told.percent:.0f}%", f"{told.kappa:.2f}", f"{told.ac1:.2f}"]
    differ = page.partition("Where they differ")[2]
    assert re.findall(rf"{BASE}/(s_\w+)#y2023", differ) == [duties[2]]
    assert "Ann scored 6 of" in page and "Ben scored 7 of" in page
    only = own.get(f"{BASE}?show=differ").text
    assert set(re.findall(r"implementation/(s_\w+)", only.partition("<tbody>")[2].partition("</tbody>")[0])) == {duties[2]}


def test_scores_of_others_are_covered_until_one_has_scored(own: Browser) -> None:
    first, second = (row.id for row in made(own).rows[:2])
    for duty in (first, second):
        score(own, "Ann", duty, 2023, "3", note="plain to see")
    score(own, "Ben", second, 2023, "1")
    blind = own.get(f"{BASE}?coder=Ben").text
    assert "Ann set" not in cell_of(blind, first, 2023) and "Ann set" in cell_of(blind, second, 2023)
    assert "plain to see" not in own.get(f"{BASE}/{first}?coder=Ben").text
    assert "plain to see" in own.get(f"{BASE}/{second}?coder=Ben").text
    assert "Ann set 3" in cell_of(own.get(BASE).text, first, 2023)
    assert "Of the highest sum" not in blind, "a mean of scores would tell what the others set"
    assert made(own).rows[0].id in own.get(f"{BASE}?coder=Ben&show=open").text


def test_a_score_is_a_decision_as_that_of_the_command_line(own: Browser) -> None:
    duty = made(own).rows[0].id
    path = own.app.app.state.path
    score(own, "Ann", duty, 2023, "2", note="two of three")
    with Dossier.open(path, readonly=True) as store:
        (kept,) = store.decisions()
    assert (kept.verdict, kept.author, kept.note) == ("score", "Ann", "two of three")
    assert dict(kept.change) == {"year": 2023, "score": 2}
    assert kept.target.id == duty and kept.at
    told = CliRunner().invoke(program, ["score", str(path), duty, "--year", "2023", "--score", "not-due", "--author", "Ben"])
    assert told.exit_code == 0, told.output
    cell = cell_of(own.get(BASE).text, duty, 2023)
    assert "Ann set 2" in cell and "Ben set – not due" in cell
    assert "Scored by Ann" in own.get("/review").text


def test_a_score_is_taken_back(own: Browser) -> None:
    duty = made(own).rows[0].id
    for value in ("2", "3"):
        score(own, "Ann", duty, 2023, value)
    for expected in ("Ann set 2", None):
        page = own.get(f"{BASE}/{duty}?coder=Ann")
        key = re.search(r'name="target" value="(x_\w+)"', page.text)
        assert key is not None
        assert own.post("/decide", {**page.form(key[1]), "verdict": "undo"}).status == 303
        cell = cell_of(own.get(BASE).text, duty, 2023)
        assert expected in cell if expected else "set" not in cell


def test_the_key_takes_back_the_last_score_alone(own: Browser) -> None:
    duty = made(own).rows[0].id
    for year in (2024, 2022):
        score(own, "Ann", duty, year, "1")
    page = own.get(f"{BASE}/{duty}?coder=Ann").text
    assert page.count('value="undo"') == 2 and page.count("data-undo") == 1
    assert "data-undo" in page.partition('id="y2022"')[2].partition("</section>")[0]


def test_of_two_windows_of_one_coder_the_slower_is_told(own: Browser) -> None:
    duty = made(own).rows[0].id
    seen = form(own.get(f"{BASE}/{duty}?coder=Ann"), 2023)
    others = form(own.get(f"{BASE}/{duty}?coder=Ben"), 2023)
    assert own.post("/score", {**seen, "score": "1"}).status == 303
    late = own.post("/score", {**seen, "score": "3"})
    assert late.status == 409 and "a score of Ann" in late.text
    assert own.post("/score", {**others, "score": "3"}).status == 303, "two coders do not wait for each other"
    assert [one.score for one in made(own).rows[0].cells[1].coded] == [1, 3]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"csrf": "0" * 64}, 403), ({"score": "4"}, 400), ({"score": ""}, 400), ({"author": " "}, 400),
        ({"year": "soon"}, 400), ({"year": "9999"}, 400), ({"year": "0001"}, 400),
        ({"author": "Proposed"}, 400), ({"author": "pro\u200bposed"}, 400), ({"author": "\u202e\u200b"}, 400),
        ({"duty": "s_ffff"}, 404), ({"duty": "x_1"}, 404), ({"seen": ""}, 409),
        ({"year": "2024"}, 303),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_kept(own: Browser, change: dict[str, str], status: int) -> None:
    duty = made(own).rows[0].id
    held = {**form(own.get(f"{BASE}/{duty}?coder=Ann"), 2023), "score": "1", **change}
    assert own.post("/score", held).status == status
    with Dossier.open(own.app.app.state.path, readonly=True) as store:
        assert len(list(store.decisions())) == (status == 303)


def test_what_is_no_duty_is_not_scored(own: Browser) -> None:
    from depositary.dossier import versions

    duty = made(own).rows[0].id
    with Dossier.open(own.app.app.state.path, readonly=True) as store:
        other = next(one.id for one in store.statements() if one.kind == "figure")
        seen = versions.score_version(store.db, other, 2023, "Ann")
    held = {**form(own.get(f"{BASE}/{duty}?coder=Ann"), 2023), "score": "1", "duty": other, "seen": seen}
    found = own.post("/score", held)
    assert found.status == 404 and "is no duty" in found.text


def test_a_name_may_have_any_letters(own: Browser) -> None:
    duty = made(own).rows[0].id
    page = own.get(f"{BASE}/{duty}?coder=%C5%BDofie+%D0%98%D0%BB%D1%8C%D0%B8%D0%BD%D0%B0")
    assert own.post("/score", {**form(page, 2023), "score": "1"}).status == 303
    assert "Žofie Ильина set 1" in cell_of(own.get(BASE).text, duty, 2023)
    assert 'value="Žofie Ильина"' in own.get("/review").text, "the next form remembers the name"


def test_names_that_look_alike_are_one_coder(own: Browser) -> None:
    duty = made(own).rows[0].id
    page = own.get(f"{BASE}/{duty}?coder=Ann")
    assert own.post("/score", {**form(page, 2023), "author": "\u202eAn\u200bn\x00 ", "score": "1"}).status == 303
    (kept,) = made(own).rows[0].cells[1].coded
    assert kept.author == "Ann"


def test_a_slip_in_a_year_makes_no_column_of_every_year(own: Browser) -> None:
    duty = made(own).rows[0].id
    path = own.app.app.state.path
    told = CliRunner().invoke(program, ["score", str(path), duty, "--year", "2923", "--score", "1", "--author", "Ann"])
    assert told.exit_code == 0, told.output
    held = made(own)
    assert len(held.years) < 12 and {held.years[0], 2023, 2923} <= set(held.years) and held.gaps > 800
    page = own.get(BASE).text
    assert "years of which nothing tells are left out" in page and "Ann set 1" in cell_of(page, duty, 2923)
