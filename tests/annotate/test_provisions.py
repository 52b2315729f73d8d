"""Provisions: the text of agreements in three layouts, among comments, and in any text at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depositary.annotate.provisions import Provision, find_provisions, furniture, layout

PLAIN = """AGREEMENT ON FERRIES
between Alta and Bero

The Government of Alta and the Government of Bero,

Recalling their common coast,

Have agreed as follows:

Article 1
Aim

The Parties shall open a ferry line.

Article 2
Ships

1. Each Party shall provide two ships.
2. The ships shall be:
(a) fit for ice;
(b) registered with:
(i) the port of Alta; or
(ii) the port of Bero.

Article 2bis
Crews

The crews shall be mixed.

Article 3
Entry into force

1. This Agreement shall enter into force on signature.

Done at Alta on 3 May 2001.

For the Government of Alta
For the Government of Bero

Annex 1
Timetable

Ships shall sail at noon.
"""

ROMAN = """CONVENTION ON A COMMON BRIDGE

The Contracting Parties, desiring to cross the river, have agreed as follows:

PART I. GENERAL

ARTICLE I - Bridge.
The Contracting Parties shall build a bridge in accordance with
Article III of this Convention
and shall keep it open.

ARTICLE II. Each Contracting Party shall bear half of the cost.

PART II. FINAL

Article III, first paragraph, notwithstanding, the bridge shall be narrow.

