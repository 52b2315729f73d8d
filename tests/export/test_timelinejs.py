"""TimelineJS has no reader in Python: slides are held against what its documentation asks for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from depositary.dossier import Dossier
from depositary.export import timelinejs
from depositary.export.registry import write
from factory import document, result, statement


def test_slides(told: Callable[[str], str]) -> None:
    made = json.loads(told("timelinejs"))
    assert set(made) == {"title", "scale", "format", "events"} and made["scale"] == "human"
    (one,) = made["events"]
    assert one["start_date"] == {"year": 2024, "month": 5, "day": 17} and one["display_date"] == "2024-05-17"
    assert one["text"]["headline"] and "<blockquote>the pact was signed" in one["text"]["text"]
    assert all(isinstance(one[key], (str, dict)) for key in one)


def test_words_of_documents_are_no_html(tmp_path: Path) -> None:
    doc = document("The <img src=x onerror=run()> pact was signed on 17 May 2024.")
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        dossier.put(
            result(doc, statement(doc, doc.text[:-1], "event", predicate="support", when="2024-05-17"))
        )
        write(dossier, "timelinejs", tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "<img" not in text and "&lt;img" in text


def test_a_long_one_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelinejs, "MOST", 2)
    doc = document("The pact was signed. The chairs met in town. The east sent grain.")
    told = {
        "The pact was signed": "support",
        "The chairs met in town": "consult",
        "The east sent grain": "aid",
    }
    said = [
        statement(doc, words, "event", predicate=verb, when=f"202{n}-01-01")
        for n, (words, verb) in enumerate(told.items())
    ]
    with Dossier.create(tmp_path / "a.dossier") as dossier:
        dossier.put(result(doc, *said))
        write(dossier, "timelinejs", tmp_path / "a.json")
    made = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert len(made["events"]) == 2 and "1 more" in made["title"]["text"]["text"]
