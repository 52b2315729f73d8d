"""A scenario for a reader: per agreement whether it is in force, whom it binds to what, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass

from depositary.treaty.scenario import Answer, Row, Scene, answers
from depositary.treaty.scenario.scene import name_of
from depositary.views import text
from depositary.views.lines import Desk

# How a duty stands in the scenario.
APPLIES = {"yes": "", "open": "if its conditions are met, ", "no": "does not apply: "}


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty with its citation."""

    row: Row
    cite: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The scenario in words, and what each agreement says."""

    name: str
    day: str
    facts: tuple[str, ...]
    answers: tuple[tuple[Answer, tuple[Shown, ...], str], ...]


def scenario(desk: Desk, scene: Scene) -> Asked:
    """The scenario with its answers."""
    case = desk.record.case
    told = [
        one.act.label.format(**{role: name_of(key, case) for role, key in one.roles.items()})
        + (f" (about {one.matter})" if one.matter else "")
        for one in scene.facts
    ]
    found = answers(desk.record, scene)
    return Asked(
        scene.name,
        scene.day,
        tuple(text.capital(one) for one in told),
        tuple((one, tuple(_shown(desk, row) for row in one.rows), missing(one)) for one in found),
    )


def missing(one: Answer) -> str:
    """What no passage held speaks of, in a sentence that says no more than the articles held can bear."""
    if not one.missing:
        return ""
    what = "; ".join(one.missing)
    if one.coverage.startswith("whole text"):
        return f"No article of the whole text speaks of: {what}."
    if one.coverage == "no article held":
        return f"No article is held, so nothing can be said of: {what}."
    return f"Not in the articles held ({one.coverage}): {what}."


def _shown(desk: Desk, row: Row) -> Shown:
    cite = desk.cite(row.source, row.statement) if row.statement else f"[{row.source}]"
    if row.basis == "coded_fact":
        return Shown(row, cite, f"By a coded fact, not its text: {text.flat(row.action)}")
    who = row.bearer or "nobody named"
    verb = "is not obliged" if row.verb == "need not" else row.verb
    said = f"{APPLIES[row.applies]}{who} {verb}: “{text.flat(row.quote)}”"
    return Shown(row, cite, f"{row.reference}. {text.capital(said)}")
