"""A dossier of one invented report, built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from proposing_corpus import CASE, OTHER, REPORT, Asking, built
from scripted import Script, serving

from depositary.dossier import Dossier
from depositary.model import case as cases
from depositary.propose import Bounds, Endpoint, Report, Wanted, plan, run


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("propose")
    return built(home / "in", {"a.txt": REPORT, "b.txt": OTHER}, home / "x.dossier")


@pytest.fixture
def dossier(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole.parent / "in", tmp_path / "in")
    return Path(shutil.copy(whole, tmp_path / "x.dossier"))


@pytest.fixture
def pauses() -> list[float]:
    """Seconds that a run would have waited."""
    return []


@pytest.fixture
def ask(dossier: Path, pauses: list[float]) -> Iterator[Asking]:
    """Run a script as the endpoint of a model; returns the report, keeps the server as `ask.server`."""

    def asked(script: Script, *, most: int = 100, seconds: float = 5.0, total: float = 600.0, key: str = "") -> Report:
        with serving(script) as server, Dossier.open(dossier) as store:
            held.server = server  # type: ignore[attr-defined]
            made = plan(store, "m-1", Wanted(most=most))
            endpoint = Endpoint.at(server.address, seconds, {"DEPOSITARY_MODEL_KEY": key})
            return run(store, made, endpoint, cases.load(CASE), bounds=Bounds(total, pauses.append))

    held: Asking = asked
    held.server = None  # type: ignore[attr-defined]
    yield held
