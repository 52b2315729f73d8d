"""Decisions outlive rebuilds: found again by id, by words, by members; else orphans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from depositary.dossier import Dossier, attach, decide
from depositary.model import ids
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision, Document, Selector, Statement
from factory import document, finding, quantity, result, selector, statement

TEXT = "The first leg was built in 2019. Talks went on. The second leg was built in 2021."


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossier.create(tmp_path / "a.dossier")


def decision(target: Selector, verdict: str = "accept", at: str = "2024-01-01T00:00:00Z") -> Decision:
    return Decision(ids.decision_id("me", at, verdict, target.id), verdict, target, author="me", at=at)


def attached(dossier: Dossier) -> list[tuple[str | None, str]]:
    return [(item.target, item.how) for item in decide.standing(dossier.db)]


def moved(item: Statement, doc: Document, **fields: object) -> Statement:
    """The same words under another id, as after a change of rules."""
    return replace(item, id="s_" + ids.digest(item.id, doc.id), doc=doc.id, **fields)


def test_an_accepted_statement_stays_accepted_when_its_id_changes(dossier: Dossier) -> None:
    doc = document(TEXT)
    item = statement(doc, "was built in 2021", "status")
    dossier.put(result(doc, item))
    dossier.decide(decision(selector(item, doc)))
    assert [one.layer for one in dossier.statements()] == ["accepted"]
    other = moved(item, doc, predicate="operating")
    dossier.put(result(doc, moved(statement(doc, "was built in 2019", "status"), doc), other))
    assert dossier.settle() == []
    assert attached(dossier) == [(other.id, "words")]
    assert {one.id for one in dossier.statements() if one.layer == "accepted"} == {other.id}


def test_it_is_found_in_an_edited_document_by_its_surroundings(dossier: Dossier) -> None:
    doc = document(TEXT)
    item = statement(doc, "leg was built", "status")
    second = nouns_at(doc, TEXT.rindex("leg was built"))
    dossier.put(result(doc, item, second))
    dossier.decide(decision(selector(second, doc)))
    dossier.drop(doc.id)
    edited = document("Corrected.\n" + TEXT, "a.txt")
    first, last = (
        statement(edited, "leg was built", "status"),
        nouns_at(edited, edited.text.rindex("leg was built")),
    )
    dossier.put(result(edited, first, last))
    assert dossier.settle() == []
    assert attached(dossier) == [(last.id, "words")]


def nouns_at(doc: Document, start: int) -> Statement:
    from depositary.model import nouns

    return nouns.statement(doc, ((start, start + len("leg was built")),), "status")


def test_of_two_figures_in_one_sentence_the_right_one_is_taken(dossier: Dossier) -> None:
    doc = document("Trade rose by 15% to $4 bln.")
    growth, level = (
        statement(doc, doc.text, "figure", value=quantity(number, unit, words))
        for number, unit, words in ((15, "percent", "15%"), (4e9, "USD", "$4 bln"))
    )
    dossier.put(result(doc, growth, level))
    dossier.decide(decision(selector(level, doc)))
    dossier.put(result(doc, moved(growth, doc), moved(level, doc)))
    dossier.settle()
    assert attached(dossier) == [(moved(level, doc).id, "words")]
    dossier.put(result(doc, moved(growth, doc)))
    assert [item.target.id for item in dossier.settle()] == [level.id]


def test_what_finds_no_place_is_an_orphan_and_is_kept(dossier: Dossier) -> None:
    doc = document(TEXT)
    item = statement(doc, "Talks went on")
    dossier.put(result(doc, item))
    made = decision(selector(item, doc))
    dossier.decide(made)
    dossier.drop(doc.id)
    assert dossier.settle() == [made] == dossier.orphans()
    assert list(dossier.decisions()) == [made]
    dossier.put(result(doc, item))
    assert dossier.settle() == [] == dossier.orphans()


def test_undo_and_reject_take_an_accept_back(dossier: Dossier) -> None:
    doc = document(TEXT)
    item = statement(doc, "Talks went on")
    dossier.put(result(doc, item))
    target = selector(item, doc)
    made = decision(target)
    dossier.decide(made)
    dossier.undo(made.id, at="2024-01-02T00:00:00Z")
    assert [one.layer for one in dossier.statements()] == ["proposed"]
    dossier.decide(decision(target, at="2024-01-03T00:00:00Z"))
    dossier.decide(decision(target, "reject", at="2024-01-04T00:00:00Z"))
    assert [one.layer for one in dossier.statements()] == ["proposed"]
    assert len(list(dossier.decisions())) == 4
    with pytest.raises(BadArgument, match="no decision x_none"):
        dossier.undo("x_none")


def test_a_finding_is_found_by_members_else_it_is_reopened(dossier: Dossier) -> None:
    doc = document(TEXT)
    one, two, three = (statement(doc, words) for words in ("first leg", "second leg", "Talks"))
    dossier.put(result(doc, one, two, three))
    found = finding(one, two)
    dossier.replace_findings("reconcile.test", {"k": ("1", [found])})
    dossier.decide(
        decision(attach.finding_selector(found, [selector(one, doc), selector(two, doc)]), "dismiss")
    )
    assert attached(dossier) == [(found.id, "id")]

    other = moved(two, doc)
    dossier.put(result(doc, one, other, three))
    again = finding(one, other)
    dossier.replace_findings("reconcile.test", {"k": ("2", [again])})
    assert dossier.settle() == []
    assert attached(dossier) == [(again.id, "members")]

    wider = finding(one, other, three)
    dossier.replace_findings("reconcile.test", {"k": ("3", [wider])})
    assert dossier.settle() == []
    assert attached(dossier) == [(wider.id, "reopened")]

    dossier.replace_findings("reconcile.test", {})
    assert len(dossier.settle()) == 1


def test_an_accept_does_not_hold_for_a_reopened_finding(dossier: Dossier) -> None:
    doc = document(TEXT)
    one, two, three = (statement(doc, words) for words in ("first leg", "second leg", "Talks"))
    dossier.put(result(doc, one, two, three))
    found = finding(one, two)
    dossier.replace_findings("reconcile.test", {"k": ("1", [found])})
    dossier.decide(decision(attach.finding_selector(found, [selector(one, doc), selector(two, doc)])))
    assert [item.layer for item in dossier.findings()] == ["accepted"]
    dossier.replace_findings("reconcile.test", {"k": ("2", [finding(one, three)])})
    dossier.settle()
    assert [item.layer for item in dossier.findings()] == ["proposed"]


@pytest.mark.parametrize(
    ("prefix", "suffix", "near", "start"),
    [
        ("first ", "", 0, 6),
        ("", " three", 0, 20),
        ("", "", 0, 6),
        ("", "", 19, 20),
        ("unknown ", " unknown", 0, 6),
    ],
)
def test_the_best_place(prefix: str, suffix: str, near: int, start: int) -> None:
    text = "first two then the  two three"
    target = Selector("statement", exact="two", prefix=prefix, suffix=suffix)
    place = attach.best_place(target, text, near)
    assert place is not None and place.start == start


def test_words_that_are_not_there_have_no_place() -> None:
    assert attach.best_place(Selector("statement", exact="gone"), "nothing of it") is None
    assert attach.best_place(Selector("statement"), "nothing of it") is None
