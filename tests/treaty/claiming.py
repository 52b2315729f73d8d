"""Claims typed by a test, held against a treaty: what `depositary check --claim` does, for many claims with one parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from depositary.dossier.store import DocumentResult
from depositary.model.case import Case, load
from depositary.model.nouns import Document, Entity, Finding, Statement
from depositary.model.record import Record
from depositary.model.settings import DATA
from depositary.pipeline.outcomes import read_all
from depositary.read.registry import Source
from depositary.treaty.checks.claims import claims

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "treaty"
TEXTS = {
    "model-pact": (DATA / "demo" / "model-pact" / "treaty.md", "model-pact"),
    "defence-pact": (GOLDEN / "defence-pact.txt", None),
}


def read(
    sources: Sequence[tuple[str, str]], case: Case | None
) -> tuple[list[Document], list[Statement], dict[str, Entity]]:
    """Documents (name, text) with their statements and entities."""
    made = [Source(name, None, {}, {}, text.encode()) for name, text in sources]
    results = [one for outcome in read_all(made, case, "") for one in outcome.results]
    known = {one.id: one for result in results for one in result.entities}
    return [one.document for one in results], [item for one in results for item in one.statements], known


def record(sources: Sequence[tuple[str, str]], case: Case | None) -> Record:
    """A record of documents alone."""
    documents, said, known = read(sources, case)
    return Record(
        {one.id: one for one in documents},
        said,
        {**{one.id: one for one in (case.entities if case else ())}, **known},
        (),
        case,
    )


@cache
def text_of(name: str) -> Record:
    """The record of a treaty of the tests."""
    path, case = TEXTS[name]
    return record(((path.name, path.read_text("utf-8")),), load(case) if case else None)


def typed(base: Record, words: Iterable[str]) -> dict[str, list[Finding]]:
    """The findings on each claim, with it alone beside the record."""
    wanted = list(words)
    sources = [Source("claim.txt", None, {"kind": "claim", "lang": "en"}, {}, one.encode()) for one in wanted]
    results = [result for outcome in read_all(sources, base.case, "") for result in outcome.results]
    return {one: _held(base, result) for one, result in zip(wanted, results, strict=True)}


def _held(base: Record, result: DocumentResult) -> list[Finding]:
    known = {one.id: one for one in result.entities} | dict(base.entities)
    documents = {**base.documents, result.document.id: result.document}
    wider = Record(documents, (*base.statements, *result.statements), known, (), base.case)
    own = {item.id for item in result.statements}
    return [one for one in claims(wider) if one.statements[0] in own]
