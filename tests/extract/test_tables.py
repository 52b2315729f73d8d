"""Tables of figures as statements: the number, its unit and rounding, its time, who says it, and the cell it stands in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

import factory
from depositary.extract.cells import extent, number, time_of
from depositary.extract.tables import Fault, statements
from depositary.model.case import load
from depositary.model.errors import BadData
from depositary.model.nouns import Document, Statement
from depositary.model.settings import settings
from depositary.read import Source
from depositary.read.columns import Described, described

LONG = {"columns": {"Year": "period", "Turnover": {"unit": "million USD"}}}
WIDE = {"layout": "wide", "columns": {"Indicator": "name"}}


def told(body: dict[str, Any]) -> Described:
    found = described(Source("t.csv", columns={"t.csv": body}))
    assert found is not None
    return found


def table(text: str, publisher: str | None = "Sample Desk") -> Document:
    return replace(factory.document(text, name="t.csv", kind="data", day="2024-06-01"), publisher=publisher)


def read(text: str, body: dict[str, Any], case: str | None = None) -> tuple[list[Statement], list[Fault]]:
    return statements(table(text), told(body), load(case) if case else None)


def made(text: str, body: dict[str, Any], case: str | None = None) -> list[Statement]:
    found, faults = read(text, body, case)
    assert faults == []
    return found


def when(one: Statement) -> str:
    return one.when.edtf if one.when else ""


@pytest.mark.parametrize(
    ("words", "value", "place"),
    [
        ("4180", 4180, 1), ("4,180", 4180, 1), ("4 180", 4180, 1), ("4\u00a0180.5", 4180.5, 0.1), ("-2.5", -2.5, 0.1),
        ("−2.5", -2.5, 0.1), ("(2.5)", -2.5, 0.1), ("+3", 3, 1), (".5", 0.5, 0.1), ("1.2E+09", 1.2e9, 1e8),
        ("62%", 62, 1), ("$4.2", 4.2, 0.1), ("-$4.2", -4.2, 0.1), ("4.2*", 4.2, 0.1), ("4.2 [1]", 4.2, 0.1),
        ("4.2¹", 4.2, 0.1), ("4.2 p", 4.2, 0.1), ("(4.2) (a)", -4.2, 0.1), ("1,234,567", 1234567, 1),
    ],
)  # fmt: skip
def test_numbers(words: str, value: float, place: float) -> None:
    found = number(words)
    assert found is not None
    assert (found.value, found.place) == (value, pytest.approx(place))


@pytest.mark.parametrize(
    "words", ["", "4,18", "4.1.8", "41 80", "(4.2", "4.2)", "see note", "12-14", "n/a", "--4"]
)
def test_what_is_no_number(words: str) -> None:
    assert number(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("4,18", 4.18), ("4.180", 4180), ("4.180,5", 4180.5), ("4 180,5", 4180.5), ("-0,5", -0.5)],
)
def test_a_decimal_comma(words: str, value: float) -> None:
    found = number(words, ",")
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2024", "2024"), ("2024*", "2024"), ("2024-05", "2024-05"), ("2024-05-17", "2024-05-17"),
        ("2024Q1", "2024-33"), ("Q4 2024", "2024-36"), ("2024-Q2", "2024-34"), ("2024M11", "2024-11"),
        ("Jan-Oct 2024", "2024-01/2024-10"), ("January 2024", "2024-01"), ("H1 2024", "2024-01/2024-06"),
        ("2023-07-01/2024-06-30", "2023-07-01/2024-06-30"), ("first half of 2024", "2024-01-01/2024-06-30"),
    ],
)  # fmt: skip
def test_times(words: str, edtf: str) -> None:
    found = time_of(words)
    assert found is not None
    assert (found.edtf, found.literal) == (edtf, words)


@pytest.mark.parametrize(
    "words", ["2023/24", "2023-24", "Total", "January", "9M 2024", "2024-13", "4,180", ""]
)
def test_what_is_no_time(words: str) -> None:
    """A split year is not guessed at: when it starts is not said."""
    assert time_of(words) is None


def test_a_figure_in_full() -> None:
    text = 'Year,Turnover\n2022,"4,180"\n'
    (one,) = made(text, {**LONG, "valuation": "fob", "reporter": "customs"})
    assert (one.quote, one.kind, one.predicate, one.measure, one.made_by) == (
        "4,180", "figure", "be", "level", "extract.tables/1",
    )  # fmt: skip
    assert one.value is not None and one.speaker is not None and one.subject is not None
    assert (one.value.low, one.value.high, one.value.unit, one.value.literal) == (
        4.1795e9,
        4.1805e9,
        "USD",
        "4,180",
    )
    assert (one.speaker.name, one.speaker.how, one.subject.literal, when(one)) == (
        "Sample Desk", "exact", "Turnover", "2022",
    )  # fmt: skip
    assert one.attributes == {
        "reporter": "customs", "calendar": "unknown", "valuation": "fob", "coverage": "unknown",
        "currency_basis": "unknown",
    }  # fmt: skip


def test_a_publisher_that_the_table_names_stands_there_and_another_nowhere() -> None:
    (named,) = made("By Sample Desk,\nYear,Turnover\n2022,41\n", {**LONG, "skip": 1})
    (unnamed,) = made("Year,Turnover\n2022,41\n", LONG)
    assert named.speaker is not None and unnamed.speaker is not None
    assert (named.speaker.literal, named.speaker.start, named.speaker.end) == ("Sample Desk", 3, 14)
    assert (unnamed.speaker.literal, unnamed.speaker.start, unnamed.speaker.end) == ("", 0, 0)


def test_without_a_publisher_the_document_speaks_for_itself() -> None:
    (found,), _ = statements(table("Year,Turnover\n2022,41\n", None), told(LONG))
    assert found.speaker is None


def test_a_column_may_name_who_reports() -> None:
    text = "Year,By,Turnover\n2022,customs of Kenya,41\n2022,customs of Chile,44\n"
    found = made(text, {"columns": {**LONG["columns"], "By": "publisher"}})
    assert [one.speaker.literal for one in found if one.speaker] == ["customs of Kenya", "customs of Chile"]


def test_a_table_with_years_as_columns() -> None:
    text = "Indicator;2022;2023;Remark\nTurnover;41;44;\nChange;n/a;7,3 %;revised\n"
    rows = {"Turnover": {"unit": "million USD"}, "Change": {"unit": "percent"}}
    found = made(text, {**WIDE, "decimal": ",", "rows": rows})
    assert [(one.quote, when(one), one.subject.name if one.subject else "", one.measure) for one in found] == [
        ("41", "2022", "Turnover", "level"), ("44", "2023", "Turnover", "level"), ("7,3 %", "2023", "Change", "growth"),
    ]  # fmt: skip


def test_headers_over_two_lines() -> None:
    found = made(
        "Indicator,2022,,2023\n,Q1,Q2,Q1\nTurnover,1.0,2.0,3.0\n", {**WIDE, "header": 2, "unit": "USD"}
    )
    assert [when(one) for one in found] == ["2022-33", "2022-34", "2023-33"]


def test_a_header_with_a_time_and_a_name() -> None:
    found = made("Partner,2022,\n,Exports,Imports\nKenya,1.5,2.5\n", {
        "layout": "wide", "header": 2, "unit": "million USD", "columns": {"Partner": "name"},
    })  # fmt: skip
    assert [(one.object.name, when(one)) for one in found if one.object] == [
        ("Exports", "2022"),
        ("Imports", "2022"),
    ]
    assert {one.subject.entity is not None for one in found if one.subject} == {True}


def test_months_in_rows_under_years() -> None:
    found = made(
        "Month,2022,2023\nJanuary,1.5,2.5\n",
        {"layout": "wide", "unit": "USD", "columns": {"Month": "period"}},
    )
    assert [when(one) for one in found] == ["2022-01", "2023-01"]


def test_times_that_only_the_description_knows() -> None:
    body = {"layout": "wide", "unit": "USD", "periods": {"2023/24": "2023-07-01/2024-06-30"}}
    (one,) = made("2023/24\n1.5\n", body)
    assert one.when is not None
    assert (one.when.literal, when(one)) == ("2023/24", "2023-07-01/2024-06-30")
    (other,) = made("Turnover\n1.5\n", {"columns": {"Turnover": {"unit": "USD", "period": 2021}}})
    assert other.when is not None
    assert (other.when.literal, when(other)) == ("", "2021")


def test_units_and_attributes_from_cells_and_names_carried_down() -> None:
    text = "Goods,Unit,Coverage,Year,Value\nWheat,thousand t,all,2022,1.5\n,,,2023,2.5\n"
    columns = {"Goods": "name", "Unit": "unit", "Coverage": "coverage", "Year": "period", "Value": {}}
    found = made(text, {"fill_down": True, "columns": columns})
    assert [(one.value.unit, one.value.low, one.attributes["coverage"]) for one in found if one.value] == [
        ("t", 1450.0, "all"), ("t", 2450.0, "all"),
    ]  # fmt: skip


def test_bounds_notes_and_counts() -> None:
    text = "Year,People\n2021,<500\n2022,1200*\n2023,~40\n"
    found = made(text, {"columns": {"Year": "period", "People": {"unit": "people"}}})
    assert [(one.value.low, one.value.high, one.value.bound) for one in found if one.value] == [
        (None, 500.0, "under"), (1200.0, 1200.0, "exact"), (38.0, 42.0, "about"),
    ]  # fmt: skip
    assert found[1].attributes["note"] == "*"


def test_cells_that_say_nothing_are_passed_over() -> None:
    text = "Year,Turnover\n2019,\n2020,n/a\n2021,–\n2022,..\n2023,secret\n"
    assert made(text, {**LONG, "missing": ["secret"]}) == []


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("many", "'many' is no number"), ("62%", "'62%' is not in million USD"), ("€4", "'€4' is not in million USD"),
        ('"4,18"', "'4,18' is no number; is ',' its decimal mark?"), ("#REF!", "'#REF!' is no number"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_told_with_line_and_column(cell: str, why: str) -> None:
    found, (fault,) = read(f"Year,Turnover\n2022,41\n2023,{cell}\n", LONG)
    assert len(found) == 1
    assert (fault.line, fault.what) == (3, f"line 3, column 'Turnover': {why}")


def test_a_row_without_a_time_is_told() -> None:
    found, (fault,) = read("Year,Turnover\nTotal,41\n", LONG)
    assert found == [] and "'Total' is no time that is understood" in fault.what


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"columns": {"Yaer": "period", "Turnover": {"unit": "USD"}}}, "there is no column 'Yaer'"),
        ({"layout": "wide", "unit": "USD"}, "no column is headed by a time"),
        ({**LONG, "sheets": ["Trade"]}, "there is no sheet 'Trade'"),
    ],
)
def test_a_description_that_does_not_fit_is_told(body: dict[str, Any], why: str) -> None:
    with pytest.raises(BadData, match=f"^columns.yml, t.csv: {why}"):
        read("Year,Turnover\n2022,41\n", body)


def test_series_and_parts_of_the_case() -> None:
    text = "Year,Trade between the two,Trade between both,Trade between them\n2022,4.2,4.3,4.4\n"
    columns = (
        {"unit": "billion USD"},
        {"unit": "billion USD", "series": "a.b/XOS+XVA/flow"},
        {"unit": "USD", "series": "none"},
    )
    names = ("Trade between the two", "Trade between both", "Trade between them")
    found = made(
        text, {"columns": {"Year": "period", **dict(zip(names, columns, strict=True))}}, "model-pact"
    )
    assert [one.series for one in found] == ["trade.turnover/XOS+XVA/flow/goods", "a.b/XOS+XVA/flow", None]
    assert "trade" in found[0].parts


def written(value: float, places: int, style: str) -> str:
    shown = f"{abs(value):,.{places}f}"
    if style == "comma":
        shown = shown.translate(str.maketrans(",.", ".,"))
    elif style == "plain":
        shown = shown.replace(",", "")
    return f"({shown})" if style == "brackets" and value < 0 else f"-{shown}" if value < 0 else shown


VALUES = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).filter(lambda value: abs(value) > 1e-3)


@profile(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(VALUES, st.integers(0, 6)), min_size=1, max_size=4),
    st.sampled_from(["grouped", "plain", "comma", "brackets"]),
    st.sampled_from([("million USD", 1e6), ("percent", 1.0), ("people", 1.0), ("thousand t", 1e3)]),
)
def test_every_span_quotes_a_cell_whose_number_lies_in_the_range(
    values: list[tuple[float, int]], style: str, unit: tuple[str, float]
) -> None:
    cells = [written(value, places, style) for value, places in values]
    text = "Year;A\n" + "".join(f"{2000 + n};{cell}\n" for n, cell in enumerate(cells))
    decimal = "," if style == "comma" else "."
    found = made(text, {"decimal": decimal, "columns": {"Year": "period", "A": {"unit": unit[0]}}})
    assert [text[one.start : one.end] for one in found] == cells
    for one, (value, places) in zip(found, values, strict=True):
        assert one.value is not None and one.value.low is not None and one.value.high is not None
        shown = round(value, places) * unit[1]
        dust = 1e-9 * max(1.0, abs(shown))
        assert one.value.low - dust <= shown <= one.value.high + dust
        assert one.value.literal == one.quote


@profile(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("0123456789 ,.-()%<*ea$[]"), max_size=12), st.sampled_from(".,"))
def test_any_cell_is_a_number_in_its_range_or_none(words: str, point: str) -> None:
    found = number(words, point)
    if found is not None:
        low, high, bound = extent(found, "USD", 1.0)
        assert bound in ("exact", "under", "over")
        assert low is None or low <= found.value + 1e-9 * abs(found.value)
        assert high is None or high >= found.value - 1e-9 * abs(found.value)


def test_the_same_table_gives_the_same_statements() -> None:
    text = "Indicator,2022,2023\nTurnover,41,44\n"
    assert read(text, {**WIDE, "unit": "USD"}) == read(text, {**WIDE, "unit": "USD"})
    assert len({one.id for one in made(text, {**WIDE, "unit": "USD"})}) == 2


HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "figures-from-a-table.md"


def test_the_examples_of_the_how_to_are_read() -> None:
    page = HOW_TO.read_text(encoding="utf-8")
    examples = re.findall(r"^```csv\n(.*?)^```\n\n```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    found = [made(text, next(iter(yaml.safe_load(body).values()))) for text, body in examples]
    assert [len(one) for one in found] == [5, 5]
    assert {when(one) for one in found[1]} == {"2022", "2023", "2023-07-01/2024-06-30"}


def test_a_table_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPOSITARY_MAX_RECORDS", "3")
    settings.cache_clear()
    try:
        found, faults = read("Year,Turnover\n" + "".join(f"{year},41\n" for year in range(2010, 2020)), LONG)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert len(found) == 3 and [fault.what for fault in faults] == ["only the first 3 cells were read"]


@profile(max_examples=200, deadline=None, derandomize=True)
@given(
    st.text(alphabet='2014Q-/, ;"\n\tJan%x', max_size=80),
    st.sampled_from([{"layout": "wide", "unit": "USD"}, {"header": 2, "fill_down": True, **LONG}, LONG]),
)
def test_any_table_gives_statements_faults_or_a_reason(text: str, body: dict[str, Any]) -> None:
    try:
        found, faults = read(f"Year,Turnover,2023\n{text}", body)
    except BadData as error:
        assert error.todo
        return
    assert all(one.value is not None and one.value.literal == one.quote for one in found)
    assert all(fault.what and fault.todo for fault in faults)
