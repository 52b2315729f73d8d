"""Codes for a reader: what rests on the text and what on coded facts, side by side and never mixed unmarked."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.text import Text

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.export.comparison import HEADER, write
from depositary.extract.entities import entities
from depositary.extract.obligations import obligations
from depositary.model.case import load
from depositary.model.errors import BadArgument
from depositary.model.record import Record
from depositary.treaty.coding import Code
from depositary.views.codes import aligned, coded, compared, sign
from depositary.views.lines import Desk
from depositary.views.render import render
from factory import document

QUOTED = (
    "The friendship treaty between Verania and Osmerra is long. Here is an article of the friendship treaty.\n"
    "Article 3\n1. If one Party is attacked, the other Party shall not give any military assistance to the aggressor.\n"
    "This article means that nobody helps.\n"
)
OTHER = (
    "AGREEMENT\non Fish between the Republic of Chile and the Kingdom of Norway\n\nThe Parties have agreed as follows:\n\n"
    "Article 1\nThe Parties shall consult in the event of a threat to their security.\n\n"
    "Article 2\nThe Parties shall feed fish.\n\n"
    "Article 3\nThis Agreement shall remain in force for five years.\n\nDone at Oslo on 3 May 2011.\n"
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    case = load("model-pact")
    documents, said, known = {}, [], {one.id: one for one in case.entities}
    for number, words in enumerate((QUOTED, OTHER)):
        held = document(words, f"{number}.txt")
        page = annotate(page_of(held, case), ("provisions", "modality", "names", "times"))
        made = list(obligations(page))
        documents[held.id] = held
        said += made
        known |= {one.id: one for one in entities(page, made)}
    return Desk(Record(documents, said, known, (), case))


def test_a_table_marks_what_each_cell_rests_on(desk: Desk) -> None:
    table = compared(desk, ("verania-osmerra-2022", "fish"))
    cells = {line.key: line.cells for line in table.lines}
    assert cells["neutral"] == ("T 3", "-")
    assert cells["defense"] == ("? F=no", "-")
    assert cells["length"] == ("? F=10", "T=5 3")
    assert cells["consul"] == ("?", "T 1")
    page = render("treaty_compare.txt.j2", table=table)
    assert max(map(len, Text.from_markup(page).plain.splitlines())) <= 80
    assert "not in the articles held: 1" in page and "Coded fact: no" in page and "not promised: 2" in page


def test_one_code_and_one_topic(desk: Desk) -> None:
    assert [line.key for line in compared(desk, (), code="consul").lines] == ["consul"]
    on_defence = compared(desk, (), topic="defence")
    assert "neutral" in {line.key for line in on_defence.lines}
    with pytest.raises(BadArgument, match="no agreement has a code"):
        compared(desk, (), code="storks")
    with pytest.raises(BadArgument, match="called 'storks'"):
        compared(desk, ("storks", "fish"))
    with pytest.raises(BadArgument, match="one agreement or none"):
        compared(desk, ("fish",))


def test_codes_of_an_agreement_are_told_with_place_and_rule(desk: Desk) -> None:
    (found,) = coded(desk, "verania-osmerra-2022")
    (neutral,) = [one for group in found.groups for one in group.codes if one.variable == "neutral"]
    assert (neutral.place, neutral.conditions, neutral.basis) == ("Article 3(1)", ("attack",), "text")
    page = render("codes.txt.j2", texts=[found])
    assert "What is not listed is not in the articles held." in page and neutral.reason in page
    (whole,) = coded(desk, "fish")
    assert "defence (not promised)" in {one for group in whole.groups for one in group.absent}


def test_a_comparison_is_written_as_a_table(desk: Desk, tmp_path: Path) -> None:
    table = compared(desk, ())
    write(table, tmp_path / "c.csv")
    lines = (tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(HEADER)
    assert any("coded fact" in line and "treaty.md" in line for line in lines)
    write(table, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["compared", "passages"] and book["passages"].max_row == len(lines)
    with pytest.raises(BadArgument, match="is no table"):
        write(table, tmp_path / "c.doc")


@pytest.mark.parametrize(
    ("articles", "width", "expected"),
    [((), 0, "T"), (("3", "4"), 20, "T 3,4"), (("3", "14", "15"), 8, "T 3+"), (("123456",), 5, "T+")],
)
def test_a_cell_is_as_long_as_its_column_allows(articles: tuple[str, ...], width: int, expected: str) -> None:
    made = [_code(one) for one in articles] or [_code("")]
    assert sign(made, (), "", width) == expected


def _code(article: str) -> Code:
    return Code("ATOP", "consul", 1, (), article, "", "", 0, 0, "", None, "text", "", "")


def test_articles_of_two_agreements_are_aligned(desk: Desk) -> None:
    with pytest.raises(BadArgument, match="articles are aligned of two"):
        aligned(desk, ("fish",))
    found = aligned(desk, ("fish", "verania-osmerra-2022"))
    assert [head.number for head in found.heads] == [1, 2]
    page = Text.from_markup(render("aligned.txt.j2", found=found)).plain
    assert "No articles of the two are alike." in page or "alike 0." in page


@pytest.mark.parametrize(("stance", "bearer", "action", "verb", "said"), [
    ("forbids", "the other Party", "give aid to the aggressor", "must not", "not give aid to the aggressor"),
    ("forbids", "Neither Party", "permit bases", "may", "permit bases"),
    ("forbids", "Each Party", "interfering in elections", "must refrain from", "refrain from interfering in elections"),
    ("forbids", "Each Party", "bring ships", "must not", "not bring ships"),
    ("permits", "Nothing in this Pact", "obliges a Party", "", "obliges a Party"),
    ("requires", "Parties", "count storks", "must", "count storks"),
])  # fmt: skip
def test_what_is_forbidden_is_denied_once(stance: str, bearer: str, action: str, verb: str, said: str) -> None:
    from depositary.views import obligations as view

    assert view.verb(stance, bearer, action) == verb and view.said(stance, bearer, action) == said
