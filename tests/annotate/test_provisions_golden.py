"""Treaties in `golden/provisions` and, beside each, the provisions found in it.

After a change that is meant, `python tests/annotate/test_provisions_golden.py` writes them anew; read the difference before it
is committed. A line: label, id, heading, then the words that belong to the provision alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from depositary.annotate.provisions import find_provisions, furniture, tree

GOLDEN = Path(__file__).parents[1] / "golden" / "provisions"
CASES = sorted(GOLDEN.glob("*.txt"))


def outcome(text: str) -> str:
    gaps = furniture(text)
    rows = []
    for root in tree(find_provisions(text)):
        for branch in root.walk():
            one = branch.provision
            words = " ".join(" ".join(text[start:end].split()) for start, end in branch.stretches(gaps)).strip()
            rows.append("\t".join((one.label, one.id, one.heading or "-", words or "-")))
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_provisions_are_those_written_down(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        assert outcome(file.read()) == path.with_suffix(".tsv").read_text(encoding="utf-8")


if __name__ == "__main__":
    for case in CASES:
        with case.open(encoding="utf-8", newline="") as opened:
            case.with_suffix(".tsv").write_text(outcome(opened.read()), encoding="utf-8")
