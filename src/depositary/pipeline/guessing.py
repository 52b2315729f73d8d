"""Which case a folder is about, when nobody says."""

from __future__ import annotations

from collections.abc import Iterable

from depositary.model import case as cases
from depositary.read.documents import read_with_bytes
from depositary.read.registry import Skipped, Source

# Documents looked at to guess the case: enough to know a folder, few enough to stay quick.
GUESS_FROM = 200
# The least share of all documents that must fit. Of 514 news stories and laws on other matters one names both parties of a
# case and none fits it, while 32 name one party: what fits is hardly ever chance, and what names no party tells nothing.
LEAST = 0.2


def case_name(asked: str | None, sources: Iterable[Source]) -> tuple[str | None, bool]:
    """The case to use and whether it was guessed: as asked, else guessed from the texts."""
    if asked == "none":
        return None, False
    if asked:
        return cases.load(asked).id if asked in cases.names() else str(cases.load(asked).folder), False
    return guess_case(sources), True


def guess_case(sources: Iterable[Source]) -> str | None:
    """The case that fits most of the first documents: at least its `threshold` of those that name one of its parties, in
    words that it knows, and LEAST of all; of short texts the one that they fit together."""
    votes: dict[str, int] = {}
    named: dict[str, int] = {}
    texts: list[str] = []
    seen = 0
    for source in sources:
        for item in read_with_bytes(source):
            if isinstance(item, Skipped):
                continue
            seen += 1
            for each in cases.names_a_party(item[0].text):
                named[each] = named.get(each, 0) + 1
            texts.append(item[0].text)
            name = cases.guess(item[0].text)
            if name:
                votes[name] = votes.get(name, 0) + 1
        if seen >= GUESS_FROM:
            break
    if not votes:
        return cases.guess_together(texts)
    best = min(votes, key=lambda name: (-votes[name], name))
    threshold = float(cases.load(best).body.get("fingerprint", {}).get("threshold", 0.5))
    fits = votes[best] >= threshold * named.get(best, seen) and votes[best] >= LEAST * seen
    return best if fits else cases.guess_together(texts)
