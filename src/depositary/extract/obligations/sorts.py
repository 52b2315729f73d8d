"""Sorts of what a provision says: a duty makes, lets or keeps somebody do something; the rest tells views or how the text works.

All are statements of kind obligation, as their words bind the reading of the text. Who counts or scores what is to be done asks
for the sort `duty`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from depositary.model.nouns import Statement
from depositary.model.settings import DATA
from depositary.model.tables import read_yaml
from depositary.model.text import fold

SORTS = (
    "duty",
    "view",
    "effect",
    "final",
    "founding",
    "saving",
    "liberty",
    "status",
    "scope",
    "reference",
    "exception",
)


@dataclass(frozen=True)
class _Sorts:
    promising: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]


@cache
def _known(lang: str = "en") -> _Sorts:
    body = read_yaml(DATA / "cues" / lang / "obligations.yml")["sorts"]
    return _Sorts(
        frozenset(body["promising"]),
        {name: frozenset(words) for name, words in body["verbs"].items()},
        {name: re.compile("|".join(words)) for name, words in body["patterns"].items()},
    )


def sort_of(statement: Statement) -> str:
    """The sort of an obligation, one of SORTS."""
    known = _known()
    roles = {one.name for one in statement.roles}
    words = fold(statement.quote)
    verb = statement.predicate.split(" ")[0]
    for name in (
        "saving",
        "liberty",
        "exception",
        "effect",
        "final",
        "scope",
        "founding",
        "status",
        "reference",
    ):
        verbs = known.verbs.get(name)
        if verbs is not None and verb not in verbs and statement.predicate not in verbs:
            continue
        if known.patterns[name].search(words) and (name != "reference" or "bearer" not in roles):
            return name
    return "duty" if "modality" in roles or verb in known.promising else "view"
