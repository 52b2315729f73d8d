"""Templates: what they let through, how wide they are, and that every line of a brief has its source."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from rich.text import Text

from depositary.views import brief
from depositary.views.lines import Desk
from depositary.views.render import environment, plain, render

SKIPPED = [
    ("scan.pdf", "it is encrypted", "Remove the password"),
    ("[bold]odd[/bold] <b>.txt", "it is empty", ""),
]


@pytest.fixture(scope="module")
def made(desk: Desk) -> brief.Brief:
    return brief.brief(desk, SKIPPED)


def test_the_terminal_form_fits_80_columns(made: brief.Brief) -> None:
    page = Text.from_markup(render("brief.txt.j2", brief=made)).plain
    assert max(map(len, page.splitlines())) <= 80
    assert "[bold]odd[/bold] <b>.txt" in page


def test_every_quoted_line_ends_with_a_citation(made: brief.Brief) -> None:
    page = Text.from_markup(render("brief.txt.j2", brief=made, width=1000)).plain
    quoted = [line for line in page.splitlines() if "“" in line]
    assert len(quoted) > 10
    assert all(re.search(r"\[\S+ s_[0-9a-f]{4,}\]$", line) for line in quoted)


def test_markdown_holds_the_same_lines(made: brief.Brief) -> None:
    page = render("brief.md.j2", brief=made)
    assert page.startswith("# The model pact")
    ids = set(re.findall(r"s_[0-9a-f]{4,}", render("brief.txt.j2", brief=made)))
    assert ids <= set(re.findall(r"s_[0-9a-f]{4,}", page.replace("\\_", "_")))


class _Page(HTMLParser):
    """Tags left open, and everything that would reach outside the file."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "path", "circle", "link", "img"):
            self.open.append(tag)
        self.scripts += tag == "script" or any(name.startswith("on") for name, _ in attrs)
        self.outside += [
            value for name, value in attrs if name in ("src", "href") and value and not value.startswith("#")
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("path", "circle"):
            return
        assert self.open.pop() == tag


def test_the_page_stands_alone(made: brief.Brief) -> None:
    body = render("brief.html.j2", brief=made)
    page = _Page()
    page.feed(body)
    assert page.open == [] and page.outside == [] and page.scripts == 0
    assert "prefers-color-scheme: dark" in body and "@media print" in body
    assert "&lt;b&gt;.txt" in body and "<b>.txt" not in body
    assert body.count("<circle") >= len(made.parts)


def test_anchors_of_the_page_exist(made: brief.Brief) -> None:
    body = render("brief.html.j2", brief=made)
    assert set(re.findall(r'href="#([^"]+)"', body)) <= set(re.findall(r'id="([^"]+)"', body))


@pytest.mark.parametrize("words", ["[bold]x[/bold]", "a [red]", "\\[x]", "[[x]]", "x\\"])
def test_brackets_of_documents_mean_nothing_to_the_terminal(words: str) -> None:
    assert Text.from_markup(plain(words) + " .").plain == words + " ."


def test_a_cut_quotation_is_closed() -> None:
    made = (
        environment()
        .from_string("{{ words | within('[a s_1]', '   ') }}")
        .render(width=40, words="x: “" + "word " * 60 + "”")
    )
    assert made.count("\n") == 1 and "[…]” " in " ".join(made.split()) + " "
