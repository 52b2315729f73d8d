"""Characters per second of the rule layers and of extraction, when the parse is given.

    python bench/layers.py [--documents N]          300 by default, in one process

The documents are those of `corpus`. They are parsed once, which is not counted; then every layer is made, and statements are
taken, three times on fresh pages, and the shortest time of each counts. Time is that of the processor. Results go to
bench/results/layers.json.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus import text
from depositary.annotate.layers import Page, order
from depositary.annotate.parse import pages_of
from depositary.extract.statements import statements
from depositary.model import case as cases
from depositary.model.nouns import Document
from throughput import machine

RESULTS = Path(__file__).resolve().parent / "results" / "layers.json"
DOCUMENTS, RUNS = 300, 3
CASE = "russia-iran"


def documents(count: int) -> list[Document]:
    """Made-up documents, in memory."""
    made = []
    for number in range(count):
        words = text(number)
        fields: dict[str, Any] = {"title": words.split("\n", maxsplit=1)[0], "lang": "en", "kind": "news", "chars": len(words)}
        absent = dict.fromkeys(("published", "written", "publisher", "uri"))
        made.append(Document(f"d_{number:016x}", f"{number}.txt", sha256="", reader="txt/1", text=words, **fields, **absent))
    return made


def run(pages: Iterable[Page]) -> dict[str, float]:
    """Seconds of each layer and of extraction on fresh pages of the same parses."""
    fresh = [Page(page.document, page.paragraphs, page.case) for page in pages]
    seconds: dict[str, float] = {}
    gc.collect()
    for layer in order():
        started = time.process_time()
        for page in fresh:
            page.put(layer.layer, layer.run(page))
        seconds[layer.layer] = time.process_time() - started
    started = time.process_time()
    for page in fresh:
        list(statements(page))
    seconds["statements"] = time.process_time() - started
    return seconds


def main(count: int = DOCUMENTS) -> None:
    """Measure, print and write the record."""
    case = cases.load(CASE)
    held = documents(count)
    pages = [page for one in held for page in pages_of([one], case)]
    run(pages)  # tables are loaded and words learnt
    runs = [run(pages) for _ in range(RUNS)]
    best = {name: min(one[name] for one in runs) for name in runs[0]}
    chars = sum(one.chars for one in held)
    layers = sum(seconds for name, seconds in best.items() if name != "statements")
    body = {
        "machine": machine(), "documents": count, "chars": chars,
        "chars_per_second": {
            "all layers": round(chars / layers), **{name: round(chars / seconds) for name, seconds in best.items()},
            "layers and statements": round(chars / sum(best.values())),
        },
    }  # fmt: skip
    for name, speed in body["chars_per_second"].items():
        print(f"{name:22} {speed:12,} characters/s")
    RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    main(parser.parse_args().documents)
