"""The API below `/api`: the lines that the command line prints with `--json`, page by page. It reads and never writes.

Each operation is one entry of OPERATIONS, from which the OpenAPI document is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from depositary.dossier import query, rows
from depositary.model import codec, nouns
from depositary.model.ontology import ontology
from depositary.views import figures, parts, timeline
from depositary.views.conflicts import SEVERITIES
from depositary.web import atlas, filters, listings, map_api, openapi, pages, sieve
from depositary.web.held import Held
from depositary.web.page import LONGEST, BadFilter, address, following

LINES, OBJECT, GEO = "application/x-ndjson", "application/json", "application/geo+json"
# Lines of a page when none are asked for, and at most.
USUAL, MOST = 100, 1000
FILTERS = {
    "text": "words, or a \"phrase\", that the quote or the speaker holds",
    "speaker": "a name or a part of one; `document` for what documents say themselves",
    "kind": "one of " + ", ".join(nouns.KINDS),
    "stance": "one of " + ", ".join(nouns.STANCES),
    "topic": "key of a topic",
    "part": "id of a part",
    "project": "name or key of a project, agreement, body or measure",
    "since": "first day: YYYY, YYYY-MM or YYYY-MM-DD",
    "until": "last day, included",
    "source": "a document, a folder or a publisher",
    "layer": "proposed, accepted, or model: what a language model proposed and nobody accepted",
}
_DAY = {"pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"}
# What a value of a filter looks like, where that is closed.
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "kind": {"enum": list(nouns.KINDS)}, "stance": {"enum": list(nouns.STANCES)}, "topic": {"enum": list(ontology().topics)},
    "layer": {"enum": list(filters.LAYERS)}, "since": _DAY, "until": _DAY,
    "relation": {"enum": list(ontology().relations)}, "difference": {"enum": list(ontology().differences)},
    "severity": {"enum": list(SEVERITIES)},
}  # fmt: skip
FINDING_FILTERS = {
    "part": "id of a part",
    "relation": "key of a relation, such as contradicts",
    "difference": "key of a difference, such as period",
    "severity": "at least: high, medium or low",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, its kind, and the address of the next page."""

    body: bytes
    media: str = LINES
    next: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the path it stands under, names in it, and filters."""

    path: str
    names: Mapping[str, str]
    filters: Mapping[str, str]
    limit: int = USUAL
    after: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: what it gives, by what filters, of what record; `paged` takes `limit` and `after`."""

    path: str
    summary: str
    answer: Callable[[Held, Asked], Answer]
    record: type | None = None
    filters: Mapping[str, str] | None = None
    paged: bool = False
    media: str = LINES
    shapes: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: SHAPES)

    def asked(self, request: Request) -> Asked:
        """What a request asks. Raises BadFilter: a filter that is none, a limit that is no number."""
        known = {*(self.filters or {}), *(("limit", "after") if self.paged else ())}
        wrong = sorted(set(request.query_params) - known)
        if wrong:
            raise BadFilter(f"there is no filter {wrong[0]!r}", f"Filters: {', '.join(sorted(known)) or 'none'}")
        held = {name: value.strip() for name, value in request.query_params.items()}
        for name, value in held.items():
            if len(request.query_params.getlist(name)) > 1:
                raise BadFilter(f"{name} is given twice", "Give it once")
            if not value or len(value) > LONGEST:
                fault = "too long" if value else "empty"
                raise BadFilter(f"{name} is {fault}", f"Give 1 to {LONGEST} characters, or leave it out")
        limit = held.pop("limit", str(USUAL))
        if not (limit.isascii() and limit.isdigit() and len(limit) <= len(str(MOST)) and 1 <= int(limit) <= MOST):
            raise BadFilter(f"{limit!r} is no limit", f"Give a number from 1 to {MOST}")
        names = {name: str(value) for name, value in request.path_params.items()}
        return Asked(request.url.path, names, held, int(limit), held.pop("after", ""))


def lines(items: Iterable[Any]) -> bytes:
    """One object a line, as the command line prints it."""
    made = (codec.export_line(one) if type(one) in codec.NAMES else codec.dumps(one) for one in items)
    return "".join(f"{line}\n" for line in made).encode()


def object_(value: Any, media: str = OBJECT) -> Answer:
    """One object."""
    return Answer((json.dumps(codec.plain(value), ensure_ascii=False, separators=(",", ":")) + "\n").encode(), media)


def nothing(asked: Asked) -> BadFilter:
    """What to say where a page comes after something that is not there."""
    return BadFilter(f"nothing here is called {asked.after!r}", "Give the id of the last line of the page before")


def onward(asked: Asked, last: str) -> str:
    """The address of the page after the line of this id."""
    return address(asked.path, asked.filters, limit=str(asked.limit), after=last) if last else ""


def documents(held: Held, asked: Asked) -> Answer:
    """Documents by name."""
    return by_rows(held, asked, "documents", "name", rows.document)


def by_rows(held: Held, asked: Asked, table: str, order: str, made: Callable[[Any], Any]) -> Answer:
    """A page of a table in the order of a column, read by itself. Raises BadArgument where what it comes after is not there."""
    values = (asked.after,) if asked.after else ()
    onward_ = f"WHERE {order} > (SELECT {order} FROM {table} WHERE id = ?)" if values else ""
    if values and not any(True for _ in held.store.rows(f"SELECT 1 FROM {table} WHERE id = ?", *values)):
        raise nothing(asked)
    sql = f"SELECT * FROM {table} {onward_} ORDER BY {order} LIMIT ?"
    found = [made(row) for row in held.store.rows(sql, *values, asked.limit + 1)]
    last = found[asked.limit - 1].id if len(found) > asked.limit else ""
    return Answer(lines(found[: asked.limit]), next=onward(asked, last))


