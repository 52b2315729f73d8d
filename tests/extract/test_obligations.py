"""Duties of treaty text: who must, may or must not do what, with every part on its characters."""

from __future__ import annotations

from typing import Any

import pytest

from depositary.annotate.layers import Page, annotate
from depositary.annotate.parse import page_of
from depositary.extract.obligations import obligations, provision_entities
from depositary.extract.obligations.naming import reference
from depositary.model.nouns import Document, Statement


def page(text: str, kind: str = "treaty") -> Page:
    document = Document("d_1", "t.txt", "Ferry Treaty", "en", kind, None, None, None, None, "", "txt/1", len(text), text=text)
    return annotate(page_of(document), ("provisions", "modality", "names", "times"))


def found(*sentences: str) -> list[Statement]:
    body = "\n".join(f"Article {number}\n{one}" for number, one in enumerate(sentences, start=1))
    return list(obligations(page(body)))


def role(statement: Statement, name: str) -> list[str]:
    return [one.text for one in statement.roles if one.name == name]


CASES: list[tuple[str, list[tuple[str, str, Any]]]] = [
    ("The Contracting Parties shall inform each other of floods.", [("requires", "inform", "Contracting Parties")]),
    ("Neither Party shall close the harbour.", [("forbids", "close", "Neither Party")]),
    ("Each Party shall refrain from taxing the ferries.", [("forbids", "tax", "Each Party")]),
    ("Either Party may open a second line.", [("permits", "open", "Either Party")]),
    ("The Parties undertake to train the crews.", [("requires", "train", "Parties")]),
    ("The Parties shall endeavour to finish the harbour by 1 May 2030.", [("requires", "finish", "Parties")]),
    ("The Parties undertake not to sell the piers.", [("forbids", "sell", "Parties")]),
    ("The fares shall be set by the Parties.", [("requires", "set", "Parties")]),
    ("The Parties shall not sell the ships and shall help to keep them in repair.",
     [("forbids", "sell", "Parties"), ("requires", "help", "Parties")]),
    ("The Joint Commission shall meet once a year and report its work to the Parties.",
     [("requires", "meet", "Joint Commission"), ("requires", "report", "Joint Commission")]),
    ("For the purposes of this Treaty, \"ship\" means any vessel.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_bearer_stance_and_verb(sentence: str, expected: list[tuple[str, str, Any]]) -> None:
    made = [(one.stance, one.predicate, next(iter(role(one, "bearer")), None)) for one in found(sentence)]
    assert made == expected


def test_parts_of_a_duty() -> None:
    text = "If a storm comes, the Parties shall consult by telephone in accordance with the Rules, unless the line is cut."
    (duty,) = found(text)
    assert role(duty, "condition") == ["If a storm comes"]
    assert role(duty, "manner") == ["by telephone", "in accordance with the Rules"]
    assert role(duty, "exception") == ["unless the line is cut"]
    assert duty.quote == text.rstrip(".")


def test_frequency_counterpart_and_deferral() -> None:
    yearly, later = found(
        "Each Party shall exchange data with the other Party on an annual basis.",
        "The details shall be laid down in separate agreements.",
    )
    assert (role(yearly, "frequency"), role(yearly, "counterpart")) == (["on an annual basis"], ["other Party"])
    assert (role(later, "deferral"), role(later, "bearer")) == (["in separate agreements"], [])


def test_condition_before_the_subject_holds_for_every_verb() -> None:
    first, second = found("In the event of a flood, the Parties shall close the line and shall warn all ships.")
    assert role(first, "condition") == role(second, "condition") == ["In the event of a flood"]
    assert second.quote == "shall warn all ships"


def test_points_are_read_with_their_opening() -> None:
    made = found("The Parties shall:\n(a) build two piers;\n(b) share the cost of the piers.")
    assert [(one.predicate, one.stance) for one in made] == [("build", "requires"), ("share", "requires")]
    assert [one.spans[-1] for one in made] != [one.spans[0] for one in made]
    assert made[1].quote.startswith("The Parties shall")


def test_broken_lines_are_joined() -> None:
    (duty,) = found("The Parties shall keep the\nold harbour open\nto all ships.")
    assert duty.quote == "The Parties shall keep the\nold harbour open\nto all ships"


def test_recitals_give_none_and_every_part_is_in_the_text() -> None:
    text = (
        "TREATY ON FERRIES\n\nThe Parties,\n\nRecalling that Alta shall be free,\n\nHave agreed as follows:\n\n"
        "Article 1\nThe Parties shall sail.\n\nArticle 2\n1. Each Party shall pay half of the cost.\n\n"
        "Article 3\nThis Treaty shall enter into force on signature.\n\nDone at Alta."
    )
    held = page(text)
    made = list(obligations(held))
    assert [one.quote for one in made] == [
        "The Parties shall sail", "Each Party shall pay half of the cost", "This Treaty shall enter into force on signature",
    ]  # fmt: skip
    for one in made:
        assert one.speaker is not None
        assert one.speaker.name == "TREATY ON FERRIES"
        assert one.speaker.literal == text[one.speaker.start : one.speaker.end]
        assert all(part.text == text[part.start : part.end] for part in one.roles)
        assert one.end - one.start <= 600
    names = {one.id: one.name for one in provision_entities(held)}
    assert [names[one.about[-1]] for one in made] == [
        "TREATY ON FERRIES, Article 1", "TREATY ON FERRIES, Article 2(1)", "TREATY ON FERRIES, Article 3",
    ]  # fmt: skip


def test_prose_gives_none() -> None:
    assert list(obligations(page("The ministers said the parties shall meet.\nArticle 5 shows it.", "news"))) == []


def test_references_read_well() -> None:
    assert reference("art_3__para_3__point_a") == "Article 3(3)(a)"
    assert reference("annex_1__art_2") == "Annex 1, Article 2"
