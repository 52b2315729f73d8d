"""A browser without a screen: requests go straight to the application, and cookies are kept."""

from __future__ import annotations

import asyncio
import html
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlencode

HOST = "127.0.0.1:8420"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    cookies: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode()

    def form(self, target: str) -> dict[str, str]:
        """The hidden fields of the form that decides on this target."""
        for one in re.findall(r"<form.*?</form>", self.text, re.DOTALL):
            held = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', one)}
            if held.get("target") == target:
                return {name: value for name, value in held.items() if name != "verdict"}
        raise AssertionError(f"no form for {target}")


class Browser:
    """Keeps cookies, sends what a browser sends."""

    def __init__(self, app: Any, host: str = HOST) -> None:
        self.app, self.host = app, host
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        kind = {"content_type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}"}
        return self.send("POST", path, urlencode(fields).encode(), {**kind, **headers})

    def send(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = address.partition("?")
        told = {"host": self.host, "content-length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookies:
            told["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        raw = path if "%" in path else quote(path)
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote(path), "raw_path": raw.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in told.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8420), "state": {},
        }  # fmt: skip
        return asyncio.run(self._call(scope, body))

    async def _call(self, scope: dict[str, Any], body: bytes) -> Answer:
        sent: list[dict[str, Any]] = []
        waiting = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
        given = [value for name, value in pairs if name == "set-cookie"]
        for one in given:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        whole = b"".join(one.get("body", b"") for one in sent[1:])
        return Answer(sent[0]["status"], dict(pairs), whole, given)
