"""Claims about the text of agreements, with the verdict on each, the passages, and what officials of a party say beside it."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.model.errors import BadArgument
from depositary.model.nouns import Finding
from depositary.views import conflicts, text
from depositary.views.lines import Desk, Line

CHECKS = ("treaty.claims", "treaty.articles")
# The verdicts, those that weigh most first.
VERDICTS = {
    "refutes": "refuted",
    "overstates": "overstated",
    "supports": "borne out",
    "not_addressed": "not addressed",
    "uncheckable": "cannot be checked",
}
_ORDER = list(VERDICTS)


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim. `passages` are duties of the agreement, `readings` what others say of the same matter; `facts` coded facts."""

    point: conflicts.Point
    verdict: str
    claim: Line
    passages: tuple[Line, ...]
    readings: tuple[Line, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims about one agreement; `counts` are (label of the verdict, how many)."""

    key: str
    name: str
    coverage: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Judged, ...]


def claims(desk: Desk, name: str | None = None) -> list[Claims]:
    """Agreements with the claims made about their text: all, or those whose key or name holds these words. Raises BadArgument."""
    by_agreement: dict[str, list[Finding]] = {}
    for one in desk.record.findings:
        if one.check in CHECKS and one.relation in VERDICTS and one.about:
            by_agreement.setdefault(one.about[0], []).append(one)
    found = [_of(desk, key, held) for key, held in by_agreement.items()]
    case = desk.record.case
    first = case.body.get("agreement") if case else None
    found.sort(key=lambda one: (one.key != first, -len(one.rows), one.name))
    wanted = (name or "").casefold()
    kept = [one for one in found if wanted in one.key.casefold() or wanted in one.name.casefold()]
    if name and not kept:
        known = ", ".join(one.key for one in found) or "none"
        raise BadArgument(f"no claim is made of an agreement called {name!r}", f"Claims are made of: {known}")
    return kept


def _of(desk: Desk, key: str, held: list[Finding]) -> Claims:
    thing = desk.entity(key)
    ordered = sorted(held, key=lambda one: (_ORDER.index(one.relation), _place(desk, one)))
    counts = [(verdict, [one for one in held if one.relation == verdict]) for verdict in VERDICTS]
    return Claims(
        key=str(thing.props.get("key", key)) if thing else key,
        name=thing.name if thing else key,
        coverage=next((one.coverage for one in held if one.coverage), "") or "",
        counts=tuple((VERDICTS[verdict], len(rows)) for verdict, rows in counts if rows),
        rows=tuple(_judged(desk, one) for one in ordered),
    )


def _place(desk: Desk, one: Finding) -> tuple[str, int, str]:
    said = desk.record.by_id.get(one.statements[0])
    return (said.doc_name, said.start, one.id) if said else ("", 0, one.id)


def _judged(desk: Desk, one: Finding) -> Judged:
    point = conflicts.point(desk, one)
    lines = {line.id: line for line in point.lines}
    others = [lines[key] for key in one.statements[1:] if key in lines]
    duties = {said.id for said in desk.named(one) if said.kind == "obligation" and desk.article(said)}
    return Judged(
        point=point,
        verdict=VERDICTS[one.relation],
        claim=lines.get(one.statements[0], point.lines[0]),
        passages=tuple(line for line in others if line.id in duties),
        readings=tuple(line for line in others if line.id not in duties),
        facts=tuple(
            f"{text.flat(cite.id).replace('=', ': ')} ({cite.source})" for cite in one.cites if cite.kind == "coded_fact"
        ),
    )
