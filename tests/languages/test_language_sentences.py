"""What is read in sentences that were written with their answers before the code first ran over them.

Two sets. `sentences`: 40 Russian and 20 Persian ones, written before there was any code; the first run read speakers in 36 and
16, all dates and quantities. `unseen`: 20 and 10 more, written when the rules had been mended by the first set; the first run
read speakers in 14 and 8, dates in 19 and 9, quantities in 20 and 9. In two of them the answer was put right later: the case
knows no trade minister. The floors are what holds now.
"""

from __future__ import annotations

import pytest
from language_reading import dated, measured, page, rows, speakers, told

from depositary.annotate import languages

# Set and language: speakers right with the extra and without, dates, quantities, sentences.
FLOORS = {
    ("sentences", "ru"): (40, 39, 40, 40, 40),
    ("sentences", "fa"): (19, 19, 20, 20, 20),
    ("unseen", "ru"): (18, 17, 20, 20, 20),
    ("unseen", "fa"): (10, 10, 10, 10, 10),
}


def wrong(name: str, lang: str, column: str) -> list[str]:
    read = {"speaker": speakers, "dates": dated, "quantities": measured}[column]
    return [row.text for row in rows(lang, name) if read(page(row.text, lang)) != getattr(row, column)]


@pytest.mark.parametrize(("name", "lang"), FLOORS)
def test_speakers_dates_and_quantities_hold_their_floors(name: str, lang: str) -> None:
    whole, plain, days, amounts, count = FLOORS[name, lang]
    assert len(list(rows(lang, name))) == count
    assert count - len(wrong(name, lang, "speaker")) >= (whole if languages.installed() else plain)
    assert count - len(wrong(name, lang, "dates")) >= days
    assert count - len(wrong(name, lang, "quantities")) >= amounts


@pytest.mark.parametrize("lang", languages.BY_CUE)
def test_no_speaker_is_wrong(lang: str) -> None:
    """Where a speaker is missed nobody else is taken; without the extra a name no table knows stands as it is written."""
    for row in rows(lang):
        found = speakers(page(row.text, lang))
        if not languages.installed() and lang == "ru" and " " in row.speaker and row.speaker not in row.text:
            continue
        assert found in ("", row.speaker), row.text


@pytest.mark.parametrize("lang", languages.BY_CUE)
def test_every_statement_stands_on_its_own_characters(lang: str) -> None:
    for row in rows(lang):
        for one in told(row.text, lang):
            assert one.quote == row.text[one.start : one.end]
            assert one.attributes["language"] == lang
            for term in (one.speaker, one.subject):
                assert term is None or term.literal == row.text[term.start : term.end]


NOBODY = {
    "ru": (
        "Об этом сообщил Мареш.",
        "Орлин Мареш и Тамира Вельхан заявили, что торговля выросла на 3%.",
        "«Договор подписан», — сказали Орлин Мареш и Тамира Вельхан.",
        "Мареш не сказал, что договор подписан.",
        "Что заявил Мареш?",
        "Он отметил, что торговля выросла на 3%.",
        "Согласно договору, стороны не предоставляют помощь агрессору.",
        "«Ни одна из сторон не вправе выйти из договора», — говорится в тексте.",
    ),
    "fa": (
        "او گفت که تجارت ۵ درصد رشد کرد.",
        "به گفته وی، تجارت ۵ درصد رشد کرد.",
        "آیا ولخان گفت که پیمان امضا شد؟",
        "ولخان نگفت که پیمان امضا شد.",
    ),
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in NOBODY.items() for text in texts])
def test_what_nobody_surely_said_is_no_statement(lang: str, text: str) -> None:
    assert told(text, lang) == []


