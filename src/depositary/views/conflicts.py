"""Where voices stand against each other, where something changed, and where a claim meets a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.nouns import Finding, Statement
from depositary.model.ontology import ontology
from depositary.views import text
from depositary.views.lines import Desk, Line, tone

SHOWN = ("conflict", "change", "text")
EVERY = (*SHOWN, "gap", "differ", "agree")
_SEVERITY = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class Point:
    """A finding for a reader: what it is about, how the statements stand to each other, and why."""

    id: str
    cite: str
    relation: str
    label: str
    tone: str
    difference: str
    severity: str
    check: str
    title: str
    reason: str
    steps: tuple[str, ...]
    coverage: str
    expected: str
    observed: str
    lines: tuple[Line, ...]
    parts: tuple[str, ...]


def points(desk: Desk, tones: Iterable[str] = SHOWN) -> list[Point]:
    """The findings of these tones, weightiest first."""
    wanted = set(tones)
    chosen = [item for item in desk.record.findings if tone(item) in wanted]
    return [point(desk, item) for item in sorted(chosen, key=lambda item: _order(desk, item))]


def point(desk: Desk, finding: Finding) -> Point:
    """One finding as a point."""
    said = _statements(desk, finding)
    return Point(
        id=finding.id,
        cite=f"[{desk.cite.id(finding.id)}]",
        relation=finding.relation,
        label=ontology().relations[finding.relation].label,
        tone=tone(finding),
        difference=finding.difference,
        severity=finding.severity,
        check=finding.check,
        title=title(desk, finding),
        reason=_capital(text.flat(finding.reason)),
        steps=finding.steps,
        coverage=finding.coverage or "",
        expected=_plain(finding.expected),
        observed=_plain(finding.observed),
        lines=tuple(desk.lines(said)),
        parts=tuple(dict.fromkeys(part for item in said for part in item.parts)),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def of(desk: Desk, statements: Iterable[Statement], tones: Iterable[str] = SHOWN) -> list[Point]:
    """The points that name one of these statements."""
    names = {item.id for item in statements}
    wanted = set(tones)
    chosen = [item for item in desk.record.findings if tone(item) in wanted and names & set(item.statements)]
    return [point(desk, item) for item in sorted(chosen, key=lambda item: _order(desk, item))]


def title(desk: Desk, finding: Finding) -> str:
    """A few words for what a finding is about: the things it names, else the start of its reason."""
    names = [text.short_name(found) for name in finding.about if (found := desk.entity(name))]
    subject = _series(desk, finding) or text.joined(names[:2])
    what = _state(finding) or _what(desk, finding)
    if subject and what:
        return f"{subject} ({what})"
    return subject or text.shorten(text.flat(finding.reason).partition(":")[0].partition(";")[0], 70)


def _state(finding: Finding) -> str:
    """The state that a finding turns on, where its key names one: "sign|..." or "stalled|..."."""
    head = finding.key.partition("|")[0]
    known = {**ontology().statuses, **ontology().acts}
    return known[head].label if head in known else ""


def _series(desk: Desk, finding: Finding) -> str:
    case = desk.record.case
    keys = {item.series for item in _statements(desk, finding) if item.series}
    names = [series.name for series in case.series if series.key in keys] if case else []
    return names[0] if len(keys) == 1 and names else ""


def _what(desk: Desk, finding: Finding) -> str:
    """The state or the sort of thing in question, in a word or two."""
    said = _statements(desk, finding)
    if any(item.due is not None for item in said) and tone(finding) == "change":
        return "date"
    return finding.difference.replace("_", " ") if finding.difference not in ("contradiction", "none") else ""


def _statements(desk: Desk, finding: Finding) -> list[Statement]:
    return [desk.record.by_id[name] for name in finding.statements if name in desk.record.by_id]


def _order(desk: Desk, finding: Finding) -> tuple[int, int, int, str]:
    """Severity, core before context, conflicts before changes; the id decides between equals."""
    core = any(item.scope == "core" for item in _statements(desk, finding))
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
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else text.flat(str(value))
