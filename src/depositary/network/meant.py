"""Which line or routes a statement speaks of: by the thing it is about, else by the phrases in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from depositary.model.nouns import Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.network.nouns import Node
from depositary.network.routes import Length, Links, Routes, routes_of
from depositary.network.said import sentence


def lines_meant(one: Statement, record: Record, routes: Routes) -> list[Links]:
    """Lines of links. What it is about comes first: "the railway" of a sentence before is known there."""
    known = record.case.by_id if record.case else {}
    keys = [
        str(known[about].props["key"])
        for about in one.about
        if about in known and "key" in known[about].props
    ]
    found = [routes.links[key] for key in dict.fromkeys(keys) if key in routes.links]
    return found or routes.links_named(sentence(one, record))


def ways_meant(one: Statement, record: Record, routes: Routes) -> list[Length]:
    """Routes, all of one side; those that end where the sentence says, where it names an end."""
    text = sentence(one, record)
    groups = routes.named(text)
    found = list(dict.fromkeys(length for group in groups for length in group.routes))
    if len({length.baseline for length in found}) != 1:
        return []
    return of_ends(found, text)


def of_ends(found: list[Length], text: str) -> list[Length]:
    """Of some routes those that end where a text says; all of them where it names no end of theirs."""
    ended = [one for one in found if one.route is not None and _named(one.route.end, text)]
    return ended or found


def _named(node: Node, text: str) -> bool:
    words = fold(text)
    return any(fold(name) in words for name in (node.short, *node.aliases))


def net_routes(record: Record) -> Routes | None:
    """The routes of a case that has a network; None for another."""
    routes = routes_of(record.case)
    return routes if routes is not None and routes.network is not None else None


def bound(amounts: Sequence[float | None], least: bool = True) -> float | None:
    """The least (or greatest) of those that are known."""
    known = [one for one in amounts if one is not None]
    return (min if least else max)(known) if known else None
