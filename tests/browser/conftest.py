"""The demo in a real browser: Chromium of the system, driven by Playwright, on a server of its own.

Run by `make test-browser`; the plain tests leave these out. A message of the browser about its content security policy
fails whatever test it comes in, and so does an error of a script.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depositary import pipeline
from depositary.model.settings import DATA

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Left out where nobody asks for them by their marker."""
    if "browser" not in (config.option.markexpr or ""):
        for one in items:
            if HERE in one.path.parents:
                one.add_marker(pytest.mark.skip(reason="needs a browser; run make test-browser"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("browser") / "partnership.dossier"
    pipeline.build(DATA / "demo" / "partnership", target, workers=1)
    return target


@pytest.fixture
def served(built: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server on a copy of the demo, started as a user starts it."""
    target = tmp_path / "partnership.dossier"
    shutil.copy(built, target)
    code = "from depositary.cli import main; main()"
    command = [sys.executable, "-u", "-c", code, "serve", str(target), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None and server.stderr is not None
    line = server.stdout.readline()
    assert "http://" in line, server.stderr.read()
    yield line.split()[-1].rstrip("/")
    server.terminate()
    assert server.wait(20) is not None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium is installed")
    with playwright.sync_playwright() as run:
        # Root in a container has no sandbox to run in.
        opened = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(chromium: Any, served: str) -> Iterator[Any]:
    """A page that opens paths of the server, and fails on what the browser complains of."""
    context = chromium.new_context(base_url=served, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(20_000)
    complaints: list[str] = []
    made.on("console", lambda one: complaints.append(one.text) if one.type == "error" and "409" not in one.text else None)
    made.on("pageerror", lambda one: complaints.append(str(one)))
    made.on("request", lambda one: None if one.url.startswith(served) else complaints.append(f"loads {one.url}"))
    yield made
    context.close()
    assert complaints == []
