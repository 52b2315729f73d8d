"""Agreements as the documents tell them: how many articles are held, and what each makes the parties do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depositary.model.errors import BadArgument
from depositary.model.nouns import Entity, Statement
from depositary.views import conflicts, rank, text
from depositary.views.life import Shown
from depositary.views.lines import Desk, Line, tone
from depositary.views.stages import Stage, furthest, stages, summary

_TONES = ("text", "gap", "conflict")
# Duties of an agreement that a brief shows.
CHIEF = 8


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the duties quoted from it."""

    number: str
    duties: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement: its states as told with the lines that tell them (`cites`),
    the articles held out of how many, and the claims held against it."""

    key: str
    name: str
    statements: int
    articles_total: int | None
    articles_held: int
    coverage: str
    told: str
    cites: tuple[Line, ...]
    stages: tuple[Stage, ...]
    articles: tuple[Article, ...]
    chief: tuple[Line, ...]
    points: tuple[conflicts.Point, ...]
    life: Shown | None = None


def agreements(desk: Desk) -> list[Agreement]:
    """Agreements that the record speaks of, of the case or with a text of their own: the one followed first, then the most
    spoken of."""
    case = desk.record.case
    known = {item.id: item for item in (*(case.entities if case else ()), *desk.record.entities.values())}
    made = [agreement(desk, item) for item in known.values() if item.schema == "Agreement" and desk.by_thing.get(item.id)]
    first = case.body.get("agreement") if case else None
    return sorted(made, key=lambda row: (row.key != first, -row.statements, row.name))


def named(rows: Iterable[Agreement], name: str | None) -> list[Agreement]:
    """Those whose key or name holds these words; all when none are given. Raises BadArgument where none does."""
    held = list(rows)
    wanted = (name or "").casefold()
    found = [row for row in held if wanted in row.key.casefold() or wanted in row.name.casefold()]
    if name and not found:
        known = ", ".join(row.key for row in held) or "none"
        raise BadArgument(f"no agreement of this dossier is called {name!r}", f"Agreements: {known}")
    return found


def agreement(desk: Desk, thing: Entity) -> Agreement:
    """One agreement."""
    said = desk.about(thing.id)
    found = stages(desk, thing)
    held = articles(desk, duties(desk, thing))
    total = thing.props.get("articles") if isinstance(thing.props.get("articles"), int) else None
    numbered = len([one for one in held if one.number])
    return Agreement(
        key=str(thing.props.get("key", thing.id)),
        name=thing.name,
        statements=len(said),
        articles_total=total,
        articles_held=numbered,
        coverage=_coverage(numbered, total),
        told=summary(found) or text.joined(stage.label for stage in found),
        cites=tuple(line for stage in furthest(found) or found for line in stage.cites),
        stages=tuple(found),
        articles=tuple(held),
        chief=tuple(chief(desk, [item for item in said if own_words(desk, thing, item)], CHIEF)),
        points=tuple(points(desk, thing, said)),
    )


def points(desk: Desk, thing: Entity, said: Iterable[Statement]) -> list[conflicts.Point]:
    """Claims held against it and conflicts: those that name what is said of it, and those that are about it though the
    words do not name it ("it was extended up until 2026"). What the text of another bears out stands with that one, though one
    sentence speaks of both."""
    others = {
        one.id
        for one in desk.record.findings
        if one.check.startswith("treaty.") and one.about and thing.id not in one.about
    }
    found = {one.id: one for one in conflicts.of(desk, said, _TONES) if one.id not in others}
    about = [one for one in desk.record.findings if thing.id in one.about and tone(one) in _TONES]
    for one in sorted(about, key=lambda item: conflicts.order(desk, item)):
        found.setdefault(one.id, conflicts.point(desk, one))
    return list(found.values())


def duties(desk: Desk, thing: Entity) -> list[Statement]:
    """Obligations of an agreement, in the order of the record."""
    return desk.record.sorted(item for item in desk.about(thing.id) if item.kind == "obligation")


def own_words(desk: Desk, thing: Entity, item: Statement) -> bool:
    """True for a duty in the words of the agreement itself; what others read into it is their view of it."""
    if item.kind != "obligation" or thing.id not in item.about:
        return False
    if item.speaker is None:
        return desk.document(item).kind == "treaty"
    return thing.id == item.speaker.entity or item.speaker.name in (thing.name, *thing.aliases)


def chief(desk: Desk, said: list[Statement], limit: int) -> list[Line]:
    """The best told duties, in the order of their articles."""
    bound = [item for item in said if item.kind == "obligation" and item.stance != "permits"]
    told = [item for item in bound if desk.article(item)] or bound
    chosen = rank.lines(desk, told, limit)
    return sorted(chosen, key=lambda line: (line.article == "", text.natural(line.article)))


def articles(desk: Desk, said: list[Statement]) -> list[Article]:
    """Duties by article, in the order of the numbers; those whose article is not told come last."""
    found: dict[str, dict[str, Statement]] = {}
    for item in said:
        found.setdefault(desk.article(item), {}).setdefault(text.words_of(item), item)
    ordered = sorted(found, key=lambda number: (number == "", text.natural(number)))
    return [Article(number, tuple(desk.lines(list(found[number].values())))) for number in ordered]


def _coverage(held: int, total: int | None) -> str:
    if not held:
        return "no article held"
    return f"{held} of {total} articles" if total else text.counted(held, "article")
