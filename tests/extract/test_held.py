"""What is hoped, feared, left open or called a lie never stands alone."""

from __future__ import annotations

import pytest
from extracting import cut, told

HELD = [
    "The minister hopes that the port had closed.",
    "The ministers hope that the port had closed and that the railway had stopped.",
    "The minister expressed hope that the port had closed.",
    "Traders fear that the port had closed.",
    "There is a risk that the port had closed.",
    "There is no evidence that the port had closed.",
    "It looks more likely that the port had closed.",
    "It is not sure whether the port had closed.",
    "The minister called reports that the port had closed a lie.",
    "Calling reports that the port had closed a lie, the minister left the hall.",
    "The minister pretended that the port had closed.",
]


@pytest.mark.parametrize("text", HELD)
def test_what_is_only_thought_never_stands_alone(text: str) -> None:
    for one in (*cut(text), *(one.quote for one in told(text))):
        assert one not in ("the port had closed", "the railway had stopped", "the port had closed a lie")


def test_what_is_said_with_the_denial_is_told_beside_it() -> None:
    text = "The envoy denied claims that talks had stalled, blaming errors of translation in the press."
    assert [one.quote for one in told(text)] == [
        "denied claims that talks had stalled", "blaming errors of translation in the press",
    ]  # fmt: skip
