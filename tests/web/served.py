"""The workbench as a process of its own, and a browser on its port."""

from __future__ import annotations

import html
import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

RUN = "from depositary.cli import program; program()"


class Server:
    """A process that serves a dossier."""

    def __init__(self, dossier: Path) -> None:
        command = [sys.executable, "-c", RUN, "serve", str(dossier), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://([\d.]+):(\d+)/", self.process.stdout.readline())
        assert found is not None
        self.host, self.port = found[1], int(found[2])

    def kill(self) -> None:
        """As the system does when memory ends: nothing is finished."""
        self.process.kill()
        self.process.wait(20)


@contextmanager
def served(dossier: Path) -> Iterator[Server]:
    """A server that is ended, however the test ends."""
    made = Server(dossier)
    try:
        yield made
    finally:
        made.process.terminate()
        made.process.wait(20)


class Visitor:
    """A browser: one connection, cookies kept. A status of 0 is no answer."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.line = http.client.HTTPConnection(server.host, server.port, timeout=30)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str]:
        status, text, _ = self.send("GET", path, None)
        return status, text

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Status, and where it leads."""
        status, _, where = self.send("POST", path, urlencode(fields))
        return status, where

    def send(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            told |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.server.host}:{self.server.port}"}
        try:
            self.line.request(method, path, body, told)
            answer = self.line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.line.close()
            return 0, "", ""
        for one in answer.headers.get_all("set-cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer.status, text, answer.headers.get("location", "")


def forms(text: str) -> dict[str, dict[str, str]]:
    """Hidden fields of the forms that decide, by target."""
    found = {}
    for one in re.findall(r"<form.*?</form>", text, re.DOTALL):
        held = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', one)}
        if "target" in held:
            found[held["target"]] = {name: value for name, value in held.items() if name != "verdict"}
    return found
