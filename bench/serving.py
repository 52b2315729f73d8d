"""The workbench under load: 50 readers and 2 reviewers on a dossier of 100,000 statements, on this machine.

    python bench/serving.py [--statements 100000] [--readers 50] [--reviewers 2] [--seconds 60] [--dossier FILE]

Assumed: a reader is a person who opens a page, reads, and opens the next: between an answer and the next request lie 1 to 3
seconds, drawn at random (one page every two seconds); all begin within two seconds. What is opened is drawn by MIX; the
values of filters are those of the form of the ledger, documents, statements and findings are links of pages opened before.
A reviewer opens the queue, decides on one of its first items after 2 to 4 seconds, takes every fourth decision back, and
looks at the ledger between. A connection is kept open, as a browser does. The readers run in this program on the same
machine as the server, so both share its processors.

Measured: seconds from the start of the process to the first page; every filter of the ledger alone on a server at rest; then
milliseconds from request to the last byte under load, by kind of page; errors (any status but 200 and 303, and 409 for a
reviewer whom the other forestalled); decisions that were answered with success against those that the dossier holds. The
dossier is copied first and the copy is thrown away. Results go to bench/results/serving.json.
"""

from __future__ import annotations

import argparse
import html
import http.client
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from depositary.dossier import Dossier, query
from large_dossier import made
from throughput import machine

RESULTS = Path(__file__).resolve().parent / "results" / "serving.json"
READ = (1.0, 3.0)
DECIDE = (2.0, 4.0)
# How often each is opened.
MIX = {
    "ledger": 26, "document": 13, "statement": 11, "conflicts": 8, "conflict": 8, "search": 6, "system": 6, "timeline": 5,
    "part": 4, "figures": 4, "actors": 2, "actor": 3, "projects": 2, "sources": 2, "treaty": 2, "review": 2,
    "api: statements": 5, "api: findings": 4, "api: documents": 1,
}  # fmt: skip
FILTERS = ("speaker", "kind", "stance", "topic", "part", "project", "layer")
WORDS = ("railway", "gas trade", '"agreement talks"', "denied payment", "corridor", "cordenba", "price border", "session")
LINKS = {
    "document": r'href="(/doc/[^"#]+)', "statement": r'href="(/statements/s_\w+)', "conflict": r'href="(/conflicts/f_\w+)',
    "actor": r'href="(/actors/[^"]+)', "part": r'href="(/parts/[\w-]+)',
}  # fmt: skip
QUIET = 20


