"""A document cut for reading, figures drawn, and moments as bars."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import factory
from depositary.model.nouns import Document, Finding, Statement
from depositary.model.record import Record
from depositary.views import bars, chart, reader
from depositary.views.lines import Desk
from depositary.views.timeline import Moment

TEXT = "Heading\n\nThe pact was signed on 17 May 2024, the chair said. Trade was 5 billion dollars.\nLast words."


def desk(document: Document, *said: Statement, findings: tuple[Finding, ...] = ()) -> Desk:
    return Desk(Record({document.id: document}, said, {}, findings, None))


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)), max_size=6))
def test_a_document_is_shown_whole_and_every_statement_has_its_anchor(cuts: list[tuple[int, int]]) -> None:
    document = factory.document(TEXT)
    quotes = {TEXT[start : start + size] for start, size in cuts}
    said = [factory.statement(document, quote) for quote in sorted(quotes) if quote.strip()]
    shown = reader.reading(desk(document, *said), document.id)
    lines = [line for line in TEXT.split("\n") if line.strip()]
    assert ["".join(one.text for one in row.pieces) for row in shown.paragraphs] == lines
    notes = [note.number for row in shown.paragraphs for note in row.notes]
    assert notes == sorted(notes) and len(set(notes)) == len(notes)


def test_words_of_two_statements_bear_the_kind_of_the_shorter() -> None:
    document = factory.document(TEXT)
    long = factory.statement(document, "The pact was signed on 17 May 2024, the chair said.", kind="event")
    short = factory.statement(document, "17 May 2024", kind="status")
    shown = reader.reading(desk(document, long, short), document.id)
    pieces = [(one.text, one.kind, len(one.ids)) for one in shown.paragraphs[1].pieces]
    assert pieces[1] == ("17 May 2024", "status", 2) and pieces[0][1] == "event" and pieces[3][1] == ""
    assert shown.paragraphs[0].heading and not shown.paragraphs[1].heading
    assert [note.line.id for note in shown.paragraphs[1].notes] == [long.id, short.id]


def figure(document: Document, quote: str, value: float, year: str, **more: object) -> Statement:
    told = factory.quantity(value, literal=quote)
    return factory.statement(document, quote, "figure", value=told, when=year, series="x", measure="level", **more)


def test_every_claim_is_a_point_of_its_own_and_a_conflict_joins_two() -> None:
    document = factory.document("It was 5 in 2023, or 7; and 9 in 2024. It was 4 once.")
    said = [figure(document, "5", 5.0, "2023"), figure(document, "7", 7.0, "2023"), figure(document, "9", 9.0, "2024")]
    undated = factory.statement(document, "4", kind="figure", value=factory.quantity(4.0), series="x", measure="level")
    found = factory.finding(said[0], said[1])
    (drawn,) = chart.charts(desk(document, *said, undated, findings=(found,)), "x")
    assert [one.id for one in drawn.dots] == [one.id for one in said] and drawn.left_out == 1
    assert drawn.dots[0].y > drawn.dots[1].y > drawn.dots[2].y and drawn.dots[0].x == drawn.dots[1].x < drawn.dots[2].x
    assert [(one.x1, one.y1, one.y2) for one in drawn.joins] == [(drawn.dots[0].x, drawn.dots[0].y, drawn.dots[1].y)]
    assert all(0 <= one.x <= chart.WIDTH and 0 <= one.y <= chart.HEIGHT for one in drawn.dots)
    assert [one.label for one in drawn.across] == ["2023", "2024"] or drawn.across[-1].label == "2025"
    assert chart.charts(desk(document, said[0], undated), "x") == [], "a single point needs no drawing"


def test_equal_claims_stand_in_the_middle() -> None:
    document = factory.document("a b")
    (drawn,) = chart.charts(desk(document, figure(document, "a", 95.0, "2023"), figure(document, "b", 95.0, "2024")), "x")
    assert all(chart.HEIGHT / 4 < one.y < 3 * chart.HEIGHT / 4 for one in drawn.dots) and drawn.up


@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False), min_size=2, max_size=5, unique=True))
def test_any_values_stay_within_the_drawing(values: list[float]) -> None:
    quotes = [chr(ord("a") + place) for place in range(len(values))]
    document = factory.document(" ".join(quotes))
    said = [figure(document, quote, value, "2024") for quote, value in zip(quotes, values, strict=True)]
    (drawn,) = chart.charts(desk(document, *said), "x")
    assert all(0 <= one.y <= chart.HEIGHT for one in (*drawn.dots,))
    assert all(0 <= one.at <= chart.HEIGHT for one in drawn.up) and len(drawn.up) <= 12


def test_a_vague_day_is_a_long_bar() -> None:
    document = factory.document("x")
    line = desk(document).line(factory.statement(document, "x"))
    moments = [
        Moment("2024-03-01", "2024-03-01", "", False, line), Moment("2024-01-01", "2024", "", False, line),
        Moment("2024-11-01", "2024-11", "2025-02", False, line), Moment("", "before long", "", False, line),
    ]  # fmt: skip
    year, unknown = bars.years(moments)
    day, whole, over = year.bars
    assert day.width < 3 and 15 < day.x < 25 and whole.width > 119 and over.more and not whole.more
    assert over.x + over.width <= bars.WIDTH and unknown.year == ""
