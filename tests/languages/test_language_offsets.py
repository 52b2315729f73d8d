"""Exact characters: marks of direction, joiners and combining marks move nothing and hide nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from language_reading import dated, measured, page, rows, speakers, told

from depositary.annotate import languages
from depositary.annotate.languages.copies import copy_of
from depositary.annotate.languages.cues import letters

# Marks of direction and joiners; stress and breve, vowel signs and hamza above.
INVISIBLE = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\u00ad"
COMBINING = "\u0300\u0301\u0306\u0308\u064b\u064e\u064f\u0650\u0651\u0652\u0654\u0670"
PIECES = st.sampled_from(
    [
        *"абйёиЙЁWa1۰٤٫,.:;!؟،«»()\n ",
        *"پژچگکیيىكئأآ",
        *INVISIBLE,
        *COMBINING,
        "17 января 2025 года",
        "۲۸ دی ۱۴۰۳",
        "4,8 млрд долларов",
        "۴٫۸ میلیارد دلار",
        "Россия ",
        "روسیه ",
        "заявил, что ",
        "گفت که ",
        "по словам ",
        "به گفته ",
        "می\u200cشود",
        "е\u0308лка",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)


@given(TEXTS, st.sampled_from(languages.BY_CUE))
@settings(max_examples=300, deadline=None)
def test_a_copy_maps_back_to_the_characters_it_stands_for(text: str, lang: str) -> None:
    copy = copy_of(text, letters(lang))
    assert len(copy.text) == len(copy.low) == len(copy.starts) == len(copy.ends)
    assert all(start < end for start, end in zip(copy.starts, copy.ends, strict=True))
    assert list(copy.starts) == sorted(copy.starts)
    for place, char in enumerate(copy.text):
        start, end = copy.back(place, place + 1)
        kept = [one for one in text[start:end] if unicodedata.category(one) not in ("Mn", "Me")]
        assert len(kept) == 1 and (kept[0] == char or not char.isascii() or not kept[0].isascii())


@given(TEXTS, st.sampled_from(languages.BY_CUE))
@settings(max_examples=300, deadline=None)
def test_every_span_and_statement_quotes_its_own_characters(text: str, lang: str) -> None:
    if not text.strip():
        return
    read = page(text, lang)
    for name, spans in read.layers.items():
        for one in spans:
            assert 0 <= one.start < one.end <= len(text), name
            assert one.quote(read.document) == text[one.start : one.end]
            assert not unicodedata.combining(text[one.start])
            assert one.end == len(text) or not unicodedata.combining(text[one.end]), "a mark is cut from its letter"
    for made in told(text, lang):
        assert made.quote == text[made.start : made.end]
        assert all(0 <= start < end <= len(text) for start, end in made.spans)


def marked(text: str, places: list[int], marks: list[str]) -> str:
    """The text with marks between its characters: any of direction anywhere, combining ones behind letters they do not change."""
    made = list(text)
    for place, mark in sorted(zip(places, marks, strict=False), reverse=True):
        at = place % (len(made) + 1)
        before = made[at - 1] if at else ""
        if mark in INVISIBLE or (before.isalpha() and len(unicodedata.normalize("NFC", before + mark)) > 1):
            made.insert(at, mark)
    return "".join(made)


@pytest.mark.parametrize("lang", languages.BY_CUE)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_read_does_not_depend_on_marks(lang: str, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(list(rows(lang))))
    places = data.draw(st.lists(st.integers(0, 400), min_size=1, max_size=12))
    marks = data.draw(st.lists(st.sampled_from(INVISIBLE + "\u0301\u064e\u0651"), min_size=12, max_size=12))
    text = marked(row.text, places, marks)
    plain, read = page(row.text, lang), page(text, lang)
    assert dated(read) == dated(plain)
    assert measured(read) == measured(plain)
    # A name that no table knows stands as it is written, with its marks.
    assert copy_of(speakers(read), letters(lang)).text == copy_of(speakers(plain), letters(lang)).text
    bare = [copy_of(one.quote, letters(lang)).text for one in told(text, lang)]
    assert bare == [copy_of(one.quote, letters(lang)).text for one in told(row.text, lang)]


def test_letters_of_another_keyboard_are_the_same_words() -> None:
    arabic = "وزير نيروي ورانيا اعلام كرد كه صادرات ١٥ درصد افزايش يافته است."
    (one,) = told(arabic, "fa")
    assert one.speaker is not None and one.speaker.name == "energy minister of Verania"
    assert one.value is not None and one.value.low == 14.5 and one.quote in arabic


def test_a_letter_and_its_mark_are_one_letter() -> None:
    text = "Посол Осмерры в Верании сообщил, что доля национальных валют превысила 96%, а Мареш — нет."
    apart = unicodedata.normalize("NFD", text)
    assert speakers(page(apart, "ru")) == speakers(page(text, "ru")) == "Davud Pezhvari"
    assert all(one.quote == apart[one.start : one.end] for one in told(apart, "ru"))
