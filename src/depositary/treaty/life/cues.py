"""The cues of final clauses, made ready: expressions with their blanks and macros filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depositary.model.settings import DATA
from depositary.model.tables import read_yaml

_MACRO = re.compile(r"\{([a-z]+)(\d?)\}")
_NAMED = re.compile(r"\?P<(\w+?)\d*>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a field. `reach` is how many sentences behind its own `more` may stand in."""

    field: str
    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    keep: re.Pattern[str] | None
    more: Mapping[str, re.Pattern[str]]
    choose: Mapping[str, Mapping[str, re.Pattern[str]]]
    reach: int


@dataclass(frozen=True)
class Cues:
    """All cues of one language."""

    rules: Mapping[str, tuple[Rule, ...]]
    body: Mapping[str, Any]

    def expression(self, *path: str | int) -> re.Pattern[str]:
        """The expression at a place of the file."""
        found: Any = self.body
        for key in path:
            found = found[key]
        return expression(str(found))

    def expressions(self, *path: str) -> dict[str, re.Pattern[str]]:
        """The expressions of a mapping, in the order of the file."""
        found: Any = self.body
        for key in path:
            found = found[key]
        return {str(key): expression(str(words)) for key, words in found.items()}


@cache
def _body(lang: str) -> dict[str, Any]:
    return dict(read_yaml(DATA / "cues" / lang / "final_clauses.yml"))


@cache
def cues(lang: str = "en") -> Cues:
    """The cues of `data/cues/<lang>/final_clauses.yml`."""
    body = _body(lang)
    rules = {field: tuple(_rule(field, one) for one in listed) for field, listed in body["fields"].items()}
    return Cues(rules, body)


def _rule(field: str, body: Mapping[str, Any]) -> Rule:
    return Rule(
        field,
        body["rule"],
        expression(body["words"]),
        expression(body["not"]) if "not" in body else None,
        expression(body["keep"]) if "keep" in body else None,
        {key: expression(words) for key, words in (body.get("more") or {}).items()},
        {
            key: {str(name): expression(words) for name, words in listed.items()}
            for key, listed in (body.get("choose") or {}).items()
        },
        int(body.get("reach", 0)),
    )


@cache
def expression(words: str, lang: str = "en") -> re.Pattern[str]:
    """The expression with macros filled in, any white space where it has a blank, and every group under a name of its own:
    a name that comes twice is numbered, and `groups` takes the number off again."""
    macros = _body(lang)["macros"]
    while _MACRO.search(words):
        words = _MACRO.sub(lambda found: _filled(str(macros[found[1]]), found[2]), words)
    spaced = _unique(words).replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(spaced, re.IGNORECASE | re.MULTILINE)


def _filled(words: str, number: str) -> str:
    return _NAMED.sub(rf"?P<\g<1>{number}>", words) if number else words


def _unique(words: str) -> str:
    seen: dict[str, int] = {}

    def name(found: re.Match[str]) -> str:
        key = found[1]
        seen[key] = seen.get(key, 0) + 1
        return f"?P<{key}>" if seen[key] == 1 else f"?P<{key}{seen[key]}>"

    return _NAMED.sub(name, words)


def groups(found: re.Match[str]) -> dict[str, str]:
    """What the groups of a match hold, without those that took no part."""
    return {key.rstrip("0123456789"): value for key, value in found.groupdict().items() if value is not None}
