"""Names on a map: none over another at any step, and no name twice."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.views.labels import LETTER, STEPS, Label, Place, labels

SEEN = (0.0, 0.0, 1000.0, 770.0)
NAMES = st.text("abcdefgh", min_size=1, max_size=12)
PLACES = st.lists(
    st.builds(Place, st.floats(0, 1000), st.floats(0, 770), NAMES, st.booleans()), max_size=14, unique_by=lambda one: one.words
)


def box(one: Label, size: float) -> tuple[float, float, float, float]:
    wide = len(one.words) * 0.55 * size
    left = one.x + one.dx * size - {"start": 0.0, "end": wide, "middle": wide / 2}[one.anchor]
    return left, one.y + (one.dy - 0.9) * size, left + wide, one.y + (one.dy + 0.2) * size


@settings(deadline=None)
@given(PLACES)
def test_no_name_lies_over_another_at_any_step(places: list[Place]) -> None:
    made = labels(places, SEEN)
    assert len({one.words for one in made}) == len(made)
    for step, times in enumerate(STEPS):
        size = LETTER * times
        shown = [box(one, size) for one in made if one.step <= step]
        for one, other in combinations(shown, 2):
            aside = one[2] <= other[0] + 1e-6 or other[2] <= one[0] + 1e-6
            assert aside or one[3] <= other[1] + 1e-6 or other[3] <= one[1] + 1e-6


@settings(deadline=None)
@given(PLACES)
def test_names_stay_on_what_is_seen_first_and_the_telephone_shows_the_route_alone(places: list[Place]) -> None:
    for one in labels(places, SEEN):
        assert one.step or one.strong
        if one.step < 2:
            left, _, right, foot = box(one, LETTER * STEPS[one.step])
            assert left >= 0 and right <= 1000 and foot <= 770


def test_the_first_of_two_in_one_place_has_it_and_the_other_comes_closer() -> None:
    first, other = (Place(500.0 + at, 300.0, word * 8, True) for at, word in ((0.0, "a"), (9.0, "b")))
    steps = {one.words[0]: one.step for one in labels([first, other], SEEN)}
    assert steps["a"] <= steps.get("b", 9)
