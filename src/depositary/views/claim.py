"""A claim of a person for a reader: what was understood of it, and everything on record that it can be held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depositary.model.case import example
from depositary.model.nouns import Finding, Statement
from depositary.model.ontology import ontology
from depositary.network.legs import NOTICE
from depositary.reconcile.issues import content
from depositary.views import conflicts, rank, text
from depositary.views.lines import Desk, Line

# Section -> relations. What a text or the map says stands by itself, before them.
SECTIONS = {
    "Says otherwise": ("refutes", "contradicts", "in_tension", "disputes", "overstates"),
    "Says the same": ("supports", "corroborates", "same"),
    "Came after": ("supersedes", "reverses"),
    "Explained by a difference (time, unit, reporter ...)": ("unlike",),
    "Cannot be compared": ("uncheckable",),
}
TESTED = "By the text and the map"
# Figures of other times that are shown beside those of the time claimed.
MOST_EXPLAINED = 3
# Statements of the same thing that are shown where none could be compared.
MOST_NEAR = 3
# A statement is near a claim that shares so many of its words.
SHARED = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What is held, and the short ids of the conflicts in which it stands already, as [f_1a2b f_3c4d]."""

    line: Line
    contested: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict: how what is held stands to the claim, why, how much is held, and the statements. `steps` are those of a
    verdict by the network: the table of what may be meant."""

    label: str
    reason: str
    held: str
    told: tuple[Told, ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Verdicts of one sort."""

    title: str
    entries: tuple[Entry, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim with what was understood of it, a line a statement; `near` is held of the same thing and was not compared;
    `example` is a claim on what the case follows."""

    claim: str
    understood: tuple[str, ...]
    sections: tuple[Section, ...]
    near: tuple[Line, ...]
    example: str = ""
    notice: str = ""


def verdict(desk: Desk, claim: str, claimed: Sequence[Statement], found: Sequence[Finding]) -> Verdict:
    """What is held on a claim. `desk` is that of the record without it."""
    sections = tuple(_sections(desk, found))
    told = {name for one in found for name in one.statements}
    understood = tuple(words for one in claimed if (words := _understood(desk, one, one.id in told)))
    near = () if sections or not understood else tuple(_near(desk, claimed))
    notice = NOTICE if any(entry.steps for one in sections for entry in one.entries) else ""
    return Verdict(claim, understood, sections, near, example(desk.record.case), notice)


# ---- what was understood


def _understood(desk: Desk, one: Statement, held: bool) -> str:
    """Kind, what happens, value, time, and what it is about; "" where it is about nothing that is followed and was not `held`
    against anything."""
    things = [found.name for name in one.about if (found := desk.entity(name))]
    case = desk.record.case
    series = next((it.name for it in case.series if it.key == one.series), "") if case else ""
    parts = [part.name for part in case.parts if part.id in one.parts] if case else []
    if not (things or series or parts or held):
        return ""
    about = [series] if series else things[:2] or parts[:2]
    rows = [
        ontology().kinds[one.kind].label.lower(),
        _what(one),
        text.figure(one),
        text.day(one.when) or text.day(one.due),
    ]
    told = ", ".join(row for row in rows if row)
    return f"{told}; about {text.joined(about)}" if about else told


def _what(one: Statement) -> str:
    """The state, or the verb, with what the speaker makes of it where that is no plain saying."""
    if one.kind == "figure":
        return ""
    state = ontology().statuses.get(one.predicate if one.kind == "status" else str(one.attributes.get("state") or ""))
    told = state.label if state and not (one.negated and one.kind == "event") else ""
    verb = told or str(one.attributes.get("verb") or one.predicate).replace("_", " ")
    stance = "" if one.stance == "asserts" else f" ({ontology().stances[one.stance].label})"
    return f"{verb}{', negated' if one.negated else ''}{stance}"


# ---- what is held


def _sections(desk: Desk, found: Sequence[Finding]) -> Iterator[Section]:
    tested = [one for one in found if one.check.partition(".")[0] in ("treaty", "network")]
    if tested:
        yield Section(TESTED, tuple(_entries(desk, tested)))
    for title, relations in SECTIONS.items():
        fitting = [one for one in found if one.relation in relations and one not in tested]
        size = MOST_EXPLAINED if relations in (("unlike",), ("uncheckable",)) else len(fitting)
        if fitting:
            yield Section(title, tuple(_entries(desk, fitting[:size])), len(fitting) - len(fitting[:size]))


def _entries(desk: Desk, found: Sequence[Finding]) -> Iterator[Entry]:
    """Verdicts with one reason are one entry."""
    ordered = sorted(found, key=lambda item: conflicts.order(desk, item))
    by_reason: dict[tuple[str, str], list[Finding]] = {}
    for one in ordered:
        by_reason.setdefault((conflicts.label(one), text.capital(text.flat(one.reason))), []).append(one)
    for (label, reason), held in by_reason.items():
        said = {one.id: one for item in held for one in desk.named(item)}
        coverage = next((item.coverage for item in held if item.coverage), "")
        told = tuple(Told(desk.line(one), _contested(desk, one)) for one in desk.record.sorted(said.values()))
        yield Entry(label, reason, coverage or "", told, _steps(held))


def _steps(held: Sequence[Finding]) -> tuple[str, ...]:
    """The table of a verdict by the network. One on two measures has the words of both, which stand below it already."""
    found = next((one for one in held if one.check.startswith("network.") and one.difference != "measure"), None)
    return tuple(step for step in found.steps if step != NOTICE) if found else ()


def _contested(desk: Desk, one: Statement) -> str:
    names = desk.conflicts_of.get(one.id, ())
    return f"[{' '.join(names)}]" if names else ""


def _near(desk: Desk, claimed: Sequence[Statement]) -> list[Line]:
    """What is held of the same thing, or in the same part, in words of the claim; the best told first."""
    wanted = frozenset(word for one in claimed for word in content(one.quote)) - _names(desk)
    about = {name for one in claimed for name in one.about}
    parts = {name for one in claimed for name in one.parts}
    held = [
        one
        for one in desk.record.statements
        if not (about.isdisjoint(one.about) and parts.isdisjoint(one.parts))
        and len(wanted & content(one.quote)) >= min(SHARED, len(wanted) or SHARED)
    ]
    return rank.lines(desk, held, MOST_NEAR)


def _names(desk: Desk) -> frozenset[str]:
    """Words of the names of the parties: every statement has them."""
    case = desk.record.case
    known = [item for item in case.entities if item.schema == "Agreement"] if case else []
    return frozenset(word for item in known for word in content(item.name))
