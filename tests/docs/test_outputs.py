"""The outputs in the docs are those of the commands above them."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    path for path in sorted((ROOT / "docs").rglob("*.md")) if "```console" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_outputs_are_of_today(outputs: ModuleType, corner: Path, page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert outputs.refreshed(text, corner) == text, "run: make docs-reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_outputs_show_no_error(page: Path) -> None:
    assert not re.search(r"^(error:|Traceback)", page.read_text(encoding="utf-8"), re.MULTILINE)
