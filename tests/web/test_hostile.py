"""Documents that mean harm, and addresses that do: no page breaks, is slow, or shows their markup as markup."""

from __future__ import annotations

import csv
import re
import shutil
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from visitor import Answer, Browser

pytest.importorskip("starlette", reason="the extra depositary[web] is not installed")

from depositary import pipeline
from depositary.model.settings import DATA
from depositary.web.api import OPERATIONS
from depositary.web.app import application

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(2)></title><svg onload=alert(3)>"
TURNED = "\u202egnp.exe\u202c\u2066x"
ADDRESS = "javascript:alert(document.domain)"
SECONDS = 2.0
TEXT = f"""The transport minister of Osmerra {MARKUP} said on 15 November 2023 that the Merrow Pass railway
would be completed in 2031.

The foreign minister of Verania, Ann <b>Bo</b> O'Neil,
said on 15 November 2023 that the Merrow Pass railway was "<i>999</i> km" long.

The trade ministry of Osmerra said that trade between Verania and Osmerra fell by {TURNED} 5% in 2022. The trade ministry
of Verania said that trade between Verania and Osmerra reached ${"9" * 60} billion in 2021. It was NaN billion dollars in 0000.

Mr. <script>John</script> Smith said that the treaty of friendship and cooperation had entered into force on 12 October 9999.
"""


