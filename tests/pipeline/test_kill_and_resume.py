"""A build that is killed at any moment and run again ends with the same bytes, and leaves no process behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pipeline_corpus import NEWS, built, exported, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")

# Builds, telling on a line what is done; after so many documents it waits a moment, so that a kill falls there.
CODE = """
import sys, time
from depositary import pipeline
from depositary.pipeline import sharing
sharing.SHARED_FROM = 0
def tell(what, done, of):
    print(what, done, flush=True)
    if (what, done) == (sys.argv[4], int(sys.argv[5])):
        time.sleep(float(sys.argv[6]))
print("start", flush=True)
pipeline.build(sys.argv[1], sys.argv[2], case="model-pact", workers=int(sys.argv[3]), layers=True, progress=tell)
print("end", flush=True)
"""
RANDOM = random.Random(11)


def started(folder: Path, target: Path, workers: int, what: str, done: int, pause: float) -> subprocess.Popen[str]:
    args = [sys.executable, "-c", CODE, folder, target, str(workers), what, str(done), str(pause)]
    return subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def until(process: subprocess.Popen[str], what: str, done: int) -> None:
    """Wait until the build has said so."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.split() == [what, str(done)]:
            return
    pytest.fail("the build ended before it could be killed")


def children(of: int) -> list[int]:
    """Processes that a process has started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(of)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in found.stdout.split()]


def lives(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.strip().startswith("Z")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Five turns of the small folder, each with other numbers, and its clean build."""
    home = tmp_path_factory.mktemp("many")
    turns = {
        f"{turn}/{name}": text.replace("2022", str(2022 + turn)).replace("15 articles", f"{15 + turn} articles")
        for turn in range(5)
        for name, text in NEWS.items()
    }
    folder = write(home / "in", turns)
    return folder, built(folder, home / "clean.dossier")


@pytest.mark.parametrize(
    ("workers", "what", "done"), [(1, "reading", 3), (2, "reading", 17), (1, "checking", 1), (2, "checking", 5)]
)
def test_killed_and_run_again(
    many: tuple[Path, list[str]], tmp_path: Path, workers: int, what: str, done: int
) -> None:
    folder, clean = many
    target = tmp_path / "a.dossier"
    process = started(folder, target, workers, what, done, 5)
    until(process, what, done)
    time.sleep(RANDOM.random() * 0.05)
    inside = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(inside) >= (2 if workers > 1 else 0)
    left = [pid for pid in inside if lives_after(pid, 10)]
    assert not left, "a process waits for work that never comes"
    kept = exported(target)
    assert 0 < len(kept) < len(clean)
    assert built(folder, target) == clean


def lives_after(pid: int, seconds: float) -> bool:
    """True when a process still runs after so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not lives(pid):
            return False
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    return True


def test_killed_at_random_moments(many: tuple[Path, list[str]], tmp_path: Path) -> None:
    """Three kills in one build, each somewhere in the writing of a document; then it is let run."""
    folder, clean = many
    target = tmp_path / "a.dossier"
    for done in (1, 4, 9):
        process = started(folder, target, 1, "never", 0, 0)
        until(process, "reading", done)
        time.sleep(RANDOM.random() * 0.02)
        process.kill()
        process.wait()
    assert built(folder, target) == clean
