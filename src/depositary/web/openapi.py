"""The OpenAPI 3.1 document of the API, made from its table of operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from depositary import __version__
from depositary.web.schemas import schema

if TYPE_CHECKING:
    from depositary.web.api import Operation

# A filter: something else than blanks.
_WORDS = {"type": "string", "minLength": 1, "maxLength": 400, "pattern": r"\S"}
_NAME = re.compile(r"\{(\w+)\}")
_ABOUT = (
    "Lines are those of the command line: one JSON object a line, keys in a fixed order. Lists come page by page; the header "
    "Link names the next page, which comes after the id of the last line. Every answer has an ETag. Nothing is written here."
)


def document(operations: Iterable[Operation]) -> dict[str, Any]:
    """The document as plain values."""
    schemas: dict[str, Any] = {}
    paths = {one.path: {"get": _operation(one, schemas)} for one in operations}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Depositary", "version": __version__, "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(one: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    body = schema(one.record, schemas) if one.record else {"type": "object"}
    answer: dict[str, Any] = {"description": one.summary, "content": {one.media: {"schema": body}}, "headers": {"ETag": _text()}}
    if one.paged:
        answer["headers"]["Link"] = _text()
    told = {"200": answer, "304": {"description": "Unchanged"}, **{status: _fault(words) for status, words in _FAULTS.items()}}
    if not _NAME.search(one.path):
        del told["404"]
    return {"operationId": _id(one.path), "summary": one.summary, "parameters": list(_parameters(one)), "responses": told}


# What else is answered: in words, with what to do.
_FAULTS = {
    "400": "A filter that is none, or given twice, or empty",
    "401": "No token, where one is demanded",
    "404": "Nothing of this name",
    "405": "Nothing is written here",
    "414": "An address that is too long",
    "421": "A host that is not served here",
    "503": "Not counted yet, or the dossier cannot be read: ask again",
}


def _fault(words: str) -> dict[str, Any]:
    return {"description": words, "content": {"text/plain": _text()}}


def _id(path: str) -> str:
    return re.sub(r"\W+", "_", path.removeprefix("/api/")).strip("_")


def _text() -> dict[str, Any]:
    return {"schema": {"type": "string"}}


def _parameters(one: Operation) -> Iterable[dict[str, Any]]:
    for name in _NAME.findall(one.path):
        yield {"name": name, "in": "path", "required": True, **_text()}
    for name, told in (one.filters or {}).items():
        yield {"name": name, "in": "query", "description": told, "schema": {**_WORDS, **one.shapes.get(name, {})}}
    if one.paged:
        yield {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}}
        yield {"name": "after", "in": "query", "description": "id of the last line of the page before", "schema": _WORDS}
