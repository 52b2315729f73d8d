"""The system and its parts, a document to read, a statement opened, the search, and a claim typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from depositary.dossier import query
from depositary.dossier.store import Dossier
from depositary.model.nouns import Finding, Statement
from depositary.pipeline.claims import check_claim
from depositary.views import brief, claim, conflicts, parts, reader, show, text_claims
from depositary.views.ledger import ledger
from depositary.views.lines import Desk
from depositary.views.marks import differ
from depositary.web import changing, forms, sieve
from depositary.web.guard import Rules
from depositary.web.held import Held, NotYet
from depositary.web.page import Ask, BadFilter, Page

# Characters of a claim.
LONGEST_CLAIM = 600
FOUND = 40


# Seconds that the first page waits for what it shows; then it tells what is known at once.
PATIENCE = 0.3


def system(ask: Ask) -> str:
    """The first page; while its counts are not there, what is in the dossier."""
    try:
        made = counted(ask.held, PATIENCE)
    except NotYet:
        case = ask.near.record.case
        title = case.title if case else "What these documents say"
        return ask.page("waiting", title, totals=query.totals(ask.store), parts=case.parts if case else ())
    return ask.page("system", made.title, brief=made)


def counted(held: Held, patience: float = 0.0) -> brief.Brief:
    """What the first page shows."""
    return held.once("brief", lambda: brief.brief(held.desk, held.store.skipped()), patience=patience)


def part(ask: Ask) -> str:
    """One part of the system."""
    view = opened(ask.held, ask.name("part"))
    return ask.page("part", view.row.name, view=view, here="/")


def opened(held: Held, name: str) -> parts.PartView:
    """A part. Raises BadArgument where the case has no such part."""
    case = held.near.record.case
    key = case.part(name).id if case else name
    return held.once(("part", key), lambda: parts.part(held.desk, key))


def every_part(held: Held) -> None:
    """Count all parts."""
    for one in parts.parts_of(held.near) if held.near.record.case else ():
        opened(held, one.id)


def document(ask: Ask) -> str:
    """A document with its statements in the margin."""
    base, asked = ask.held.stand.base, ask.name("doc")
    doc = base.by_name.get(asked) or reader.named(ask.near, asked)
    made = reader.reading(ask.near, doc)
    return ask.page("reader", made.source.title or made.source.name, reading=made, here="/sources")


def statement(ask: Ask) -> str:
    """A statement in its paragraph, with the findings that name it."""
    found = query.one(ask.store, ask.name("id"), "statement")
    whole = ask.near_whole
    marks = whole.marks.get(found.id, ())
    return ask.page("statement", f"Statement {whole.cite.id(found.id)}", shown=show.shown(whole, found, most=20), held=found,
                    here="/ledger", marks=marks, differ=differ(marks), edit=changing.editing(ask, found))  # fmt: skip


def search(ask: Ask) -> str:
    """Everything that holds the words: statements, passages, parts, documents, voices."""
    words = ask.get("q")
    desk = ask.near
    said = sieve.found(ask.held, {"text": words}, FOUND) if words else []
    rows = ledger(desk, desk.shown(said))
    passages = list(query.passages(ask.store, words, limit=FOUND // 4)) if words else []
    total = sieve.total(ask.held, {"text": words}) if words else 0
    folded = words.casefold()
    named = [one for one in desk.record.case.parts if folded in one.name.casefold()] if words and desk.record.case else []
    titled = [one for one in desk.headers.values() if words and folded in f"{one.name} {one.title}".casefold()][:FOUND]
    return ask.page("search", "Search", q=words, rows=rows, total=total, passages=passages, parts=named, documents=titled)


PAGES = (
    Page("/", system),
    Page("/parts/{part}", part),
    Page("/doc/{doc:path}", document),
    Page("/statements/{id}", statement),
    Page("/search", search),
)


def checked(held: Held, rules: Rules, respond: Callable[[Request, str], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of the claims on record, and of one that a person types. The typed one is read and held against
    everything in the thread that writes, which may be slow; it is not kept."""

    async def endpoint(request: Request) -> Response:
        words = request.query_params.get("claim", "").strip()
        if len(words) > LONGEST_CLAIM:
            raise BadFilter("the claim is too long", f"Write it in {LONGEST_CLAIM} characters")

        def judge(store: Dossier) -> tuple[list[Statement], list[Finding]]:
            return check_claim(store, words)

        found = await held.write(judge) if words else None

        def make(held: Held) -> str:
            ask = Ask(request, held, forms.token(request, rules))
            values = judged(ask, words, found)
            return ask.page("checks", "Checks", claim=words, **values)

        return respond(request, await held.read(make))

    return endpoint


# Claims held against the network that a page shows.
ROUTES = 100


def judged(ask: Ask, words: str, found: tuple[list[Statement], list[Finding]] | None) -> dict[str, Any]:
    """What the page of checks shows: the verdict on the words typed, and the claims on record."""
    verdict = claim.verdict(ask.desk, words, *found) if found else None
    texts, routes = claims(ask.held)
    return {"verdict": verdict, "texts": texts, "routes": routes[:ROUTES], "more": max(0, len(routes) - ROUTES)}


def claims(held: Held) -> tuple[list[Any], list[Any]]:
    """Claims about texts, and those held against the network."""
    return held.once("claims", lambda: (text_claims.claims(held.desk), _routes(held.desk)))


def _routes(desk: Desk) -> list[Any]:
    """Claims held against the network."""
    found = [one for one in desk.record.findings if one.check.startswith("network.")]
    return [conflicts.point(desk, one) for one in sorted(found, key=lambda one: conflicts.order(desk, one))]
