"""Reading our own data files: YAML and tab-separated tables, with errors that name the file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from depositary.model.errors import BadData
from depositary.model.settings import DATA

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file; of one that did not come with the package, plain values only. Raises BadData when it is
    missing or no such YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadData(f"{path} cannot be read ({error.strerror})", "Check the path") from error
    except UnicodeDecodeError as error:
        raise BadData(f"{path} is no text of UTF-8", "Save it as UTF-8") from error
    return _loaded(text, str(path)) if path.is_relative_to(DATA) else plain_yaml(text, str(path))


# The loader leaves faults of tagged values (`!!timestamp soon`, a number of thousands of digits) as Python has them.
_FAULTS = (yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def _loaded(text: str, name: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except _FAULTS as error:
        raise BadData(f"{name} is not YAML: {_place(error)}", "Mend the file at the place named") from error


def _place(error: Exception) -> str:
    """The line, and what stands wrongly in it; the words of the reader where it knows no line."""
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}, {getattr(error, 'problem', '')}" if mark is not None else str(error)


# YAML that people bring is nested no deeper than this; ours is not asked.
DEEPEST = 20


def plain_yaml(text: str, name: str = "it") -> Any:
    """YAML that was not written by us. Raises BadData where it is none, or holds aliases (a few lines of them unfold
    into gigabytes) or is nested too deep."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
                raise BadData(f"{name} holds YAML aliases or is nested too deep", "Write plain values")
    except (yaml.YAMLError, ValueError) as error:
        raise BadData(f"{name} is not YAML: {_place(error)}", "Mend the file at the place named") from error
    return _loaded(text, name)


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated table with a header. Raises BadData on a row of another width."""
    return (row for _, row in numbered(path))


def numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The same rows, each with the number of its line."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        for number, row in enumerate(rows, start=2):
            if not row:
                continue
            if len(row) != len(header):
                raise BadData(
                    f"{path.name}, line {number}: {len(row)} columns",
                    f"It should have {len(header)}: {', '.join(header)}",
                )
            yield number, dict(zip(header, (cell.strip() for cell in row), strict=True))


@lru_cache(maxsize=4096)
def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, parted by `|`."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())
