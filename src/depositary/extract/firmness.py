"""How firmly one commits, from 0 (considers, hopes) to 3 (signed, legally bound): `data/cues/<lang>/firmness.yml`."""

from __future__ import annotations

import re
from functools import cache

from depositary.extract.predicates import expression
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

CONSIDERED, PLANNED, PROMISED, BOUND = range(4)


@cache
def _levels(lang: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    body = read_yaml(DATA / "cues" / lang / "firmness.yml")
    return tuple((int(level), re.compile(expression(cues))) for level, cues in body.items())


def firmness(kind: str, stance: str, text: str, frame: str = "") -> int | None:
    """The level of a commitment or obligation with these words; None for what binds nobody.

    `frame` is what introduces the words ("the ministry pledged that"): it stands before them.
    """
    if kind == "obligation":
        return BOUND if stance in ("requires", "forbids") else None
    if kind != "commitment":
        return None
    words = f"{frame} {text}".lower()
    found = [
        (match.start(), -match.end(), level)
        for level, cues in _levels("en")
        for match in cues.finditer(words)
    ]
    return min(found)[2] if found else PROMISED if stance == "promises" else PLANNED