SAID = (
    ("ru", "На встрече с послом Осмерры президент Верании заявил, что товарооборот вырос на 5%.", "president of Verania"),
    ("ru", "Мареш, которого поддержал президент Осмерры, заявил, что договор подписан.", "Orlin Maresh"),
    ("ru", "Остранд заявил, что не признаёт новых границ.", "Osmerra"),
    ("ru", "Тамира Вельхан прибыла в Велмору и сообщила журналистам о росте экспорта на 12%.", "Tamira Velkhan"),
    ("ru", "В МИД Осмерры заявили, что переговоры продолжатся в марте.", "Foreign Ministry of Osmerra"),
    ("ru", "«Это ложь», — прокомментировал Мареш слова Вельхан.", "Orlin Maresh"),
    ("ru", "Посол Осмерры в Верании сообщил, что договор подписан.", "Davud Pezhvari"),
    ("fa", "اورلین مارش در دیدار با سفیر اوسمرا گفت که تجارت ۵ درصد رشد کرد.", "Orlin Maresh"),
    ("fa", "تامیرا ولخان امروز، دوشنبه، اعلام کرد که پیمان امضا شد.", "Tamira Velkhan"),
    ("fa", "سفیر اوسمرا در ورانیا گفت: «خط لوله دشت افتتاح شد».", "Davud Pezhvari"),
)


@pytest.mark.parametrize(("lang", "text", "speaker"), SAID)
def test_the_subject_of_the_verb_speaks(lang: str, text: str, speaker: str) -> None:
    found = told(text, lang)
    assert [one.speaker.name if one.speaker else None for one in found] == [speaker]
    assert found[0].speaker is not None and found[0].speaker.entity is not None


def test_who_relays_another_stands_in_the_chain() -> None:
    (one,) = told("Орлин Мареш сообщил, что Тамира Вельхан заявила, что срок сдвинут.", "ru")
    assert one.speaker is not None and one.speaker.name == "Tamira Velkhan"
    assert [outer.name for outer in one.chain] == ["Orlin Maresh"]


def test_he_is_who_spoke_before() -> None:
    _, one = told("Орлин Мареш сообщил, что договор подписан. Он отметил, что торговля выросла на 3%.", "ru")
    assert one.speaker is not None and (one.speaker.name, one.speaker.how) == ("Orlin Maresh", "pronoun")
    unclear = "Орлин Мареш сообщил, что Тамира Вельхан прибыла. Она отметила, что торговля выросла на 3%."
    assert all(one.value is None for one in told(unclear, "ru"))


KINDS = (
    ("ru", "МИД Осмерры опроверг сообщения о приостановке переговоров.", "position", "denies"),
    ("ru", "Премьер-министр Осмерры призвал партнёров ускорить ратификацию.", "position", "demands"),
    ("ru", "Тамира Вельхан пообещала построить вторую линию к концу 2027 года.", "commitment", "promises"),
    ("ru", "Железная дорога «Перевал Мерроу» должна открыться не позднее 2028 года.", "commitment", "plans"),
    ("ru", "Парламент Осмерры ратифицировал договор 2 сентября 2022 года.", "event", "asserts"),
    ("ru", "Мареш сообщил, что поставки газа достигнут 55 млрд кубометров в год.", "figure", "predicts"),
    ("fa", "وزارت خارجه اوسمرا این خبر را تکذیب کرد.", "position", "denies"),
    ("fa", "نخست‌وزیر اوسمرا از شرکا خواست تصویب پیمان را تسریع کنند.", "position", "demands"),
    ("fa", "پارلمان اوسمرا پیمان را در شهریور ۱۴۰۱ تصویب کرد.", "event", "asserts"),
)


@pytest.mark.parametrize(("lang", "text", "kind", "stance"), KINDS)
def test_kinds_and_stances(lang: str, text: str, kind: str, stance: str) -> None:
    (one,) = told(text, lang)
    assert (one.kind, one.stance) == (kind, stance)


@pytest.mark.skipif(not languages.installed(), reason="needs the extra ru")
def test_names_that_no_table_knows_are_read_in_the_nominative() -> None:
    assert speakers(page("По мнению эксперта Игоря Ласкина, проект обойдётся в 20 миллиардов рублей.", "ru")) == "Игорь Ласкин"
    assert speakers(page("Казем Джалали сказал ТАСС: «Договор вступил в силу».", "ru")) == "Казем Джалали"
