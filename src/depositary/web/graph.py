"""The graph of actors: who meets whom, who says something about whom, in the years that are chosen."""

from __future__ import annotations

from depositary.model.errors import BadArgument
from depositary.model.text import fold
from depositary.views import ring, ties
from depositary.views.ties import Actor, Link
from depositary.web.page import Ask, Page, address

FILTERS = ("since", "until", "sort", "who")
SORTS = {"meets": "in one event with", "says": "says something of"}


def graph(ask: Ask) -> str:
    """The drawing, the years to choose, and the table of all links."""
    desk, asked = ask.desk, {name: ask.get(name) for name in FILTERS}
    found = ask.held.once("links", lambda: ties.links(desk))
    counts = ties.years(found)
    wrong, made = "", ties.Ties((), (), 0, 0, 0)
    try:
        made = ties.ties(desk, found, _wanted(ask, asked, found))
    except BadArgument as error:
        wrong = str(error)
    first, last = (min(counts), max(counts)) if counts else (0, 0)
    most = max(counts.values(), default=1)
    bars = [
        (year, count, round(count / most, 3), address("/graph", _without_years(asked), since=str(year), until=str(year)))
        for year, count in counts.items()
    ]
    names = {one.id: one for one in made.actors}
    return ask.page(
        "graph", "Links of actors", here="/actors", asked=asked, made=made, drawn=ring.ring(made), wrong=wrong, bars=bars,
        first=first, last=last, names=names, sorts=SORTS, rows=ties.ROWS, most=ties.MOST, wide=max(1, len(bars)),
        whole=address("/graph", _without_years(asked)), of=lambda one: address("/graph", {**asked, "who": one.name}),
        everybody=address("/graph", {**asked, "who": ""}),
    )  # fmt: skip


def _without_years(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if name not in ("since", "until")}


def _wanted(ask: Ask, asked: dict[str, str], found: list[Link]) -> ties.Wanted:
    """What the address asks for. Raises BadArgument."""
    since, until = (_year(asked.get(name, "")) for name in ("since", "until"))
    if since and until and since > until:
        raise BadArgument(f"{since} comes after {until}", "Choose years in their order")
    if asked.get("sort", "") not in ("", *SORTS):
        raise BadArgument(f"{asked['sort']!r} is no sort of link", f"One of: {', '.join(SORTS)}")
    return ties.Wanted(since, until, asked.get("sort", ""), _who(ask, asked.get("who", ""), found))


def _year(words: str) -> int:
    if words and not (words.isascii() and words.isdigit() and len(words) == 4):
        raise BadArgument(f"{words[:20]!r} is no year", "Write it as 2025")
    return int(words or 0)


def _who(ask: Ask, name: str, found: list[Link]) -> str:
    """The entity of a name. Raises BadArgument where nobody linked has it."""
    if not name:
        return ""
    known: dict[str, Actor | None] = {}
    keys = dict.fromkeys(key for one in found for key in (one.one, one.other))
    for key in keys:
        one = ties.actor(ask.desk, key, known)
        if one is not None and fold(one.name) == fold(name):
            return key
    raise BadArgument(f"nobody who is linked is called {name!r}", "Choose a name in the drawing of all")


PAGES = (Page("/graph", graph),)
