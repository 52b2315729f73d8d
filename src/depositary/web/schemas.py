"""JSON Schema of our records, read from their types: the API describes itself, and nothing is written twice."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any

from depositary.model import codec

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def schema(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; records are put in `found` by name and pointed at."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(inside, found)
    if origin is tuple:
        return _tuple(inside, found)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        name = _name(kind)
        if name not in found:
            found[name] = {}
            found[name] = _record(kind, found)
        return {"$ref": f"#/components/schemas/{name}"}
    return {"type": "object"} if kind is Mapping or origin is Mapping else {}


def _union(inside: tuple[Any, ...], found: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"} if one is type(None) else schema(one, found) for one in inside]}


def _tuple(inside: tuple[Any, ...], found: dict[str, Any]) -> dict[str, Any]:
    """A list of one sort, or a row of several."""
    if len(inside) == 2 and inside[1] is Ellipsis:
        return {"type": "array", "items": schema(inside[0], found)}
    rows = [schema(one, found) for one in inside]
    return {"type": "array", "prefixItems": rows, "minItems": len(rows), "maxItems": len(rows)}


def _name(kind: type) -> str:
    """Views may give two records one name: those of nouns stand plain, others with their module."""
    module = kind.__module__.rpartition(".")[2]
    return kind.__name__ if module == "nouns" else f"{module}.{kind.__name__}"


def _record(kind: type, found: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    left_out = ("pages", "text") if codec.NAMES.get(kind) == "document" else ()
    names = [one.name for one in dataclasses.fields(kind) if one.name not in left_out]
    properties: dict[str, Any] = {"noun": {"const": codec.NAMES[kind]}} if kind in codec.NAMES else {}
    properties |= {name: schema(hints[name], found) for name in names}
    # A selector leaves out what is empty; everything else is written whole.
    required = ["noun"] if kind.__name__ == "Selector" else list(properties)
    told = (kind.__doc__ or "").split("\n")[0]
    return {"type": "object", "description": told, "properties": properties, "required": required, "additionalProperties": False}
