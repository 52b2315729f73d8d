"""Which decisions on one thing hold, when several people decided: a function of the decisions alone, whatever their order.

A decision holds unless an undoing of it holds. Of those on one thing, one overrules those that its author had before the eyes
(`over`, kept when it is made) and the author's own earlier ones. What is left over are the heads: where they say the same it
holds; where they differ, people decided apart, neither holds, and readers are told of both. Times order what is shown and
never decide between two people: clocks differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from depositary.model.nouns import Decision

VERDICTS = ("accept", "dismiss", "reject")
ACCEPTED, AGAINST = "accepted", "against"
OVER = "over"
# Fields of a document that an edit sets.
FIELDS = ("written", "publisher", "grade")


@dataclass(frozen=True, slots=True)
class Voice:
    """What one decision says of one thing."""

    id: str
    author: str
    value: str
    over: tuple[str, ...] = ()


def heads(voices: Sequence[Voice]) -> list[Voice]:
    """Voices that no other overrules; `voices` are those that hold, oldest first."""
    overruled = {name for one in voices for name in one.over}
    last = {one.author: one.id for one in voices if one.author}
    return [one for one in voices if one.id not in overruled and last.get(one.author, one.id) == one.id]


def agreed(voices: Sequence[Voice]) -> str | None:
    """What holds; None where nobody says anything or people differ."""
    said = {one.value for one in heads(voices)}
    return said.pop() if len(said) == 1 else None


def differ(voices: Sequence[Voice]) -> bool:
    """True where people decided apart."""
    return len({one.value for one in heads(voices)}) > 1


def over(made: Decision) -> tuple[str, ...]:
    """Ids of the decisions that its author overruled."""
    held = made.change.get(OVER, ())
    return tuple(str(one) for one in held) if isinstance(held, (list, tuple)) else ()


def voice(made: Decision, value: str) -> Voice:
    """The voice of a decision."""
    return Voice(made.id, made.author, value, over(made))


def side(verdict: str) -> str:
    """Of a verdict: accepted, or against."""
    return ACCEPTED if verdict == "accept" else AGAINST


def slots(made: Decision) -> Iterator[tuple[str, str]]:
    """(what of its target, value) that a decision sets and another can set otherwise."""
    if made.verdict in VERDICTS:
        yield "verdict", side(made.verdict)
    elif made.verdict == "edit":
        for name in FIELDS:
            if name in made.change:
                yield name, str(made.change[name])
    elif made.verdict == "split":
        for other in made.others:
            yield other.id, str(made.change.get("name", ""))


def undone(undoings: Mapping[str, str]) -> set[str]:
    """Ids of decisions that do not hold; `undoings` is the id of each undoing and of what it takes back."""
    against: dict[str, list[str]] = {}
    for name in sorted(undoings):
        against.setdefault(undoings[name], []).append(name)
    holds: dict[str, bool] = {}
    for start in sorted(against):
        waiting, entered = [start], set()
        while waiting:
            top = waiting[-1]
            entered.add(top)
            open_ = [one for one in against.get(top, ()) if one not in holds and one not in entered]
            if open_:
                waiting += open_
                continue
            holds[waiting.pop()] = not any(holds.get(one, False) for one in against.get(top, ()))
    return {name for name, held in holds.items() if not held}
