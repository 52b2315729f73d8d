"""PROV-JSON, read by the package prov."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable

import pytest

from rich_dossier import statements


def test_sections_and_what_points_where(told: Callable[[str], str]) -> None:
    made = json.loads(told("prov"))
    said = statements()
    accepted = f"dep:{said[1].id}.x_1"
    assert made["entity"][accepted]["prov:type"]["$"] == "dep:Accepted"
    revision = next(
        one for one in made["wasDerivedFrom"].values() if one.get("prov:type", {}).get("$") == "prov:Revision"
    )
    assert (revision["prov:generatedEntity"], revision["prov:usedEntity"]) == (accepted, f"dep:{said[1].id}")
    (void,) = made["wasInvalidatedBy"].values()
    assert (void["prov:entity"], void["prov:activity"]) == (f"dep:{said[4].id}", "dep:x_2")
    quoted = [
        one
        for one in made["wasDerivedFrom"].values()
        if one.get("prov:type", {}).get("$") == "prov:Quotation"
    ]
    assert len(quoted) == len(said)
    assert not any("speaker" in key for key in made["agent"]), "a speaker is no agent of the record"


def test_prov_reads_it(told: Callable[[str], str]) -> None:
    model = pytest.importorskip("prov.model", reason="prov is not installed")
    read = model.ProvDocument.deserialize(io.StringIO(told("prov")), format="json")
    found = Counter(type(one).__name__ for one in read.get_records())
    assert found["ProvEntity"] == 1 + 2 + 7 + 1 + 1 and found["ProvInvalidation"] == 1
    assert found["ProvDerivation"] == 7 + 2 + 1 and found["ProvMembership"] == 2
    assert "wasDerivedFrom" in read.get_provn()
