"""Who takes part in what is told, and on what day."""

from __future__ import annotations

from datetime import date

import pytest

from depositary.annotate.events.mentions import carried, happenings
from depositary.annotate.events.telling import Subject, day_of, pointing, takes_part, written
from depositary.annotate.parse import page_of
from depositary.annotate.times import find_times
from depositary.evaluate.timeline import predict
from depositary.model.nouns import Document

DAY = date(2021, 3, 5)


def told(name: str, text: str, kind: str = "body") -> list[tuple[str, str]]:
    """Word and day of every event in which the subject takes part."""
    page = page_of(Document("d_0", "line", "", "en", "news", None, None, None, None, "", "line", len(text), text=text))
    asked, before, found = Subject(name, kind), [], []
    times = find_times(text, DAY)
    for paragraph in page.paragraphs:
        meant = pointing(asked, paragraph, before)
        acts = list(happenings(paragraph))
        held = carried(paragraph, times, acts)
        found += [(one.token.text, day_of(one, held.get(one.token.i), DAY)) for one in acts if takes_part(one, meant)]
    return found


def test_heads_take_part_and_words_inside_a_phrase_do_not() -> None:
    assert told("Norsol", "Norsol sold a ferry in 2019.") == [("sold", "2019-XX-XX")]
    assert told("Norsol", "A former Norsol worker bought a ferry.") == []


def test_news_is_of_the_day_and_plans_have_none() -> None:
    assert told("Norsol", "Norsol opened a dock.") == [("opened", "2021-03-05")]
    assert told("Norsol", "Norsol will open a dock.") == [("open", "XXXX-XX-XX")]
    assert told("Norsol", "Norsol had opened a dock.") == [("opened", "XXXX-XX-XX")]


def test_it_is_the_subject_of_the_sentence_before() -> None:
    assert ("sold", "2021-03-05") in told("Norsol", "Norsol opened a dock.\nIt sold two ferries.")


@pytest.mark.parametrize(("timex", "date"), [
    ("2007", "2007-XX-XX"), ("2007-11", "2007-11-XX"), ("2007-11-03", "2007-11-03"), ("PAST_REF", "XXXX-XX-XX"),
    ("P3D", "XXXX-XX-XX"),
])  # fmt: skip
def test_vague_dates_stay_vague(timex: str, date: str) -> None:
    assert written(timex) == date


def test_the_task_orders_by_day_and_looks_at_no_label() -> None:
    docs = [{"doc_id": "7", "dct": "2021-03-05", "sentences": ["Norsol opened a dock .", "Norsol sold a ferry in 2019 ."]}]
    line = {"doc_id": "c/n", "entity": "Norsol", "docs": docs}
    made = predict(line)
    assert [(one["order"], one["date"]) for one in made["timeline"]] == [(1, "2019-XX-XX"), (2, "2021-03-05")]
    assert predict({**line, "timeline": [{"order": 1}]}) == made
