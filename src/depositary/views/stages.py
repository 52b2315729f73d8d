"""How far a thing has come, as told: the states of an agreement, project, body or measure with their days.

States come from statuses, and from events whose verb is the verb of a state ("ratify": ratified).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from depositary.model import dates, gazetteer
from depositary.model.nouns import Entity, Statement
from depositary.model.ontology import ontology
from depositary.model.text import fold
from depositary.reconcile.days import captioned
from depositary.reconcile.states import by_verb
from depositary.views import rank, text
from depositary.views.lines import Desk, Line

# Lines of a state.
MOST = 4
# So many letters tell verbs of states apart: sign, rati(fy), appr(ove), canc(el).
_STEM = 4
_AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Stage:
    """One state of one thing: its label, the day or days told, and the lines that tell it. `captions` are days that stand
    in captions alone; `parties` tells whose step a day is, by the day, of what each party does for itself."""

    state: str
    label: str
    rank: int
    days: tuple[str, ...]
    by: tuple[str, ...]
    once: bool
    lines: tuple[Line, ...]
    captions: tuple[str, ...] = ()
    parties: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """signed 2025-01-17; several days of what happens once are joined by "or", so are those of one party, and one that only
        a caption gives, which may be the day of the picture, is told as that."""
        told = text.joined(self.days[:3], "or") if self.once else text.joined(self._by_party(), "and")
        beside = f" ({text.joined(self.captions[:2])} in a caption)" if self.captions else ""
        return f"{self.label} {told}".strip() + beside

    def _by_party(self) -> list[str]:
        """2025-04-08 or 2025-04-21 (Chile), 2025-05-02 (Norway): the days of each party with its name, where that is known."""
        held: dict[str, list[str]] = {}
        for number, day in enumerate(self.days[:3]):
            held.setdefault(self.parties.get(day) or str(number), []).append(day)
        return [text.joined(days, "or") + (f" ({name})" if not name.isdigit() else "") for name, days in held.items()]

    @property
    def cites(self) -> tuple[Line, ...]:
        """The lines that tell the state: for each day the first that gives it, else the first of all."""
        days = (*self.days[:3], *self.captions[:2])
        found = [next((line for line in self.lines if line.date == day), None) for day in days]
        return tuple(line for line in found if line is not None) or self.lines[:1]


def cycle_of(thing: Entity) -> str:
    """The life cycle that a thing goes through."""
    return _AGREEMENT if thing.schema == "Agreement" else "project"


def stages(desk: Desk, thing: Entity) -> list[Stage]:
    """The states told of a thing, lowest rank first."""
    found: dict[str, list[Statement]] = {}
    for item in _telling(desk, thing):
        state = state_of(item, cycle_of(thing))
        if state:
            found.setdefault(state, []).append(item)
    made = [_stage(desk, state, items) for state, items in found.items()]
    return sorted(made, key=lambda stage: (stage.rank, stage.state))


def _telling(desk: Desk, thing: Entity) -> list[Statement]:
    """Statements about a thing, and those by which findings on its states tell them without its name."""
    named = (item for one in desk.of_states.get(thing.id, ()) for item in desk.named(one))
    own = desk.about(thing.id)
    return list({item.id: item for item in (*own, *(item for item in named if not item.about))}.values())


def _stage(desk: Desk, state: str, items: list[Statement]) -> Stage:
    term = ontology().statuses[state]
    dated = [item for item in items if item.when and item.when.known and item.when.start]
    firm = {text.day(item.when) for item in dated if not captioned(item, desk.record)}
    beside = {text.day(item.when) for item in dated} - firm if firm else set()
    days = sorted({text.day(item.when) for item in dated} - beside)
    by = dict.fromkeys(item.subject.name for item in items if item.subject)
    once = state not in term.body.get("next", ())  # ratified by one and then the other is no contradiction
    return Stage(
        state,
        term.label,
        int(term.body["rank"]),
        tuple(_finest(days)),
        tuple(by),
        once,
        tuple(_lines(desk, items, [*days, *sorted(beside)])),
        tuple(_finest(sorted(beside))) if once else (),
        {} if once else _parties(desk, dated),
    )


def _parties(desk: Desk, dated: Iterable[Statement]) -> dict[str, str]:
    """The name of the one state that takes the step on a day, by the day."""
    case = desk.record.case
    known = (*gazetteer.states(), *(case.entities if case else ()))
    names = {str(each.props["key"]): each.name for each in known if each.props.get("key")}
    found: dict[str, set[str]] = {}
    for item in dated:
        found.setdefault(text.day(item.when), set()).add(str(item.attributes.get("party") or ""))
    told = {day: names.get(keys.pop(), "") for day, keys in found.items() if len(keys) == 1}
    return {day: name for day, name in told.items() if name}


def _lines(desk: Desk, items: list[Statement], days: list[str]) -> list[Line]:
    """The best told lines; for each day of the state first one that gives it, in the words of the act where there is one."""
    by_day = ([item for item in items if text.day(item.when) == day] for day in days)
    first = [line for held in by_day for line in rank.lines(desk, held, 1)]
    seen = {line.id for line in first}
    return [*first, *(line for line in rank.lines(desk, items, MOST) if line.id not in seen)]


def _finest(days: list[str]) -> list[str]:
    """Days without the months and years that they lie in: 2025-01 says no more than 2025-01-17."""
    return [one for one in days if not any(other != one and other.startswith(one) for other in days)]


def state_of(statement: Statement, cycle: str) -> str | None:
    """The state of this cycle that a statement tells; None when it tells none, denies or only plans it."""
    if statement.negated or statement.stance not in ("asserts", "denies") or statement.stance == "denies":
        return None
    states = {key: term for key, term in ontology().statuses.items() if term.body["cycle"] == cycle}
    if statement.kind == "status":
        return statement.predicate if statement.predicate in states else None
    if statement.kind != "event":
        return None
    told = str(statement.attributes.get("state") or "")  # "signed the law on ratification" is no signing
    if told:
        return told if told in states else None
    verb = str(statement.attributes.get("verb") or "")
    stem = verb[:_STEM]
    own = next((key for key in states if len(stem) >= _STEM and key.startswith(stem)), None)
    if own is None and "in_force" in states and " into force" in fold(statement.quote):
        return "in_force"
    return own or (by_verb(statement, cycle, verb) if cycle == _AGREEMENT else None)


def told_on(desk: Desk, statement: Statement) -> str:
    """The day of a state: its own, else that on which it was said to hold. The day of the document counts for what it tells
    as lasting in the present, and not for a step taken on no day told; "" where none is known."""
    for period in (statement.when, statement.said):
        if period is not None and period.known and period.start:
            return period.start
    if statement.kind != "status":
        return ""
    said = desk.said_on(statement)
    return said.start or "" if said else ""


def last(desk: Desk, thing: Entity) -> tuple[Stage | None, str]:
    """The state of a thing as last told, and the day of that ("" when unknown)."""
    rows: list[tuple[str, Statement, str]] = []
    for item in _telling(desk, thing):
        state = state_of(item, cycle_of(thing))
        if state:
            rows.append((told_on(desk, item), item, state))
    if not rows:
        return None, ""
    latest = max(rows, key=lambda row: (row[0], ontology().statuses[row[2]].body["rank"], row[1].id))
    return _stage(desk, latest[2], [latest[1]]), latest[0] if _sure(desk, latest[1]) else ""


def _sure(desk: Desk, item: Statement) -> bool:
    """False where only far bounds of the day are known, by inference: their first day is no day of the state."""
    own = (period for period in (item.when, item.said) if period is not None and period.known and period.start)
    told = next(own, None) or desk.said_on(item)
    if told is None or not text.inferred(told):
        return True
    if not told.start or not told.end:
        return False
    return told.start[:7] == dates.iso(dates.parse(told.end) - timedelta(days=1))[:7]


def summary(rows: Iterable[Stage], most: int = 3) -> str:
    """The first and the furthest states: signed 2025-01-17; ratified 2025-04-08; in force 2025-07-18."""
    return "; ".join(row.words for row in furthest(rows, most))


def furthest(rows: Iterable[Stage], most: int = 3) -> list[Stage]:
    """The first of the states that count, and the last ones."""
    told = [row for row in rows if not ontology().statuses[row.state].body.get("back")]
    reached = [row for row in told if row.rank >= 50] or told[-1:]
    kept = [
        row
        for row in reached
        if row.state != "approved" or not any(other.state in ("ratified", "in_force") for other in reached)
    ]
    return kept[:1] + kept[1:][-(most - 1) :]
