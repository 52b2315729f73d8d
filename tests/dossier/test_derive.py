"""Findings by group, and derived fields that come and go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from depositary.dossier import Dossier
from depositary.export.jsonl import lines
from depositary.model.errors import BadData
from depositary.model.nouns import Finding, entity
from factory import document, finding, period, result, statement, term

DOC = document("It was signed on 17 May. It was signed on 18 May. Nobody signed it.")
ONE, TWO, THREE = (
    statement(DOC, quote, "event") for quote in ("signed on 17 May", "signed on 18 May", "Nobody signed it")
)


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = Dossier.create(tmp_path / "a.dossier")
    made.put(result(DOC, ONE, TWO, THREE))
    return made


def never() -> Iterator[Finding]:
    raise AssertionError("an unchanged group is not computed")
    yield


def test_only_changed_groups_are_computed_and_vanished_ones_go(dossier: Dossier) -> None:
    a, b = finding(ONE, TWO, key="a"), finding(ONE, THREE, key="b", relation="disputes")
    assert dossier.replace_findings("reconcile.test", {"a": ("1", [a]), "b": ("1", [b]), "c": ("1", [])}) == 3
    assert (
        dossier.replace_findings(
            "reconcile.test", {"a": ("1", never()), "b": ("1", never()), "c": ("1", never())}
        )
        == 0
    )
    assert list(dossier.findings()) == sorted([a, b], key=lambda item: item.id)
    assert dossier.stored_groups("reconcile.test") == {"a": "1", "b": "1", "c": "1"}
    assert dossier.replace_findings("reconcile.test", {"a": ("2", []), "b": ("1", never())}) == 1
    assert list(dossier.findings()) == [b]
    assert list(dossier.record().findings) == [b]
    assert dossier.replace_findings("other.test", {}) == 0
    assert list(dossier.findings()) == [b]
    assert dossier.verify() == []


def test_a_check_that_fails_changes_nothing(dossier: Dossier) -> None:
    a = finding(ONE, TWO, key="a")
    dossier.replace_findings("reconcile.test", {"a": ("1", [a])})
    with pytest.raises(AssertionError):
        dossier.replace_findings("reconcile.test", {"b": ("1", never())})
    assert list(dossier.findings()) == [a]


def test_a_finding_names_only_statements_that_are_there(dossier: Dossier) -> None:
    lost = replace(ONE, id="s_lost")
    with pytest.raises(BadData, match="s_lost, an unknown statement"):
        dossier.replace_findings("reconcile.test", {"a": ("1", [finding(ONE, lost)])})


def test_the_view_of_conflicts_shows_both_sides(dossier: Dossier) -> None:
    dossier.replace_findings("reconcile.test", {"a": ("1", [finding(ONE, TWO, reason="Two days.")])})
    row = next(dossier.rows("SELECT * FROM conflicts"))
    assert (row["quote"], row["other_quote"], row["reason"]) == (ONE.quote, TWO.quote, "Two days.")


def test_derived_fields_come_and_go(dossier: Dossier) -> None:
    before = list(lines(dossier))
    dated = replace(ONE, when=replace(period("2024-05-17"), anchor="inferred"))
    doc = replace(next(dossier.documents()), copy_of="d_other", written=period("2024-05-18"))
    assert dossier.update_derived([dated, doc]) == 2
    assert dossier.update_derived([dated, doc]) == 0
    assert dossier.record().by_id[ONE.id] == dated
    assert dossier.record(as_read=True).by_id[ONE.id] == ONE
    assert dossier.record().documents[DOC.id].copy_of == "d_other"
    assert dossier.record(as_read=True).documents[DOC.id] == DOC
    assert (
        next(dossier.rows("SELECT when_start FROM statements WHERE id = ?", ONE.id))["when_start"]
        == "2024-05-17"
    )
    assert dossier.update_derived([]) == 2
    assert list(lines(dossier)) == before


def test_derived_entities_must_be_known(dossier: Dossier) -> None:
    pact = entity("Agreement", "The Pact")
    named = replace(ONE, subject=term("it", pact.id), about=(pact.id,))
    with pytest.raises(BadData, match="unknown entity"):
        dossier.update_derived([named])
    dossier.put_entities([pact])
    dossier.update_derived([named])
    assert next(dossier.rows("SELECT entity FROM statement_about"))["entity"] == pact.id


def test_findings_made_from_a_document_are_due_when_it_is_read_again(dossier: Dossier) -> None:
    dossier.replace_findings("reconcile.test", {"a": ("1", [finding(ONE, TWO)])})
    dossier.put(result(DOC, ONE, TWO, THREE))
    assert dossier.stored_groups("reconcile.test") == {}
    assert list(dossier.findings()) == []


def test_sections_are_set_whole(dossier: Dossier) -> None:
    dossier.put_sections(DOC.id, [{"start": 0, "end": 24, "label": "entry", "when": period("2024-05")}])
    dossier.put_sections(DOC.id, [{"start": 25, "end": 40}])
    assert [(row["start"], row["label"]) for row in dossier.rows("SELECT * FROM sections")] == [(25, "")]


def test_of_a_derived_statement_only_what_changed_is_written(dossier: Dossier) -> None:
    pact = entity("Agreement", "The Pact")
    dossier.put_entities([pact])
    before = [tuple(row) for row in dossier.rows("SELECT * FROM statements")]
    told: list[str] = []
    dossier.db.set_trace_callback(told.append)
    dossier.update_derived([replace(ONE, when=period("2024-05"))])
    dossier.db.set_trace_callback(None)
    assert [one for one in told if one.startswith("UPDATE statements") and '"when_start" =' in one and '"quote" =' not in one]
    assert not [one for one in told if "statement_about" in one]
    dossier.update_derived([replace(ONE, about=(pact.id,))])
    assert [row["entity"] for row in dossier.rows("SELECT entity FROM statement_about")] == [pact.id]
    dossier.update_derived([])
    assert [tuple(row) for row in dossier.rows("SELECT * FROM statements")] == before
    assert not list(dossier.rows("SELECT entity FROM statement_about"))
