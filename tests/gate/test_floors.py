"""Quality has a ratchet: what was reached on the gold sets is held, and no floor is lowered without a word."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quality import GOLD, MEASURES, RECORD, ROOT, digest, floors, history, measured, numbers

NAMES = [one.name for one in MEASURES]
on_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="no gold")


def record() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


@pytest.mark.gate
@on_gold
@pytest.mark.parametrize("name", NAMES)
def test_what_was_reached_is_held(name: str) -> None:
    pinned = floors()[name]
    assert digest(name) == pinned["digest"], (
        f"the corpus {name} changed: floors hold for another gold.jsonl. Measure again (python bench/quality.py), then pin "
        "its digest and its floors"
    )
    reached = measured(name)
    below = {
        metric: (reached[metric], held["floor"])
        for metric, held in pinned["floors"].items()
        if reached[metric] < held["floor"]
    }
    assert not below, f"{name}: reached, and the floor: {below}"


def test_no_floor_is_lowered_silently() -> None:
    assert history(floors(), record()["floors"]) == record()["floors"], "the record is behind: python bench/quality.py"


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_of_the_corpus_that_is_pinned(name: str) -> None:
    held, pinned = record()["sets"][name], floors()[name]
    assert held["digest"] == pinned["digest"], f"the corpus {name} changed since bench/results/quality.json"
    for metric, one in pinned["floors"].items():
        assert held["metrics"][metric] >= one["floor"], f"{name}: {metric} is recorded below its floor"


def pin(floor: float, **more: str) -> dict[str, Any]:
    return {"a": {"floors": {"F1": {"floor": floor, **more}}}}


def test_the_ratchet() -> None:
    first = history(pin(0.7), {})
    assert first == {"a": {"F1": [{"floor": 0.7}]}}
    assert history(pin(0.7), first) == first
    higher = history(pin(0.8), first)
    assert higher["a"]["F1"] == [{"floor": 0.7}, {"floor": 0.8}]
    with pytest.raises(ValueError, match=r"lowered from 0\.8 to 0\.75; raise it again, or say why"):
        history(pin(0.75), higher)
    with pytest.raises(ValueError, match=r"the floor of 'F1' \(0\.8\) was taken away"):
        history({}, higher)
    said = history(pin(0.75, lowered="the set was mended"), higher)
    assert said["a"]["F1"][-1] == {"floor": 0.75, "lowered": "the set was mended"}
    assert history(pin(0.75, lowered="the set was mended"), said) == said
    with pytest.raises(ValueError, match="lowered"):
        history(pin(0.74), said)


def test_numbers_of_every_form_of_scorer() -> None:
    lines = "content  exact P=0.5 R=0.4 F1=0.44 | overlap P=0.6 R=0.5 F1=0.54\n"
    lines += "attribution (IoU>=.5) P=0.7 R=0.6 F1=0.65  gold=9\n"
    found = numbers(lines + "  direct gold=4 recall=0.889")
    assert found["content exact F1"] == 0.44 and found["content overlap P"] == 0.6 and found["attribution F1"] == 0.65
    assert len(found) == 9
    assert numbers("ALL  strict P=1 R=1 F1=0.86 | value+unit F1=0.84 | cases ok 9")["ALL value+unit F1"] == 0.84
    within = numbers("resolved 9  Acc@161km=0.9 mean=8km AUC=0.1  end-to-end Acc@161=0.8 (of 10)")
    assert within == {"resolved Acc@161km": 0.9, "end-to-end Acc@161": 0.8}
    assert numbers('{"recall": 0.5, "ungrounded": 0, "kinds": {"a": "1/2"}}') == {"recall": 0.5, "grounded": 1.0}
    assert numbers('{"ungrounded": 2}') == {"grounded": 0.0}


def test_the_last_line_says_when_there_is_no_gold(tmp_path: Path) -> None:
    """Run by itself on a copy of the gate that stands where no gold is near."""
    home = tmp_path / "project"
    for name in ("tests/gate/conftest.py", "tests/gate/floors.yml", "bench/quality.py"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    (home / "tests" / "gate" / "test_one.py").write_text("def test_one():\n    pass\n", encoding="utf-8")
    args = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]
    said = subprocess.run(args, cwd=home, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert said[-1] == "skipped: no gold"
    assert re.fullmatch(r"1 passed in .*", said[-2])
