"""Deciding: the queue of what waits, the list of what was decided, and the forms that write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from depositary import pipeline
from depositary.dossier import query, versions
from depositary.dossier.store import Dossier
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision
from depositary.model.text import visible
from depositary.views import decisions, queue
from depositary.views.places import Place
from depositary.web import forms
from depositary.web.changing import DEEP, NAME, NOTE
from depositary.web.guard import ENTERED, Rules, same
from depositary.web.held import Held
from depositary.web.listings import order
from depositary.web.page import Ask, Missing, Page, address
from depositary.web.render import render

Endpoint = Callable[[Request], Awaitable[Response]]
VERDICTS = ("accept", "dismiss", "reject", "note", "undo")
SIZE = 20


def review(ask: Ask) -> str:
    """What waits for a decision, and what was decided last."""
    noun = ask.get("noun") or queue.NOUNS[0]
    if noun not in queue.NOUNS:
        raise BadArgument(f"nothing waits that is called {noun!r}", f"One of: {', '.join(queue.NOUNS)}")
    desk = ask.near_whole if noun == "proposals" else ask.near
    found = queue.queue(desk, ask.store, noun, SIZE, ask.get("after"), waiting(ask.held))
    made = decisions.decided(ask.near_whole, ask.store, limit=SIZE)
    last = decisions.standing(ask.near_whole, ask.store)
    seen = versions.versions(ask.store.db, [one.id for one in (*made, *((last,) if last else ()))])
    return ask.page(
        "review", "Review", queue=found, decided=made, last=last, version=seen.__getitem__,
        more=address("/review", {"noun": noun}, after=found.after) if found.after else "", nouns=queue.NOUNS,
        all=int(next(ask.store.rows("SELECT count(*) FROM decisions"))[0]),
    )  # fmt: skip


def waiting(held: Held) -> list[Place]:
    """Findings that wait or have waited, weightiest first."""
    return held.once("waiting", lambda: [one for one in order(held) if one.shown], of="record", here=True)


REVIEW = Page("/review", review)


def decide(held: Held, rules: Rules) -> Endpoint:
    """The endpoint that writes a decision: only on what stands as its author saw it."""

    async def endpoint(request: Request) -> Response:
        found = await forms.fields(request, rules)
        author = visible(found.get("author", ""))[:NAME].strip()
        made = await held.write(lambda store: kept(store, found, author))
        response = RedirectResponse(forms.back(found, f"/review#{made.id}"), 303)
        if author:
            forms.keep(response, forms.AUTHOR, author)
        return response

    return endpoint


def kept(store: Dossier, found: dict[str, str], author: str) -> Decision:
    """Keep what a form decides. Raises HTTPException: no verdict; BadArgument; Outdated."""
    verdict, target = found.get("verdict", ""), found.get("target", "")
    note = found.get("note", "").strip()[:NOTE]
    if verdict not in VERDICTS:
        raise HTTPException(400, "this is no verdict")
    if verdict == "note" and not note:
        raise BadArgument("the note is empty", "Write it, then keep it")
    noun = query.NOUNS.get(target[:2], "")
    fits = {"undo": ("decision",), "dismiss": ("finding",), "reject": ("statement",)}.get(verdict, ("statement", "finding"))
    if noun not in fits:
        raise BadArgument(f"{verdict} is not for {noun or 'that'}", "Decide on a statement or a finding")
    try:
        held = query.one(store, target)
    except BadArgument as error:
        raise Missing(error.what, error.todo) from error
    made = versions.decide(store, verdict, target, found.get("version", ""), author, now(), note)
    if verdict == "undo" and held.verdict in DEEP:
        pipeline.again(store, workers=1)
    return made


def now() -> str:
    """The moment, finely enough that two decisions of one second are two."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def enter(rules: Rules) -> Endpoint:
    """The endpoint of the page that asks for the token."""

    async def endpoint(request: Request) -> Response:
        if rules.token is None:
            return RedirectResponse("/", 303)
        wrong = False
        if request.method == "POST":
            found = await forms.fields(request, rules)
            if same(found.get("token", ""), rules.token):
                response = RedirectResponse("/", 303)
                forms.keep(response, ENTERED, rules.pass_)
                return response
            wrong = True
        body = render("enter.html.j2", title="Enter", csrf=forms.token(request, rules), wrong=wrong)
        made = HTMLResponse(body, 403 if wrong else 200)
        forms.keep(made, forms.SESSION, forms.session(request))
        return made

    return endpoint
