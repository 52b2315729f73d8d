"""Trade agreements in the XML of ToTA (Texts of Trade Agreements): `treaty` with `meta`, chapters and articles.

Only the format is read; the collection itself is CC BY-NC and no part of this program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depositary.model.errors import NothingInside
from depositary.read.encoding import line_ends
from depositary.read.registry import Raw, Source, reader
from depositary.read.xmltree import flat, headed, joined, local, parsed, root_name

_NAMED = re.compile(r"[^\W\d_]{3}")


def _is_tota(data: bytes) -> bool:
    return root_name(data) == "treaty" and b"<meta" in data[:4_000].replace(b"\x00", b"")


@reader("tota", suffixes=(".xml",), accepts=_is_tota)
def read(source: Source) -> Iterator[Raw]:
    """One document: chapters and articles with their headings, the preamble first as it stands. What `meta` tells beyond
    name and language (dates, parties) is coded by others and no part of the text."""
    root = parsed(source.content)
    body = next((one for one in root if local(one) == "body"), None)
    text = joined(_lines(body)) if body is not None else ""
    if not text.strip():
        raise NothingInside("the treaty has no text", "Leave it out")
    yield Raw(source.content, text, _meta(root))


def _meta(root: Any) -> dict[str, Any]:
    held = next((one for one in root if local(one) == "meta"), ())
    said = {local(one): flat(one.text or "") for one in reversed(list(held))}
    found = {"title": said.get("name"), "lang": said.get("language"), "kind": "treaty"}
    return {key: value for key, value in found.items() if value}


def _lines(body: Any) -> Iterator[str]:
    for one in body:
        if local(one) == "chapter":
            heading = _heading(one, "Chapter")
            yield from ("", heading) if heading else ()
            yield from _lines(one)
        elif local(one):
            yield from ("", heading) if (heading := _heading(one, "Article")) else ("",)
            yield from _own(one)


def _heading(element: Any, word: str) -> str:
    """ "ARTICLE 1 - Scope"; "" for what has neither number nor name, as the preamble has."""
    number = flat(element.get("number") or "")
    if number and not _NAMED.search(number):
        number = f"{word} {number}"
    return headed(number, element.get("name") or "")


def _own(element: Any) -> Iterator[str]:
    """The lines of the text as they stand; a mark of a list alone on its line is joined with what it marks."""
    waiting = ""
    for line in line_ends("".join(element.itertext())).split("\n"):
        line = re.sub(r"[ \t\xa0]+", " ", line).strip()
        if line in ("-", "–", "•", "*"):
            waiting = line
        elif line:
            yield f"{waiting} {line}".strip()
            waiting = ""
        elif not waiting:
            yield ""
