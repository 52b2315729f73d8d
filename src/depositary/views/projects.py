"""Projects of the case: how far each has come as told, what was promised for it, its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.nouns import Entity
from depositary.views import conflicts, rank
from depositary.views.figures import SeriesRow, figures
from depositary.views.lines import Desk, Line
from depositary.views.promises import Promise, promises
from depositary.views.stages import Stage, last, stages


@dataclass(frozen=True, slots=True)
class Project:
    """A project: the state last told and when, all states told, promises, figures, points in question."""

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
    )
