"""The cues of implementation, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml


@cache
def cues(lang: str = "en") -> Mapping[str, Any]:
    """`data/cues/<lang>/implementation.yml`."""
    return dict(read_yaml(DATA / "cues" / lang / "implementation.yml"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of the file."""
    return frozenset(map(str, cues()[name]))


@cache
def expression(name: str) -> re.Pattern[str]:
    """An expression of the file, without regard to case."""
    return re.compile(str(cues()[name]), re.IGNORECASE)


def weight(name: str) -> float:
    """What a sort of agreement weighs."""
    return float(cues()["weights"][name])
