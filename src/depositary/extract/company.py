"""Which states are named with a statement: by name, city, person, body, group, agreement or project."""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.layers import Page
from depositary.extract.assign import Company
from depositary.extract.propositions import Proposition
from depositary.model.nouns import Entity, Offsets, Span
from depositary.model.tables import split

# Bodies that tell of others: where they sit says nothing of what they tell.
_TELLING = ("press", "think_tank")


def company(page: Page, told: Proposition) -> Company:
    """The parties of the case and the other states named in the words, and in the paragraph they stand in."""
    if page.case is None:
        return Company()
    parties = frozenset(page.case.parties)
    own = frozenset(code for start, end in told.spans for code in states(page, start, end))
    start, end = told.paragraph.offsets(told.head.sent)
    sentence = own | _held(page, start, end)
    near = _held(page, told.paragraph.start, told.paragraph.end)
    return Company(
        own & parties, own - parties, sentence & parties, sentence - parties, near & parties, near - parties
    )


def _held(page: Page, start: int, end: int) -> frozenset[str]:
    """The states of a sentence or paragraph, found once for all its propositions."""
    known: dict[Offsets, frozenset[str]] = page.memo.setdefault("company.held", {})
    if (start, end) not in known:
        known[start, end] = frozenset(states(page, start, end))
    return known[start, end]


def states(page: Page, start: int, end: int) -> Iterator[str]:
    """Codes of the states named between two offsets, some more than once."""
    known: dict[int, tuple[str, ...]] = page.memo.setdefault("company.states", {})
    for layer in ("names", "references"):
        for span in page.inside(layer, start, end):
            key = id(span)  # the page holds its spans
            if key not in known:
                known[key] = states_of(page, span)
            yield from known[key]


def states_of(page: Page, span: Span) -> tuple[str, ...]:
    """Codes of the states that a name or reference stands for or belongs to."""
    value = span.value or {}
    thing = page.case.by_id.get(value.get("entity") or "") if page.case else None
    if thing is not None and thing.props.get("kind") in _TELLING:
        return ()
    if value.get("country"):
        return split(value["country"])
    keys = value.get("entities") or [value.get("entity")]
    return tuple(code for key in keys for code in _codes(page, key))


def _codes(page: Page, key: str | None) -> tuple[str, ...]:
    thing = page.case.by_id.get(key) if page.case and key else None
    if thing is not None:
        return _of_thing(thing)
    return _by_entity(page).get(key or "", ())


def _by_entity(page: Page) -> dict[str, tuple[str, ...]]:
    """States of the persons, bodies and states that the page names in full somewhere."""
    if "company.by_entity" not in page.memo:
        named = ((span.value or {}) for span in page.layer("names"))
        found = {
            one["entity"]: split(one["country"]) for one in named if one.get("entity") and one.get("country")
        }
        page.memo["company.by_entity"] = found
    known: dict[str, tuple[str, ...]] = page.memo["company.by_entity"]
    return known


def _of_thing(thing: Entity) -> tuple[str, ...]:
    if thing.props.get("kind") in _TELLING:
        return ()
    told = thing.props.get("parties") or thing.props.get("country") or thing.props.get("on") or ()
    return split(told) if isinstance(told, str) else tuple(str(one) for one in told)
