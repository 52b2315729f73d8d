"""A dossier of the fictional corpus, built once, and a browser on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from visitor import Browser

from depositary import pipeline
from depositary.model.settings import DATA


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("web") / "pact.dossier"
    pipeline.build(DATA / "demo" / "model-pact", target, workers=1)
    return target


@pytest.fixture(scope="session")
def browser(built: Path) -> Iterator[Browser]:
    """A browser on the dossier that no test writes to."""
    from depositary.web.app import application

    app = application(built)
    yield Browser(app)
    app.close()


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Iterator[Browser]:
    """A browser on a copy, to write to."""
    target = tmp_path / "own.dossier"
    shutil.copy(built, target)
    from depositary.web.app import application

    app = application(target)
    yield Browser(app)
    app.close()
