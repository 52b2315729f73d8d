"""Where things stand: agreements, projects, who says what, and the sources."""

from __future__ import annotations

from dataclasses import replace

from depositary.model.errors import BadArgument
from depositary.views import (
    actors,
    codes,
    life,
    obligations,
    offices,
    plans,
    positions,
    projects,
    sources,
    text_claims,
    treaty,
)
from depositary.web.page import Ask, Page


def treaties(ask: Ask) -> str:
    """Agreements that the record speaks of."""
    return ask.page("treaties", "Treaty", agreements=ask.held.once("treaties", lambda: treaty.agreements(ask.desk)))


def agreement(ask: Ask) -> str:
    """One agreement: life, articles with duties, codes, claims; how much of the text is held stands at every one."""
    desk, key = ask.desk, ask.name("key")
    row = next((one for one in ask.held.once("treaties", lambda: treaty.agreements(desk)) if one.key == key), None)
    if row is None:
        raise BadArgument(f"no agreement of this dossier is called {key!r}", "The page Treaty lists them")
    held = next((one for one in life.known(desk) if one.key == key), None)
    row = replace(row, life=life.shown(desk, held, desk.as_of)) if held is not None and desk.as_of else row
    return ask.page(
        "treaty", row.name, pact=row,
        duties=next((one for one in obligations.duties(desk, obligations.Asked(key)) if one.key == key), None),
        coded=_coded(ask, key), claims=next((one for one in text_claims.claims(desk) if one.key == key), None),
    )  # fmt: skip


def _coded(ask: Ask, key: str) -> codes.Coded | None:
    return next((one for one in ask.held.once("codes", lambda: codes.coded(ask.desk, None)) if one.key == key), None)


def project_list(ask: Ask) -> str:
    """Projects and how far each has come, as told."""
    return ask.page("projects", "Projects", projects=ask.held.once("projects", lambda: projects.projects(ask.desk)))


def project(ask: Ask) -> str:
    """One project."""
    found = projects.projects(ask.desk, [ask.name("key")], limit=20)
    if not found:
        raise BadArgument(f"no project that is spoken of is called {ask.name('key')!r}", "The page Projects lists them")
    told = plans.plans(ask.desk, found[0].key)
    return ask.page("project", found[0].name, project=found[0], planned=told, drawn=plans.drawing(ask.desk, told))


def actor_list(ask: Ask) -> str:
    """Who says what."""
    rows = ask.held.once("actors", lambda: actors.actors(ask.desk, ask.desk.record.statements))
    return ask.page("actors", "Actors", actors=rows)


def actor(ask: Ask) -> str:
    """Everything that one of them says, and the positions held over time."""
    name = ask.name("name")
    held, told = positions.positions(ask.desk, name, 1000), offices.offices(ask.desk, name)
    drawn = offices.lanes(ask.desk, told, held)
    return ask.page("actor", name, actor=actors.actor(ask.desk, name), held=held, offices=told, drawn=drawn)


def source_list(ask: Ask) -> str:
    """What was read, what copies what, and what was skipped."""
    rows = ask.held.once("sources", lambda: sources.sources(ask.desk))
    return ask.page("sources", "Sources", sources=rows, skipped=sources.skipped(ask.store.skipped()))


PAGES = (
    Page("/treaty", treaties),
    Page("/treaty/{key}", agreement),
    Page("/projects", project_list),
    Page("/projects/{key}", project),
    Page("/actors", actor_list),
    Page("/actors/{name:path}", actor),
    Page("/sources", source_list),
)
