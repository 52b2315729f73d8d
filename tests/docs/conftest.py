"""The tools that write the docs, and a folder in which the demo has been run."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from tooling import tool


@pytest.fixture(scope="session")
def outputs() -> ModuleType:
    """`tools/refresh_outputs.py`."""
    return tool("refresh_outputs")


@pytest.fixture(scope="session")
def corner(outputs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dossiers of the demo below `demo`."""
    folder = tmp_path_factory.mktemp("corner")
    outputs.run("depositary demo", folder)
    return folder