class Markup(HTMLParser):
    """What of a page would run or load something, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[object] = []
        self.links: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.script = tag == "script"
        if tag in ("iframe", "object", "embed", "style"):
            self.bad.append((tag, attrs))
        if tag in ("script", "img") and not held.get("src", "").startswith("/static/"):
            self.bad.append((tag, attrs))
        for name, value in held.items():
            if name.startswith("on") or name == "style":
                self.bad.append((tag, name, value))
            if name in ("href", "src", "action"):
                self.links.append(value)
                if not value.startswith(("/", "#")) or value.startswith("//"):
                    self.bad.append((tag, name, value))

    def handle_endtag(self, tag: str) -> None:
        self.script = self.script and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.bad.append(data)


def visited(browser: Browser, path: str) -> tuple[Answer, list[str]]:
    """The answer of a path and its links; fails where it breaks a rule."""
    begun = time.perf_counter()
    found = browser.get(path)
    assert time.perf_counter() - begun < SECONDS, f"{path} is slow"
    assert found.status < 500, path
    assert "default-src 'none'" in found.headers["content-security-policy"], path
    page = Markup()
    if found.headers.get("content-type", "").startswith("text/html"):
        page.feed(found.text)
        assert not page.bad, f"{path}: {page.bad[0]}"
    return found, [one.partition("#")[0] for one in page.links]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("hostile")
    papers = folder / "papers"
    shutil.copytree(DATA / "demo" / "model-pact", papers)
    head = f"---\ntitle: '{MARKUP.replace(chr(39), '')} {TURNED}'\npublisher: '{MARKUP.replace(chr(39), '')}'\nurl: '{ADDRESS}'\n"
    head += "author: <script>\npublished: 2023-11-20\nkind: analysis\nlang: en\n---\n"
    (papers / "said.md").write_text(head + TEXT, encoding="utf-8")
    late = "The president of Verania and the prime minister of Osmerra signed a treaty of friendship and cooperation"
    late += " on 13 March 1102.\n"
    (papers / "late.md").write_text(head.replace("2023-11-20", "2999-12-31") + late + TEXT, encoding="utf-8")
    tagged = "---\ntitle: !!timestamp x\npublished: !!bool x\n---\n"
    (papers / "tagged.md").write_text(tagged + TEXT, encoding="utf-8")
    for name in ("a?b#c%2e%2e..txt", "<img src=x onerror=alert(9)>.txt", f"bad{TURNED}.txt"):
        (papers / name).write_text(f"{MARKUP} {name}\n\n{TEXT}", encoding="utf-8")
    with (papers / "sources.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "title", "publisher", "published", "kind", "url", "author"])
        rows.writerow(["a?b#c%2e%2e..txt", MARKUP, MARKUP + TURNED, "2023-05-01", "news", ADDRESS, MARKUP])
        rows.writerow(["ratification.txt", "T" * 5000, "P" * 3000, "2022-10-20", "news", "data:text/html,<script>", TURNED])
    pipeline.build(papers, folder / "hostile.dossier", workers=1)
    app = application(folder / "hostile.dossier")
    yield Browser(app)
    app.close()


def test_every_page_of_hostile_documents_is_sound(hostile: Browser) -> None:
    waiting = ["/", "/graph", "/compare", "/scenario", "/map?beside=pareto", "/map?beside=named", "/sources", "/treaty"]
    waiting += ["/treaty/verania-osmerra-2022/implementation?coder=Ann", *(one.path for one in OPERATIONS if "{" not in one.path)]
    seen: set[str] = set()
    shapes: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        # Of pages of one sort a few are enough, but every document is read.
        shape = re.sub(r"=[^&]*|[sfx]_\w+|(?<=/doc/).*|(?<=/actors/).*", "*", path)
        if path in seen or shapes.get(shape, 0) >= (99 if "/doc/" in path else 8) or not path.startswith("/"):
            continue
        seen.add(path)
        shapes[shape] = shapes.get(shape, 0) + 1
        found, links = visited(hostile, path)
        assert found.status == 200 or path in ("/decide", "/score", "/change"), f"{path}: {found.status}"
        waiting += links
    assert len(seen) > 200 and any(path.startswith("/doc/a%3Fb%23") for path in seen)


ODD = (
    "", "x", "-1", "0000", "9999", "9" * 30, "0000019999999", "1e309", "NaN", "\u00b2",
    "\u0662\u0660\u0662\u0664", "\x00", "a\x00b", "'", '"', "*",
    "a AND", "(", "../../etc/passwd", MARKUP, TURNED, ADDRESS, "s_ffff", "2024-02-30", "9999-12-31", "%",
    "a" * 3000, "A," * 2000, "{{7*7}}",
)  # fmt: skip
ASKED = {
    "/map": ("from", "to", "by", "year", "carries", "scenario", "closed", "built", "beside", "whole"),
    "/conflicts": ("part", "severity", "relation", "difference", "after"), "/graph": ("since", "until", "sort", "who"),
    "/compare": ("with", "topic", "code", "by"), "/scenario": ("act", "a", "b", "matter", "day"), "/search": ("q",),
    "/ledger": ("text", "since", "source", "after"), "/timeline": ("since", "until"), "/review": ("noun", "after"),
    "/treaty/verania-osmerra-2022/implementation": ("coder", "show"),
    **{one.path: (*(one.filters or {}), *(("limit", "after") if one.paged else ())) for one in OPERATIONS if "{" not in one.path},
}  # fmt: skip


@pytest.mark.parametrize("path", ASKED)
def test_odd_questions_are_answered_in_words(browser: Browser, path: str) -> None:
    for name in (*ASKED[path], "unknown"):
        for value in ODD:
            visited(browser, f"{path}?{name}={quote(value, safe='')}")
        visited(browser, f"{path}?{name}=1&{name}=2&{name}[]=3&{name}&%ff=%fe&{name}=%ff%")


@pytest.mark.parametrize(
    "path", ["/treaty/", "/treaty/verania-osmerra-2022/implementation/", "/parts/", "/doc/", "/statements/", "/conflicts/",
             "/projects/", "/actors/", "/static/", "/api/statements/", "/api/parts/"],
)  # fmt: skip
def test_odd_paths_are_answered_in_words(browser: Browser, path: str) -> None:
    for value in ODD[1:]:
        assert visited(browser, path + quote(value, safe=""))[0].status in (404, 200)
