"""Where things stand: agreements, projects, who says what, and the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from depositary.model.errors import BadArgument
from depositary.model.nouns import Statement
from depositary.model.text import fold
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
    text,
    text_claims,
    treaty,
)
from depositary.web.held import Held
from depositary.web.page import Ask, Page, address, following


def treaties(ask: Ask) -> str:
    """Agreements that the record speaks of."""
    return ask.page("treaties", "Treaty", agreements=pacts(ask.held))


def pacts(held: Held) -> list[treaty.Agreement]:
    """Agreements, the one followed first."""
    return held.once("treaties", lambda: treaty.agreements(held.desk))


def agreement(ask: Ask) -> str:
    """One agreement: life, articles with duties, codes, claims; how much of the text is held stands at every one."""
    key = ask.name("key")
    row = next((one for one in pacts(ask.held) if one.key == key), None)
    if row is None:
        raise BadArgument(f"no agreement of this dossier is called {key!r}", "The page Treaty lists them")
    made: dict[str, Any] = ask.held.once(("treaty", key), lambda: _agreement(ask.held, row))
    return ask.page("treaty", row.name, **made)


def _agreement(held: Held, row: treaty.Agreement) -> dict[str, Any]:
    desk, key = held.desk, row.key
    known = next((one for one in life.known(desk) if one.key == key), None)
    coded = held.once("codes", lambda: codes.coded(held.desk, None))
    return {
        "pact": replace(row, life=life.shown(desk, known, desk.as_of)) if known is not None and desk.as_of else row,
        "duties": next((one for one in obligations.duties(desk, obligations.Asked(key)) if one.key == key), None),
        "coded": next((one for one in coded if one.key == key), None),
        "claims": next((one for one in text_claims.claims(desk) if one.key == key), None),
    }


def project_list(ask: Ask) -> str:
    """Projects and how far each has come, as told."""
    return ask.page("projects", "Projects", projects=progress(ask.held))


def progress(held: Held) -> list[projects.Project]:
    """All projects."""
    return held.once("projects", lambda: projects.projects(held.desk))


def project(ask: Ask) -> str:
    """One project."""
    key, held = ask.name("key"), ask.held
    if all(one.key != key for one in progress(held)):
        raise BadArgument(f"no project that is spoken of is called {key!r}", "The page Projects lists them")
    made: dict[str, Any] = held.once(("project", key), lambda: _project(held, key))
    return ask.page("project", made["project"].name, **made)


def _project(held: Held, key: str) -> dict[str, Any]:
    told = plans.plans(held.desk, key)
    return {"project": projects.projects(held.desk, [key], limit=20)[0], "planned": told, "drawn": plans.drawing(held.desk, told)}


def actor_list(ask: Ask) -> str:
    """Who says what."""
    wanted = fold(ask.get("name"))
    found = [one for one in voices(ask.held) if wanted in fold(one.name)]
    rows, last = following(found, lambda one: f"{one.name}|{one.entity}", ask.get("after"), ROWS)
    asked = ask.chosen(("name",))
    return ask.page("actors", "Actors", actors=rows, asked=asked, total=len(found),
                    more=address("/actors", asked, after=last) if last else "")  # fmt: skip


def voices(held: Held) -> list[actors.Actor]:
    """All speakers, those who say most first."""
    return held.once("actors", lambda: actors.everyone(held.desk), of="statements")


# Rows of a table that a page shows, lines of a speaker, and positions of an issue that are drawn and that are told.
ROWS, LINES, POSITIONS, TOLD = 100, 30, 40, 5
# What speakers of fewer statements say is put together by the page itself, in about a twentieth of a second.
FEW = 500
# Speakers of more that are counted before somebody asks.
MANY = 40


def actor(ask: Ask) -> str:
    """What one of them says, the best first, and the positions held over time."""
    name = ask.name("name")
    said = sum(one.statements for one in voices(ask.held) if fold(name) in fold(one.name))
    return ask.page("actor", name, **_known(ask.held, name, said))


def _known(held: Held, name: str, said: int) -> dict[str, Any]:
    return held.once(("actor", name), lambda: _actor(held, name), here=said < FEW, bears=partial(_own, held, fold(name)))


def _own(held: Held, name: str, made: dict[str, Any], one: Statement) -> bool:
    """True for what a speaker may have said, and where a part of a name was asked for, which others may come to bear."""
    who: actors.Actor = made["actor"]
    if fold(who.name) != name or fold(held.near.voice(one)) == name:
        return True
    if one.speaker is None:  # copies of a document speak with one voice, under the name of most of them
        return held.near.document(one).copy_of is not None or one.doc in held.near.record.copied
    entity = one.speaker.entity
    return entity is not None and (entity == who.entity or name in _names(held, entity))


def _names(held: Held, entity: str) -> frozenset[str]:
    """What a speaker is called; the most frequent is the name."""
    found = held.store.rows("SELECT DISTINCT speaker_name FROM statements WHERE speaker = ?", entity)
    return held.soon(("names", entity), lambda: frozenset(fold(row[0]) for row in found), of="record")


def talkers(held: Held) -> None:
    """Count what those say who say very much."""
    for one in voices(held)[:MANY]:
        if one.statements >= FEW:
            _known(held, one.name, one.statements)


def _actor(held: Held, name: str) -> dict[str, Any]:
    found = actors.actor(held.desk, name, LINES, LINES + 1)
    views, told = positions.positions(held.desk, name, POSITIONS), offices.offices(held.desk, name)
    return {"actor": replace(found, points=found.points[:LINES]), "held": views, "more": len(found.points) > LINES, "shown": TOLD,
            "offices": told, "drawn": offices.lanes(held.desk, told, views)}  # fmt: skip


def source_list(ask: Ask) -> str:
    """What was read, what copies what, and what was skipped."""
    wanted, asked = fold(ask.get("name")), ask.chosen(("name",))
    every = origins(ask.held)
    found = [one for one in every if wanted in fold(f"{one.name} {one.title} {one.publisher}")] if wanted else every
    rows, last = following(found, lambda one: one.name, ask.get("after"), ROWS)
    gone = Counter(misread(ask))
    rows = [replace(one, statements=one.statements - gone[one.name]) if one.name in gone else one for one in rows]
    missing = sources.skipped(ask.store.skipped())
    return ask.page("sources", "Sources", sources=rows, asked=asked, total=len(found), skipped=missing[:ROWS],
                    unlisted=len(missing) - len(missing[:ROWS]),
                    more=address("/sources", asked, after=last) if last else "")  # fmt: skip


def origins(held: Held) -> list[sources.Source]:
    """All documents that were read, with all statements that were taken of them."""
    return held.once("sources", lambda: _sources(held), of="record", here=True)


def misread(ask: Ask) -> Iterator[str]:
    """The name of its document, for each statement that a person rejected."""
    for key in (one for one in ask.near.gone if one[:2] == "s_"):
        for row in ask.store.rows("SELECT doc_name FROM statements WHERE id = ?", key):
            yield row["doc_name"]


def _sources(held: Held) -> list[sources.Source]:
    desk = held.near
    counts = {row["doc"]: row["n"] for row in held.store.rows("SELECT doc, count(*) n FROM statements GROUP BY doc")}
    listed = sorted(desk.headers.values(), key=lambda item: text.natural(item.name))
    return [sources.source(desk, item, counts.get(item.id, 0)) for item in listed]


PAGES = (
    Page("/treaty", treaties),
    Page("/treaty/{key}", agreement),
    Page("/projects", project_list),
    Page("/projects/{key}", project),
    Page("/actors", actor_list),
    Page("/actors/{name:path}", actor),
    Page("/sources", source_list),
)
