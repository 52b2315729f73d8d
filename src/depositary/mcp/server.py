"""The server: the questions of `answers` as read-only tools on standard input and output."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from depositary import __version__
from depositary.dossier.store import Dossier
from depositary.mcp.answers import NOTE, Answers
from depositary.model.errors import DepositaryError, MissingExtra

INSTRUCTIONS = (
    "A dossier: documents about an agreement between states, what each says (statements), and how statements stand to each other"
    " (findings). Quote the words as given and cite document, characters and id with every quotation. A finding is computed, with"
    f" its steps; what is not held cannot be concluded. {NOTE}"
)


def run(dossier: Dossier) -> None:
    """Serve until the other side closes. Raises MissingExtra."""
    server(dossier).run("stdio")


def server(dossier: Dossier) -> Any:
    """A server with its tools. Raises MissingExtra where the package is not installed."""
    try:
        from mcp.server import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise MissingExtra(
            "the server needs the package mcp, 2 or later", "Install it: pip install 'depositary[mcp]'"
        ) from error
    made = MCPServer("depositary", version=__version__, instructions=INSTRUCTIONS, log_level="WARNING")
    for ask in Answers(dossier).tools:
        hints = ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        made.add_tool(_in_turn(ask), annotations=hints)
    return made


def _in_turn(ask: Callable[..., dict[str, Any]]) -> Callable[..., Awaitable[dict[str, Any]]]:
    """The same question asked in the thread that opened the file, one after another: SQLite asks for that."""
    from mcp.server.mcpserver.exceptions import ToolError

    @functools.wraps(ask)
    async def answer(*args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return ask(*args, **kwargs)
        except DepositaryError as error:
            raise ToolError(str(error)) from error

    return answer
