"""Links between actors as a drawing: actors on a ring, those of one state beside each other, links as curves across it.

Places follow from names and numbers of links alone, so that the same record gives the same drawing. Names stand outwards from
the ring and never over each other, which a drawing by forces cannot promise.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from depositary.views import text
from depositary.views.ties import Actor, Ties

WIDTH, HEIGHT = 960, 860
_X, _Y, _RADIUS = WIDTH / 2, HEIGHT / 2, 238.0
_LABEL = 30
# How far a curve bends towards the middle; 1 would draw every one through it.
_BEND = 0.72
_SMALLEST, _LARGEST = 4.5, 15.0
# The gap between two groups, in places of the ring.
_GAP = 0.8


@dataclass(frozen=True, slots=True)
class Node:
    """An actor in the drawing. `turn` are the degrees by which its name is turned, `anchor` the end at which it is held."""

    actor: Actor
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    label_y: float
    turn: float
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Curve:
    """Links between two of one sort."""

    path: str
    sort: str
    width: float
    title: str


@dataclass(frozen=True, slots=True)
class Ring:
    """The whole drawing."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    curves: tuple[Curve, ...]


def ring(made: Ties) -> Ring | None:
    """The drawing of these links; None where there are none."""
    if not made.ties:
        return None
    groups = _groups(made.actors)
    slots = sum(map(len, groups)) + _GAP * len(groups)
    most = max(one.links for one in made.actors)
    nodes: dict[str, Node] = {}
    place = 0.0
    for group in groups:
        for one in group:
            nodes[one.id] = _node(one, 2 * math.pi * place / slots - math.pi / 2, most)
            place += 1
        place += _GAP
    curves = [_curve(nodes[one.one], nodes[one.other], one.sort, one.count) for one in reversed(made.ties)]
    return Ring(WIDTH, HEIGHT, tuple(nodes.values()), tuple(curves))


def _groups(actors: Sequence[Actor]) -> list[list[Actor]]:
    """Actors of one state together, the state in their middle; the group with most links first, those of no state last."""
    found: dict[str, list[Actor]] = defaultdict(list)
    for one in actors:
        found[one.state].append(one)
    ordered = sorted(found, key=lambda key: (key == "", -sum(one.links for one in found[key]), key))
    return [_around(found[key]) for key in ordered]


def _around(group: Sequence[Actor]) -> list[Actor]:
    """The first in the middle, the others to its sides in turn."""
    ordered = sorted(group, key=lambda one: (one.sort != "state", -one.links, one.name))
    return [*reversed(ordered[1::2]), *ordered[0::2]]


def _node(one: Actor, angle: float, most: int) -> Node:
    cos, sin = math.cos(angle), math.sin(angle)
    radius = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(one.links / most)
    away = _RADIUS + _LARGEST + 8
    left = cos < -1e-9
    turn = math.degrees(angle) + (180 if left else 0)
    return Node(
        one, round(_X + _RADIUS * cos, 1), round(_Y + _RADIUS * sin, 1), round(radius, 1), text.shorten(one.name, _LABEL),
        round(_X + away * cos, 1), round(_Y + away * sin, 1), round(turn, 1), "end" if left else "start",
        f"{one.name}: {text.counted(one.links, 'link')}",
    )  # fmt: skip


def _curve(one: Node, other: Node, sort: str, count: int) -> Curve:
    middle = ((one.x + other.x) / 2, (one.y + other.y) / 2)
    x, y = (round(at + (to - at) * _BEND, 1) for at, to in zip(middle, (_X, _Y), strict=True))
    first, second = one.actor.name, other.actor.name
    names = f"{first} and {second} in one event" if sort == "meets" else f"{first} says something of {second}"
    words = f"{names}: {text.counted(count, 'statement')}"
    return Curve(f"M{one.x} {one.y}Q{x} {y} {other.x} {other.y}", sort, round(min(1 + math.log2(count), 6), 1), words)
