"""Conditions of a duty in a scenario: met, not met, or open where the scenario does not settle them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.model.text import fold
from depositary.treaty.claims.passages import Passage
from depositary.treaty.scenario.scene import Scene
from depositary.treaty.scenario.situations import situations
from depositary.treaty.texts import Text

# How far back in its article "in such a case" may point, in characters.
_BACK = 900


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in its words; `state` is met, not met or open, `why` what settles it or what does not."""

    words: str
    state: str
    why: str


def conditions(text: Text, passage: Passage, scene: Scene, parties: tuple[str, ...]) -> tuple[Condition, ...]:
    """The conditions that a duty names, those it points back to ("in such a case"), and its exceptions."""
    duty, known = passage.duty, situations()
    if duty is None:
        return ()
    told = [one.text for one in duty.roles if one.name == "condition"]
    if not told and (known.again.search(passage.words) or known.waits.search(passage.words)):
        told = [duty.quote]
    return (*(_one(words, _before(text, passage), scene, parties) for words in told), *_exceptions(duty))


def _before(text: Text, passage: Passage) -> str:
    """The folded words of the article before a duty."""
    held = next((one for one in text.articles() if one.article == passage.held.article), None)
    assert passage.duty is not None
    if held is None or held.doc != passage.duty.doc:
        return ""
    end = max(0, passage.duty.start - held.body)
    return fold(held.words[max(0, end - _BACK) : end])


def _one(words: str, before: str, scene: Scene, parties: tuple[str, ...]) -> Condition:
    """Every condition in the words must hold; one that a party's own act cannot meet is not met."""
    known, said = situations(), fold(words)
    if known.again.search(said):
        said = f"{before} {said}"
    keys = [key for key, pattern in known.conditions.items() if pattern.search(said)]
    states = [_settled(key, said, scene, parties) for key in keys]
    for wanted in ("not met", "open"):
        why = [one for state, one in states if state == wanted]
        if why:
            return Condition(words, wanted, why[0])
    if not states:
        return Condition(words, "open", "the scenario does not settle it")
    return Condition(words, "met", "; ".join(dict.fromkeys(why for _, why in states)))


def _settled(key: str, words: str, scene: Scene, parties: tuple[str, ...]) -> tuple[str, str]:
    noun = situations().nouns[key]
    met = [one for one in scene.facts if key in one.act.meets and one.hit in parties]
    if not met:
        return "open", f"the scenario does not tell of {noun}"
    if key == "attack" and situations().outside.search(words) and all(one.doer in parties for one in met):
        return "not met", "it is a party that attacks"
    return "met", f"the scenario tells of {noun}"


def _exceptions(duty: Statement) -> Iterator[Condition]:
    for one in duty.roles:
        if one.name == "exception":
            yield Condition(one.text, "open", "an exception that the scenario does not settle")
