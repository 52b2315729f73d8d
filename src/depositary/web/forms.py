"""Forms: read within a bound, and taken only with the token that our own page gave this browser (CSRF)."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs, quote

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from depositary.web.guard import Rules, same, sign

SESSION = "depositary-session"
AUTHOR = "depositary-author"
# Fields of a form; ours have seven.
FIELDS = 16


def session(request: Request) -> str:
    """The session that the browser has, else a new one, the same during this request."""
    if not hasattr(request.state, "session"):
        request.state.session = request.cookies.get(SESSION) or secrets.token_urlsafe(24)
    return str(request.state.session)


def token(request: Request, rules: Rules) -> str:
    """The token that a form of this session must hold."""
    return sign(rules.secret, f"form {session(request)}")


def keep(response: Response, name: str, value: str) -> None:
    """A cookie that no script sees and no other site sends. A name may have any letters, a header may not."""
    response.set_cookie(name, quote(value, safe=" "), httponly=True, samesite="strict", path="/")


async def fields(request: Request, rules: Rules) -> dict[str, str]:
    """What a form holds. Raises HTTPException: no form, too large, or without the token."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "only forms are taken")
    try:
        body = await request.body()
        found = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS)
    except ClientDisconnect as error:
        raise HTTPException(413, "the request is too large") from error
    except ValueError as error:
        raise HTTPException(400, "this is no form") from error
    held = {name: values[0] for name, values in found.items()}
    if SESSION not in request.cookies or not same(held.get("csrf", ""), token(request, rules)):
        raise HTTPException(403, "this form is not from a page of this session; open the page again")
    return held


def back(held: dict[str, str], otherwise: str) -> str:
    """Where to go after a write: a path of ours, never an address of others."""
    path = held.get("back", "")
    local = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if local else otherwise
