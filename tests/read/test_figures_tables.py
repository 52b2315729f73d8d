"""Tables of figures are one document each; what `columns.yml` says wrongly is told with file, key and column."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from openpyxl import Workbook

import factory
from depositary.model.errors import BadData
from depositary.model.nouns import Document
from depositary.model.settings import settings
from depositary.read import Skipped, Source, documents, read_source
from depositary.read.columns import described, unit_of
from depositary.read.grid import delimiter, rows, sheets

TABLE = "Year,Turnover\n2022,41\n2023,44\n"
LONG = {"columns": {"Year": "period", "Turnover": {"unit": "million USD"}}}


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings that a test may change by environment."""
    settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    settings.cache_clear()


def book(*lines: list[Any], formats: dict[str, str] | None = None, title: str = "Trade") -> bytes:
    """A workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(line)
    for place, shown in (formats or {}).items():
        sheet[place].number_format = shown
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def read(data: bytes, name: str, body: Any = LONG) -> list[Document | Skipped]:
    return read_source(Source(name, columns={name: body}, data=data))


def one(data: bytes, name: str, body: Any = LONG) -> Document:
    (found,) = read(data, name, body)
    assert isinstance(found, Document), found
    return found


def reason(data: bytes, name: str, body: Any = LONG) -> str:
    (found,) = read(data, name, body)
    assert isinstance(found, Skipped) and found.detail, found
    return found.reason


def test_a_csv_of_figures_is_one_document_as_it_stands() -> None:
    found = one(TABLE.replace("\n", "\r\n").encode(), "trade.csv", {**LONG, "publisher": "Sample Desk"})
    assert (found.text, found.kind, found.title, found.publisher) == (TABLE, "data", "trade", "Sample Desk")


def test_other_files_beside_it_are_read_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "trade.csv").write_text(TABLE)
    (tmp_path / "news.csv").write_text("title,text\nOne,The bridge at Merrow is open.\n")
    (tmp_path / "columns.yml").write_text("trade.csv:\n  columns: {Year: period, Turnover: {unit: USD}}\n")
    assert [item.name for item in documents(tmp_path)] == ["news.csv#row=2", "trade.csv"]


def test_a_file_that_is_described_and_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "columns.yml").write_text("trade.csv: {layout: wide}\n")
    (found,) = documents(tmp_path)
    assert isinstance(found, Skipped)
    assert (found.name, found.reason) == (
        "below/trade.csv",
        "columns.yml describes it, but it is not in the folder",
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"colums": {}}, "columns.yml, t.csv: colums is not understood"),
        ({"columns": {"Year": "period"}}, "columns.yml, t.csv: no column holds figures"),
        ({"columns": {"Year": "time"}}, "columns.yml, t.csv, column Year: the role is 'time'"),
        ({"columns": {"A": {"unit": "parsec"}}}, "columns.yml, t.csv, column A: the unit 'parsec' is not known"),
        ({"columns": {"A": {"measure": "size"}}}, "columns.yml, t.csv, column A: measure is 'size'"),
        ({"columns": {"A": {"unti": "USD"}}}, "columns.yml, t.csv, column A: unti is not understood"),
        ({"columns": ["A"]}, "columns.yml, t.csv: columns is no mapping"),
        ({"layout": "deep"}, "columns.yml, t.csv: layout is 'deep'"),
        ({"layout": "wide", "header": 0}, "columns.yml, t.csv: header is 0"),
        ({"layout": "wide", "skip": "two"}, "columns.yml, t.csv: skip is 'two'"),
        ({"layout": "wide", "rows": {"Gas": 4}}, "columns.yml, t.csv, row Gas: 4 is no mapping"),
        ({"layout": "wide", "missing": {"a": 1}}, "columns.yml, t.csv: missing is no list"),
        ({"layout": "wide", "decimal": ";"}, "columns.yml, t.csv: decimal is ';'"),
    ],
)  # fmt: skip
def test_what_is_described_wrongly_is_told(body: dict[str, Any], told: str) -> None:
    with pytest.raises(BadData) as error:
        described(Source("a/t.csv", columns={"t.csv": body}))
    assert error.value.what.startswith(told) and error.value.todo
    assert reason(b"A,B\n1,2\n", "t.csv", body) == error.value.what


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("USD", ("USD", 1.0)), ("million USD", ("USD", 1e6)), ("bn €", ("EUR", 1e9)), ("%", ("percent", 1.0)),
        ("thousands", ("count", 1e3)), ("thousand tonnes", ("t", 1e3)), ("bcm", ("bcm", 1.0)), ("parsecs", None),
    ],
)  # fmt: skip
def test_units_may_have_a_scale(words: str, unit: tuple[str, float] | None) -> None:
    assert unit_of(words) == unit


def test_a_workbook_is_its_sheets_one_after_another() -> None:
    data = book(
        ["Year", "Turnover", "Share"], [datetime(2022, 5, 17), 0.1 + 0.2, 0.155], [2023, "a\tb\nc", True],
        formats={"C2": "0.0%"},
    )  # fmt: skip
    found = one(data, "trade.xlsx")
    assert found.text == "Trade\nYear\tTurnover\tShare\n2022-05-17\t0.3\t15.5%\n2023\ta b c\tTRUE"
    assert (found.pages, found.reader, found.kind) == ((0,), "xlsx/1", "data")


def test_every_cell_of_a_workbook_has_its_place() -> None:
    data = book([None, "Two"], [], ["Year", "Turnover"], [2022, 41.25])
    found = one(data, "trade.xlsx", {**LONG, "skip": 2})
    (sheet,) = sheets(found)
    assert [[cell.text for cell in row.cells] for row in sheet.rows] == [
        ["", "Two"], [""], ["Year", "Turnover"], ["2022", "41.25"],
    ]  # fmt: skip
    assert all(found.text[cell.start : cell.end] == cell.text for row in sheet.rows for cell in row.cells)
    assert found.text.split("\n")[sheet.above + sheet.rows[3].line - 1] == "2022\t41.25"


def test_a_formula_without_a_value_is_listed_and_the_rest_is_read() -> None:
    found, lost = read(book(["Year", "Turnover"], [2022, 41], [2023, "=B2*2"]), "trade.xlsx")
    assert isinstance(found, Document) and isinstance(lost, Skipped)
    assert (lost.name, lost.reason) == ("trade.xlsx#sheet=1", "sheet 'Trade': formulas without a value (B3)")


def test_a_workbook_that_nothing_describes_is_told_how_to() -> None:
    (found,) = read_source(Source("trade.xlsx", data=book(["Year"])))
    assert isinstance(found, Skipped)
    assert "columns.yml does not describe trade.xlsx" in found.reason and "how-to" in found.detail


def test_what_is_no_workbook_is_told() -> None:
    assert "no workbook" in reason(b"Year,Turnover", "trade.xlsx")
    assert "password" in reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "trade.xlsx")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert "could not make sense" in reason(held.getvalue(), "trade.xlsx")


def repacked(data: bytes, change: dict[str, str]) -> bytes:
    """The workbook with words of its parts replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for before, after in change.items():
                text = text.replace(before, after)
            new.writestr(name, text)
    return held.getvalue()


