"""The system and its parts, a document to read, a statement opened, the search, and a claim typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from depositary.dossier import query
from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument
from depositary.model.nouns import Finding, Statement
from depositary.pipeline.claims import check_claim
from depositary.views import brief, claim, parts, reader, show, text_claims
from depositary.views.ledger import ledger
from depositary.views.lines import Desk
from depositary.views.marks import differ
from depositary.web import changing, forms
from depositary.web.guard import Rules
from depositary.web.held import Held
from depositary.web.page import Ask, Page

# Characters of a claim.
LONGEST_CLAIM = 600
FOUND = 40


def system(ask: Ask) -> str:
    """The first page."""
    made = ask.held.once("brief", lambda: brief.brief(ask.desk, ask.store.skipped()))
    return ask.page("system", made.title, brief=made)


def part(ask: Ask) -> str:
    """One part of the system."""
    view = parts.part(ask.desk, ask.name("part"))
    return ask.page("part", view.row.name, view=view, here="/")


def document(ask: Ask) -> str:
    """A document with its statements in the margin."""
    doc = reader.named(ask.desk, ask.name("doc"))
    made = ask.held.once(("doc", doc), lambda: reader.reading(ask.desk, doc))
    return ask.page("reader", made.source.title or made.source.name, reading=made, here="/sources")


def statement(ask: Ask) -> str:
    """A statement in its paragraph, with the findings that name it."""
    found = query.one(ask.store, ask.name("id"), "statement")
    shown = show.shown(ask.whole, found, most=20)
    return ask.page("statement", f"Statement {ask.whole.cite.id(found.id)}", shown=shown, held=found, here="/ledger",
                    marks=ask.whole.marks.get(found.id, ()), differ=differ(ask.whole.marks.get(found.id, ())),
                    edit=changing.editing(ask, found))  # fmt: skip


def search(ask: Ask) -> str:
    """Everything that holds the words: statements, passages, parts, documents, voices."""
    words = ask.get("q")
    desk = ask.desk
    said = list(query.find(ask.store, text=words, limit=FOUND)) if words else []
    rows = ledger(desk, (one for one in said if one.id in desk.record.by_id))
    passages = list(query.passages(ask.store, words, limit=FOUND // 4)) if words else []
    total = query.count(ask.store, text=words) if words else 0
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
            raise BadArgument("the claim is too long", f"Write it in {LONGEST_CLAIM} characters")

        def judge(store: Dossier) -> tuple[list[Statement], list[Finding]]:
            return check_claim(store, words)

        found = await held.write(judge) if words else None

        def make(held: Held) -> str:
            ask = Ask(request, held, forms.token(request, rules))
            values = _values(ask.desk, words, found)
            return ask.page("checks", "Checks", claim=words, **values)

        return respond(request, await held.read(make))

    return endpoint


def _values(desk: Desk, words: str, found: tuple[list[Statement], list[Finding]] | None) -> dict[str, Any]:
    verdict = claim.verdict(desk, words, *found) if found else None
    return {"verdict": verdict, "texts": text_claims.claims(desk), "routes": _routes(desk)}


def _routes(desk: Desk) -> list[Any]:
    """Claims held against the network."""
    from depositary.views import conflicts

    return [one for one in conflicts.points(desk, conflicts.EVERY) if one.check.startswith("network.")]
