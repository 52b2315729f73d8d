"""One claim, typed by a person, held against the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import CHECKS, Record
from depositary.pipeline.outcomes import read_one
from depositary.read.registry import Source


def check_claim(dossier: Dossier, text: str) -> tuple[list[Statement], list[Finding]]:
    """Hold one claim, typed by a person, against the record: its statements, and the findings that name them.

    The claim becomes a document named "claim" that is checked with the record and never kept.
    """
    name = dossier.get("case") or None
    case = cases.load(name) if name else None
    source = Source("claim.txt", None, {"kind": "claim", "lang": "en"}, {}, text.encode())
    outcome = read_one(source, case, "")
    if not outcome.results:
        raise BadArgument(
            outcome.skipped[0].reason if text.strip() and outcome.skipped else "the claim holds no text",
            'Write it out: --claim "the corridor is 40% shorter than Suez"',
        )
    claimed = [statement for result in outcome.results for statement in result.statements]
    record = _with_claim(dossier.record(case), outcome.results[0].document, claimed)
    own = {item.id for item in claimed}
    found = [
        finding
        for room in ("network", "treaty")
        for _, check in CHECKS[room].items()
        for finding in check(record)
        if own & set(finding.statements)
    ]
    return claimed, found


def _with_claim(record: Record, document: Document, claimed: Sequence[Statement]) -> Record:
    documents = {item: record.documents[item] for item in record.documents}
    documents[document.id] = document
    return replace(record, documents=documents, statements=(*record.statements, *claimed))
