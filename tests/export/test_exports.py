"""The files made from a dossier: exact lines, safe cells, four sheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from depositary.dossier import Dossier
from depositary.export.registry import EXPORTS, write
from depositary.export.table import guarded
from depositary.model import codec
from depositary.model.errors import UnknownName
from depositary.model.nouns import Decision, Role, Selector, Span, entity
from factory import document, finding, quantity, result, selector, speaker, statement

URI = "https://example.org/b"
DOC = document(
    "=1+1 was said. The chair denied it.", "b.txt", title="=cmd()", day="2024-05-18", pages=(0,), uri=URI
)
OTHER = document("Trade fell by 3%.", "a.txt", publisher="Desk")
CHAIR = entity("Person", "The Chair")
SAID = statement(DOC, "=1+1 was said.", "event", when="2024-05", topics=("a", "b"))
DENIED = statement(
    DOC,
    "The chair denied it.",
    speaker=speaker("The Chair", CHAIR.id),
    roles=(Role("bearer", 15, 24, "The chair"),),
)
FELL = statement(OTHER, "Trade fell by 3%.", "figure", value=quantity(-3, "percent", "3%"), measure="growth")
FOUND = finding(SAID, DENIED, relation="disputes", reason="One denies.", steps=("a", "b"))


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = Dossier.create(tmp_path / "a.dossier")
    made.put(result(DOC, DENIED, SAID, entities=(CHAIR,), spans=(Span(DOC.id, 0, 4, "times", "DATE"),)))
    made.put(result(OTHER, FELL))
    made.replace_findings("reconcile.test", {"k": ("1", [FOUND])})
    made.decide(Decision("x_1", "note", selector(DENIED, DOC), author="me", at="2024-06-01", note="+look"))
    return made


def text(dossier: Dossier, name: str, **options: object) -> str:
    target = io.StringIO()
    write(dossier, name, target, **options)
    return target.getvalue()


def test_lines_stand_in_order_and_come_back(dossier: Dossier) -> None:
    found = [json.loads(line) for line in text(dossier, "jsonl").splitlines()]
    assert [(one["noun"], one.get("name") or one["id"]) for one in found] == [
        ("decision", "x_1"),
        ("document", "a.txt"),
        ("document", "b.txt"),
        ("entity", "The Chair"),
        ("finding", FOUND.id),
        ("statement", FELL.id),
        ("statement", SAID.id),
        ("statement", DENIED.id),
    ]
    assert codec.loads(text(dossier, "jsonl").splitlines()[-1]) == DENIED


def test_an_accepted_statement_says_so(dossier: Dossier) -> None:
    dossier.decide(Decision("x_2", "accept", selector(DENIED, DOC), at="2024-06-02"))
    assert [codec.loads(line) for line in dossier.lines("statement")] == list(dossier.statements())
    assert [json.loads(line)["layer"] for line in dossier.lines("statement")] == [
        "proposed",
        "proposed",
        "accepted",
    ]
    assert list(dossier.lines("statement"))[:2] == [codec.export_line(FELL), codec.export_line(SAID)]
    assert list(dossier.lines("finding")) == [codec.export_line(FOUND)]


def test_keys_are_those_of_the_interface(dossier: Dossier) -> None:
    lines = {
        json.loads(line)["noun"]: list(json.loads(line))
        for line in text(dossier, "jsonl", layers=True).splitlines()
    }
    assert lines["document"][:15] == (
        "noun id name title lang kind published written publisher uri sha256 reader chars copies copy_of".split()
    )
    assert lines["span"] == "noun doc start end layer label value parent".split()
    assert lines["entity"] == "noun id schema name aliases wikidata props".split()
    assert (
        lines["statement"]
        == (
            "noun id doc doc_name page start end spans quote kind speaker chain subject predicate object value measure when "
            "said due where stance negated hedge firmness scope roles attributes topics parts about series made_by score layer"
        ).split()
    )
    assert (
        lines["finding"]
        == (
            "noun id relation difference check key severity statements about reason steps expected observed coverage cites layer"
        ).split()
    )
    assert lines["decision"] == "noun id verdict target others change author at note".split()


def test_spans_only_with_layers(dossier: Dossier) -> None:
    assert '"noun":"span"' not in text(dossier, "jsonl")
    assert text(dossier, "jsonl", layers=True).count('"noun":"span"') == 1


def test_an_unknown_format_lists_the_known(dossier: Dossier) -> None:
    with pytest.raises(UnknownName, match=r"csv, .*jsonl, .*xlsx"):
        write(dossier, "docx", io.StringIO())
    assert {name: item.suffix for name, item in EXPORTS.items()}["csv"] == ".csv"


GUARDED = [
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-x", "'-x"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("-3", "-3"),
    ("+15.5%", "+15.5%"),
    ("-1,200.5", "-1,200.5"),
    ("1e9", "1e9"),
    ("-1+cmd", "'-1+cmd"),
    ("a=b", "a=b"),
    ("", ""),
    (None, None),
    (-3.5, -3.5),
    ("a\x07b\x00", "ab"),
]


@pytest.mark.parametrize(("cell", "safe"), GUARDED)
def test_no_cell_is_a_formula(cell: str | float | None, safe: str | float | None) -> None:
    assert guarded(cell) == safe


def test_csv_has_a_flat_row_a_statement(dossier: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(text(dossier, "csv"))))
    assert [row["id"] for row in rows] == [FELL.id, SAID.id, DENIED.id]
    assert (rows[0]["value_low"], rows[0]["value_unit"], rows[0]["measure"]) == ("-3", "percent", "growth")
    assert (rows[1]["quote"], rows[1]["topics"], rows[1]["when_end"]) == (
        "'=1+1 was said.",
        "a; b",
        "2024-06-01",
    )
    assert (rows[2]["speaker"], rows[2]["address"], rows[2]["roles"]) == (
        "The Chair",
        "b.txt, p. 1:15-35",
        "bearer: The chair",
    )


@pytest.mark.parametrize(
    ("sheet", "count"), [("documents", 2), ("statements", 3), ("findings", 2), ("decisions", 1)]
)
def test_csv_of_each_sheet(dossier: Dossier, sheet: str, count: int) -> None:
    assert len(list(csv.DictReader(io.StringIO(text(dossier, "csv", sheet=sheet))))) == count


def test_the_workbook_holds_words_and_address(dossier: Dossier, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    write(dossier, "xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["documents", "statements", "findings", "decisions"]
    sheets = {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name in book.sheetnames
              if (rows := list(book[name].iter_rows(values_only=True)))}  # fmt: skip
    assert sheets["documents"][1]["title"] == "'=cmd()"
    assert sheets["statements"][0]["value_low"] == -3
    assert [row["quote"] for row in sheets["findings"]] == ["'=1+1 was said.", "The chair denied it."]
    assert [row["address"] for row in sheets["findings"]] == ["b.txt, p. 1:0-14", "b.txt, p. 1:15-35"]
    assert [row["uri"] for row in sheets["findings"]] == [URI, URI]
    assert [row["speaker"] for row in sheets["findings"]] == [None, "The Chair"]
    assert [row["said"] for row in sheets["findings"]] == ["2024-05-18", "2024-05-18"]
    assert sheets["findings"][1]["citation"] == f"[b {DENIED.id[:6]}]"
    assert (sheets["decisions"][0]["note"], sheets["decisions"][0]["quote"]) == (
        "'+look",
        "The chair denied it.",
    )
    assert all(
        cell.data_type != "f" for name in book.sheetnames for row in book[name].iter_rows() for cell in row
    )


def test_a_dismissed_finding_says_so_in_its_rows(dossier: Dossier) -> None:
    target = Selector("finding", FOUND.id, check="reconcile.test", key="k")
    dossier.decide(Decision("x_3", "dismiss", target, author="me", at="2024-06-03", note="two rooms"))
    rows = list(csv.DictReader(io.StringIO(text(dossier, "csv", sheet="findings"))))
    assert {row["decided"] for row in rows} == {"dismissed by me on 2024-06-03: two rooms"}


def test_an_unknown_sheet_lists_the_known(dossier: Dossier) -> None:
    with pytest.raises(UnknownName, match="statements, documents, findings, decisions"):
        text(dossier, "csv", sheet="chapters")
