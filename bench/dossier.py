"""How quick and how large a dossier is: documents put per second, bytes a document, time of a question.

    python bench/dossier.py [DOCUMENTS]        5,000 by default: 100,000 statements

Documents are made up: 3,000 characters of common words with 20 statements, 4 entities of 200 and the rest of the fields
filled as in news. Prints one JSON object; times are seconds of wall clock on one process.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from depositary.dossier import DocumentResult, Dossier, Source, query
from depositary.export.jsonl import lines
from depositary.model.nouns import KINDS, STANCES, Statement, entity
from factory import document, period, quantity, result, speaker, statement

WORDS = """agreement talks railway corridor trade gas bank payment visit ministry signed denied promised railway port
treaty article partner growth percent billion loan reactor unit grain transit customs route summit statement""".split()
PEOPLE = [entity("Person", f"Speaker {number}") for number in range(200)]
STATEMENTS = 20


def made(number: int) -> DocumentResult:
    """One made-up document with its statements; the same for the same number."""
    pick = random.Random(number)
    sentences = [
        " ".join(pick.choices(WORDS, k=20)).capitalize() + f" {number}.{n}." for n in range(STATEMENTS)
    ]
    doc = document(
        "\n\n".join(sentences), f"{number:06}.txt", day=f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    )
    people = pick.sample(PEOPLE, 4)
    said = tuple(_statement(doc, words, people, pick) for words in sentences)
    return result(doc, *said, entities=tuple(people))


def _statement(doc: Any, words: str, people: list[Any], pick: random.Random) -> Statement:
    who = pick.choice(people)
    return statement(
        doc, words, pick.choice(KINDS), speaker=speaker(who.name, who.id), stance=pick.choice(STANCES),
        subject=pick.choice(WORDS), object=pick.choice(WORDS), value=quantity(pick.random() * 1e9), when=period("2024-05"),
        topics=tuple(pick.sample(WORDS, 2)), parts=(pick.choice(WORDS),), about=(pick.choice(people).id,),
        made_by="bench/1",
    )  # fmt: skip


def timed(run: Callable[[], object], times: int = 5) -> float:
    """Median seconds of a call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return round(sorted(found)[times // 2], 5)


def _peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def questions(dossier: Dossier) -> dict[str, float]:
    """Seconds of a page of 50 for several questions."""
    asked: dict[str, dict[str, Any]] = {
        "first page": {},
        "last page": {"after": list(query.find(dossier, source="000001.txt"))[-1].id},
        "two words": {"text": "railway corridor"},
        "phrase": {"text": '"railway corridor"'},
        "speaker": {"speaker": "Speaker 17"},
        "kind and part": {"kind": "figure", "part": "port"},
        "about": {"about": "Speaker 17"},
        "dates": {"since": "2024-05-10", "until": "2024-05-12"},
        "speaker and words": {"speaker": "Speaker 17", "text": "reactor"},
    }
    found = {
        name: timed(lambda given=given: list(query.find(dossier, limit=50, **given)))
        for name, given in asked.items()
    }
    return {**found, "facet of speakers": timed(lambda: query.facet(dossier, "speaker"))}


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder, Dossier.create(Path(folder) / "a.dossier") as dossier:
        spent = 0.0
        for number in range(count):
            item = made(number)
            start = time.perf_counter()
            dossier.put(item, source=Source(item.document.name, "0" * 64, 3000, 0, "1"))
            spent += time.perf_counter() - start
        after_put = _peak_mb()
        asked = questions(dossier)
        exported = timed(lambda: sum(1 for _ in lines(dossier)), 1)
        after_export = _peak_mb()
        recorded = timed(lambda: len(dossier.record().statements), 1)
        dossier.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = dossier.path.stat().st_size
        found = {
            "documents": count,
            "statements": count * STATEMENTS,
            "documents put per second": round(count / spent),
            "bytes per document": round(size / count),
            "seconds of a page of 50": asked,
            "seconds of an export": exported,
            "seconds of a record": recorded,
            "peak MB": {
                "after putting": after_put,
                "after exporting": after_export,
                "after a record": _peak_mb(),
            },
        }
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
