"""Pieces of a page in Markdown."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any


def line(run: Callable[..., Any]) -> str:
    return " ".join((inspect.getdoc(run) or "").split())


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


def joined(pieces: Iterable[str]) -> str:
    return "\n\n".join(piece.strip("\n") for piece in pieces if piece) + "\n"
