"""The duties of an agreement that something can come of: what the articles require or forbid, final clauses aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depositary.model.nouns import Statement
from depositary.treaty.implementation.cues import expression
from depositary.treaty.life.clauses import Fact
from depositary.treaty.life.read import Life
from depositary.treaty.texts import Text

# Clauses that take effect by themselves: nobody carries them out.
_BY_ITSELF = (
    "entry_into_force", "provisional", "ratification", "term", "renewal", "withdrawal", "languages", "prevailing",
    "predecessor", "depositary",
)  # fmt: skip


def duties(text: Text, life: Life) -> list[Statement]:
    """The duties to be carried out, each provision once, in the order of the articles."""
    clauses = life.of(*_BY_ITSELF)
    places = {held.id: number for number, held in enumerate(text.provisions)}
    found = [one for one in text.duties if one.stance != "permits" and not _by_itself(one, text, clauses)]

    def place(one: Statement) -> tuple[int, int, str]:
        held = text.of(one)
        return (places.get(held.id, 0) if held else len(places), one.start, one.id)

    return sorted(_once(found), key=place)


def _by_itself(one: Statement, text: Text, clauses: Sequence[Fact]) -> bool:
    """True for a final clause, and for what the text brings about without anybody: "Measures of X are not affected"."""
    if any(each.doc == one.doc and each.start < one.end and one.start < each.end for each in clauses):
        return True
    if expression("at_once").search(one.quote):
        return True
    sorts = {role.name for role in one.roles}
    held = text.of(one)
    beside = held is not None and held.id in {each.provision for each in clauses}
    return "bearer" not in sorts and (beside or "modality" not in sorts)


def _once(found: Iterable[Statement]) -> list[Statement]:
    """Of equal words in several documents the first."""
    held: dict[str, Statement] = {}
    for one in found:
        held.setdefault(" ".join(one.quote.split()).casefold(), one)
    return list(held.values())


def condition(duty: Statement) -> str:
    """The words of a condition that has to come about before the duty binds, "" where there is none."""
    told = [role.text for role in duty.roles if role.name == "condition"]
    return next((" ".join(one.split()) for one in told if expression("triggers").search(one)), "")


def bearer(duty: Statement) -> str:
    """Who bears a duty, in the words of the text."""
    told = [role.text for role in duty.roles if role.name == "bearer"]
    return " and ".join(told) or (duty.subject.literal if duty.subject else "")
