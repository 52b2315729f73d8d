"""How many of the events of the meantime set are found, and who takes part in them.

    python bench/meantime.py [GOLD]      the folder of the gold sets

Counted: every event mention of the set (verbs, nouns and adjectives alike) against every word that the layer of happenings
holds to tell an event, where they share a character, one to one; of verbs and of others apart, by the part of speech that the
parse gives. A participant is right where the event is right and the head of the phrase lies inside the mention of the entity that
the set links to it; roles are not counted, and phrases that are no entity of the set (times, clauses) count as wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from depositary.annotate.events.mentions import Happening, happenings, heads
from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.parse import page_of
from depositary.model.nouns import Document

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
Count = dict[str, list[int]]  # right, told, wanted


def counted(rows: list[Mapping[str, Any]]) -> Count:
    """Right, told and wanted of events and of participants."""
    found: Count = {name: [0, 0, 0] for name in ("events", "participants")}
    for row in rows:
        text = str(row["text"])
        page = page_of(Document("d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text))
        for name, part in zip(found, _of_row(row, page), strict=True):
            found[name] = [a + b for a, b in zip(found[name], part, strict=True)]
    return found


def _of_row(row: Mapping[str, Any], page: Page) -> tuple[list[int], list[int]]:
    told = [(paragraph, one) for paragraph in page.paragraphs for one in happenings(paragraph)]
    events = {one["id"]: one for one in row["events"]}
    entities = {one["id"]: one for one in row["entities"]}
    paired: dict[str, tuple[Paragraph, Happening]] = {}
    used: set[int] = set()
    for name, event in events.items():
        for number, (paragraph, one) in enumerate(told):
            start, end = paragraph.offsets(one.token)
            if number not in used and start < event["end"] and event["start"] < end:
                paired[name] = (paragraph, one)
                used.add(number)
                break
    links = {(one["event"], one["entity"]) for one in row["participants"] if one["event"] in events and one["entity"] in entities}
    right = sum(1 for event, entity in sorted(links) if event in paired and _inside(*paired[event], entities[entity]))
    every = sum(1 for _, one in told for _ in _heads(one))
    return [len(paired), len(told), len(events)], [right, every, len(links)]


def _heads(one: Happening) -> Iterator[int]:
    yield from dict.fromkeys(token.i for head in one.taking_part for token in heads(head))


def _inside(paragraph: Paragraph, one: Happening, entity: Mapping[str, Any]) -> bool:
    places = (paragraph.offsets(paragraph.parse[number]) for number in _heads(one))
    return any(entity["start"] <= start and end <= entity["end"] for start, end in places)


def metrics(rows: list[Mapping[str, Any]]) -> dict[str, float]:
    """Precision, recall and F1 by name, as `events F1`."""
    found: dict[str, float] = {}
    for name, (right, told, wanted) in counted(rows).items():
        p, r = right / told if told else 0.0, right / wanted if wanted else 0.0
        found |= {f"{name} P": p, f"{name} R": r, f"{name} F1": 2 * p * r / (p + r) if right else 0.0}
    return {key: round(value, 4) for key, value in found.items()}


def main(gold: Path = GOLD) -> None:
    """Print the table."""
    lines = (gold / "meantime_dev" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for key, value in metrics([json.loads(line) for line in lines if line.strip()]).items():
        print(f"{key:24} {value:.4f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
