"""Templates to text: `NAME.txt.j2` for the terminal, `NAME.md.j2` and `NAME.html.j2` for files.

A terminal template makes the markup of rich (`[bold]`), so everything that comes from a document goes through a filter
here, which wraps it to the width and takes the meaning from its brackets. HTML is escaped by Jinja itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from depositary.treaty.coding.legalisation import Degree
from depositary.views import blocks, codes, slippage, text

TEMPLATES = Path(__file__).parent / "templates"
WIDTH = 80
_NOT_ANCHOR = re.compile(r"[^A-Za-z0-9.]+")
_DAY = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)")
_BRACKET = re.compile(r"(\\*)\[")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
# No words hold this sign; it keeps a citation in one piece while lines are wrapped.
_TIE = "\u2060"


def render(name: str, **values: Any) -> str:
    """The template of this name with these values. Lines end in one newline."""
    made = environment().get_template(name).render(**{"width": WIDTH, **values})
    return "\n".join(line.rstrip() for line in made.strip("\n").split("\n")) + "\n"


@cache
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        plain=plain,
        wrap=wrap,
        item=item,
        pair=pair,
        within=within,
        oneline_pair=oneline_pair,
        marked=marked,
        slug=slug,
        dated=dated,
        cut=text.shorten,
        capital=text.capital,
        md=markdown,
        counted=text.counted,
        number=text.number,
        before=text.before,
        ljust=str.ljust,
        columns=columns,
        coefficient=lambda value: "not defined" if value is None else f"{value:.2f}",
        without_codes=without_codes,
        degrees=degrees,
        column=lambda line: text.in_column(line.date, line.said),
    )
    made.globals.update(said=said, size=blocks.size, chart=slippage.chart, grid=grid)
    return made


def plain(words: str) -> str:
    """Words with no meaning to rich: every bracket stands for itself."""
    return _BRACKET.sub(r"\1\1\\[", str(words))


def markdown(words: str) -> str:
    """Words with no meaning to Markdown."""
    return _MARKDOWN.sub(r"\\\1", str(words))


def dated(words: str) -> Markup:
    """Words for HTML in which no day is broken at its hyphens."""
    return Markup(_DAY.sub(r'<span class="nobr">\1</span>', str(escape(words))))


def slug(name: str) -> str:
    """A name as the anchor of a page."""
    return _NOT_ANCHOR.sub("-", name)


def grid(cells: Iterable[object], size: int) -> str:
    """Cells in columns of one size."""
    return "".join(str(cell).ljust(size) for cell in cells).rstrip()


def without_codes(passages: Iterable[codes.Passage]) -> list[tuple[str, list[int]]]:
    """Why agreements have no code, with their numbers."""
    found: dict[str, list[int]] = {}
    for one in passages:
        if one.absent:
            found.setdefault(one.absent, []).append(one.number)
    return list(found.items())


def degrees(found: Iterable[Degree]) -> str:
    """ "obligation 2 (shall), precision 1, delegation 0"."""
    told = [f"{one.dimension} {one.degree}" + (f" ({text.shorten(one.words, 40)})" if one.words else "") for one in found]
    return ", ".join(told)


@pass_context
def wrap(context: Context, words: str, indent: int = 0) -> str:
    """A paragraph at the width of the page."""
    room = " " * indent
    return plain(text.fill(str(words), context["width"], room, room))


@pass_context
def item(context: Context, words: str, cite: str = "", lead: str = "  - ", rest: int | None = None) -> str:
    """An item of a list: hanging indent (`rest`, else the width of the lead), the citation last and dim, never broken."""
    tied = cite.replace(" ", _TIE)
    hang = " " * (len(lead) if rest is None else rest)
    filled = text.fill(f"{words} {tied}".rstrip(), context["width"], lead, hang)
    body = plain(filled.replace(_TIE, " "))
    shown = plain(cite)
    if cite and body.endswith(shown):
        body = f"{body[: -len(shown)]}[dim]{shown}[/dim]"
    return body


@pass_context
def pair(context: Context, label: str, words: str, size: int = 24, indent: int = 2) -> str:
    """A label in a column of its own and the words beside it, wrapped in their column."""
    room = " " * indent
    short = text.label(label, size)
    filled = text.fill(words, context["width"], room + short.ljust(size) + "  ", room + " " * size + "  ")
    body = filled[indent + len(short) :]
    return f"{room}[bold]{plain(short)}[/bold]{plain(body)}"


@pass_context
def within(context: Context, words: str, cite: str = "", lead: str = "", most: int = 2) -> str:
    """An item of at most `most` lines: where it is longer its words are cut, and a quotation is closed after the cut."""
    close = "”" if words.endswith("”") else ""
    size = len(words)
    while size > 20:
        kept = words if size == len(words) else text.shorten(words.removesuffix(close), size) + close
        made = item(context, kept, cite, lead, rest=len(lead) - len(lead.lstrip()) + len(lead.strip()) + 1)
        if made.count("\n") < most:
            return made
        size -= 4
    return made


@pass_context
def oneline_pair(context: Context, label: str, words: str, size: int = 24) -> str:
    """A label and as many of the pieces beside it ("; " between them) as fit on one line."""
    short = text.label(label, size)
    pieces, room = words.split("; "), context["width"] - size - 4
    while len(pieces) > 1 and len("; ".join(pieces)) > room:
        pieces.pop()
    beside = text.shorten("; ".join(pieces), room)
    return f"  [bold]{plain(short)}[/bold]{' ' * (size - len(short) + 2)}{plain(beside)}"


@pass_context
def marked(context: Context, pieces: Iterable[Any]) -> str:
    """A paragraph whose marked pieces stand out: bold on a terminal, between » and « everywhere."""
    joined = "".join(f"»{piece.text}«" if piece.marked else piece.text for piece in pieces)
    body = plain(text.fill(text.flat(joined), context["width"] - 2, "  ", "  "))
    return body.replace("»", "[bold]»").replace("«", "«[/bold]")


def columns(cells: Iterable[object], size: int = 6) -> str:
    """Cells of a table side by side, each right in its column."""
    return "".join(str(cell).rjust(size) for cell in cells)


def said(line: Any, size: int = 200) -> str:
    """A line as a sentence: who, in what manner, the words, how many voices."""
    if line.article:
        return f"Article {line.article}: “{text.shorten(line.quote, size)}”"
    verb = f" {line.verb}" if line.verb not in ("says", "demands", "requires") and not line.own_voice else ""
    voices = f" ({line.voices} voices)" if line.voices > 1 else ""
    return f"{text.capital(line.speaker)}{verb}: {line.lead}“{text.shorten(line.quote, size)}”{voices}"
