"""Templates of the workbench. Everything is escaped; nothing that a document says is ever markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from depositary.model.ontology import ontology
from depositary.views import render as shared
from depositary.views import text

# Of the page that is being made: what is told of statements that a person accepted or a model made, by id.
LAYERS: ContextVar[Callable[[str], str]] = ContextVar("layers", default=lambda _: "")
# And the language of documents that are not in English, by name.
LANGS: ContextVar[dict[str, str]] = ContextVar("langs")
# Languages written from the right, and their letters.
FROM_RIGHT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
HERE = Path(__file__).parent
PAGES = (
    ("/", "System"), ("/ledger", "Ledger"), ("/conflicts", "Conflicts"), ("/timeline", "Timeline"), ("/figures", "Figures"),
    ("/map", "Map"),
    ("/treaty", "Treaty"), ("/checks", "Checks"), ("/projects", "Projects"), ("/actors", "Actors"), ("/sources", "Sources"),
    ("/review", "Review"),
)  # fmt: skip


@cache
def environment() -> Environment:
    """The templates with their filters."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        cut=text.shorten, capital=text.capital, counted=text.counted, dated=shared.dated, number=text.number, slug=shared.slug,
        kind=kind, stance=stance, topic=topic, chosen=chosen, coefficient=coefficient,
    )  # fmt: skip
    # `still` is set where pages are written to a folder (`site`): what needs a server is then left out.
    made.globals.update(pages=PAGES, still="", layer_of=layer_of, said_in=said_in)
    return made


def render(name: str, **values: Any) -> str:
    """The page of this template."""
    return environment().get_template(name).render(**values)


def chosen(options: Sequence[tuple[str, str]], value: str) -> Markup:
    """The options of a choice as (value, words), that of this value chosen."""
    made = _options(tuple(options))
    return Markup(made.replace(f'value="{escape(value)}">', f'value="{escape(value)}" selected>', 1)) if value else made


@lru_cache(maxsize=64)
def _options(options: tuple[tuple[str, str], ...]) -> Markup:
    """They are the same on every page of a listing, and may be some hundred."""
    return Markup("\n").join(
        Markup('<option value="{}">{}</option>').format(value, text.shorten(words, 60)) for value, words in options
    )


def layer_of(key: str) -> str:
    """ "accepted", "proposed by a model", or "" for the many that a rule proposed."""
    return LAYERS.get()(key)


def said_in(doc: str, words: str) -> Markup:
    """The attributes that tell the direction and language of words of a document. They choose their direction by their first
    letter, but a Persian sentence that begins with a Latin name still runs from the right."""
    found = LANGS.get({}).get(doc, "")
    course = "rtl" if found.partition("-")[0] in FROM_RIGHT and _FROM_RIGHT.search(words) else "auto"
    return Markup(' dir="{}"').format(course) + (Markup(' lang="{}"').format(found) if found else Markup(""))


def kind(key: str) -> str:
    """The word for a kind of statement."""
    return ontology().kinds[key].label if key in ontology().kinds else key


def stance(key: str) -> str:
    """The word for a stance."""
    return ontology().stances[key].label if key in ontology().stances else key


def topic(key: str) -> str:
    """The word for a topic."""
    return ontology().topics[key].label if key in ontology().topics else key


def coefficient(value: float | None) -> str:
    """A coefficient of agreement, where it is defined."""
    return "not defined" if value is None else f"{value:.2f}"


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """The files that are served, by name: a path is a key here and opens nothing."""
    styles = (shared.TEMPLATES / "style.css", HERE / "static" / "web.css", HERE / "static" / "map.css")
    style = [one.read_text("utf-8") for one in styles]
    return {
        "style.css": ("\n".join(style).encode(), "text/css; charset=utf-8"),
        "progress.js": ((HERE / "static" / "progress.js").read_bytes(), "text/javascript; charset=utf-8"),
        "keys.js": ((HERE / "static" / "keys.js").read_bytes(), "text/javascript; charset=utf-8"),
        "map.js": ((HERE / "static" / "map.js").read_bytes(), "text/javascript; charset=utf-8"),
        "icon.svg": ((HERE / "static" / "icon.svg").read_bytes(), "image/svg+xml"),
    }
