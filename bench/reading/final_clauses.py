"""What the rules for final clauses find in labelled texts of agreements, for a person to judge by hand.

    python bench/reading/final_clauses.py GOLD.jsonl [--field entry_into_force] [--n 10]

One line of the gold file is one text (`articles` with `text`, and perhaps `date_into_force`). Prints how many texts have
a fact of each field; how the rules that name a day or the first of a month stand to the day of the metadata; and, with
`--field`, the facts of that field with their sentences, of the first `n` texts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from depositary.model import ids
from depositary.model.nouns import Document
from depositary.treaty.life.force import told
from depositary.treaty.life.read import Life, life_of


def document(row: dict[str, Any]) -> Document:
    """The text of a line; with its numbers as headings, where the articles have any."""
    numbered = all("n" in one for one in row["articles"])
    parts = [(f"Article {one['n']}\n{one.get('title') or ''}\n" if numbered else "") + one["text"] for one in row["articles"]]
    head = [row["name"], row.get("preamble") or ""] if numbered else []
    text = "\n\n".join([*head, *parts])
    key = ids.document_id(text.encode())
    return Document(key, row["doc_id"], row["name"], "en", "treaty", None, None, None, None, "", "txt/1", len(text), text=text)


def lives(path: Path) -> Iterator[tuple[dict[str, Any], Life]]:
    """Every line with the life that its text tells."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line:
            row = json.loads(line)
            yield row, life_of(document(row))


def against(row: dict[str, Any], found: Life) -> Iterator[str]:
    """How the rules of one text stand to the day of entry into force of the metadata."""
    day = row.get("date_into_force")
    for one in found.of("entry_into_force") if day else ():
        if one.value.get("event") == "day":
            sort = "named day, on conditions" if one.value.get("conditional") else "named day"
            yield f"{sort}: {'the same' if one.value['day'] == day else 'another'}"
        elif "month" in one.value:
            yield f"first of a month: {'it is one' if day.endswith('-01') else 'it is none'}"


def main() -> None:
    """Read the arguments and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("gold", type=Path)
    asked.add_argument("--field")
    asked.add_argument("--n", type=int, default=10)
    args = asked.parse_args()
    fields: Counter[str] = Counter()
    days: Counter[str] = Counter()
    rows = list(lives(args.gold))
    for row, found in rows:
        fields.update({one.field for one in found.facts})
        days.update(against(row, found))
    print(f"{len(rows)} texts")
    for name, count in sorted(fields.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"{count:5} {name}")
    for name, count in sorted(days.items()):
        print(f"{count:5} {name}")
    for row, found in rows[: args.n] if args.field else ():
        for one in found.of(args.field):
            print(f"\n{row['doc_id']} {one.provision} {one.rule} {told(one.value) or dict(one.value)}")
            print(f"  {' '.join(one.quote.split())[:300]}")


if __name__ == "__main__":
    main()
