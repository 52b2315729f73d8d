"""The hand-made record, as a desk."""

from __future__ import annotations

import pytest
from builders import record

from depositary.views.lines import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(record())
