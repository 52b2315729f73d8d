"""A name in the making, and the choice between names that overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from depositary.annotate.layers import Page, Paragraph
from depositary.annotate.tokens import Stretch
from depositary.model.nouns import Entity, Span


@dataclass(slots=True)
class Mention:
    """A name found in the text; becomes a span of the layer `names`. `use` is name, adjective, city or
    seat.
    """

    start: int
    end: int
    label: str
    name: str
    how: str
    entity: Entity | None = None
    use: str = "name"
    seat: str | None = None
    role: str | None = None
    role_at: tuple[int, int] | None = None
    country: str | None = None
    actor: bool = False
    place: Entity | None = None
    state: Entity | None = None
    wins: bool = False

    @property
    def known(self) -> bool:
        """True when the name is of the case or the gazetteer, or was preferred to one."""
        return self.wins or self.how != "statistical"

    def span(self, page: Page) -> Span:
        """The span of the layer; values that say nothing are left out but for those that readers count on."""
        value: dict[str, object] = {
            "entity": self.entity.id if self.entity else None,
            "name": self.name,
            "how": self.how,
            "role": self.role,
            "country": self.country,
            "state_as_actor": self.actor,
        }
        if self.use == "adjective":
            value["adjective"] = True
        if self.seat:
            value["city"] = self.seat
        if self.role_at:
            value["role_at"] = list(self.role_at)
        if self.label in ("Place", "Facility") and self.entity is not None:
            value |= _spot(self.entity)
        return page.span(self.start, self.end, "names", self.label, **value)


def _spot(place: Entity) -> dict[str, object]:
    """Where a place is, in degrees, and its number in GeoNames where known."""
    props = place.props
    if not props.get("lat"):
        return {}
    spot: dict[str, object] = {"lat": float(props["lat"]), "lon": float(props["lon"])}
    return {**spot, "geonameid": props["geonameid"]} if props.get("geonameid") else spot


def chosen(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without overlap: known names before statistical ones, then the longer, then the earlier."""
    taken: list[Mention] = []
    covered: set[int] = set()
    for one in sorted(mentions, key=lambda item: (not item.known, item.start - item.end, item.start)):
        letters = range(one.start, one.end)
        if covered.isdisjoint(letters):
            covered.update(letters)
            taken.append(one)
    return sorted(taken, key=lambda item: item.start)


def touching(held: list[Mention], starts: list[int], one: Mention) -> list[Mention]:
    """Of mentions in text order without overlap, those that share a letter with this one."""
    first = max(0, bisect_right(starts, one.start) - 1)
    return [item for item in held[first : bisect_left(starts, one.end)] if item.end > one.start]


class Lines:
    """The paragraph and the tokens at an offset of the document."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.paragraphs = page.paragraphs
        self._starts = [one.start for one in page.paragraphs]

    def number(self, offset: int) -> int | None:
        """The number of the paragraph that holds this offset."""
        found = bisect_right(self._starts, offset) - 1
        return found if found >= 0 and offset < self.paragraphs[found].end else None

    def at(self, start: int, end: int) -> tuple[Paragraph, Stretch] | None:
        """The paragraph of an interval and the tokens it touches."""
        number = self.number(start)
        if number is None:
            return None
        paragraph = self.paragraphs[number]
        stop = min(end, paragraph.end) - paragraph.start
        tokens = paragraph.parse.char_span(start - paragraph.start, stop, alignment_mode="expand")
        return (paragraph, tokens) if tokens is not None and len(tokens) else None
