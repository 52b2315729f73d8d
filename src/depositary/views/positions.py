"""A speaker's positions over time, by issue; where they changed is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model import dates
from depositary.model.nouns import Finding, Statement
from depositary.model.ontology import ontology
from depositary.views import rank, text
from depositary.views.actors import own_words
from depositary.views.lines import Desk, Line

_KINDS = ("position", "commitment", "status")
_CHANGES = ("supersedes", "reverses")
_NO_TOPIC = "Of no topic"


@dataclass(frozen=True, slots=True)
class Position:
    """A position and the day of its words; `change` tells why it is another than before, `cite` the finding."""

    day: str
    line: Line
    change: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """The positions on one issue, oldest first; those of no known day come last. `held` counts those that are not shown too."""

    key: str
    name: str
    positions: tuple[Position, ...]
    changes: int
    held: int

    def recent(self, most: int) -> tuple[Position, ...]:
        """Those that changed and so many of the others, the latest of a known day first; as many as a page shows."""
        rows = tuple(enumerate(self.positions))
        first = sorted(rows, key=lambda row: (not row[1].change, not row[1].day, -row[0]))
        return tuple(row for _, row in sorted(first[: max(most, self.changes)], key=lambda row: row[0]))


@dataclass(frozen=True, slots=True)
class Positions:
    """A speaker's positions by issue, the issue spoken of most first."""

    name: str
    role: str
    issues: tuple[Issue, ...]


def positions(desk: Desk, name: str, limit: int = 1000) -> Positions:
    """At most `limit` positions an issue, of the one speaker meant by a name or part of it: those that changed, else the latest.
    Raises BadArgument."""
    who, said = own_words(desk, name)
    by_topic: dict[str, list[Statement]] = {}
    for item in said:
        if item.kind in _KINDS:
            by_topic.setdefault(_key(item), []).append(item)
    changes = _changes(desk, said)
    issues = [_issue(desk, key, held, changes, limit) for key, held in by_topic.items()]
    issues.sort(key=lambda one: (one.key == "", -one.changes, -one.held, one.key))
    return Positions(who.name, who.role, tuple(issues))


def _changes(desk: Desk, said: Iterable[Statement]) -> dict[str, Finding]:
    """The finding that tells of a statement that it changes what the same speaker said before; it names that last."""
    own = {item.id for item in said}
    found: dict[str, Finding] = {}
    for item in desk.record.findings:
        if item.relation in _CHANGES and own.issuperset(item.statements) and len(item.statements) > 1:
            found.setdefault(item.statements[-1], item)
    return found


def _issue(desk: Desk, key: str, held: list[Statement], changes: dict[str, Finding], limit: int) -> Issue:
    def when(item: Statement) -> tuple[str, str, str, int]:
        return (*dates.sort_key(desk.said_on(item)), item.doc_name, item.start)

    # The same words told again are no new position: the first telling stands for them.
    alike = rank.facts(desk, [item for item in held if item.id not in changes], len(held))
    told = [min((fact.best, *fact.others), key=when) for fact in alike]
    changed = [item for item in held if item.id in changes]
    latest = sorted(told, key=lambda item: (_dated(desk, item), when(item)), reverse=True)
    kept = changed + latest[: max(0, limit - len(changed))]
    rows = tuple(_position(desk, item, changes.get(item.id)) for item in sorted(kept, key=when))
    return Issue(key, _name(desk, key), rows, len(changed), len(changed) + len(told))


def _dated(desk: Desk, item: Statement) -> bool:
    period = desk.said_on(item)
    return period is not None and period.known


def _position(desk: Desk, item: Statement, change: Finding | None) -> Position:
    line = desk.line(item)
    if change is None:
        return Position(line.said, line)
    return Position(line.said, line, text.flat(change.reason), f"[{desk.cite.id(change.id)}]")


def _key(item: Statement) -> str:
    """The topic, else the part of the system."""
    return item.topics[0] if item.topics else f"part:{item.parts[0]}" if item.parts else ""


def _name(desk: Desk, key: str) -> str:
    parts = {f"part:{one.id}": one.name for one in desk.record.case.parts} if desk.record.case else {}
    topics = ontology().topics
    return topics[key].label if key in topics else parts.get(key, key or _NO_TOPIC)
