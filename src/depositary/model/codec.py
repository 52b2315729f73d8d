"""Nouns to JSON and back.

One noun is one line: keys in field order, floats by `repr`, no spaces, UTF-8. `loads(dumps(noun)) == noun`.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from depositary.model import nouns
from depositary.model.errors import BadData

T = TypeVar("T")

NAMES: dict[type, str] = {
    nouns.Decision: "decision",
    nouns.Document: "document",
    nouns.Entity: "entity",
    nouns.Finding: "finding",
    nouns.Span: "span",
    nouns.Statement: "statement",
}
CLASSES = {name: kind for kind, name in NAMES.items()}

# Kept in the dossier, too long for a line of the export: `show` gives the words with their surroundings.
_NOT_EXPORTED = {nouns.Document: ("pages", "text")}


def plain(value: Any) -> Any:
    """Dataclasses to dicts in field order, tuples to lists; everything else as it is."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _field_names(type(value)) if _kept(value, name)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def to_dict(noun: Any, *, whole: bool = False) -> dict[str, Any]:
    """The noun as a dict that starts with its own name. `whole` keeps the fields that the export leaves out."""
    left_out = () if whole else _NOT_EXPORTED.get(type(noun), ())
    body = {key: item for key, item in plain(noun).items() if key not in left_out}
    return {"noun": NAMES[type(noun)], **body}


def dumps(value: Any) -> str:
    """One line of JSON: a noun, or anything made of plain values."""
    body = to_dict(value, whole=True) if type(value) in NAMES else plain(value)
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def export_line(noun: Any) -> str:
    """The line of this noun in `depositary export -f jsonl`."""
    return json.dumps(to_dict(noun), ensure_ascii=False, separators=(",", ":"))


def loads(line: str) -> Any:
    """The noun of one line. Raises BadData when the line is no noun."""
    try:
        body = json.loads(line)
        return build(CLASSES[body.pop("noun")], body)
    except (KeyError, TypeError, ValueError) as error:
        raise BadData(
            f"not a line of the record: {line[:80]!r}", "Each line is one noun as `export` writes it"
        ) from error


def build(kind: type[T], body: Any) -> T:
    """Make `kind` from plain values; unknown keys are refused."""
    making: Any = kind
    return cast(T, _maker(making)(body))


def _kept(value: Any, name: str) -> bool:
    # A selector of a finding has no words and one of a statement no members: leave out what is empty.
    return not isinstance(value, nouns.Selector) or name == "noun" or bool(getattr(value, name))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))


def is_record(kind: Any) -> bool:
    """True for one of our dataclasses."""
    return dataclasses.is_dataclass(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """A function that turns plain values into `kind`; made once per type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if is_record(kind):
        hints = _hints(kind)  # asked for field by field: a selector may hold selectors
        return lambda body: kind(**{key: _maker(hints[key])(item) for key, item in body.items()})
    if origin in (typing.Union, types.UnionType):
        first = _maker(next(item for item in inside if item is not type(None)))
        return lambda item: None if item is None else first(item)
    if origin is tuple:
        items = [_maker(item) for item in inside if item is not Ellipsis]
        return lambda body: tuple(items[0](item) for item in body)
    return lambda item: item
