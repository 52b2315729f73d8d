"""The dossier that the formats of the field are tested on."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import rich_dossier
from depositary.dossier import Dossier
from depositary.export.registry import write


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[Dossier]:
    with rich_dossier.made(tmp_path) as dossier:
        yield dossier


@pytest.fixture
def told(rich: Dossier) -> Callable[[str], str]:
    """The text of a format; the same twice."""

    def tell(name: str) -> str:
        first, again = io.StringIO(), io.StringIO()
        write(rich, name, first)
        write(rich, name, again)
        assert first.getvalue() == again.getvalue()
        return first.getvalue()

    return tell
