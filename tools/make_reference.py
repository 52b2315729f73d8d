"""Write docs/reference from the code and the data: `python tools/make_reference.py`.

What can be read off the code is read off it, so a reference page is never older than what it describes. Prose stands
in `tools/reference/`: what each field means, and the page of interfaces. `tests/docs/test_reference.py` writes the
pages again and compares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))  # the tools are no package

from reference.commands import commands_page, entries_page, settings_page
from reference.formats import formats_page
from reference.lines import interfaces_page, nouns_page
from reference.vocabulary import cases_page, ontology_page

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference"
GENERATED = "<!-- written by tools/make_reference.py; change the code or the data, not this page -->\n"
PAGES: dict[str, Callable[[], str]] = {
    "nouns": nouns_page,
    "ontology": ontology_page,
    "commands": commands_page,
    "settings": settings_page,
    "cases": cases_page,
    "entries": entries_page,
    "formats": formats_page,
    "interfaces": interfaces_page,
}


def page(name: str) -> str:
    """A page as it should stand."""
    return GENERATED + PAGES[name]()


def main() -> None:
    """Write every page."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (TARGET / f"{name}.md").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
