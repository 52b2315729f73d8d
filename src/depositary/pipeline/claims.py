"""One claim, typed by a person, held against the record."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import CHECKS, Record
from depositary.pipeline.outcomes import read_one
from depositary.read.registry import Source


def check_claim(dossier: Dossier, text: str) -> tuple[list[Statement], list[Finding]]:
    """Hold one claim, typed by a person, against the record: its statements, and the findings that name them.

    The claim becomes a document named "claim" that is checked with the record and never kept. Every check is run over the
    groups that the claim falls into: figures and days of others, the text of agreements, the table of routes.
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
    claimed = [_followed(statement, case) for result in outcome.results for statement in result.statements]
    record = _with_claim(dossier.record(case), outcome.results[0].document, claimed)
    own = {item.id for item in claimed}
    checks = [check for room in CHECKS.values() for _, check in room.items() if check.name not in _OF_TEXTS]
    groups = (
        (check, group)
        for check in checks
        for group in check.groups(record)
        if any(one.id in own for one in group.statements)
    )
    found = [one for check, group in groups for one in check.run(group) if own & set(one.statements)]
    return claimed, [told for one in found if (told := _of_record(one, own)) is not None]


_THE_TEXT = re.compile(r"\b[Tt]h(?:e|is) (?:treaty|agreement|pact|accord)\b")


def _followed(one: Statement, case: Case | None) -> Statement:
    """In a claim that names none, "the treaty" is the agreement that the case follows."""
    known = case.agreement if case else None
    if (
        known is None
        or not _THE_TEXT.search(one.quote)
        or any(about in case.by_id for about in one.about if case)
    ):
        return one
    return replace(one, about=(*one.about, known.id))


# Checks of whole documents: when they were written, whether they copy each other. A claim is no document.
_OF_TEXTS = ("reconcile.dating", "reconcile.same")


def _of_record(one: Finding, own: Set[str]) -> Finding | None:
    """The finding as a verdict on the claim. What follows from it, and what came of promises, is none; where it agrees
    with the record the claim is no second voice."""
    if one.relation in _NO_VERDICT or (one.relation in _OTHERS_NEEDED and not set(one.statements) - own):
        return None
    if one.relation != "corroborates":
        return one
    if one.check in _TWICE:
        return None
    return replace(one, reason="What is held says the same.")


_NO_VERDICT = ("implies", "fulfils", "slips", "supersedes", "reverses")
_OTHERS_NEEDED = ("corroborates", "contradicts", "in_tension", "unlike")
# Told by reconcile.figures too.
_TWICE = ("treaty.articles",)


def _with_claim(record: Record, document: Document, claimed: Sequence[Statement]) -> Record:
    documents = {item: record.documents[item] for item in record.documents}
    documents[document.id] = document
    return replace(record, documents=documents, statements=(*record.statements, *claimed))
