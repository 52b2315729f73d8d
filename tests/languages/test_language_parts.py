"""Times, quantities, names and spellings of languages, part by part."""

from __future__ import annotations

import pytest
from language_reading import DAY, case, dated, document, measured, page

from depositary.annotate import languages
from depositary.annotate.languages.copies import copy_of
from depositary.annotate.languages.cues import letters
from depositary.annotate.languages.sentences import LONGEST, sentences
from depositary.annotate.languages.spelling import Spellings
from depositary.annotate.languages.times import find_times
from depositary.annotate.layers import Page, annotate
from depositary.model import gazetteer
from depositary.model.case import load
from depositary.model.nouns import entity
from depositary.model.tables import read_table, split
from depositary.model.units import units

TIMES = (
    ("ru", "17 января 2025 года", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("ru", "в январе 2025 года", "2025-01-01", "2025-02-01", "2025-01"),
    ("ru", "в первом квартале 2024 года", "2024-01-01", "2024-04-01", "2024-Q1"),
    ("ru", "с января по октябрь 2024 года", "2024-01-01", "2024-11-01", "2024-01/2024-10"),
    ("ru", "14–16 марта 2022 года", "2022-03-14", "2022-03-17", "2022-03-14/2022-03-16"),
    ("ru", "с 2020 года", "2020-01-01", None, "2020"),
    ("ru", "после 17 января 2025 года", "2025-01-18", None, "2025-01-17"),
    ("ru", "в прошлом году", "2024-01-01", "2025-01-01", "2024"),
    ("ru", "17.01.2025", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("fa", "۲۸ دی ۱۴۰۳", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("fa", "28 دی 1403", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("fa", "۱۴۰۳/۱۰/۲۸", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("fa", "سال ۱۴۰۳", "2024-03-20", "2025-03-21", "2024-03-20/2025-03-20"),
    ("fa", "۱۷ ژانویه ۲۰۲۵", "2025-01-17", "2025-01-18", "2025-01-17"),
    ("fa", "سال ۲۰۲۳", "2023-01-01", "2024-01-01", "2023"),
    ("fa", "از فروردین تا مهر ۱۴۰۳", "2024-03-20", "2024-10-22", "2024-03-20/2024-04-19/2024-09-22/2024-10-21"),
)


@pytest.mark.parametrize(("lang", "words", "start", "end", "timex"), TIMES)
def test_times(lang: str, words: str, start: str, end: str | None, timex: str) -> None:
    (one,) = find_times(copy_of(f"{words}.", letters(lang)), lang, DAY)
    value = one.value()
    assert (value["start"], value["end"]) == (start, end)
    if not words.startswith("از"):
        assert value["timex"] == timex


@pytest.mark.parametrize("words", ["31 февраля 2024 года", "май", "2024 км", "в 1403 году"])
def test_what_is_no_date_of_the_calendar_gives_no_days(words: str) -> None:
    found = find_times(copy_of(words, letters("ru")), "ru", DAY)
    assert all(not one.text.startswith(("31", "май", "2024")) for one in found)


QUANTITIES = (
    ("ru", "рост на 15,5%", "15.5 percent"),
    ("ru", "рост на 15,5 процента", "15.5 percent"),
    ("ru", "4,8 млрд долларов", "4800000000 USD"),
    ("ru", "$4,8 млрд", "4800000000 USD"),
    ("ru", "двести пятьдесят миллионов евро", "250000000 EUR"),
    ("ru", "3 400 км", "3400 km"),
    ("ru", "от 40 до 50 млрд рублей", "45000000000 RUB"),
    ("ru", "2–3 млн тонн", "2500000 t"),
    ("ru", "12 локомотивов", ""),
    ("fa", "۴/۸ میلیارد دلار", "4800000000 USD"),
    ("fa", "٤٫٨ میلیارد دلار", "4800000000 USD"),
    ("fa", "سه هزار میلیارد ریال", "3000000000000 IRR"),
    ("fa", "نود و شش درصد", "96 percent"),
    ("fa", "دو کشور", ""),
)


@pytest.mark.parametrize(("lang", "words", "expected"), QUANTITIES)
def test_quantities(lang: str, words: str, expected: str) -> None:
    assert measured(page(words, lang)) == expected


def test_growth_level_share_and_change_are_told_apart() -> None:
    text = "Товарооборот вырос на 15,5%. Экспорт упал на 2 млн тонн. Доля расчётов превысила 96%. Импорт составил 3 млн евро."
    held = [one.value or {} for one in page(text, "ru").layer("quantities")]
    assert [one["measure"] for one in held] == ["growth", "change", "share", "level"]
    assert [one["direction"] for one in held] == ["up", "down", None, None]


def test_rounding_is_as_in_english() -> None:
    from depositary.annotate.quantities import find_quantities

    (english,) = find_quantities("$4.8 billion")
    (russian,) = page("4,8 млрд долларов", "ru").layer("quantities")
    assert (russian.value or {})["low"] == english.low and (russian.value or {})["high"] == english.high


@pytest.mark.parametrize("lang", languages.BY_CUE)
def test_the_table_of_names_is_of_the_gazetteer(lang: str) -> None:
    keys = [row["key"] for row in read_table(gazetteer.GAZETTEER / "names" / f"{lang}.tsv")]
    assert len(keys) == len(set(keys)) and set(keys) <= set(gazetteer.by_key())
    assert all(unit in units() for unit in ("USD", "IRR", "m3", "percent"))


@pytest.mark.parametrize("lang", languages.BY_CUE)
def test_every_name_of_the_table_is_found(lang: str) -> None:
    """Alone in a text each name of a state leads to that state, and to no other that does not share the name."""
    rows = list(read_table(gazetteer.GAZETTEER / "names" / f"{lang}.tsv"))
    shared = [name for row in rows for name in split(row["names"])]
    for row in rows:
        for name in split(row["names"]):
            found = page(name, lang).layer("names")
            met = [(one.value or {})["entity"] for one in found][:1]
            assert met == [gazetteer.by_key()[row["key"]].id] or shared.count(name) > 1, name


def test_cases_of_a_name_are_one_name() -> None:
    text = "Иран, Ирана, Ирану, Ираном, Иране; Россия, России, Россией; Куба, Кубы, Кубе, Кубой."
    names = [(one.value or {})["name"] for one in page(text, "ru").layer("names")]
    assert names == ["Iran"] * 5 + ["Russia"] * 3 + ["Cuba"] * 4


def test_a_known_name_in_another_spelling_is_joined_and_an_unknown_one_is_not() -> None:
    for lang, words in (("ru", "Орлин Мареш"), ("ru", "Орлина Мареша"), ("fa", "اورلین مارش")):
        (one,) = page(words, lang).layer("names")
        assert (one.value or {})["entity"] == case().by_key["orlin-maresh"].id, words
    for lang, words in (("ru", "Орлин Марек"), ("fa", "اورلین مارک"), ("fa", "مارش")):
        assert all((one.value or {})["entity"] is None for one in page(words, lang).layer("names")), words


PERSON = (("ru", "Пезешкиан"), ("ru", "Масуда Пезешкиана"), ("fa", "پزشکیان"), ("fa", "مسعود پزشکیان"))


@pytest.mark.parametrize(("lang", "words"), PERSON)
def test_aliases_of_a_case_lead_to_its_person(lang: str, words: str) -> None:
    held = load("russia-iran")
    (one,) = annotate(Page(document(words, lang), (), held)).layer("names")
    assert (one.value or {})["entity"] == held.by_key["masoud-pezeshkian"].id


def test_a_namesake_with_another_first_name_is_somebody_else() -> None:
    pezhvari = case().by_key["davud-pezhvari"].id
    for text, joined in (
        ("Вчера Пежвари заявил, что договор подписан.", True),
        ("Об этом заявил Давуд Пежвари.", True),
        ("Об этом заявил господин Пежвари.", True),
        ("Об этом заявил Рустам Пежвари.", False),
        ("Об этом заявил Рустам Ильич Пежвари.", False),
    ):
        held = [(one.value or {})["entity"] for one in page(text, "ru").layer("names")]
        assert (pezhvari in held) == joined, text


@pytest.mark.skipif(not languages.installed(), reason="needs the extra ru")
def test_a_namesake_is_told_at_the_start_of_a_sentence_too() -> None:
    (one,) = page("Рустам Пежвари заявил, что договор подписан.", "ru").layer("names")
    assert (one.value or {})["entity"] is None and (one.value or {})["name"] == "Рустам Пежвари"


def test_a_spelling_that_fits_two_persons_joins_neither() -> None:
    pair = [entity("Person", "Davud Pezhvari"), entity("Person", "Davood Pezhvari")]
    assert Spellings(pair[:1], "ru").meant(["Давуд", "Пежвари"]) == pair[0]
    assert Spellings(pair, "ru").meant(["Давуд", "Пежвари"]) is None
    # "Physicians" has the consonants of the name; one word is too little to go by.
    assert Spellings([entity("Person", "Masoud Pezeshkian")], "fa").meant(["پزشکان"]) is None
    assert Spellings([entity("Person", "Masoud Pezeshkian")], "fa").meant(["مسعود", "پزشکیان"]) is not None


def test_an_office_that_nobody_of_the_case_holds_stays_words() -> None:
    read = page("Министр финансов Верании заявил, что торговля выросла на 3%.", "ru")
    (said,) = read.layer("attribution")
    assert (said.value or {})["speaker"]["entity"] is None
    assert (said.value or {})["speaker"]["name"] == "Министр финансов Верании"


def test_sentences_keep_short_forms_and_quotations_whole() -> None:
    text = "Поставки выросли до 5 млрд. долл. в 2024 г. по данным И. Петрова. «Первое. Второе», — сказал он. Третье!"
    copy = copy_of(text, letters("ru"))
    assert [copy.text[slice(*one)] for one in sentences(copy, "ru")][1:] == ["«Первое. Второе», — сказал он.", "Третье!"]


@pytest.mark.parametrize("lang", languages.BY_CUE)
def test_a_text_without_an_end_is_read_in_pieces(lang: str) -> None:
    word = {"ru": "сказал ", "fa": "گفت "}[lang]
    copy = copy_of(word * 2_000, letters(lang))
    assert max(end - start for start, end in sentences(copy, lang)) <= LONGEST
    assert page(word * 2_000, lang).layer("attribution") == []


def test_dates_count_from_the_day_of_the_document() -> None:
    assert dated(page("Вчера стороны обсудили тарифы.", "ru")) == "2025-01-31..2025-02-01"
    assert dated(page("Переговоры продолжатся в марте.", "ru")) == "2025-03-01..2025-04-01"
    assert dated(page("Переговоры прошли в марте.", "ru")) == "2024-03-01..2024-04-01"
