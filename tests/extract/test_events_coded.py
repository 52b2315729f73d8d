"""What an event statement carries: mode, context, instrument, and the codes of who acts and is acted upon."""

from __future__ import annotations

import pytest
from extracting import told

from depositary.extract.coding import acts_for


def event(text: str):  # type: ignore[no-untyped-def]
    return next(one for one in told(text) if one.kind == "event")


@pytest.mark.parametrize(("text", "predicate", "attributes"), [
    ("Norwegian soldiers shelled a Chilean town with mortars in May 2021.", "assault",
     {"mode": "heavy-weapons", "context": "military", "instrument": "mortars", "actor": "NORMIL", "recipient": "CHL"}),
    ("Norway and Chile signed a treaty on 3 March 2021.", "support",
     {"mode": "unknown", "context": "diplomatic", "instrument": "unknown", "actor": "CHL+NOR"}),
    ("The price fell in May 2021.", "occur", {"mode": "unknown", "context": "unknown", "instrument": "unknown"}),
])  # fmt: skip
def test_attributes(text: str, predicate: str, attributes: dict[str, str]) -> None:
    made = event(text)
    asked = ("mode", "context", "instrument", "actor", "recipient")
    held = {key: made.attributes[key] for key in asked if key in made.attributes}
    assert (made.predicate, held) == (predicate, attributes)


def test_a_state_acts_where_its_soldiers_do() -> None:
    made = event("Norwegian soldiers shelled a Chilean town in May 2021.")
    assert acts_for(made, "NOR") and acts_for(made, "CHL") and not acts_for(made, "FRA")
