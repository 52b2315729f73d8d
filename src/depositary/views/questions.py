"""What a follower would ask of a part, and whether a statement answers it.

Questions and the shapes of an answer (`answered_by`, one or a list of which any will do) are data of the case; their
keys are told in docs/how-to/follow-another-agreement.md. What nothing answers is told as not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from depositary.model.case import Part
from depositary.model.nouns import Statement
from depositary.model.phrases import Phrases
from depositary.views import rank
from depositary.views.leads import lead
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
    shapes, every = _shapes(question.get("answered_by"))
    held = [[item for item in _field(desk, part, wanted) if _fits(desk, item, wanted)] for wanted in shapes]
    if every and not all(held):
        return Answer(str(question["ask"]), ())
    if every:  # the best line of each
        return Answer(str(question["ask"]), tuple(line for items in held for line in rank.lines(desk, items, 1)))
    found = {item.id: item for items in held for item in items}
    return Answer(str(question["ask"]), tuple(rank.lines(desk, list(found.values()), limit)))


def _shapes(answered_by: Any) -> tuple[list[Mapping[str, Any]], bool]:
    """The shapes, and whether every one of them must be met rather than any."""
    if isinstance(answered_by, Mapping) and "all" in answered_by:
        return list(answered_by["all"]), True
    return (list(answered_by) if isinstance(answered_by, list) else [answered_by or {}]), False


def _field(desk: Desk, part: Part, wanted: Mapping[str, Any]) -> Iterable[Statement]:
    """Where to look: what is about the things named, the parts named, copied documents, everything, else the part."""
    if wanted.get("copies"):
        return _of_copies(desk)
    if "about" in wanted:
        return [item for key in _listed(wanted["about"]) for item in _told_of(desk, key)]
    if "series" in wanted or wanted.get("anywhere"):
        return desk.record.statements
    return [item for key in _listed(wanted.get("part", part.id)) for item in desk.by_part.get(key, ())]


def _told_of(desk: Desk, key: str) -> Iterable[Statement]:
    """What is about a thing, with what findings on its states name though the words do not."""
    thing = desk.entity(key)
    named = (item for one in desk.of_states.get(thing.id, ()) for item in desk.named(one)) if thing else ()
    return {item.id: item for item in (*desk.about(key), *(item for item in named if not item.about))}.values()


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


def _fits(desk: Desk, item: Statement, wanted: Mapping[str, Any]) -> bool:
    return _fits_sort(item, wanted) and _fits_voice(item, wanted) and _fits_words(desk, item, wanted)


def _fits_sort(item: Statement, wanted: Mapping[str, Any]) -> bool:
    """Series, kind, state and predicate. Predicates narrow events and statuses alone: those of the others are verbs."""
    if "series" in wanted and item.series not in _listed(wanted["series"]):
        return False
    if "measure" in wanted and item.measure not in _listed(wanted["measure"]):
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
    if wanted.get("timed") and not _timed(item):
        return False
    if "negated" in wanted and item.negated != wanted["negated"]:
        return False
    return "role" not in wanted or any(one.name in _listed(wanted["role"]) for one in item.roles)


# A time told by what it comes before or after, as "after the summit".
_BY_EVENT = re.compile(r"\b(?:after|before|during|until|at) (?:the|a|his|her|their|its|that) \w")


def _timed(item: Statement) -> bool:
    """True where a time is told, be it one that no day can be given to."""
    told = any(one is not None and (one.known or one.literal) for one in (item.due, item.when))
    return told or _BY_EVENT.search(item.quote) is not None


def _fits_words(desk: Desk, item: Statement, wanted: Mapping[str, Any]) -> bool:
    """One of `terms` is quoted, one of `also` too, none of `without`. Where both are asked for, the first may stand in what the
    words are shown with because they begin without their subject."""
    if wanted.get("also") and not _quoted(item.quote, wanted["also"]):
        return False
    lent = f"{lead(item, desk.record.documents)} " if wanted.get("also") else ""
    if wanted.get("terms") and not _quoted(lent + item.quote, wanted["terms"]):
        return False
    return not (wanted.get("without") and _quoted(item.quote, wanted["without"]))


def _quoted(words: str, terms: Iterable[Any]) -> bool:
    return bool(_phrases(tuple(str(term) for term in terms)).find(words))


def _state(item: Statement) -> str:
    return item.predicate if item.kind == "status" else str(item.attributes.get("state", ""))


@lru_cache(maxsize=512)
def _phrases(terms: tuple[str, ...]) -> Phrases:
    return Phrases(terms)


def _listed(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
