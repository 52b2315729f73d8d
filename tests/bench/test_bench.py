"""The measuring itself: the made-up folder is always the same, and the page of the docs is that of the record."""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import corpus
import table
import throughput
import treaties
from depositary.annotate.provisions import find_provisions
from depositary.reconcile.copies import is_copy, sketch


def test_the_page_is_that_of_the_record() -> None:
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "run: python bench/table.py"


def test_the_made_up_documents_are_news_in_length_and_no_copies(tmp_path: Path) -> None:
    texts = [corpus.text(number) for number in range(60)]
    assert texts == [corpus.text(number) for number in range(60)]
    words = sum(len(text.split()) for text in texts) / len(texts)
    assert 120 <= words <= 260
    sketches = [sketch(text) for text in texts]
    assert not any(is_copy(one, other) for one, other in combinations(sketches, 2))
    assert corpus.made(tmp_path, 3) == sum(len(text.split()) for text in texts[:3])
    assert [path.read_text(encoding="utf-8") for path in sorted(tmp_path.rglob("*.txt"))] == texts[:3]


def test_every_program_reads_the_folder(tmp_path: Path) -> None:
    corpus.made(tmp_path / "in", 2)
    for program in throughput.PROGRAMS[1:]:
        found = getattr(throughput, program)(tmp_path / "in", 1)
        assert found["tokens"] > 200
    assert throughput.build(tmp_path / "in", 1)["documents"] == 2


def test_made_up_treaties_are_whole_and_differ(tmp_path: Path) -> None:
    made = [treaties.made_up(number) for number in range(4)]
    assert made == list(treaties.texts("made", 4)) and len(set(made)) == 4
    for text in made:
        found = find_provisions(text)
        assert found[0].whole and 30 <= sum(one.label == "ARTICLE" for one in found) <= 60
    assert treaties.written(tmp_path / "in", iter(made)) == sum(len(text.split()) for text in made)
    counted = treaties.structure(tmp_path / "in", 1)
    assert counted["dated"] == 4 and counted["articles"] > 120
    asked = treaties.asked(made[:1])
    assert asked["whole"]["right"] == asked["whole"]["asked"] > 50


def test_a_new_treaty_stands_beside_those_read_before(tmp_path: Path) -> None:
    treaties.written(tmp_path / "in", treaties.texts("made", 2))
    found = treaties.beside(tmp_path / "in", 1)
    assert found["articles"] == 50 and found["beside"] == 2
    assert found["codes"] > 100 and found["pairs"] > 20 and found["rows"] > 5
