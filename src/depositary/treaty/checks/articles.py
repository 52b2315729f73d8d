"""How many articles an agreement is said to have, against the articles held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.nouns import Cite, Finding, Quantity, Statement, finding
from depositary.model.record import Group, Record, check
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.treaty.coverage import Coverage, coverage, order, speaks

NAME = "treaty.articles"
_SERIES = "treaty.articles/"


@dataclass(frozen=True, slots=True)
class _Found:
    """What a claim is held to."""

    relation: str
    difference: str
    severity: str
    reason: str
    step: str


def keys(statement: Statement, record: Record) -> Iterable[str]:
    """The agreements whose articles a statement counts, or in whose text it stands."""
    if statement.kind == "obligation" and statement.speaker is not None and statement.speaker.entity:
        return (statement.speaker.entity,)
    return _counted(statement, record) if is_claim(statement) else ()


def is_claim(statement: Statement) -> bool:
    """True for a figure that gives the number of all articles: "has 47 articles", "the 47 articles"."""
    value = statement.value
    if (
        statement.kind != "figure"
        or value is None
        or value.low is None
        or statement.negated
        or statement.stance == "denies"
    ):
        return False
    words = _cues()
    number, noun = re.escape(value.literal), words["noun"]
    if not _noun().search(statement.quote):
        return False
    counted = re.search(
        rf"(?<!\w){number}(?:\W+\w+)?\W+{noun}\b|\b{noun}\W+{number}(?!\w)", statement.quote, re.IGNORECASE
    )
    if counted is None:
        return False
    whole = re.search(rf"\b(?:{'|'.join(words['before'])})\W+{number}", statement.quote, re.IGNORECASE)
    return statement.predicate in words["verbs"] or whole is not None


@cache
def _noun() -> re.Pattern[str]:
    """What is counted: most figures are of something else, and the expression with their number is made anew for each."""
    return re.compile(_cues()["noun"], re.IGNORECASE)


@cache
def _cues(lang: str = "en") -> dict[str, Any]:
    return dict(read_yaml(DATA / "cues" / lang / "articles.yml"))


def _counted(statement: Statement, record: Record) -> tuple[str, ...]:
    named = [
        key
        for key in statement.about
        if key in record.entities and record.entities[key].schema == "Agreement"
    ]
    if not (statement.series or "").startswith(_SERIES):
        return tuple(named[:1])
    return tuple(of_series(str(statement.series), record)[:1]) or tuple(named[:1])


def of_series(series: str, record: Record) -> list[str]:
    """The agreements that a series counts: those of its parties, signed in the year that it names."""
    _, parties, _, year = (*series.split("/"), "", "", "")[:4]
    found = []
    for item in sorted(record.entities.values(), key=lambda one: one.id):
        props = item.props
        same = "+".join(sorted(map(str, props.get("parties") or ()))) == parties
        if item.schema == "Agreement" and same and year and str(props.get("signed") or "").startswith(year):
            found.append(item.id)
    return found


@check(NAME, keys=keys)
def articles(group: Group) -> Iterator[Finding]:
    """Held against the text: a number of articles that somebody gives is borne out or refuted only where the whole text
    is held, or where an article with a higher number is; else the articles held are named and nothing is concluded.
    Equal numbers from independent documents corroborate each other."""
    claims = [one for one in group.statements if is_claim(one)]
    duties = [one for one in group.statements if speaks(one, group.key)]
    held = coverage(group.record, group.key, duties)
    judged: set[tuple[str, float | None, float | None]] = set()
    for claim in sorted(claims, key=lambda one: group.record.documents[one.doc].copy_of is not None):
        assert claim.value is not None
        # What one document says twice, or a copy says again, is one claim.
        same = (_voice(group.record, claim), claim.value.low, claim.value.high)
        if same not in judged:
            judged.add(same)
            yield _judge(group, claim, duties, held)
    yield from _agreeing(group, claims)


def _judge(group: Group, claim: Statement, duties: Sequence[Statement], held: Coverage) -> Finding:
    value = claim.value
    assert value is not None
    last = _last(group.record, duties)
    found = _verdict(value, held)
    return finding(
        NAME,
        f"{group.key}/{claim.id}",
        found.relation,
        (claim.id, *([last.id] if last is not None else [])),
        difference=found.difference,
        severity=found.severity,
        about=(group.key,),
        reason=found.reason,
        steps=(f"claimed: {value.literal} articles", f"held: {held.text}", found.step),
        expected=value.low if value.low == value.high else [value.low, value.high],
        observed=held.counted,
        coverage=held.text,
        cites=_cites(group.record, group.key, last, held),
    )


def _verdict(value: Quantity, held: Coverage) -> _Found:
    said = value.literal
    highest = max((order(number)[0] for number in held.articles if number.isdigit()), default=0)
    if held.whole is not None and held.counted is not None:
        if _fits(value, held.counted):
            return _Found(
                "supports",
                "none",
                "low",
                f"The whole text is held and has {held.counted} articles.",
                "the numbers agree",
            )
        reason = f"{said} articles are claimed, but the whole text is held and has {held.counted}."
        return _Found("refutes", "contradiction", "high", reason, f"{said} is not {held.counted}")
    if value.high is not None and highest > value.high:
        reason = f"{said} articles are claimed, but Article {highest} is held."
        return _Found("refutes", "contradiction", "high", reason, f"{highest} is more than {said}")
    held_not = f"the text is not held as a whole ({held.text})" if highest else "no article of the text is held"
    reason = f"{said} articles are claimed; {held_not}."
    return _Found(
        "uncheckable",
        "text_not_held",
        "low",
        reason,
        "how many articles follow cannot be seen from those held",
    )


def _fits(value: Quantity, count: int) -> bool:
    return (value.low is None or value.low <= count) and (value.high is None or count <= value.high)


def _last(record: Record, duties: Sequence[Statement]) -> Statement | None:
    """The first duty of the last article held: it shows how far the text goes."""
    placed = [
        (order(number), -one.start, one.doc_name, one)
        for one in duties
        if (number := article_of(record, one))
    ]
    return max(placed, key=lambda row: row[:3])[3] if placed else None


def article_of(record: Record, duty: Statement) -> str:
    """The number of the article that a duty stands in, "" when it is not told."""
    for key in duty.about:
        item = record.entities.get(key)
        if item is not None and item.schema == "Provision":
            return str(item.props.get("article") or "")
    return ""


def _cites(record: Record, key: str, last: Statement | None, held: Coverage) -> tuple[Cite, ...]:
    """The last provision held; where the text is not whole, also what the case's sources say, marked as coded."""
    provisions = [
        one
        for one in (last.about if last else ())
        if one in record.entities and record.entities[one].schema == "Provision"
    ]
    cites = [Cite("provision", one, last.doc_name if last else "") for one in provisions]
    if held.whole is None and key in record.entities:
        facts = record.entities[key].props.get("facts") or ()
        cites += [
            Cite("coded_fact", f"articles={row['value']}", str(row["source"]))
            for row in facts
            if row.get("fact") == "articles"
        ]
    return tuple(cites)


def _agreeing(group: Group, claims: Sequence[Statement]) -> Iterator[Finding]:
    """Equal numbers of independent documents, each with the first."""
    first: dict[tuple[float | None, float | None], Statement] = {}
    voices: dict[tuple[float | None, float | None], set[str]] = {}
    for claim in claims:
        value = claim.value
        assert value is not None
        number = (value.low, value.high)
        anchor = first.setdefault(number, claim)
        seen = voices.setdefault(number, set())
        voice = _voice(group.record, claim)
        if anchor is not claim and voice not in seen:
            yield finding(
                NAME,
                f"{group.key}/{anchor.id}",
                "corroborates",
                (anchor.id, claim.id),
                about=(group.key,),
                reason=f"Two independent documents give {value.literal} articles.",
                steps=(f"{anchor.doc_name} and {claim.doc_name} give the same number",),
                observed=value.low,
            )
        seen.add(voice)


def _voice(record: Record, claim: Statement) -> str:
    """What makes a document independent: not a copy, and of another publisher where that is known."""
    document = record.documents.get(claim.doc)
    if document is None:
        return claim.doc
    origin = record.documents.get(document.copy_of or "", document)
    return origin.publisher or origin.id
