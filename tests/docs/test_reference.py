"""The reference pages are those that the code and the data give today."""

from __future__ import annotations

from pathlib import Path

import pytest
from tooling import tool

ROOT = Path(__file__).resolve().parents[2]


REFERENCE = tool("make_reference")


@pytest.mark.parametrize("name", REFERENCE.PAGES)
def test_a_page_is_that_of_today(name: str) -> None:
    held = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert held == REFERENCE.page(name), "run: make docs-reference"


def test_no_other_page_stands_in_the_reference() -> None:
    assert {path.stem for path in (ROOT / "docs" / "reference").glob("*.md")} == {*REFERENCE.PAGES, "performance"}
