"""Statements in which an actor takes part."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from depositary.model.errors import BadArgument
from depositary.model.nouns import entity
from depositary.views.taking_part import about_agreement, taking_part
from factory import document, statement, term

DOC = document("Norway met Chile. Norsol was founded. The pact was signed by Eira Lund.")
NORWAY = entity("Country", "Norway", None, props={"key": "NOR"})
LUND = entity("Person", "Eira Lund", None)
PACT = entity("Agreement", "Pact on Fish", None, aliases=("the pact",), props={"key": "fish-2021"})


def desk(*statements: Any) -> Any:
    known = {one.id: one for one in (NORWAY, LUND, PACT)}
    return SimpleNamespace(record=SimpleNamespace(entities=known, case=None, statements=statements), entity=known.get)


def test_a_state_by_code_a_person_by_name_a_body_as_subject() -> None:
    met = statement(DOC, "Norway met Chile", "event", attributes={"actor": "CHLGOV+NORGOV"})
    founded = statement(DOC, "Norsol was founded", "event", subject=term("Norsol"))
    signed = statement(DOC, "The pact was signed by Eira Lund", "event", about=(PACT.id,))
    held = desk(met, founded, signed)
    assert taking_part(held, "norway", held.record.statements) == [met]
    assert taking_part(held, "Norsol", held.record.statements) == [founded]
    assert taking_part(held, "Eira Lund", held.record.statements) == [signed]
    assert about_agreement(held, "fish-2021", held.record.statements) == [signed]
    assert about_agreement(held, "The Pact", held.record.statements) == [signed]


def test_a_name_that_nothing_bears_is_told() -> None:
    with pytest.raises(BadArgument, match="no actor is called 'Nowhere'"):
        taking_part(desk(), "Nowhere", ())
    with pytest.raises(BadArgument, match="no agreement is called 'Norway'"):
        about_agreement(desk(), "Norway", ())
