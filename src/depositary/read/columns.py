"""What a `columns.yml` says of a file of figures: which columns name the rows, their time and their publisher, which
hold numbers, and of what.

trade.csv:
  publisher: Sample Statistics Desk
  columns:
    Year: period
    Turnover: {unit: million USD, coverage: goods}
    Change: {unit: percent, measure: growth}

How to write one: `docs/how-to/figures-from-a-table.md`. A file that is not named here is read row by row as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.errors import BadData
from depositary.model.nouns import STANCES
from depositary.model.text import fold
from depositary.model.units import units
from depositary.read.metadata import FIELDS
from depositary.read.registry import Source

FILE = "columns.yml"
ATTRIBUTES = ("reporter", "calendar", "valuation", "coverage", "currency_basis")
MEASURES = ("level", "growth", "change", "share", "ratio", "rank", "count", "duration", "length")
# What may be said of a figure; of the file, of a column, of the rows of a name, or in a cell of the row.
SAYS = ("unit", "measure", "series", "period", "per", "stance", *ATTRIBUTES)
ROLES = ("name", "period", "publisher", "unit", *ATTRIBUTES)
_KEYS = tuple("layout skip header decimal missing fill_down sheets columns rows periods".split())
_CHOICES = {"measure": MEASURES, "stance": STANCES}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "billion": 1e9, "bln": 1e9,
    "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_MISSING = ("", *"- – — . .. ... … : x n/a na n.a. #n/a nan null none".split())

Says = Mapping[str, str]


@dataclass(frozen=True)
class Described:
    """One file of figures. `roles` are columns by role, `figures` and `rows` what is said of columns and of rows by name,
    `says` of the whole file, `meta` of the document. Names of columns and rows are those of the file."""

    file: str
    wide: bool
    skip: int
    header: int
    decimal: str
    missing: frozenset[str]
    fill_down: bool
    sheets: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, Says]
    rows: Mapping[str, Says]
    periods: Mapping[str, str]
    says: Says
    meta: Mapping[str, Any]


def described(source: Source) -> Described | None:
    """The description of this file, None when there is none. Raises BadData that names file, key and column."""
    body = source.columns.get(source.name.rsplit("/", 1)[-1])
    return _described(source.name, body) if isinstance(body, Mapping) else None


def files(columns: Mapping[Any, Any]) -> tuple[str, ...]:
    """Names of the files of figures that a `columns.yml` describes."""
    return tuple(str(key) for key, body in columns.items() if isinstance(body, Mapping))


def _described(name: str, body: Mapping[Any, Any]) -> Described:
    where = f"{FILE}, {name.rsplit('/', 1)[-1]}"
    _only(where, body, (*_KEYS, *FIELDS, *SAYS))
    layout = _one_of(where, "layout", body.get("layout", "long"), ("long", "wide"))
    columns = _mapping(where, "columns", body)
    roles = _roles(where, columns)
    figures = {
        str(key): _says(f"{where}, column {key}", value)
        for key, value in columns.items()
        if isinstance(value, Mapping)
    }
    if layout == "long" and not figures:
        raise BadData(
            f"{where}: no column holds figures",
            "Say under 'columns' of one what its numbers are, as 'Turnover: {unit: USD}', or 'layout: wide'",
        )
    return Described(
        file=name,
        wide=layout == "wide",
        skip=_whole(where, body, "skip", 0),
        header=_whole(where, body, "header", 1, most=10),
        decimal=_one_of(where, "decimal", body.get("decimal", "."), (".", ",")),
        missing=frozenset(map(fold, (*_MISSING, *_list(where, "missing", body)))),
        fill_down=_one_of(where, "fill_down", body.get("fill_down", False), ("True", "False")) == "True",
        sheets=_list(where, "sheets", body),
        roles=roles,
        figures=figures,
        rows={
            fold(str(key)): _says(f"{where}, row {key}", value)
            for key, value in _mapping(where, "rows", body).items()
        },
        periods={fold(str(key)): str(value) for key, value in _mapping(where, "periods", body).items()},
        says=_says(where, {key: body[key] for key in SAYS if key in body}),
        meta={key: body[key] for key in FIELDS if key in body},
    )


def _roles(where: str, columns: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in columns.items():
        if isinstance(value, Mapping):
            continue
        role = _one_of(f"{where}, column {key}", "the role", value, ROLES)
        found[role] = (*found.get(role, ()), str(key))
    return found


def _says(where: str, value: Any) -> dict[str, str]:
    """What is said of a figure, checked. Raises BadData."""
    if not isinstance(value, Mapping):
        raise BadData(f"{where}: {value!r} is no mapping", "Write it as {unit: USD, measure: level}")
    _only(where, value, (*SAYS, "publisher"))
    said = {str(key): str(item).strip() for key, item in value.items() if item is not None}
    for key, known in _CHOICES.items():
        if key in said:
            _one_of(where, key, said[key], known)
    if "unit" in said and unit_of(said["unit"]) is None:
        raise BadData(
            f"{where}: the unit {said['unit']!r} is not known",
            "Take one of docs/reference/ontology.md, with a scale before it if need be: 'million USD', 'thousand t'",
        )
    return said


@cache
def unit_of(words: str) -> tuple[str, float] | None:
    """Key of a unit and the factor of its scale word ("million USD" is USD and 1e6); None for what is no unit."""
    scale, rest = 1.0, list[str]()
    for word in words.split():
        size = _SCALES.get(word.lower().removesuffix("s"))
        scale, rest = (scale * size, rest) if size else (scale, [*rest, word])
    key = _unit_key(" ".join(rest)) if rest else "count"
    return (key, scale) if key else None


def _unit_key(words: str) -> str | None:
    known = units()
    if words in known:
        return words
    exact = (key for key, one in known.items() if words in one.forms)
    loose = (
        key
        for key, one in known.items()
        if words.lower() in (form.lower() + end for form in one.forms if len(form) > 3 for end in ("", "s"))
    )
    return next(exact, None) or next(loose, None)


def _only(where: str, body: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    strange = [str(key) for key in body if key not in known]
    if strange:
        raise BadData(f"{where}: {', '.join(strange)} is not understood"[:300], f"Known: {', '.join(known)}")


def _one_of(where: str, key: str, value: Any, known: tuple[str, ...]) -> str:
    if str(value) not in known:
        raise BadData(f"{where}: {key} is {value!r}"[:300], f"It is one of: {', '.join(known)}")
    return str(value)


def _mapping(where: str, key: str, body: Mapping[Any, Any]) -> Mapping[Any, Any]:
    found = body.get(key) or {}
    if not isinstance(found, Mapping):
        raise BadData(f"{where}: {key} is no mapping", f"Write below '{key}:' a line 'NAME: ...' for each")
    return found


def _list(where: str, key: str, body: Mapping[Any, Any]) -> tuple[str, ...]:
    found = body.get(key, [])
    if isinstance(found, Mapping):
        raise BadData(f"{where}: {key} is no list", f"Write it as '{key}: [ONE, TWO]'")
    return tuple(map(str, found)) if isinstance(found, list) else (str(found),)


def _whole(where: str, body: Mapping[Any, Any], key: str, least: int, most: int = 1000) -> int:
    value = body.get(key, least)
    if type(value) is not int or not least <= value <= most:
        raise BadData(f"{where}: {key} is {value!r}"[:300], f"It is a number of lines, {least} to {most}")
    return value
