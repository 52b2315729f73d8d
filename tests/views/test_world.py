"""The base map: land where there is land, and lines over water that keep off it."""

from __future__ import annotations

import json
import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.model.settings import DATA
from depositary.views import world
from depositary.views.courses import Water, rounded
from depositary.views.world import Frame, Point


def within(point: Point, rings: tuple[tuple[Point, ...], ...]) -> bool:
    """True on land: an odd number of outlines lies to the west."""
    x, y = point
    odd = False
    for ring in rings:
        for (a, b), (c, d) in pairwise((*ring, ring[0])):
            if (b <= y) != (d <= y) and a + (y - b) / (d - b) * (c - a) < x:
                odd = not odd
    return odd


@pytest.mark.parametrize(
    ("lon", "lat", "land"),
    [
        (37.6, 55.7, True), (10, 22, True), (51.4, 35.7, True), (-60, -10, True), (134, -25, True), (-175, 66.5, True),
        (51, 41.5, False), (-30, 0, False), (33, 43, False), (70, 5, False), (38, 20.5, False), (-150, 30, False), (0, -78, True),
    ],
)  # fmt: skip
def test_land_and_water_lie_where_they_are(lon: float, lat: float, land: bool) -> None:
    assert within((lon, lat), world.rings()) is land


def test_the_file_is_small_and_tells_where_it_is_from() -> None:
    path = DATA / "world" / "land.json"
    assert path.stat().st_size < 500_000
    assert "Natural Earth" in json.loads(path.read_text("utf-8"))["notice"]
    assert "Michael Bostock" in path.with_name("LICENSE").read_text("utf-8")


@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-78, 78)), min_size=1, max_size=6))
def test_a_frame_holds_its_points_in_one_shape(points: list[Point]) -> None:
    made = world.frame(points)
    assert max(made.width, made.height) <= world.UNITS + 1
    for x, y in (made.at(*one) for one in points):
        assert -1 <= x <= made.width + 1 and -1 <= y <= made.height + 1
    at_an_edge = made.west <= -180 or made.east >= 180 or made.south <= -80 or made.north >= 80
    assert at_an_edge or made.width / made.height == pytest.approx(world.SHAPE, rel=0.02)


def numbers(path: str) -> list[Point]:
    """The points of a path of ours."""
    made: list[Point] = []
    for start, steps in re.findall(r"M([^lh]+)(?:l([^z]*))?", path):
        x, y = (int(one) for one in re.findall(r"-?\d+", start))
        made.append((x, y))
        held = [int(one) for one in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(held[::2], held[1::2], strict=True):
            x, y = x + dx, y + dy
            made.append((x, y))
    return made


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=9))
def test_a_path_leads_through_its_points(points: list[Point]) -> None:
    told = [one for place, one in enumerate(points) if not place or one != points[place - 1]]
    assert numbers(world.path(points)) == told


def test_land_is_cut_to_the_frame_and_keeps_its_area() -> None:
    box = Frame(0.0, 10.0, 20.0, 24.0)  # all of it land
    drawn = numbers(world.land(box))
    area = abs(sum(a * d - c * b for (a, b), (c, d) in pairwise((*drawn, drawn[0])))) / 2
    assert area >= box.width * box.height
    assert all(-0.03 * box.width < x < 1.03 * box.width for x, _ in drawn)


def test_the_mesh_has_a_step_that_can_be_read() -> None:
    for size in (2.0, 20.0, 90.0, 300.0):
        drawn, step = world.graticule(Frame(-size / 2, -size / 4, size / 2, size / 4))
        assert 2 <= len(re.findall("M", drawn)) <= 20 and step <= 30


def inland(point: Point, room: float) -> bool:
    """True where there is land all around, so far that a sketch on cells of this size may not go there."""
    x, y = point
    around = [(x, y), (x - room, y), (x + room, y), (x, y - room), (x, y + room)]
    return all(within(one, world.rings()) for one in around)


def test_a_course_keeps_off_the_land_and_keeps_its_ends() -> None:
    box = world.frame([(-10.0, -36.0), (75.0, 45.0)])
    ends = {"round a cape": ((18.2, -35.0), (-5.6, 35.95)), "round a horn": ((43.35, 12.6), (72.9, 18.9))}
    water = Water(box, world.rings())
    made = water.courses(ends)
    for key, (start, end) in ends.items():
        line = rounded(made[key])
        assert (line[0], line[-1]) == (start, end)
        middle = [
            (a + share * (c - a), b + share * (d - b)) for (a, b), (c, d) in pairwise(line) for share in (0.25, 0.5, 0.75)
        ]
        far = [one for one in middle if min(math.dist(one, start), math.dist(one, end)) > 1.5]
        assert far and not any(inland(one, water.cell) for one in far), key


def test_a_course_between_seas_goes_over_land_where_it_must() -> None:
    box = world.frame([(44.0, 36.0), (56.0, 47.0), (35.0, 40.0)])
    made = Water(box, world.rings()).courses({"it": ((37.8, 44.6), (50.5, 42.0))})
    assert made["it"][0] == (37.8, 44.6) and made["it"][-1] == (50.5, 42.0)
    assert Water(box, world.rings()).courses({}) == {}
