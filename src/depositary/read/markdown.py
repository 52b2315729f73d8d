"""Markdown: the text as it stands without the front matter; its marks stay, so offsets count in what the
author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import BadData, UnreadableSource
from depositary.model.tables import plain_yaml
from depositary.read.encoding import decode
from depositary.read.metadata import known
from depositary.read.registry import Raw, Source, reader

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_FRONT_LONGEST = 20_000
_MEND = "Mend the lines between the two ---"


@reader("md", suffixes=(".md", ".markdown"))
def read(source: Source) -> Iterator[Raw]:
    """One document; metadata from YAML front matter, the title else from the first heading."""
    text = decode(source.content)
    match = _FRONT.match(text[:_FRONT_LONGEST])
    meta = known(_front(match.group(1) or "")) if match else {}
    body = text[match.end() :] if match else text
    if "title" not in meta and (heading := _HEADING.search(body[:5_000])):
        meta["title"] = heading.group(1)
    meta.pop("text", None)
    yield Raw(source.content, body, meta)


def _front(block: str) -> dict[Any, Any]:
    """The front matter as a mapping; {} when it is YAML of another shape."""
    try:
        found = plain_yaml(block)
    except BadData as error:
        raise UnreadableSource(
            f"its front matter is not YAML that can be used ({_short(error)})", _MEND
        ) from error
    return found if isinstance(found, dict) else {}


def _short(error: BadData) -> str:
    """The fault in one line, with its place in the file: the front matter starts one line below the top."""
    cause = error.__cause__
    mark, problem = getattr(cause, "problem_mark", None), getattr(cause, "problem", None)
    return f"line {mark.line + 2}: {problem}" if mark else error.what
