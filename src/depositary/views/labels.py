"""Names of places on a map: none over another, more of them the closer one looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Size of letters where a map is a thousand units wide, the mean width of a letter in them, and the height of a line.
LETTER, _WIDE, _HIGH = 15.0, 0.55, 1.15
# Letters are so large at each step. The first is a telephone's, where a map is a third as wide; the second is the map as it is
# first seen; then one looks twice as close each time.
STEPS = (3.0, 1.0, 0.5, 0.25, 0.125)
# Where a name may stand, in sizes of letters from its place: x, y, anchor.
_SIDES = ((0.6, 0.35, "start"), (-0.6, 0.35, "end"), (0.0, -0.7, "middle"), (0.0, 1.35, "middle"))
# Half of what a place takes itself, and the room that a name keeps from others unless it belongs to what is shown.
_DOT, _AIR = 0.4, 0.55
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be named. `strong`: it belongs to what is shown, and no other name lies over it."""

    x: float
    y: float
    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name: its place, where it stands from it in sizes of letters, and from which step on it is read."""

    x: float
    y: float
    dx: float
    dy: float
    anchor: str
    words: str
    step: int
    strong: bool


def labels(places: Sequence[Place], seen: Box) -> tuple[Label, ...]:
    """The names that find room, in the order of the places. `seen` is the part that is looked at first: names of places in it
    do not run out of it. A telephone has room for strong ones alone."""
    made: list[Label] = []
    waiting = list(places)
    for step, times in enumerate(STEPS):
        size = LETTER * times * (seen[2] - seen[0]) / 1000
        taken = [_box(one.x, one.y, one.words, (one.dx, one.dy, one.anchor), size) for one in made]
        dots = [_dot(one, size) for one in places if one.strong]
        left = []
        for one in waiting:
            within = seen if step < 2 and _inside(_dot(one, 0.0), seen) else None
            found = _label(one, step, size, taken, dots, within) if step or one.strong else None
            if found is None:
                left.append(one)
            else:
                made.append(found)
                taken.append(_box(found.x, found.y, found.words, (found.dx, found.dy, found.anchor), size))
        waiting = left
    return tuple(made)


def _label(
    one: Place, step: int, size: float, taken: Sequence[Box], dots: Sequence[Box], within: Box | None
) -> Label | None:
    own = _dot(one, size)
    air = 0.0 if one.strong else _AIR * size
    for side in _SIDES:
        left, top, right, foot = _box(one.x, one.y, one.words, side, size)
        box = (left - air, top - air, right + air, foot + air)
        if within is not None and not _inside((left, top, right, foot), within):
            continue
        if not any(_meet(box, other) for other in taken) and not any(_meet(box, dot) for dot in dots if dot != own):
            return Label(one.x, one.y, *side, one.words, step, one.strong)
    return None


def _box(x: float, y: float, words: str, side: tuple[float, float, str], size: float) -> Box:
    dx, dy, anchor = side
    wide = len(words) * _WIDE * size
    left = x + dx * size - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
    foot = y + dy * size
    return left, foot - _HIGH * size * 0.8, left + wide, foot + _HIGH * size * 0.2


def _dot(one: Place, size: float) -> Box:
    room = _DOT * size
    return one.x - room, one.y - room, one.x + room, one.y + room


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(one: Box, other: Box) -> bool:
    return one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]
