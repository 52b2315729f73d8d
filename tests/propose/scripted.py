"""A scripted endpoint on loopback: a function from the request to what is answered. No model is called in any test."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request as the endpoint saw it: its number from 0, headers, body, and the words between the marks."""

    number: int
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        told = str(self.body["messages"][-1]["content"])
        return told.split("\n", 1)[1].rsplit("\n", 1)[0]


@dataclass
class Told:
    """What the endpoint answers; `drip` sends the body (or the head, with `drip_head`) byte by byte with so many seconds
    between, `wait` waits first. A header without a value is left out."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0
    drip_head: bool = False


Script = Callable[[Asked], Told]


@dataclass
class Server:
    """A running endpoint and what it was asked."""

    address: str
    asked: list[Asked]


def entry(quote: str, kind: str = "event", **fields: Any) -> dict[str, Any]:
    """An entry of an answer with all keys of the schema."""
    empty = dict.fromkeys(("speaker", "subject", "verb", "object", "where", "value", "when", "due", "code"))
    return {"quote": quote, "kind": kind, "stance": "asserts", **empty, **fields}


def words(content: str, **more: Any) -> Told:
    """A completion with these words."""
    usage = {"prompt_tokens": 700, "completion_tokens": 90}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    return Told(body=json.dumps({"choices": [choice], "usage": usage, **more}))


def good(*entries: dict[str, Any]) -> Told:
    """A completion with these statements."""
    return words(json.dumps({"statements": list(entries)}))


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    """The endpoint while the block runs."""
    held: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            asked = Asked(len(held), dict(self.headers.items()), json.loads(self.rfile.read(size)))
            held.append(asked)
            told = script(asked)
            time.sleep(told.wait)
            body = told.body.encode()
            try:
                headers = {"Content-Length": str(len(body)), **told.headers}
                lines = [f"HTTP/1.1 {told.status} Told", *(f"{name}: {value}" for name, value in headers.items() if value)]
                head = "\r\n".join((*lines, "Connection: close", "", "")).encode()
                quick, slow = (b"", head) if told.drip_head else (head, body)
                self.wfile.write(quick)
                for piece in (slow[at : at + 1] for at in range(len(slow))) if told.drip else (slow,):
                    self.wfile.write(piece)
                    self.wfile.flush()
                    time.sleep(told.drip)
            except OSError:
                pass  # who asked has gone

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}/v1", held)
    finally:
        server.shutdown()
        server.server_close()