def test_an_xml_bomb_is_refused() -> None:
    declared = "<!DOCTYPE lolz [<!ENTITY a 'aaaa'>]>"
    assert "XML bomb" in reason(repacked(book(["Year"]), {"<workbook": f"{declared}<workbook"}), "t.xlsx")


def test_a_zip_bomb_is_refused(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_UNPACKED_MB", "1")
    assert "unpacks to" in reason(book(*[[f"{number}" + "x" * 30_000] for number in range(50)]), "t.xlsx")


def test_limits_of_rows_columns_and_text(limits: pytest.MonkeyPatch) -> None:
    limits.setenv("DEPOSITARY_MAX_RECORDS", "50")
    limits.setenv("DEPOSITARY_MAX_TEXT_CHARS", "900")
    assert "more than 50 rows" in reason(book(*[[1]] * 51), "t.xlsx")
    assert "at most 1,000" in reason(book([1] * 1_001), "t.xlsx")
    assert "more than 900 characters" in reason(book(*[["x" * 200]] * 5), "t.xlsx")


def test_a_sheet_that_lies_about_its_size_costs_nothing() -> None:
    data = repacked(book(["Year", "Turnover"], [2022, 41]), {'ref="A1:B2"': 'ref="A1:XFD1048576"'})
    assert one(data, "t.xlsx").text == "Trade\nYear\tTurnover\n2022\t41"


CELL = st.text(alphabet=st.sampled_from('ab1 ,;"\n\t.'), max_size=6)


@profile(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_rows_are_cut_as_the_csv_module_cuts_them(table: list[list[str]], mark: str) -> None:
    """And each cell stands where it says, doubled quotation marks kept as they are written."""
    held = io.StringIO()
    csv.writer(held, delimiter=mark, lineterminator="\n").writerows(table)
    text = held.getvalue()
    found = [[cell.text.replace('""', '"') for cell in row.cells] for row in rows(text, mark)]
    assert found == [[cell.strip() for cell in line] for line in table]
    assert all(text[cell.start : cell.end] == cell.text for row in rows(text, mark) for cell in row.cells)


@profile(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_any_text_is_cut_into_rows(text: str) -> None:
    for row in rows(text, delimiter(text, ".csv")):
        assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)
    document = factory.document(text or "x", name="t.csv")
    assert sheets(document, 2)[0].number == 0


BOOK = book(["Year", "Turnover"], [2022, 41.5], [datetime(2023, 1, 1), "n/a"], title="Sheet & one")


@profile(max_examples=80, deadline=None, derandomize=True)
@given(st.data())
def test_any_damage_to_a_workbook_gives_documents_or_a_reason(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(BOOK)))
    end = data.draw(st.integers(start, min(len(BOOK), start + 200)))
    put = data.draw(st.one_of(st.just(b""), st.binary(max_size=20)))
    for item in read(BOOK[:start] + put + BOOK[end:], "t.xlsx"):
        assert item.text if isinstance(item, Document) else item.reason and item.detail


PIECE = st.text(alphabet="12.,-% Yatn\n;\t", max_size=8)


@profile(max_examples=80, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.sampled_from(["<v>41.5</v>", "<sheetData>", 'r="B2"', ' t="s"', 'r="2"']), PIECE),
        max_size=3,
    )
)
def test_any_change_inside_a_workbook_gives_documents_or_a_reason(changes: list[tuple[str, str]]) -> None:
    for item in read(repacked(BOOK, dict(changes)), "t.xlsx"):
        assert item.text if isinstance(item, Document) else item.reason and item.detail
