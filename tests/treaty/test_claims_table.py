"""Typed claims in varied wording, with the verdict written down before the code ran (claims_table.tsv).

`round` is the order in which they were written: those of a round were first run on code that had not seen them. Right at
their first run were 30 of 34, 22 of 34, 11 of 15, 5 of 17 (claims made to look like what the text says) and 19 of 24.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from claiming import TEXTS, text_of, typed

from depositary.model.nouns import Finding

# Claims whose verdict is right; the others give none. It goes up with the program and never down.
REACHED = 122
TABLE = Path(__file__).with_name("claims_table.tsv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t"))


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], list[Finding]]:
    made: dict[tuple[str, str], list[Finding]] = {}
    for name in TEXTS:
        held = typed(text_of(name), [row["claim"] for row in ROWS if row["text"] == name])
        made |= {(name, words): findings for words, findings in held.items()}
    return made


def judged(found: dict[tuple[str, str], list[Finding]]) -> Iterator[tuple[dict[str, str], str, str]]:
    for row in ROWS:
        held = found[row["text"], row["claim"]]
        relations = sorted({one.relation for one in held}) or ["none"]
        yield row, "+".join(relations), " ".join(words for one in held for words in (one.reason, *one.steps))


def test_no_verdict_is_false(found: dict[tuple[str, str], list[Finding]]) -> None:
    """What is not told as it should be is told as nothing, or as not to be checked."""
    wrong = [
        (row["claim"], relation)
        for row, relation, _ in judged(found)
        if relation not in (*row["relation"].split("|"), "none", "uncheckable")
    ]
    assert wrong == []


def test_verdicts_are_right_and_cite_their_article(found: dict[tuple[str, str], list[Finding]]) -> None:
    right = [
        row["claim"]
        for row, relation, words in judged(found)
        if relation in row["relation"].split("|")
        and (
            not row["article"] or relation in ("none", "uncheckable") or f"Article {row['article']}" in words
        )
    ]
    missing = [row["claim"] for row in ROWS if row["claim"] not in right]
    assert len(right) >= REACHED, missing


def test_a_verdict_names_passages_and_coverage(found: dict[tuple[str, str], list[Finding]]) -> None:
    for held in found.values():
        for one in held:
            assert one.coverage and one.coverage.startswith("whole text") and one.reason and one.steps
            assert 1 <= len(one.statements) <= 5
            if one.relation in ("refutes", "overstates"):
                assert (
                    len(one.statements) > 1
                    and one.cites
                    and all(cite.kind == "provision" for cite in one.cites)
                )
