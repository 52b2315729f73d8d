"""Agreements side by side: by topic and code, each cell with its passages; or article by article, two of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from depositary.model.errors import BadArgument
from depositary.model.ontology import ontology
from depositary.treaty.coding.codebook import codebook
from depositary.treaty.compare import columns
from depositary.views import codes
from depositary.views.lines import Desk
from depositary.web.page import Ask, Page

ARTICLES = "articles"
# Agreements that an address can name.
MOST = 40


def page(ask: Ask) -> str:
    """The choice of agreements, and their comparison."""
    desk = ask.desk
    known = ask.held.once("columns", lambda: [(one.key, one.name, one.coverage) for one in columns(desk.record)])
    names = ask.request.query_params.getlist("with")[:MOST]
    asked = ask.chosen(("topic", "code", "by"))
    wrong, made = "", {"table": None, "twins": None}
    try:
        made |= compared(desk, names, asked, {one[0] for one in known})
    except BadArgument as error:
        wrong = str(error)
    return ask.page(
        "comparison", "Compare agreements", here="/treaty", known=known, names=names, asked=asked, wrong=wrong,
        topics=[(key, one.label) for key, one in ontology().topics.items()], by_articles=asked.get("by") == ARTICLES,
        codes=[(key, one.label) for key, one in codebook().variables.items()], narrow=_narrow(names), **made,
    )  # fmt: skip


def compared(desk: Desk, names: list[str], asked: dict[str, str], known: Iterable[str]) -> dict[str, Any]:
    """The table, or the articles that are alike. Raises BadArgument."""
    strange = [name for name in names if name not in set(known)]
    if strange:
        raise BadArgument(f"no agreement with codes is called {strange[0]!r}", "Choose from the list")
    if asked.get("by") == ARTICLES:
        return {"twins": codes.aligned(desk, names)}
    if asked.get("topic") and asked.get("code"):
        raise BadArgument("a topic and a code are asked for", "Choose one of them")
    return {"table": codes.compared(desk, names, asked.get("topic"), asked.get("code"))}


def _narrow(names: Iterable[str]) -> Any:
    """Makes the address of one row: the same agreements, one code or topic."""
    told = [("with", name) for name in names]

    def to(scheme: str, key: str) -> str:
        return f"/compare?{urlencode([*told, ('topic' if scheme == 'topic' else 'code', key)])}"

    return to


PAGES = (Page("/compare", page),)
