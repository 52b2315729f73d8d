"""Counting events and those who take part."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

from meantime import metrics


def test_right_told_and_wanted() -> None:
    row = {
        "text": "Norsol sold a ferry .",
        "events": [{"id": "1", "start": 7, "end": 11}],
        "entities": [{"id": "2", "start": 0, "end": 6}, {"id": "3", "start": 12, "end": 19}],
        "participants": [{"event": "1", "entity": "2"}],
    }
    found = metrics([row])
    assert (found["events P"], found["events R"]) == (1.0, 1.0)
    assert (found["participants P"], found["participants R"]) == (0.5, 1.0)  # the ferry is linked by no label
