"""One claim, typed by a person, held against the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from depositary.dossier.store import Dossier
from depositary.model import case as cases
from depositary.model.case import Case
from depositary.model.errors import BadArgument
from depositary.model.nouns import Document, Entity, Finding, Statement, statement
from depositary.model.record import CHECKS, Check, Record
from depositary.model.text import fold
from depositary.network.compared import UNREAD, heart, readings, shares
from depositary.pipeline.against import OF_TEXTS, against, series_of
from depositary.pipeline.agreeing import sober
from depositary.pipeline.outcomes import read_one
from depositary.read.registry import Source

# Words before "treaty" that tell no other one from the one that is followed.
_PLAIN = frozenset("new latest recent signed bilateral joint draft proposed planned landmark long term said".split())
_BESIDE = r"(?:(?!of |on |in |to )[\w-]+ ){0,4}?"
_TEXT = re.compile(
    rf"\b(?:the|this|their|its) ({_BESIDE})(?:treaty|agreement|pact|accord)\b"
    r"(?: (?:of|on|for|about) (?:the )?([\w-]+))?"
)

# A share, with at most two words before it, and "than" after it.
_COMPARED = re.compile(r"(?:[a-z]+ ){0,2}\d[\d.,]*(?: ?[-–] ?\d[\d.,]*)? ?(?:%|per ?cent)[^.!?;]*\bthan\b", re.IGNORECASE)


def check_claim(dossier: Dossier, text: str) -> tuple[list[Statement], list[Finding]]:
    """Hold one claim, typed by a person, against the record: its statements, and the findings that name them.

    The claim becomes a document named "claim" that is checked with the record and never kept. It is held against each
    figure, day and state of the same thing, so that those which agree and those which differ are all told; and every check
    is run over the groups that it falls into, for what follows only from several: the text of agreements, the table of routes.
    """
    name = dossier.get("case") or None
    case = cases.load(name) if name else None
    source = Source("claim.txt", None, {"kind": "claim", "lang": "en"}, {}, whole(text, case).encode())
    outcome = read_one(source, case, "")
    if not outcome.results:
        raise BadArgument(
            outcome.skipped[0].reason if text.strip() and outcome.skipped else "the claim holds no text",
            f'Write it out: --claim "{cases.example(case)}"',
        )
    held = dossier.record(case)
    read = [one for result in outcome.results for one in result.statements]
    read = read or list(_whole(outcome.results[0].document))
    claimed = [series_of(held, _followed(one, case)) for one in read]
    record = _with_claim(held, outcome.results[0].document, claimed)
    found = {one.id: one for one in against(record, claimed)}
    for one in _grouped(record, {item.id for item in claimed}):
        found.setdefault(one.id, one)
    return claimed, sober(record, claimed, found.values())


def _whole(document: Document) -> Iterator[Statement]:
    """A claim that no statement was made of, as one, where it compares two ways: "costs" may have been taken for a noun."""
    words = document.text.strip()
    if readings(words) or shares(words):
        start = document.text.index(words)
        yield statement(document, ((start, start + len(words)),), "position", made_by=UNREAD)


def whole(text: str, case: Case | None) -> str:
    """A comparison that names no subject ("40% shorter than Suez") with that which the case gives it (`fragment`)."""
    fragment, words = str(case.body.get("fragment") or "") if case else "", text.strip()
    compares = _COMPARED.match(words) or (words and heart(words))
    return fragment.replace("{claim}", words) if fragment and compares else text


def _followed(one: Statement, case: Case | None) -> Statement:
    """In a claim that names none, "the treaty" is the agreement that the case follows."""
    known = case.agreement if case else None
    if case is None or known is None or any(about in case.by_id for about in one.about):
        return one
    found = _TEXT.search(fold(one.quote))
    return replace(one, about=(*one.about, known.id)) if found and _names(known, found) else one


def _names(known: Entity, found: re.Match[str]) -> bool:
    """True where no word beside "treaty" tells another one: a gas treaty, the treaty of 2001."""
    own = {word for name in (known.name, *known.aliases) for word in re.findall(r"\w+", fold(name))}
    own |= {str(known.props.get("signed") or "")[:4]}
    before = set(re.findall(r"\w+", found[1]))
    return before <= own | _PLAIN and (found[2] is None or found[2] in own)


def _grouped(record: Record, own: Set[str]) -> Iterator[Finding]:
    """What the checks find over whole groups."""
    checks: list[Check] = [check for room in CHECKS.values() for _, check in room.items() if check.name not in OF_TEXTS]
    for check in checks:
        for group in check.groups(record):
            if any(one.id in own for one in group.statements):
                yield from (one for one in check.run(group) if own & set(one.statements) and _is_verdict(one, own))


def _is_verdict(one: Finding, own: Set[str]) -> bool:
    """False for what follows from the claim or is foretold by it, and for what agrees: that is told one by one."""
    alone = one.relation in _OTHERS_NEEDED and not set(one.statements) - own
    return one.relation not in _NO_VERDICT and not alone


_NO_VERDICT = ("implies", "fulfils", "slips", "supersedes", "reverses", "corroborates")
_OTHERS_NEEDED = ("contradicts", "in_tension", "unlike")


def _with_claim(record: Record, document: Document, claimed: Sequence[Statement]) -> Record:
    documents = {item: record.documents[item] for item in record.documents}
    documents[document.id] = document
    return replace(record, documents=documents, statements=(*record.statements, *claimed))
