"""A folder with a table of figures: built, its faults listed, read anew when what describes it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from depositary import pipeline
from depositary.dossier.store import Dossier
from depositary.model.nouns import Statement

TABLE = 'Year,Turnover\n2021,"3,610"\n2022,"4,180"\n2023,many\n'
COLUMNS = "trade.csv:\n  publisher: Sample Desk\n  columns: {Year: period, Turnover: {unit: million USD}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    (home / "trade.csv").write_text(TABLE)
    (home / "columns.yml").write_text(COLUMNS)
    return home


def built(folder: Path) -> tuple[list[Statement], dict[str, str]]:
    """Statements and what was skipped, from the dossier beside the folder."""
    target = folder.parent / "name.dossier"
    pipeline.build(folder, target, case="model-pact", workers=1)
    with Dossier.open(target) as dossier:
        return list(dossier.statements()), {name: reason for name, reason, _ in dossier.skipped()}


def test_a_table_becomes_figures_and_its_faults_are_listed(folder: Path) -> None:
    found, skipped = built(folder)
    assert [(one.doc_name, one.quote, one.kind) for one in found] == [
        ("trade.csv", "3,610", "figure"), ("trade.csv", "4,180", "figure"),
    ]  # fmt: skip
    assert {one.speaker.name for one in found if one.speaker} == {"Sample Desk"}
    assert skipped == {"trade.csv#line=4": "line 4, column 'Turnover': 'many' is no number"}


def test_another_description_gives_other_figures(folder: Path) -> None:
    before, _ = built(folder)
    (folder / "columns.yml").write_text(COLUMNS.replace("million", "thousand") + "  missing: [many]\n")
    after, skipped = built(folder)
    assert [one.id for one in after] == [one.id for one in before], "the same words keep their id"
    assert [one.value.high for one in after if one.value] == [3_610_500.0, 4_180_500.0]
    assert skipped == {}


def test_a_description_that_does_not_fit_costs_only_its_table(folder: Path) -> None:
    (folder / "letter.txt").write_text("Kenya and Chile signed a fisheries agreement on 3 March 2021.\n")
    (folder / "columns.yml").write_text(COLUMNS.replace("Year", "Yaer"))
    found, skipped = built(folder)
    assert {one.doc_name for one in found} == {"letter.txt"}
    assert skipped == {"trade.csv": "columns.yml, trade.csv: there is no column 'Yaer'"}


def test_of_many_faults_the_first_are_listed_and_the_others_counted(folder: Path) -> None:
    (folder / "trade.csv").write_text("Year,Turnover\n" + "2023,many\n" * 60)
    _, skipped = built(folder)
    assert len(skipped) == 50
    assert skipped["trade.csv#line=51"].endswith("and 10 lines after it were not read whole")
