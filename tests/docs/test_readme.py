"""The README shows exactly what `depositary demo` prints, and leads on to why."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_shows_what_the_demo_prints(outputs: ModuleType, corner: Path) -> None:
    found = outputs.DEMO.search(README)
    assert found is not None
    assert found.group() == found.group(1) + outputs.run("depositary demo", corner) + found.group(2), (
        "run: make docs-reference"
    )


def test_the_second_paragraph_leads_to_why() -> None:
    paragraphs = [piece for piece in README.split("\n\n") if not piece.startswith("#")]
    assert "(docs/why.md)" in paragraphs[1]


def test_the_demo_fits_on_two_screens(outputs: ModuleType) -> None:
    shown = outputs.DEMO.search(README).group().splitlines()
    assert len(shown) <= 2 * 40 and all(len(line) <= 80 for line in shown)
