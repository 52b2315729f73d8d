"""Duties of sentences that were labelled after the model treaties and before any code ran on them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

import golden
from depositary.extract.obligations.sorts import sort_of

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "unseen.yml").read_text(encoding="utf-8"))
OPENING = "TREATY\non Matters between the Republic of Arvel and the Kingdom of Brisk\n\nThe Parties have agreed as follows:\n\n"


def test_duties_of_sentences_not_seen_before() -> None:
    body = "\n\n".join(f"Article {number}\n\n{row['text']}" for number, row in enumerate(ROWS, start=1))
    text = golden.text("t.txt", f"{OPENING}{body}\n\nDone at Tann on 3 May 2011.\n")
    gold = [
        golden.labelled({"provision": f"art_{number}", **one})
        for number, row in enumerate(ROWS, start=1)
        for one in row["duties"]
    ]
    read = [golden.read(text, one) for one in text.duties if sort_of(one) == "duty"]
    made = [replace(one, provision=one.provision.split("__")[0]) for one in read]
    assert golden.f1(len(golden.paired(gold, made)), len(gold), len(made)) >= 0.90
