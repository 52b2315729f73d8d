"""Merge, split and edit: what they do when fields are derived, and that undoing brings back what was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.dossier import Dossier, decide, effects, query, targets
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Entity, Selector, entity
from factory import document, finding, result, speaker, statement

TEXT = "A. Bell said yes. Ada Bell said no. The Bell office said maybe."
SHORT, LONG = entity("Person", "A. Bell"), entity("Person", "Ada Bell", aliases=("Minister Bell",))
DOC = document(TEXT, "a/bell.txt")
YES = statement(DOC, "A. Bell said yes.", speaker=speaker("A. Bell", SHORT.id), about=(SHORT.id, LONG.id))
NO = statement(DOC, "Ada Bell said no.", speaker=speaker("Ada Bell", LONG.id))
MAYBE = statement(DOC, "The Bell office said maybe.", speaker=speaker("Bell", LONG.id))


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    made = Dossier.create(tmp_path / "a.dossier")
    made.put(result(DOC, YES, NO, MAYBE, entities=(SHORT, LONG)))
    return made


def entity_of(dossier: Dossier, key: str) -> str | None:
    found = query.one(dossier, key, "statement")
    return found.speaker.entity if found.speaker else None


def merged(dossier: Dossier, kept: Entity, *gone: Entity, at: str = "2024-01-01") -> Decision:
    others = [targets.selector(dossier, one) for one in gone]
    made = targets.made("merge", targets.selector(dossier, kept), "me", at, others=others)
    dossier.decide(made)
    dossier.update_derived([])
    return made


def test_merged_entities_are_one_and_bear_all_names(dossier: Dossier) -> None:
    before = [item.id for item in dossier.statements()]
    merged(dossier, LONG, SHORT)
    assert [item.name for item in dossier.entities()] == ["Ada Bell"]
    assert set(next(dossier.entities()).aliases) == {"A. Bell", "Minister Bell"}
    assert entity_of(dossier, YES.id) == LONG.id
    assert query.one(dossier, YES.id).about == (LONG.id,)
    assert query.one(dossier, YES.id).speaker.name == "A. Bell"
    assert [item.id for item in dossier.statements()] == before
    assert len(list(query.find(dossier, speaker="a. bell"))) == 3
    assert dossier.verify() == []


def test_a_merge_is_undone_whole(dossier: Dossier) -> None:
    before = (list(dossier.statements()), list(dossier.entities()))
    names = [tuple(row) for row in dossier.rows("SELECT * FROM names ORDER BY 1, 2, 3")]
    made = merged(dossier, LONG, SHORT)
    dossier.undo(made.id, author="me", at="2024-01-02")
    dossier.update_derived([])
    assert (list(dossier.statements()), list(dossier.entities())) == before
    assert [tuple(row) for row in dossier.rows("SELECT * FROM names ORDER BY 1, 2, 3")] == names


def test_a_merge_holds_when_the_document_is_read_again(dossier: Dossier) -> None:
    merged(dossier, LONG, SHORT)
    edited = document("Corrected. " + TEXT, "a/bell.txt")
    again = statement(edited, "A. Bell said yes.", speaker=speaker("A. Bell", SHORT.id))
    dossier.put(result(edited, again, entities=(SHORT, LONG)))
    dossier.update_derived([])
    dossier.sweep()
    assert entity_of(dossier, again.id) == LONG.id
    assert [item.name for item in dossier.entities()] == ["Ada Bell"]


def test_merges_in_a_chain_or_a_ring_end(dossier: Dossier) -> None:
    third = entity("Person", "Minister A. Bell")
    dossier.put_entities([third])
    merged(dossier, SHORT, LONG)
    merged(dossier, third, SHORT, at="2024-01-02")
    assert entity_of(dossier, NO.id) == entity_of(dossier, YES.id) == third.id
    merged(dossier, LONG, third, at="2024-01-03")
    assert len({entity_of(dossier, one.id) for one in (YES, NO)}) == 1


def test_a_split_sets_statements_apart_until_it_is_undone(dossier: Dossier) -> None:
    change = {"name": "Office of Bell", "schema": "Organization"}
    made = targets.made(
        "split", targets.selector(dossier, LONG), "me", "2024-01-01",
        others=[targets.selector(dossier, MAYBE)], change=change,
    )  # fmt: skip
    dossier.decide(made)
    dossier.update_derived([])
    office = entity("Organization", "Office of Bell")
    assert (entity_of(dossier, MAYBE.id), entity_of(dossier, NO.id)) == (office.id, LONG.id)
    assert office in list(dossier.entities())
    dossier.undo(made.id, at="2024-01-02")
    dossier.update_derived([])
    dossier.sweep()
    assert entity_of(dossier, MAYBE.id) == LONG.id
    assert office not in list(dossier.entities()) and dossier.verify() == []


def test_an_edit_sets_the_day_of_a_document_also_when_its_bytes_change(dossier: Dossier) -> None:
    target = targets.target(dossier, "a/bell.txt")
    made = targets.made("edit", target, "me", "2024-01-01", change={"written": "2025-03", "grade": "B2"})
    dossier.decide(made)
    dossier.update_derived([])
    written = next(dossier.documents()).written
    assert written is not None and (written.start, written.end) == ("2025-03-01", "2025-04-01")
    dossier.put(result(document("Corrected. " + TEXT, "a/bell.txt"), entities=(SHORT, LONG)))
    dossier.settle()
    assert [(one.target is not None, one.how) for one in decide.standing(dossier.db)] == [(True, "name")]
    dossier.update_derived([])
    assert next(dossier.documents()).grade == "B2"
    dossier.undo(made.id, at="2024-01-02")
    dossier.update_derived([])
    assert next(dossier.documents()).written is None


def test_what_is_derived_is_kept_under_a_decision(dossier: Dossier) -> None:
    from dataclasses import replace

    merged(dossier, LONG, SHORT)
    dossier.update_derived([replace(YES, scope="context")])
    held = query.one(dossier, YES.id)
    assert (held.scope, held.speaker.entity) == ("context", LONG.id)


def test_undoing_an_undo_lets_the_first_hold_again(dossier: Dossier) -> None:
    made = merged(dossier, LONG, SHORT)
    back = dossier.undo(made.id, author="me", at="2024-01-02")
    dossier.undo(back.id, author="me", at="2024-01-03")
    dossier.update_derived([])
    assert entity_of(dossier, YES.id) == LONG.id


def test_a_finding_that_shares_nothing_is_not_the_dismissed_one_told_anew(dossier: Dossier) -> None:
    dossier.replace_findings("reconcile.test", {"k": ("1", [finding(YES, NO)])})
    dossier.decide(targets.made("dismiss", targets.target(dossier, finding(YES, NO).id), "me", "2024-01-01"))
    dossier.replace_findings("reconcile.test", {"k": ("2", [finding(MAYBE)])})
    assert len(dossier.settle()) == 1
    dossier.replace_findings("reconcile.test", {"k": ("3", [finding(YES, MAYBE), finding(MAYBE)])})
    assert dossier.settle() == []
    assert [one.target for one in decide.standing(dossier.db)] == [finding(YES, MAYBE).id]


def test_of_two_findings_of_the_same_members_that_of_the_same_relation_is_meant(dossier: Dossier) -> None:
    both = [finding(YES, NO), finding(YES, NO, relation="unlike")]
    dossier.replace_findings("reconcile.test", {"k": ("1", both)})
    target = targets.target(dossier, both[1].id)
    dossier.decide(targets.made("dismiss", target, "me", "2024-01-01"))
    other = finding(YES, NO, key="other", relation="unlike")
    dossier.replace_findings("reconcile.test", {"k": ("2", [both[0], both[1]]), "other": ("1", [other])})
    assert [one.target for one in decide.standing(dossier.db)] == [both[1].id]


def test_targets_are_told_by_id_citation_or_name(dossier: Dossier) -> None:
    assert targets.target(dossier, f"[bell {YES.id[:8]}]").id == YES.id
    assert targets.target(dossier, "minister bell") == Selector("entity", LONG.id, exact="Ada Bell")
    assert targets.target(dossier, "a/bell.txt").noun == "document"
    with pytest.raises(BadArgument, match="nothing here is called"):
        targets.target(dossier, "nobody")


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("2025-03-01", "2025-03-01", "2025-03-02"),
        ("2025-03", "2025-03-01", "2025-04-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("2025-01/2025-03", "2025-01-01", "2025-04-01"),
        ("../2025-01", None, "2025-02-01"),
        ("2024/..", "2024-01-01", None),
    ],
)
def test_days_as_a_person_types_them(told: str, start: str | None, end: str | None) -> None:
    made = effects.period(told)
    assert (made.start, made.end) == (start, end)


@given(st.text(max_size=12))
def test_what_is_no_day_says_so(told: str) -> None:
    try:
        effects.period(told)
    except BadArgument as error:
        assert "is no day" in error.what
