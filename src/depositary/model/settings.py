"""Limits and paths that a person may change, each by an environment variable of the same name.

Parsers meet hostile files, so everything that reads has a bound.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from depositary.model.errors import BadArgument

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every field can be set by `DEPOSITARY_<FIELD>`, in capitals."""

    max_file_mb: int = 64
    """A file over this many megabytes is skipped with its reason."""
    max_unpacked_mb: int = 256
    """A compressed file (docx, xlsx) that unpacks to more than this is skipped."""
    max_text_chars: int = 5_000_000
    """A document with more text than this is skipped."""
    max_pages: int = 2_000
    """A PDF with more pages than this is skipped."""
    max_records: int = 200_000
    """A file of records (JSON Lines, CSV, feed) is read up to this many."""
    chunk_documents: int = 64
    """Files that a process reads before it hands its results over, at most."""


@cache
def settings() -> Settings:
    """The settings with what the environment says. Raises BadArgument on a value that is no whole number."""
    found = {}
    for item in fields(Settings):
        name = f"DEPOSITARY_{item.name.upper()}"
        text = os.environ.get(name)
        if text is None:
            continue
        if not text.isdecimal() or int(text) == 0:
            raise BadArgument(
                f"{name}={text!r} is not a whole number above 0",
                f"Unset it, or give a number like {item.default}",
            )
        found[item.name] = int(text)
    return Settings(**found)
