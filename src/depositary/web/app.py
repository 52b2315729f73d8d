"""The application: routes, and how an address becomes a page."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument, DepositaryError, Outdated, UnknownName
from depositary.web import (
    api,
    deciding,
    events,
    filters,
    forms,
    guard,
    listings,
    maps,
    pages,
    rooms,
    sieve,
    standing,
)
from depositary.web.held import Held, NotYet
from depositary.web.loaded import settled
from depositary.web.page import Ask, BadFilter, Missing, Page
from depositary.web.render import files, render

Endpoint = Callable[[Request], Awaitable[Response]]


def application(path: Path, *, host: str = "127.0.0.1", token: str | None = None) -> guard.Guard:
    """The workbench of a dossier, behind its guard. Raises DepositaryError where it cannot be opened."""
    Dossier.open(path, readonly=True).close()
    held, rules = Held(path, WARM), guard.rules(host, token)
    made = (*pages.PAGES, *listings.PAGES, *standing.PAGES, *maps.PAGES, *rooms.PAGES, deciding.REVIEW)
    routes = [Route(one.path, shown(held, rules, one), methods=["GET"]) for one in made]
    routes += [Route(one.path, answered(held, one), methods=["GET"]) for one in api.OPERATIONS]
    routes += rooms.writers(held, rules)
    routes += [
        Route("/api/progress", events.progress(held), methods=["GET"]),
        Route("/checks", pages.checked(held, rules, respond), methods=["GET"]),
        Route("/decide", deciding.decide(held, rules), methods=["POST"]),
        Route("/enter", deciding.enter(rules), methods=["GET", "POST"]),
        Route("/static/{name}", static, methods=["GET"]),
        Route("/favicon.ico", icon, methods=["GET"]),
    ]

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        held.close()

    handlers = {HTTPException: refused(rules), DepositaryError: failed(rules)}
    inner = Starlette(routes=routes, exception_handlers=handlers, lifespan=life)  # type: ignore[arg-type]
    inner.state.path, inner.state.held = path, held
    return guard.Guard(inner, rules, held.close)


# What is counted first where a dossier is large, in this order.
WARM: tuple[Callable[[Held], object], ...] = (
    filters.choices, listings.order, listings.days, listings.acts, standing.origins, lambda held: held.desk, pages.counted,
    standing.voices, pages.every_part, standing.progress, standing.pacts, pages.claims, standing.talkers, listings.drawings,
    sieve.ahead, settled,
)  # fmt: skip


def shown(held: Held, rules: guard.Rules, page: Page) -> Endpoint:
    """The endpoint of a page: made in the thread that reads, answered with an ETag."""

    async def endpoint(request: Request) -> Response:
        def make(held: Held) -> str:
            return page.make(Ask(request, held, forms.token(request, rules)))

        return respond(request, await held.read(make))

    return endpoint


def answered(held: Held, operation: api.Operation) -> Endpoint:
    """The endpoint of the API: lines of JSON."""

    async def endpoint(request: Request) -> Response:
        answer = await held.read(lambda held: operation.answer(held, operation.asked(request)))
        links = {"link": f'<{answer.next}>; rel="next"'} if answer.next else {}
        return tagged(request, Response(answer.body, media_type=operation.media, headers=links))

    return endpoint


def respond(request: Request, body: str) -> Response:
    """A page, with the session that its forms belong to."""
    made = tagged(request, HTMLResponse(body, getattr(request.state, "status", 200)))
    if forms.SESSION not in request.cookies:
        forms.keep(made, forms.SESSION, forms.session(request))
    return made


def tagged(request: Request, made: Response) -> Response:
    """With an ETag of its bytes; not sent again to who has it."""
    tag = f'"{hashlib.sha256(made.body).hexdigest()[:32]}"'
    if tag in (one.strip() for one in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers={"etag": tag})
    made.headers["etag"] = tag
    return made


async def static(request: Request) -> Response:
    """One of our files, by name."""
    found = files().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "there is no such file")
    return tagged(request, Response(found[0], media_type=found[1]))


async def icon(_: Request) -> Response:
    """Where browsers look for an icon unasked."""
    return RedirectResponse("/static/icon.svg", 301)


STATUS: Iterable[tuple[type[DepositaryError], int]] = (
    (Outdated, 409), (Missing, 404), (BadFilter, 400), (UnknownName, 404), (BadArgument, 400),
)  # fmt: skip
# Seconds after which what is being counted may be there.
LATER = "2"


def refused(rules: guard.Rules) -> Callable[[Request, HTTPException], Awaitable[Response]]:
    """What is not there or not allowed, as a page; as a line for the API."""

    async def handler(request: Request, error: HTTPException) -> Response:
        return told(request, rules, error.status_code, str(error.detail), "")

    return handler


def failed(rules: guard.Rules) -> Callable[[Request, DepositaryError], Awaitable[Response]]:
    """An error of ours: what is wrong, and what to do next."""

    async def handler(request: Request, error: DepositaryError) -> Response:
        status = next((code for sort, code in STATUS if isinstance(error, sort)), 503)
        if type(error) is BadArgument and request.path_params:
            status = 404  # the name in the address is of nothing
        made = told(request, rules, status, error.what, error.todo)
        if isinstance(error, NotYet):
            made.headers["retry-after"] = LATER
        return made

    return handler


def told(request: Request, rules: guard.Rules, status: int, what: str, todo: str) -> Response:
    """The page of an error."""
    if request.url.path.startswith("/api"):
        return PlainTextResponse(f"{what}\n{todo}\n" if todo else f"{what}\n", status)
    values = {"status": status, "what": what, "todo": todo, "waits": status == 503}
    return HTMLResponse(render("error.html.j2", here="", title="Not done", q="", **values), status)
