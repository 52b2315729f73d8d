"""Markdown: the text as it stands without the front matter; its marks stay, so offsets count in what the
author wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from depositary.model.errors import UnreadableSource
from depositary.read.encoding import decode
from depositary.read.metadata import known
from depositary.read.registry import Raw, Source, reader

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_FRONT_LONGEST = 20_000
_DEEPEST = 20
_MEND = "Mend the lines between the two ---"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        _check_shape(block)
        found = yaml.load(block, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableSource(f"its front matter is not YAML ({_short(error)})", _MEND) from error
    return found if isinstance(found, dict) else {}


def _check_shape(block: str) -> None:
    """Refuse aliases, since a few lines of them can unfold into gigabytes, and deep nesting, which is slow."""
    depth = 0
    for event in yaml.parse(block, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            raise UnreadableSource(
                "its front matter holds YAML aliases or is nested too deep", "Write plain values"
            )


def _short(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 2}: {problem}" if mark else problem