def statements(held: Held, asked: Asked) -> Answer:
    """Statements in the order of the export; only the page is read."""
    wanted = filters.wanted(held, asked.filters)
    found = sieve.found(held, wanted, asked.limit + 1, asked.after)
    last = found[asked.limit - 1].id if len(found) > asked.limit else ""
    return Answer(lines(found[: asked.limit]), next=onward(asked, last))


def statement(held: Held, asked: Asked) -> Answer:
    """One statement."""
    return Answer(lines([query.one(held.store, asked.names["id"], "statement")]))


def findings(held: Held, asked: Asked) -> Answer:
    """Findings, weightiest first, as `conflicts --json` lists them."""
    found = listings.listed(held, asked.filters)
    chosen, last = listings.following(held, found, asked.after, asked.limit)
    return Answer(lines(chosen), next=onward(asked, last))


def finding(held: Held, asked: Asked) -> Answer:
    """One finding."""
    return Answer(lines([query.one(held.store, asked.names["id"], "finding")]))


def part_rows(held: Held, _: Asked) -> Answer:
    """The parts of the system."""
    return Answer(lines(held.once("parts", lambda: parts.parts(held.desk))))


def one_part(held: Held, asked: Asked) -> Answer:
    """One part opened."""
    return object_(pages.opened(held, asked.names["part"]))


def moments(held: Held, asked: Asked) -> Answer:
    """Statements of the timeline, as `timeline --json --all` lists them."""
    wanted = filters.wanted(held, asked.filters)

    def told() -> list[str]:
        known = held.desk.record.by_id
        time = timeline.asked(wanted.get("since"), wanted.get("until"))
        own = {name: value for name, value in wanted.items() if name not in ("since", "until")}
        said = [known[one.id] for one in query.find(held.store, **own) if one.id in known]
        return [row.line.id for row in timeline.timeline(held.desk, said, between=time)]

    return by_ids(held, asked, held.once(("moments", *sorted(wanted.items())), told))


def figure_rows(held: Held, asked: Asked) -> Answer:
    """Statements of figures by series, as `figures --json` lists them."""
    filters.wanted(held, {name: value for name, value in asked.filters.items() if name == "part"})
    part, wanted = asked.filters.get("part"), asked.filters.get("series", "").casefold()

    def told() -> list[str]:
        said = held.desk.record.statements if part is None else held.desk.by_part.get(part, [])
        found = figures.figures(held.desk, said, 10**9, folded=False)
        return [one.line.id for row in found if wanted in f"{row.key} {row.name}".casefold() for one in row.rows]

    return by_ids(held, asked, held.once(("figure lines", part, wanted), told))


def by_ids(held: Held, asked: Asked, ids: list[str]) -> Answer:
    """The page of these statements. Raises BadArgument where the one it comes after is not there."""
    if asked.after and asked.after not in ids:
        raise nothing(asked)
    chosen, last = following(ids, str, asked.after, asked.limit)
    known = held.near_whole.record.by_id
    return Answer(lines(known[one] for one in chosen if one in known), next=onward(asked, last))


def decisions(held: Held, asked: Asked) -> Answer:
    """Decisions by id."""
    return by_rows(held, asked, "decisions", "id", rows.decision)


def network(held: Held, _: Asked) -> Answer:
    """Places and links of the network."""
    return object_(map_api.network_features(held), GEO)


def route(held: Held, asked: Asked) -> Answer:
    """A route, and what stands beside it."""
    return object_(map_api.route_features(held, asked.filters), GEO)


def described(_: Held, __: Asked) -> Answer:
    """This API in OpenAPI."""
    return object_(openapi.document(OPERATIONS))


_TIME = {name: FILTERS[name] for name in ("part", "project", "since", "until")}
_SERIES = {"part": FILTERS["part"], "series": "a part of the key or name of a series"}
OPERATIONS: tuple[Operation, ...] = (
    Operation("/api/documents", "Documents that were read, by name", documents, nouns.Document, paged=True),
    Operation("/api/statements", "Statements, by document and place", statements, nouns.Statement, FILTERS, paged=True),
    Operation("/api/statements/{id}", "One statement", statement, nouns.Statement),
    Operation("/api/findings", "Findings, weightiest first", findings, nouns.Finding, FINDING_FILTERS, paged=True),
    Operation("/api/findings/{id}", "One finding", finding, nouns.Finding),
    Operation("/api/parts", "The parts of the system and how each stands", part_rows, parts.PartRow),
    Operation("/api/parts/{part}", "One part opened", one_part, parts.PartView, media=OBJECT),
    Operation("/api/timeline", "What happened when, as told", moments, nouns.Statement, _TIME, paged=True),
    Operation("/api/figures", "Figures by series", figure_rows, nouns.Statement, _SERIES, paged=True),
    Operation("/api/decisions", "What people decided", decisions, nouns.Decision, paged=True),
    Operation("/api/map", "Places and links of the network of the case, as GeoJSON", network, media=GEO),
    Operation("/api/route", "A route on it, its base and ways beside it, as GeoJSON", route, None, atlas.FILTERS, media=GEO),
    Operation("/api/openapi.json", "This description", described, media=OBJECT),
)
