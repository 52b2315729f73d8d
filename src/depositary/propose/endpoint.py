"""One call of an OpenAI-compatible endpoint, by the standard library: bounded in time and size, and to this host only.

No redirect is followed and no proxy of the environment is used: what is sent goes where the user said. The key comes from
the environment, is sent to no other place, and is in no message.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from depositary.model.errors import BadArgument

KEY = "DEPOSITARY_MODEL_KEY"
"""The environment variable that holds the key of the endpoint, where it wants one."""
# A completion of 2,000 tokens is about 10 kB.
MOST_BYTES = 1_000_000
# Characters of an endpoint's own words that a message repeats.
_SAID = 200


class NoAnswer(Exception):
    """The call gave no answer: timeout, connection, too_large or too slow. `reason` is the word under which it is counted."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason, said)
        self.reason = reason
        self.said = said


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the seconds after which to try again where told, where it points, the body."""

    status: int
    after: float | None
    location: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked. `seconds` bound one call from its begin to its last byte."""

    scheme: str
    host: str
    port: int
    path: str
    seconds: float
    key: str = field(default="", repr=False)

    @classmethod
    def at(cls, address: str, seconds: float, environment: Mapping[str, str] = os.environ) -> Endpoint:
        """The endpoint of an address such as http://127.0.0.1:8000/v1. Raises BadArgument: no such address, or a key that
        would go to another machine unencrypted."""
        todo = "Give the address before /chat/completions, such as http://127.0.0.1:8000/v1"
        try:
            told = urlsplit(address)
            port = told.port or (443 if told.scheme == "https" else 80)
        except ValueError as error:
            raise BadArgument("the endpoint is no address", todo) from error
        if told.scheme not in ("http", "https") or not told.hostname or any(not " " < char < "\x7f" for char in address):
            raise BadArgument("the endpoint is no address of http or https", todo)
        if told.username is not None or told.password is not None or told.query or told.fragment:
            what = "the endpoint holds more than scheme, host, port and path"
            raise BadArgument(what, f"A key is given by the environment variable {KEY}")
        key = environment.get(KEY, "").strip()
        if key and (not key.isascii() or not key.isprintable()):
            raise BadArgument(f"{KEY} holds signs that no key has", "Set it again")
        made = cls(told.scheme, told.hostname, port, told.path.rstrip("/") + "/chat/completions", seconds, key)
        if key and told.scheme == "http" and not made.loopback:
            what = f"the key in {KEY} would go to {told.hostname} unencrypted"
            raise BadArgument(what, "Give an address of https, or unset the key")
        return made

    @property
    def loopback(self) -> bool:
        """True where what is sent stays on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def named(self) -> str:
        """Host and port, for messages."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def said(self, body: bytes) -> str:
        """The beginning of what the endpoint says, fit to be printed, without the key."""
        words = body[:4_000].decode("utf-8", "replace")
        words = words.replace(self.key, "***") if self.key else words
        return " ".join("".join(char if char.isprintable() else " " for char in words).split())[:_SAID]

    def post(self, body: Mapping[str, Any], seconds: float | None = None) -> Reply:
        """Send a body of JSON, wait for the whole reply. Raises NoAnswer."""
        most = min(self.seconds, seconds) if seconds is not None else self.seconds
        kind = HTTPSConnection if self.scheme == "https" else HTTPConnection
        connection = kind(self.host, self.port, timeout=most)
        watch = _Watch(most)
        try:
            connection.connect()
            watch.holds(connection.sock)
            reply = self._exchanged(connection, json.dumps(body).encode())
        except (OSError, HTTPException, ValueError) as error:
            slow = watch.late or isinstance(error, TimeoutError)
            raise NoAnswer("timeout" if slow else "connection", self.said(str(error).encode())) from error
        finally:
            watch.cancel()
            connection.close()
        if watch.late:  # what was read until it was cut off looks like an end
            raise NoAnswer("timeout")
        return reply

    def _exchanged(self, connection: HTTPConnection, body: bytes) -> Reply:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        connection.request("POST", self.path, body, headers)
        answer = connection.getresponse()
        read = answer.read(MOST_BYTES + 1)
        if len(read) > MOST_BYTES:
            raise NoAnswer("response_too_large")
        return Reply(answer.status, _after(answer.getheader("Retry-After")), answer.getheader("Location") or "", read)


class _Watch:
    """Ends a call from outside. A timeout of a socket is for one read; a server that sends a byte a second would hold the call
    for ever."""

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def holds(self, held: socket.socket) -> None:
        """The socket to be cut off. Raises TimeoutError where that time has come."""
        self._socket = held
        if self.late:
            raise TimeoutError

    def cancel(self) -> None:
        """The call has ended."""
        self._timer.cancel()

    def _cut(self) -> None:
        self.late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _after(told: str | None) -> float | None:
    """Seconds of a Retry-After, which is a number or a day and hour."""
    if not told:
        return None
    if told.strip().isdecimal():
        return float(min(int(told.strip()[:9]), 10**6))
    try:
        from datetime import UTC, datetime

        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
