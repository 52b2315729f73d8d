"""Where voices stand against each other, where something changed, and where a claim meets a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import overload

from depositary.model.errors import BadArgument
from depositary.model.nouns import Finding, Statement
from depositary.model.ontology import ontology
from depositary.model.text import fold
from depositary.views import outcomes, text
from depositary.views.lines import Desk, Line, tone
from depositary.views.outcomes import OUTCOMES, outcome

SHOWN = ("conflict", "change", "text")
EVERY = (*SHOWN, "gap", "differ", "agree")
# What is no conflict though its tone is that of one, and what explains a difference rather than makes one.
AGREED = ("supports", "fulfils")
EXPLAINED = ("unlike", "supersedes")
# What says how a claim stands to a text, a map or the days of an agreement.
TESTS = ("refutes", "overstates", "depends")
# A difference of these kinds is a possible reason of two figures, and no proof that both hold.
POSSIBLE = ("reporter", "valuation", "coverage", "year_unknown")
SEVERITIES = ("high", "medium", "low")
# How the reasons of the map begin: the way or line, and what is told of it.
_OF_MAP = re.compile(r"By the \w+(?: held)? (?:the )?(.{3,60}?) (?:is|are|takes?|carries|carry|opens|opened) ")
_SEVERITY = {name: place for place, name in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Point:
    """A finding for a reader: what it is about, how the statements stand to each other, and why.

    `subject` is what it is about without `what`, the state or sort of thing in question; `marks` what people decided.
    """

    id: str
    cite: str
    relation: str
    label: str
    tone: str
    difference: str
    severity: str
    check: str
    title: str
    subject: str
    what: str
    reason: str
    steps: tuple[str, ...]
    coverage: str
    expected: str
    observed: str
    lines: tuple[Line, ...]
    parts: tuple[str, ...]
    marks: tuple[str, ...] = ()

    @property
    def held(self) -> str:
        """How much of a text or table is held, or what the figures do not tell; as a sentence without its stop."""
        return (
            text.capital(self.coverage if self.coverage.startswith("not told") else f"held: {self.coverage}")
            if self.coverage
            else ""
        )

    @property
    def short(self) -> str:
        """The reason without the subject in front of it, for where the subject stands above."""
        lead, colon, rest = self.reason.partition(": ")
        return text.capital(rest) if colon and lead.casefold() == self.subject.casefold() else self.reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What findings to list; None is any. `severity` is the least; `check` a part of its name."""

    part: str | None = None
    relation: str | None = None
    difference: str | None = None
    severity: str | None = None
    check: str | None = None

    def __post_init__(self) -> None:
        known = {"relation": ontology().relations, "difference": ontology().differences, "severity": _SEVERITY}
        for name, terms in known.items():
            told = getattr(self, name)
            if told is not None and told not in terms:
                raise BadArgument(f"there is no {name} {told!r}", f"One of: {', '.join(terms)}")

    def takes(self, desk: Desk, finding: Finding) -> bool:
        """True for a finding that passes every filter."""
        said = desk.named(finding) if self.part else []
        return (
            self.relation in (None, finding.relation)
            and self.difference in (None, finding.difference)
            and (self.severity is None or _SEVERITY[finding.severity] <= _SEVERITY[self.severity])
            and (self.check is None or self.check in finding.check)
            and (self.part is None or any(self.part in item.parts for item in said))
        )


def chosen(desk: Desk, asked: Asked = Asked(), *, explained: bool = False) -> list[Finding]:
    """Findings that fit, weightiest first: conflicts, changes and claims that a text does not bear out.

    `explained` gives what only looks like a conflict instead. A relation or difference asked for by name is always listed.
    """
    if asked.part is not None and desk.record.case is not None:
        desk.record.case.part(asked.part)  # an unknown part is an error that lists the known
    named = asked.relation is not None or asked.difference is not None
    found = (item for item in desk.record.findings if named or _listed(item, explained))
    return sorted((item for item in found if asked.takes(desk, item)), key=lambda item: order(desk, item))


def _listed(finding: Finding, explained: bool) -> bool:
    if explained or finding.relation in EXPLAINED:
        return explained and finding.relation in EXPLAINED
    return tone(finding) in SHOWN and finding.relation not in AGREED


def points(desk: Desk, tones: Iterable[str] = SHOWN) -> list[Point]:
    """The findings of these tones, weightiest first."""
    return list(weighed(desk, tones))


class Weighed(Sequence[Point]):
    """Findings, weightiest first: each is made a point when it is come to, for of tens of thousands a page shows some ten."""

    def __init__(self, desk: Desk, found: Sequence[Finding]) -> None:
        self._desk, self._found = desk, found

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Point: ...
    @overload
    def __getitem__(self, index: slice) -> list[Point]: ...
    def __getitem__(self, index: int | slice) -> Point | list[Point]:
        if isinstance(index, slice):
            return [point(self._desk, one) for one in self._found[index]]
        return point(self._desk, self._found[index])


def weighed(desk: Desk, tones: Iterable[str] = SHOWN, passes: Callable[[Finding], bool] = lambda _: True) -> Weighed:
    """The findings of these tones that pass."""
    wanted = set(tones)
    found = [item for item in desk.record.findings if tone(item) in wanted and passes(item)]
    return Weighed(desk, sorted(found, key=lambda item: order(desk, item)))


