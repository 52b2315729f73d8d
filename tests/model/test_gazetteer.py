"""The tables of the gazetteer hold together."""

from __future__ import annotations

from depositary.model import gazetteer


def test_states_carry_their_code_and_words() -> None:
    norway = gazetteer.state("NOR")
    assert norway is not None
    assert norway.props["iso3"] == "NOR"
    assert "Norwegian" in norway.props["adjectives"]


def test_keys_are_one_list() -> None:
    keys = [item.props["key"] for item in (*gazetteer.states(), *gazetteer.groups(), *gazetteer.places())]
    assert len(keys) == len(set(keys))


def test_members_of_groups_are_states() -> None:
    for group in gazetteer.groups():
        for member in group.props.get("members", ()):
            assert gazetteer.state(member) is not None, f"{group.name}: {member}"


def test_what_is_no_key_of_a_state_is_none() -> None:
    assert gazetteer.state("XXX") is None
