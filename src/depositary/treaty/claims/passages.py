"""What a text says, passage by passage: its duties, and the provisions in which no duty was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from depositary.model.nouns import Statement
from depositary.model.text import fold
from depositary.treaty.claims.cues import cues
from depositary.treaty.claims.matters import Matter
from depositary.treaty.coding import codes
from depositary.treaty.texts import Held, Text

_LEAVES = ("PARAGRAPH", "POINT", "ARTICLE")


@dataclass(frozen=True, slots=True)
class Passage:
    """A duty, or a provision without one (`stance` ""). `words` are folded; `denied` for what is said not to be so; `soft` for
    a duty to try; `deferred` for what is left to another agreement; `codes` are variables proposed for it."""

    place: int
    held: Held
    words: str
    stance: str
    denied: bool
    soft: bool
    deferred: bool
    codes: frozenset[str]
    duty: Statement | None

    @property
    def reference(self) -> str:
        """ "Article 3(3)"."""
        return self.held.reference

    def speaks_of(self, matter: Matter) -> bool:
        """True where its words speak of the matter, or a code of it was proposed here."""
        return matter.says(self.words) or bool(self.codes & set(matter.codes))


def passages(text: Text) -> tuple[Passage, ...]:
    """The passages of the articles held, in the order of the articles. The same words in two documents stand once."""
    places = {one.id: number for number, one in enumerate(text.provisions)}
    by_place = _codes(text)
    found = list(_duties(text, places, by_place))
    taken = {one.held.id for one in found}
    for held in text.provisions:
        inside = any(other == held.id or other.startswith(f"{held.id}__") for other in taken)
        parents = any(held.id.startswith(f"{other}__") for other in taken)
        leaf = not any(one.id.startswith(f"{held.id}__") for one in text.provisions)
        if held.article and held.label in _LEAVES and leaf and not inside and not parents:
            found.append(_passage(places[held.id], held, held.words, None, by_place))
    found.sort(
        key=lambda one: (
            one.place,
            one.duty.start if one.duty else 0,
            one.words,
            one.duty.id if one.duty else "",
        )
    )
    return tuple(_once(found))


def _codes(text: Text) -> dict[str, set[str]]:
    """Variables that the articles promise, by duty; by provision where they need no duty."""
    found: dict[str, set[str]] = {}
    for one in codes(text):
        if one.value:
            found.setdefault(one.statement or one.provision, set()).add(one.variable)
    return found


def _duties(text: Text, places: dict[str, int], by_place: Mapping[str, set[str]]) -> Iterator[Passage]:
    for duty in text.duties:
        held = text.of(duty) or _elsewhere(text, duty)
        if held is not None and held.article:
            yield _passage(places[held.id], held, duty.quote, duty, by_place)


def _elsewhere(text: Text, duty: Statement) -> Held | None:
    """The provision that holds these words where another document quotes it at greater length."""
    return next((one for one in reversed(text.provisions) if one.article and duty.quote in one.words), None)


def _passage(
    place: int, held: Held, quote: str, duty: Statement | None, by_place: Mapping[str, set[str]]
) -> Passage:
    words, known = fold(quote), cues()
    action = (
        fold(" ".join(one.text for one in duty.roles if one.name in ("action", "manner", "modality")))
        if duty
        else ""
    )
    soft = duty is not None and (
        known.softened.match(action.removeprefix("shall ").strip()) is not None or _trying(duty)
    )
    stance = duty.stance if duty else ""
    denied = duty is not None and duty.negated and stance != "forbids"
    found = by_place.get(duty.id if duty is not None else held.id, ())
    deferred = known.deferred.search(words) is not None
    return Passage(place, held, words, stance, denied, soft, deferred, frozenset(found), duty)


def _trying(duty: Statement) -> bool:
    return any(one.name == "manner" and cues().softened.fullmatch(fold(one.text)) for one in duty.roles)


def _once(found: Iterable[Passage]) -> Iterator[Passage]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.held.id, one.words) not in seen:
            seen.add((one.held.id, one.words))
            yield one