def point(desk: Desk, finding: Finding) -> Point:
    """One finding as a point."""
    said = desk.named(finding)
    subject, what = subject_of(desk, finding), what_of(desk, finding)
    return Point(
        id=finding.id,
        cite=f"[{desk.cite.id(finding.id)}]",
        relation=finding.relation,
        label=label(finding),
        tone=tone(finding),
        difference=finding.difference,
        severity=finding.severity,
        check=finding.check,
        title=f"{subject} ({what})" if what else subject,
        subject=subject,
        what=what,
        reason=text.capital(text.flat(finding.reason)),
        steps=finding.steps,
        coverage=finding.coverage or "",
        expected=_plain(finding.expected),
        observed=_plain(finding.observed),
        lines=tuple(desk.lines(said)),
        parts=tuple(dict.fromkeys(part for item in said for part in item.parts)),
        marks=tuple(one.words for one in desk.marks.get(finding.id, ())),
    )


def label(finding: Finding) -> str:
    """How the statements stand to each other, in a few words; a promise that was kept late is told so."""
    if outcome(finding) in OUTCOMES:
        return OUTCOMES[outcome(finding)]
    if finding.relation == "unlike":
        return "may be explained" if finding.difference in POSSIBLE else "explained"
    return ontology().relations[finding.relation].label


def _naming(desk: Desk, statements: Iterable[Statement], tones: Iterable[str]) -> list[Finding]:
    names = {item.id for item in statements}
    wanted = set(tones)
    named = {one.id: one for name in sorted(names) for one in desk.findings_of.get(name, ()) if tone(one) in wanted}
    return sorted(named.values(), key=lambda item: order(desk, item))


def of(desk: Desk, statements: Iterable[Statement], tones: Iterable[str] = SHOWN) -> list[Point]:
    """The points that name one of these statements."""
    return [point(desk, item) for item in _naming(desk, statements, tones)]


def open_points(desk: Desk, statements: Iterable[Statement], most: int | None = None) -> list[Point]:
    """The points in question that name one of these statements, at most `most`: what agrees or is explained is none, nothing
    twice."""
    found = (one for one in _naming(desk, statements, SHOWN) if one.relation not in (*AGREED, *EXPLAINED))
    return list(islice(_distinct(point(desk, one) for one in found), most))


def leading(found: Iterable[Point], most: int, each: int = 2) -> list[Point]:
    """At most `most` points for a short view, and of one subject no more than `each`."""
    counts: dict[str, int] = {}
    kept: list[Point] = []
    views: set[str] = set()
    for one in _distinct(found):
        if len(kept) == most:
            break
        own = {line.id for line in one.lines} if one.difference == "opinion" else set()
        if own & views:
            continue  # another voice against the same sentence of opinion
        views |= own
        counts[one.subject] = counts.get(one.subject, 0) + 1
        if counts[one.subject] <= each:
            kept.append(one)
    return kept


def count(desk: Desk, statements: Iterable[Statement], wanted: str = "conflict") -> int:
    """How many findings of a tone name one of these statements."""
    named = (one for item in statements for one in desk.findings_of.get(item.id, ()))
    return len({one.id for one in named if tone(one) == wanted})


def distinct(found: Iterable[Point]) -> list[Point]:
    """Points that tell something which those before do not: a third pair of the same three sayings does not."""
    return list(_distinct(found))


def _distinct(found: Iterable[Point]) -> Iterator[Point]:
    told: set[tuple[str, str, str]] = set()
    for one in found:
        signs = {(one.subject, line.speaker, fold(line.quote)) for line in one.lines}
        if not signs <= told or not signs:
            yield one
        told |= signs


def subject_of(desk: Desk, finding: Finding) -> str:
    """A few words for what a finding is about: its series or things, else the way or line that the map tells of, else the
    start of its reason."""
    names = [text.short_name(found) for name in finding.about if (found := desk.entity(name))]
    subject = _series(desk, finding) or text.joined(names[:2])
    reason = text.flat(finding.reason)
    of_map = _OF_MAP.match(reason) if finding.check.startswith("network.") else None
    return subject or (of_map[1] if of_map else text.shorten(reason.partition(":")[0].partition(";")[0], 70))


def what_of(desk: Desk, finding: Finding) -> str:
    """The state or sort of thing in question, in a word or two; "" where the subject says it all."""
    named = _series(desk, finding) or any(desk.entity(name) for name in finding.about)
    return (_state(finding) or _what(desk, finding)) if named else ""


def _state(finding: Finding) -> str:
    """The state that a finding turns on, where its key names one: "sign|...", "stalled|..." or "...|completed"."""
    known = {**ontology().statuses, **ontology().acts}
    seen = outcomes.promised(finding) if outcomes.outcome(finding) else outcomes.told(finding)
    state = str(seen.get("state") or "")
    if state in known:
        return known[state].label
    return next((known[word].label for word in finding.key.split("|") if word in known), "")


def _series(desk: Desk, finding: Finding) -> str:
    case = desk.record.case
    keys = {item.series for item in desk.named(finding) if item.series}
    names = [series.name for series in case.series if series.key in keys] if case else []
    return names[0] if len(keys) == 1 and names else ""


def _what(desk: Desk, finding: Finding) -> str:
    """The state or the sort of thing in question, in a word or two."""
    said = desk.named(finding)
    if any(item.due is not None for item in said) and tone(finding) == "change":
        return "date"
    return ontology().differences[finding.difference].label if finding.difference not in ("contradiction", "none") else ""


def order(desk: Desk, finding: Finding) -> tuple[int, int, int, str]:
    """Severity, core before context, conflicts before changes; the id decides between equals."""
    core = any(item.scope == "core" for item in desk.named(finding))
    return (
        _SEVERITY.get(finding.severity, 3),
        0 if core else 1,
        SHOWN.index(tone(finding)) if tone(finding) in SHOWN else 9,
        finding.id,
    )


def _plain(value: object) -> str:
    """A value for a reader: lists joined, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name.replace('_', ' ')} {_plain(item)}" for name, item in value.items() if item is not None
        )
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else text.flat(str(value))
