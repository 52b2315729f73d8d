"""A dossier of the fictional corpus, built once, and a runner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from depositary import pipeline
from depositary.cli import program
from depositary.model.settings import DATA

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("cli") / "pact.dossier"
    pipeline.build(DATA / "demo" / "model-pact", target, workers=1)
    return target


@pytest.fixture
def run() -> Run:
    def call(*args: object) -> Result:
        return CliRunner().invoke(program, [str(arg) for arg in args])

    return call


@pytest.fixture(scope="session")
def ids(dossier: Path) -> dict[str, str]:
    """Ids of a statement, a finding, and a statement that a finding names."""
    from depositary.dossier import Dossier

    with Dossier.open(dossier, readonly=True) as store:
        finding = next(store.findings())
        return {
            "statement": next(store.statements()).id,
            "finding": finding.id,
            "named": finding.statements[0],
        }
