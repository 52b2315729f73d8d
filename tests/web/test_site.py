"""The static site: every link leads somewhere, nothing is loaded from a network, nothing runs, and it is the same twice."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import rich_dossier

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.export.registry import write
from depositary.model.errors import BadArgument
from depositary.model.settings import DATA
from depositary.web.still import kept

FORMS = ("form", "input", "button", "select", "textarea", "script", "iframe", "object", "embed", "base")


class Page(HTMLParser):
    """Tags, ids and links of a file."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.events: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src", "action", "xlink:href", "srcset", "data"):
                self.links.append((name, value or ""))
            elif name.startswith("on") or name == "style":
                self.events.append(name)


def sited(path: Path, target: Path) -> Path:
    with Dossier.open(path, readonly=True) as store:
        write(store, "site", target)
    return target


def files(site: Path) -> dict[str, bytes]:
    return {str(one.relative_to(site).as_posix()): one.read_bytes() for one in sorted(site.rglob("*")) if one.is_file()}


@pytest.fixture(scope="session")
def partnership(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "partnership.dossier"
    pipeline.build(DATA / "demo" / "partnership", target, workers=1)
    return target


@pytest.fixture(scope="session")
def site(partnership: Path) -> Path:
    return sited(partnership, partnership.parent / "site")


@pytest.fixture(scope="session")
def pact_site(built: Path) -> Path:
    return sited(built, built.parent / "pact-site")


@pytest.fixture
def rich_site(tmp_path: Path) -> Iterator[Path]:
    with rich_dossier.made(tmp_path) as dossier:
        write(dossier, "site", tmp_path / "out" / "site")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["site"], "no file lies beside the folder"
    yield tmp_path / "out" / "site"


def broken(site: Path) -> list[str]:
    """What is wrong with the links and tags of a site."""
    held = files(site)
    pages = {name: Page(body.decode()) for name, body in held.items() if name.endswith(".html")}
    found = []
    for name, page in pages.items():
        found += [f"{name}: <{tag}>" for tag in page.tags if tag in FORMS]
        found += [f"{name}: {event}" for event in page.events]
        found += [f"{name}: id {one} twice" for one in page.ids if page.ids.count(one) > 1] if len(page.ids) < 200 else []
        for sort, link in page.links:
            parts = urlsplit(link)
            if sort not in ("href", "src") or parts.scheme or parts.netloc or parts.query or link.startswith("/"):
                found.append(f"{name}: {sort}={link} is not relative")
                continue
            to = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
            if to not in held:
                found.append(f"{name}: {link} leads to no file")
            elif parts.fragment and unquote(parts.fragment) not in pages[to].ids:
                found.append(f"{name}: {link} leads to no anchor")
    return found


@pytest.mark.parametrize("which", ["site", "pact_site", "rich_site"])
def test_every_link_and_anchor_leads_somewhere_and_nothing_runs(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    assert broken(made) == []
    for name, body in files(made).items():
        if name.endswith(".html"):
            assert b'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;' in body
            assert not re.search(rb"""(?:href|src|url)\s*[=(]\s*["']?(?:https?:)?//""", body), name
        elif name.endswith(".css"):
            assert not re.search(rb"@import|url\(", body)


def test_it_has_the_views_of_the_workbench(site: Path) -> None:
    held = files(site)
    named = "index ledger conflicts timeline figures map treaty checks projects actors sources graph compare".split()
    assert {f"{name}.html" for name in named} <= set(held)
    assert "review.html" not in held and "search.html" not in held
    folders = {name.partition("/")[0] for name in held if "/" in name}
    assert {"parts", "doc", "conflicts", "treaty", "projects", "actors", "map", "ledger"} <= folders
    home = held["index.html"].decode()
    assert "depositary serve partnership.dossier" in home and ">Review<" not in home
    assert 'href="parts/corridor.html"' in home and 'href="style.css"' in home


def test_a_statement_is_at_its_words_and_in_its_margin(site: Path, partnership: Path) -> None:
    held = files(site)
    with Dossier.open(partnership, readonly=True) as store:
        said = [one for one in store.statements() if one.doc_name.endswith("railway-spring.md")]
    page = held["doc/railway-spring.md.html"].decode()
    ids = set(Page(page).ids)
    assert len(said) >= 14
    assert {one.id for one in said} <= ids and {f"s{number}" for number in range(1, len(said) + 1)} <= ids


def test_the_ledger_goes_on_page_after_page_to_its_end(site: Path, partnership: Path) -> None:
    held = files(site)
    pages = ["ledger.html", *(name for name in held if name.startswith("ledger/"))]
    rows = [re.findall(r'<article class="entry-row">', held[name].decode()) for name in pages]
    with Dossier.open(partnership, readonly=True) as store:
        assert sum(map(len, rows)) == sum(1 for _ in store.statements())
    assert len(pages) > 1 and 'href="ledger/2.html"' in held["ledger.html"].decode()


def test_the_map_has_a_page_for_each_scenario(site: Path, partnership: Path) -> None:
    from depositary.model import case
    from depositary.web import atlas

    with Dossier.open(partnership, readonly=True) as store:
        held = atlas.of(case.load(store.get("case") or ""))
    assert held is not None and held.switches.every
    base = (site / "map.html").read_text("utf-8")
    for one in held.switches.every:
        page = (site / "map" / f"{one.key}.html").read_text("utf-8")
        assert f'href="map/{one.key}.html"' in base
        assert re.search(rf'aria-current="page">{re.escape(one.name)}<', page, re.IGNORECASE)
        assert '<svg class="geo"' in page


def test_the_same_dossier_gives_the_same_bytes(partnership: Path, site: Path, tmp_path: Path) -> None:
    assert files(sited(partnership, tmp_path / "again")) == files(site)


def test_what_people_decided_is_told_and_what_they_dismissed_leads_nowhere_wrong(own: object, tmp_path: Path) -> None:
    from depositary.dossier import targets

    path = own.app.app.state.path  # type: ignore[attr-defined]
    with Dossier.open(path) as store:
        named = next(store.findings())
        said = named.statements[0]
        for key, verdict in ((said, "reject"), (named.id, "accept")):
            store.decide(targets.made(verdict, targets.target(store, key), "Ada", "2026-01-01T00:00:00Z", "for the site"))
    made = sited(path, tmp_path / "site")
    assert broken(made) == []
    assert not any(said.encode() in body for name, body in files(made).items() if name.startswith("ledger"))


def test_only_a_folder_is_taken(partnership: Path, tmp_path: Path) -> None:
    with Dossier.open(partnership, readonly=True) as store, pytest.raises(BadArgument, match="folder"):
        write(store, "site", tmp_path / "site.html")


def test_all_else_passes_as_it_was() -> None:
    page = '<!doctype html>\n<p class="a" title="x &amp; y">1 &lt; 2 &#8212;<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><br></p>'
    assert kept(page, lambda link: link) == page


def test_what_needs_a_server_is_left_out() -> None:
    def turn(link: str) -> str:
        return "b.html#x" if link == "/b?c=1&d" else ""

    page = (
        '<a href="/b?c=1&amp;d">in</a> <a href="/gone">words</a> <a class="button plain" href="/gone">Press <b>me</b></a>'
        '<form action="/x"><div><form></form><input></div></form><script>run()</script><p data-served>t<p>u</p></p>'
        '<form class="ask" data-box action="/y"><i>shown</i></form><input data-served>end'
    )
    assert kept(page, turn) == '<a href="b.html#x">in</a> words <div class="ask"><i>shown</i></div>end'
