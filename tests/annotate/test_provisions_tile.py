"""Properties of the provisions of made-up treaties: they tile the text, lose no word, and do not hang on numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from depositary.annotate.provisions import Branch, find_provisions, furniture, tree, without
from made_treaties import LAYOUTS, Layout, contents, printed

# Everything else holds a heading and, below it, these.
LEAVES = ("TITLE", "PARTIES", "RECITAL", "FORMULA", "TEXT", "PARAGRAPH", "POINT", "SIGNATURES")


def branches(text: str) -> list[Branch]:
    return [one for root in tree(find_provisions(text)) for one in root.walk()]


def solid(text: str, start: int, end: int) -> list[int]:
    return [place for place in range(start, end) if not text[place].isspace()]


@settings(max_examples=60, deadline=None)
@given(contents(), LAYOUTS)
def test_every_letter_belongs_to_one_leaf_or_heading(said: dict[str, object], layout: Layout) -> None:
    text = printed(said, layout)
    gaps = furniture(text)
    held = branches(text)
    owned: list[int] = [place for gap in gaps for place in solid(text, *gap)]
    for branch in held:
        one = branch.provision
        own = branch.stretches(gaps)
        words = [place for start, end in own for place in solid(text, start, end)]
        assert one.label in LEAVES or not words, (one.id, text[one.start : one.end])
        heading = [place for part in without(one.start, one.body, gaps) for place in solid(text, *part)]
        owned += words + heading
    assert len(owned) == len(set(owned)), "a letter belongs to two"
    first, last = held[0].provision.start, max(one.provision.end for one in held)
    missed = set(solid(text, first, last)) - set(owned)
    assert not missed, text[min(missed) : min(missed) + 60]
    assert not text[:first].strip()
    assert not set(solid(text, last, len(text))) - set(owned), text[last:]


@settings(max_examples=60, deadline=None)
@given(contents(), LAYOUTS)
def test_the_articles_are_those_printed(said: dict[str, object], layout: Layout) -> None:
    text = printed(said, layout)
    held = [one for one in branches(text) if one.provision.label == "ARTICLE"]
    articles: list[tuple[str, list[list[str]]]] = list(said["articles"])  # type: ignore[call-overload]
    assert [one.provision.number for one in held] == [str(place + layout.shift) for place, _ in enumerate(articles, start=1)]
    for branch, (title, paragraphs) in zip(held, articles, strict=True):
        assert branch.provision.heading == ((title or None) if layout.title != "none" else None)
        points = [len(one.below) for one in branch.below]
        if said["numbered"] and len(paragraphs) > 1:
            assert points == [len(rows) - 1 for rows in paragraphs]
            assert [one.provision.number for one in branch.below] == [str(place + 1) for place in range(len(paragraphs))]
        assert sum(points) == sum(len(rows) - 1 for rows in paragraphs)
    if text.count("TREATY ON COASTS") > 1:
        gaps = furniture(text)
        said_here = [text[start:end] for one in held for inner in one.walk() for start, end in inner.stretches(gaps)]
        assert not any("TREATY" in words or re.search(r"^- \d+ -$", words, re.MULTILINE) for words in said_here)


@settings(max_examples=60, deadline=None)
@given(contents(), LAYOUTS)
def test_other_numbers_change_nothing_but_the_numbers(said: dict[str, object], layout: Layout) -> None:
    one, other = replace(layout, roman=False, shift=0), replace(layout, roman=True, shift=4)
    shapes = [
        [(found.label, found.heading, text[found.body : found.end].strip()) for found in find_provisions(text)
         if found.label in ("PARAGRAPH", "POINT", "RECITAL", "TITLE", "SIGNATURES")]
        for text in (printed(said, one), printed(said, other))
    ]  # fmt: skip
    assert shapes[0] == shapes[1]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), contents(), LAYOUTS, st.integers(0, 2000))
def test_spans_nest_in_torn_text(noise: str, said: dict[str, object], layout: Layout, cut: int) -> None:
    """A treaty torn at any place, with anything in between: no failure, children inside, siblings apart."""
    whole = printed(said, layout)
    text = whole[: cut % len(whole)] + noise + whole[(cut * 7) % len(whole) :]
    furniture(text)
    for branch in branches(text):
        one = branch.provision
        assert 0 <= one.start <= one.body <= one.end <= len(text)
        assert all(one.start <= below.provision.start and below.provision.end <= one.end for below in branch.below)
        assert all(a.provision.end <= b.provision.start for a, b in pairwise(branch.below))


def test_taking_out() -> None:
    assert without(0, 10, [(2, 4), (8, 12)]) == [(0, 2), (4, 8)]
    assert without(3, 5, [(0, 10)]) == []
    assert without(0, 5, []) == [(0, 5)]
