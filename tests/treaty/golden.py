"""The labelled model treaties beside what is read of them: pairs of duties, and how a pair is told.

A duty read is the duty labelled when provision, stance and bearer are equal (folded, without "the" and "a" before it) and the
actions share at least 4 of 5 of their words. Each is paired once, the best pairs first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from depositary.annotate.layers import annotate
from depositary.annotate.parse import page_of
from depositary.extract.entities import entities
from depositary.extract.obligations import obligations
from depositary.model.nouns import Document, Statement
from depositary.model.record import Record
from depositary.model.text import fold
from depositary.treaty.texts import Text, texts
from factory import document

FOLDER = Path(__file__).parents[1] / "golden" / "treaty"
ENOUGH = 0.8
_BEFORE = ("the", "a", "an", "be", "to")


@dataclass(frozen=True)
class Told:
    """A duty by what is compared: provision, stance, bearer, words of the action."""

    provision: str
    stance: str
    bearer: str
    action: str

    def alike(self, other: Told) -> float:
        """The share of words that two actions have in common; 0 when anything else differs."""
        same = (self.provision, self.stance, self.bearer) == (other.provision, other.stance, other.bearer)
        return overlap(self.action, other.action) if same else 0.0


def overlap(one: str, other: str) -> float:
    """Jaccard index of the words of two actions."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) / len(first | second) if first | second else 0.0


def words(text: str) -> list[str]:
    """Folded words without punctuation at their ends, and without an article or "be" before the first."""
    found = [one for word in fold(text).split() if (one := word.strip(".,;:()\"'"))]
    while len(found) > 1 and found[0] in _BEFORE:
        found = found[1:]
    return found


def bare(text: str | None) -> str:
    """A bearer to compare."""
    return " ".join(words(text or ""))


@cache
def labels(path: Path) -> dict[str, Any]:
    """The labels of a treaty."""
    held: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return held


def record(name: str, text: str) -> Record:
    """A record of one treaty."""
    held: Document = document(text, name, kind="treaty")
    page = annotate(page_of(held, None), ("provisions", "modality", "names", "times"))
    made = list(obligations(page))
    return Record({held.id: held}, made, {one.id: one for one in entities(page, made)}, (), None)


def text(name: str, words_: str) -> Text:
    """The only agreement of a text."""
    (found,) = texts(record(name, words_))
    return found


def read(held: Text, duty: Statement, heads: Sequence[str] = ()) -> Told:
    """A duty read, as it is compared; running heads and numbers of pages are no words of an action."""
    place = held.of(duty)
    roles = {name: [one.text for one in duty.roles if one.name == name] for name in ("bearer", "action")}
    bearer, action = bare(" and ".join(roles["bearer"])), _paged(" ".join(roles["action"]), heads)
    return Told(place.id if place else "", duty.stance, bearer, action)


def _paged(action: str, heads: Sequence[str]) -> str:
    kept = [one for one in action.replace("\f", "").split("\n") if one not in heads]
    return "\n".join(one for one in kept if not re.fullmatch(r"- \d+ -", one))


def labelled(row: dict[str, Any]) -> Told:
    """A label, as it is compared."""
    return Told(row["provision"], row["modality"], bare(row["bearer"]), row["action"])


def paired(gold: Sequence[Told], made: Sequence[Told]) -> list[tuple[int, int]]:
    """Pairs of places in both lists, each used once."""
    near = [(-one.alike(other), a, b) for a, one in enumerate(gold) for b, other in enumerate(made)]
    found: list[tuple[int, int]] = []
    for weight, a, b in sorted(near):
        if -weight >= ENOUGH and all(a != one and b != other for one, other in found):
            found.append((a, b))
    return found


def f1(right: int, gold: int, made: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / (gold + made) if gold + made else 0.0
