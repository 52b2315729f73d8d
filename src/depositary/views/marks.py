"""What people decided, as the views need it: marks beside statements and findings, and the record without what was dismissed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from depositary.dossier import decide, near, proposed, verdicts
from depositary.dossier.store import Dossier
from depositary.model.nouns import Decision
from depositary.model.record import Record

VERBS = {
    "accept": "accepted",
    "dismiss": "dismissed",
    "reject": "rejected as misread",
    "note": "note",
    "edit": "edited",
    "merge": "held for one",
    "split": "held for two",
    "score": "scored",
    "undo": "taken back",
}
VERDICTS = verdicts.VERDICTS


def by(author: str) -> str:
    """By whom, with a space before it; "" where nobody is named."""
    return f" by {author}" if author else ""


def scored(made: Decision) -> str:
    """What a score says: "2 for 2025", "not due in 2025"."""
    score, year = made.change.get("score"), made.change.get("year")
    return f"not due in {year}" if score is None else f"{score} for {year}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one person decided about a statement or finding. `how` tells how it was found again."""

    decision: str
    verdict: str
    author: str
    at: str
    note: str
    how: str
    said: str = ""
    over: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """dismissed by NAME on 2026-01-31: the note; reopened, was dismissed by NAME; scored 2 for 2025 by NAME."""
        verb = f"{VERBS[self.verdict]} {self.said}".rstrip()
        lead = f"reopened with other statements, was {verb}" if self.how == "reopened" else verb
        return f"{lead}{by(self.author)} on {self.at[:10]}" + (f": {self.note}" if self.note else "")


Marks = Mapping[str, tuple[Mark, ...]]


def marks(store: Dossier, target: str | None = None) -> Marks:
    """Marks by what they are about now, oldest first; those on `target` alone where it is given."""
    found: dict[str, list[Mark]] = defaultdict(list)
    for one in decide.standing(store.db, target):
        made = one.decision
        if one.target is not None:
            said = scored(made) if made.verdict == "score" else ""
            mark = Mark(made.id, made.verdict, made.author, made.at, made.note, one.how, said, verdicts.over(made))
            found[one.target].append(mark)
    return {name: tuple(held) for name, held in found.items()}


def voices(held: tuple[Mark, ...]) -> list[verdicts.Voice]:
    """The verdicts among marks."""
    told = (one for one in held if one.verdict in VERDICTS and one.how != "reopened")
    return [verdicts.Voice(one.decision, one.author, verdicts.side(one.verdict), one.over) for one in told]


def dismissed(held: tuple[Mark, ...]) -> bool:
    """True where the verdict that holds is against it; where people differ, none holds."""
    return verdicts.agreed(voices(held)) == verdicts.AGAINST


def differ(held: tuple[Mark, ...]) -> bool:
    """True where people decided apart."""
    return verdicts.differ(voices(held))


def gone(store: Dossier) -> frozenset[str]:
    """Ids of misread statements and dismissed findings, of what a model proposed and nobody accepted, and of findings that
    rest on such a statement."""
    found = {name for name, held in marks(store).items() if dismissed(held)}
    found |= proposed.waiting(store.db)
    return frozenset(found | near.resting(store.db, found))


def without_dismissed(record: Record, held: Marks, waiting: frozenset[str] = frozenset()) -> Record:
    """The record without misread statements, those `waiting` that a model proposed, dismissed findings, and findings that rest
    on such a statement."""
    gone = {name for name, found in held.items() if dismissed(found)} | waiting
    if not gone:
        return record
    findings = tuple(one for one in record.findings if one.id not in gone and gone.isdisjoint(one.statements))
    statements = tuple(one for one in record.statements if one.id not in gone)
    return replace(record, statements=statements, findings=findings)
