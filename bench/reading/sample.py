"""Draws statements at random from an export, for a person to judge by hand.

    python bench/reading/sample.py EXPORT.jsonl --n 100 --seed 20261122

The draw is `random.Random(seed).sample` over the sorted ids, so the same export and seed give the same draw.
One block a statement: id, document, offsets, kind, stance, speaker, value, when, quote.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

SEED = 20261122


def statements(path: Path) -> dict[str, dict[str, Any]]:
    """The statements of an export in JSON Lines, by id."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {row["id"]: row for row in rows if row["noun"] == "statement"}


def draw(held: dict[str, dict[str, Any]], n: int, seed: int) -> list[dict[str, Any]]:
    """At most `n` statements, in the order drawn."""
    ids = sorted(held)
    return [held[key] for key in random.Random(seed).sample(ids, min(n, len(ids)))]


def _value(value: dict[str, Any] | None) -> str:
    """The words of a quantity and what they were read as."""
    return f"{value['literal']} = {value['low']}..{value['high']} {value['unit']}" if value else "-"


def block(row: dict[str, Any]) -> str:
    """What a reader needs to judge one statement."""
    speaker = row["speaker"]["name"] if row["speaker"] else "-"
    value = _value(row["value"])
    when = row["when"]["edtf"] if row["when"] else "-"
    head = f"{row['id']} {row['doc_name']} {row['start']}-{row['end']} {row['kind']}/{row['predicate']}"
    facts = f"stance {row['stance']} | speaker {speaker} | value {value} | when {when}"
    return f"{head}\n  {facts}\n  {row['quote']}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path, help="what `depositary export -f jsonl` wrote")
    parser.add_argument("--n", type=int, default=100, help="how many to draw")
    parser.add_argument("--seed", type=int, default=SEED, help="seed of the draw")
    given = parser.parse_args()
    for row in draw(statements(given.export), given.n, given.seed):
        print(block(row))


if __name__ == "__main__":
    main()
