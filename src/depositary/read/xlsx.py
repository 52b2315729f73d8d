"""Workbooks of figures, described in a `columns.yml`: one document, one sheet after another.

A sheet is its name on a line of its own, then its rows, a line a row with tabs between the cells, so that every cell has
its place in the text. Numbers are written as they are stored, with at most 15 digits as a spreadsheet program shows them;
percentages as `15.5%`, dates as ISO days. Formulas are never computed: the value last stored is taken.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from depositary.model.errors import EncryptedSource, NothingInside, TooLarge, UnreadableSource
from depositary.model.settings import settings
from depositary.read.columns import FILE, described
from depositary.read.grid import MOST_COLUMNS
from depositary.read.packed import OLE, check_sizes
from depositary.read.registry import Raw, Skipped, Source, reader

_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
# Where a document type may be declared; the parser behind openpyxl refuses those that hide further down.
_HEAD = 4_096
_SHOWN = 8


@reader("xlsx", suffixes=(".xlsx", ".xlsm"))
def read(source: Source) -> Iterator[Raw | Skipped]:
    """One document of all sheets, for a workbook that `columns.yml` describes; formulas that were never computed are
    listed."""
    if source.content.startswith(OLE):
        raise EncryptedSource("it needs a password, or is an old .xls", "Save it as .xlsx without a password")
    found = described(source)
    if found is None:
        name = source.name.rsplit("/", 1)[-1]
        raise UnreadableSource(
            f"nothing says what its figures mean ({FILE} does not describe {name})",
            f"Describe it in a {FILE} beside it: docs/how-to/figures-from-a-table.md",
        )
    _check(source.content)
    text, pages, unknown = _text(source.content)
    meta = {"title": source.name.rsplit("/", 1)[-1].rsplit(".", 1)[0], "kind": "data", **found.meta}
    yield Raw(source.content, text, meta, pages)
    for number, name, cells in unknown:
        more = f" and {len(cells) - _SHOWN} more" if len(cells) > _SHOWN else ""
        yield Skipped(
            f"{source.name}#sheet={number}",
            f"sheet {name!r}: formulas without a value ({', '.join(cells[:_SHOWN])}{more})",
            "Open it in a spreadsheet program and save it, so that the values are stored",
        )


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_sizes(package)
            for name in package.namelist():
                with package.open(name) as part:
                    head = part.read(_HEAD).replace(b"\0", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise UnreadableSource(
                        "its XML declares a document type or entities (an XML bomb?)", "Leave it out"
                    )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError) as error:
        raise UnreadableSource(
            f"it is no workbook, or broken ({error})", "Open it in a spreadsheet program and save it again"
        ) from error


def _text(data: bytes) -> tuple[str, tuple[int, ...], list[tuple[int, str, list[str]]]]:
    """Text, the offset at which each sheet starts, and by sheet the formulas that hold no value."""
    pieces, pages, at = list[str](), list[int](), 0
    unknown: list[tuple[int, str, list[str]]] = []
    for number, (name, values, formulas) in enumerate(_sheets(data), start=1):
        lines, lost = _lines(values, formulas)
        if lost:
            unknown.append((number, name, lost))
        piece = "\n".join([_plain(name), *lines]) + "\n\n"
        pieces.append(piece)
        pages.append(at)
        at += len(piece)
        _check_length(at)
    if not pages:
        raise NothingInside("there is no sheet in it", "Leave the file out")
    return "".join(pieces).rstrip("\n"), tuple(pages), unknown


def _sheets(data: bytes) -> Iterator[tuple[str, Any, Any]]:
    """Name, the sheet with its values, and the same sheet with its formulas."""
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that do not matter here
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        for sheet in values.worksheets:
            other = formulas[sheet.title]
            for one in (sheet, other):
                one.reset_dimensions()  # the size a sheet claims may be a lie that costs hours
            yield sheet.title, sheet, other


def _lines(values: Any, formulas: Any) -> tuple[list[str], list[str]]:
    lines, lost, limit, length = list[str](), list[str](), settings().max_records, 0
    for number, (row, written) in enumerate(
        zip(values.iter_rows(), formulas.iter_rows(), strict=False), start=1
    ):
        if number > limit:
            raise TooLarge(
                f"a sheet has more than {limit:,} rows",
                "Split the file, or set DEPOSITARY_MAX_RECORDS higher",
            )
        if len(row) > MOST_COLUMNS:
            raise TooLarge(
                f"line {number} has {len(row):,} columns, at most {MOST_COLUMNS:,} are read",
                "Take out what is far to the right",
            )
        words = [_shown(cell) for cell in row]
        lost += [cell.coordinate for cell, word in zip(written, words, strict=False) if _is_lost(cell, word)]
        lines.append("\t".join(words).rstrip("\t"))
        length += len(lines[-1])
        _check_length(length)
    while lines and not lines[-1]:
        lines.pop()
    return lines, lost


def _is_lost(cell: Any, word: str) -> bool:
    return not word and cell.data_type == "f"


def _check_length(length: int) -> None:
    if length > settings().max_text_chars:
        raise TooLarge(
            f"its text has more than {settings().max_text_chars:,} characters",
            "Split it, or set DEPOSITARY_MAX_TEXT_CHARS higher",
        )


def _shown(cell: Any) -> str:
    """A cell as words. Numbers at 15 digits: more is the dust of binary fractions."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        percent = "%" in str(cell.number_format or "")
        return f"{_number(value * 100)}%" if percent else _number(value)
    if isinstance(value, (datetime, date, time)):
        return (
            value.isoformat(" ").removesuffix(" 00:00:00")
            if isinstance(value, datetime)
            else value.isoformat()
        )
    return _plain(str(value))


def _number(value: float) -> str:
    """Plain digits, never with an exponent below 1e15."""
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
        return str(int(value))
    shown = f"{value:.15g}"
    return shown if "e" not in shown or abs(value) >= 1e15 else f"{value:.20f}".rstrip("0")


def _plain(words: str) -> str:
    return _BREAKS.sub(" ", words).strip()
