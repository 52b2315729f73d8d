"""What a follower would ask of a part, and whether a statement answers it.

Questions and the shape of an answer (`answered_by`) are data of the case. What nothing answers is told as not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from depositary.model.case import Part
from depositary.model.nouns import Statement
from depositary.model.phrases import Phrases
from depositary.views import rank
from depositary.views.lines import Desk, Line


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and the lines that answer it; no line: not known."""

    ask: str
    lines: tuple[Line, ...]

    @property
    def known(self) -> bool:
        """True when a statement answers."""
        return bool(self.lines)


def answers(desk: Desk, part: Part, limit: int = 2) -> list[Answer]:
    """The questions of a part with the best lines that answer each."""
    return [answer(desk, part, question, limit) for question in part.questions]


def answer(desk: Desk, part: Part, question: Mapping[str, Any], limit: int) -> Answer:
    """One question."""
    wanted = question.get("answered_by") or {}
    found = [item for item in _field(desk, part, wanted) if _fits(item, wanted)]
    return Answer(str(question["ask"]), tuple(rank.lines(desk, found, limit)))


def _field(desk: Desk, part: Part, wanted: Mapping[str, Any]) -> Iterable[Statement]:
    """Where to look: what is about the thing named, else the part itself."""
    if "about" in wanted:
        return desk.about(str(wanted["about"]))
    if "series" in wanted:
        return desk.record.statements
    return desk.by_part.get(part.id, ())


def _fits(item: Statement, wanted: Mapping[str, Any]) -> bool:
    if "series" in wanted and item.series != wanted["series"]:
        return False
    if "kind" in wanted and item.kind not in _listed(wanted["kind"]):
        return False
    # Predicates narrow events and statuses alone: those of the other kinds are verbs.
    if (
        "predicate" in wanted
        and item.kind in ("event", "status")
        and item.predicate not in _listed(wanted["predicate"])
    ):
        return False
    terms = tuple(str(term) for term in wanted.get("terms") or ())
    return not terms or bool(_phrases(terms).find(item.quote))


@lru_cache(maxsize=512)
def _phrases(terms: tuple[str, ...]) -> Phrases:
    return Phrases(terms)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
