"""The implementation matrix: duties by year, the evidence behind each cell, and the scores that coders set."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from depositary.dossier import query, versions
from depositary.dossier.store import Dossier
from depositary.model.dates import FIRST_YEAR, LAST_YEAR
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision
from depositary.model.text import fold, visible
from depositary.treaty.implementation.scores import NAMES
from depositary.treaty.implementation.scores import NOT_DUE as NOT_DUE_LABEL
from depositary.views import coders, implementation
from depositary.views.implementation import Matrix, Row
from depositary.views.life import known
from depositary.views.marks import by
from depositary.web import forms
from depositary.web.changing import NAME, NOTE
from depositary.web.deciding import now
from depositary.web.guard import Rules
from depositary.web.held import Held
from depositary.web.page import Ask, Missing, Page, address

NOT_DUE = "not-due"
CHOICES = (*(str(one) for one in sorted(NAMES)), NOT_DUE)
LABELS = {**{str(one): f"{one} {name}" for one, name in NAMES.items()}, NOT_DUE: NOT_DUE_LABEL}
# Tables of scores call what the rules propose so: no person is.
RESERVED = "proposed"
TITLES = {"all": "All duties", "evidence": "With evidence", "open": "Not scored yet", "differ": "Coders differ"}


def matrix(ask: Ask) -> str:
    """The matrix of an agreement, its coders and how they agree."""
    coder, which = coder_of(ask), ask.get("show") or coders.SHOWN[0]
    if which not in coders.SHOWN:
        raise BadArgument(f"{which!r} is no choice of duties", f"One of: {', '.join(coders.SHOWN)}")
    whole = _matrix(ask)
    made = coders.seen(whole, coder)
    base = _base(whole.key)
    tabs = [(name, TITLES[name], address(base, {"coder": coder}, show=name if name != "all" else "")) for name in coders.SHOWN]
    return ask.page(
        "matrix", f"What came of {made.name}", made=replace(made, rows=coders.chosen(made, which, coder)), which=which, tabs=tabs,
        coder=coder, coders=coders.coders(whole), cells=coders.cells(whole), differ=coders.differences(made), base=base,
        total=len(whole.rows), names=NAMES, own=coders.own,
    )  # fmt: skip


def duty(ask: Ask) -> str:
    """One duty, year by year: what is proposed and why, the evidence, what coders set, and the form to set a score."""
    coder, whole = coder_of(ask), _matrix(ask)
    made = coders.seen(whole, coder)
    place = next((number for number, row in enumerate(made.rows) if row.id == ask.name("duty")), None)
    if place is None:
        raise BadArgument(f"{made.name} has no duty {ask.name('duty')!r}", "Its matrix lists them")
    row = made.rows[place]
    around = [made.rows[at] if 0 <= at < len(made.rows) else None for at in (place - 1, place + 1)]
    db = ask.store.db
    mine = [one.decision for cell in row.cells for one in cell.coded if one.author == coder]
    last = max(mine, key=lambda key: query.one(ask.store, key, "decision").at, default="")
    seen = {cell.year: versions.score_version(db, row.id, cell.year, coder) for cell in row.cells} if coder else {}
    return ask.page(
        "duty", f"{row.reference}, {made.name}", made=made, row=row, words=_words(ask, row), around=around, coder=coder,
        seen=seen, base=_base(made.key), choices=[(one, LABELS[one]) for one in CHOICES], own=coders.own, labels=LABELS,
        key_of=_key_of, last=last, place=place + 1, own_path=address(f"{_base(made.key)}/{row.id}", {"coder": coder}),
        form_address=address(_base(made.key), {"coder": coder}),
    )  # fmt: skip


def coder_of(ask: Ask) -> str:
    """Who codes, by the address; "" where nobody does. Raises BadArgument."""
    return named(ask.get("coder"))


def named(words: str) -> str:
    """The name of a coder as it is kept. Raises BadArgument."""
    name = visible(words)[:NAME].strip()
    if fold(name) == RESERVED:
        raise BadArgument(f"no coder can be called {RESERVED!r}", "That is what the rules propose; give your own name")
    return name


def _base(key: str) -> str:
    return f"/treaty/{quote(key)}/implementation"


def _matrix(ask: Ask) -> Matrix:
    """The matrix of the agreement of this key, made once until somebody writes."""
    key, desk = ask.name("key"), ask.desk

    def make() -> Matrix:
        held = next((one for one in known(desk) if one.key == key), None)
        if held is None:
            raise BadArgument(f"no agreement of this dossier is called {key!r}", "The page Treaty lists them")
        return implementation.matrix(desk, held, implementation.scores(ask.store))

    return ask.held.once(("matrix", key), make)


def _words(ask: Ask, row: Row) -> str:
    return ask.desk.line(ask.desk.record.by_id[row.id]).quote


def _key_of(score: int | None) -> str:
    return NOT_DUE if score is None else str(score)


PAGES = (
    Page("/treaty/{key}/implementation", matrix),
    Page("/treaty/{key}/implementation/{duty}", duty),
)


def score(held: Held, rules: Rules) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint that writes a score: only where what its author had set stands as the author saw it."""

    async def endpoint(request: Request) -> Response:
        found = await forms.fields(request, rules)
        made = await held.write(lambda store: kept(store, found))
        response = RedirectResponse(forms.back(found, f"/review#{made.id}"), 303)
        forms.keep(response, forms.AUTHOR, made.author)
        return response

    return endpoint


def kept(store: Dossier, found: dict[str, str]) -> Decision:
    """Keep the score of a form. Raises HTTPException: no score; BadArgument; Outdated."""
    author, value, year = named(found.get("author", "")), found.get("score", ""), found.get("year", "")
    if value not in CHOICES:
        raise HTTPException(400, f"this is no score{by(author)}")
    if not author:
        raise BadArgument("nobody is named who scores", "Give your name, so that coders can be told apart")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise BadArgument(f"{year[:20]!r} is no year", "Score a year that the page shows")
    told = None if value == NOT_DUE else int(value)
    note = found.get("note", "").strip()[:NOTE]
    try:
        return versions.score(store, found.get("duty", ""), int(year), told, found.get("seen", ""), author, now(), note)
    except BadArgument as error:
        raise Missing(error.what, error.todo) from error
