"""The OpenAPI 3.1 document of the API, made from its table of operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from depositary import __version__
from depositary.web.schemas import schema

if TYPE_CHECKING:
    from depositary.web.api import Operation

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
    told = {"200": answer, "304": {"description": "Unchanged"}, "404": {"description": "No such thing, or no such filter"}}
    return {"operationId": _id(one.path), "summary": one.summary, "parameters": list(_parameters(one)), "responses": told}


def _id(path: str) -> str:
    return re.sub(r"\W+", "_", path.removeprefix("/api/")).strip("_")


def _text() -> dict[str, Any]:
    return {"schema": {"type": "string"}}


def _parameters(one: Operation) -> Iterable[dict[str, Any]]:
    for name in _NAME.findall(one.path):
        yield {"name": name, "in": "path", "required": True, **_text()}
    for name, told in (one.filters or {}).items():
        yield {"name": name, "in": "query", "description": told, **_text()}
    if one.paged:
        yield {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}}
        yield {"name": "after", "in": "query", "description": "id of the last line of the page before", **_text()}
