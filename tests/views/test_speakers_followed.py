"""What was worked out of voices is followed after a change, and is what it would be anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from builders import record

from depositary.views import actors
from depositary.views.lines import Desk


@pytest.mark.parametrize("seed", range(6))
def test_speakers_after_a_change_are_those_put_together_anew(seed: int) -> None:
    held, pick = record(), random.Random(seed)
    desk = Desk(held)
    before = actors.everyone(desk)
    assert len(before) > 1
    actors.own_words(desk, before[0].name)
    for _ in range(4):
        left = [one for one in desk.record.statements if pick.random() < 0.8]
        changed = tuple(replace(one, layer="accepted") if pick.random() < 0.2 else one for one in left)
        after = Desk(replace(held, statements=changed or held.statements))
        actors.follow(after, desk)
        assert "voices" in after.memo
        anew = Desk(after.record)
        assert actors.everyone(after) == actors.everyone(anew)
        for one in actors.everyone(after):
            assert actors.own_words(after, one.name) == actors.own_words(anew, one.name)
        desk = after


def test_nothing_is_followed_to_another_last_day() -> None:
    held = record()
    desk = Desk(held)
    actors.everyone(desk)
    actors.own_words(desk, actors.everyone(desk)[0].name)
    after = Desk(replace(held, documents={}, statements=()))
    actors.follow(after, desk)
    assert after.as_of != desk.as_of and "voices" not in after.memo
