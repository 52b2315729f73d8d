"""The system: its parts, how they bear on each other, how each stands, and what is not known.

The state of a part is one line of counts, states and days computed from the record, and no judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depositary.model.case import Part
from depositary.model.errors import BadArgument
from depositary.model.nouns import Entity, Finding, Statement
from depositary.views import conflicts, rank, text, text_claims
from depositary.views.actors import Actor, actors
from depositary.views.by_text import ByText, by_text
from depositary.views.figures import SeriesRow, figures
from depositary.views.lines import Desk, Line
from depositary.views.projects import Project, project
from depositary.views.promises import Promise, is_bound, is_promise, promises
from depositary.views.questions import Answer, answers
from depositary.views.stages import stages, summary
from depositary.views.treaty import own_words


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a part bears on another: "this part VERB that part"."""

    verb: str
    to: str
    to_name: str
    why: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part on the map."""

    id: str
    name: str
    short: str
    scope: str
    state: str
    statements: int
    documents: int
    contested: int
    late: int
    known: int
    questions: int
    unknown: tuple[str, ...]
    best: Line | None
    bears_on: tuple[Bearing, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part opened."""

    row: PartRow
    agreed: tuple[Line, ...]
    agreements: tuple[tuple[str, str], ...]
    promises: tuple[Promise, ...]
    projects: tuple[Project, ...]
    figures: tuple[SeriesRow, ...]
    voices: tuple[Actor, ...]
    contested: tuple[conflicts.Point, ...]
    ground: tuple[conflicts.Point, ...]
    context: tuple[Line, ...]
    answered: tuple[Answer, ...]
    unknown: tuple[str, ...]
    borne_on_by: tuple[Bearing, ...]
    by_text: ByText


def parts_of(desk: Desk) -> tuple[Part, ...]:
    """The parts of the case. Raises BadArgument where a dossier has no case."""
    if desk.record.case is None:
        raise BadArgument(
            "this dossier was built without a case, so it has no parts", "Build it again with --case NAME"
        )
    return desk.record.case.parts


def parts(desk: Desk) -> list[PartRow]:
    """The map: every part of the case in its order."""
    return [row(desk, part) for part in parts_of(desk)]


def row(desk: Desk, part: Part) -> PartRow:
    """One part on the map."""
    said = desk.by_part.get(part.id, [])
    asked = answers(desk, part, limit=1)
    own = [item for item in said if item.parts[0] == part.id]  # those of other parts first stand there
    best = rank.lines(desk, own or said, 1)
    return PartRow(
        id=part.id,
        name=part.name,
        short=part.short,
        scope=part.scope,
        state=state(desk, part, said),
        statements=len(said),
        documents=len({item.doc for item in said}),
        contested=conflicts.count(desk, said),
        late=len(_late(desk, said)),
        known=sum(one.known for one in asked),
        questions=len(asked),
        unknown=tuple(one.ask for one in asked if not one.known),
        best=best[0] if best else None,
        bears_on=tuple(_bearings(desk, part)),
    )


def part(desk: Desk, name: str, limit: int = 5) -> PartView:
    """One part opened, at most `limit` lines a section. Raises BadArgument where the case has no such part."""
    parts_of(desk)
    assert desk.record.case is not None
    chosen = desk.record.case.part(name)
    said = desk.by_part.get(chosen.id, [])
    asked = answers(desk, chosen)
    core = [item for item in said if item.scope == "core"]
    return PartView(
        row=row(desk, chosen),
        agreed=tuple(rank.lines(desk, _duties(desk, said), limit)),
        agreements=tuple((thing.name, told) for thing, told in _agreements(desk, chosen)),
        promises=tuple(promises(desk, said, limit)),
        projects=tuple(_projects(desk, chosen, limit=2)),
        figures=tuple(figures(desk, said, limit)),
        voices=tuple(actors(desk, core or said, limit=limit, lines=2, own_voice=False)),
        contested=tuple(one for one in conflicts.open_points(desk, said) if not _told_apart(one.check)),
        ground=tuple(_ground(desk, said, limit)),
        context=tuple(rank.lines(desk, [item for item in said if item.scope == "context"], limit)),
        answered=tuple(one for one in asked if one.known),
        unknown=tuple(one.ask for one in asked if not one.known),
        borne_on_by=tuple(_borne_on_by(desk, chosen)),
        by_text=by_text(desk, chosen, said),
    )


def _told_apart(check: str) -> bool:
    """True for checks whose findings have a section of their own."""
    return check in text_claims.CHECKS or check.startswith("network.")


