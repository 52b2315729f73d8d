"""One clean build of the small folder, shared by the tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline_corpus import built, write

from depositary import pipeline
from depositary.model.settings import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "in")


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the small folder exports, built at once by one process."""
    home = tmp_path_factory.mktemp("clean")
    return built(write(home / "in"), home / "a.dossier")


@pytest.fixture(scope="session")
def demo_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example corpus of the project, built once."""
    target = tmp_path_factory.mktemp("demo") / "a.dossier"
    pipeline.build(DATA / "demo" / "model-pact", target, case="model-pact", workers=1)
    return target
