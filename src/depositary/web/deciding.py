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
from depositary.views import decisions, queue
from depositary.web import forms
from depositary.web.changing import DEEP, NAME, NOTE
from depositary.web.guard import ENTERED, Rules, same
from depositary.web.held import Held
from depositary.web.page import Ask, Page, address
from depositary.web.render import render

Endpoint = Callable[[Request], Awaitable[Response]]
VERDICTS = ("accept", "dismiss", "reject", "note", "undo")
SIZE = 20


def review(ask: Ask) -> str:
    """What waits for a decision, and what was decided last."""
    noun = ask.get("noun") or queue.NOUNS[0]
    if noun not in queue.NOUNS:
        raise BadArgument(f"nothing waits that is called {noun!r}", f"One of: {', '.join(queue.NOUNS)}")
    found = queue.queue(ask.desk, ask.store, noun, SIZE, ask.get("after"))
    made = decisions.decided(ask.whole, ask.store)
    standing = [one for one in made if one.verdict != "undo" and one.state != "taken back"]
    return ask.page(
        "review", "Review", queue=found, decided=made[:SIZE], last=standing[0] if standing else None,
        more=address("/review", {"noun": noun}, after=found.after) if found.after else "", nouns=queue.NOUNS,
        all=len(made),
    )  # fmt: skip


REVIEW = Page("/review", review)


def decide(held: Held, rules: Rules) -> Endpoint:
    """The endpoint that writes a decision: only on what stands as its author saw it."""

    async def endpoint(request: Request) -> Response:
        found = await forms.fields(request, rules)
        author = found.get("author", "").strip()[:NAME]
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
    deep = verdict == "undo" and query.one(store, target, "decision").verdict in DEEP
    made = versions.decide(store, verdict, target, found.get("version", ""), author, now(), note)
    if deep:
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