def _ground(desk: Desk, said: list[Statement], limit: int) -> Iterator[conflicts.Point]:
    """What the network says of claims of this part, each verdict once, those borne out last."""
    own = {item.id for item in said}
    found = [
        one for one in desk.record.findings if one.check.startswith("network.") and own & set(one.statements)
    ]
    first: dict[str, Finding] = {}
    for one in sorted(found, key=lambda one: (one.relation == "supports", conflicts.order(desk, one))):
        first.setdefault(one.reason, one)
    yield from (conflicts.point(desk, one) for one in [*first.values()][:limit])


def _duties(desk: Desk, said: list[Statement]) -> list[Statement]:
    """Duties in the words of the agreement followed: what another treaty provides is no word of this one."""
    followed = desk.record.case.agreement if desk.record.case else None
    return [item for item in said if followed and own_words(desk, followed, item)]


def state(desk: Desk, part: Part, said: list[Statement]) -> str:
    """How a part stands, in one line: states with days, then duties, promises and points contested."""
    if not said:
        return "no statement placed here"
    duties = len({text.words_of(item) for item in _duties(desk, said)})
    plans = [item for item in said if is_promise(desk, item)]
    bound = [item for item in plans if is_bound(item)]
    contested = conflicts.count(desk, said)
    late = len(_late(desk, said))
    numbers = sum(item.kind == "figure" for item in said)
    heard = _heard(desk, said)
    told = [
        *_standings(desk, part),
        f"{contested} contested" if contested else "",
        f"{late} late" if late else "",
        text.counted(duties, "duty", "duties") + " quoted" if duties else "",
        text.counted(len(bound), "promise") if bound else "",
        text.counted(len(plans) - len(bound), "plan") if len(plans) > len(bound) else "",
        text.counted(numbers, "figure") if numbers else "",
    ]
    counts = [item for item in told if item] or [text.counted(len(said), "statement")]
    return "; ".join([*counts, f"last heard of {heard}"] if heard else counts)


def _heard(desk: Desk, said: list[Statement]) -> str:
    """The last day on which something of it was said; of days that are only bounded the earliest that the last may be."""
    days = [text.heard(day) for item in said if (day := desk.said_on(item)) is not None]
    return max((day for day in days if day), default="")


def _standings(desk: Desk, part: Part, most: int = 2) -> list[str]:
    """The states of the agreement that leads the part, by name where it is another than the one followed, else of its most
    spoken-of projects."""
    followed = desk.record.case.agreement if desk.record.case else None
    for thing, told in _agreements(desk, part):
        return [told if thing == followed else f"{text.short_name(thing)}: {told}"]
    found = _projects(desk, part, limit=0)
    named = [f"{item.name}: {item.standing}" for item in found if item.state]
    return named[:most]


def _agreements(desk: Desk, part: Part) -> Iterator[tuple[Entity, str]]:
    """Agreements of the part with their states as told, those that have any."""
    for key in part.things:
        thing = desk.entity(key)
        if thing is not None and thing.schema == "Agreement" and _own(desk, part, thing):
            told = summary(stages(desk, thing))
            if told:
                yield thing, told


def _own(desk: Desk, part: Part, thing: Entity) -> bool:
    """True where the agreement belongs to this part first: the first part of the case that names it."""
    key = thing.props.get("key")
    first = next((one.id for one in parts_of(desk) if key in one.things), part.id)
    return first == part.id


def _projects(desk: Desk, part: Part, limit: int) -> list[Project]:
    things = [thing for key in part.things if (thing := desk.entity(key)) and thing.schema == "Project"]
    made = [project(desk, thing, limit) for thing in things if desk.by_thing.get(thing.id)]
    return sorted(made, key=lambda row: (-row.statements, row.name))


def _late(desk: Desk, said: list[Statement]) -> list[Promise]:
    return [one for one in promises(desk, said, 50) if one.is_late]


def _bearings(desk: Desk, part: Part) -> Iterator[Bearing]:
    names = {one.id: one.name for one in parts_of(desk)}
    for relation in part.relations:
        yield Bearing(relation["verb"], relation["to"], names[relation["to"]], relation.get("why", ""))


def _borne_on_by(desk: Desk, part: Part) -> Iterator[Bearing]:
    """Bearings of other parts on this one; `to` is the part that bears."""
    for other in parts_of(desk):
        for relation in other.relations:
            if relation["to"] == part.id:
                yield Bearing(relation["verb"], other.id, other.name, relation.get("why", ""))
