"""What a follower would ask of a part, and whether a statement answers it.

Questions and the shapes of an answer (`answered_by`, one or a list of which any will do) are data of the case; their
keys are told in docs/how-to/follow-another-agreement.md. What nothing answers is told as not known.
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
    found: dict[str, Statement] = {}
    for wanted in _shapes(question.get("answered_by")):
        found.update((item.id, item) for item in _field(desk, part, wanted) if _fits(item, wanted))
    return Answer(str(question["ask"]), tuple(rank.lines(desk, list(found.values()), limit)))


def _shapes(answered_by: Any) -> list[Mapping[str, Any]]:
    return list(answered_by) if isinstance(answered_by, list) else [answered_by or {}]


def _field(desk: Desk, part: Part, wanted: Mapping[str, Any]) -> Iterable[Statement]:
    """Where to look: what is about the things named, the parts named, copied documents, everything, else the part."""
    if wanted.get("copies"):
        return _of_copies(desk)
    if "about" in wanted:
        return [item for key in _listed(wanted["about"]) for item in desk.about(key)]
    if "series" in wanted or wanted.get("anywhere"):
        return desk.record.statements
    return [item for key in _listed(wanted.get("part", part.id)) for item in desk.by_part.get(key, ())]


def _of_copies(desk: Desk) -> Iterable[Statement]:
    """The first statement placed in a part of each copied document: shown with its document it tells the copy."""
    copied = {key for key, item in desk.headers.items() if item.copy_of}
    held = [item for item in desk.record.statements if item.doc in copied]
    return [
        min((one for one in held if one.doc == doc), key=lambda one: (not one.parts, one.start))
        for doc in _docs(held)
    ]


def _docs(held: Iterable[Statement]) -> list[str]:
    return sorted({item.doc for item in held})


def _fits(item: Statement, wanted: Mapping[str, Any]) -> bool:
    return _fits_sort(item, wanted) and _fits_voice(item, wanted) and _fits_words(item, wanted)


def _fits_sort(item: Statement, wanted: Mapping[str, Any]) -> bool:
    """Series, kind, state and predicate. Predicates narrow events and statuses alone: those of the others are verbs."""
    if "series" in wanted and item.series not in _listed(wanted["series"]):
        return False
    if "kind" in wanted and item.kind not in _listed(wanted["kind"]):
        return False
    if "state" in wanted and _state(item) not in _listed(wanted["state"]):
        return False
    narrow = "predicate" in wanted and item.kind in ("event", "status")
    return not narrow or item.predicate in _listed(wanted["predicate"])


def _fits_voice(item: Statement, wanted: Mapping[str, Any]) -> bool:
    """Stance, scope, who speaks, whether it is dated, negated, and the roles it has."""
    if "stance" in wanted and item.stance not in _listed(wanted["stance"]):
        return False
    if "scope" in wanted and item.scope != wanted["scope"]:
        return False
    if wanted.get("named") and (item.speaker is None or item.speaker.entity in item.about):
        return False  # the text of an agreement speaks for itself
    if wanted.get("dated") and not (item.when and item.when.start):
        return False
    if "negated" in wanted and item.negated != wanted["negated"]:
        return False
    return "role" not in wanted or any(one.name in _listed(wanted["role"]) for one in item.roles)


def _fits_words(item: Statement, wanted: Mapping[str, Any]) -> bool:
    """One of `terms` is quoted, one of `also` too, none of `without`."""
    if any(wanted.get(key) and not _quoted(item, wanted[key]) for key in ("terms", "also")):
        return False
    return not (wanted.get("without") and _quoted(item, wanted["without"]))


def _quoted(item: Statement, terms: Iterable[Any]) -> bool:
    return bool(_phrases(tuple(str(term) for term in terms)).find(item.quote))


def _state(item: Statement) -> str:
    return item.predicate if item.kind == "status" else str(item.attributes.get("state", ""))


@lru_cache(maxsize=512)
def _phrases(terms: tuple[str, ...]) -> Phrases:
    return Phrases(terms)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
