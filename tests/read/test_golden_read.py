"""Every folder below `golden/read` is a small folder of sources; `out.json` is what reading it gives.

After a change that is meant, `python tests/read/test_golden_read.py` writes the outputs anew; read the difference
before it is committed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from depositary.read import Skipped, documents

GOLDEN = Path(__file__).parents[1] / "golden" / "read"
CASES = sorted(path.parent for path in GOLDEN.glob("*/*/in.*"))


def outcome(folder: Path) -> list[dict[str, Any]]:
    """What a reader of the file needs to see; the text as its lines."""
    found: list[dict[str, Any]] = []
    for item in documents(folder):
        if item.name == "out.json":
            continue
        if isinstance(item, Skipped):
            found.append({"name": item.name, "skipped": item.reason, "todo": item.detail})
            continue
        said = {
            key: getattr(item, key)
            for key in ("name", "id", "title", "lang", "kind", "publisher", "author", "uri", "grade")
        }
        published = item.published.edtf if item.published else None
        found.append(
            {
                **said,
                "published": published,
                "reader": item.reader,
                "pages": list(item.pages),
                "text": item.text.split("\n"),
            }
        )
    return found


@pytest.mark.parametrize("folder", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_reading_gives_what_is_written_down(folder: Path) -> None:
    assert outcome(folder) == json.loads((folder / "out.json").read_text(encoding="utf-8"))


def test_every_reader_has_a_pair() -> None:
    from depositary.read import READERS

    assert {name for name, _ in READERS.items()} == {path.name for path in GOLDEN.iterdir()}


if __name__ == "__main__":
    for case in CASES:
        text = json.dumps(outcome(case), ensure_ascii=False, indent=1) + "\n"
        (case / "out.json").write_text(text, encoding="utf-8")
