"""Statements of a page: exact words, bounded, in order, each once; none where the language is not read."""

from __future__ import annotations

import pytest
from extracting import page, told
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.extract.entities import entities, pointers
from depositary.extract.figures import LONGEST, bounded
from depositary.extract.statements import statements
from depositary.model.case import load
from depositary.model.codec import dumps
from depositary.model.nouns import KINDS, STANCES, Statement

STORY = """The lake pact

Norway and Chile signed a fisheries agreement on 3 March 2021. “The pact — our first — will last,” Maria Keller said.
Trade rose by 12 percent to $4.1 billion in 2022, and the ferry line expects 40,000 passengers.
The minister denied that the port had closed. She said that the pier (built in 1990) was safe.
- The second unit of the power plant is under construction.
Article 1
The Contracting Parties shall consult each year.
"""
LONG = "The port of Arda " + "and the town beside it and the valley above it " * 18 + "opened in May."


def sound(text: str, found: list[Statement]) -> None:
    """What holds of the statements of any page."""
    for one in found:
        assert one.quote == text[one.start : one.end]
        assert (one.start, one.end) == (one.spans[0][0], max(end for _, end in one.spans))
        assert 0 < one.end - one.start <= LONGEST
        assert all(start < end for start, end in one.spans)
        assert one.kind in KINDS and one.stance in STANCES and 0 < one.score <= 1 and one.made_by
        for term in (one.speaker, one.subject, one.object, one.where, *one.chain):
            assert term is None or text[term.start : term.end] == term.literal
        for role in one.roles:
            assert text[role.start : role.end] == role.text
        assert one.kind != "figure" or (one.value is not None and one.value.literal in one.quote)
    assert found == sorted(found, key=lambda one: (one.start, one.end, one.kind, one.id))
    assert len({one.id for one in found}) == len(found)


@pytest.mark.parametrize("case", [None, "model-pact", "russia-iran"])
def test_every_statement_quotes_its_exact_words(case: str | None) -> None:
    found = told(STORY, load(case) if case else None)
    sound(STORY, found)
    assert {one.kind for one in found} >= {"event", "figure", "position", "status"}
    assert [one.kind for one in found if one.stance == "denies"] == ["position"]


def test_the_same_page_gives_the_same_statements() -> None:
    assert [dumps(one) for one in told(STORY)] == [dumps(one) for one in told(STORY)]


def test_a_long_proposition_is_cut() -> None:
    found = told(LONG)
    sound(LONG, found)
    assert found


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_bounded_spans_stay_inside_what_they_were(lengths: list[tuple[int, int]]) -> None:
    spans, at = [], 0
    for gap, length in lengths:
        spans.append((at + gap, at + gap + length))
        at += gap + length + 1
    kept = bounded(tuple(spans))
    assert kept[0][0] == spans[0][0] and kept[-1][1] - kept[0][0] <= LONGEST
    assert all(any(low <= start < end <= high for low, high in spans) for start, end in kept)


OTHER = [
    ("uk", "Порт відкрився у травні 2022 року, сказав міністр."),
    ("ar", "افتتح الميناء في عام ٢٠٢٢، قال الوزير."),
    ("de", "Der Hafen wurde im Mai 2022 für 3 Millionen Euro eröffnet."),
    ("zh", "港口于2022年5月开放。"),
]


@pytest.mark.parametrize(("lang", "text"), OTHER)
def test_a_language_that_is_not_read_gives_none(lang: str, text: str) -> None:
    assert statements(page(text, lang=lang)) == []


@pytest.mark.parametrize("text", ["", "\n\n", ".", "Yes.", "Contents\nPage 3\n***"])
def test_a_text_that_says_nothing_gives_none(text: str) -> None:
    assert told(text) == []


def test_a_headline_counts_once_and_frames_are_no_statements() -> None:
    text = "Port opens in May\n\nThe minister said on Monday that the port would open in May."
    found = told(text)
    sound(text, found)
    assert all("said" not in one.quote for one in found)


def test_what_stands_in_a_treaty_is_read_as_its_text_only() -> None:
    text = "Ferry Treaty\n\nArticle 1\nThe Contracting Parties shall consult each year.\n\nArticle 2\nThe Parties are friends.\n"
    made = page(text, kind="treaty")
    found = statements(made)
    sound(text, found)
    assert [one.kind for one in found] == ["obligation"] and found[0].stance == "requires"


def test_entities_are_those_that_statements_point_at() -> None:
    made = page("Norway attacked Chile in May near Oslo. Maria Keller said that Peru would follow.")
    found = statements(made)
    wanted = {key for one in found for key in pointers(one)}
    held = entities(made, found)
    assert {one.id for one in held} == wanted and wanted
    assert [one.id for one in held] == sorted(one.id for one in held)
    assert {"Norway", "Chile", "Peru"} <= {one.name for one in held}


TEXTS = st.lists(
    st.sampled_from(STORY.replace("\n", " \n ").split(" ")) | st.text(max_size=3), max_size=25
).map(" ".join)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_any_text_gives_sound_statements(text: str) -> None:
    sound(text, told(text))