ARTICLE III
This Convention is subject to ratification.
"""

PAGED = (
    "Bridge Treaty Series\nTREATY ON THE BRIDGE\n\nThe Parties have agreed as follows:\n\nArticle 1\n\n"
    "(1) The Parties shall build a bridge and shall\n- 1 -\n\x0cBridge Treaty Series\nkeep it open.\n\n(2) Each Party shall\n"
    "- 2 -\n\x0cBridge Treaty Series\npay half.\n\nArticle 2\n\nNo Party shall close the bridge.\n\n"
    "Article 3\n\nThis Treaty enters into force on signature.\nDone at Alta."
)

COMMENT = """The new pact between Alta and Bero is short. Some remarks on it follow.
Article 2
The Contracting Parties shall share the water of the river.
This article means that Alta has given in. Bero wanted it for years.
Article 4
1. Each Contracting Party shall inform the other of floods.
2. The Contracting Parties shall meet once a year.
So what does this mean? Nobody in Alta or Bero knows.
3. The Contracting Parties shall appoint observers.
Article 4reveals that Alta and Bero have agreed on observers.
Article 7
Alta and Bero were always quarrelling over fish, and the pact shows how tired Alta is.
Article 4
4. Either Contracting Party may call a meeting.
Article 9 (two points) is the heart of the pact. Alta is now bound.
"""


def found(text: str, label: str) -> list[Provision]:
    return [one for one in find_provisions(text) if one.label == label]


def words(text: str, one: Provision) -> str:
    return text[one.start : one.end]


def test_plain_layout() -> None:
    ids = [one.id for one in find_provisions(PLAIN)]
    assert ids == [
        "title", "preamble", "preamble__parties_1", "preamble__recital_1", "preamble__formula_1", "art_1", "art_1",
        "art_2", "art_2__para_1", "art_2__para_2", "art_2__para_2__point_a", "art_2__para_2__point_b",
        "art_2__para_2__point_b__point_i", "art_2__para_2__point_b__point_ii",
        "art_2bis", "art_2bis", "art_3", "art_3__para_1", "signatures", "annex_1", "annex_1",
    ]  # fmt: skip
    assert [one.heading for one in found(PLAIN, "ARTICLE")] == ["Aim", "Ships", "Crews", "Entry into force"]
    assert all(one.whole for one in find_provisions(PLAIN))
    assert found(PLAIN, "TITLE")[0].heading == "AGREEMENT ON FERRIES between Alta and Bero"


def test_roman_numbers_parts_and_broken_lines() -> None:
    articles = found(ROMAN, "ARTICLE")
    assert [(one.number, one.heading) for one in articles] == [("1", "Bridge"), ("2", None), ("3", None)]
    assert words(ROMAN, articles[0]).endswith("keep it open.")
    assert [words(ROMAN, one)[:5] for one in found(ROMAN, "PARAGRAPH")][1] == "Each "
    assert [one.heading for one in found(ROMAN, "PART")] == ["GENERAL", "FINAL"]
    assert articles[2].parent == found(ROMAN, "PART")[1].start


def test_pages_with_running_heads() -> None:
    assert [(one.label, one.id) for one in find_provisions(PAGED)] == [
        ("TITLE", "title"), ("PREAMBLE", "preamble"), ("FORMULA", "preamble__formula_1"), ("ARTICLE", "art_1"),
        ("PARAGRAPH", "art_1__para_1"),
        ("PARAGRAPH", "art_1__para_2"), ("ARTICLE", "art_2"), ("PARAGRAPH", "art_2"), ("ARTICLE", "art_3"),
        ("PARAGRAPH", "art_3"), ("SIGNATURES", "signatures"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [PLAIN, PAGED, ROMAN, COMMENT])
def test_a_text_laid_out_once_has_its_provisions_and_the_lines_of_its_pages(text: str) -> None:
    laid_out = layout(text)
    assert list(laid_out.provisions) == find_provisions(text) != []
    assert list(laid_out.furniture) == furniture(text)
    assert bool(laid_out.furniture) == (text is PAGED)


def test_quoted_among_comments() -> None:
    quoted = [(one.id, words(COMMENT, one)[:30]) for one in found(COMMENT, "PARAGRAPH")]
    assert quoted == [
        ("art_2", "The Contracting Parties shall "),
        ("art_4__para_1", "1. Each Contracting Party shal"),
        ("art_4__para_2", "2. The Contracting Parties sha"),
        ("art_4__para_3", "3. The Contracting Parties sha"),
        ("art_4__para_4", "4. Either Contracting Party ma"),
    ]
    assert not any(one.whole for one in find_provisions(COMMENT))
    assert {one.number for one in found(COMMENT, "ARTICLE")} == {"2", "4"}


@pytest.mark.parametrize(
    "line",
    [
        "Article 88, fourth paragraph, notwithstanding, prisoners shall be fed.",
        "Article 60 applies to islands.",
        "Article 5reveals much.",
        "Part of the deal concerns fish.",
        "Articles 3 and 4 were left out.",
    ],
)
def test_running_text_is_no_heading(line: str) -> None:
    assert find_provisions(f"News.\n{line}\nAlta was pleased.") == []


def test_no_article_no_provision() -> None:
    assert find_provisions("") == []
    assert find_provisions("1. The Parties shall do nothing.") == []


_PIECES = st.sampled_from(
    ["Article 1", "Article 2", "ARTICLE IV", "Annex 1", "Part I", "Chapter 2. Ships",
     "1. The Parties shall meet.",
     "2. Each Party shall pay.", "(a) one;", "(i) two", "Done at Alta.", "Have agreed as follows:", "Recalling that,",
     "TREATY",
     "What now?", "Alta was glad.", "The Parties", "\x0c", "", "- 3 -", "Article 3. The Parties shall sing.", "(1) x",
     "*", "2.1 y"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=25).map("\n".join)))
def test_nests_and_never_raises(text: str) -> None:
    stack: list[Provision] = []
    for one in find_provisions(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.start <= one.body <= one.end
        while stack and stack[-1].end <= one.start:
            stack.pop()
        if stack:
            assert one.end <= stack[-1].end
        stack.append(one)


@given(st.lists(_PIECES, max_size=25).map("\n".join))
def test_paragraphs_tile_what_they_hold(text: str) -> None:
    paragraphs = found(text, "PARAGRAPH")
    assert all(one.end <= after.start for one, after in pairwise(paragraphs))
