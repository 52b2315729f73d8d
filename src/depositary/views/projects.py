"""Projects of the case: how far each has come as told, what was promised for it, its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.nouns import Entity, Statement
from depositary.reconcile.states import PLANNED
from depositary.views import conflicts, rank, text
from depositary.views.figures import SeriesRow, figures
from depositary.views.lines import Desk, Line
from depositary.views.promises import Promise, promises
from depositary.views.stages import Stage, cycle_of, last, stages, state_of


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the state last told and when, who denies it, all states told, promises, figures, points in question."""

    key: str
    name: str
    statements: int
    state: str
    told: str
    stages: tuple[Stage, ...]
    promises: tuple[Promise, ...]
    figures: tuple[SeriesRow, ...]
    points: tuple[conflicts.Point, ...]
    lines: tuple[Line, ...]
    denied: str = ""
    planned: str = ""

    @property
    def standing(self) -> str:
        """agreed (as of 2022-03), denied by the foreign minister of X; where no state is told that which is planned, else ""."""
        told = f"{self.state} (as of {self.told[:7]})" if self.state and self.told else self.state
        told = told or (f"no state told as reached, {self.planned} told as planned" if self.planned else "")
        return f"{told}, denied by {self.denied}" if self.denied else told


def projects(desk: Desk, things: Iterable[str] | None = None, limit: int = 4) -> list[Project]:
    """Projects that a statement speaks of, the most spoken of first; `things` narrows to these keys."""
    case = desk.record.case
    wanted = None if things is None else set(things)
    known = [item for item in case.entities if item.schema == "Project"] if case else []
    chosen = [item for item in known if wanted is None or item.props.get("key") in wanted]
    made = [project(desk, item, limit) for item in chosen if desk.by_thing.get(item.id)]
    return sorted(made, key=lambda row: (-row.statements, row.name))


def project(desk: Desk, thing: Entity, limit: int = 4) -> Project:
    """One project."""
    said = desk.about(thing.id)
    state, told = last(desk, thing)
    return Project(
        key=str(thing.props.get("key", thing.id)),
        name=thing.name,
        statements=len(said),
        state=state.label if state else "",
        told=told,
        stages=tuple(stages(desk, thing)),
        promises=tuple(promises(desk, said, limit)),
        figures=tuple(figures(desk, said, limit)),
        points=tuple(conflicts.open_points(desk, said)),
        lines=tuple(rank.lines(desk, said, limit)),
        planned="" if state else _planned(desk, said),
        denied=text.joined(_deniers(desk, thing, said, state.state)[:2]) if state else "",
    )


def _planned(desk: Desk, said: Iterable[Statement]) -> str:
    """The state that a status tells as planned or expected, where none is told as reached."""
    told = [one for one in said if one.kind == "status" and one.stance in PLANNED and not one.negated]
    lines = rank.lines(desk, told, 1)
    return lines[0].state if lines else ""


def _deniers(desk: Desk, thing: Entity, said: Iterable[Statement], state: str) -> list[str]:
    """Who denies that a thing has come to this state, by the disputes that stand against those who tell it."""
    telling = {item.id for item in said if state_of(item, cycle_of(thing)) == state}
    against = (one for name in sorted(telling) for one in desk.findings_of.get(name, ()) if one.relation == "disputes")
    denying = (item for one in against for item in desk.named(one) if item.id not in telling)
    # "It denied the report" is told by a document; who denies is its subject.
    return list(
        dict.fromkeys(
            item.subject.name if item.speaker is None and item.subject else desk.voice(item) for item in denying
        )
    )
