"""CSL-JSON: the documents as sources for Zotero and other reference managers.

    depositary export NAME.dossier -f csl -o sources.json

One item a document, in the order of names: type by kind of document, title, author, container or publisher, day as far as it is
known, address, language. The id is ours; `custom` holds name, SHA-256 and schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TextIO

from depositary.dossier.store import Dossier
from depositary.export.registry import export
from depositary.export.stream import MADE_BY, cut_day, json_list
from depositary.model.nouns import Document
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_SCHEMA = "CSL-JSON 1.0.2"


@export("csl", suffix=".json", speaks=_SCHEMA)
def write(dossier: Dossier, target: TextIO) -> None:
    """The documents as citable sources."""
    json_list(target, items(dossier))


def items(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """The items, without what is not known."""
    for one in dossier.documents():
        yield _item(one)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(DATA / "formats" / "csl.yml")
    return found


def _item(one: Document) -> dict[str, Any]:
    kind = _table()["types"].get(one.kind, _table()["otherwise"])
    holder = "container-title" if kind in _table()["containers"] else "publisher"
    day = cut_day(one.published)
    return {
        "id": one.id,
        "type": kind,
        "title": " ".join(one.title.split()) or one.name,
        "author": [{"literal": one.author}] if one.author else None,
        holder: one.publisher,
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "URL": one.uri,
        "language": one.lang if one.lang != "und" else None,
        "custom": {"name": one.name, "sha256": one.sha256, "schema": _SCHEMA, "made_by": MADE_BY},
    }