class Server:
    """The workbench as a process of its own on a free port of this machine."""

    def __init__(self, dossier: Path) -> None:
        self.begun = time.monotonic()
        run = "from depositary.cli import program; program()"
        command = [sys.executable, "-c", run, "serve", str(dossier), "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://([\d.]+):(\d+)/", self.process.stdout.readline())
        if found is None:
            sys.exit("the server did not start")
        self.host, self.port = found[1], int(found[2])
        self.listening = time.monotonic() - self.begun

    def close(self) -> None:
        """End it as Ctrl-C does."""
        self.process.terminate()
        self.process.wait(20)

    @property
    def memory_mb(self) -> int:
        """The most that it held."""
        text = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) // 1024  # type: ignore[index]

    @property
    def seconds(self) -> float:
        """Processor time that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


class Browser:
    """One connection, kept open, with its cookies."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: http.client.HTTPConnection | None = None
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str, float]:
        """Status, text, seconds."""
        status, text, spent, _ = self.send("GET", path)
        return status, text, spent

    def send(self, method: str, path: str, body: str = "", /) -> tuple[int, str, float, str]:
        """Status, text, seconds, and where it leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{self._server.host}:{self._server.port}"
        begun = time.monotonic()
        if self._line is None:
            self._line = http.client.HTTPConnection(self._server.host, self._server.port, timeout=60)
        try:
            self._line.request(method, path, body or None, headers)
            answer = self._line.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._line.close()
            self._line = None
            return 0, "", time.monotonic() - begun, ""
        spent = time.monotonic() - begun
        for one in answer.headers.get_all("set-cookie") or ():
            name, _, value = one.partition(";")[0].partition("=")
            self._cookies[name] = value.strip('"')
        return answer.status, text, spent, answer.headers.get("location", "")


class Walk:
    """What is measured, and the links and filters that were seen; shared by all readers."""

    def __init__(self, seed: int = 1) -> None:
        self.spent: dict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.links: dict[str, list[str]] = {name: [] for name in LINKS}
        self.values: dict[str, list[str]] = {}
        self.kept: list[str] = []
        self.refused = 0
        self._lock = threading.Lock()
        self.pick = random.Random(seed)

    def note(self, kind: str, path: str, status: int, text: str, spent: float) -> None:
        """One answer."""
        with self._lock:
            self.spent[kind].append(spent)
            if status != 200:
                self.errors.append(f"{status} {path}")
            for name, sign in LINKS.items():
                self.links[name] = (self.links[name] + re.findall(sign, text)[:20])[-2000:]

    def address(self, kind: str, pick: random.Random) -> str:
        """Something of this kind to open."""
        held = self.links.get(kind)
        if held:
            return html.unescape(pick.choice(held))
        plain = {
            "system": "/", "ledger": "/ledger?" + urlencode(self.filters(pick)),
            "search": f"/search?q={quote(pick.choice(WORDS))}",
            "api: statements": "/api/statements?limit=50&kind=figure", "api: documents": "/api/documents",
            "api: findings": "/api/findings?limit=25&severity=high",
        }  # fmt: skip
        return plain.get(kind, f"/{kind}" if kind not in LINKS else "/ledger")

    def filters(self, pick: random.Random) -> dict[str, str]:
        """None, one or two filters."""
        found = {}
        for name in pick.sample((*FILTERS, "text", "since"), pick.randint(0, 2)):
            values = {"text": list(WORDS), "since": ["2021", "2022-05", "2023-02-11"]}.get(name) or self.values.get(name)
            if values:
                found[name] = pick.choice(values)
        return found


def learn(browser: Browser, walk: Walk) -> None:
    """The values that the form of the ledger offers."""
    text = browser.get("/ledger")[1]
    for name, inside in re.findall(r'<select name="(\w+)">(.*?)</select>', text, re.DOTALL):
        walk.values[name] = [html.unescape(one) for one in re.findall(r'<option value="([^"]+)"', inside)]


def reader(server: Server, walk: Walk, number: int, until: float) -> None:
    """One person who reads."""
    pick, browser = random.Random(number), Browser(server)
    time.sleep(pick.random() * 2)
    follow = ""
    while time.monotonic() < until:
        kind = pick.choices(list(MIX), list(MIX.values()))[0]
        path = walk.address(kind, pick)
        if kind == "ledger" and follow and pick.random() < 0.4:
            path = follow
        status, text, spent = browser.get(path)
        walk.note(kind, path, status, text, spent)
        if kind == "ledger":
            onward = re.search(r'rel="next" href="([^"]+)"', text)
            follow = html.unescape(onward[1]) if onward else ""
        time.sleep(pick.uniform(*READ))


def reviewer(server: Server, walk: Walk, number: int, until: float) -> None:
    """One person who decides."""
    pick, browser = random.Random(1000 + number), Browser(server)
    mine = ""
    done = 0
    while time.monotonic() < until:
        noun = pick.choice(("findings", "findings", "statements"))
        path = f"/review?noun={noun}"
        status, text, spent = browser.get(path)
        walk.note("review", path, status, text, spent)
        time.sleep(pick.uniform(*DECIDE))
        done += 1
        forms = list(fields(text, mine if done % 4 == 0 else ""))
        if not forms:
            continue
        form = forms[0] if done % 4 == 0 else pick.choice(forms[:8])
        no = "dismiss" if form["target"].startswith("f_") else "reject"
        verdict = "undo" if form["target"].startswith("x_") else pick.choice(("accept", no))
        body = urlencode({**form, "verdict": verdict, "author": f"Reviewer {number}", "back": ""})
        status, _, spent, where = browser.send("POST", "/decide", body)
        walk.spent["decide"].append(spent)
        if status == 303:
            mine = where.partition("#")[2]
            walk.kept.append(mine)
        elif status == 409:
            walk.refused += 1
        else:
            walk.errors.append(f"{status} POST /decide {verdict}")


def fields(text: str, target: str) -> Iterator[dict[str, str]]:
    """The hidden fields of the forms that decide; of the one on `target` where that is given."""
    for one in re.findall(r"<form.*?</form>", text, re.DOTALL):
        held = {name: html.unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', one)}
        if "csrf" in held and held.get("target", "").startswith(target or ("f_", "s_")):
            yield held


def quiet(server: Server, walk: Walk) -> dict[str, dict[str, float]]:
    """Every filter of the ledger by itself, and the other pages, one request after another."""
    browser, pick = Browser(server), random.Random(5)
    found: dict[str, list[float]] = defaultdict(list)
    asked = {**walk.values, "text": list(WORDS), "since": ["2021", "2024-06", "2025"], "until": ["2019", "2022-06", "2023-02-11"]}
    for name, values in asked.items():
        for value in pick.sample(values, min(QUIET, len(values))):
            status, _, spent = browser.get("/ledger?" + urlencode({name: value}))
            found[name].append(spent)
            if status != 200:
                walk.errors.append(f"{status} /ledger {name}")
    return {name: told(spent) for name, spent in found.items()}


def told(spent: list[float]) -> dict[str, float]:
    """Milliseconds: the middle, 95 and 99 of a hundred, the most, and how many were asked."""
    ordered = sorted(spent)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)

    return {"requests": len(ordered), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": round(ordered[-1] * 1000, 1)}


def begin(server: Server) -> dict[str, Any]:
    """What comes first, and when all is there: seconds since the process was started."""
    browser = Browser(server)
    found: dict[str, Any] = {"listening": round(server.listening, 2)}
    for name, path in (("system", "/"), ("ledger", "/ledger"), ("conflicts", "/conflicts"), ("review", "/review")):
        status, _, spent = browser.get(path)
        found[f"first {name}"] = {"status": status, "ms": round(spent * 1000)}
    while "event: end" not in browser.get("/api/progress")[1]:
        if time.monotonic() - server.begun > 300:
            sys.exit("it is still counting")
    found["all counted"] = round(time.monotonic() - server.begun, 1)
    return found


@contextmanager
def serving(dossier: Path) -> Iterator[Server]:
    """A server that is ended."""
    server = Server(dossier)
    try:
        yield server
    finally:
        server.close()


def loaded(server: Server, walk: Walk, readers: int, reviewers: int, seconds: float) -> None:
    """All persons at once."""
    until = time.monotonic() + seconds
    people: list[tuple[Callable[..., None], int]] = [(reader, number) for number in range(readers)]
    people += [(reviewer, number) for number in range(reviewers)]
    threads = [threading.Thread(target=run, args=(server, walk, number, until)) for run, number in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def lost(dossier: Path, kept: list[str]) -> list[str]:
    """Decisions that were answered with success and are not in the dossier."""
    with Dossier.open(dossier, readonly=True) as store:
        held = {one.id for one in store.decisions()}
        faults = store.verify()
    return [*(one for one in kept if one not in held), *faults]


def main(given: argparse.Namespace) -> None:
    """Measure and write the record."""
    with tempfile.TemporaryDirectory() as folder:
        dossier = Path(folder) / "large.dossier"
        if given.dossier:
            shutil.copy(given.dossier, dossier)
        else:
            made(dossier, given.statements)
        with Dossier.open(dossier, readonly=True) as store:
            sizes = {name: query.totals(store)[name] for name in ("documents", "statements", "findings")}
        walk = Walk()
        with serving(dossier) as server:
            first = begin(server)
            learn(Browser(server), walk)
            filters = quiet(server, walk)
            load = [os.getloadavg()[0]]
            before, used = time.monotonic(), server.seconds
            loaded(server, walk, given.readers, given.reviewers, given.seconds)
            spent, used = time.monotonic() - before, server.seconds - used
            memory, load = server.memory_mb, [*load, os.getloadavg()[0]]
        gone = lost(dossier, walk.kept)
    every = [one for kind in walk.spent.values() for one in kind]
    body = {
        "machine": machine(), **sizes, "readers": given.readers, "reviewers": given.reviewers, "seconds": round(spent, 1),
        "think": READ, "load": load, "begin": first, "filters": filters,
        "pages": {name: told(found) for name, found in sorted(walk.spent.items())},
        "all": told(every), "requests_per_second": round(len(every) / spent, 1), "errors": len(walk.errors),
        "error": sorted(set(walk.errors))[:10], "decisions": len(walk.kept), "refused": walk.refused, "lost": len(gone),
        "server_mb": memory, "server_cpu": round(used / spent, 2),
        "readers_cpu": round(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]) / spent, 2),
    }  # fmt: skip
    print(_shown(body))
    if not given.dry:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")


def _shown(body: dict[str, Any]) -> str:
    lines = [f"begin {json.dumps(body['begin'])}"]
    for name in ("filters", "pages"):
        lines += [f"{name}: {kind:16} {json.dumps(row)}" for kind, row in body[name].items()]
    lines.append(f"all {json.dumps(body['all'])}")
    keys = ("requests_per_second", "errors", "error", "decisions", "refused", "lost", "server_mb", "server_cpu")
    return "\n".join([*lines, json.dumps({key: body[key] for key in keys})])


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--dossier", type=Path, help="measure on a copy of this one")
    parser.add_argument("--dry", action="store_true", help="print and keep nothing")
    return parser.parse_args(given)


if __name__ == "__main__":
    main(arguments())
