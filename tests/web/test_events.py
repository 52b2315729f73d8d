"""How far a build has come is told while it runs, and its end; a page that waits listens."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from served import Visitor, served
from visitor import Browser

pytest.importorskip("uvicorn", reason="the extra depositary[web] is not installed")

from depositary.dossier import Dossier, progress
from depositary.model.settings import DATA
from depositary.web.app import application

BUILD = "import sys; from depositary import pipeline; pipeline.build(sys.argv[1], sys.argv[2], case='model-pact', workers=1)"


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """Name and data of each."""
    found = []
    for block in text.split("\n\n"):
        held = dict(line.split(": ", 1) for line in block.splitlines())
        if "event" in held:
            found.append((held["event"], json.loads(held["data"])))
    return found


@pytest.mark.slow
def test_where_nothing_runs_the_end_is_told(built: Path) -> None:
    with served(built) as server:
        status, text = Visitor(server).get("/api/progress")
    assert status == 200 and text.startswith("retry: ")
    assert [name for name, _ in events(text)] == ["end"]


def test_a_build_that_was_killed_does_not_run(built: Path, tmp_path: Path) -> None:
    """Its process is gone, or never was on this machine and has told nothing for long."""
    target = tmp_path / "own.dossier"
    shutil.copy(built, target)
    with Dossier.open(target) as store:
        assert progress.running(store) is None
        number = store.begin_build("2026-01-01T00:00:00+00:00", "test")
        progress.noting(store, number)("reading", 3, 9)
        found = progress.running(store)
        assert found is not None and (found.stage, found.done, found.of) == ("reading", 3, 9)
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        _tell(store, number, pid=ended.pid)
        assert progress.running(store) is None
        _tell(store, number, host="elsewhere")
        assert progress.running(store) is not None
        _tell(store, number, host="elsewhere", at="2026-01-01T00:00:00.000+00:00")
        assert progress.running(store) is None
        store.end_build(number, "2026-01-01T00:01:00+00:00", {})
        assert progress.running(store) is None


def _tell(store: Dossier, number: int, **change: object) -> None:
    body = json.loads(next(store.rows("SELECT report FROM builds WHERE id = ?", number))["report"])
    with store.transaction() as db:
        db.execute("UPDATE builds SET report = ? WHERE id = ?", (json.dumps({**body, **change}), number))


def test_pages_go_on_while_a_build_runs_and_say_so(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.dossier"
    shutil.copy(built, target)
    app = application(target)
    own = Browser(app)
    before = own.get("/").text
    with Dossier.open(target) as store:
        number = store.begin_build("2026-01-01T00:00:00+00:00", "test")
        progress.noting(store, number)("reading", 0, 1)
        store.drop(next(store.documents()).id)
        during = own.get("/").text
        assert 'data-progress="build"' in during and "A build runs" in during
        for path in ("/ledger", "/conflicts", "/timeline", "/sources", "/review", "/review?noun=statements", "/figures"):
            assert own.get(path).status == 200, path
        store.end_build(number, "2026-01-01T00:01:00+00:00", {})
    after = own.get("/").text
    assert "A build runs" not in after and after != before
    app.close()


@pytest.mark.slow
def test_a_build_is_followed_to_its_end(tmp_path: Path) -> None:
    """A process builds; the workbench, on loopback, tells how far it is, and then shows what it built."""
    folder, target = tmp_path / "in", tmp_path / "own.dossier"
    shutil.copytree(DATA / "demo" / "model-pact", folder)
    kept = sorted(one for one in folder.iterdir() if one.suffix == ".txt")
    beside = tmp_path / "beside"
    beside.mkdir()
    for one in kept[:-2]:
        one.rename(beside / one.name)
    subprocess.run([sys.executable, "-c", BUILD, folder, target], check=True)
    with Dossier.open(target, readonly=True) as store:
        first = len(list(store.documents()))
    for one in beside.iterdir():
        one.rename(folder / one.name)
    with served(target) as server:
        visitor = Visitor(server)
        assert visitor.get("/")[0] == 200
        builder = subprocess.Popen([sys.executable, "-c", BUILD, folder, target])
        until, seen = time.monotonic() + 90, []
        while not any(name == "build" for name, _ in seen) and time.monotonic() < until:
            line = http.client.HTTPConnection(server.host, server.port, timeout=90)
            line.request("GET", "/api/progress")
            seen = events(line.getresponse().read().decode())  # ends when the build does
            line.close()
        assert builder.wait(60) == 0
        told = [data for name, data in seen if name == "build"]
        assert told and seen[-1][0] == "end"
        assert {str(one["stage"]) for one in told} <= {"starting", "reading", "checking"}
        assert all(0 <= int(str(one["done"])) <= int(str(one["of"])) for one in told)
        visitor = Visitor(server)  # a line that is not used for some seconds is closed
        status, text = visitor.get("/")
        assert status == 200 and "A build runs" not in text
        with Dossier.open(target, readonly=True) as store:
            names = [one.name for one in store.documents()]
        assert len(names) > first
        assert all(visitor.get(f"/doc/{name}")[0] == 200 for name in names)
