"""What every request passes before a page is made, and what every answer carries.

- Only GET and POST. A request has a bound, in its address and in its body.
- The Host asked for must be ours: a name of others that points at this machine (DNS rebinding) is refused.
- A write comes from a page of ours (Origin); its form has a token besides (`forms`).
- Where a token is demanded, nothing but the page that asks for it is given without.
- No script, style or picture but our own files; no frame; no address passed on to others.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A form holds a note of a person; an address holds the filters of a listing, or a claim.
BODY = 64 * 1024
ADDRESS = 8 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY = ("0.0.0.0", "::")
# What is given without a token: the page that asks for it, and how it looks.
OPEN = ("/enter", "/static/style.css", "/static/icon.svg")
POLICY = "; ".join(
    (
        "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: forms of our own pages would then tell no Origin, and be refused.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private, no-cache",
}
ENTERED = "depositary-entered"


@dataclass(frozen=True)
class Rules:
    """Whom to let in: the hosts that are ours (none given: any, where a token protects), and the token."""

    hosts: tuple[str, ...] = LOOPBACK
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def pass_(self) -> str:
        """What a browser keeps once the token was given; it ends with the server."""
        return sign(self.secret, f"entered {self.token}")

    def admits(self, headers: Headers) -> bool:
        """True where no token is demanded, or it or its pass is shown."""
        if self.token is None:
            return True
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        shown = cookies(headers).get(ENTERED, "")
        return same(bearer, self.token) or same(shown, self.pass_)


def rules(host: str, token: str | None) -> Rules:
    """The rules for an address to listen on."""
    if host in ANY:
        return Rules((), token)
    own = f"[{host}]" if ":" in host else host.casefold()
    return Rules(tuple(dict.fromkeys((own, *LOOPBACK))), token)


def sign(secret: bytes, words: str) -> str:
    """A mark that only this server can make."""
    return hmac.new(secret, words.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Equal, in a time that does not tell how much of it is."""
    return hmac.compare_digest(one.encode(), other.encode())


def cookies(headers: Headers) -> dict[str, str]:
    """Cookies by name; a header that is none has none."""
    try:
        return {name: one.value for name, one in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}


class Guard:
    """The application behind these rules."""

    def __init__(self, app: ASGIApp, rules: Rules, close: Callable[[], None] = lambda: None) -> None:
        """`close` ends what the application holds, for who serves it without a lifespan."""
        self.app = app
        self.rules = rules
        self.close = close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on; every answer gets the headers."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self.refusal(scope)
        if refused is not None:
            await refused(scope, receive, marked)
            return
        await self.app(scope, bounded(receive), marked)

    def refusal(self, scope: Scope) -> Response | None:
        """The answer to a request that is not let in."""
        headers = Headers(scope=scope)
        if scope["method"] not in ("GET", "POST"):
            return PlainTextResponse("only GET and POST\n", 405, {"allow": "GET, POST"})
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > ADDRESS:
            return PlainTextResponse("the address is too long\n", 414)
        if self.rules.hosts and host_of(headers.get("host", "")) not in self.rules.hosts:
            return PlainTextResponse("this host is not served here\n", 421)
        if not within(headers.get("content-length", "0"), BODY):
            return PlainTextResponse("the request is too large\n", 413)
        if scope["method"] == "POST" and not from_here(headers):
            return PlainTextResponse("a page of another site sent this\n", 403)
        if scope["path"] in OPEN or self.rules.admits(headers):
            return None
        if scope["path"].startswith("/api"):
            return PlainTextResponse("give the token: Authorization: Bearer TOKEN\n", 401, {"www-authenticate": "Bearer"})
        return RedirectResponse("/enter", 303)


def within(length: str, most: int) -> bool:
    """True for a length that is a number and no more than this; a number of thousands of digits is not even read."""
    return length.isascii() and length.isdigit() and len(length) <= len(str(most)) and int(length) <= most


def host_of(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.casefold()
    return name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]


def from_here(headers: Headers) -> bool:
    """True for a request that a page of ours sent, or a program that is no browser."""
    site, origin = headers.get("sec-fetch-site", "none"), headers.get("origin")
    return site in ("none", "same-origin") and (origin is None or _netloc(origin) == headers.get("host"))


def _netloc(origin: str) -> str | None:
    """The host and port of an Origin; None for one that is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def bounded(receive: Receive, most: int = BODY) -> Receive:
    """A body that tells no length has a bound too: what is over it is cut off as if the sender had gone."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return counted


