"""What the texts of agreements have to do with a part: codes with what they rest on, claims with verdicts, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from depositary import pipeline
from depositary.dossier import Dossier
from depositary.model import case as cases
from depositary.model.settings import DATA
from depositary.views import parts
from depositary.views.lines import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    target = tmp_path_factory.mktemp("by_text") / "pact.dossier"
    folder = DATA / "demo" / "model-pact"
    pipeline.build(Path(folder), target, case="model-pact", workers=1)
    with Dossier.open(target, readonly=True) as dossier:
        yield Desk(dossier.record(cases.load("model-pact")))


def test_a_code_tells_its_article_and_what_a_whole_text_does_not_hold(desk: Desk) -> None:
    found = parts.part(desk, "security").by_text
    cells = {matter.key: matter.cells for matter in found.matters}
    assert any("Article 3(1)" in cell.words and cell.basis == "text" and cell.cite for cell in cells["neutral"])
    assert all(cell.basis in ("text", "coded fact", "") for row in cells.values() for cell in row)
    assert [(cell.basis, cell.words) for cell in cells["defense"]] == [("text", "no, Article 3(3)"), ("coded fact", "no")]


def test_claims_about_a_text_stand_in_the_part_of_the_claim(desk: Desk) -> None:
    for name in ("security", "commission", "treaty"):
        found = parts.part(desk, name).by_text
        own = {item.id for item in desk.by_part[name]}
        assert all(one.claim.id in own and one.verdict and one.point.coverage for one in found.said)
    assert parts.part(desk, "security").by_text.said


def test_what_comes_back_is_due_in_its_part(desk: Desk) -> None:
    found = parts.part(desk, "commission").by_text.due
    assert any(row.reference == "Article 6(2)" for row in found)
