"""Answers to an assistant: addressed, bounded, paged, and words of documents stay data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from depositary.dossier import Dossier
from depositary.mcp.answers import CHARS, NOTE, ROWS, Answers
from depositary.mcp.pages import CUT, LARGEST, LONGEST
from depositary.model.errors import BadArgument
from depositary.model.nouns import Decision
from factory import document, result, selector, statement
from rich_dossier import DOC, TEXT, made, statements


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with made(tmp_path) as dossier:
        yield Answers(dossier)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Answers]:
    """Hundreds of long statements."""
    doc = document("".join(f"{number:03d} {'word ' * 100}.\n" for number in range(120)))
    said = [statement(doc, f"{number:03d} {'word ' * 100}.") for number in range(120)]
    with Dossier.create(tmp_path / "many.dossier") as dossier:
        dossier.put(result(doc, *said))
        yield Answers(dossier)


def test_every_quotation_leads_to_its_characters(answers: Answers) -> None:
    items = answers.list_statements(source=DOC.id)["items"]
    assert len(items) == 6 and [one["kind"] for one in items if "rejected_as_misread" in one] == ["figure"]
    for one in items:
        assert one["document_id"] == DOC.id and TEXT[one["start"] : one["end"]] == one["quote"]
    assert [one["id"] for one in answers.list_statements(stance="denies")["items"]] == [statements()[1].id]
    (found,) = answers.search("Ostmark")["items"]
    assert TEXT[found["start"] : found["end"]] == found["text"]


def test_every_answer_says_that_words_are_data(answers: Answers) -> None:
    said = statements()[1]
    given = [
        answers.search("signed"), answers.get_document(DOC.id), answers.list_statements(), answers.list_findings(),
        answers.timeline(), answers.explain(said.id),
    ]  # fmt: skip
    for one in given:
        assert one["note"] == NOTE and next(iter(one)) == "note"
        assert json.loads(json.dumps(one)) == one, (
            "plain values, which no word of a document can break out of"
        )


def test_a_text_is_read_page_by_page(answers: Answers) -> None:
    pieces, start = [], 0
    while start is not None:
        page = answers.get_document(DOC.name, start=start, length=50)
        assert len(page["text"]) <= 50 and page["text"] == TEXT[page["start"] : page["end"]]
        pieces.append(page["text"])
        start = page["next"]
    assert "".join(pieces) == TEXT
    assert answers.get_document(DOC.id[:8])["document"] == DOC.name
    assert answers.get_document(DOC.id, start=10**9)["text"] == ""


def test_pages_join_and_stay_within_a_size(many: Answers) -> None:
    seen, after = [], None
    for _ in range(200):
        page = many.list_statements(limit=10**6, after=after)
        assert (
            0 < len(page["items"]) <= ROWS
            and len(json.dumps(page["items"])) < LARGEST + 2_000
            and page["total"] == 120
        )
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 120
    assert len(many.get_document("a.txt", length=10**9)["text"]) == CHARS
    words, offset = [], 0
    while offset is not None:
        page = many.search("word", limit=50, offset=offset)
        words += [one["start"] for one in page["items"]]
        offset = page["next"]
    assert len(words) == len(set(words)) == 120


def test_long_words_are_cut_and_marked(tmp_path: Path) -> None:
    doc = document("long " * 2_000)
    with Dossier.create(tmp_path / "long.dossier") as dossier:
        dossier.put(result(doc, statement(doc, doc.text[:-1])))
        (one,) = Answers(dossier).list_statements()["items"]
    assert (
        one["quote"].endswith(CUT)
        and len(one["quote"]) == LONGEST + len(CUT)
        and one["end"] == len(doc.text) - 1
    )


def test_findings_and_explanations_rest_on_statements(answers: Answers) -> None:
    said = statements()
    page = answers.list_findings()
    (found,) = page["items"]
    assert page["total"] == 1 and [one["id"] for one in found["statements"]] == [said[1].id, said[3].id]
    assert found["steps"] == ["a [[b]]", "c"]
    told = answers.explain(found["id"])
    assert told["noun"] == "finding" and told["reason"] == found["reason"]
    opened = answers.explain(said[1].id)
    assert (
        opened["noun"] == "statement"
        and opened["fields"]["stance"]
        and [one["id"] for one in opened["findings"]] == [found["id"]]
    )
    assert opened["marks"] and said[1].quote in opened["paragraph"]["text"]
    assert answers.list_findings(relation="fulfils")["items"] == []


def test_a_timeline_is_dated_and_cited(answers: Answers) -> None:
    (one,) = answers.timeline()["items"]
    assert (one["date"], one["id"], one["planned"]) == ("2024-05-17", statements()[0].id, False)
    assert answers.timeline(since="2025")["items"] == []


def test_what_is_not_there_is_told(answers: Answers) -> None:
    for ask in (
        lambda: answers.get_document("nobody.txt"), lambda: answers.explain("s_ffff"), lambda: answers.explain(DOC.id),
        lambda: answers.list_statements(since="soon"), lambda: answers.search("x", offset=-1),
        lambda: answers.list_findings(relation="hates"),
    ):  # fmt: skip
        with pytest.raises(BadArgument):
            ask()


def test_what_was_decided_meanwhile_is_seen(tmp_path: Path) -> None:
    with made(tmp_path) as dossier, Dossier.open(dossier.path, readonly=True) as read:
        answers, said = Answers(read), statements()[1]
        assert answers.list_findings()["total"] == 1
        dossier.decide(Decision("x_9", "reject", selector(said, DOC), author="me", at="2024-07-01", note="misread"))
        assert answers.list_findings()["total"] == 0
