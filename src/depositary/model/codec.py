"""Nouns to JSON and back.

One noun is one line: keys in field order, floats by `repr`, no spaces, UTF-8. `loads(dumps(noun)) == noun`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
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


_SCALARS = frozenset((str, int, float, bool))


def plain(value: Any) -> Any:
    """Dataclasses to dicts in field order, tuples to lists; everything else as it is.

    A selector of a finding has no words and one of a statement no members: what is empty is left out there.
    """
    kind: Any = type(value)
    if value is None or kind in _SCALARS:
        return value
    if kind is tuple:
        return [item if type(item) in _SCALARS else plain(item) for item in value] if value else []
    if is_record(kind):
        body = _taken_apart(kind)(value)
        if kind is nouns.Selector:
            return {name: item for name, item in body.items() if name == "noun" or item}
        return body
    if isinstance(value, (list, tuple)):
        return [*map(plain, value)]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


@cache
def _taken_apart(kind: Any) -> Callable[[Any], dict[str, Any]]:
    """A function that makes a dict of one of our dataclasses. It is compiled, as `_in_order` is."""
    given = []
    for name in _field_names(kind):
        deep = not _is_scalar(_hints(kind)[name])
        given.append(f"{name!r}: None if (it := value.{name}) is None else plain(it)" if deep else f"{name!r}: value.{name}")
    space: dict[str, Any] = {"plain": plain}
    exec(f"def made(value):\n    return {{{', '.join(given)}}}\n", space)
    return cast(Callable[[Any], dict[str, Any]], space["made"])


def to_dict(noun: Any, *, whole: bool = False) -> dict[str, Any]:
    """The noun as a dict that starts with its own name. `whole` keeps the fields that the export leaves out."""
    left_out = () if whole else _NOT_EXPORTED.get(type(noun), ())
    body = {"noun": NAMES[type(noun)], **plain(noun)}
    for key in left_out:
        del body[key]
    return body


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
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadData(
            f"not a line of the record: {line[:80]!r}", "Each line is one noun as `export` writes it"
        ) from error


def build(kind: type[T], body: Any) -> T:
    """Make `kind` from plain values; unknown keys are refused."""
    wanted: Any = kind
    make = _maker(wanted)
    return cast(T, body if make is None else make(body))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(kind))


def _is_scalar(hint: Any) -> bool:
    inside = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    return all(one is type(None) or one in _SCALARS for one in inside)


@cache
def is_record(kind: Any) -> bool:
    """True for one of our dataclasses."""
    return dataclasses.is_dataclass(kind)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


@cache
def _maker(kind: Any) -> Callable[[Any], Any] | None:
    """A function that turns plain values into `kind`; None where the plain value is it. Made once per type."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return sys.intern  # kinds, stances, names and units come thousands of times
    if is_record(kind):
        return _record_maker(kind)
    if origin in (typing.Union, types.UnionType):
        return _maker(next(item for item in inside if item is not type(None)))
    if origin is tuple:
        make = _maker(inside[0])
        return tuple if make is None else (lambda body: tuple([make(item) for item in body]) if body else ())
    return None


def _record_maker(kind: Any) -> Callable[[Any], Any]:
    """By position where the keys are the fields in their order, or the first of them, as we write them; by name otherwise."""
    names = _field_names(kind)

    def make(body: Any) -> Any:
        keys = tuple(body)
        if keys == names or (keys and keys == names[: len(keys)]):
            return _in_order(kind, len(keys))(body.values())
        makers = {name: _maker(_hints(kind)[name]) for name in names}
        return kind(**{key: _plainly(makers.get(key), item) for key, item in body.items()})

    return make


@cache
def _in_order(kind: Any, count: int) -> Callable[[Any], Any]:
    """A function that makes `kind` of the plain values of its first fields. It is compiled, as the `__init__` of the dataclass
    is: to go through the fields with their makers takes a third more time."""
    makers = [_maker(_hints(kind)[name]) for name in _field_names(kind)[:count]]
    given = [f"v{at}" if made is None else f"None if v{at} is None else m{at}(v{at})" for at, made in enumerate(makers)]
    values = "".join(f"v{at}," for at in range(count))
    space = {"kind": kind, **{f"m{at}": made for at, made in enumerate(makers)}}
    exec(f"def made(values):\n    {values} = values\n    return kind({', '.join(given)})\n", space)
    return cast(Callable[[Any], Any], space["made"])


def _plainly(make: Callable[[Any], Any] | None, item: Any) -> Any:
    return item if make is None or item is None else make(item)
