"""Pages that stand in small rooms of their own, and what they write; the application takes them from here."""

from __future__ import annotations

from starlette.routing import Route

from depositary.web import changing, comparing, graph, matrix, scenarios
from depositary.web.guard import Rules
from depositary.web.held import Held
from depositary.web.page import Page

PAGES: tuple[Page, ...] = (*matrix.PAGES, *scenarios.PAGES, *comparing.PAGES, *graph.PAGES)


def writers(held: Held, rules: Rules) -> list[Route]:
    """Endpoints of these rooms that write."""
    return [
        Route("/score", matrix.score(held, rules), methods=["POST"]),
        Route("/change", changing.change(held, rules), methods=["POST"]),
    ]
