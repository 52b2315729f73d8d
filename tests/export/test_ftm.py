"""FollowTheMoney: every property is one of the model's, and its own reader takes every line whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from depositary.dossier import Dossier
from depositary.export.ftm import MODEL

# What we write of the model, as its 4.11 has it (MIT): properties by schema, those required with a star.
THING = "name alias country summary sourceUrl wikidataId publisher notes keywords description proof"
INTERVAL = "startDate endDate date summary description proof publisher"
SCHEMATA = {
    "Article": "fileName title author publisher publishedAt language sourceUrl processingAgent notes",
    "Document": "fileName* title author publisher publishedAt language sourceUrl processingAgent notes",
    **dict.fromkeys(("Organization", "PublicBody", "Company"), f"{THING} name* classification"),
    "Person": f"{THING} name*",
    "Address": f"{THING} full latitude longitude",
    "Project": f"{THING} name* projectId",
    "Contract": f"{THING} title* type contractDate",
    "Event": f"{THING} {INTERVAL} name* location involved",
    "Note": f"{THING} entity",
    "Position": "name* country",
    "Occupancy": f"{INTERVAL} holder* post*",
    "UnknownLink": f"{INTERVAL} subject* object* role",
    "Documentation": "document* entity* role",
    "Mention": "document* name* detectedSchema",
}
POINTS = {"proof", "entity", "involved", "holder", "post", "subject", "object", "document"}


@pytest.fixture
def lines(told: Callable[[str], str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told("ftm").splitlines()]


def test_every_line_is_one_of_the_model(lines: list[dict[str, Any]]) -> None:
    ids = [one["id"] for one in lines]
    assert len(ids) == len(set(ids)) and not any("_" in one for one in ids)
    for one in lines:
        known = SCHEMATA[one["schema"]].split()
        assert one["model"] == MODEL
        assert set(one["properties"]) <= {name.rstrip("*") for name in known}, one
        assert {name.rstrip("*") for name in known if name.endswith("*")} <= set(one["properties"]), one
        for name, values in one["properties"].items():
            assert values and all(isinstance(value, str) for value in values)
            if name in POINTS:
                assert set(values) <= set(ids), f"{one} points at what is not there"


def test_what_becomes_what(lines: list[dict[str, Any]]) -> None:
    schemata = {one["schema"] for one in lines}
    assert {
        "Person",
        "PublicBody",
        "Contract",
        "Address",
        "Project",
        "Position",
        "Occupancy",
        "Event",
        "Note",
        "UnknownLink",
    } <= schemata
    assert {"Article", "Document", "Documentation", "Mention"} <= schemata
    event = next(one for one in lines if one["schema"] == "Event" and "startDate" in one["properties"])
    assert event["properties"]["startDate"] == event["properties"]["endDate"] == ["2024-05-17"]
    state = next(one for one in lines if one["properties"].get("name") == ["Norway"])
    assert (state["schema"], state["properties"]["country"]) == ("PublicBody", ["no"])


def test_its_own_reader_takes_every_line_whole(lines: list[dict[str, Any]]) -> None:
    model = pytest.importorskip(
        "followthemoney",
        reason="followthemoney is not installed: pulls ICU; see docs/how-to/use-other-tools.md",
    ).model
    schemata = {one["id"]: model.get(one["schema"]) for one in lines}
    for one in lines:
        model.get(one["schema"]).validate(one)
        read = model.get_proxy(json.loads(json.dumps(one)), cleaned=False)
        for name, values in one["properties"].items():
            if name not in (
                "name",
                "alias",
                "title",
                "description",
                "summary",
                "notes",
                "publisher",
            ):  # of words it makes other spaces
                assert sorted(read.get(name)) == sorted(values), (one["schema"], name)
            assert read.get(name)
            held = read.schema.get(name)
            if held.range is not None and name in POINTS:
                assert all(schemata[value].is_a(held.range) for value in values), (one["schema"], name)


def test_entities_are_no_statements_of_the_model(rich: Dossier, lines: list[dict[str, Any]]) -> None:
    assert not any({"prop", "statements", "canonical_id"} & set(one) for one in lines)


def test_what_was_rejected_is_left_out(lines: list[dict[str, Any]]) -> None:
    assert not any("Trade grew by 3%" in str(one) for one in lines)
