"""The reference pages are those that the code and the data give today."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def made() -> ModuleType:
    """`tools/make_reference.py`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("make_reference", ROOT / "tools" / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = made()


@pytest.mark.parametrize("name", REFERENCE.PAGES)
def test_a_page_is_that_of_today(name: str) -> None:
    held = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert held == REFERENCE.page(name), "run: make docs-reference"


def test_no_other_page_stands_in_the_reference() -> None:
    assert {path.stem for path in (ROOT / "docs" / "reference").glob("*.md")} == set(REFERENCE.PAGES)
