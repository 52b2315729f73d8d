"""Passages aligned to provisions, and articles of two texts paired."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.treaty.align import Index, Match, similar
from depositary.treaty.worded import Worded, words_of
from made_treaties import LAYOUTS, contents, printed

FERRY = """AGREEMENT ON FERRIES

The Parties have agreed as follows:

Article 1
Aim

The Parties shall open a ferry line between the two coasts and keep it open through the winter.

Article 2
Ships

1. Each Party shall provide two ships that are fit for ice, with crews who know the strait.
2. The ships shall be registered:
(a) with the harbour master of Alta on the northern coast; or
- 1 -
\x0cAGREEMENT ON FERRIES
(b) with the port authority of Bero, where the tides allow.

Article 3
Entry into force

This Agreement shall enter into force on the day of signature and remain in force for ten years.
"""

WELLS = """PACT OF WELLS

The Parties have agreed as follows:

Article 1
The Parties shall dig a well in the market of each town and keep it clean.

Article 2
Neither Party shall fill a well of the other Party with sand or stones.

Article 3
This Pact shall enter into force on the day of signature and remain in force for ten years.
"""

INDEX = Index([Worded("wells", WELLS), Worded("ferry", FERRY)])


@pytest.mark.parametrize(
    ("passage", "where", "how"),
    [
        ("Each Party shall provide two ships that are fit for ice", "art_2__para_1", "exact"),
        ("with the port authority of Bero, where the tides allow", "art_2__para_2__point_b", "exact"),
        ("“EACH PARTY shall provide two ships that\nare fit for ice – with crews”", "art_2__para_1", "exact"),
        ("of Alta on the northern coast; or (b) with the port authority of Bero", "art_2__para_2", "exact"),
        ("with crews who know the strait, each Party shall provide two ships fit for ice", "art_2__para_1", "words"),
        ("the Parties will open a ferry line between both coasts and keep it open in winter", "art_1", "words"),
    ],
)
def test_a_passage_finds_its_provision(passage: str, where: str, how: str) -> None:
    found = INDEX.align(passage)
    assert found is not None and (found.text, found.id, found.how) == ("ferry", where, how)
    if how == "exact":
        assert words_of(FERRY[found.start : found.end]).words[:3] == words_of(passage).words[:3]
        assert found.score == 1.0
    else:
        assert found.score < 1.0


@pytest.mark.parametrize(
    "passage",
    [
        "",
        "The Parties shall",
        "The ferry between Alta and Bero was late again, and nobody in the harbour knew why.",
        "Each Party shall open a well with two ships of sand and keep the harbour of the other Party clean.",
        "Officials of both coasts praised the agreement, which they said would change the region.",
    ],
)
def test_no_provision_when_unsure(passage: str) -> None:
    assert INDEX.align(passage) is None


def test_the_same_clause_of_several_texts_is_told_with_all() -> None:
    words = "shall enter into force on the day of signature and remain in force for ten years"
    found = INDEX.align(words)
    assert found == Match("ferry", "art_3", FERRY.index("shall enter"), len(FERRY) - 2, 1.0, "exact", (("wells", "art_3"),))
    within = INDEX.align(words, within="wells")
    assert within is not None and (within.text, within.also) == ("wells", ())
    assert INDEX.align("Each Party shall provide two ships that are fit for ice", within="wells") is None


def test_the_order_of_texts_changes_nothing() -> None:
    other = Index([Worded("ferry", FERRY), Worded("wells", WELLS)])
    for passage in ("shall dig a well in the market of each town", "the Parties will open a ferry line between both coasts"):
        assert other.align(passage) == INDEX.align(passage)


def test_similar_articles() -> None:
    pairs = similar(Worded("f", FERRY), Worded("w", WELLS), least=0.3)
    assert [(one.a, one.b) for one in pairs] == [("art_3", "art_3")]
    assert pairs[0].score > 0.7


def test_a_version_with_an_article_put_in() -> None:
    later = WELLS.replace("Article 3", "Article 4").replace("Article 2\n", "Article 2\nWells are holy.\n\nArticle 3\n")
    pairs = similar(Worded("old", WELLS), Worded("new", later))
    assert [(one.a, one.b, one.score) for one in pairs] == [
        ("art_1", "art_1", 1.0), ("art_2", "art_3", 1.0), ("art_3", "art_4", 1.0)
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(contents(), contents(), LAYOUTS, LAYOUTS)
def test_pairs_are_the_same_from_either_side(one: dict[str, object], other: dict[str, object], x: object, y: object) -> None:
    a, b = Worded("a", printed(one, x)), Worded("b", printed(other, y))  # type: ignore[arg-type]
    pairs = similar(a, b)
    assert {(pair.a, pair.b, pair.score) for pair in pairs} == {(pair.b, pair.a, pair.score) for pair in similar(b, a)}
    assert len({pair.b for pair in pairs}) == len(pairs)
    assert all(0 < pair.score <= 1 for pair in pairs)


@settings(max_examples=40, deadline=None)
@given(contents(), LAYOUTS, st.data())
def test_every_sentence_is_found_where_it_stands(said: dict[str, object], layout: object, data: st.DataObject) -> None:
    text = Worded("t", printed(said, layout))  # type: ignore[arg-type]
    inner = [one for unit in text.units for one in unit.walk() if not one.below]
    leaves = [one for one in inner if one.provision.label in ("PARAGRAPH", "POINT")]
    leaf = data.draw(st.sampled_from(leaves))
    words = text.said(leaf)
    found = Index([text]).align(" ".join(words))
    if len(words) < 5:
        assert found is None
    else:
        assert found is not None and found.how == "exact"
        low, high = text.words.within(found.start, found.end)
        assert text.words.words[low:high] == words


@given(st.text(st.characters(max_codepoint=127), max_size=120))
def test_words_of_plain_text_are_those_of_any_text(text: str) -> None:
    plain, marked = words_of(text), words_of(f"{text} \u00a7")  # a paragraph sign is no word, and no sign of ASCII
    assert plain.words == marked.words
    assert (plain.starts, plain.ends) == (marked.starts, marked.ends)
    assert all(text[start:end].lower() == word for start, end, word in zip(plain.starts, plain.ends, plain.words, strict=True))


@given(st.text(max_size=200))
def test_any_passage_at_all(passage: str) -> None:
    found = INDEX.align(passage)
    assert found is None or astuple(found)[4] > 0.7
